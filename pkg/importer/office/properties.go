package office

import (
	"context"
	"errors"
	"path"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/paper"
	"complain/pkg/internal/safezip"
	"complain/pkg/internal/xmlstream"
)

// property is where a document says something of itself, and the field it
// becomes.
type property struct {
	part, element, field string
}

// properties are those of both formats, the stronger of two for a field first.
var properties = map[string][]property{
	variantDOCX: {
		{"docProps/core.xml", "title", "title"},
		{"docProps/core.xml", "subject", "subject"},
		{"docProps/core.xml", "creator", "creator"},
		{"docProps/core.xml", "lastModifiedBy", "last-changed-by"},
		{"docProps/core.xml", "created", "created"},
		{"docProps/core.xml", "modified", "modified"},
		{"docProps/core.xml", "lastPrinted", "printed"},
		{"docProps/core.xml", "revision", "revision"},
		{"docProps/app.xml", "Application", "application"},
		{"docProps/app.xml", "Company", "company"},
		{"docProps/app.xml", "Pages", "pages"},
	},
	variantODT: {
		{"meta.xml", "title", "title"},
		{"meta.xml", "subject", "subject"},
		{"meta.xml", "initial-creator", "creator"},
		{"meta.xml", "creator", "last-changed-by"},
		{"meta.xml", "creation-date", "created"},
		{"meta.xml", "date", "modified"},
		{"meta.xml", "print-date", "printed"},
		{"meta.xml", "editing-cycles", "revision"},
		{"meta.xml", "generator", "application"},
	},
}

// maxProperty is how long a value is, in bytes.
const maxProperty = 4 << 10

// whole gives the record of the whole document.
func (d *document) whole(ctx context.Context) error {
	known := properties[d.variant]
	values := map[string]string{}
	for _, part := range [...]string{"docProps/core.xml", "docProps/app.xml", "meta.xml"} {
		err := d.pack.each(ctx, part, func(t *xmlstream.Tag, name string) error {
			for _, p := range known {
				if t.End && p.part == part && p.element == name && values[p.field] == "" && len(t.Before) <= maxProperty {
					values[p.field] = strings.TrimSpace(t.Before)
				}
			}
			return nil
		})
		var x *xmlstream.Error
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
	r := dispute.Record{Kind: dispute.Document, Text: values["title"]}
	r.Fields = append(r.Fields, dispute.Field{Name: "media-type", Value: mediaTypes[d.variant]})
	for _, p := range known {
		if v := values[p.field]; v != "" {
			r.Fields = append(r.Fields, dispute.Field{Name: p.field, Value: v})
		}
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
	d.times(&r, values)
	if kept > 0 {
		r.Remarks = append(r.Remarks, dispute.Say("paper.inside", kept))
	}
	d.units = 1
	return d.sink.Record(r)
}

// times takes the date of creation, or that of the last change where there is
// no other. A change is no contradiction, and is said.
func (d *document) times(r *dispute.Record, values map[string]string) {
	created := d.stated("office.created", values["created"])
	modified := d.stated("office.modified", values["modified"])
	if created.When.Known() {
		r.At, r.Remarks = paper.Time(d.src, created)
		if m := modified.When; m.Known() && m.Time().Sub(created.When.Time()).Abs() > time.Minute {
			r.Remarks = append(r.Remarks, dispute.Say("office.changed", m.Wall()))
		}
		return
	}
	r.At, r.Remarks = paper.Time(d.src, created, modified)
}

func (d *document) stated(code, raw string) paper.Stated {
	s := paper.Stated{Code: code, Raw: raw, When: paper.W3C(d.src, raw)}
	if s.When.Known() && s.When.Clock().Year < 1995 {
		// Programs write 1601 or 1970 where they know nothing.
		return paper.Stated{Code: code}
	}
	return s
}
