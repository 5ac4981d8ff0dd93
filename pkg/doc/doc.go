// Package doc is the document model between packet and the renderers: what a
// packet says and in what order, with no geometry.
//
// It promises that a Document renders the same in every format: the same
// words, the same order, the same references. It forbids I/O and anything a
// renderer alone should know (millimetres, fonts, escape sequences). Blocks
// and inlines are sealed: a renderer is a type switch over them whose default
// is an error.
package doc

import (
	"cmp"
	"time"
)

// Document is one packet, ready to be rendered.
type Document struct {
	Lang    string    // BCP 47: "zh-CN", "en"
	Title   string    // for the file's metadata
	Author  string    // for the file's metadata
	Subject string    // for the file's metadata
	Keys    string    // for the file's metadata, in ASCII: the hashes printed in the packet, for programs
	Date    time.Time // the day of the packet, for the file's metadata
	Head    string    // the running head of every page but the first: "投诉人 甲 诉 某店 · 订单号"
	Foot    string    // small print at the foot of every page: "清单校验值 3f9a…"
	ID      string    // identifies this composition: hex; same case and version, same ID
	Words   Words     // what a renderer adds of its own
	Blocks  []Block
}

// Block is one of: Title, Heading, Paragraph, List, KeyValues, Table, Quote,
// Transcript, Timeline, Figure, Sheet, Pair, Signature, PageBreak, Exhibit.
type Block interface{ block() }

// Title is the document's name, centred, once on the first page: 投诉书.
type Title struct{ Text string }

// Heading opens a section and becomes a bookmark.
type Heading struct {
	Level  int // 1 or 2
	Text   string
	Anchor string // target of Ref; may be ""
}

// Style says how a paragraph stands.
type Style int

// The styles of a paragraph.
const (
	Body     Style = iota // first line indented by two characters in Chinese
	Flush                 // no indent: an addressee, a lead-in
	Right                 // set to the right: signature, date
	Centered              // in the middle
	Small                 // small print: hashes, remarks under tables
)

// Paragraph is running text.
type Paragraph struct {
	Style Style
	Text  []Inline
}

// List is a list of items, numbered from Start (1 when 0) or dashed.
type List struct {
	Numbered bool
	Start    int
	Items    [][]Inline
}

// KeyValues is a list of labelled values: the blocks for the parties.
type KeyValues struct{ Rows []KeyValue }

// KeyValue is one labelled value.
type KeyValue struct {
	Key   string
	Value []Inline
}

// Align is how the cells of a column stand.
type Align int

// The alignments.
const (
	Left Align = iota
	Center
	Decimal // right-aligned amounts
)

// Column is a column of a table.
type Column struct {
	Head  string
	Width int // share of the table's width; the shares are relative
	Align Align
}

// Row is a row of a table. A row with Group set spans the table and heads the
// rows below it; Cells is then empty.
type Row struct {
	Group  string
	Cells  [][]Inline
	Marked bool     // the row matters: a bar at its left and bold text
	Total  bool     // a total under a rule
	Under  []Inline // a line of small print across the table under the row; may be nil
	Anchor string
}

// Table repeats its head on every page and never cuts a row, unless the row
// alone is higher than a page.
type Table struct {
	Columns []Column
	Rows    []Row
}

// Quote is text from evidence, set apart.
type Quote struct{ Text []Inline }

// Turn is one message of a Transcript.
type Turn struct {
	Number int    // its place in the conversation, from 1
	When   string // full date and time as printed
	Who    string
	Text   []Inline
	Cited  bool // a fact cites it: its number is bold
	System bool // the app speaks
	Anchor string
	Gap    string // when set, the turn is a mark of omission, and the rest is empty: 〔省略第4–9条〕
}

// Transcript is a conversation, a row a message.
type Transcript struct {
	Heads [4]string // number, time, sender, content
	Turns []Turn
}

// Image names a picture. Its bytes come from Images when it is drawn.
type Image struct {
	Key           string // what Images takes
	Name          string // what people know it by: "E3"; Key where ""
	Width, Height int    // pixels, upright
	Turn          int    // how the bytes are stored, as EXIF counts it: 2 to 8 are turned or mirrored; 0 and 1 are upright
	SHA256        string // of the bytes, 64 hexadecimal digits, where it is known: they need not be read to be laid out
}

// Called is what people know the picture by.
func (i Image) Called() string { return cmp.Or(i.Name, i.Key) }

// Figure is a picture with its title above and caption below.
type Figure struct {
	Title   []Inline
	Image   Image
	Caption [][]Inline // lines
	Anchor  string
	Missing string // when set, the picture cannot be shown, and this says why in a frame of its size
}

// Pair is figures side by side, two in a row, in their order. Rows share a page
// as far as they fit. It is for pictures that are higher than wide.
type Pair struct{ Figures []Figure }

// Sheet is one page of a paper that is a file of pages itself, shown as it is
// and as large as its frame allows, with its title above and its caption below.
// Its bytes come from Papers when it is drawn.
type Sheet struct {
	Title         []Inline
	Paper         string  // what Papers takes
	Page          int     // from 1
	Width, Height float64 // points, upright
	Caption       [][]Inline
	Anchor        string
	Missing       string // when set, the page cannot be shown, and this says why in its frame
}

// Signature is a line to sign on and the date, at the right.
type Signature struct {
	Label string // "投诉人（签名）："
	Name  []Inline
	Date  []Inline
	Lines int // how many lines of what is signed stand on its page at least; 0 is left to the renderer
}

// PageBreak begins a new page. Renderers without pages ignore it.
type PageBreak struct {
	Volume bool // the page begins a volume: a file of its own, where the renderer makes several
}

// Exhibit is one exhibit: it begins a page, and its mark stands at the head of
// each of its pages.
type Exhibit struct {
	Mark   string // "证据1"
	Title  string
	Anchor string
	Blocks []Block
}

func (Title) block()      {}
func (Heading) block()    {}
func (Paragraph) block()  {}
func (List) block()       {}
func (KeyValues) block()  {}
func (Table) block()      {}
func (Quote) block()      {}
func (Transcript) block() {}
func (Figure) block()     {}
func (Sheet) block()      {}
func (Pair) block()       {}
func (Signature) block()  {}
func (PageBreak) block()  {}
func (Exhibit) block()    {}

// Inline is one of: Text, Strong, Emph, Digest, Blank, Ref, Break.
type Inline interface{ inline() }

// Text is plain text.
type Text string

// Strong is bold text.
type Strong string

// Emph is text set apart lightly, where a renderer can; never italics in Chinese.
type Emph string

// Digest is a hash or another string that must stay unbroken to be copied.
type Digest string

// Blank is something missing that is to be filled in by hand: a visible line
// with its label.
type Blank struct {
	Label string // what belongs here: "被投诉人地址"
	Ems   int    // width in characters; 10 when 0
}

// RefForm is what a Ref shows.
type RefForm int

// The forms of a reference. Renderers without pages show Label, and nothing
// for the page forms: what has no sense without the page is given to them
// as Around.
const (
	RefLabel     RefForm = iota // "证据1，第4页", as Words.Reference has it
	RefPage                     // "4"
	RefPageRange                // "4-6": the pages of the exhibit or section at Anchor
	RefLastPage                 // "6": the last of them
)

// Ref points at an Anchor.
type Ref struct {
	Anchor string
	Label  string // "证据1"; "" shows the page alone
	Form   RefForm
	Around string // words around the page that go with it where there are no pages, for the page forms: "（第{0}页）"
}

// Break begins a new line.
type Break struct{}

func (Text) inline()   {}
func (Strong) inline() {}
func (Emph) inline()   {}
func (Digest) inline() {}
func (Blank) inline()  {}
func (Ref) inline()    {}
func (Break) inline()  {}

// Images gives renderers the bytes of pictures.
type Images interface {
	// Image returns a JPEG or PNG for the Key of an Image, upright unless the
	// Image says otherwise.
	Image(key string) ([]byte, error)
}

// Papers gives renderers the files whose pages sheets show. The Images of a
// document with sheets implement it too.
type Papers interface {
	// Paper returns the PDF file for the Paper of a Sheet.
	Paper(key string) ([]byte, error)
}
