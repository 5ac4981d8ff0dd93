package story

import (
	"strings"
	"unicode/utf8"

	"complain/pkg/dispute"
)

// Rows keeps the rows of bills that are of the case, as records go by: those
// that bear the number of its order, and those with its seller.
type Rows struct {
	order string
	names []string
	list  []dispute.Record
	of    map[int64]bool // those that bear the order's number
}

// NewRows keeps the rows of a case.
func NewRows(c dispute.Case, parties []dispute.Party) *Rows {
	r := &Rows{of: map[int64]bool{}}
	if no := strings.TrimSpace(c.Order); len(no) >= 6 {
		r.order = no
	}
	for _, p := range parties {
		if p.Role != dispute.Seller {
			continue
		}
		for _, name := range append([]string{p.Name}, p.Aliases...) {
			if utf8.RuneCountInString(name) >= 3 {
				r.names = append(r.names, name)
			}
		}
	}
	return r
}

// See looks at a record.
func (r *Rows) See(record *dispute.Record) {
	if record.Kind != dispute.Transaction || record.Amount == nil {
		return
	}
	ordered := r.order != "" && (strings.Contains(record.Order, r.order) || strings.Contains(record.Merchant, r.order))
	if !ordered && !r.sells(record.Who) {
		return
	}
	if ordered {
		r.of[record.ID] = true
	}
	kept := *record
	kept.Raw, kept.Fields = "", nil
	r.list = append(r.list, kept)
}

func (r *Rows) sells(who string) bool {
	for _, name := range r.names {
		if strings.Contains(who, name) {
			return true
		}
	}
	return false
}

// payments are the payments of the case among events.
func (r *Rows) payments(events []dispute.Event) map[string]bool {
	return paymentsOf(events, r.of, r.sells)
}
