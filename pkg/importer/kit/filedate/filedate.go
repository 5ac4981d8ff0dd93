// Package filedate reads the times that phones, apps and messengers put into
// the names of files.
//
// It promises that a time comes only from a name of a form in its table, and
// that the answer says which form it was and what the time means: a messenger
// names a picture for when it was saved or sent, not for when it was taken. It
// forbids guessing at digits: a name of no known form, or with a date that
// cannot be, has no time. Anyone can rename a file, so what is read here is
// weaker than what the file itself states.
package filedate

import (
	"time"

	"golang.org/x/text/unicode/norm"

	"complain/pkg/dispute"
)

// Meaning says what the time in a name is of. Its text is the code of a
// sentence in package locale that says so.
type Meaning string

// The meanings.
const (
	Taken      Meaning = "file-name.taken"      // a camera made the file
	Screenshot Meaning = "file-name.screenshot" // the screen was captured
	Recorded   Meaning = "file-name.recorded"   // the screen or a voice was recorded
	Sent       Meaning = "file-name.sent"       // a messenger sent or received the file
	Saved      Meaning = "file-name.saved"      // an app wrote the file; its content may be older
	Edited     Meaning = "file-name.edited"     // an editor wrote the file
	Scanned    Meaning = "file-name.scanned"    // paper was photographed or scanned
)

// The apps that forms name. Messengers strip what a camera wrote into a
// picture.
const (
	WeChat   = "wechat"
	WeCom    = "wecom"
	QQ       = "qq"
	DingTalk = "dingtalk"
	WhatsApp = "whatsapp"
	Signal   = "signal"
	Telegram = "telegram"
	Facebook = "facebook"
	Kakao    = "kakaotalk"
)

// Found is what a name of a known form says.
type Found struct {
	When  dispute.When // From is TimeFileName; unknown when the form has no time
	Form  string       // the form's example in the table, which identifies it: "mmexport1772690602123"
	Means Meaning
	App   string // which app names files so, where only one does
}

// Messenger reports whether a messenger gave the file its name.
func (f Found) Messenger() bool {
	switch f.App {
	case WeChat, WeCom, QQ, DingTalk, WhatsApp, Signal, Telegram, Facebook, Kakao:
		return f.Means == Sent || f.Means == Saved
	}
	return false
}

// Note says what the time in the name is of.
func (f Found) Note() dispute.Note { return dispute.Say(string(f.Means)) }

// Read looks name up in the table. name is a base name, with or without its
// extension. Times of day in it are read in zone, whose origin is from; counts
// of seconds since 1970, and names written in UTC, are shown in zone. ok is
// false for a name of no known form.
func Read(name string, zone *time.Location, from dispute.ZoneFrom) (found Found, ok bool) {
	name = norm.NFC.String(name) // macOS takes letters and accents apart
	for _, form := range forms {
		p := parts{}
		if !match(form.layout, name, &p) {
			continue
		}
		found = Found{Form: form.example, Means: form.means, App: form.app}
		if form.layout.timeless() {
			return found, true
		}
		when, good := p.when(form.utc, zone, from)
		if !good {
			continue // another form may read the digits otherwise
		}
		found.When = when
		return found, true
	}
	return Found{}, false
}

// The years that a name can mean. Outside them, digits are a number of another
// kind, or the clock of a camera that was never set.
const (
	firstYear      = 1995
	firstStampYear = 2005 // counts of seconds became names with smartphones
	lastYear       = 2040
)

// when is the time of the parts; good is false when there is no such time.
func (p *parts) when(utc bool, zone *time.Location, from dispute.ZoneFrom) (w dispute.When, good bool) {
	switch {
	case p.stamp != 0:
		t := time.UnixMilli(p.stamp)
		if y := t.UTC().Year(); y < firstStampYear || y > lastYear {
			return dispute.When{}, false
		}
		w = dispute.Instant(t.In(zone), p.precision, dispute.ZoneFormat)
	case p.clock.Year < firstYear || p.clock.Year > lastYear:
		return dispute.When{}, false
	default:
		c := p.clock
		if p.half != "" && !c.HalfDay(p.half == "pm") {
			return dispute.When{}, false
		}
		local := zone
		if utc {
			local, from = time.UTC, dispute.ZoneFormat
		}
		var err error
		if w, err = dispute.Local(c, p.precision, local, from); err != nil {
			return dispute.When{}, false
		}
		if utc {
			w = dispute.Instant(w.Time().In(zone), p.precision, from)
		}
	}
	w.From = dispute.TimeFileName
	return w, true
}

// half is the half of the day that a 12-hour clock states.
type half string
