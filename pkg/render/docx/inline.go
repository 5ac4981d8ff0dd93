package docx

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"

	"complain/pkg/doc"
	"complain/pkg/internal/termsafe"
)

// paragraph is how a paragraph stands.
type paragraph struct {
	style  string
	keep   bool   // on the page of the next paragraph
	align  string // "" is that of the style
	list   int    // the numbering it belongs to; 0 is none
	anchor string
	bold   bool
	right  bool // written from the right
}

// unknownPage stands where the program that opens the file counts a page.
const unknownPage = "…"

// paragraph writes one paragraph of text.
func (w *writer) paragraph(p paragraph, text []doc.Inline) error {
	w.body.begin("w:p")
	w.properties(p)
	w.anchor(p.anchor)
	w.right = p.right
	err := w.inlines(text, p.bold)
	w.right = false
	w.body.end("w:p")
	return err
}

// properties writes how a paragraph stands, in the order of the schema.
func (w *writer) properties(p paragraph) {
	w.body.begin("w:pPr")
	w.body.value("w:pStyle", p.style)
	if p.keep {
		w.body.void("w:keepNext")
	}
	if p.list > 0 {
		w.body.begin("w:numPr")
		w.body.value("w:ilvl", "0")
		w.body.value("w:numId", fmt.Sprint(p.list))
		w.body.end("w:numPr")
	}
	if p.right {
		w.body.void("w:bidi")
	}
	if p.align != "" {
		w.body.value("w:jc", p.align)
	}
	w.body.end("w:pPr")
}

// line writes a paragraph that is its style and its text, kept with the next.
func (w *writer) line(style, anchor string, text []doc.Inline) error {
	return w.paragraph(paragraph{style: style, anchor: anchor}, text)
}

func (w *writer) inlines(text []doc.Inline, bold bool) error {
	style := ""
	if bold {
		style = "Strong"
	}
	for _, in := range text {
		switch in := in.(type) {
		case doc.Text:
			w.run(style, string(in))
		case doc.Strong:
			w.run("Strong", string(in))
		case doc.Emph:
			w.run("Emphasis", string(in))
		case doc.Digest:
			w.run("Digest", termsafe.CleanLine(string(in)))
		case doc.Blank:
			w.blank(in)
		case doc.Ref:
			if err := w.reference(in, style); err != nil {
				return err
			}
		case doc.Break:
			w.run(style, "\n")
		default:
			return fmt.Errorf("docx cannot show inline %T", in)
		}
	}
	return nil
}

// run writes text in one style of characters; its line ends are line breaks.
func (w *writer) run(style, text string) {
	if text == "" {
		return
	}
	w.body.begin("w:r")
	if w.right || doc.FromRight(text, false) {
		w.runFromRight(style, text)
	} else {
		w.runStyle(style)
	}
	for i, part := range strings.Split(termsafe.CleanText(text), "\n") {
		if i > 0 {
			w.body.void("w:br")
		}
		if part != "" {
			w.body.element("w:t", part, "xml:space", "preserve")
		}
	}
	w.body.end("w:r")
}

func (w *writer) runStyle(style string) {
	if style == "" {
		return
	}
	w.body.begin("w:rPr")
	w.body.value("w:rStyle", style)
	w.body.end("w:rPr")
}

// runFromRight begins a run that is written from the right.
func (w *writer) runFromRight(style, text string) {
	w.body.begin("w:rPr")
	if style != "" {
		w.body.value("w:rStyle", style)
	}
	w.body.void("w:rtl")
	language := "ar-SA" // for spell checkers
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Hebrew, r) }) {
		language = "he-IL"
	}
	w.body.void("w:lang", "w:bidi", language)
	w.body.end("w:rPr")
}

// blank is a line to write on, with what belongs there in small print after it.
func (w *writer) blank(b doc.Blank) {
	ems := b.Ems
	if ems <= 0 {
		ems = 10
	}
	w.body.begin("w:r")
	w.runStyle("Blank")
	w.body.element("w:t", strings.Repeat("\u2003", ems), "xml:space", "preserve")
	w.body.end("w:r")
	if b.Label != "" {
		w.run("BlankLabel", doc.Put(w.doc.Words.Blank, termsafe.CleanLine(b.Label)))
	}
}

// reference leads to an anchor; the pages it names are counted by the program
// that opens the file.
func (w *writer) reference(r doc.Ref, style string) error {
	name, err := w.target(r.Anchor)
	if err != nil {
		return err
	}
	w.body.begin("w:hyperlink", "w:anchor", name, "w:history", "1")
	defer w.body.end("w:hyperlink")
	page := func() { w.field("PAGEREF "+name+` \h`, style, unknownPage) }
	if r.Form != doc.RefLabel {
		w.run(style, r.Label)
		fill(cmp.Or(r.Around, "{0}"), func(text string) { w.run(style, text) }, map[string]func(){"{0}": func() {
			if r.Form == doc.RefLastPage && w.long[r.Anchor] {
				w.field("PAGEREF "+lastPage(name)+` \h`, style, unknownPage)
				return
			}
			page()
			if r.Form == doc.RefPageRange && w.long[r.Anchor] {
				w.run(style, "-")
				w.field("PAGEREF "+lastPage(name)+` \h`, style, unknownPage)
			}
		}})
		return nil
	}
	words := w.doc.Words.Reference
	if r.Label == "" {
		words = w.doc.Words.ReferencedPage
	}
	fill(words, func(text string) { w.run(style, text) }, map[string]func(){
		"{0}": func() {
			if r.Label == "" {
				page()
				return
			}
			w.run(style, r.Label)
		},
		"{1}": page,
	})
	return nil
}

// fill writes a word of the document with what goes into its places.
func fill(word string, text func(string), places map[string]func()) {
	for len(word) > 0 {
		at, found := len(word), ""
		for name := range places {
			if i := strings.Index(word, name); i >= 0 && i < at {
				at, found = i, name
			}
		}
		if at > 0 {
			text(word[:at])
		}
		if found == "" {
			return
		}
		places[found]()
		word = word[at+len(found):]
	}
}

// field writes a field with what stands there until it is counted.
func (w *writer) field(code, style, shown string) {
	w.fieldPart(style, func() { w.body.void("w:fldChar", "w:fldCharType", "begin", "w:dirty", "true") })
	w.fieldPart(style, func() { w.body.element("w:instrText", " "+code+" ", "xml:space", "preserve") })
	w.fieldPart(style, func() { w.body.void("w:fldChar", "w:fldCharType", "separate") })
	w.fieldPart(style, func() { w.body.element("w:t", shown) })
	w.fieldPart(style, func() { w.body.void("w:fldChar", "w:fldCharType", "end") })
}

func (w *writer) fieldPart(style string, part func()) {
	w.body.begin("w:r")
	w.runStyle(style)
	part()
	w.body.end("w:r")
}
