package office

import (
	"context"
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/xmlstream"
)

// Text of a Word document that nobody sees who reads it: hidden by itself or by a
// style, white where nothing is behind it, or too small for any eye.

// look is how a run of text is drawn, as far as that hides it.
type look struct {
	vanish, white, tiny bool
	shaded              bool // something is behind it
}

// tiny is the size in half points up to which nobody reads a letter.
const tiny = 4

// set takes a property of a run or of a paragraph.
func (l *look) set(t *xmlstream.Tag, name string) {
	value := strings.ToLower(t.GetLocal("val"))
	switch name {
	case "vanish":
		l.vanish = value != "0" && value != "false" && value != "off"
	case "color":
		l.white = value == "ffffff"
	case "sz":
		n, err := strconv.Atoi(value)
		l.tiny = err == nil && n <= tiny
	case "highlight":
		l.shaded = l.shaded || value != "none"
	case "shd":
		fill := strings.ToLower(t.GetLocal("fill"))
		l.shaded = l.shaded || fill != "" && fill != "auto" && fill != "ffffff" || value != "" && value != "clear" && value != "nil"
	}
}

// styles are those of a document that hide text, by their ids.
type styles struct {
	hides map[string]bool
	based map[string]string
}

// hidden reports whether text in a style is hidden, by it or by one that it is made of.
func (s *styles) hidden(id string) bool {
	for range 20 { // a style that is made of itself ends there
		if hides, told := s.hides[id]; told {
			return hides
		}
		if id = s.based[id]; id == "" {
			return false
		}
	}
	return false
}

// styles reads which styles of the document hide text. A part that is damaged hides
// nothing.
func (d *document) styles(ctx context.Context) *styles {
	s := &styles{hides: map[string]bool{}, based: map[string]string{}}
	if d.pack.names["word/styles.xml"] == nil {
		return s
	}
	const most = 5000
	id := ""
	_ = d.pack.each(ctx, "word/styles.xml", func(t *xmlstream.Tag, name string) error {
		switch {
		case t.End:
			if name == "style" {
				id = ""
			}
		case name == "style":
			id = t.GetLocal("styleId")
		case id == "" || len(s.based) > most:
		case name == "basedOn":
			s.based[id] = t.GetLocal("val")
		case name == "vanish":
			l := look{}
			l.set(t, name)
			s.hides[id] = l.vanish
		}
		return nil
	})
	return s
}

// unseen reports whether the run that is open is hidden.
func (w *word) unseen() bool {
	if w.run.vanish || w.run.tiny {
		return true
	}
	shaded := w.run.shaded || w.tables > 0 || w.boxed > 0 || w.background
	if n := len(w.paragraphs); n > 0 {
		shaded = shaded || w.paragraphs[n-1].shaded
	}
	return w.run.white && !shaded
}

// dress takes an element that says how text is drawn, or where it stands.
func (w *word) dress(t *xmlstream.Tag, name string) {
	switch name {
	case "p":
		w.paragraphs = append(w.paragraphs, look{})
	case "r":
		w.run, w.running = look{}, true
		if n := len(w.paragraphs); n > 0 {
			w.run.vanish = w.paragraphs[n-1].vanish
		}
	case "tbl":
		w.tables++
	case "txbxContent":
		w.boxed++
	case "background":
		w.background = true
	case "pStyle":
		if n := len(w.paragraphs); n > 0 && w.styles != nil {
			w.paragraphs[n-1].vanish = w.styles.hidden(t.GetLocal("val"))
		}
	case "rStyle":
		if w.running && w.styles != nil && w.styles.hidden(t.GetLocal("val")) {
			w.run.vanish = true
		}
	default:
		if n := len(w.paragraphs); w.running && w.properties > 0 {
			w.run.set(t, name)
		} else if n > 0 && name == "shd" {
			w.paragraphs[n-1].set(t, name)
		}
	}
}

// undress takes the end of such an element.
func (w *word) undress(name string) {
	switch name {
	case "p":
		w.paragraphs = w.paragraphs[:max(0, len(w.paragraphs)-1)]
		if w.hidden.Len() > 0 {
			w.hidden.WriteByte('\n')
		}
	case "r":
		w.running = false
	case "tbl":
		w.tables--
	case "txbxContent":
		w.boxed--
	}
}

// apart gives what nobody sees as a record of its own, behind what is read.
func (d *document) apart(hidden *strings.Builder, entry string) error {
	text := strings.TrimSpace(hidden.String())
	hidden.Reset()
	if text == "" {
		return nil
	}
	d.hidden += len([]rune(strings.ReplaceAll(text, "\n", "")))
	d.units++
	return d.sink.Record(dispute.Record{Kind: dispute.Page, Locator: dispute.Locator{Entry: entry}, Text: text, Remarks: []dispute.Note{dispute.Say("office.unseen")}})
}
