// Package mimetree finds the parts of what MIME puts together (RFC 2045 to 2049
// and 2231): mails, and the pages and chats that programs save in the same form.
//
// It promises one pass over the lines that holds no part in memory, within
// limits of depth and number; each part's place in the file; headers, parameters
// and contents as programs really write them, with what is wrong told apart and
// counted; and that no fault costs more than the part it is in. It forbids
// deciding what a part is for.
//
// Why not a library: mime/multipart hands parts out one behind the other and does
// not tell where they lie, and enmime, which testdata/oracle compares mail with,
// loses the text of mails whose headers break a rule.
package mimetree

import (
	"bufio"
	"bytes"
	"cmp"
	"io"
)

const maxType = 4 << 10 // bytes of a Content-Type

// Limits bound the search for parts. What lies behind them stays a part whole.
type Limits struct {
	Depth, Parts int
}

// Span is a range of bytes of the source.
type Span struct{ From, To int64 }

// Reader reads the span through a buffer no larger than it needs: mailboxes hold
// many small mails.
func (s Span) Reader(r io.ReaderAt, most int64) *bufio.Reader {
	return bufio.NewReaderSize(io.NewSectionReader(r, s.From, s.To-s.From), int(min(most, s.To-s.From+1)))
}

// Part is a node of the structure.
type Part struct {
	Number   string // "1.2", as IMAP counts; "" for the root
	Head     Header
	Media    string // type/subtype in lower case, "" when nothing is said
	Params   Parameters
	Boundary string
	Whole    Span // from the line that parts it from what is above to the next such line
	Body     Span
	Children []*Part
	Sealed   bool // it lies too deep to be searched
}

// Label is the part's number; what has one part has part 1.
func (p *Part) Label() string { return cmp.Or(p.Number, "1") }

// Content decodes what is in the part, read through a buffer of at most so many
// bytes. unquote is for mailboxes that put > before lines that begin with From.
func (p *Part) Content(r io.ReaderAt, unquote bool) *Decoder {
	return NewDecoder(p.Body.Reader(r, 32<<10), CodingOf(string(p.Head.Get("content-transfer-encoding"))), unquote)
}

// Wrong is a kind of fault.
type Wrong uint8

// What can be wrong in a structure.
const (
	Unclosed   Wrong = iota // Text is the boundary that does not come again
	InHeader                // a part ends inside its header
	Indent                  // Text is a line that goes on with a header and is not indented
	NoBlank                 // Text is the first line of a body that no blank line parts from the header
	NoBoundary              // a multipart names no boundary
	BadType                 // Text is a Content-Type that is none
	Valueless               // Text is a parameter without a value
)

// Fault is one thing that is wrong.
type Fault struct {
	Wrong Wrong
	Part  string // its label, where a part is at fault
	Text  []byte // as the file has it
}

// The bounds of what is kept of faults.
const (
	maxFaults    = 16
	maxFaultText = 4 << 10
)

// Tree is the structure of a file, and what was found on the way.
type Tree struct {
	Root   *Part
	Faults []Fault // the first of them
	Wrong  int     // how many there are
	Quoted int     // lines the mailbox quoted

	TooDeep, TooMany bool // a limit was met
}

func (t *Tree) fault(w Wrong, part string, text []byte) {
	if t.Wrong++; len(t.Faults) < maxFaults {
		t.Faults = append(t.Faults, Fault{w, part, bytes.Clone(text[:min(len(text), maxFaultText)])})
	}
}

// Leaves gives the parts that hold no others, in the order of the file.
func (t *Tree) Leaves(give func(*Part) error) error { return leaves(t.Root, give) }

func leaves(p *Part, give func(*Part) error) error {
	if len(p.Children) == 0 {
		return give(p)
	}
	for _, child := range p.Children {
		if err := leaves(child, give); err != nil {
			return err
		}
	}
	return nil
}
