package packet

import (
	"fmt"
	"strconv"

	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// prose is a time as sentences write it, with a zone that is not that of the
// packet.
func (c *composer) prose(w dispute.When) string {
	return c.clock(w) + c.foreign(w)
}

// clock is 2026年3月1日 14:03, "1 March 2026, 14:03": a time as far as it is known.
func (c *composer) clock(w dispute.When) string {
	k := w.Clock()
	month := func() string { return c.say("packet.month." + strconv.Itoa(k.Month)) }
	day := func() string { return c.say("packet.date.day", k.Year, month(), k.Day) }
	switch w.Precision {
	case dispute.Unknown:
		return c.say("packet.undated")
	case dispute.Year:
		return c.say("packet.date.year", k.Year)
	case dispute.Month:
		return c.say("packet.date.month", k.Year, month())
	case dispute.Day:
		return day()
	case dispute.Hour:
		return c.say("packet.date.hour", day(), k.Hour)
	}
	return c.say("packet.date.minute", day(), fmt.Sprintf("%02d:%02d", k.Hour, k.Minute))
}

// stamp is a time as tables write it, with what is not known said: the
// precision, a zone that differs, and a source other than the record itself.
func (c *composer) stamp(w dispute.When) string {
	if !w.Known() {
		return c.say("packet.undated")
	}
	text := w.Wall()
	switch w.Precision {
	case dispute.Year, dispute.Month, dispute.Day, dispute.Hour:
		text += c.say("packet.precision." + w.Precision.String())
	}
	text += c.foreign(w)
	if source := c.timeSource(w.From); source != "" {
		text += c.say("packet.time-from", source)
	}
	return text
}

// timeSource names what stated a time, "" for the record itself and the user.
func (c *composer) timeSource(from dispute.TimeFrom) string {
	switch from {
	case dispute.TimeEXIF, dispute.TimeXMP, dispute.TimeFileName, dispute.TimeModified:
		return c.say("packet.time." + string(from))
	}
	return ""
}

// today is the packet's date, or a blank.
func (c *composer) today() []doc.Inline {
	if !c.request.Today.Known() {
		return []doc.Inline{c.blank("date")}
	}
	return plain(c.prose(c.request.Today))
}
