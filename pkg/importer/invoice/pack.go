package invoice

import (
	"context"
	"io"
	"path"
	"strings"

	"complain/pkg/importer"
	"complain/pkg/internal/safezip"
	"complain/pkg/internal/xmlstream"
)

// pack is the zip of an OFD document.
type pack struct {
	archive *safezip.Archive
	names   map[string]*safezip.Entry // in lower case: programs are careless about it
	read    int64                     // bytes of XML so far, those of a part each time it is read
}

// maxRead is how many bytes of XML are read of one file: pages may all point at
// one part.
const maxRead = 32 << 20

// counted adds what is read to n.
type counted struct {
	r io.Reader
	n *int64
}

// Read implements io.Reader.
func (c counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	*c.n += int64(n)
	return n, err
}

func open(src *importer.Source) (*pack, error) {
	limits := safezip.Standard()
	limits.Entry, limits.Total = 24<<20, 64<<20
	a, err := safezip.OpenWithin(limits, src, src.Size())
	if err != nil {
		return nil, err
	}
	p := &pack{archive: a, names: map[string]*safezip.Entry{}}
	for _, e := range a.Entries {
		if name := strings.ToLower(e.Name); p.names[name] == nil {
			p.names[name] = e
		}
	}
	return p, nil
}

func (p *pack) find(name string) *safezip.Entry { return p.names[strings.ToLower(name)] }

// resolve finds what a location in a part points at: from the root where it
// begins with a slash, else from the part's folder. Some programs write
// locations from the root without the slash.
func (p *pack) resolve(part, location string) *safezip.Entry {
	location = strings.TrimSpace(strings.ReplaceAll(location, `\`, "/"))
	if location == "" {
		return nil
	}
	root := strings.TrimPrefix(path.Clean("/"+location), "/")
	if !strings.HasPrefix(location, "/") {
		if e := p.find(strings.TrimPrefix(path.Clean("/"+path.Join(path.Dir(part), location)), "/")); e != nil {
			return e
		}
	}
	return p.find(root)
}

// node is a tag with the names of the elements around it, without prefixes.
type node struct {
	*xmlstream.Tag
	name string
	open []string // the outermost first, with the element itself
}

func (n *node) parent() string {
	if len(n.open) < 2 {
		return ""
	}
	return n.open[len(n.open)-2]
}

// each gives the tags of a part.
func (p *pack) each(ctx context.Context, e *safezip.Entry, take func(*node)) error {
	r, err := e.Open(ctx)
	if err != nil {
		return err
	}
	defer r.Close()
	var open []string
	return xmlstream.Each(counted{r, &p.read}, ctx.Err, func(t *xmlstream.Tag) error {
		name := t.Local()
		if !t.End {
			open = append(open, name)
		}
		take(&node{t, name, open})
		if t.End {
			open = open[:len(open)-1]
		}
		return nil
	})
}
