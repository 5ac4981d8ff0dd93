package ingest

import "io"

// Step is where ingest stands.
type Step struct {
	Name        string
	Done, Files int   // files, with those that were found in archives
	Bytes, Of   int64 // bytes of all files; those of a large one count while it is stored and read
	Looks       int   // files that need a look so far
}

// pace counts how far ingest has come, and tells it. A nil pace counts nothing.
type pace struct {
	tell func(Step)
	step Step // of what is done
	size int64
}

// newPace begins the count of items; it is nil where nobody wants to know.
func newPace(tell func(Step), items []Item) *pace {
	if tell == nil {
		return nil
	}
	p := &pace{tell: tell}
	for _, it := range items {
		p.step.Of += it.Size
	}
	p.step.Files = len(items)
	return p
}

// start says that a file of a size, or a group that begins with it, is taken in.
func (p *pace) start(name string, size int64) {
	if p == nil {
		return
	}
	p.step.Name, p.size = name, size
	p.tell(p.step)
}

// within says how much of the work on what was started is done: its bytes are
// gone through twice, to store them and to read them.
func (p *pace) within(bytes int64) {
	if p == nil || p.size == 0 {
		return
	}
	now := p.step
	now.Bytes += min(bytes/2, p.size)
	p.tell(now)
}

// inside says that what was started is an archive that is stored and holds files.
func (p *pace) inside(files int, bytes int64) {
	if p == nil {
		return
	}
	p.step.Bytes += p.size
	p.step.Files += files
	p.step.Of += bytes
	p.size = 0
}

// done says that files were taken in: what was started, or what never was.
func (p *pace) done(files, looks int) {
	if p == nil {
		return
	}
	p.step.Bytes += p.size
	p.step.Done += files
	p.step.Looks = looks
	p.size = 0
	p.tell(p.step)
}

// storing counts the bytes that are read to be stored.
func (p *pace) storing(r io.Reader) io.Reader {
	if p == nil {
		return r
	}
	return &pacedReader{r: r, p: p}
}

type pacedReader struct {
	r    io.Reader
	p    *pace
	read int64
}

func (c *pacedReader) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.read += int64(n)
	c.p.within(c.read)
	return n, err
}

// reading counts how far a reader has come in bytes that are stored: the furthest
// place counts, since readers go back.
func (p *pace) reading(r io.ReaderAt) io.ReaderAt {
	if p == nil {
		return r
	}
	return &pacedPlaces{r: r, p: p}
}

type pacedPlaces struct {
	r        io.ReaderAt
	p        *pace
	furthest int64
}

func (c *pacedPlaces) ReadAt(b []byte, off int64) (int, error) {
	n, err := c.r.ReadAt(b, off)
	if to := off + int64(n); to > c.furthest {
		c.furthest = to
		c.p.within(c.p.size + to)
	}
	return n, err
}
