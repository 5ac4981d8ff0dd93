package docx

import (
	"strconv"

	"complain/pkg/internal/termsafe"
)

// newSection ends the section being written and begins one whose pages carry a
// mark. A section's nature stands in its last paragraph; it takes no room.
func (w *writer) newSection(mark string) {
	if w.body.Len() == 0 {
		w.mark = mark
		return
	}
	w.body.begin("w:p")
	w.body.begin("w:pPr")
	w.body.value("w:pStyle", "Spacer")
	w.sectionProperties()
	w.body.end("w:pPr")
	w.body.end("w:p")
	w.mark = mark
}

// sectionProperties ends a section: its head, its foot and its page.
func (w *writer) sectionProperties() {
	w.heads = append(w.heads, w.mark)
	n := len(w.heads)
	b := &w.body
	b.begin("w:sectPr")
	b.void("w:headerReference", "w:type", "default", "r:id", headID(n))
	if n == 1 {
		b.void("w:headerReference", "w:type", "first", "r:id", "emptyHead")
	}
	b.void("w:footerReference", "w:type", "default", "r:id", "foot")
	if n == 1 {
		b.void("w:footerReference", "w:type", "first", "r:id", "foot")
	}
	b.void("w:pgSz", "w:w", strconv.Itoa(pageWidth), "w:h", strconv.Itoa(pageHeight))
	b.void("w:pgMar", "w:top", strconv.Itoa(marginTop), "w:right", strconv.Itoa(marginRight), "w:bottom", strconv.Itoa(marginFoot),
		"w:left", strconv.Itoa(marginLeft), "w:header", "1134", "w:footer", "1134", "w:gutter", "0")
	if n == 1 && w.mark == "" {
		b.void("w:titlePg")
	}
	b.end("w:sectPr")
}

func headID(n int) string { return "head" + strconv.Itoa(n) }

// head is the running head of a section: what the case is, and the mark of the
// exhibit in a frame at the right.
func (w *writer) sectionHead(mark string) []byte {
	var m markup
	m.begin("w:hdr", spaces...)
	m.begin("w:p")
	m.begin("w:pPr")
	m.value("w:pStyle", "Header")
	m.end("w:pPr")
	run(&m, "", termsafe.CleanLine(w.doc.Head))
	if mark != "" {
		m.begin("w:r")
		m.void("w:tab")
		m.end("w:r")
		run(&m, "ExhibitMark", "\u00a0"+mark+"\u00a0")
	}
	m.end("w:p")
	m.end("w:hdr")
	return m.Bytes()
}

// foot is the small print and the number of the page.
func (w *writer) foot() []byte {
	var m markup
	m.begin("w:ftr", spaces...)
	m.begin("w:p")
	m.begin("w:pPr")
	m.value("w:pStyle", "Footer")
	m.end("w:pPr")
	run(&m, "FootNote", termsafe.CleanLine(w.doc.Foot))
	m.begin("w:r")
	m.void("w:tab")
	m.end("w:r")
	fill(w.doc.Words.PageNumber, func(text string) { run(&m, "", text) }, map[string]func(){
		"{0}": func() { simpleField(&m, "PAGE") },
		"{1}": func() { simpleField(&m, "NUMPAGES") },
	})
	m.end("w:p")
	m.end("w:ftr")
	return m.Bytes()
}

func run(m *markup, style, text string) {
	if text == "" {
		return
	}
	m.begin("w:r")
	if style != "" {
		m.begin("w:rPr")
		m.value("w:rStyle", style)
		m.end("w:rPr")
	}
	m.element("w:t", text, "xml:space", "preserve")
	m.end("w:r")
}

func simpleField(m *markup, code string) {
	m.begin("w:fldSimple", "w:instr", code)
	run(m, "", "1")
	m.end("w:fldSimple")
}
