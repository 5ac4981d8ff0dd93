package invoice

import (
	"strings"
	"unicode"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/paper"
)

// give gives a page to the sink. A page without text is a skip, and one whose
// letters are drawn or not named says so.
func (p page) give(sink importer.Sink, number int) (units int, err error) {
	at := dispute.Locator{Entry: p.entry, Page: number}
	if len(p.lines) == 0 {
		return 1, p.blank(sink, at)
	}
	w := paper.Writer{Sink: sink, Entry: p.entry, Page: number, Unlined: true}
	if err := w.Lines(strings.Join(p.lines, "\n")); err != nil {
		return w.Units, err
	}
	letters, lost := 0, 0
	for _, l := range p.lines {
		for _, r := range l {
			switch {
			case r == unicode.ReplacementChar:
				lost++
			case !unicode.IsSpace(r):
				letters++
			}
		}
	}
	switch {
	case p.shapes >= fewShapes && p.shapes*4 > letters:
		err = sink.Doubt(at, dispute.Say("ofd.letters-drawn", p.shapes))
	case lost >= 20 || lost >= 3 && lost*50 > letters:
		err = sink.Doubt(at, dispute.Say("ofd.letters-lost", lost, letters+lost))
	}
	return w.Units, err
}

// fewShapes are the signs and arrows that a page may have beside its text.
const fewShapes = 20

// blank gives a page without text.
func (p page) blank(sink importer.Sink, at dispute.Locator) error {
	code := "pdf.page-blank"
	switch {
	case p.shapes > 0:
		code = "ofd.page-drawn"
	case p.pictures > 0:
		code = "ofd.page-picture"
	}
	why := dispute.Say(code)
	if err := sink.Skip(at, why); err != nil || p.shapes+p.pictures == 0 {
		return err
	}
	return sink.Doubt(at, why)
}
