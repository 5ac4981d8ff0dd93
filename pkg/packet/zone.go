package packet

import (
	"slices"
	"strings"
	"time"

	"complain/pkg/dispute"
)

// location is the case's zone; that of the packet's date where the system knows no
// such name.
func (c *composer) location() *time.Location {
	if c.home == nil {
		zone, err := time.LoadLocation(c.in.Case.Zone)
		if err != nil || c.in.Case.Zone == "" {
			zone = time.FixedZone("", c.request.Today.Zone.Offset)
		}
		c.home = zone
	}
	return c.home
}

// atHome reports whether a time of day is one of the case's zone, summer or winter.
func (c *composer) atHome(w dispute.When) bool {
	_, offset := w.Time().In(c.location()).Zone()
	return offset == w.Zone.Offset
}

// foreign names the zone of a time of day that is not that of the case.
func (c *composer) foreign(w dispute.When) string {
	if w.Precision > dispute.Day && !c.atHome(w) {
		return c.say("packet.zone-differs", dispute.OffsetName(w.Zone.Offset))
	}
	return ""
}

// zoneName is the case's zone with its offsets at the times that are shown:
// "Asia/Shanghai (UTC+08:00)". A photo taken abroad says nothing about it.
func (c *composer) zoneName(shown ...dispute.When) string {
	var here []int
	for _, w := range shown {
		if w.Precision > dispute.Day && c.atHome(w) && !slices.Contains(here, w.Zone.Offset) {
			here = append(here, w.Zone.Offset)
		}
	}
	if here == nil {
		_, offset := c.request.Today.Time().In(c.location()).Zone()
		here = append(here, offset)
	}
	slices.Sort(here)
	return c.say("packet.zone", line(c.in.Case.Zone), strings.Join(offsetNames(here), c.say("list.comma")))
}

func offsetNames(offsets []int) []string {
	var out []string
	for _, offset := range offsets {
		out = append(out, "UTC"+dispute.OffsetName(offset))
	}
	return out
}

// turnsZone is the zone of the times of a conversation: its offset, or where it has
// several that of the case, beside which the others are named.
func (c *composer) turnsZone(x *exhibit) string {
	if of := offsets(x.turns); len(of) == 1 {
		return offsetNames(of)[0]
	}
	return c.zoneName(timesOf(x.turns)...)
}

// offsets are those of the times of day of records, each once.
func offsets(records []dispute.Record) []int {
	var out []int
	for _, w := range timesOf(records) {
		if w.Precision > dispute.Day && !slices.Contains(out, w.Zone.Offset) {
			out = append(out, w.Zone.Offset)
		}
	}
	return out
}

func timesOf(records []dispute.Record) []dispute.When {
	out := make([]dispute.When, len(records))
	for i, r := range records {
		out[i] = r.At
	}
	return out
}

// checkZone finds times that were read in another zone than the case is in now.
func (c *composer) checkZone() {
	for _, e := range c.key {
		if e.At.Precision <= dispute.Day || e.At.Zone.From != dispute.ZoneCase || c.atHome(e.At) || len(e.Cites) == 0 {
			continue
		}
		if id := e.Cites[0].Evidence; id != 0 {
			c.gaps.about("zone-before", Should, id)
		}
	}
}
