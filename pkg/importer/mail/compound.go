package mail

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"

	"complain/pkg/importer"
)

// errCompound is wrapped by errors about a file that is no compound file, or a
// damaged one.
var errCompound = errors.New("damaged compound file")

// compound is an OLE compound file: streams in folders.
type compound struct {
	src     *importer.Source
	doc     *mscfb.Reader
	streams map[string]int // by folder and name -> place in the directory
	sizes   map[string]int64
	names   []string // in the directory's order
}

// openCompound reads the directory. The library allocates by what the header
// claims, so the claims are held against the file's size first; and it indexes
// without looking, so that a panic of its own is an error of the file.
func openCompound(src *importer.Source) (c *compound, err error) {
	if err := plausible(src); err != nil {
		return nil, err
	}
	defer recovered(&err)
	doc, err := mscfb.New(src)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errCompound, err)
	}
	c = &compound{src: src, doc: doc, streams: map[string]int{}, sizes: map[string]int64{}}
	for i, f := range doc.File {
		name := strings.Join(append(f.Path[:len(f.Path):len(f.Path)], f.Name), "/")
		if _, had := c.streams[name]; !had {
			c.streams[name], c.sizes[name] = i, f.Size
			c.names = append(c.names, name)
		}
	}
	return c, nil
}

func recovered(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%w: %v", errCompound, p)
	}
}

func plausible(src *importer.Source) error {
	var h [512]byte
	if _, err := src.ReadAt(h[:], 0); err != nil {
		if err == io.EOF {
			return fmt.Errorf("%w: cut in its header", errCompound)
		}
		return err
	}
	shift := binary.LittleEndian.Uint16(h[30:])
	if shift != 9 && shift != 12 {
		return fmt.Errorf("%w: sectors of 2^%d bytes", errCompound, shift)
	}
	sectors := src.Size() >> shift
	for _, at := range [...]int{40, 44, 64, 72} { // sectors of directory, FAT, mini FAT, DIFAT
		if n := int64(binary.LittleEndian.Uint32(h[at:])); n > sectors {
			return fmt.Errorf("%w: %d sectors claimed, the file has %d", errCompound, n, sectors)
		}
	}
	return nil
}

// open reads a stream from its beginning. The directory's own entries are never
// read from, so that a copy of one always stands at the beginning.
func (c *compound) open(name string) (io.Reader, error) {
	i, ok := c.streams[name]
	if !ok {
		return nil, io.EOF
	}
	if c.sizes[name] > c.src.Size() {
		return nil, fmt.Errorf("%w: %s claims %d bytes", errCompound, name, c.sizes[name])
	}
	f := *c.doc.File[i]
	return &stream{&f}, nil
}

// stream guards a reader of the library.
type stream struct{ f *mscfb.File }

// Read implements io.Reader.
func (s *stream) Read(p []byte) (n int, err error) {
	defer recovered(&err)
	n, err = s.f.Read(p[:min(len(p), 64<<10)])
	if err != nil && err != io.EOF {
		err = fmt.Errorf("%w: %w", errCompound, err)
	}
	return n, err
}

// has reports whether there is a stream or folder of that name.
func (c *compound) has(name string) bool {
	_, ok := c.streams[name]
	return ok
}

// bytes is the content of a stream up to a limit, and whether that is all of it.
// What is damaged or not there is empty.
func (c *compound) bytes(name string, most int) (p []byte, whole bool) {
	r, err := c.open(name)
	if err != nil {
		return nil, err == io.EOF
	}
	p, err = io.ReadAll(io.LimitReader(r, int64(most)+1))
	if len(p) > most {
		return p[:most], false
	}
	return p, err == nil
}
