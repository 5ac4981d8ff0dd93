package dossier

import (
	"slices"
	"testing"
	"time"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

func load(t *testing.T) (*channel.Book, *channel.Practice) {
	t.Helper()
	b, err := channel.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := b.Practice()
	if err != nil {
		t.Fatal(err)
	}
	return b, p
}

func on(t *testing.T, day string) dispute.When {
	t.Helper()
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	w, err := dispute.Local(dispute.Clock{Year: d.Year(), Month: int(d.Month()), Day: d.Day()}, dispute.Day, time.UTC, dispute.ZoneUser)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// bought is a case with everything that the rules of a complaint ask for.
func bought(t *testing.T) Facts {
	price := dispute.Amount{Minor: 12900, Currency: "CNY"}
	return Facts{
		Case: dispute.Case{Title: "杯子破损", Category: "quality_defect", Platform: "cn.taobao", Jurisdiction: "cn"},
		Parties: []dispute.Party{
			{Role: dispute.Complainant, Name: "林晓禾", Address: "某路1号", Phone: "000"},
			{Role: dispute.Seller, Name: "某某（上海）商贸有限公司", Address: "某路2号", Phone: "000"},
			{Role: dispute.Carrier, Name: "某快递"},
		},
		Claims:   []dispute.Claim{{ID: 1, Kind: dispute.Refund, Amount: &price}},
		Evidence: []dispute.Evidence{{ID: 1, Reading: dispute.Reading{State: dispute.Read, Importer: "alipay"}}},
		Records:  []dispute.Record{{ID: 1, Evidence: 1, Kind: dispute.Transaction}},
		Events: []dispute.Event{{ID: "R1", At: on(t, "2026-09-01"), Kind: dispute.Transaction, Amount: &price, Direction: dispute.Out, Key: true,
			Cites: []dispute.Citation{{Evidence: 1, Record: 1}}}},
		Today: on(t, "2026-11-02"),
		Shows: map[string]dispute.Shows{"alipay": {Paying: "alipay"}, "mail": {Letters: true}},
	}
}

// paper is an office's answer as the timeline tells it.
func (f Facts) paper(t *testing.T, kind dispute.OfficialKind, office, day string) Facts {
	id := dispute.EvidenceID(len(f.Evidence) + 1)
	o := &dispute.Official{Kind: kind, Office: office, On: on(t, day)}
	f.Evidence = append(slices.Clone(f.Evidence), dispute.Evidence{ID: id, Official: o, Reading: dispute.Reading{Importer: "photo"}})
	f.Events = append(slices.Clone(f.Events), dispute.Event{ID: "A" + id.String()[1:], At: o.On, Kind: dispute.Photo, Key: true, Official: o,
		Cites: []dispute.Citation{{Evidence: id}}})
	return f
}

func musts(p *channel.Practice, to string, s *channel.State) (out []string) {
	hold, _ := p.Hold(to, s)
	for _, g := range hold {
		if g.Level == channel.Must {
			out = append(out, g.ID)
		}
	}
	return out
}

func TestStateTellsWhatTheCaseHolds(t *testing.T) {
	b, p := load(t)
	s := StateOf(b, p, bought(t))
	for _, c := range []struct {
		what      string
		got, want []string
	}{
		{"platform", []string{s.Platform}, []string{"taobao"}},
		{"payments", s.Payments, []string{"alipay"}},
		{"respondent", s.Respondent, []string{"seller"}},
		{"claims", s.Claims, []string{"refund"}},
		{"evidence", s.Evidence, []string{"payment_record", "statement_lines"}},
		{"elements", s.Elements, []string{"c.demand"}},
		{"musts for 12315", musts(p, "cn.samr.complaint", s), nil},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: %v, not %v", c.what, c.got, c.want)
		}
	}
	if at := s.Events["paid"]; at.Format(time.DateOnly) != "2026-09-01" || s.Amounts["price"].Minor != 12900 || s.Amounts["claimed"].Minor != 12900 {
		t.Errorf("paid on %v, amounts %v", at, s.Amounts)
	}
	if !s.Parties["seller"].Has["legal_name"] || !s.Parties["courier"].Has["name"] || s.Unsorted {
		t.Errorf("parties %v, unsorted %v", s.Parties, s.Unsorted)
	}
}

// Each row changes the case, and names a ground that must hold against a
// complaint to an addressee then, or none.
func TestStateBarsWhatTheRulesBar(t *testing.T) {
	b, p := load(t)
	for _, c := range []struct {
		name, to, want string
		change         func(Facts) Facts
	}{
		{"the association took it", "cn.samr.complaint", "samr.16_2_taken", func(f Facts) Facts {
			return f.paper(t, "accepted", "某区消费者委员会", "2026-10-20")
		}},
		{"a court took it", "cn.samr.complaint", "samr.16_2_taken", func(f Facts) Facts {
			return f.paper(t, "accepted", "某区人民法院", "2026-10-20")
		}},
		{"the office is not named", "cn.samr.complaint", "", func(f Facts) Facts {
			return f.paper(t, "accepted", "", "2026-10-20")
		}},
		{"a report was answered", "cn.samr.complaint", "", func(f Facts) Facts {
			return f.paper(t, "report-result", "某区市场监督管理局", "2026-10-20")
		}},
		{"bought to sell on", "cn.samr.complaint", "samr.16_3_purpose", func(f Facts) Facts {
			f.Said.Flags = map[string]bool{"bought_for_business": true}
			return f
		}},
		{"no phone", "cn.samr.complaint", "samr.16_5_self", func(f Facts) Facts {
			f.Parties = slices.Clone(f.Parties)
			f.Parties[0].Phone = ""
			return f
		}},
		{"no evidence at all", "cn.samr.complaint", "samr.16_3_no_proof", func(f Facts) Facts {
			f.Evidence, f.Records, f.Events = nil, nil, nil
			return f
		}},
		{"a photo of nobody knows what", "cn.samr.complaint", "", func(f Facts) Facts {
			f.Evidence = []dispute.Evidence{{ID: 1, Reading: dispute.Reading{State: dispute.Read, Importer: "photo"}}}
			f.Records, f.Events = nil, nil
			return f
		}},
		{"known for more than three years", "cn.samr.complaint", "samr.16_4_three_years", func(f Facts) Facts {
			f.Said.Happened = map[string]Happened{"knew_of_harm": {On: on(t, "2023-09-01").Stored()}}
			return f
		}},
		{"an insult", "cn.samr.complaint", "text.insult", func(f Facts) Facts {
			f.Case.Title = "黑心商家"
			return f
		}},
		{"a shop's name", "cn.court.small", "court.defendant", func(f Facts) Facts {
			f.Parties = slices.Clone(f.Parties)
			f.Parties[1].Name = "杯子之家旗舰店"
			return f
		}},
		{"a name that tells nothing", "cn.court.small", "", func(f Facts) Facts {
			f.Parties = slices.Clone(f.Parties)
			f.Parties[1].Name = "王小明"
			return f
		}},
	} {
		got := musts(p, c.to, StateOf(b, p, c.change(bought(t))))
		if c.want == "" && len(got) > 0 || c.want != "" && !slices.Contains(got, c.want) {
			t.Errorf("%s: %v hold, not %q", c.name, got, c.want)
		}
	}
}

// What the user dates goes before what was read, and an association's paper
// starts no clock of market regulators.
func TestHappenings(t *testing.T) {
	b, p := load(t)
	f := bought(t).paper(t, "accepted", "某区消费者委员会", "2026-10-20")
	f.Said.Happened = map[string]Happened{"paid": {On: on(t, "2026-09-02").Stored(), Evidence: []dispute.EvidenceID{1}}}
	f.Said.Filings = []dispute.Filing{{Number: "F1", Channel: "cn.samr.complaint", On: on(t, "2026-10-01")}}
	var got []string
	for _, h := range Happenings(b, p, f) {
		got = append(got, h.On.String()+" "+h.Event+" "+h.By)
	}
	want := []string{"2026-09-02 paid ", "2026-10-01 complaint_filed F1"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
	s := StateOf(b, p, f)
	if !slices.Equal(s.Filed, []string{"market_regulator", "association"}) {
		t.Errorf("filed with %v", s.Filed)
	}
	if !slices.Contains(s.Over, "samr.accept_7wd") || slices.Contains(s.Running, "samr.mediate_60d") {
		t.Errorf("over %v, running %v", s.Over, s.Running)
	}
}
