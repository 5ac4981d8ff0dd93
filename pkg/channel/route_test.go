package channel

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// Every category on every platform has a route that reaches its end, with and
// without answers: as long as something is open there is a step, and doing what
// is offered comes to an end.
func TestRoutesEnd(t *testing.T) {
	b, p := book(t), practice(t)
	platforms := append(sortedKeys(p.words.Platforms), "")
	for _, c := range b.Categories() {
		for _, platform := range platforms {
			for _, answered := range []bool{false, true} {
				s := begun(c, platform)
				for n := 0; ; n++ {
					next := p.Next(s)
					if len(next) == 0 {
						break
					}
					if n > 150 {
						t.Fatalf("%s on %q (answers: %v) does not end: %s is offered on and on", c.ID, platform, answered, next[0].Step.ID)
					}
					take(p, s, next[0], answered)
				}
				if !slices.ContainsFunc(s.Filed, func(o string) bool { return o == "court" || o == "market_regulator" || o == "association" }) {
					t.Errorf("%s on %q (answers: %v) ends without a body that decides or mediates: %v", c.ID, platform, answered, s.Filed)
				}
			}
		}
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
func take(p *Practice, s *State, a Advice, answered bool) {
	for _, q := range a.Ask {
		if _, known := s.Flags[q.Flag]; !known {
			s.Flags[q.Flag] = false
			return
		}
	}
	do(p, s, a.Step, a.Channels, answered)
}

// do is the user taking a step.
func do(p *Practice, s *State, step Step, channels []string, answered bool) {
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
			if answered && (o == "association" || o == "market_regulator") {
				s.Answers = append(s.Answers, Reply{o, "accepted"})
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
			if len(hold) > 0 && hold[0].Level == Must {
				t.Fatalf("seed %d: %s is offered with %s, which %s bars", seed, a.Step.ID, channel, hold[0].ID)
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
