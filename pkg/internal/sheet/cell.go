// Package sheet reads tables row by row: text files whose cells commas, tabs or
// semicolons part, and workbooks (XLSX, OpenDocument, .xls of Excel 5 and later, and
// web pages and XML Spreadsheet 2003 that are named .xls), and the lists of objects in a
// document of JSON.
//
// It promises that no row is lost: rows come one after another, from the first
// to the last, each with its place in the file, and where a file breaks the
// reading fails. Memory is bounded by one row, not by the file; only an .xls
// file, OpenDocument and JSON, which are small, are held whole. It forbids knowing what any column
// means.
//
// Why not a library: excelize v2.11.0 ended after 20,000 of 50,000 rows without an
// error where a cell held a control character (2026-11-21), and the readers of .xls
// (extrame/xls, shakinm/xlsReader) panic on cells whose text is not there.
package sheet

import (
	"strings"
	"unicode"
)

// Place is where a row stands.
type Place struct {
	Sheet   string // of a workbook
	Row     int    // first row is 1
	Line    int    // of a text file; first line is 1
	LineEnd int    // last line, when the row has several
	Offset  int64  // of a text file: bytes from its start
	Length  int64  // bytes
}

// Cell is one cell of a row, as the file holds it.
type Cell struct {
	Text   string
	Number bool // a workbook's cell that holds a number, not text

	Src string // in a text file: with the quotation marks and padding
}

// Row is one row of a table, or one line before or after it.
type Row struct {
	At     Place
	Cells  []Cell // valid until the next row is read
	Raw    string // the row's text; a workbook's cells are joined by tabs
	Open   bool   // a quotation mark opens a cell and is never closed
	Broken bool   // Raw holds U+FFFD for bytes that are no text
	Cut    bool   // a text file ends here, without a line end
}

// Blank reports whether no cell holds anything.
func (r *Row) Blank() bool { return r.Filled() == 0 }

// Filled is the number of cells that hold anything.
func (r *Row) Filled() (n int) {
	for _, c := range r.Cells {
		if Trim(c.Text) != "" {
			n++
		}
	}
	return n
}

// Plain is the row's text without what a spreadsheet
// program adds when it saves a line of text as a row of cells.
func (r *Row) Plain() string {
	return strings.TrimFunc(r.Raw, func(c rune) bool { return c == ',' || c == ';' || c == '"' || Padding(c) })
}

// Trim cuts the spaces, tabs and invisible marks that tables pad cells with.
func Trim(s string) string {
	for s != "" && (s[len(s)-1] == ' ' || s[len(s)-1] == '\t') {
		s = s[:len(s)-1] // nearly all of it, and ten times as fast
	}
	if s == "" || plainStart(s) && plainEnd(s) {
		return s
	}
	return strings.TrimFunc(s, Padding)
}

// plainStart and plainEnd report whether s surely has no padding there: an ASCII
// character that is none, or one of the Han characters and what else UTF-8
// writes in three bytes from U+4000 to U+DFFF.
func plainStart(s string) bool { return s[0] > ' ' && s[0] < 0x7f || han(s[0]) }

func plainEnd(s string) bool {
	last := s[len(s)-1]
	return last > ' ' && last < 0x7f || len(s) >= 3 && last >= 0x80 && s[len(s)-2]&0xc0 == 0x80 && han(s[len(s)-3])
}

func han(lead byte) bool { return lead >= 0xe4 && lead <= 0xed }

// Narrow turns the wide forms of ASCII, and the other signs for minus, into
// ASCII.
func Narrow(s string) string {
	if strings.IndexFunc(s, func(c rune) bool { return c >= 0x80 }) < 0 {
		return s
	}
	return strings.Map(func(c rune) rune {
		switch {
		case c >= '！' && c <= '～':
			return c - '！' + '!'
		case c == '−' || c == '﹣':
			return '-'
		}
		return c
	}, s)
}

// Padding reports what Trim cuts.
func Padding(r rune) bool {
	return r == ' ' || r == '\t' || r == '\uFEFF' || r == '\u200B' || unicode.IsSpace(r)
}
