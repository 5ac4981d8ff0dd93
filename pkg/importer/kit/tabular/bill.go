package tabular

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/sheet"
)

// Bill is the importer of one company's bills. A new one is a value of this
// type: the layouts, and the words that people know the bills by.
type Bill struct {
	Family  string        // the importer's stable name
	Edition int           // its version
	Title   dispute.Words // what a bill of it is called
	Source  dispute.Words // what a packet says of where such a file is from
	App     dispute.Words // out of what people get it
	Issuers bool          // layouts are named by who issues such files
	Unnamed bool          // the first row is one already, and columns go by their numbers
	Objects bool          // its columns may be the names in lists of JSON
	Paying  string        // the way of payment that it shows, in the words of the rules; "" for several
	Layouts []Layout
	Banners []string     // words before or after the table that name the company
	Files   []string     // beginnings of the files' names
	Export  dispute.Note // how to get an untouched file
}

var _ importer.Importer = (*Bill)(nil)

// Name implements importer.Importer.
func (b *Bill) Name() string { return b.Family }

// Version implements importer.Importer.
func (b *Bill) Version() int { return b.Edition }

// About implements importer.Importer.
func (b *Bill) About() importer.About {
	about := importer.About{Name: b.Title, Source: b.Source, App: b.App, Issuers: b.Issuers, Shows: dispute.Shows{Paying: b.Paying}, Variants: map[string]dispute.Words{}}
	for _, l := range b.Layouts {
		about.Variants[l.Variant] = l.Name
	}
	return about
}

// Beijing is the zone of Chinese companies' bills. It is a fixed offset, so
// that no machine without a time zone database reads them differently.
func Beijing() *time.Location { return time.FixedZone("Asia/Shanghai", 8*3600) }

// unpackedByIdentify is how much of a workbook Identify unpacks at most.
const unpackedByIdentify = 4 << 20

// Identify implements importer.Importer.
func (b *Bill) Identify(src *importer.Source) importer.Match {
	s := search{bill: b}
	page := sheet.IsHTML(src.Head)
	if name := strings.ToLower(src.Name); page && (strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".htm")) {
		return importer.Match{} // a page is kept as one, unless its name says that it is a workbook
	}
	s.form = sheet.FormOf(src.Head)
	if s.form == sheet.JSON && !b.Objects {
		return importer.Match{}
	}
	if s.form != CSV {
		s.workbook(src)
	} else if _, e := src.HeadText(); e != charset.Binary {
		s.text(src)
	}
	m := importer.Match{}
	for _, w := range b.Banners {
		if s.pre.seen[w] {
			m.Confidence = importer.Shape
			m.Because = append(m.Because, dispute.Say("bill.because.banner", w))
			break
		}
	}
	if s.table != nil {
		m.Variant = s.table.Variant
		switch {
		case s.list != "":
			m.Confidence = importer.Certain
			m.Because = append(m.Because, dispute.Say("bill.because.members", s.list, strings.Join(s.table.meant(), " ")))
		case len(s.table.OneOf) > 0:
			m.Confidence = importer.Certain
			m.Because = append(m.Because, dispute.Say("bill.because.named", s.at, strings.Join(s.table.meant(), " ")))
		case s.table.complete && b.Unnamed:
			m.Confidence = importer.Certain
			m.Because = append(m.Because, dispute.Say("bill.because.unnamed", s.at, len(s.table.Header)))
		case s.table.complete:
			m.Confidence = importer.Certain
			m.Because = append(m.Because, dispute.Say("bill.because.header", s.at, len(s.table.Header)))
		case m.Confidence == importer.Shape:
			m.Confidence = importer.Certain
			fallthrough
		default:
			m.Confidence = max(m.Confidence, importer.Shape)
			m.Because = append(m.Because, dispute.Say("bill.because.columns", s.at, strings.Join(s.table.Required, " ")))
		}
		for _, w := range s.table.Marks {
			if s.pre.seen[w] && !slices.Contains(b.Banners, w) {
				m.Because = append(m.Because, dispute.Say("bill.because.mark", w))
			}
		}
	}
	if page && s.table != nil {
		m.Confidence = importer.Certain
	} else if page {
		m = importer.Match{}
	}
	if m.Confidence == importer.None {
		for _, prefix := range b.Files {
			if rest, ok := strings.CutPrefix(src.Name, prefix); ok && tabular(rest) {
				return importer.Match{Confidence: importer.Name, Because: []dispute.Note{dispute.Say("bill.because.name", prefix)}}
			}
		}
	}
	return m
}

func tabular(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, ".csv") || strings.HasSuffix(name, ".xlsx") || strings.HasSuffix(name, ".xls")
}

// search looks for the header near the beginning of a file.
type search struct {
	bill  *Bill
	form  Form
	pre   preamble
	table *table
	at    int    // row of the header
	list  string // of JSON
}

func (s *search) text(src *importer.Source) {
	t := sheet.NewTextReader(src.HeadLines(context.Background()))
	s.rows(t.Next)
}

// seenSheets is how many sheets are searched: of JSON any list may be the one.
var seenSheets = map[Form]int{XLSX: 3, XLS: 3, sheet.JSON: 64}

func (s *search) workbook(src *importer.Source) {
	w, err := sheet.Open(context.Background(), src, src.Size(), unpackedByIdentify, s.form)
	if err != nil {
		return
	}
	for i := range min(w.Count(), seenSheets[s.form]) {
		page := w.At(i)
		s.rows(page.Next)
		page.Close()
		if s.table == nil {
			continue
		}
		if s.form == sheet.JSON {
			s.list = page.Title()
		}
		return
	}
}

func (s *search) rows(next func() (sheet.Row, error)) {
	words := s.bill.words()
	for range maxPreamble {
		row, err := next()
		if err != nil {
			return
		}
		if t := s.bill.header(&row, ',', &s.pre, s.form); t != nil {
			s.table, s.at = t, row.At.Row
			return
		}
		s.pre.read(&row, words)
	}
}

// header recognises a header row, whether commas, tabs or semicolons part its cells;
// those that the row has are parted by comma, as the table above is. Of
// layouts with the same header, the one of the file's form with the most marks
// seen before it is taken.
func (b *Bill) header(row *sheet.Row, comma byte, pre *preamble, form Form) *table {
	if b.Unnamed {
		return b.numbered(row, form)
	}
	rank := func(l *Layout) (n int) {
		if l.Form == form || l.Form == AnyForm {
			n = len(b.Layouts) * 100
		}
		for _, w := range l.Marks {
			if pre.seen[w] {
				n++
			}
		}
		return n
	}
	if t := find(b.Layouts, row.Cells, comma, rank); t != nil || form != CSV {
		return t
	}
	for _, comma := range []byte{'\t', ';'} {
		if strings.IndexByte(row.Raw, comma) < 0 {
			continue
		}
		cells := sheet.Split(row.Raw, comma)
		if t := find(b.Layouts, cells, comma, rank); t != nil {
			return t
		}
	}
	return nil
}

// numbered is the table that begins with a row whose columns have no names, with the
// separator that gives it all columns of the layout.
func (b *Bill) numbered(row *sheet.Row, form Form) *table {
	for _, comma := range []byte{',', '\t', ';'} {
		cells := again(row, comma, form)
		if len(cells) < 3 {
			continue
		}
		if t := find(b.Layouts, Numbered(len(cells)), comma, func(*Layout) int { return 0 }); t != nil {
			return t
		}
	}
	return nil
}

// again are the cells of a row that was read before its separator was known.
func again(row *sheet.Row, comma byte, form Form) []sheet.Cell {
	if form != CSV {
		return row.Cells
	}
	return sheet.Split(row.Raw, comma)
}

// Numbered are the names of n columns that have none.
func Numbered(n int) []sheet.Cell {
	cells := make([]sheet.Cell, n)
	for i := range cells {
		cells[i].Text = strconv.Itoa(i + 1)
	}
	return cells
}

// words are all that is looked for around the table.
func (b *Bill) words() []string {
	words := b.Banners
	for _, l := range b.Layouts {
		words = append(words[:len(words):len(words)], l.Marks...)
	}
	return words
}
