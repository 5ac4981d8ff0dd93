package channel

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"complain/pkg/dispute"
)

// Every category on every platform has a route that reaches its end, with and
// without each answer of the office that was asked, and whether or not the seller
// is known: as long as something is open there is a step, and doing what is
// offered comes to an end.
func TestRoutesEnd(t *testing.T) {
	b, p := book(t), practice(t)
	platforms := append(sortedKeys(p.words.Platforms), "")
	for _, c := range b.Categories() {
		for _, platform := range platforms {
			for _, answer := range []string{"", "accepted", "not_accepted", "mediation_ended", "mediated", "withdrawn"} {
				for _, known := range []bool{true, false} {
					if !known && answer != "" {
						continue
					}
					s := begun(c, platform)
					if !known {
						s.Parties = map[string]Side{}
					}
					walkRoute(t, p, s, answer)
				}
			}
		}
	}
}

func walkRoute(t *testing.T, p *Practice, s *State, answer string) {
	t.Helper()
	for n := 0; ; n++ {
		next := p.Next(s)
		if len(next) == 0 {
			break
		}
		if n > 150 {
			t.Fatalf("%s on %q (answer: %q) does not end: %s is offered on and on", s.Category, s.Platform, answer, next[0].Step.ID)
		}
		take(p, s, next[0], answer)
	}
	if !slices.ContainsFunc(s.Filed, func(o string) bool { return o == "court" || o == "market_regulator" || o == "association" }) {
		t.Errorf("%s on %q (answer: %q) ends without a body that decides or mediates: %v", s.Category, s.Platform, answer, s.Filed)
	}
}

// Under another law no step leads to an office of China or rests on its law, and the
// steps come to an end there too, be the country known to the data or not.
func TestRoutesElsewhere(t *testing.T) {
	b, p := book(t), practice(t)
	for _, country := range []string{"gb", "de", "fr", "us", "hk", "tw", "jp", "kr", "sg", "br"} {
		for _, c := range b.Categories() {
			s := begun(c, "amazon")
			s.Law, s.Payments = country, []string{"credit_card", "paypal"}
			side := s.Parties["seller"]
			side.Country, side.Unions = strings.ToUpper(country), p.Unions(country)
			s.Parties["seller"] = side
			var taken []string
			for n := 0; ; n++ {
				next := p.Next(s)
				if len(next) == 0 {
					break
				}
				if n > 60 {
					t.Fatalf("%s in %s does not end: %s is offered on and on", c.ID, country, next[0].Step.ID)
				}
				for _, a := range next {
					for _, to := range append(a.Step.To, a.Channels...) {
						if strings.HasPrefix(to, "cn.") {
							t.Fatalf("%s in %s: step %s leads to %s", c.ID, country, a.Step.ID, to)
						}
					}
				}
				taken = append(taken, next[0].Step.ID)
				do(p, s, next[0].Step, next[0].Channels, "")
				if slices.Contains([]string{"tell_seller", "uk_complain", "uk_reject", "eu_conform"}, next[0].Step.ID) {
					s.Events["demand_sent"] = s.Day
				}
				if next[0].Step.ID == "uk_letter" {
					s.Events["lba_sent"] = s.Day
				}
			}
			last := taken[len(taken)-1]
			if !slices.Contains([]string{"small_claim", "uk_claim"}, last) || taken[0] != "keep_proof" {
				t.Errorf("%s in %s: %v", c.ID, country, taken)
			}
		}
	}
	if got := p.routed("fr"); got != "eu" {
		t.Errorf("France takes the routes of %s", got)
	}
}

// begun is a case of a category in which the goods came and something is wrong.
func begun(c Category, platform string) *State {
	start := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	has := map[string]bool{"name": true, "phone": true, "address": true, "legal_name": true, "shop_name": true}
	return &State{
		Day: start, Category: c.ID, Platform: platform, Payments: []string{"alipay"}, Respondent: c.Respondent[:1], Claims: []string{"refund"},
		Events:   map[string]time.Time{"order_placed": start.AddDate(0, 0, -9), "paid": start.AddDate(0, 0, -9), "delivered_signed": start.AddDate(0, 0, -3), "defect_found": start.AddDate(0, 0, -2)},
		Evidence: []string{"order_page", "payment_record"}, Elements: []string{"c.demand", "c.wrong"},
		Parties: map[string]Side{"complainant": {Has: has}, "seller": {Kind: "business", Country: "CN", Has: has}},
		Flags:   map[string]bool{},
	}
}

// take does the first of the steps, after answering what it asks with no.
func take(p *Practice, s *State, a Advice, answer string) {
	for _, q := range a.Ask {
		if _, known := s.Flags[q.Flag]; !known {
			s.Flags[q.Flag] = false
			return
		}
	}
	do(p, s, a.Step, a.Channels, answer)
}

// do is the user taking a step.
func do(p *Practice, s *State, step Step, channels []string, answer string) {
	for _, event := range map[string][]string{
		"open_platform": {"return_requested"}, "return_notice": {"return_requested"}, "send_back": {"goods_sent_back"},
		"demand": {"demand_sent", "demand_received", "refusal_by_seller"}, "platform_in": {"dispute_opened", "dispute_closed"},
		"identity_request": {"info_requested"}, "records_request": {"info_requested"}, "courier_complaint": {"courier_complaint"},
		"bank_complaint": {"bank_complaint"}, "block_payment": {"bank_complaint"}, "wait_office": {"mediation_ended"}, "chargeback": {"chargeback_filed"},
		"samr_mediated": {"refund_received"},
	}[step.ID] {
		if s.Events[event].IsZero() {
			s.Events[event] = s.Day
		}
	}
	if step.ID == "courier_complaint" && !slices.Contains(s.Filed, "courier") {
		s.Filed = append(s.Filed, "courier")
	}
	for _, channel := range channels[:min(1, len(channels))] {
		if o := p.Office(channel); o != "" && o != "seller" && o != "platform" && !slices.Contains(s.Filed, o) {
			s.Filed = append(s.Filed, o)
			if answer != "" && (o == "association" || o == "market_regulator") {
				s.Answers = append(s.Answers, Reply{o, answer})
				for _, event := range p.ReplyStarts(o, answer) {
					s.Events[event] = s.Day
				}
			}
		}
	}
	s.Done = append(s.Done, step.ID)
}

// 200 made-up cases, day by day over a year: no step is offered that its own
// rules bar, an unknown flag never bars one, and no clock of the user's runs out
// unsaid.
func TestSimulatedYear(t *testing.T) {
	b, p := book(t), practice(t)
	categories := b.Categories()
	events := []string{"demand_sent", "demand_received", "refusal_by_seller", "return_requested", "dispute_opened", "dispute_closed", "refund_promised", "courier_complaint", "bank_complaint", "operator_complaint", "mediation_ended", "knew_of_harm"}
	offices := []string{"association", "market_regulator", "court", "postal_regulator", "courier", "bank", "market_regulator_report"}
	kinds := []string{"accepted", "not_accepted", "mediation_notice", "mediation_ended", "mediated", "withdrawn", "refused"}
	flags := sortedKeys(p.words.Flags)
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 7))
		c := categories[r.IntN(len(categories))]
		s := begun(c, sortedKeys(p.words.Platforms)[r.IntN(len(p.words.Platforms))])
		for range 365 {
			s.Day = s.Day.AddDate(0, 0, 1)
			switch r.IntN(12) {
			case 0:
				e := events[r.IntN(len(events))]
				if s.Events[e].IsZero() {
					s.Events[e] = s.Day
				}
			case 1:
				s.Filed = append(s.Filed, offices[r.IntN(len(offices))])
			case 2:
				if len(s.Filed) > 0 {
					s.Answers = append(s.Answers, Reply{s.Filed[r.IntN(len(s.Filed))], kinds[r.IntN(len(kinds))]})
				}
			case 3:
				s.Flags[flags[r.IntN(len(flags))]] = r.IntN(2) == 0
			}
			if r.IntN(24) > 0 {
				continue // not every day is looked at; the clocks are
			}
			checkDay(t, p, s, seed)
		}
	}
}

func checkDay(t *testing.T, p *Practice, s *State, seed uint64) {
	t.Helper()
	p.Wind(s)
	for _, run := range p.Started(s) {
		running, over := slices.Contains(s.Running, run.Clock.ID), slices.Contains(s.Over, run.Clock.ID)
		if !run.Kept.IsZero() {
			done := slices.ContainsFunc(run.Clock.Ends, func(e string) bool { return s.Events[e].Equal(run.Kept) })
			if running || over || !done || run.Kept.Before(run.Start) {
				t.Fatalf("seed %d, %s: clock %s is kept on %s, and runs or is over, or nothing keeps it", seed, s.Day.Format(time.DateOnly), run.Clock.ID, run.Kept)
			}
			continue
		}
		if running == over && !s.Day.Before(run.Start) {
			t.Fatalf("seed %d, %s: clock %s is neither running nor over, or both", seed, s.Day.Format(time.DateOnly), run.Clock.ID)
		}
		if over != s.Day.After(endOfDay(run)) {
			t.Fatalf("seed %d, %s: clock %s ran out unsaid", seed, s.Day.Format(time.DateOnly), run.Clock.ID)
		}
	}
	for _, a := range p.Next(s) {
		if a.Step.When.Of(s) == False {
			t.Fatalf("seed %d: %s is offered though it does not apply", seed, a.Step.ID)
		}
		for _, channel := range a.Channels {
			hold, _ := p.Hold(channel, s)
			for _, g := range hold {
				lacks := slices.ContainsFunc(a.Lacks, func(l Ground) bool { return l.ID == g.ID })
				if g.Level == Must && (len(g.ToldBy) == 0 || !lacks) {
					t.Fatalf("seed %d: %s is offered with %s, which %s bars", seed, a.Step.ID, channel, g.ID)
				}
			}
		}
		if taken := slices.ContainsFunc(s.Answers, func(r Reply) bool { return r.Office == "association" && r.Kind == "accepted" }); taken && slices.Contains(a.Channels, "cn.samr.complaint") {
			t.Fatalf("seed %d: a 12315 complaint is offered after the association accepted", seed)
		}
	}
}

func endOfDay(r Run) time.Time {
	if exact(r.Clock.Unit) {
		return r.End.Due
	}
	return r.End.Due.AddDate(0, 0, 1).Add(-time.Nanosecond)
}

// A case of which little is known yet is shown the way to 12315, with what it
// lacks, and not a way around it.
func TestLackingIsNoRefusal(t *testing.T) {
	b, p := book(t), practice(t)
	c, err := b.Category("quality_defect")
	if err != nil {
		t.Fatal(err)
	}
	s := begun(c, "taobao")
	s.Parties, s.Claims, s.Elements = map[string]Side{}, nil, nil
	i := slices.IndexFunc(p.Next(s), func(a Advice) bool { return a.Step.ID == "samr_complaint" })
	if i < 0 {
		t.Fatal("the 12315 complaint is not offered")
	}
	if a := p.Next(s)[i]; len(a.Lacks) == 0 || len(a.Refused) > 0 {
		t.Errorf("it lacks %v, refused for %v", ids(a.Lacks, func(g Ground) string { return g.ID }), a.Refused)
	}
	s.Answers = append(s.Answers, Reply{"association", "accepted"})
	if slices.ContainsFunc(p.Next(s), func(a Advice) bool { return a.Step.ID == "samr_complaint" }) {
		t.Error("it is offered after the association accepted")
	}
}

// A platform's own fault has the platform as respondent, and the words of the
// rules name the parties of a case.
func TestAbout(t *testing.T) {
	b := book(t)
	seller := dispute.Party{Role: dispute.Seller, Name: "某某商贸有限公司"}
	carrier := dispute.Party{Role: dispute.Carrier, Name: "某某速运有限公司"}
	for _, x := range []struct {
		category string
		parties  []dispute.Party
		want     string
	}{
		{"platform_fault", []dispute.Party{seller}, "platform"}, {"platform_fault", nil, "platform"},
		{"parcel_lost_damaged", []dispute.Party{seller, carrier}, "seller"}, {"parcel_lost_damaged", []dispute.Party{carrier}, "courier"},
		{"payment_error", []dispute.Party{seller}, "seller"}, {"payment_error", nil, "payment"},
	} {
		c, err := b.Category(x.category)
		if err != nil {
			t.Fatal(err)
		}
		if got := About(&c, x.parties); got != x.want {
			t.Errorf("%s is about the %s, not the %s", x.category, got, x.want)
		}
	}
	if About(nil, nil) != "seller" || PartyOf("courier") != dispute.Carrier || PartyOf("bank") != dispute.Payment || PartyOf("seller") != dispute.Seller {
		t.Error("roles are not parties")
	}
	if got := RoleOf(dispute.Carrier); !slices.Equal(got, []string{"courier"}) {
		t.Errorf("a carrier is %v", got)
	}
	if got := RoleOf(dispute.Payment); !slices.Equal(got, []string{"payment", "bank"}) {
		t.Errorf("who moved the money is %v", got)
	}
}
