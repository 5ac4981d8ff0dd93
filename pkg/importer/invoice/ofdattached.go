package invoice

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/invoice"
	"complain/pkg/internal/broken"
	"complain/pkg/internal/safezip"
)

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
