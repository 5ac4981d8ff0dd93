package packet

import (
	"fmt"
	"strconv"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// prose is a time as sentences write it, with a zone that is not that of the
// packet.
func (c *composer) prose(w dispute.When) string {
	return c.clock(w) + c.foreign(w)
}

// foreign names the zone of a time of day that is not that of the packet.
func (c *composer) foreign(w dispute.When) string {
	if w.Precision > dispute.Day && w.Zone.Offset != c.offset() {
		return c.say("packet.zone-differs", dispute.OffsetName(w.Zone.Offset))
	}
	return ""
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

// offset is the zone the packet's tables stand in: that of the first fact whose
// time of day is in the case's zone, else that of the packet's own date. A photo
// taken abroad says nothing about it.
func (c *composer) offset() int {
	for _, e := range c.facts {
		if zone := e.At.Zone; e.At.Precision > dispute.Day && (zone.From == dispute.ZoneCase || zone.Name == c.in.Case.Zone) {
			return e.At.Zone.Offset
		}
	}
	return c.request.Today.Zone.Offset
}

// location is the case's zone, or where it is no name that the system knows the
// offset of the tables.
func (c *composer) location() *time.Location {
	if zone, err := time.LoadLocation(c.in.Case.Zone); err == nil && c.in.Case.Zone != "" {
		return zone
	}
	return time.FixedZone("", c.offset())
}

// zoneName is the case's zone with the offset of the tables: "Asia/Shanghai
// （UTC+08:00）".
func (c *composer) zoneName() string {
	return c.say("packet.zone", line(c.in.Case.Zone), dispute.OffsetName(c.offset()))
}

// today is the packet's date, or a blank.
func (c *composer) today() []doc.Inline {
	if !c.request.Today.Known() {
		return []doc.Inline{c.blank("date")}
	}
	return plain(c.prose(c.request.Today))
}
