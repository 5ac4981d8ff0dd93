package story

import (
	"strings"
	"testing"
	"time"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

func at2026(t *testing.T, month, day int) dispute.When {
	t.Helper()
	w, err := dispute.Local(dispute.Clock{Year: 2026, Month: month, Day: day, Hour: 10}, dispute.Minute, time.FixedZone("", 8*3600), dispute.ZoneCase)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func cny(minor int64) *dispute.Amount { return &dispute.Amount{Minor: minor, Currency: "CNY"} }

func event(id string, record int64, e dispute.EvidenceID, kind dispute.Kind, when dispute.When) dispute.Event {
	return dispute.Event{ID: id, Kind: kind, At: when, Key: true, Cites: []dispute.Citation{{Evidence: e, Record: record}}}
}

// ids are the findings of a check, joined.
func ids(found []Finding) string {
	var out []string
	for _, f := range found {
		out = append(out, f.ID)
	}
	return strings.Join(out, " ")
}

func checkOf(t *testing.T) Check {
	p := practice(t)
	return Check{Case: dispute.Case{Order: "4316208857120346159"}, Rows: NewRows(dispute.Case{Order: "4316208857120346159"}, nil), Practice: p,
		Kinds: func(c dispute.Claim) []string { return []string{string(c.Basis)} },
		State: &channel.State{Events: map[string]time.Time{}, Parties: map[string]channel.Side{}, Flags: map[string]bool{}}, Today: at2026(t, 6, 1), Lang: "en", Comma: ", "}
}

func TestContradictionsNameBothPlaces(t *testing.T) {
	c := checkOf(t)
	paid := event("R1", 1, 1, dispute.Transaction, at2026(t, 3, 1))
	paid.Amount, paid.Direction = cny(46800), dispute.Out
	photo := event("R2", 2, 2, dispute.Photo, at2026(t, 2, 1))
	photo.At.From = dispute.TimeEXIF
	promise := event("R3", 3, 3, dispute.Message, at2026(t, 3, 5))
	promise.Who, promise.Text, promise.Elements = "shop", "We will refund you tomorrow", []string{"c.answer"}
	one, other := event("R4", 4, 3, dispute.Message, at2026(t, 3, 12)), event("R5", 5, 4, dispute.Message, at2026(t, 3, 13))
	one.Elements, other.Elements = []string{"c.delivery"}, []string{"c.delivery"}
	one.Text, other.Text = "The parcel arrived today", "It came today"
	later := event("R6", 6, 3, dispute.Message, at2026(t, 7, 1))
	c.Parties = []dispute.Party{{Role: dispute.Seller, Name: "shop"}}
	c.Events = []dispute.Event{photo, paid, promise, one, other, later}
	row := dispute.Record{ID: 1, Evidence: 1, Kind: dispute.Transaction, Merchant: "T200P4316208857120346159", Who: "shop", Amount: cny(46800)}
	same := row
	same.ID, same.Evidence, same.Amount = 9, 5, cny(-46000)
	for _, r := range []*dispute.Record{&row, &same} {
		c.Rows.See(r)
	}
	got := ids(Findings(c))
	for _, want := range []string{"story-photo-early", "story-later-R6", "story-promise-R3", "story-days-R4-R5", "story-amounts-R1-R9"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	for _, f := range Findings(c) {
		if f.ID == "story-amounts-R1-R9" && strings.Join(f.Text.Args, " ") != "T200P4316208857120346159 R1 (E1) 468.00 CNY R9 (E5) 460.00 CNY" {
			t.Errorf("the places: %v", f.Text.Args)
		}
	}

	// What the camera did not write, the complainant's own words and money that
	// came speak against nothing.
	refund := event("R7", 7, 1, dispute.Transaction, at2026(t, 3, 9))
	refund.Amount, refund.Refund, refund.Direction = cny(46800), true, dispute.In
	photo.At.From = dispute.TimeModified
	other.Cites[0].Evidence = 3
	c.Events, c.Rows = []dispute.Event{photo, paid, promise, one, other, refund}, NewRows(c.Case, nil)
	if got := ids(Findings(c)); strings.Contains(got, "story-") {
		t.Errorf("found %s", got)
	}
}

func TestClaimsAreHeldAgainstTheMoney(t *testing.T) {
	paid := event("R1", 1, 1, dispute.Transaction, at2026(t, 3, 1))
	paid.Amount, paid.Direction = cny(-10000), dispute.Out
	abroad := event("R2", 2, 1, dispute.Transaction, at2026(t, 3, 1))
	abroad.Amount, abroad.Direction = &dispute.Amount{Minor: 900, Currency: "USD"}, dispute.Out
	back := event("R3", 3, 1, dispute.Transaction, at2026(t, 3, 5))
	back.Amount, back.Refund, back.Direction = cny(4000), true, dispute.In
	events := []dispute.Event{paid, abroad, back}
	money := MoneyOf(events, []dispute.Claim{{ID: 1, Amount: cny(50000)}}, NewRows(dispute.Case{}, nil))
	if len(money) != 2 || money[0].Open != *cny(6000) || money[0].Claimed.Total != *cny(50000) || money[1].Currency != "USD" || money[1].Paid.Total.Minor != 900 {
		t.Errorf("%+v", money)
	}
	for _, one := range []struct {
		claim dispute.Claim
		want  string // the amount computed; "" for no finding
	}{
		{dispute.Claim{ID: 1, Basis: "triple", Amount: cny(30000)}, "500.00 CNY"}, // three times 100 is less than 500
		{dispute.Claim{ID: 2, Basis: "triple", Amount: cny(50000)}, ""},
		{dispute.Claim{ID: 3, Basis: "tenfold"}, ""}, // of which currency
		{dispute.Claim{ID: 4, Basis: "triple", Amount: &dispute.Amount{Minor: 2700, Currency: "USD"}}, ""},
		{dispute.Claim{ID: 5, Basis: "refund", Amount: cny(1)}, ""},
	} {
		c := checkOf(t)
		c.Events, c.Claims = events, []dispute.Claim{one.claim}
		got := ""
		for _, f := range Findings(c) {
			if strings.HasPrefix(f.ID, "story-sum") {
				got = f.Text.Args[3]
			}
		}
		if got != one.want {
			t.Errorf("claim %d: %q, want %q", one.claim.ID, got, one.want)
		}
	}
}

func TestWhatIsMissingIsNamed(t *testing.T) {
	c := checkOf(t)
	c.Elements = Tell(Input{Elements: c.Practice.Elements("counterfeit", ""), Triggers: c.Practice.Triggers(), Lang: "en", Untold: map[string]string{"c.office_step": "never asked"}})
	c.State.Events["delivered_signed"] = time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC)
	c.Claims = []dispute.Claim{{ID: 1, Basis: "triple"}, {ID: 2, Basis: "tenfold"}, {ID: 3, Basis: "repair"}, {ID: 4, Basis: "refund"}}
	text := map[string]string{}
	for _, f := range Findings(c) {
		text[f.ID] = strings.Join(f.Text.Args, " | ")
	}
	if s := text["story-missing"]; !strings.Contains(s, "promised (promise)") || strings.Contains(s, "office_step") || strings.Contains(s, "(delivery)") {
		t.Errorf("missing: %s", s)
	}
	if s := text["story-claim-triple"]; !strings.HasPrefix(s, "triple compensation | promised (promise)") {
		t.Errorf("what the claim needs: %q", s)
	}
	for _, id := range []string{"story-exclusive-tenfold-triple", "story-exclusive-repair-refund", "story-condition-triple", "story-proof-refund"} {
		if text[id] == "" {
			t.Errorf("no %s in %v", id, text)
		}
	}
}
