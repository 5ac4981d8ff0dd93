// Package statement is what the readers of banks' exchange formats share: the
// bytes of a file within a limit, its text, its lines, its money, and the sum
// that must hold: opening balance and entries make the closing balance.
//
// It promises places in the file's own bytes. It forbids guessing what a comma
// means: an amount that could be read in two ways is no amount.
package statement

import (
	"bytes"
	"context"
	"io"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/charset"
)

// MaxSize is the largest file that is read.
const MaxSize = 64 << 20

// File is a statement in memory.
type File struct {
	Data   []byte
	Decode func([]byte) string
	Placed bool // offsets in Data are those of the source

	line, upTo int
}

// Open reads src. declared is the name of the encoding that the file gives, as
// far as the caller can tell from its head.
func Open(ctx context.Context, src *importer.Source, declared string) (*File, error) {
	if src.Size() > MaxSize {
		return nil, &importer.Stopped{Why: dispute.Say("stop.limit", "64 MiB")}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	data := make([]byte, src.Size())
	if _, err := io.ReadFull(src.Reader(), data); err != nil {
		return nil, err
	}
	f := &File{Data: data, Placed: true, line: 1}
	head := data[:min(len(data), importer.HeadSize)]
	e, bom, _ := charset.Detect(head)
	if said, ok := src.Said(); ok {
		f.Data, f.Placed = []byte(said.Decode(charset.Unmarked(data, said))), false
		f.Decode = charset.UTF8.Decode
		return f, nil
	}
	switch {
	case e == charset.Binary && !fewZeros(head):
		return nil, &importer.Stopped{Why: dispute.Say("statement.stop.binary")}
	case e.Wide():
		f.Data, f.Placed = []byte(e.Decode(data[bom:])), false
		f.Decode = charset.UTF8.Decode
		return f, nil
	}
	f.Decode = decoder(data, declared)
	return f, nil
}

// Place is where bytes of Data stand in the source. It is to be asked in the
// order of the file. The record or problem there counts as one unit.
func (f *File) Place(offset, end int) dispute.Locator {
	if offset >= f.upTo {
		f.line += bytes.Count(f.Data[f.upTo:offset], []byte("\n"))
		f.upTo = offset
	}
	at := dispute.Locator{Line: f.line}
	if f.Placed && end > offset {
		at.Offset, at.Length = int64(offset), int64(end-offset)
	}
	return at
}

// maxRaw is how much of the source a record repeats: a batch may have
// thousands of parts, and the evidence itself is kept.
const maxRaw = 16 << 10

// Raw is the source text of a record.
func (f *File) Raw(offset, end int) string {
	if end-offset <= maxRaw {
		return f.Decode(bytes.TrimSpace(f.Data[offset:end]))
	}
	return f.Decode(bytes.TrimSpace(f.Data[offset:offset+maxRaw])) + " …"
}
