package timeline

import (
	"fmt"
	"slices"
	"strings"

	"complain/pkg/dispute"
)

// answer is what an office answered, in one paper of one or several pages.
type answer struct {
	official dispute.Official
	evidence []dispute.Evidence
}

// withAnswers puts one event for each answer of an office, on the day that the
// paper bears, in the place of the events of the files it is in. Files of which
// the same is said are pages of one answer. What speaks in its own words, as the
// messages of a mail do, keeps its events beside it.
func (b *builder) withAnswers(events []dispute.Event) []dispute.Event {
	var all []*answer
	for _, e := range b.in.Evidence {
		if e.Official == nil {
			continue
		}
		i := slices.IndexFunc(all, func(a *answer) bool { return a.official.Same(*e.Official) })
		if i < 0 {
			i, all = len(all), append(all, &answer{official: *e.Official})
		}
		a := all[i]
		a.evidence = append(a.evidence, e)
		if !a.official.Received.Known() {
			a.official.Received = e.Official.Received
		}
	}
	if len(all) == 0 {
		return events
	}
	records := map[dispute.EvidenceID][]*dispute.Record{}
	for i := range b.in.Records {
		r := &b.in.Records[i]
		records[r.Evidence] = append(records[r.Evidence], r)
	}
	events = slices.DeleteFunc(events, func(e dispute.Event) bool {
		return paper(e.Kind) && b.evidence[e.Cites[0].Evidence].Official != nil
	})
	for _, a := range all {
		events = append(events, b.answered(a, records))
	}
	return events
}

// paper reports whether records of a kind stand for a file that says nothing by
// itself.
func paper(k dispute.Kind) bool { return k == dispute.Photo || k == dispute.Document }

func (b *builder) answered(a *answer, records map[dispute.EvidenceID][]*dispute.Record) dispute.Event {
	o := a.official
	title := string(o.Kind)
	if b.in.Answer != nil {
		title = b.in.Answer(o.Kind)
	}
	what := strings.TrimSpace(title + " " + o.Reference)
	say := dispute.Say("event.official", o.Office, what)
	if o.Office == "" {
		say = dispute.Say("event.official-unnamed", what)
	}
	e := dispute.Event{
		ID: fmt.Sprintf("A%d", a.evidence[0].ID), At: o.On, Kind: dispute.Document, Summary: &say, Official: &o, Key: true, Notes: timeNotes(o.On),
	}
	if o.Received.Known() {
		e.Notes = append(e.Notes, dispute.Say("note.received", o.Received))
	}
	chosen := false
	for _, ev := range a.evidence {
		own := records[ev.ID]
		if ev.Reading.State == dispute.Held && len(a.evidence) > 1 {
			continue // the pages are the files in it
		}
		r := &dispute.Record{Evidence: ev.ID} // the file as a whole
		switch i := slices.IndexFunc(own, func(r *dispute.Record) bool { return paper(r.Kind) }); {
		case i >= 0:
			r = own[i]
			if len(e.Cites) == 0 {
				e.ID = fmt.Sprintf("R%d", r.ID)
			}
			e.Cites = append(e.Cites, cite(r))
		case len(own) > 0:
			e.Cites = append(e.Cites, cite(own[0]))
		default:
			e.Cites = append(e.Cites, dispute.Citation{Evidence: ev.ID})
		}
		if pinned, said := b.pinned(r); said && !chosen {
			e.Key, chosen = pinned, true
		}
	}
	return e
}

func (b *builder) pinned(r *dispute.Record) (pinned, said bool) {
	if b.in.Pinned == nil {
		return false, false
	}
	return b.in.Pinned(*r)
}
