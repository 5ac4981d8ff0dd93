package dossier

import (
	"cmp"
	"slices"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// Happening is something that happened in a case, in a word of the rules, with
// what says so.
type Happening struct {
	Event    string
	On       dispute.When
	Evidence []dispute.EvidenceID
	By       string // an event of the timeline, or the number of a filing or contact; "" where the user says it
}

// Facts are what a state is made of: what a case holds, and the day.
type Facts struct {
	Case     dispute.Case
	Parties  []dispute.Party
	Claims   []dispute.Claim
	Evidence []dispute.Evidence // what stands
	Records  []dispute.Record   // of conversations as many as are at hand
	Events   []dispute.Event    // the timeline
	Said     Said
	Today    dispute.When
	Shows    map[string]dispute.Shows // what the files of importers show, by the importer's name
}

// Facts are what the dossier holds, on a day; shows is what the files of importers
// show.
func (d *Dossier) Facts(today dispute.When, shows map[string]dispute.Shows) Facts {
	return Facts{Case: d.Case, Parties: d.Parties, Claims: d.Claims, Evidence: d.Evidence, Records: d.Records,
		Events: d.Events, Said: d.Said, Today: today, Shows: shows}
}

// Happenings are what is known to have happened, in order: payments and refunds
// that packets tell, the days of offices' answers, filings, what was answered, and what the user
// dates, which goes before what was read. Of what happened more than once all are
// told.
func Happenings(b *channel.Book, p *channel.Practice, f Facts) []Happening {
	var out []Happening
	for _, e := range f.Events {
		if event := transacted(e); event != "" {
			out = append(out, Happening{event, e.At, cited(e), e.ID})
		}
		for _, event := range slices.Concat(answered(b, p, e), toldOf(p, e)) {
			out = append(out, Happening{event, e.At, cited(e), e.ID})
		}
	}
	for _, filing := range f.Said.Filings {
		if event := p.FilingStarts(p.Office(filing.Channel)); event != "" && filing.Withdrawn == "" {
			out = append(out, Happening{Event: event, On: filing.On, By: filing.Number})
		}
	}
	for _, c := range f.Said.Contacts {
		for _, event := range p.ReplyStarts(p.Office(c.Channel), c.Reply) {
			if c.Withdrawn == "" {
				out = append(out, Happening{Event: event, On: c.On, Evidence: c.Evidence, By: c.Number})
			}
		}
	}
	out = slices.DeleteFunc(out, func(h Happening) bool {
		_, said := f.Said.Happened[h.Event]
		return said || h.On.Precision < dispute.Day
	})
	for event, h := range f.Said.Happened {
		out = append(out, Happening{Event: event, On: h.On.When(), Evidence: h.Evidence})
	}
	slices.SortFunc(out, func(x, y Happening) int {
		if c := x.On.Compare(y.On); c != 0 {
			return c
		}
		return slices.Compare([]string{x.Event, x.By}, []string{y.Event, y.By})
	})
	return out
}

// transacted is the event that a transaction of packets is: money that went out,
// or came back.
func transacted(e dispute.Event) string {
	switch {
	case !e.Key || e.Kind != dispute.Transaction || e.Amount == nil:
		return ""
	case e.Refund && e.Direction != dispute.Out:
		return "refund_received"
	case !e.Refund && e.Direction == dispute.Out:
		return "paid"
	}
	return ""
}

// answered are the events that an office's paper is. One that names no office is
// taken for a market regulator's, which alone the rules of such papers bind.
func answered(b *channel.Book, p *channel.Practice, e dispute.Event) []string {
	if e.Official == nil {
		return nil
	}
	a, err := b.Answer(e.Official.Kind)
	if err != nil {
		return nil
	}
	return p.ReplyStarts(cmp.Or(answerer(p, a, *e.Official), regulator), a.Word())
}

// answerer is the kind of office that a paper is of; "" where it does not tell.
func answerer(p *channel.Practice, a channel.Answer, o dispute.Official) string {
	office := p.OfficeNamed(o.Office)
	if a.Track == "report" && (office == "" || office == regulator) {
		return reports
	}
	return office
}

func cited(e dispute.Event) []dispute.EvidenceID {
	var out []dispute.EvidenceID
	for _, c := range e.Cites {
		if c.Evidence > 0 && !slices.Contains(out, c.Evidence) {
			out = append(out, c.Evidence)
		}
	}
	return out
}

// toldOf are the events that the story tells with an event, where its day is
// theirs: a demand was made when its message was sent, and what the user states
// has the day that the user gives. Of a message that says "it came yesterday" it
// is not. Whether an answer refuses, no element says.
func toldOf(p *channel.Practice, e dispute.Event) []string {
	var out []string
	for _, id := range e.Elements {
		element, _ := p.Element(id)
		switch {
		case element.Event == "refusal_by_seller":
		case e.Kind == dispute.Statement:
			out = with(out, element.Event)
		case e.Kind == dispute.Message:
			for _, event := range asked[element.Event] {
				out = with(out, event)
			}
		}
	}
	return out
}

// asked is what a message has done that tells an event of asking: who gives notice
// of a return demands it.
var asked = map[string][]string{"demand_sent": {"demand_sent"}, "return_requested": {"return_requested", "demand_sent"}}
