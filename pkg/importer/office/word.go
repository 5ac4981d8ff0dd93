package office

import (
	"context"
	"path"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/xmlstream"
)

// docx gives the text of all parts of a DOCX that have some: the main one, then
// what it points at, then what stands above and below every page.
func (d *document) docx(ctx context.Context) error {
	main := d.pack.main()
	if main == "" {
		main = "word/document.xml"
	}
	w := &word{styles: d.styles(ctx)}
	if err := d.part(ctx, main, true, w.read); err != nil {
		return err
	}
	if err := d.apart(&w.hidden, main); err != nil {
		return err
	}
	if w.lists {
		d.remarks = append(d.remarks, dispute.Say("office.lists"))
	}
	parts := []string{"word/footnotes.xml", "word/endnotes.xml", "word/comments.xml"}
	var margins []string
	for _, e := range d.pack.archive.Entries {
		if dir, name := path.Split(e.Name); dir == "word/" && strings.HasSuffix(name, ".xml") && !e.Duplicate &&
			(strings.HasPrefix(name, "header") || strings.HasPrefix(name, "footer")) {
			margins = append(margins, e.Name)
		}
	}
	slices.Sort(margins)
	for _, name := range append(parts, margins...) {
		if err := d.part(ctx, name, false, w.read); err != nil {
			return err
		}
		if err := d.apart(&w.hidden, name); err != nil {
			return err
		}
	}
	if d.hidden > 0 {
		d.remarks = append(d.remarks, dispute.Say("office.hidden", d.hidden))
	}
	return nil
}

// word reads WordprocessingML.
type word struct {
	flow  *flow
	lists bool // paragraphs whose number the word processor counts

	note       string // mark of the note or comment that is open, until its first paragraph
	separator  bool   // of the notes, which is no note
	properties int    // open, in which ins and del are of the paragraph's own mark
	passed     int    // elements open whose content stands there a second time, or is no text
	text       bool   // a tag that holds text is open

	styles        *styles
	run           look   // of the run that is open
	running       bool   // whether one is
	paragraphs    []look // open, the outermost first
	tables, boxed int    // open
	background    bool   // the page is not white
	hidden        strings.Builder
}

// marks are the elements of tracked changes.
var marks = map[string]string{"ins": "+", "moveTo": "+", "del": "-", "moveFrom": "-"}

// passedOver are the elements with no text of the document: Fallback holds what
// Choice holds, for older programs.
var passedOver = map[string]bool{"Fallback": true, "instrText": true, "delInstrText": true}

// breaks are the elements that stand for a character.
var breaks = map[string]string{"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": "□"}

func (w *word) read(f *flow) func(*xmlstream.Tag, string) error {
	*w = word{flow: f, lists: w.lists, styles: w.styles}
	return w.tag
}

func (w *word) tag(t *xmlstream.Tag, name string) error {
	if passedOver[name] {
		if t.End {
			w.passed--
		} else {
			w.passed++
		}
		return nil
	}
	if w.passed > 0 || w.separator && !(t.End && (name == "footnote" || name == "endnote")) {
		return nil
	}
	if t.End {
		return w.end(t, name)
	}
	w.begin(t, name)
	return nil
}

func (w *word) begin(t *xmlstream.Tag, name string) {
	f := w.flow
	w.dress(t, name)
	switch name {
	case "p":
		f.begin(w.note)
		w.note = ""
	case "pPr", "rPr", "trPr", "tblPr", "tcPr", "sectPr", "sdtPr":
		w.properties++
	case "t", "delText":
		w.text = true
	case "tr":
		f.beginRow()
	case "numPr":
		w.lists = true
		f.prefix("- ")
	case "footnoteReference", "endnoteReference":
		f.write("[^" + t.GetLocal("id") + "]")
	case "commentReference":
		f.write("[*" + t.GetLocal("id") + "]")
	case "footnote", "endnote":
		w.note = "[^" + t.GetLocal("id") + "] "
		w.separator = t.GetLocal("type") != "" && t.GetLocal("type") != "normal"
	case "comment":
		w.note = "[*" + t.GetLocal("id") + "] " + strings.TrimSpace(t.GetLocal("author")+" "+t.GetLocal("date")) + ": "
	case "docPr":
		if words := strings.TrimSpace(t.GetLocal("descr")); words != "" {
			f.write("[" + words + "]")
		}
	default:
		if w.properties > 0 {
			return
		}
		if mark := marks[name]; mark != "" {
			f.beginChange(mark)
		} else if c := breaks[name]; c != "" {
			f.write(c)
		}
	}
}

func (w *word) end(t *xmlstream.Tag, name string) error {
	f := w.flow
	w.undress(name)
	switch name {
	case "p":
		return f.end()
	case "pPr", "rPr", "trPr", "tblPr", "tcPr", "sectPr", "sdtPr":
		w.properties = max(0, w.properties-1)
	case "t", "delText":
		switch {
		case w.text && w.running && w.unseen():
			w.hidden.WriteString(t.Before)
		case w.text:
			f.write(t.Before)
		}
		w.text = false
	case "tc":
		f.endCell()
	case "tr":
		return f.endRow()
	case "footnote", "endnote", "comment":
		w.note, w.separator = "", false
	default:
		if mark := marks[name]; mark != "" && w.properties == 0 {
			f.endChange(mark)
		}
	}
	return nil
}
