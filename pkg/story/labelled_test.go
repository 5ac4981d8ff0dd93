package story

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"complain/pkg/channel"
)

// labelled is one line of a labelled set.
type labelled struct {
	place string
	side  string
	right []string // triggers that are right for it
	text  string
}

func readLabelled(t *testing.T, lang string) []labelled {
	t.Helper()
	name := filepath.Join("testdata", "labelled", lang+".txt")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out []labelled
	var now labelled
	for i, line := range strings.Split(string(data), "\n") {
		head, isHead := strings.CutPrefix(line, "[")
		if isHead && strings.HasSuffix(head, "]") && strings.Contains(head, ": ") {
			side, right, _ := strings.Cut(strings.TrimSuffix(head, "]"), ": ")
			now = labelled{side: side, right: strings.Fields(right)}
			continue
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		now.place, now.text = fmt.Sprintf("%s:%d", name, i+1), line
		out = append(out, now)
	}
	return out
}

// accusations are triggers that say something bad of somebody: one that is wrong
// counts ten times.
var accusations = []string{"fake", "admission", "refusal", "damage", "defect", "missing", "food_problem", "duplicate", "unauthorised", "privacy", "threat"}

// beside are triggers that a line may mark too without being wrong, as they say
// the same of it: a test's result is that of a fake, too.
var beside = map[string][]string{
	"fake": {"test_result", "serial", "defect"}, "test_result": {"fake", "defect", "serial"}, "unboxing": {"missing", "damage", "defect"},
	"damage": {"defect", "unboxing"}, "mismatch": {"defect", "price"}, "defect": {"mismatch", "damage", "unboxing", "test_result", "missing"}, "missing": {"unboxing", "defect", "damage"},
	"refusal": {"terms", "evasion", "price"}, "terms": {"refusal"}, "concession": {"compensation_offer"}, "compensation_offer": {"concession"},
	"admission": {"missing", "defect", "damage", "fake"}, "delay": {"reminder", "delivery", "mismatch"}, "reminder": {"delay", "demand"}, "demand": {"state", "reminder", "identity", "price", "warranty", "loss", "settlement", "fake", "duplicate", "test_result"},
	"promise": {"warranty", "price", "demand"}, "warranty": {"repair"}, "repair": {"warranty", "test_result", "defect"}, "food_problem": {"food", "defect", "missing"}, "price": {"payment", "promise", "defect", "mismatch"},
	"renewal": {"payment"}, "duplicate": {"payment"}, "loss": {"state", "test_result", "courier", "delivery"}, "state": {"loss", "waybill", "sent_back"}, "waybill": {"ship_promise"}, "order": {"payment"}, "refund_done": {"price"},
	"platform": {"settlement"}, "office": {"platform"}, "settlement": {"refund_done"}, "delivery": {"order", "waybill"}, "courier": {"refusal", "delivery", "missing", "damage"},
	"unauthorised": {"payment"}, "bank_notice": {"unauthorised"}, "customs": {"promise", "loss"}, "ship_promise": {"promise", "delay"}, "food": {"warranty"}, "identity": {"demand"}, "serial": {"food"}, "evasion": {"courier"}, "illness": {"food_problem"}, "payment": {"order"}, "privacy": {"identity"}, "threat": {"office"}, "unboxed": nil,
}

// labelOf is how the sets call what a trigger marks: a receipt is a delivery, as who
// gets it says.
func labelOf(id string) string {
	if id == "receipt" {
		return "delivery"
	}
	return id
}

// TestPrecision holds what is proposed against labelled messages, rows and texts:
// precision goes before recall, and a wrong accusation counts ten times.
func TestPrecision(t *testing.T) {
	type bounds struct {
		lines             int
		precision, recall float64
		accused           int // wrong accusations at most
	}
	for lang, least := range map[string]bounds{
		"zh": {400, 0.98, 0.9, 0}, "en": {400, 0.98, 0.9, 0},
		"unseen-zh": {100, 0.95, 0.9, 0}, "unseen-en": {100, 0.95, 0.9, 0},
		"unseen2-zh": {40, 0.6, 0.1, 0}, "unseen2-en": {40, 0.3, 0, 0},
		"unseen3-zh": {120, 0.9, 0.8, 0}, "unseen3-en": {120, 0.9, 0.8, 0},
		"unseen4-zh": {60, 0.5, 0, 1}, "unseen4-en": {60, 0.5, 0, 1},
	} {
		t.Run(lang, func(t *testing.T) {
			set := readLabelled(t, lang)
			if len(set) < least.lines {
				t.Fatalf("%d labelled lines", len(set))
			}
			w := newWords(practice(t).Triggers())
			right, wrong, accused, found, marked := 0, 0, 0, 0, 0
			for _, l := range set {
				hit := false
				for _, h := range w.look(sentencesOf(l.text)) {
					trigger := w.triggers[h.trigger]
					trigger.ID = labelOf(trigger.ID)
					if h.score < channel.Enough || !speaks(trigger.Side, l.side) {
						continue
					}
					ok := slices.ContainsFunc(l.right, func(r string) bool { return r == trigger.ID || slices.Contains(beside[r], trigger.ID) })
					hit = hit || slices.Contains(l.right, trigger.ID)
					switch {
					case ok:
						right++
					case slices.Contains(accusations, trigger.ID):
						wrong += 10
						accused++
						t.Logf("%s: wrongly %s by %q: %s", l.place, trigger.ID, h.word, l.text)
					default:
						wrong++
						t.Logf("%s: wrongly %s by %q: %s", l.place, trigger.ID, h.word, l.text)
					}
				}
				if l.right[0] != "-" {
					marked++
					if hit {
						found++
					} else if testing.Verbose() {
						t.Logf("%s: not found: %s %s", l.place, l.right[0], l.text)
					}
				}
			}
			precision, recall := float64(right)/float64(right+wrong), float64(found)/float64(marked)
			t.Logf("%s: %d lines; of %d proposals %.1f%% are right, a wrong accusation counted ten times; %.1f%% of %d candidates are found", lang, len(set), right+wrong, 100*precision, 100*recall, marked)
			if accused > least.accused {
				t.Errorf("%d wrong accusations, at most %d", accused, least.accused)
			}
			if precision < least.precision || recall < least.recall {
				t.Errorf("precision %.3f, at least %.2f; recall %.3f, at least %.2f", precision, least.precision, recall, least.recall)
			}
		})
	}
}

// speaks reports whether who says something may be who a trigger listens to.
func speaks(side channel.Speaking, who string) bool {
	return side == channel.Anyone || string(side) == who || who == "none" && side == channel.Self
}

func practice(t testing.TB) *channel.Practice {
	t.Helper()
	b, err := channel.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := b.Practice()
	if err != nil {
		t.Fatal(err)
	}
	return p
}
