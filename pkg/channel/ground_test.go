package channel

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"complain/pkg/dispute"
)

// judged are made-up cases with the grounds that hold in them.
type judged struct {
	Cases []struct {
		ID, Note string
		Facts    struct {
			Channel    string
			PacketDate string `yaml:"packet_date"`
			Category   string
			Claims     []string
			Platform   string
			Payment    []string
			Respondent []string
			Events     []string
			Evidence   []string
			Filed      []string
			Answers    []Reply
			Parties    map[string]map[string]string
			Elements   []string
			Clocks     struct{ Over, Running []string }
			Flags      map[string]bool
			Words      []string
		}
		Must, Should, Asks []string
	}
}

func readJudged(t *testing.T) judged {
	t.Helper()
	text, err := os.ReadFile("testdata/cases.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var j judged
	if err := yaml.Unmarshal(text, &j); err != nil {
		t.Fatal(err)
	}
	if len(j.Cases) != 11 {
		t.Errorf("%d cases, not 11", len(j.Cases))
	}
	return j
}

func TestCasesHold(t *testing.T) {
	p := practice(t)
	for _, c := range readJudged(t).Cases {
		f := c.Facts
		s := &State{
			Day: moment(t, f.PacketDate), Category: f.Category, Platform: f.Platform, Payments: f.Payment, Respondent: f.Respondent,
			Claims: f.Claims, Events: map[string]time.Time{}, Evidence: f.Evidence, Filed: f.Filed, Answers: f.Answers,
			Parties: map[string]Side{}, Elements: f.Elements, Flags: f.Flags, Words: f.Words, Over: f.Clocks.Over, Running: f.Clocks.Running,
		}
		for _, e := range f.Events {
			s.Events[e] = moment(t, f.PacketDate)
		}
		for party, fields := range f.Parties {
			side := Side{Has: map[string]bool{}}
			for field := range fields {
				side.Has[field] = true
			}
			s.Parties[party] = side
		}
		hold, ask := p.Hold(f.Channel, s)
		for _, l := range []struct {
			level Level
			want  []string
		}{{Must, c.Must}, {Should, c.Should}} {
			var got []string
			for _, g := range hold {
				if g.Level == l.level {
					got = append(got, g.ID)
				}
			}
			slices.Sort(got)
			slices.Sort(l.want)
			if !slices.Equal(got, l.want) {
				t.Errorf("%s: %s holds %v, not %v", c.ID, l.level, got, l.want)
			}
		}
		for _, flag := range c.Asks {
			if !slices.ContainsFunc(ask, func(q Question) bool { return q.Flag == flag && !q.Ask.Empty() }) {
				t.Errorf("%s does not ask for %s", c.ID, flag)
			}
		}
	}
}

// Every predicate has a case that trips it and one that does not.
func TestPredicates(t *testing.T) {
	day := func(s string) time.Time { return moment(t, s) }
	base := func() *State {
		return &State{
			Day: day("2026-11-02"), Category: "counterfeit", Platform: "jd", Payments: []string{"alipay"}, Respondent: []string{"seller"},
			Claims: []string{"refund"}, Events: map[string]time.Time{"delivered_signed": day("2026-10-01"), "demand_sent": day("2026-11-02")},
			Evidence: []string{"order_page"}, Filed: []string{"association"}, Answers: []Reply{{"association", "accepted"}},
			Parties:  map[string]Side{"seller": {Kind: "business", Country: "CN", Has: map[string]bool{"name": true}}},
			Elements: []string{"c.demand"}, Flags: map[string]bool{"injury": true, "prepaid": false},
			Amounts: map[string]dispute.Amount{"price": {Minor: 100_00, Currency: "GBP"}},
			Words:   []string{"insult"}, Over: []string{"samr.limit_3y"}, Running: []string{"return.7d"},
		}
	}
	seen := map[string]bool{}
	for _, c := range []struct {
		text string
		want Truth
	}{
		{"{always: true}", True},
		{"{category: [counterfeit, food_safety]}", True}, {"{category: food_safety}", False},
		{"{claim: [refund]}", True}, {"{claim: [triple]}", False},
		{"{flag: injury}", True}, {"{flag: prepaid}", False}, {"{flag: bundled}", Unknown}, {"{flag: [bundled, injury]}", True}, {"{flag: [prepaid, bundled]}", Unknown},
		{"{event: demand_sent}", True}, {"{event: paid}", False},
		{"{filed: [association]}", True}, {"{filed: [court]}", False},
		{"{answer: {office: [association, court], kind: [accepted]}}", True}, {"{answer: {office: [court], kind: [accepted]}}", False}, {"{answer: {office: [association], kind: [refused]}}", False},
		{"{clock_over: samr.limit_3y}", True}, {"{clock_over: jd.apply_15d}", False},
		{"{clock_running: return.7d}", True}, {"{clock_running: samr.limit_3y}", False},
		{"{days_since: {event: delivered_signed, op: gt, value: 31, unit: d}}", True}, {"{days_since: {event: delivered_signed, op: gt, value: 32, unit: d}}", False},
		{"{days_since: {event: delivered_signed, op: ge, value: 1, unit: m}}", True}, {"{days_since: {event: delivered_signed, op: gt, value: 48, unit: h}}", True},
		{"{days_since: {event: delivered_signed, op: lt, value: 1, unit: y}}", True}, {"{days_since: {event: paid, op: lt, value: 1, unit: y}}", False},
		{"{missing: {party: seller, field: address}}", True}, {"{missing: {party: seller, field: name}}", False}, {"{missing: {party: courier, field: name}}", True},
		{"{party_is: {party: seller, value: [business]}}", True}, {"{party_is: {party: complainant, value: [business]}}", False},
		{"{respondent: seller}", True}, {"{respondent: [courier, bank]}", False},
		{"{platform: jd}", True}, {"{platform: [taobao]}", False},
		{"{payment: [alipay]}", True}, {"{payment: paypal}", False},
		{"{country: {party: seller, in: [CN]}}", True}, {"{country: {party: seller, in: [EU]}}", False},
		{"{element_missing: [c.wrong]}", True}, {"{element_missing: [c.demand]}", False},
		{"{evidence_has: order_page}", True}, {"{evidence_has: invoice}", False},
		{"{evidence_missing: [invoice, test_report]}", True}, {"{evidence_missing: [invoice, order_page]}", False},
		{"{amount: {field: price, op: ge, value: 100, currency: GBP}}", True}, {"{amount: {field: price, op: gt, value: 100, currency: GBP}}", False}, {"{amount: {field: price, op: ge, value: 1, currency: CNY}}", False},
		{"{packet_date: {op: before, date: \"2026-11-03\"}}", True}, {"{packet_date: {op: from, date: \"2026-11-03\"}}", False},
		{"{word: insult}", True}, {"{word: threat}", False},
		{"{all: [{flag: injury}, {category: counterfeit}]}", True}, {"{all: [{flag: bundled}, {category: counterfeit}]}", Unknown}, {"{all: [{flag: bundled}, {category: food_safety}]}", False},
		{"{any: [{flag: bundled}, {category: counterfeit}]}", True}, {"{any: [{flag: bundled}, {category: food_safety}]}", Unknown}, {"{any: [{flag: prepaid}]}", False},
		{"{not: {flag: prepaid}}", True}, {"{not: {flag: bundled}}", Unknown}, {"{not: {flag: injury}}", False},
	} {
		var p Predicate
		if err := yaml.Unmarshal([]byte(c.text), &p); err != nil {
			t.Fatalf("%s: %v", c.text, err)
		}
		if err := p.check(practice(t).lists); err != nil {
			t.Errorf("%s: %v", c.text, err)
		}
		if got := p.Of(base()); got != c.want {
			t.Errorf("%s is %d, not %d", c.text, got, c.want)
		}
		seen[p.op+[]string{"no", "", "yes"}[c.want]] = true
	}
	for _, op := range Predicates() {
		if !seen[op+"yes"] || !seen[op+"no"] && op != "always" {
			t.Errorf("%s has no case that trips it, or none that does not", op)
		}
	}
	if n := len(Predicates()); n != 25 {
		t.Errorf("%d predicates, not 25", n)
	}
}

func TestPredicatesThatAreWrong(t *testing.T) {
	for _, c := range []struct{ text, says string }{
		{"{flags: injury}", "allowed are all, always, amount"},
		{"[injury]", "one word with what it takes"},
		{"{flag: injury, event: paid}", "one word with what it takes"},
		{"{answer: {office: [court]}}", "answer: it lacks kind"},
		{"{answer: {office: [court], kind: [accepted], day: 3}}", "answer: \"day\""},
		{"{flag: injured}", "injury"},
		{"{days_since: {event: paid, op: gt, value: many, unit: d}}", "many"},
		{"{packet_date: {op: from, date: soon}}", "soon"},
		{"{all: [{platform: ebay}]}", "taobao"},
		{"{always: false}", "true"},
		{"{not: {words: 3}}", "allowed are"},
	} {
		var p Predicate
		err := yaml.Unmarshal([]byte(c.text), &p)
		if err == nil {
			err = p.check(practice(t).lists)
		}
		if err == nil || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("%s: %v, does not say %q", c.text, err, c.says)
		}
	}
}

func TestSlips(t *testing.T) {
	p := practice(t)
	for _, c := range []struct {
		text, lists, calm string
		whole             bool
	}{
		{"黑心商家必须三倍赔偿", "insult absolute", "该商家如经认定构成欺诈，请求三倍赔偿", true},
		{"滚筒洗衣机漏水，商家拒绝退款", "", "滚筒洗衣机漏水，商家拒绝退款", true},
		{"这家店缺德", "insult", "这家店缺德", false},
		{"The Scammer kept my money.", "insult", "The seller kept my money.", true},
		{"The criminally late parcel", "", "The criminally late parcel", true},
		{"不退就曝光你", "threat", "期限届满未处理的，将向有关部门投诉你", true},
		{"\xff骗子", "insult", "\xff该商家", true},
	} {
		slips := p.Slips(c.text)
		var lists []string
		for _, s := range slips {
			lists = append(lists, s.List)
			if c.text[s.Start:s.End] != s.Word || s.Calm.Empty() {
				t.Errorf("%q: %+v", c.text, s)
			}
		}
		if got := strings.Join(lists, " "); got != c.lists {
			t.Errorf("%q breaks %q, not %q", c.text, got, c.lists)
		}
		if calm, whole := Calmed(c.text, slips); calm != c.calm || whole != c.whole {
			t.Errorf("%q becomes %q %v, not %q", c.text, calm, whole, c.calm)
		}
	}
}

// How it was paid is known by the bills, else the user is asked, and says so.
func TestWaysOfPaying(t *testing.T) {
	card := Predicate{op: "payment", args: map[string][]string{"": {"credit_card", "debit_card"}}}
	for _, x := range []struct {
		name     string
		payments []string
		flags    map[string]bool
		want     Truth
		asks     int
	}{
		{"nobody knows", nil, nil, Unknown, 2},
		{"a bill of cards", []string{"credit_card"}, nil, True, 0},
		{"a bill of a wallet", []string{"alipay"}, nil, False, 0},
		{"the user says so", nil, map[string]bool{"paid_by_debit_card": true}, True, 0},
		{"beside a bill of a wallet", []string{"alipay"}, map[string]bool{"paid_by_credit_card": true}, True, 0},
		{"one is denied", nil, map[string]bool{"paid_by_credit_card": false}, Unknown, 1},
		{"both are denied", nil, map[string]bool{"paid_by_credit_card": false, "paid_by_debit_card": false}, False, 0},
	} {
		f := &State{Payments: x.payments, Flags: x.flags}
		if got, asks := card.Of(f), card.Asks(f); got != x.want || len(asks) != x.asks {
			t.Errorf("%s: %v, asks %q", x.name, got, asks)
		}
	}
}
