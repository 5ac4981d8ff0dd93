package dossier

import (
	"strings"
	"unique"

	"complain/pkg/dispute"
)

// slim makes a row of a bill small that is held: without its cells and its source,
// which are read again where somebody asks, and with its texts in memory of their
// own, so that they do not keep what stood beside them.
func slim(r *dispute.Record) {
	r.Raw, r.Fields = "", nil
	texts := []*string{&r.Who, &r.Text, &r.Order, &r.Merchant}
	var all strings.Builder
	all.Grow(len(r.Who) + len(r.Text) + len(r.Order) + len(r.Merchant))
	for _, text := range texts {
		all.WriteString(*text)
	}
	rest := all.String()
	for _, text := range texts {
		n := len(*text)
		*text, rest = rest[:n], rest[n:]
	}
	for _, word := range []*string{&r.Status, &r.Type, &r.At.Zone.Name, &r.Locator.Entry, &r.Locator.Sheet} {
		*word = unique.Make(*word).Value()
	}
	r.Kind, r.Direction = unique.Make(r.Kind).Value(), unique.Make(r.Direction).Value()
	r.At.From, r.At.Zone.From = unique.Make(r.At.From).Value(), unique.Make(r.At.Zone.From).Value()
	if r.Amount != nil {
		r.Amount.Currency = unique.Make(r.Amount.Currency).Value()
	}
	for i := range r.Remarks {
		n := &r.Remarks[i]
		n.Code = unique.Make(n.Code).Value()
		for j := range n.Args {
			n.Args[j] = strings.Clone(n.Args[j])
		}
	}
}
