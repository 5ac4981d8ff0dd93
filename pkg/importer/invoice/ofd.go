package invoice

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/invoice"
	"complain/pkg/importer/kit/paper"
	"complain/pkg/internal/broken"
	"complain/pkg/internal/safezip"
)

// The limits of an OFD document.
const (
	maxPages   = 2000
	maxRemarks = 20       // pages that cannot be read, one by one
	maxText    = 16 << 20 // bytes
)

// ofd is a reading of one file.
type ofd struct {
	pack *pack

	said  dispute.PaperFacts // of itself
	info  []dispute.Field    // the same, in the file's order
	roots []string           // Document.xml of each document in it
	seals []string           // lists of signatures

	invoice invoice.Invoice // by the data of its own
	several []invoice.Found // where it holds more than one
	apart   []string        // numbers on pages that could not be taken apart
	pages   []page
	objects map[string]string // text by the number of its object, of all pages
	inside  int               // files attached, and pictures
	size    int               // bytes of text so far
	count   int               // pieces of text
	remarks []dispute.Note
	over    bool
	byText  bool // something of the invoice was read off its pages
}

type page struct {
	entry            string
	lines            []string
	shapes, pictures int
}

// info is a part of DocInfo that becomes a fact.
func info(said *dispute.PaperFacts, name string) *string {
	switch name {
	case "Title":
		return &said.Title
	case "Author":
		return &said.Author
	case "Subject":
		return &said.Subject
	case "Creator":
		return &said.Application
	case "CreationDate":
		return &said.Created
	case "ModDate":
		return &said.Modified
	}
	return nil
}

func readOFD(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	d := &ofd{objects: map[string]string{}}
	failed := d.read(ctx, src)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err := sink.Record(d.record(src)); err != nil {
		return err
	}
	units := 1
	for i, p := range d.pages {
		n, err := p.give(sink, i+1)
		if units += n; err != nil {
			return err
		}
	}
	for _, f := range d.several {
		if err := sink.Record(f.Record()); err != nil {
			return err
		}
		if err := check(sink, dispute.Locator{Page: f.Page, Row: f.Part}, f.Invoice); err != nil {
			return err
		}
	}
	if len(d.apart) > 0 {
		if err := sink.Doubt(dispute.Locator{}, dispute.Say("invoice.apart", len(d.apart), strings.Join(d.apart, ", "))); err != nil {
			return err
		}
	}
	sink.Units(units + len(d.several))
	if err := check(sink, dispute.Locator{}, &d.invoice); err != nil {
		return err
	}
	switch {
	case failed != nil:
		return &importer.Stopped{Why: dispute.Say("ofd.stop.damaged", failed), Err: failed}
	case d.over:
		return &importer.Stopped{Why: dispute.Say("paper.limit")}
	}
	return nil
}

// read gathers all there is. The error is that of the parts without which there
// is no document.
func (d *ofd) read(ctx context.Context, src *importer.Source) error {
	var err error
	if d.pack, err = open(src); err != nil {
		return err
	}
	root := d.pack.find("OFD.xml")
	if root == nil {
		return errors.New("there is no OFD.xml")
	}
	if err := d.pack.each(ctx, root, d.body); err != nil {
		return err
	}
	for _, r := range d.roots {
		if d.pack.read > maxRead {
			d.over = true
			break
		}
		if err := d.document(ctx, root.Name, r); err != nil {
			return err
		}
	}
	d.attached(ctx)
	d.tagged(ctx)
	d.countSeals(ctx, root.Name)
	var text []string
	for _, p := range d.pages {
		text = append(text, strings.Join(p.lines, "\n"))
	}
	found, apart := invoice.FromPages(text)
	switch {
	case len(apart) > 0 || len(found) > 1:
		d.apart, d.invoice = apart, invoice.Invoice{}
		for _, f := range found {
			if f.Known() {
				d.several = append(d.several, f)
			}
		}
		d.remarks = append(d.remarks, dispute.Say("invoice.several", len(d.several)+len(apart)))
	case len(found) == 1:
		d.byText = d.invoice.FillFrom(found[0].Invoice)
	}
	return nil
}

// body takes what OFD.xml says.
func (d *ofd) body(n *node) {
	if !n.End {
		return
	}
	value := strings.TrimSpace(n.Before)
	switch {
	case n.name == "DocRoot" && value != "", n.name == "BaseLoc" && n.parent() == "DocRoot":
		if value != "" {
			d.roots = append(d.roots, value)
		}
	case n.name == "Signatures" && n.parent() == "DocBody":
		d.seals = append(d.seals, value)
	case n.parent() == "DocInfo" && value != "":
		d.says(n.name, value)
	}
}

// says takes one part of DocInfo. Fields stand in the file's order, so each part
// is facts of its own; of two of a kind the first counts.
func (d *ofd) says(name, value string) {
	var one dispute.PaperFacts
	p := info(&one, name)
	if p == nil {
		return
	}
	*p = value
	d.info = append(d.info, one.Fields()...)
	if first := info(&d.said, name); *first == "" {
		*first = value
	}
}

// document reads the pages of one document.
func (d *ofd) document(ctx context.Context, from, location string) error {
	e := d.pack.resolve(from, location)
	if e == nil {
		return errors.New("there is no " + location)
	}
	templates := map[string]string{}
	var pages []string
	err := d.pack.each(ctx, e, func(n *node) {
		value := strings.TrimSpace(n.Before)
		switch {
		case n.name == "TemplatePage" && !n.End:
			templates[n.Get("ID")] = n.Get("BaseLoc")
		case n.name == "Page" && !n.End && n.parent() == "Pages" && n.Get("BaseLoc") != "":
			pages = append(pages, n.Get("BaseLoc"))
		case n.name == "BaseLoc" && n.End && n.parent() == "Page" && value != "":
			pages = append(pages, value)
		}
	})
	if err != nil {
		return err
	}
	read := map[string]content{} // of templates
	for _, location := range pages {
		if len(d.pages) >= maxPages || d.size > maxText || d.count > maxAllObjects || d.pack.read > maxRead || len(d.remarks) > maxRemarks {
			d.over = true
			return nil
		}
		at := d.pack.resolve(e.Name, location)
		if at == nil {
			d.remarks = append(d.remarks, dispute.Say("ofd.no-page", location))
			continue
		}
		c, err := d.content(ctx, at)
		if err != nil {
			return err
		}
		d.index(c.objects)
		for _, id := range c.templates {
			t := d.pack.resolve(e.Name, templates[id])
			if t == nil {
				continue
			}
			under, had := read[t.Name]
			if !had {
				if under, err = d.content(ctx, t); err != nil {
					return err
				}
				read[t.Name] = under
			}
			c.objects = append(c.objects[:len(c.objects):len(c.objects)], under.objects...)
			c.shapes, c.pictures = c.shapes+under.shapes, c.pictures+under.pictures
		}
		d.count += len(c.objects)
		text := lines(c.objects)
		for _, l := range text {
			d.size += len(l)
		}
		d.pages = append(d.pages, page{at.Name, text, c.shapes, c.pictures})
	}
	return nil
}

// content reads a page or template; one that cannot be read is said. The error is
// that of ctx.
func (d *ofd) content(ctx context.Context, e *safezip.Entry) (content, error) {
	c, err := d.pack.content(ctx, e)
	if ctx.Err() != nil {
		return c, ctx.Err()
	}
	if err != nil {
		d.remarks = append(d.remarks, dispute.Say("ofd.no-page", e.Name))
	}
	return c, nil
}

func (d *ofd) index(objects []object) {
	for _, o := range objects {
		if o.id != "" {
			d.objects[o.id] += o.text
		}
	}
}

// attached reads the files that are attached: the invoice in XML is one.
func (d *ofd) attached(ctx context.Context) {
	for _, e := range d.pack.archive.Entries {
		dir, name := path.Split(strings.ToLower(e.Name))
		attachment := strings.Contains(dir, "attach")
		switch {
		case attachment && strings.HasPrefix(name, "attachments") && strings.HasSuffix(name, ".xml"):
		case name == "original_invoice.xml", attachment && strings.HasSuffix(name, ".xml"):
			if v := d.attachedInvoice(ctx, e); v != nil {
				d.invoice.Merge(v)
				continue
			}
			d.inside++
		case attachment, strings.Contains(dir, "/res/") && !strings.HasSuffix(name, ".xml"):
			d.inside++
		}
	}
	// The list of data of its own comes after, as the weaker of the two.
	own := &invoice.Invoice{}
	if root := d.pack.find("OFD.xml"); root != nil {
		name := ""
		err := d.pack.each(ctx, root, func(n *node) {
			switch {
			case n.name != "CustomData":
			case !n.End:
				name = n.Get("Name")
			default:
				own.Named(name, n.Before)
			}
		})
		if err == nil {
			d.invoice.Merge(own)
		}
	}
}

func (d *ofd) attachedInvoice(ctx context.Context, e *safezip.Entry) *invoice.Invoice {
	r, err := e.Open(ctx)
	if err != nil {
		return nil
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxXML))
	if err != nil {
		return nil
	}
	read, _, err := invoice.Read(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))), ctx.Err)
	if err != nil || len(read) != 1 {
		return nil
	}
	return read[0]
}

// tagged reads the list that says which object on a page is which value.
func (d *ofd) tagged(ctx context.Context) {
	v := &invoice.Invoice{}
	for _, e := range d.pack.archive.Entries {
		dir, name := path.Split(strings.ToLower(e.Name))
		if !strings.Contains(dir, "tags/") || !strings.HasPrefix(name, "customtag") || name == "customtags.xml" {
			continue
		}
		refs := map[[2]string]string{} // text by element and the one around it
		var order [][2]string
		err := d.pack.each(ctx, e, func(n *node) {
			if n.name != "ObjectRef" || !n.End || len(n.open) < 2 {
				return
			}
			key := [2]string{"", n.open[len(n.open)-2]}
			if len(n.open) > 2 {
				key[0] = n.open[len(n.open)-3]
			}
			if _, had := refs[key]; !had {
				order = append(order, key)
			}
			refs[key] += d.objects[strings.TrimSpace(n.Before)]
		})
		if err != nil {
			continue
		}
		for _, key := range order {
			if text := strings.TrimSpace(refs[key]); text != "" {
				v.Tag(key[0], key[1], text)
			}
		}
	}
	d.invoice.FillFrom(v)
}

// countSeals counts the signatures in the lists of them.
func (d *ofd) countSeals(ctx context.Context, from string) {
	count := 0
	for _, location := range d.seals {
		e := d.pack.resolve(from, location)
		if e == nil || d.pack.read > maxRead {
			continue
		}
		err := d.pack.each(ctx, e, func(n *node) {
			if n.name == "Signature" && !n.End {
				count++
			}
		})
		var x *broken.Error
		if errors.As(err, &x) && len(d.remarks) <= maxRemarks {
			d.remarks = append(d.remarks, dispute.Say("ofd.no-page", e.Name))
		}
	}
	if count > 0 {
		d.info = append(d.info, dispute.PaperFacts{Signed: true}.Fields()...)
		d.remarks = append(d.remarks, dispute.Say("invoice.seals", count))
	}
}

// record is the record of the whole document.
func (d *ofd) record(src *importer.Source) dispute.Record {
	r := dispute.Record{Kind: dispute.Document, Text: d.said.Title}
	r.Fields = append(dispute.PaperFacts{MediaType: "application/ofd"}.Fields(), d.info...)
	if d.invoice.Known() { // and it is the only one
		d.invoice.Signed = false // the seals are counted
		d.invoice.Fill(&r)
		if d.byText {
			r.Remarks = append(r.Remarks, dispute.Say("invoice.from-text"))
		}
	} else {
		d.invoice = invoice.Invoice{}
	}
	if !r.At.Known() {
		stated := paper.Stated{Code: "ofd.created", Raw: d.said.Created, When: paper.W3C(src, d.said.Created)}
		var notes []dispute.Note
		r.At, notes = paper.Time(src, stated)
		r.Remarks = append(r.Remarks, notes...)
	}
	r.Remarks = append(r.Remarks, d.remarks...)
	if d.inside > 0 {
		r.Remarks = append(r.Remarks, dispute.Say("paper.inside", d.inside))
	}
	return r
}
