package timeline

import (
	"cmp"
	"strings"

	"complain/pkg/dispute"
)

// course makes the events of what was handed in and logged.
func (b *builder) course() []dispute.Event {
	var out []dispute.Event
	for _, f := range b.in.Filings {
		if f.Withdrawn != "" {
			continue
		}
		say := dispute.Say("event.filed", b.office(f.Office, f.Channel))
		if f.Reference != "" {
			say = dispute.Say("event.filed-number", b.office(f.Office, f.Channel), f.Reference)
		}
		e := dispute.Event{ID: f.Number, At: f.On, Kind: dispute.Filed, Summary: &say, Filing: &f, Key: !f.KeptOut,
			Cites: []dispute.Citation{{}}}
		if f.SHA256 != "" {
			e.Notes = append(e.Notes, dispute.Say("note.filed-file", f.Packet, f.SHA256))
		}
		out = append(out, e)
	}
	for _, c := range b.in.Contacts {
		if c.Withdrawn == "" {
			out = append(out, b.contact(c))
		}
	}
	return out
}

func (b *builder) contact(c dispute.Contact) dispute.Event {
	with := strings.TrimSpace(b.office(c.Office, c.Channel) + " " + c.Who)
	say := dispute.Say("event.contact."+string(c.Kind), with, c.Text)
	e := dispute.Event{ID: c.Number, At: c.On, Kind: dispute.Contacted, Summary: &say, Contact: &c, Key: c.Told()}
	if c.Kind == dispute.ContactNote {
		say, e.Who = dispute.Say("event.contact.note", c.Text), with
	}
	for _, detail := range []struct{ code, value string }{
		{"note.contact-phone", c.Phone}, {"note.contact-operator", c.Operator}, {"note.contact-number", c.Reference},
	} {
		if detail.value != "" {
			e.Notes = append(e.Notes, dispute.Say(detail.code, detail.value))
		}
	}
	for _, id := range c.Evidence {
		if _, stands := b.evidence[id]; stands {
			e.Cites = append(e.Cites, dispute.Citation{Evidence: id})
		}
	}
	if len(e.Cites) == 0 {
		e.Cites = []dispute.Citation{{}}
	}
	return e
}

// office is the name of whom something was handed to: the user's, else the
// channel's.
func (b *builder) office(named, channel string) string {
	if named == "" && channel != "" && b.in.Office != nil {
		named = b.in.Office(channel)
	}
	return cmp.Or(named, channel)
}
