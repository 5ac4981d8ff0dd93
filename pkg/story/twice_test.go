package story

import (
	"fmt"
	"testing"

	"complain/pkg/dispute"
)

// Two equal payments to the same side within minutes show that a charge was made twice
// where nobody wrote so; instalments and other amounts show nothing.
func TestTwice(t *testing.T) {
	type payment struct {
		at, who string
		minor   int64
		in      string
	}
	for name, c := range map[string]struct {
		all  []payment
		want string
	}{
		"seconds apart":       {[]payment{{"2026-05-02 21:10:01", "Cloudpost", 4900, "GBP"}, {"2026-05-02 21:10:09", "Cloudpost", 4900, "GBP"}}, "R2 of R1"},
		"another amount":      {[]payment{{"2026-05-02 21:10:01", "Cloudpost", 4900, "GBP"}, {"2026-05-02 21:10:09", "Cloudpost", 500, "GBP"}}, ""},
		"another currency":    {[]payment{{"2026-05-02 21:10:01", "Cloudpost", 4900, "GBP"}, {"2026-05-02 21:10:09", "Cloudpost", 4900, "EUR"}}, ""},
		"another side":        {[]payment{{"2026-05-02 21:10:01", "Cloudpost", 4900, "GBP"}, {"2026-05-02 21:10:09", "Skyline", 4900, "GBP"}}, ""},
		"an instalment":       {[]payment{{"2026-05-02 21:10:01", "Cloudpost", 4900, "GBP"}, {"2026-06-02 21:10:01", "Cloudpost", 4900, "GBP"}}, ""},
		"one between the two": {[]payment{{"2026-05-02 21:10:01", "Cloudpost", 4900, "GBP"}, {"2026-05-02 21:10:05", "Cloudpost", 100, "GBP"}, {"2026-05-02 21:12:00", "Cloudpost", 4900, "GBP"}}, "R3 of R1"},
	} {
		in := Input{Elements: practice(t).Elements("payment_error", ""), Triggers: practice(t).Triggers()}
		for i, one := range c.all {
			in.Events = append(in.Events, dispute.Event{ID: fmt.Sprintf("R%d", i+1), Kind: dispute.Transaction, Key: true, Who: one.who, Text: "Membership", At: minuteOf(t, one.at),
				Amount: &dispute.Amount{Minor: one.minor, Currency: one.in}, Direction: dispute.Out, Cites: []dispute.Citation{{Evidence: 1, Record: int64(i + 1)}}})
		}
		got := ""
		for _, e := range Tell(in) {
			for _, f := range e.Facts {
				if e.ID == "pay.why" {
					got += f.ID + " of R" + fmt.Sprint(f.Proofs[0].Record)
				}
			}
			if n := len(e.Facts); e.ID == "pay.charge" && n != min(len(c.all), 2) {
				t.Errorf("%s: %d charges", name, n)
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
