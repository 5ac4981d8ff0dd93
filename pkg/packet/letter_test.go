package packet

import (
	"slices"
	"testing"

	"complain/pkg/locale"
	"complain/templates"
)

// printedBy are the parts that a letter prints, in their order.
func printedBy(t *testing.T, p paper, in input) []string {
	t.Helper()
	if len(p.letter.Countries) > 0 {
		in.Case.Jurisdiction = p.letter.Countries[0]
	}
	in.Document, in.Channel, in.Book, in.Templates = p.option(), p.channel, book(t), templates.FS
	c, err := newComposer(Choose(in.Input), in.Request, in.Material)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.run(templates.FS); err != nil {
		t.Fatal(err)
	}
	return c.printed
}

// Each letter prints every part that its reader requires, in the order in which
// the data says that the reader looks for them, whether the case has it or a
// blank stands in its place.
func TestLettersHoldWhatTheirReadersRequire(t *testing.T) {
	for _, p := range papers(t) {
		for _, lang := range locale.Langs() {
			for name, in := range map[string]input{"sample": sample(t, lang), "empty": empty(t, lang)} {
				t.Run(p.folder+"/"+p.letter.ID+"/"+lang.Tag()+"/"+name, func(t *testing.T) {
					if len(p.letter.Require) == 0 {
						t.Fatal("nothing is required: the test holds nothing")
					}
					printed := printedBy(t, p, in)
					last := -1
					for _, part := range p.letter.Require {
						at := slices.Index(printed, part)
						switch {
						case at < 0:
							t.Errorf("%s is not printed", part)
						case at < last:
							t.Errorf("%s stands before %s", part, printed[last])
						default:
							last = at
						}
					}
					for _, part := range printed {
						// What is enclosed says more than the letter.
						if enclosed := part == "tried" || part == "evidence-list"; !p.letter.Holds(part) && !enclosed {
							t.Errorf("%s is printed and not on the letter's list", part)
						}
					}
				})
			}
		}
	}
}
