package importer

import (
	"io"
	"time"

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

	r    io.ReaderAt
	size int64
	text *headText
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
		s.text = &headText{text, encoding}
	}
	return s.text.text, s.text.encoding
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
