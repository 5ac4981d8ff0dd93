package packet

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"complain/pkg/internal/golden"
	"complain/pkg/locale"
	"complain/templates"
)

// Every form has its fields, each within its limit, and what has no room is said:
// every main fact is told or left out whole.
func TestForms(t *testing.T) {
	for _, p := range papers(t) {
		for _, lang := range locale.Langs() {
			t.Run(p.folder+"/"+p.name(lang), func(t *testing.T) {
				in := sample(t, lang)
				if len(p.letter.Countries) > 0 {
					in.Case.Jurisdiction = p.letter.Countries[0]
				}
				in.Document, in.Channel, in.Book, in.Templates = p.option(), p.channel, book(t), templates.FS
				plan := Choose(in.Input)
				_, fields, _, err := plan.Form(in.Request, in.Material)
				if err != nil {
					t.Fatal(err)
				}
				c, err := newComposer(plan, in.Request, in.Material)
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range fields {
					if f.Name == "" || f.Count != utf8.RuneCountInString(f.Text) || f.Most > 0 && f.Count > f.Most {
						t.Errorf("%s %q: %d of %d characters", f.Part, f.Name, f.Count, f.Most)
					}
					if f.Part != "facts" {
						continue
					}
					for _, e := range c.mainFacts() {
						told := c.spoken(e)
						if strings.Contains(f.Text, told) == slices.Contains(f.Left, told) {
							t.Errorf("in %d characters %q is neither told nor left out, or both", f.Most, told)
						}
					}
				}
			})
		}
	}
}

// A statement of fewer characters tells the weightier facts.
func TestStatementLeavesOutTheLightest(t *testing.T) {
	in := sample(t, locale.Chinese)
	in.Channel, in.Book = addressed(t, book(t), "regulator", in.Case), book(t)
	c, err := newComposer(Choose(in.Input), in.Request, in.Material)
	if err != nil {
		t.Fatal(err)
	}
	text, left := c.statement(120)
	if !strings.Contains(text, "发现左耳无声") || len(left) == 0 || utf8.RuneCountInString(text) > 120 {
		t.Errorf("%q leaves out %q", text, left)
	}
	if text, left := c.statement(5); text != "" || len(left) != len(c.mainFacts()) {
		t.Errorf("in five characters %q", text)
	}
}

// The page for a call, for a body that takes letters and for one that takes none.
func TestScript(t *testing.T) {
	root := golden.Root(t)
	letters, err := book(t).Letters()
	if err != nil {
		t.Fatal(err)
	}
	script, err := letters.Script()
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"cn.samr.complaint", "cn.12345"} {
		for _, lang := range locale.Langs() {
			in := sample(t, lang)
			ch, err := book(t).Channel(id)
			if err != nil {
				t.Fatal(err)
			}
			in.Channel, in.Book, in.Templates = ch, book(t), templates.FS
			plan := Choose(in.Input)
			d, findings, err := plan.Script(in.Request, in.Material)
			if err != nil {
				t.Fatal(err)
			}
			golden.Check(t, filepath.Join(root, "testdata", "packet", "script", fmt.Sprintf("%s.%s.dump", ch.ID, lang.Tag())), dump(t, d, findings, lang))
			c, err := newCaller(plan, in.Request, in.Material)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := c.run(templates.FS); err != nil {
				t.Fatal(err)
			}
			last := -1
			for _, part := range script.Require {
				at := slices.Index(c.printed, part)
				if at <= last {
					t.Errorf("%s: %s is not printed in its place: %v", lang, part, c.printed)
				}
				last = max(last, at)
			}
		}
	}
}
