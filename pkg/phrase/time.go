package phrase

import (
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/locale"
)

// Elsewhere reports whether a time of day stands in another zone than home.
func Elsewhere(w dispute.When, home *time.Location) bool {
	if w.Precision <= dispute.Day || home == nil {
		return false
	}
	_, offset := time.UnixMilli(w.Milli()).In(home).Zone()
	return offset != w.Zone.Offset
}

// Time marks a time that is less than plainly written, and one that is not
// of the case's zone.
func Time(lang locale.Lang, w dispute.When, home *time.Location) string {
	if !w.Known() {
		return lang.Say("timeline.undated")
	}
	text := w.Wall()
	if Elsewhere(w, home) {
		// Every column counts here: whole hours are said without minutes.
		text += " " + strings.TrimSuffix(dispute.OffsetName(w.Zone.Offset), ":00")
	}
	if w.From == dispute.TimeFileName || w.From == dispute.TimeModified {
		text += "?"
	}
	return text
}

// Wall is a time as it is written where it was, with nothing said of its zone.
func Wall(lang locale.Lang, w dispute.When) string {
	if !w.Known() {
		return lang.Say("timeline.undated")
	}
	return w.Wall()
}

// Day is a time without its hours.
func Day(w dispute.When) string {
	if w.Precision <= dispute.Day {
		return w.Wall()
	}
	return w.WholeDay().Wall()
}

// Days are the days from one time to another, or the one that both are of.
func Days(lang locale.Lang, from, to dispute.When) string {
	if first, last := Day(from), Day(to); first != last {
		return lang.Say("days.span", first, last)
	}
	return Day(from)
}
