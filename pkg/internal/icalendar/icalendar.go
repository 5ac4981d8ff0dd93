// Package icalendar writes calendars that Apple's, Google's and Microsoft's
// programs read: RFC 5545.
//
// It promises lines of at most 75 octets that end in CRLF and break between
// characters, text in which nothing can become a property, and the same bytes
// for the same calendar. It forbids clocks: every time is the caller's.
package icalendar

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// Calendar is a list of events.
type Calendar struct {
	Product string // who wrote it: "complain 1.2.0"
	Name    string
	Lang    string // tag: zh-CN
	Events  []Event
}

// Event is a whole day, or a moment.
type Event struct {
	UID         string // the same for the same thing, whenever it is written
	Sequence    int64  // larger in a later writing, so that it takes the earlier one's place
	Stamp       time.Time
	Start       time.Time // of a whole day its date is taken, of a moment the instant
	Moment      bool
	Summary     string
	Description string
	Alarms      []Alarm
}

// Alarm reminds some time before the start of an event, or after it where
// Before is negative. A whole day starts at midnight.
type Alarm struct {
	Before time.Duration
	Text   string
}

// mostOctets is how long a line can be, its end left out (RFC 5545, 3.1).
const mostOctets = 75

// Write writes a calendar.
func Write(w io.Writer, c Calendar) error {
	l := &lines{w: w}
	l.property("BEGIN", "VCALENDAR")
	l.property("VERSION", "2.0")
	l.property("PRODID", "-//"+text(c.Product)+"//"+strings.ToUpper(c.Lang))
	l.property("CALSCALE", "GREGORIAN")
	l.property("METHOD", "PUBLISH")
	l.property("X-WR-CALNAME", text(c.Name))
	for _, e := range c.Events {
		l.event(e)
	}
	l.property("END", "VCALENDAR")
	return l.err
}

type lines struct {
	w   io.Writer
	err error
}

func (l *lines) event(e Event) {
	l.property("BEGIN", "VEVENT")
	l.property("UID", text(e.UID))
	l.property("DTSTAMP", instant(e.Stamp))
	l.property("SEQUENCE", fmt.Sprint(e.Sequence))
	if e.Moment {
		l.property("DTSTART", instant(e.Start))
		l.property("DTEND", instant(e.Start))
	} else {
		l.property("DTSTART;VALUE=DATE", e.Start.Format("20060102"))
		l.property("DTEND;VALUE=DATE", e.Start.AddDate(0, 0, 1).Format("20060102"))
	}
	l.property("SUMMARY", text(e.Summary))
	if e.Description != "" {
		l.property("DESCRIPTION", text(e.Description))
	}
	l.property("TRANSP", "TRANSPARENT") // a day to keep in mind is not a day that is taken
	for _, a := range e.Alarms {
		l.property("BEGIN", "VALARM")
		l.property("ACTION", "DISPLAY")
		l.property("DESCRIPTION", text(a.Text)) // which an alarm must have (3.6.6)
		l.property("TRIGGER", duration(-a.Before))
		l.property("END", "VALARM")
	}
	l.property("END", "VEVENT")
}

// property writes one line, folded.
func (l *lines) property(name, value string) {
	line, room := name+":"+value, mostOctets
	for len(line) > room {
		at := room
		for !utf8.RuneStart(line[at]) {
			at--
		}
		l.write(line[:at] + "\r\n ")
		line, room = line[at:], mostOctets-1
	}
	l.write(line + "\r\n")
}

func (l *lines) write(s string) {
	if l.err == nil {
		_, l.err = io.WriteString(l.w, s)
	}
}

var escapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

// text is a value in which nothing stands for structure, without the control
// characters that a line may not have.
func text(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, escapes.Replace(strings.ToValidUTF8(s, "\uFFFD")))
}

func instant(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// duration is d as RFC 5545 writes it (3.3.6): -P1DT15H.
func duration(d time.Duration) string {
	sign := ""
	if d < 0 {
		sign, d = "-", -d
	}
	days, rest := d/(24*time.Hour), d%(24*time.Hour)
	out := sign + "P"
	if days > 0 || rest == 0 {
		out += fmt.Sprintf("%dD", days)
	}
	if rest == 0 {
		return out
	}
	out += "T"
	if h := rest / time.Hour; h > 0 {
		out += fmt.Sprintf("%dH", h)
	}
	if m := rest % time.Hour / time.Minute; m > 0 {
		out += fmt.Sprintf("%dM", m)
	}
	return out
}
