package story

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// talkLine is one message of a whole conversation with what it is right for.
type talkLine struct {
	place, who, text string
	right            []string
}

// conversation is a dispute of one category, from its first message to its last.
type conversation struct {
	category string
	lines    []talkLine
}

func readTalks(t *testing.T, set string) []conversation {
	t.Helper()
	name := filepath.Join("testdata", "talks", set+".txt")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out []conversation
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if heading, ok := strings.CutPrefix(line, "= "); ok {
			category, _, _ := strings.Cut(heading, ":")
			out = append(out, conversation{category: category})
			continue
		}
		who, rest, _ := strings.Cut(line, " [")
		right, text, ok := strings.Cut(rest, "] ")
		if !ok || len(out) == 0 {
			t.Fatalf("%s:%d: %s", name, i+1, line)
		}
		now := &out[len(out)-1]
		now.lines = append(now.lines, talkLine{fmt.Sprintf("%s:%d", name, i+1), who, text, strings.Split(right, ",")})
	}
	return out
}

// elementsTold counts of the elements of a letter of a conversation for which it holds
// something, how many are proposed something right for.
func (c *conversation) elementsTold(p *channel.Practice, proposed map[int64][]string) (told, all int, lacking []string) {
	for _, e := range p.Elements(c.category, "") {
		right := func(l talkLine, id string) bool {
			return slices.Contains(l.right, id) || slices.ContainsFunc(l.right, func(r string) bool { return slices.Contains(placedRight[id], r) })
		}
		has, hit := false, false
		for i, l := range c.lines {
			for _, id := range e.Triggers {
				if id = labelOf(id); right(l, id) {
					has = true
					hit = hit || slices.ContainsFunc(proposed[int64(i+1)], func(by string) bool { return slices.Contains(e.Triggers, by) })
				}
			}
		}
		if has {
			all++
			if hit {
				told++
			} else {
				lacking = append(lacking, e.ID)
			}
		}
	}
	return told, all, lacking
}

// placedRight are what a message is right for that its place marks.
var placedRight = map[string][]string{
	"answer":   {"refusal", "concession", "evasion", "compensation_offer", "admission", "terms"},
	"reported": {"defect", "damage", "missing", "fake", "mismatch", "food_problem", "test_result", "delay", "illness", "price"},
}

// share is how much of what is proposed is right, and how much of what there is
// is found.
type share struct{ lines, right, wrong, accused, missed, marked int }

func (s *share) String() string {
	return fmt.Sprintf("%d messages; %d proposals right, %d wrong, %d of these accusations; %d of %d candidates found", s.lines, s.right, s.wrong, s.accused, s.marked-s.missed, s.marked)
}

// count holds the triggers by which a line is proposed against what it is right for.
func (s *share) count(t *testing.T, l talkLine, triggers []string) {
	s.lines++
	hit := false
	for _, id := range triggers {
		id = labelOf(id)
		switch {
		case slices.ContainsFunc(l.right, func(r string) bool { return r == id || slices.Contains(beside[r], id) }):
			s.right++
			hit = hit || slices.Contains(l.right, id)
			continue
		case slices.ContainsFunc(l.right, func(r string) bool { return slices.Contains(placedRight[id], r) }):
			s.right++
			hit = true
			continue
		case slices.Contains(accusations, id):
			s.accused++
		}
		s.wrong++
		t.Logf("%s: wrongly %s: %s", l.place, id, l.text)
	}
	if slices.Contains(l.right, "-") {
		return
	}
	s.marked++
	if !hit {
		s.missed++
		if testing.Verbose() {
			t.Logf("%s: not found: %s %s", l.place, strings.Join(l.right, ","), l.text)
		}
	}
}

// marks are the triggers that a message is a candidate for by its words.
func (l *talkLine) marks(w *words) []string {
	side := "other"
	if l.who == "me" {
		side = "self"
	}
	var out []string
	for _, h := range w.look(sentencesOf(l.text)) {
		if t := w.triggers[h.trigger]; h.score >= channel.Enough && speaks(t.Side, side) && !slices.Contains(out, t.ID) {
			out = append(out, t.ID)
		}
	}
	return out
}

// elements are some elements of the story of a conversation with the numbers of the
// messages that are proposed for them; those of which none is, are left out.
func (c *conversation) elements(p *channel.Practice, some ...string) []string {
	var out []string
	for _, e := range c.story(p, "en") {
		var numbers []string
		for _, f := range e.Facts {
			numbers = append(numbers, fmt.Sprint(f.Own.Record))
		}
		if slices.Contains(some, e.ID) && len(numbers) > 0 {
			out = append(out, e.ID+":"+strings.Join(numbers, ","))
		}
	}
	return out
}

// proposed are the triggers by which the story of its category proposes each
// message of a conversation, by its number.
func (c *conversation) proposed(p *channel.Practice, lang string) map[int64][]string {
	out := map[int64][]string{}
	for _, e := range c.story(p, lang) {
		for _, f := range e.Facts {
			if id := f.Own.Record; !slices.Contains(out[id], f.trigger) {
				out[id] = append(out[id], f.trigger)
			}
		}
	}
	return out
}

// story is what is proposed of a conversation whose messages are a minute apart.
func (c *conversation) story(p *channel.Practice, lang string) []Element {
	found := NewFinder(p.Triggers(), "")
	start := time.Date(2026, 9, 1, 1, 0, 0, 0, time.UTC)
	for i, l := range c.lines {
		found.See(&dispute.Record{ID: int64(i + 1), Evidence: 1, Seq: i, Kind: dispute.Message, Who: l.who, Text: l.text,
			At: dispute.Instant(start.Add(time.Duration(i)*time.Minute), dispute.Minute, dispute.ZoneFormat)})
	}
	return Tell(Input{Elements: p.Elements(c.category, ""), Triggers: p.Triggers(), Found: found, Lang: lang})
}

// TestTalks measures on conversations that no word was chosen for: what the words
// mark, and of that what the story proposes.
func TestTalks(t *testing.T) {
	p := practice(t)
	w := newWords(p.Triggers())
	for set, least := range map[string]struct {
		precision float64
		found     int
	}{"zh": {0.96, 80}, "en": {0.97, 86}, "second-zh": {0.96, 30}, "second-en": {0.95, 23}, "third-zh": {0.97, 78}, "third-en": {0.97, 90}, "fourth-zh": {0.93, 31}, "fourth-en": {0.9, 31}} {
		t.Run(set, func(t *testing.T) {
			var marked, told share
			elements, all := 0, 0
			for _, c := range readTalks(t, set) {
				proposed := c.proposed(p, set)
				n, of, lacking := c.elementsTold(p, proposed)
				elements, all = elements+n, all+of
				if len(lacking) > 0 && testing.Verbose() {
					t.Logf("%s: of %s nothing right is proposed", c.lines[0].place, strings.Join(lacking, ", "))
				}
				for i, l := range c.lines {
					marked.count(t, l, l.marks(w))
					told.count(t, l, proposed[int64(i+1)])
				}
			}
			t.Logf("%s: by words: %s", set, &marked)
			t.Logf("%s: proposed: %s", set, &told)
			t.Logf("%s: %d of %d elements of which the conversations tell are proposed something right", set, elements, all)
			if p := float64(told.right) / float64(told.right+told.wrong); p < least.precision || told.accused+marked.accused > 0 || told.marked-told.missed < least.found {
				t.Errorf("precision %.3f, at least %.2f; %d wrong accusations; %d found, at least %d", p, least.precision, told.accused+marked.accused, told.marked-told.missed, least.found)
			}
		})
	}
}

func BenchmarkLook(b *testing.B) {
	w := newWords(practice(b).Triggers())
	for _, text := range []string{"在的亲，方便拍个视频给我们看看吗，我去问一下仓库", "Thanks for reaching out, I have passed this to our team and we will let you know as soon as we can"} {
		b.Run(text[:6], func(b *testing.B) {
			for range b.N {
				w.look(sentencesOf(text))
			}
		})
	}
}
