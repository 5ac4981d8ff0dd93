package docx

import (
	"strconv"
)

// dashes is the numbering of lists without numbers; numbered ones follow.
const dashes = 1

// signatureTwips is the width of the block that is signed: 80 mm.
const signatureTwips = 4535

// look is a style: what it is called, what it is built on, how it stands. Sizes
// are half points, spaces twentieths of a point.
type look struct {
	id, name, based string
	character       bool
	size            int
	sans, bold      bool
	color           string
	before, after   int
	line            int // twentieths of a point at least; -1 is single, 0 that of the style it is built on
	exact           bool
	align           string
	left, right     int // indents, twentieths of a point
	firstChars      int // hundredths of a character
	level           int // in the outline, from 1
	keep            bool
	bar             bool // a rule at the left
	box             bool
	under           bool   // a rule below
	leader          string // to the tab at the right margin; "" is no tab there
	underline       bool
	mono            bool
}

// looks are the styles in the order of the file. The names are those that
// Word, WPS and LibreOffice know and say in the user's language.
func looks(chinese bool) []look {
	body, line, indent, after := 23, 0, 0, 120
	if chinese {
		body, line, indent, after = 28, 490, 200, 0
	}
	return []look{
		{id: "Normal", name: "Normal", size: body, line: line},
		{id: "Title", name: "Title", based: "Normal", sans: true, bold: true, size: 44, after: 360, align: "center", line: 600},
		{id: "Heading1", name: "heading 1", based: "Normal", sans: true, bold: true, size: 32, before: 240, after: 120, level: 1, keep: true},
		{id: "Heading2", name: "heading 2", based: "Normal", sans: true, bold: true, size: 26, before: 160, after: 80, level: 2, keep: true},
		{id: "BodyText", name: "Body Text", based: "Normal", after: after, firstChars: indent, align: justified(chinese)},
		{id: "Flush", name: "Flush", based: "Normal", after: after},
		{id: "Right", name: "Right", based: "Normal", align: "right"},
		{id: "Centered", name: "Centered", based: "Normal", align: "center"},
		{id: "Small", name: "Small print", based: "Normal", size: 18, line: 260},
		{id: "ListParagraph", name: "List Paragraph", based: "Normal", after: after / 2},
		{id: "KeyValue", name: "Key and value", based: "Normal"},
		{id: "Quote", name: "Quote", based: "Normal", size: body - 2, left: 480, right: 480, before: 80, after: 80, bar: true},
		{id: "Signature", name: "Signature", based: "Normal", before: 560, left: textTwips - signatureTwips, leader: "underscore", keep: true},
		{id: "Date", name: "Date", based: "Normal", before: 80, align: "right"},
		{id: "TableText", name: "Table text", based: "Normal", size: 21, line: 300},
		{id: "TableHead", name: "Table head", based: "TableText", sans: true, bold: true, keep: true},
		{id: "TableQuiet", name: "Table text of an app", based: "TableText", color: "4D4D4D"},
		{id: "TableUnder", name: "Table small print", based: "Normal", sans: true, size: 18, line: 250},
		{id: "FigureTitle", name: "Figure title", based: "Normal", sans: true, bold: true, size: 24, before: 160, after: 60, keep: true, line: 320},
		{id: "Figure", name: "Figure", based: "Normal", size: 21, line: -1},
		{id: "Frame", name: "Frame", based: "Normal", size: 21, line: 300, box: true, before: 120, after: 120, align: "center"},
		{id: "Caption", name: "caption", based: "Normal", size: 18, line: 260},
		{id: "Spacer", name: "Spacer", based: "Normal", size: 2, line: 120, exact: true},
		{id: "Header", name: "header", based: "Normal", sans: true, size: 18, line: -1, under: true, leader: "none"},
		{id: "Footer", name: "footer", based: "Normal", size: 21, line: -1, leader: "none"},
		{id: "Strong", name: "Strong", character: true, sans: true, bold: true},
		{id: "Emphasis", name: "Emphasis", character: true, sans: true},
		{id: "Digest", name: "Digest", character: true, size: 18, mono: true},
		{id: "Blank", name: "Blank to fill in", character: true, underline: true},
		{id: "BlankLabel", name: "What belongs in a blank", character: true, sans: true, size: 18, color: "595959"},
		{id: "ExhibitMark", name: "Exhibit mark", character: true, sans: true, bold: true, size: 24, box: true},
		{id: "FootNote", name: "Foot small print", character: true, sans: true, size: 16},
	}
}

func justified(chinese bool) string {
	if chinese {
		return "both"
	}
	return ""
}

func (w *writer) styles() []byte {
	var m markup
	m.begin("w:styles", spaces...)
	m.begin("w:docDefaults")
	m.begin("w:rPrDefault")
	m.begin("w:rPr")
	fonts(&m, false, false)
	m.void("w:lang", "w:val", latinLanguage(w.doc.Lang), "w:eastAsia", "zh-CN")
	m.end("w:rPr")
	m.end("w:rPrDefault")
	m.void("w:pPrDefault")
	m.end("w:docDefaults")
	for _, l := range looks(w.chinese) {
		l.write(&m)
	}
	tableStyle(&m, ruledTable, "Table Grid", true)
	tableStyle(&m, plainTable, "Plain table", false)
	m.end("w:styles")
	return m.Bytes()
}

// latinLanguage is the language of what is not Chinese, for spell checkers.
func latinLanguage(lang string) string {
	if lang == "en" {
		return "en-GB"
	}
	return "en-US"
}

// fonts names fonts that Windows, macOS and WPS have; LibreOffice elsewhere
// replaces them by what it has.
func fonts(m *markup, sans, mono bool) {
	latin, han := "Times New Roman", "SimSun"
	if sans {
		latin, han = "Arial", "SimHei"
	}
	if mono {
		latin, han = "Courier New", "SimSun"
	}
	m.void("w:rFonts", "w:ascii", latin, "w:hAnsi", latin, "w:cs", latin, "w:eastAsia", han)
}

func (l look) write(m *markup) {
	kind := "paragraph"
	if l.character {
		kind = "character"
	}
	attrs := []string{"w:type", kind, "w:styleId", l.id}
	if l.id == "Normal" {
		attrs = append(attrs, "w:default", "1")
	}
	m.begin("w:style", attrs...)
	m.value("w:name", l.name)
	if l.based != "" {
		m.value("w:basedOn", l.based)
	}
	m.void("w:qFormat")
	if !l.character {
		l.writeParagraph(m)
	}
	l.writeRun(m)
	m.end("w:style")
}

func (l look) writeParagraph(m *markup) {
	m.begin("w:pPr")
	if l.keep {
		m.void("w:keepNext")
	}
	if l.bar || l.box || l.under {
		m.begin("w:pBdr")
		for _, side := range l.sides() {
			m.void(side, "w:val", "single", "w:sz", "6", "w:space", "6", "w:color", "808080")
		}
		m.end("w:pBdr")
	}
	if l.leader != "" {
		m.begin("w:tabs")
		m.void("w:tab", "w:val", "right", "w:leader", l.leader, "w:pos", strconv.Itoa(textTwips))
		m.end("w:tabs")
	}
	l.writeSpacing(m)
	if l.left > 0 || l.firstChars > 0 {
		attrs := []string{"w:left", strconv.Itoa(l.left), "w:right", strconv.Itoa(l.right)}
		if l.firstChars > 0 {
			attrs = append(attrs, "w:firstLineChars", strconv.Itoa(l.firstChars), "w:firstLine", strconv.Itoa(l.firstChars/100*280))
		}
		m.void("w:ind", attrs...)
	}
	if l.align != "" {
		m.value("w:jc", l.align)
	}
	if l.level > 0 {
		m.value("w:outlineLvl", strconv.Itoa(l.level-1))
	}
	m.end("w:pPr")
}

// sides are those of a paragraph that have a rule.
func (l look) sides() []string {
	switch {
	case l.box:
		return []string{"w:top", "w:left", "w:bottom", "w:right"}
	case l.bar:
		return []string{"w:left"}
	}
	return []string{"w:bottom"}
}

func (l look) writeSpacing(m *markup) {
	attrs := []string{"w:before", strconv.Itoa(l.before), "w:after", strconv.Itoa(l.after)}
	switch {
	case l.exact:
		attrs = append(attrs, "w:line", strconv.Itoa(l.line), "w:lineRule", "exact")
	case l.line > 0:
		attrs = append(attrs, "w:line", strconv.Itoa(l.line), "w:lineRule", "atLeast")
	case l.line < 0 || l.id == "Normal":
		attrs = append(attrs, "w:line", "240", "w:lineRule", "auto")
	}
	m.void("w:spacing", attrs...)
}

func (l look) writeRun(m *markup) {
	m.begin("w:rPr")
	if l.sans || l.mono || l.id == "Normal" {
		fonts(m, l.sans, l.mono)
	}
	if l.bold {
		m.void("w:b")
		m.void("w:bCs")
	}
	if l.mono {
		m.void("w:noProof")
	}
	if l.color != "" {
		m.value("w:color", l.color)
	}
	if l.size > 0 {
		m.value("w:sz", strconv.Itoa(l.size))
		m.value("w:szCs", strconv.Itoa(l.size))
	}
	if l.underline {
		m.value("w:u", "single")
	}
	if l.character && l.box {
		m.void("w:bdr", "w:val", "single", "w:sz", "8", "w:space", "0", "w:color", "auto")
	}
	m.end("w:rPr")
}

func tableStyle(m *markup, id, name string, ruled bool) {
	m.begin("w:style", "w:type", "table", "w:styleId", id)
	m.value("w:name", name)
	m.begin("w:tblPr")
	if ruled {
		m.begin("w:tblBorders")
		for _, side := range []string{"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"} {
			m.void(side, "w:val", "single", "w:sz", "4", "w:space", "0", "w:color", "auto")
		}
		m.end("w:tblBorders")
	}
	m.begin("w:tblCellMar")
	for _, side := range []string{"w:top", "w:left", "w:bottom", "w:right"} {
		width := "85"
		if side == "w:top" || side == "w:bottom" {
			width = "28"
		}
		m.void(side, "w:w", width, "w:type", "dxa")
	}
	m.end("w:tblCellMar")
	m.end("w:tblPr")
	m.end("w:style")
}

// numbering is the numbers of lists: dashes, and one count for each numbered
// list, which begins where the document says.
func (w *writer) numbering() []byte {
	var m markup
	m.begin("w:numbering", spaces...)
	for id, form := range []struct{ format, text string }{{"bullet", "—"}, {"decimal", "%1."}} {
		m.begin("w:abstractNum", "w:abstractNumId", strconv.Itoa(id))
		m.value("w:multiLevelType", "singleLevel")
		m.begin("w:lvl", "w:ilvl", "0")
		m.value("w:start", "1")
		m.value("w:numFmt", form.format)
		m.value("w:lvlText", form.text)
		m.value("w:lvlJc", "left")
		m.begin("w:pPr")
		m.void("w:ind", "w:left", "560", "w:hanging", "560")
		m.end("w:pPr")
		m.end("w:lvl")
		m.end("w:abstractNum")
	}
	m.begin("w:num", "w:numId", strconv.Itoa(dashes))
	m.value("w:abstractNumId", "0")
	m.end("w:num")
	for i, start := range w.lists {
		m.begin("w:num", "w:numId", strconv.Itoa(dashes+1+i))
		m.value("w:abstractNumId", "1")
		m.begin("w:lvlOverride", "w:ilvl", "0")
		m.value("w:startOverride", strconv.Itoa(start))
		m.end("w:lvlOverride")
		m.end("w:num")
	}
	m.end("w:numbering")
	return m.Bytes()
}
