package packet

import (
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/locale"
)

// A payment of an unknown day is none of which a packet says when it was, and where it
// is one of several no day is that of the first.
func TestPaymentsWithoutTime(t *testing.T) {
	for _, c := range []struct {
		days []string
		say  string
		args []any
	}{
		{[]string{"2026-03-02"}, "packet.paid-on", []any{"2 March 2026", "CNY 10.00"}},
		{[]string{""}, "packet.paid-undated", []any{"CNY 10.00"}},
		{[]string{"2026-03-02", "2026-03-05"}, "packet.paid-several", []any{2, "2 March 2026", "CNY 20.00"}},
		{[]string{"2026-03-02", ""}, "packet.paid-several-undated", []any{2, "CNY 20.00"}},
	} {
		b := newBuilder(t, locale.English)
		bill := b.evidence(dispute.Evidence{Name: "bill.csv", Reading: dispute.Reading{State: dispute.Read, Importer: "alipay", Records: 1, Units: 2}})
		for i, day := range c.days {
			r := dispute.Record{Evidence: bill, Seq: i, Kind: dispute.Transaction, Who: "Lamp Shop", Text: "Lamp", Amount: yuan(1000),
				Direction: dispute.Out, Locator: dispute.Locator{Row: 2 + i}}
			if day != "" {
				r.At = at(t, day, dispute.ZoneFormat)
			}
			b.record(r, true)
		}
		d, findings := compose(t, b.made(), "cn.samr.complaint")
		want := locale.English.Say(c.say, c.args...)
		if got := string(dump(t, d, findings, locale.English)); !strings.Contains(got, want) {
			t.Errorf("%v: no %q in\n%s", c.days, want, got)
		}
	}
}
