package ingest

import (
	"context"
	"fmt"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// Stored is what a reading depended on beside the bytes, as the case keeps it.
type Stored struct {
	As        string           `json:"as,omitempty"`
	Zone      string           `json:"zone"`
	ZoneFrom  dispute.ZoneFrom `json:"zone_from"`
	DateOrder string           `json:"date_order,omitempty"`
	Encoding  string           `json:"encoding,omitempty"`
	Me        string           `json:"me,omitempty"`
	Currency  string           `json:"currency"`
	Map       string           `json:"map,omitempty"` // whole: the user's file may change or go
}

// Options puts together what the user said and what the case knows.
func (in *Ingest) Options(ctx context.Context, a importer.Answers) (importer.Options, error) {
	c, err := in.Store.Case(ctx)
	if err != nil {
		return importer.Options{}, err
	}
	a.Passwords = in.known(a.Passwords)
	o := importer.Options{Answers: a, ZoneFrom: dispute.ZoneCase, Currency: c.Currency}
	name := c.Zone
	if a.Zone != "" {
		name, o.ZoneFrom = a.Zone, dispute.ZoneUser
	}
	if o.Zone, err = time.LoadLocation(name); err != nil {
		return importer.Options{}, fmt.Errorf("time zone %q: %w", name, err)
	}
	return o, nil
}

func stored(o importer.Options) Stored {
	return Stored{As: o.As, Zone: o.Zone.String(), ZoneFrom: o.ZoneFrom, DateOrder: o.DateOrder, Encoding: o.Encoding, Me: o.Me, Currency: o.Currency, Map: o.Map}
}

// answers is what the user had said.
func (st Stored) answers() importer.Answers {
	a := importer.Answers{As: st.As, DateOrder: st.DateOrder, Encoding: st.Encoding, Me: st.Me, Map: st.Map}
	if st.ZoneFrom == dispute.ZoneUser {
		a.Zone = st.Zone
	}
	return a
}
