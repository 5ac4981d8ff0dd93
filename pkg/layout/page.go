package layout

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/phrase"
	"complain/pkg/story"
	"complain/pkg/view"
)

// Page puts the parts of the page together.
func (l *Layout) Page(ctx context.Context, head, file string) (*view.Page, error) {
	c := l.Dossier.Case
	p := &view.Page{Lang: l.lang, Title: l.mask(c.Title), Case: c.ID, Base: head, AsOf: l.course.Facts.Today.String(), Share: l.share,
		File: file, Facts: l.facts()}
	if l.share != "" {
		p.File = ""
	}
	p.Elements = l.story()
	if err := l.items(ctx, p); err != nil {
		return nil, err
	}
	for _, e := range l.plan.Events() {
		switch {
		case e.Key:
			p.Events = append(p.Events, l.event(e))
		case l.share == "" && !e.Kind.Talk():
			p.Others = append(p.Others, l.event(e))
		}
	}
	if l.share == "" {
		p.Chats = l.chats(ctx)
		p.Findings = l.lacks()
	}
	p.Money = l.sums()
	p.Deadlines = l.deadlines()
	return p, nil
}

// facts are what the head of the page says of the case.
func (l *Layout) facts() []view.Pair {
	var out []view.Pair
	add := func(code, value string) {
		if value = strings.TrimSpace(value); value != "" {
			out = append(out, view.Pair{Name: l.lang.Say(code), Value: l.mask(value)})
		}
	}
	c := l.Dossier.Case
	if category, err := l.course.Book.Category(c.Category); err == nil {
		add("status.category", category.Name.In(l.lang.Tag()))
	}
	add("status.order", c.Order)
	for _, p := range l.Dossier.Parties {
		add("role."+string(p.Role), p.Name)
	}
	for _, claim := range l.Dossier.Claims {
		amount := ""
		if claim.Amount != nil {
			amount = claim.Amount.String()
		}
		add("claim.kind."+string(claim.Kind), phrase.Join(" ", amount, claim.Text))
	}
	if l.printed != nil {
		out = append(out, view.Pair{Name: l.lang.Say("view.packet", l.printed.To), Value: l.lang.Say("view.pages", l.printed.Pages)})
	}
	return out
}

func (l *Layout) story() []view.Element {
	lang := l.lang.Tag()
	var out []view.Element
	for _, e := range l.elements {
		v := view.Element{ID: e.ID, Name: e.Name.In(lang), Question: e.Question.In(lang), State: string(e.State), Must: e.Level == channel.Must, Why: l.mask(e.Why)}
		for _, f := range e.Facts {
			if l.share != "" && f.Number > 0 {
				continue
			}
			fact := view.Fact{ID: f.ID, At: phrase.Wall(l.lang, f.At), Who: l.mask(f.Who), Text: phrase.Join("  ", l.mask(cmp.Or(f.Quote, f.Text)), phrase.Signed(f.Amount, f.Moved, "")), Proposed: f.Number > 0, Cites: l.refs(f.Cites())}
			for _, n := range f.Because {
				fact.Because = append(fact.Because, l.lang.Note(n))
			}
			v.Facts = append(v.Facts, fact)
		}
		if l.share == "" || e.State == story.Filled {
			out = append(out, v)
		}
	}
	return out
}

// event is an event as the page shows it. What has no number of a record cannot
// be chosen by it.
func (l *Layout) event(e dispute.Event) view.Event {
	text := e.Text
	if e.Summary != nil {
		text = l.lang.Note(*e.Summary)
	}
	v := view.Event{ID: e.ID, Kind: eventKind(e), Who: l.mask(e.Who), Text: l.mask(text), Sentence: l.mask(e.Sentence), Cites: l.refs(e.Cites), In: e.Key,
		Amount: phrase.Signed(e.Amount, e.Direction, l.Dossier.Case.Currency), Fixed: !strings.HasPrefix(e.ID, "R")}
	if e.At.Known() {
		v.Day, v.Time, _ = strings.Cut(phrase.Time(l.lang, e.At, l.home), " ")
	}
	for _, id := range e.Elements {
		v.Elements = append(v.Elements, l.elementName(id))
	}
	return v
}

func (l *Layout) elementName(id string) string {
	for _, e := range l.elements {
		if e.ID == id {
			return e.Name.In(l.lang.Tag())
		}
	}
	return id
}

// refs are links to the places of the page that show what citations name.
func (l *Layout) refs(cites []dispute.Citation) []view.Ref {
	var out []view.Ref
	for _, c := range cites {
		r := view.Ref{Label: phrase.Citation(l.lang, c)}
		if x, ok := l.shown[c.Evidence]; ok {
			r.Label = l.lang.Say("packet.exhibit", x.Called.String()) + " · " + r.Label
		}
		switch seq := l.seq[c.Record]; {
		case c.Evidence == 0:
		case l.share == "" && l.talk[c.Evidence] > 0 && seq > 0:
			r.To = c.Evidence.String() + "-" + strconv.Itoa(seq)
		default:
			r.To = c.Evidence.String()
		}
		out = append(out, r)
	}
	return out
}
