// Package xlsx writes small workbooks for people to fill in: text in rows and
// columns, of which some are hidden and some offer a list of words.
//
// It promises the same bytes for the same workbook; that every cell is text and
// stays text, whatever it begins with, so that nothing from a case is computed by
// the program that opens it; and that what XML cannot hold appears as U+FFFD. It
// forbids formulas, dates and numbers.
//
// Why not a library: excelize adds 6 MB to the binary for what takes 200 lines.
package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"complain/pkg/internal/textwidth"
)

// Creator is what workbooks say they were made by.
const Creator = "complain"

// Book is a workbook.
type Book struct {
	Title  string
	Sheets []Sheet
}

// Sheet is one sheet. Its first row is its heads, its second is hidden.
type Sheet struct {
	Name    string
	Hidden  bool
	Columns []Column
	Rows    [][]string // the hidden row of keys first
}

// Column is one column of a sheet.
type Column struct {
	Head   string
	Width  int // letters
	Hidden bool
	Fixed  bool     // what stands in it is not to be changed: it is set in grey
	List   []string // the words that a cell offers
}

// The styles of cells: their places in styles.xml.
const (
	plainStyle = iota
	headStyle
	fixedStyle
)

const declared = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

const styles = declared + `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
	`<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font><font><sz val="11"/><color rgb="FF595959"/><name val="Calibri"/></font></fonts>` +
	`<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF0B5E6F"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF2F2F2"/></patternFill></fill></fills>` +
	`<borders count="2"><border/><border><left style="thin"><color rgb="FFD0D0D0"/></left><right style="thin"><color rgb="FFD0D0D0"/></right><top style="thin"><color rgb="FFD0D0D0"/></top><bottom style="thin"><color rgb="FFD0D0D0"/></bottom></border></borders>` +
	`<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3">` +
	`<xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" quotePrefix="1" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
	`<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>` +
	`<xf numFmtId="49" fontId="2" fillId="3" borderId="1" xfId="0" quotePrefix="1" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
	`</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

// Write writes a workbook.
func Write(w io.Writer, b *Book) error {
	z := zip.NewWriter(w)
	parts := []struct{ name, text string }{
		{"[Content_Types].xml", b.types()},
		{"_rels/.rels", declared + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`},
		{"docProps/core.xml", declared + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>` + escape(b.Title) + `</dc:title><dc:creator>` + Creator + `</dc:creator></cp:coreProperties>`},
		{"xl/workbook.xml", b.workbook()},
		{"xl/_rels/workbook.xml.rels", b.relations()},
		{"xl/styles.xml", styles},
	}
	lists := b.lists()
	for i := range b.Sheets {
		parts = append(parts, struct{ name, text string }{fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), b.Sheets[i].xml(lists)})
	}
	parts = append(parts, struct{ name, text string }{fmt.Sprintf("xl/worksheets/sheet%d.xml", len(b.Sheets)+1), lists.xml()})
	for _, p := range parts {
		part, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(part, p.text); err != nil {
			return err
		}
	}
	return z.Close()
}

// listSheet is the hidden sheet in which the words of lists stand: a list within
// a cell's own rule may have 255 letters only.
const listSheet = "lists"

func (b *Book) types() string {
	var t bytes.Buffer
	t.WriteString(declared + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>`)
	for i := range len(b.Sheets) + 1 {
		fmt.Fprintf(&t, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, i+1)
	}
	t.WriteString(`</Types>`)
	return t.String()
}

func (b *Book) workbook() string {
	var t bytes.Buffer
	t.WriteString(declared + `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>`)
	for i, s := range b.Sheets {
		state := ""
		if s.Hidden {
			state = ` state="hidden"`
		}
		fmt.Fprintf(&t, `<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>`, escape(s.Name), i+1, state, i+1)
	}
	n := len(b.Sheets) + 1
	fmt.Fprintf(&t, `<sheet name="%s" sheetId="%d" state="hidden" r:id="rId%d"/></sheets></workbook>`, listSheet, n, n)
	return t.String()
}

func (b *Book) relations() string {
	var t bytes.Buffer
	t.WriteString(declared + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	n := len(b.Sheets) + 1
	for i := range n {
		fmt.Fprintf(&t, `<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, i+1)
	}
	fmt.Fprintf(&t, `<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`, n+1)
	return t.String()
}

// lists are the lists of a workbook, each a column of the hidden sheet.
type lists struct{ all [][]string }

func (b *Book) lists() *lists {
	l := &lists{}
	for _, s := range b.Sheets {
		for _, c := range s.Columns {
			if len(c.List) > 0 {
				l.place(c.List)
			}
		}
	}
	return l
}

// place is where the words of a list stand.
func (l *lists) place(words []string) string {
	for i, known := range l.all {
		if fmt.Sprint(known) == fmt.Sprint(words) {
			return fmt.Sprintf("%s!$%s$1:$%s$%d", listSheet, letters(i), letters(i), len(words))
		}
	}
	l.all = append(l.all, words)
	return l.place(words)
}

func (l *lists) xml() string {
	var t bytes.Buffer
	t.WriteString(declared + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	for row := 0; ; row++ {
		var cells bytes.Buffer
		for i, words := range l.all {
			if row < len(words) {
				cell(&cells, i, row+1, plainStyle, words[row])
			}
		}
		if cells.Len() == 0 {
			break
		}
		fmt.Fprintf(&t, `<row r="%d">%s</row>`, row+1, cells.String())
	}
	t.WriteString(`</sheetData></worksheet>`)
	return t.String()
}

// xml is a sheet: its heads and its first column stay in sight.
func (s *Sheet) xml(l *lists) string {
	var t bytes.Buffer
	t.WriteString(declared + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="2" topLeftCell="B3" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><cols>`)
	for i, c := range s.Columns {
		hidden := ""
		if c.Hidden {
			hidden = ` hidden="1"`
		}
		fmt.Fprintf(&t, `<col min="%d" max="%d" width="%d" customWidth="1"%s/>`, i+1, i+1, max(c.Width, 4), hidden)
	}
	t.WriteString(`</cols><sheetData><row r="1">`)
	for i, c := range s.Columns {
		cell(&t, i, 1, headStyle, c.Head)
	}
	t.WriteString(`</row>`)
	for n, row := range s.Rows {
		hidden := ""
		if n == 0 {
			hidden = ` hidden="1"`
		}
		fmt.Fprintf(&t, `<row r="%d"%s ht="%d" customHeight="1">`, n+2, hidden, s.height(row))
		for i, text := range row {
			style := plainStyle
			if i < len(s.Columns) && s.Columns[i].Fixed {
				style = fixedStyle
			}
			cell(&t, i, n+2, style, text)
		}
		t.WriteString(`</row>`)
	}
	t.WriteString(`</sheetData>`)
	s.rules(&t, l)
	t.WriteString(`<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>`)
	return t.String()
}

// height is how high a row has to be for its texts, in points: not every program
// finds that out by itself.
func (s *Sheet) height(row []string) int {
	const line, most = 16, 12
	lines := 1
	for i, text := range row {
		if i >= len(s.Columns) || s.Columns[i].Hidden {
			continue
		}
		n := 0
		for part := range strings.SplitSeq(text, "\n") {
			n += max((textwidth.Width(part)+s.Columns[i].Width-1)/max(s.Columns[i].Width, 1), 1)
		}
		lines = max(lines, n)
	}
	return line*min(lines, most) + 2
}

// rules are the lists that cells offer. Another word is allowed: reading it says
// what is wrong with it.
func (s *Sheet) rules(t *bytes.Buffer, l *lists) {
	var rules bytes.Buffer
	n := 0
	for i, c := range s.Columns {
		if len(c.List) > 0 && len(s.Rows) > 1 {
			n++
			fmt.Fprintf(&rules, `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="%s3:%s%d"><formula1>%s</formula1></dataValidation>`, letters(i), letters(i), len(s.Rows)+1, l.place(c.List))
		}
	}
	if n > 0 {
		fmt.Fprintf(t, `<dataValidations count="%d">%s</dataValidations>`, n, rules.String())
	}
}

// mostLetters is how much text a cell can hold.
const mostLetters = 32000

func cell(t *bytes.Buffer, column, row, style int, text string) {
	if runes := []rune(text); len(runes) > mostLetters {
		text = string(runes[:mostLetters])
	}
	fmt.Fprintf(t, `<c r="%s%d" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, letters(column), row, style, escape(text))
}

// letters is the name of a column: A, B ... AA.
func letters(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

// escape writes text for XML. A text that looks like Excel's own way to write
// characters by their numbers (_x000D_) is written so that it stays.
func escape(text string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text)) // a buffer takes all
	return string(guard(b.Bytes()))
}

func guard(text []byte) []byte {
	for i := 0; i+6 < len(text); i++ {
		if text[i] != '_' || text[i+1] != 'x' || text[i+6] != '_' {
			continue
		}
		if _, err := strconv.ParseUint(string(text[i+2:i+6]), 16, 16); err == nil {
			text = append(text[:i:i], append([]byte("_x005F_"), text[i+1:]...)...)
			i += 6
		}
	}
	return text
}
