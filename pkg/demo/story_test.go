package demo

import (
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"complain/pkg/dispute"
)

func theStory(t *testing.T, lang string) Story {
	t.Helper()
	s, err := TheStory("headphones", lang)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A language in which the story is not told hears it in English.
func TestStoryInAnotherLanguage(t *testing.T) {
	other, en := theStory(t, "xx"), theStory(t, "en")
	if other.Case.Language != "xx" || other.Case.Title != en.Case.Title || other.Exhibits[bill] != en.Exhibits[bill] {
		t.Errorf("%+v", other)
	}
}

func TestStoryInBothLanguages(t *testing.T) {
	zh, en := theStory(t, "zh"), theStory(t, "en")
	for _, s := range []Story{zh, en} {
		if len(s.Parties) != 4 || len(s.Claims) != 3 || len(s.Statements) != 2 || len(s.Exhibits) != 11 {
			t.Errorf("%s: %d parties, %d claims, %d statements, %d exhibits",
				s.Case.Language, len(s.Parties), len(s.Claims), len(s.Statements), len(s.Exhibits))
		}
		for name, x := range s.Exhibits {
			if x.Title == "" || x.Source == "" || x.Proves == "" {
				t.Errorf("%s: %s: something is not said: %+v", s.Case.Language, name, x)
			}
		}
		for _, x := range s.Statements {
			if !x.At.Known() || x.At.Zone.Offset != 8*3600 || x.At.From != dispute.TimeUser || x.Who == "" || x.Text == "" {
				t.Errorf("%s: %+v", s.Case.Language, x)
			}
		}
		if !slices.IsSortedFunc(s.Statements, func(a, b Statement) int { return a.At.Compare(b.At) }) {
			t.Errorf("%s: statements out of order", s.Case.Language)
		}
	}
	if zh.Case.Language != "zh" || en.Case.Language != "en" {
		t.Error("the case is not in the language asked for")
	}
	if zh.Case.Title == en.Case.Title || zh.Claims[0].Text == en.Claims[0].Text || zh.Exhibits[bill] == en.Exhibits[bill] {
		t.Error("the languages say the same")
	}
	// What the evidence calls a party has to be one of its names in both.
	for _, s := range []Story{zh, en} {
		for role, names := range map[dispute.PartyRole][]string{
			dispute.Complainant: {"林晓禾", "晓禾", "Lin Xiaohe"},
			dispute.Seller:      {"云栖数码专营店", "云栖数码客服小栖"},
		} {
			i := slices.IndexFunc(s.Parties, func(p dispute.Party) bool { return p.Role == role })
			for _, name := range names {
				if !slices.Contains(append(s.Parties[i].Aliases, s.Parties[i].Name), name) {
					t.Errorf("%s: %s is not a name of the %s", s.Case.Language, name, role)
				}
			}
		}
	}
}

// Each claim's amount follows from the bill.
func TestClaimsAddUp(t *testing.T) {
	rows := readBill(t).rows
	paid := find(t, rows, "澄光CG-H70头戴式降噪耳机 雾银").fen
	back := find(t, rows, "退款-澄光CG-H70头戴式降噪耳机 雾银").fen
	freight := find(t, rows, "寄件运费-运单CY2603070011482").fen
	for i, want := range []int64{paid - back, 3 * paid, freight} {
		if got := theStory(t, "zh").Claims[i].Amount; got.Minor != want || got.Currency != "CNY" {
			t.Errorf("claim %d is %s, want %d fen", i+1, got, want)
		}
	}
}

// The order, the serial number and the time of saving are the same wherever
// they stand.
func TestNumbersAgree(t *testing.T) {
	s := theStory(t, "zh")
	if s.Case.Order != order {
		t.Errorf("case: order %s", s.Case.Order)
	}
	if m := find(t, readBill(t).rows, "澄光CG-H70头戴式降噪耳机 雾银").merchant; m != "T200P"+order {
		t.Errorf("bill: merchant's number %s", m)
	}
	if !strings.Contains(text(t, chat), "订单号"+order) {
		t.Error("chat: order not named")
	}
	for _, name := range []string{chat, supportLog} {
		if !strings.Contains(text(t, name), serial) {
			t.Errorf("%s: serial number not named", name)
		}
	}
	if !strings.Contains(s.Statements[0].Text, serial) {
		t.Error("statement: serial number not named")
	}

	digits := strings.TrimSuffix(strings.TrimPrefix(poster, "mmexport"), ".jpg")
	ms, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	saved := time.UnixMilli(ms).In(time.FixedZone("", 8*3600))
	for lang, layout := range map[string]string{"zh": "2006年1月2日15时04分05秒", "en": "2 January 2006 at 15:04:05"} {
		if source := theStory(t, lang).Exhibits[poster].Source; !strings.Contains(source, saved.Format(layout)) {
			t.Errorf("%s was saved at %s, and the story says %q", poster, saved.Format(layout), source)
		}
	}
	// It was saved between the message that speaks of it and the answer.
	if saved.Format("2006-01-02 15:04") != "2026-02-28 20:46" {
		t.Errorf("saved at %s", saved)
	}
}

// The registration code has the shape of GB 32100-2015, with both of its check
// characters, so that a program that checks them accepts it.
func TestRegistrationCode(t *testing.T) {
	code := theStory(t, "zh").Parties[1].Identifiers[0].Value
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	if len(code) != 18 {
		t.Fatalf("%s has %d characters", code, len(code))
	}
	sum, weight := 0, 1
	for _, c := range code[:17] {
		sum += strings.IndexRune(alphabet, c) * weight
		weight = weight * 3 % 31
	}
	if want := alphabet[(31-sum%31)%31]; code[17] != want {
		t.Errorf("%s should end in %c", code, want)
	}
	sum = 0
	for i, w := range []int{3, 7, 9, 10, 5, 8, 4, 2} {
		sum += strings.IndexByte("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", code[8+i]) * w
	}
	if want := "0123456789X0"[11-sum%11]; code[16] != want {
		t.Errorf("the organisation's code in %s should end in %c", code, want)
	}
}

// Each sample says what it needs, and speaks of files that are there.
func TestEverySample(t *testing.T) {
	for _, name := range Names() {
		s, err := TheStory(name, "en")
		if err != nil {
			t.Fatal(err)
		}
		if len(s.To) == 0 || len(s.Parties) < 2 || len(s.Claims) == 0 || len(s.Statements) == 0 || s.Case.ID == "" || s.Case.Title == "" {
			t.Errorf("%s: something is missing: %+v", name, s)
		}
		entries, err := fs.ReadDir(Files(name), ".")
		if err != nil || len(entries) < 5 {
			t.Fatalf("%s: %d files: %v", name, len(entries), err)
		}
		all := ""
		for _, e := range entries {
			data, err := fs.ReadFile(Files(name), e.Name())
			if err != nil || len(data) == 0 || len(data) > 400<<10 {
				t.Errorf("%s: %s: %d bytes: %v", name, e.Name(), len(data), err)
			}
			if utf8.Valid(data) {
				all += " " + e.Name() + " " + string(data)
			}
		}
		if name != "headphones" && !strings.Contains(all, s.Case.Order) {
			t.Errorf("%s: no file names the order %s", name, s.Case.Order)
		}
		for _, m := range regexp.MustCompile(`[\w.]+@[\w.]+\w`).FindAllString(all, -1) {
			if name != "headphones" && !strings.HasSuffix(m, ".example") && !strings.HasSuffix(m, "@example.com") {
				t.Errorf("%s: mail address %s", name, m)
			}
		}
	}
	if _, err := TheStory("nothing", "en"); err == nil {
		t.Error("a sample that is not there has a story")
	}
}
