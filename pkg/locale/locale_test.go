package locale

import (
	"strings"
	"testing"

	"complain/pkg/dispute"
)

func TestNote(t *testing.T) {
	for _, c := range []struct {
		lang Lang
		note dispute.Note
		want string
	}{
		{English, dispute.Say("problem.width", 3, 4), "the row has 3 cells, its header 4"},
		{Chinese, dispute.Say("problem.width", 3, 4), "该行有 3 格，表头有 4 格"},
		{Chinese, dispute.Say("from.a.newer.version", 1, "x"), "from.a.newer.version 1 x"},
		{English, dispute.Note{Code: "problem.time"}, "cannot read the time {0}"},
		{English, dispute.Say("problem.time", "{0}"), "cannot read the time {0}"},
	} {
		if got := c.lang.Note(c.note); got != c.want {
			t.Errorf("%s %v: got %q, want %q", c.lang, c.note, got, c.want)
		}
	}
}

func TestPluralsPickWords(t *testing.T) {
	for _, c := range []struct{ rules, text, want string }{
		{"one: n = 1; other", "{0} {0|row|rows}", "0 rows, 1 row, 2 rows, 11 rows, 21 rows, 1.5 rows"},
		{"other", "{0} 行", "0 行, 1 行, 2 行, 11 行, 21 行, 1.5 行"},
		{"one: n = 0..1; other", "{0} {0|ligne|lignes}", "0 ligne, 1 ligne, 2 lignes, 11 lignes, 21 lignes, 1.5 lignes"},
		{"one: n % 10 = 1 and n % 100 != 11; few: n % 10 = 2..4 and n % 100 != 12..14; other", "{0} {0|строка|строки|строк}",
			"0 строк, 1 строка, 2 строки, 11 строк, 21 строка, 1.5 строк"},
	} {
		with, err := BuiltIn().With("xx", "language.plurals: "+c.rules+"\nrows: "+c.text+"\n")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, n := range []string{"0", "1", "2", "11", "21", "1.5"} {
			got = append(got, with.For("xx").Say("rows", n))
		}
		if joined := strings.Join(got, ", "); joined != c.want {
			t.Errorf("%s: got %q, want %q", c.rules, joined, c.want)
		}
	}
}

func TestPluralsRefuse(t *testing.T) {
	for _, rules := range []string{"", "one: n = 1", "one n = 1; other", "one: n is 1; other", "one: i = 1; other", "one: n % 0 = 1; other", "one: n = 1..x; other"} {
		if p, err := parsePlurals(rules); err == nil {
			t.Errorf("%q: %v", rules, p)
		}
	}
}

func TestFind(t *testing.T) {
	for tag, want := range map[string]string{"zh": "zh", "zh_CN.UTF-8": "zh", "zh-Hant-HK": "zh", "EN-gb": "en", "en@euro": "en", "fr": "", "": "", "C.UTF-8": ""} {
		lang, ok := BuiltIn().Find(tag)
		if ok != (want != "") || ok && lang.Tag() != want {
			t.Errorf("%q: got %q %v, want %q", tag, lang, ok, want)
		}
	}
}

// What a language does not say is said in English; a language knows the others
// of its catalogue, and one built in does not know one added.
func TestAddedLanguage(t *testing.T) {
	with, err := BuiltIn().With("xx", "language.plurals: other\nproblem.width: [{0} {1}]\n")
	if err != nil {
		t.Fatal(err)
	}
	xx, ok := with.Find("xx")
	if !ok || xx.Say("problem.width", 3, 4) != "[3 4]" || xx.Say("problem.time", 5) != English.Say("problem.time", 5) {
		t.Errorf("%v: %q, %q", ok, xx.Say("problem.width", 3, 4), xx.Say("problem.time", 5))
	}
	if xx.For("zh").For("xx") != xx || English.For("xx") != English || xx.Document() != "xx" || Chinese.Document() != "zh-CN" {
		t.Error("a language does not know its catalogue")
	}
	if _, err := BuiltIn().With("xx", "no sentence"); err == nil {
		t.Error("a malformed file is taken")
	}
}

// What something comes from is part of a note that a case keeps, and is said in
// the language of whoever reads it.
func TestCausesAreSaid(t *testing.T) {
	n := dispute.Say("refuse.read", "cause.permission")
	if got, want := English.Note(n), "reading it failed: you may not read or write it"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := Chinese.Note(n), "读取失败：您没有读写权限"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if n.Args[0] != "cause.permission" {
		t.Error("the note was changed")
	}
	if got, want := English.Say("refuse.read", "cause.nobody-knows"), "reading it failed: cause.nobody-knows"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
