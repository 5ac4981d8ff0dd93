package importer

import (
	"bytes"
	"context"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"complain/pkg/dispute"
	"complain/pkg/internal/charset"
)

// HeadSize is how many bytes of a source Identify may look at.
const HeadSize = 64 << 10

// Source is one file to be read, and what the case knows that its reading
// depends on.
type Source struct {
	Name string // base name as received
	Path string // slash-separated path as received
	// Modified is when the folder or archive that the file came in says it was
	// last changed: the weakest of times, since copying sets it anew. It is
	// unknown where it cannot be true, or is the time of adding.
	Modified dispute.When
	Head     []byte   // the first HeadSize bytes, or all
	Siblings []string // base names of the files that arrived in the same folder or archive
	Options  Options

	r        io.ReaderAt
	size     int64
	text     *headText
	encoding *encodingOf
}

// encodingOf is what a source's bytes say of their encoding.
type encodingOf struct {
	encoding charset.Encoding
	err      error
}

// headText is the head as text, decoded when the first importer asks: all of
// them look at it.
type headText struct {
	text     string
	encoding charset.Encoding
}

// HeadText is the head decoded, without a byte order mark, and its encoding.
// Like all of Source it is for one goroutine at a time.
func (s *Source) HeadText() (string, charset.Encoding) {
	if s.text == nil {
		text, encoding := charset.DecodeHead(s.Head)
		if said, ok := s.Said(); ok {
			text, encoding = said.Decode(charset.Unmarked(s.Head, said)), said
		}
		s.text = &headText{text, encoding}
	}
	return s.text.text, s.text.encoding
}

// Said is the encoding that the user gave, where the source can be in it: what
// states its own, and what is UTF-8 beyond doubt, is in no other.
func (s *Source) Said() (charset.Encoding, bool) {
	e, ok := charset.Parse(s.Options.Encoding)
	if !ok {
		return "", false
	}
	found, mark, ascii := charset.Detect(s.Head)
	switch {
	case mark > 0, found == charset.UTF8 && !ascii:
		return "", false
	case found == charset.Binary:
		return e, e.Wide()
	}
	return e, true
}

// In is the source as it reads in an encoding that its form is known to have. What the
// user said, a mark and UTF-8 count before it.
func (s *Source) In(e charset.Encoding) *Source {
	if _, said := s.Said(); said {
		return s
	}
	in := *s
	in.Options.Encoding, in.text, in.encoding = string(e), nil, nil
	return &in
}

// Encoding is how the source's text is encoded: as the user said, else as its bytes
// say. Where they leave it open the error is an Undecided, or one of reading.
func (s *Source) Encoding() (charset.Encoding, error) {
	if said, ok := s.Said(); ok {
		return said, nil
	}
	if s.encoding == nil {
		sample, err := s.sample()
		e, certain := charset.Judge(sample)
		if err == nil && !certain {
			err = AskEncoding(sample)
		}
		s.encoding = &encodingOf{e, err}
	}
	return s.encoding.encoding, s.encoding.err
}

// Lines reads the source's text line by line from its beginning. An encoding that
// is left open is the error of the first line.
func (s *Source) Lines(ctx context.Context) *charset.Lines {
	e, err := s.Encoding()
	if err != nil {
		return charset.NoLines(err)
	}
	return charset.NewLinesIn(ctx, s.Reader(), s.Head, e)
}

// HeadLines reads the lines of the head, the last of which may be cut. An encoding
// that is left open is taken for the likeliest.
func (s *Source) HeadLines(ctx context.Context) *charset.Lines {
	_, e := s.HeadText()
	if e == charset.GB18030 {
		e, _ = charset.Judge(s.Head)
	}
	return charset.NewLinesIn(ctx, bytes.NewReader(s.Head), s.Head, e)
}

// sample is the head, or where that is all ASCII what begins with the first byte
// that is not: an English chat may come to a name after a thousand lines.
func (s *Source) sample() ([]byte, error) {
	if _, _, ascii := charset.Detect(s.Head); !ascii || int64(len(s.Head)) == s.size {
		return s.Head, nil
	}
	piece := make([]byte, HeadSize)
	for at := int64(len(s.Head)); at < s.size; {
		n, err := s.ReadAt(piece[:min(int64(len(piece)), s.size-at)], at)
		for i, c := range piece[:n] {
			if c >= utf8.RuneSelf {
				n, err := s.ReadAt(piece[:min(int64(len(piece)), s.size-at-int64(i))], at+int64(i))
				if err == io.EOF {
					err = nil
				}
				return piece[:n], err
			}
		}
		if at += int64(n); err != nil && err != io.EOF {
			return nil, err
		}
		if n == 0 {
			break
		}
	}
	return s.Head, nil
}

// AskEncoding is the question which encoding a text is in.
func AskEncoding(sample []byte) *Undecided {
	u := &Undecided{Flag: "encoding"}
	var lines []string
	for _, c := range charset.Candidates(sample) {
		u.Choices, u.Labels = append(u.Choices, string(c.Encoding)), append(u.Labels, c.Line)
		lines = append(lines, string(c.Encoding)+": "+c.Line)
	}
	u.Question = dispute.Say("ask.encoding", strings.Join(lines, " | "))
	if len(lines) == 0 {
		u.Question = dispute.Say("ask.encoding.none")
	}
	return u
}

// NewSource reads the head of r. A short or failing read leaves Head shorter.
func NewSource(name, path string, r io.ReaderAt, size int64, o Options) *Source {
	if o.Zone == nil {
		o.Zone, o.ZoneFrom = time.UTC, dispute.ZoneCase
	}
	head := make([]byte, min(size, HeadSize))
	n, _ := r.ReadAt(head, 0)
	return &Source{Name: name, Path: path, Head: head[:n], Options: o, r: r, size: size}
}

// Size is the length in bytes.
func (s *Source) Size() int64 { return s.size }

// ReadAt reads the source's bytes.
func (s *Source) ReadAt(p []byte, off int64) (int, error) { return s.r.ReadAt(p, off) }

// Reader reads the source from its beginning.
func (s *Source) Reader() *io.SectionReader { return io.NewSectionReader(s.r, 0, s.size) }

// Local makes a time that the source writes without a zone.
func (s *Source) Local(c dispute.Clock, p dispute.Precision) (dispute.When, error) {
	return dispute.Local(c, p, s.Options.Zone, s.Options.ZoneFrom)
}
