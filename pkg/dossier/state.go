package dossier

import (
	"maps"
	"slices"
	"strings"
	"time"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// The kinds of offices to which a paper that names none, or only a market
// regulator, belongs by what it answers.
const (
	regulator = "market_regulator"
	reports   = "market_regulator_report"
)

// StateOf is a case in the words of the rules on the day of f, its clocks wound.
// It claims nothing that the case does not say: of a seller's name that tells
// neither a shop nor a registered business it is unknown which it is, evidence of
// no known kind may be of any, and elements of the story are unknown beyond the
// demand. Of events that happened more than once the first counts.
func StateOf(b *channel.Book, p *channel.Practice, f Facts) *channel.State {
	s := &channel.State{
		Day: wall(f.Today), Category: f.Case.Category, Law: f.Case.Jurisdiction, Platform: p.PlatformOf(f.Case.Platform),
		Respondent: []string{respondent(b, f)},
		Events:     map[string]time.Time{}, Latest: map[string]time.Time{}, Agreed: map[string]channel.Agreed{}, Parties: map[string]channel.Side{},
		Untold: true, Flags: maps.Clone(f.Said.Flags), Amounts: map[string]dispute.Amount{},
		Words: slips(p, f), Done: slices.Clone(f.Said.Done),
	}
	s.Claims, s.Perhaps = demanded(b, p, f.Claims)
	for _, h := range Happenings(b, p, f) {
		at := wall(h.On)
		if s.Events[h.Event].IsZero() {
			s.Events[h.Event] = at
		}
		s.Latest[h.Event] = at
	}
	for clock, a := range f.Said.Agreed {
		s.Agreed[clock] = channel.Agreed{Paused: a.Paused, Extended: a.Extended, Until: wall(a.Until.When()), Kept: wall(a.Kept.When())}
	}
	s.Evidence, s.Unsorted = kinds(f)
	s.Payments = payments(f)
	for _, party := range f.Parties {
		for _, word := range channel.RoleOf(party.Role) {
			s.Parties[word] = placed(p, side(p, party), party, f.Case)
		}
	}
	if _, named := s.Parties[string(dispute.Seller)]; !named {
		s.Parties[string(dispute.Seller)] = placed(p, channel.Side{Has: map[string]bool{}}, dispute.Party{Role: dispute.Seller}, f.Case)
	}
	for _, filing := range f.Said.Filings {
		if filing.Withdrawn == "" {
			s.Filed = with(s.Filed, p.Office(filing.Channel))
		}
	}
	for _, c := range f.Said.Contacts {
		r := channel.Reply{Office: p.Office(c.Channel), Kind: c.Reply}
		if c.Withdrawn == "" && r.Office != "" && r.Kind != "" && !slices.Contains(s.Answers, r) {
			s.Answers = append(s.Answers, r)
		}
	}
	for _, e := range f.Evidence {
		if r, ok := reply(b, p, e); ok && !slices.Contains(s.Answers, r) {
			s.Answers = append(s.Answers, r)
			s.Filed = with(s.Filed, r.Office)
		}
	}
	if len(f.Claims) > 0 {
		s.Elements = []string{"c.demand"}
	}
	for _, e := range f.Events {
		for _, element := range e.Elements {
			s.Elements = with(s.Elements, element)
		}
	}
	amounts(s, f)
	if _, said := f.Said.Happened["refund_received"]; !said && !repaid(f) {
		s.Latest["refund_received"] = time.Time{}
	}
	p.Wind(s)
	return s
}

// wall is a time's wall clock, as rules count days.
func wall(w dispute.When) time.Time {
	if !w.Known() {
		return time.Time{}
	}
	k := w.Clock()
	return time.Date(k.Year, time.Month(k.Month), k.Day, k.Hour, k.Minute, k.Second, 0, time.UTC)
}

// respondent is whom the case is about.
func respondent(b *channel.Book, f Facts) string {
	c, err := b.Category(f.Case.Category)
	if err != nil {
		return channel.About(nil, f.Parties)
	}
	return channel.About(&c, f.Parties)
}

// demanded are the kinds of claims of a case, and those that its claims may be:
// compensation that rests on no article can be any kind of damages.
func demanded(b *channel.Book, p *channel.Practice, claims []dispute.Claim) (sure, maybe []string) {
	for _, c := range claims {
		articles, err := b.Articles(channel.ArticleIDs(c.Basis))
		if err != nil {
			articles = nil // the user's words, not ids
		}
		kinds := p.Kinds(c, articles)
		for _, kind := range kinds {
			if c.Kind == dispute.Compensation && len(articles) == 0 && len(kinds) > 1 {
				maybe = with(maybe, kind)
			} else {
				sure = with(sure, kind)
			}
		}
	}
	return sure, maybe
}

// KindsOf are the rules' kinds that a claim is for certain.
func KindsOf(b *channel.Book, p *channel.Practice, c dispute.Claim) []string {
	sure, _ := demanded(b, p, []dispute.Claim{c})
	return sure
}

// reply is an answer of an office in the words of the rules.
func reply(b *channel.Book, p *channel.Practice, e dispute.Evidence) (r channel.Reply, ok bool) {
	if e.Official == nil {
		return r, false
	}
	a, err := b.Answer(e.Official.Kind)
	if err != nil {
		return r, false
	}
	r.Office, r.Kind = answerer(p, a, *e.Official), a.Word()
	return r, r.Office != ""
}

// crossBorder is the category of cases whose seller is in another country than the
// law of the case.
const crossBorder = "cross_border"

// placed tells where a party is: as the user says, else in the country of the case,
// unless the case is one across a border.
func placed(p *channel.Practice, s channel.Side, party dispute.Party, c dispute.Case) channel.Side {
	country := party.Country()
	if country == "" && (c.Category != crossBorder || party.Role == dispute.Complainant) {
		country = c.Jurisdiction
	}
	if country == "" {
		return s
	}
	s.Country, s.Unions, s.Has["country"] = strings.ToUpper(country), p.Unions(country), true
	return s
}

// side is what is known of a party. A business's name is that of its shop or the
// one on its licence; where it does not tell, nobody can.
func side(p *channel.Practice, party dispute.Party) channel.Side {
	s := channel.Side{Has: map[string]bool{}}
	fill := func(field, value string) {
		if strings.TrimSpace(value) != "" {
			s.Has[field] = true
		}
	}
	fill("name", party.Name)
	fill("address", party.Address)
	fill("phone", party.Phone)
	fill("email", party.Email)
	for _, id := range party.Identifiers {
		switch id.Kind {
		case "uscc":
			fill("credit_code", id.Value)
		case "id-number":
			fill("id_number", id.Value)
		}
	}
	if party.Name == "" || party.Role == dispute.Complainant {
		return s
	}
	switch legal, ok := p.LegalName(party.Name); {
	case legal || s.Has["credit_code"]:
		s.Has["legal_name"] = true
	case ok:
		s.Has["shop_name"] = true
	default:
		s.Unsure = []string{"legal_name", "shop_name"}
	}
	return s
}

// kinds are the kinds of evidence that are known by what was read in them;
// unsorted is true when there is other evidence too.
func kinds(f Facts) (out []string, unsorted bool) {
	of := map[dispute.EvidenceID][]string{}
	for _, r := range f.Records {
		switch {
		case r.Kind == dispute.Transaction:
			of[r.Evidence] = with(with(of[r.Evidence], "payment_record"), "statement_lines")
		case r.Kind == dispute.Message && r.Who != "":
			of[r.Evidence] = with(of[r.Evidence], "chat_export")
		case invoiced(r):
			of[r.Evidence] = with(of[r.Evidence], "invoice")
		}
	}
	for _, e := range f.Evidence {
		kinds := of[e.ID]
		switch {
		case e.Official != nil:
			kinds = []string{"official_paper"}
		case f.Shows[e.Reading.Importer].Letters:
			kinds = nil
		}
		unsorted = unsorted || len(kinds) == 0 && e.Reading.State != dispute.Held
		for _, k := range kinds {
			out = with(out, k)
		}
	}
	for _, e := range f.Events {
		if transacted(e) == "refund_received" {
			out = with(out, "refund_record")
		}
	}
	return out, unsorted
}

func invoiced(r dispute.Record) bool {
	_, ok := r.Invoice()
	return ok
}

// payments are the ways in which the case's payments were made, by the bills
// that show them.
func payments(f Facts) []string {
	var out []string
	importer := map[dispute.EvidenceID]string{}
	for _, e := range f.Evidence {
		importer[e.ID] = e.Reading.Importer
	}
	for _, e := range f.Events {
		if transacted(e) == "paid" {
			for _, id := range cited(e) {
				out = with(out, f.Shows[importer[id]].Paying)
			}
		}
	}
	return out
}

// amounts fills in what was paid and what is claimed, each where it is all in
// one currency.
func amounts(s *channel.State, f Facts) {
	var paid, claimed []dispute.Amount
	for _, e := range f.Events {
		if transacted(e) == "paid" {
			paid = append(paid, *e.Amount)
		}
	}
	for _, c := range f.Claims {
		if c.Amount != nil {
			claimed = append(claimed, *c.Amount)
		}
	}
	for name, list := range map[string][]dispute.Amount{"price": paid, "claimed": claimed} {
		if total, ok := total(list); ok {
			s.Amounts[name] = total
		}
	}
}

// Paid is what was paid and what came back, by the events that packets tell; ok is
// false where nothing was, or not all in one currency.
func Paid(f Facts) (paid, back dispute.Amount, ok bool) {
	var out, in []dispute.Amount
	for _, e := range f.Events {
		switch transacted(e) {
		case "paid":
			out = append(out, absolute(*e.Amount))
		case "refund_received":
			in = append(in, absolute(*e.Amount))
		}
	}
	if paid, ok = total(out); !ok {
		return paid, back, false
	}
	if len(in) == 0 {
		return paid, dispute.Amount{Currency: paid.Currency}, true
	}
	back, ok = total(in)
	return paid, back, ok && back.Currency == paid.Currency
}

func absolute(a dispute.Amount) dispute.Amount {
	a.Minor = max(a.Minor, -a.Minor)
	return a
}

// repaid reports whether as much came back as was paid, as far as both are known.
func repaid(f Facts) bool {
	paid, back, ok := Paid(f)
	return ok && back.Minor >= paid.Minor
}

func total(list []dispute.Amount) (sum dispute.Amount, ok bool) {
	for i, a := range list {
		if i == 0 {
			sum = a
			continue
		}
		next := sum.Minor + a.Minor
		if a.Currency != sum.Currency || next < sum.Minor {
			return sum, false
		}
		sum.Minor = next
	}
	return sum, len(list) > 0
}

// slips are the lists of words that the user's own sentences break. What others
// wrote is theirs.
func slips(p *channel.Practice, f Facts) []string {
	texts := []string{f.Case.Title}
	for _, c := range f.Claims {
		texts = append(texts, c.Text)
	}
	for _, e := range f.Events {
		if e.Kind == dispute.Statement {
			texts = append(texts, e.Text)
		}
		texts = append(texts, e.Sentence)
	}
	var out []string
	for _, slip := range p.Slips(strings.Join(texts, "\n")) {
		out = with(out, slip.List)
	}
	return out
}

// with is list with a word that it lacks; an empty word is none.
func with(list []string, word string) []string {
	if word == "" || slices.Contains(list, word) {
		return list
	}
	return append(list, word)
}
