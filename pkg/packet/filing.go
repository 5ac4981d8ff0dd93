package packet

import (
	"cmp"
	"strings"

	"complain/pkg/dispute"
)

// toldFiling is something handed in as sentences tell it: 向某局提交投诉（编号12）.
func (c *composer) toldFiling(f dispute.Filing) string {
	out := c.say("packet.told.filed", c.officeName(f.Channel, f.Office))
	if f.Reference != "" {
		out += c.say("packet.told.number", line(f.Reference))
	}
	return out
}

// toldContact is a call, an answer or a visit as sentences tell it, with whatever
// lets the office find it again; of its text at most n characters, 0 for all.
func (c *composer) toldContact(l dispute.Contact, n int) string {
	out := c.say("packet.told.contact."+string(l.Kind), c.officeName(l.Channel, l.Office))
	var details []string
	for _, d := range []struct{ code, value string }{
		{"packet.told.contact-who", l.Who}, {"packet.told.contact-operator", l.Operator},
		{"packet.told.contact-phone", l.Phone}, {"packet.told.contact-number", l.Reference},
	} {
		if d.value != "" {
			details = append(details, c.say(d.code, line(d.value)))
		}
	}
	if len(details) > 0 {
		out += c.say("packet.told.details", strings.Join(details, c.say("list.comma")))
	}
	text := line(l.Text)
	if n > 0 {
		text = c.excerpt(l.Text, n)
	}
	if text != "" {
		out += c.say("packet.told.contact-text", text)
	}
	return out
}

// officeName is whom something was handed to, or who answered: as the user names
// them, else the party of the case, else the channel.
func (c *composer) officeName(id, named string) string {
	if named != "" {
		return line(named)
	}
	office := c.practice.Office(id)
	switch office {
	case "seller":
		named = c.party(dispute.Seller).Name
	case "platform":
		named = c.platformName()
	}
	if ch, err := c.book.Channel(id); err == nil {
		named = cmp.Or(named, ch.Name.In(c.lang))
	} else if name, err := c.practice.OfficeName(office); err == nil {
		named = cmp.Or(named, name.In(c.lang))
	}
	return line(cmp.Or(named, id, c.say("packet.unknown")))
}
