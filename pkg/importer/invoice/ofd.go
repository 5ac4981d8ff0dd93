package invoice

import (
	"context"
	"errors"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/invoice"
	"complain/pkg/importer/kit/paper"
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
