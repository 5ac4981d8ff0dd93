package office

import (
	"context"
	"errors"
	"path"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/paper"
	"complain/pkg/internal/broken"
	"complain/pkg/internal/safezip"
	"complain/pkg/internal/xmlstream"
)

// said is what a document says of itself.
type said struct {
	dispute.PaperFacts
	pages string
}

// property is where a document says something of itself, and what it is.
type property struct {
	part, element string
	value         *string
}

// properties are those of a format, the stronger of two for a value first.
func (s *said) properties(variant string) []property {
	const core, app, meta = "docProps/core.xml", "docProps/app.xml", "meta.xml"
	switch variant {
	case variantDOCX:
		return []property{
			{core, "title", &s.Title},
			{core, "subject", &s.Subject},
			{core, "creator", &s.Creator},
			{core, "lastModifiedBy", &s.LastChangedBy},
			{core, "created", &s.Created},
			{core, "modified", &s.Modified},
			{core, "lastPrinted", &s.Printed},
			{core, "revision", &s.Revision},
			{app, "Application", &s.Application},
			{app, "Company", &s.Company},
			{app, "Pages", &s.pages},
		}
	case variantODT:
		return []property{
			{meta, "title", &s.Title},
			{meta, "subject", &s.Subject},
			{meta, "initial-creator", &s.Creator},
			{meta, "creator", &s.LastChangedBy},
			{meta, "creation-date", &s.Created},
			{meta, "date", &s.Modified},
			{meta, "print-date", &s.Printed},
			{meta, "editing-cycles", &s.Revision},
			{meta, "generator", &s.Application},
		}
	}
	return nil
}

// maxProperty is how long a value is, in bytes.
const maxProperty = 4 << 10

// whole gives the record of the whole document.
func (d *document) whole(ctx context.Context) error {
	said := said{PaperFacts: dispute.PaperFacts{MediaType: mediaTypes[d.variant]}}
	known := said.properties(d.variant)
	for _, part := range [...]string{"docProps/core.xml", "docProps/app.xml", "meta.xml"} {
		err := d.pack.each(ctx, part, func(t *xmlstream.Tag, name string) error {
			for _, p := range known {
				if t.End && p.part == part && p.element == name && *p.value == "" && len(t.Before) <= maxProperty {
					*p.value = strings.TrimSpace(t.Before)
				}
			}
			return nil
		})
		var x *broken.Error
		switch {
		case err == nil:
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.As(err, &x), errors.Is(err, safezip.ErrDamaged), errors.Is(err, safezip.ErrEncrypted), errors.Is(err, safezip.ErrMethod):
			d.remarks = append(d.remarks, dispute.Say("office.damaged", part))
		default:
			var limit *safezip.LimitError
			if !errors.As(err, &limit) {
				return err
			}
		}
	}
	r := dispute.Record{Kind: dispute.Document, Text: said.Title, Fields: said.Fields()}
	if said.pages != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "pages", Value: said.pages})
	}
	kept := 0
	for _, e := range d.pack.archive.Entries {
		switch {
		case !inside(e.Name):
		case taken(e.Name):
			r.Fields = append(r.Fields, dispute.Field{Name: "inside", Value: path.Base(e.Name)})
		default:
			kept++
		}
	}
	d.times(&r, said.PaperFacts)
	if kept > 0 {
		r.Remarks = append(r.Remarks, dispute.Say("paper.inside", kept))
	}
	d.units = 1
	return d.sink.Record(r)
}

// times takes the date of creation, or that of the last change where there is
// no other. A change is no contradiction, and is said.
func (d *document) times(r *dispute.Record, said dispute.PaperFacts) {
	created := d.stated("office.created", said.Created)
	modified := d.stated("office.modified", said.Modified)
	if created.When.Known() && !paper.Placeholder(created.When) {
		r.At, r.Remarks = paper.Time(d.src, created)
		if m := modified.When; m.Known() && m.Time().Sub(created.When.Time()).Abs() > time.Minute {
			r.Remarks = append(r.Remarks, dispute.Say("office.changed", m.Wall()))
		}
		return
	}
	r.At, r.Remarks = paper.Time(d.src, created, modified)
}

func (d *document) stated(code, raw string) paper.Stated {
	return paper.Stated{Code: code, Raw: raw, When: paper.W3C(d.src, raw)}
}
