package paper

import (
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/filedate"
	"complain/pkg/internal/pattern"
)

// Stated is a time that a paper states, with the code of the sentence that says
// what it is of. Where it is the paper's time, the sentence is a remark of it.
type Stated struct {
	Code string
	Raw  string       // as written, "" where the paper states none
	When dispute.When // unknown where Raw is no time
}

// Time is the paper's time: the first of stated, strongest first, that is
// known, else that of the file's name. That of its last change is none: it is
// as often when the file was downloaded. The notes say what it rests on, what
// could not be read, and which sources differ by more than a day.
func Time(src *importer.Source, stated ...Stated) (dispute.When, []dispute.Note) {
	var at dispute.When
	var notes []dispute.Note
	for _, s := range stated {
		switch {
		case s.When.Known() && Placeholder(s.When):
			notes = append(notes, dispute.Say("paper.placeholder", s.Raw))
		case s.Raw != "" && !s.When.Known():
			notes = append(notes, dispute.Say("paper.bad-date", s.Raw))
		case !s.When.Known():
		case !at.Known():
			at = s.When
			notes = append(notes, dispute.Say(s.Code))
		case apart(at, s.When):
			notes = append(notes, dispute.Say("paper.time-differs", s.When.Wall(), at.Wall()))
		}
	}
	name, ok := filedate.Read(src.Name, src.Options.Zone, src.Options.ZoneFrom)
	switch {
	case !ok || !name.When.Known():
	case !at.Known():
		at = name.When
		notes = append(notes, name.Note())
	case apart(at, name.When):
		notes = append(notes, dispute.Say("paper.name-differs", name.When.Wall(), at.Wall()))
	}
	return at, notes
}

// apart reports whether two times differ: by more than a day, whatever zone was
// assumed for one of them, or by more than an hour where both state theirs.
func apart(a, b dispute.When) bool {
	most := 36 * time.Hour
	if a.Zone.From == dispute.ZoneStated && b.Zone.From == dispute.ZoneStated && min(a.Precision, b.Precision) >= dispute.Minute {
		most = time.Hour
	}
	return a.Time().Sub(b.Time()).Abs() > most
}

// Placeholder reports the times that programs write where they have none: what is
// before any program, the beginnings of counts, and the day of the template from
// which python-docx makes its documents.
func Placeholder(w dispute.When) bool {
	t := w.Time().UTC()
	began := t.Minute() == 0 && t.Second() == 0 && (t.Month() == 1 && t.Day() == 1 || t.Month() == 12 && t.Day() == 31) // in some zone
	return t.Year() < 1985 && (t.Year() < 1970 || began) || t.Equal(time.Date(2013, 12, 23, 23, 15, 0, 0, time.UTC))
}

var w3cTime = pattern.New(`^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*(Z|[+-]\d\d:?\d\d)?$`)

// W3C reads the times of XML, 2026-03-05T14:03:22Z, as office documents and
// many others write them. One without a zone is of the case's.
func W3C(src *importer.Source, text string) dispute.When {
	text = strings.TrimSpace(text)
	m := w3cTime.FindStringSubmatch(text)
	if m == nil {
		return dispute.When{}
	}
	number := func(s string) (n int) {
		for _, c := range s {
			n = n*10 + int(c-'0')
		}
		return n
	}
	c := dispute.Clock{Year: number(m[1]), Month: number(m[2]), Day: number(m[3]), Hour: number(m[4]), Minute: number(m[5]), Second: number(m[6])}
	precision := dispute.Second
	switch {
	case m[4] == "":
		precision = dispute.Day
	case m[6] == "":
		precision = dispute.Minute
	}
	zone := m[7]
	if zone == "" || precision == dispute.Day {
		w, err := src.Local(c, precision)
		if err != nil {
			return dispute.When{}
		}
		return w
	}
	offset := 0
	if zone != "Z" {
		digits := strings.ReplaceAll(zone[1:], ":", "")
		if offset = number(digits[:2])*3600 + number(digits[2:])*60; zone[0] == '-' {
			offset = -offset
		}
		if offset > 14*3600 || offset < -14*3600 {
			return dispute.When{}
		}
	}
	w, err := dispute.Local(c, precision, time.FixedZone("", offset), dispute.ZoneStated)
	if err != nil {
		return dispute.When{}
	}
	if offset == 0 {
		// An instant on nobody's clock is shown on the case's.
		return dispute.Instant(w.Time().In(src.Options.Zone), precision, dispute.ZoneStated)
	}
	return w
}
