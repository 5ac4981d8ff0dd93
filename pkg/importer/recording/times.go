package recording

import (
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/filedate"
)

// moment is a time in seconds since 1904 in UTC, as headers of films count
// them; 0 is none.
type moment uint64

// The seconds from 1904 to 1970, and to the year 10000.
const (
	unixEpoch = 2082844800
	lastYear  = unixEpoch + 253402300800
)

func (m moment) time() time.Time { return time.Unix(int64(m)-unixEpoch, 0).UTC() }

func (m moment) String() string {
	if m == 0 || m >= lastYear {
		return ""
	}
	return m.time().Format(time.RFC3339)
}

// at is the time that m means, zero where it means none. Some programs count from
// 1970, against the format: what would be of before 1990 and is a likely time so,
// is taken for that.
func (m moment) at() (t time.Time, unix bool) {
	if m.set() {
		return m.time(), false
	}
	if t = time.Unix(int64(m), 0).UTC(); m < unixEpoch && t.Year() >= 1990 {
		return t, true
	}
	return time.Time{}, false
}

// set reports whether a clock that was ever set can have shown m: before 1990
// nobody recorded into such files.
func (m moment) set() bool {
	return m < lastYear && m.time().Year() >= 1990
}

// times is the strongest time that there is, and what is to be said of it: the
// date with its offset that Apple writes, the header of the film, a date in a
// sound file, the file's name.
func (f *facts) times(src *importer.Source, name filedate.Found) (at dispute.When, remarks []dispute.Note) {
	say := func(code string, args ...any) { remarks = append(remarks, dispute.Say(code, args...)) }
	instant := func(m moment) (dispute.When, bool) {
		at, unix := m.at()
		if at.IsZero() {
			return dispute.When{}, false
		}
		return dispute.Instant(at.In(src.Options.Zone), dispute.Second, dispute.ZoneFormat), unix
	}
	header, unix := instant(f.header)
	track, tracked := instant(f.track)
	switch {
	case f.header == 0, header.Known():
	case f.header < lastYear:
		say("recording.unset-clock", f.header.String())
	default:
		say("recording.bad-date")
	}
	stated, ok := readStated(f.stated, src)
	if f.stated != "" && !ok {
		say("recording.bad-stated", f.stated)
	}
	dated, _ := readStated(f.dated, src)
	if !stated.Known() {
		stated, dated = dated, dispute.When{}
	}
	local := f.readLocal(src)
	switch {
	case stated.Known():
		at = stated
		if dated.Known() && apart(stated, dated) > shot {
			say("recording.dated-differs", dated.Wall(), stated.Wall())
		}
		f.against(stated, header, track, say)
	case header.Known():
		at = header
		say("recording.time-header")
	case track.Known():
		at, unix = track, tracked
		say("recording.time-track")
	case local.Known():
		at = local
		say("recording.time-local")
	case name.When.Known():
		return name.When, append(remarks, name.Note())
	default:
		say("recording.no-time")
		return dispute.When{}, remarks
	}
	if unix && (at == header || at == track) {
		say("recording.from-1970")
	}
	if header.Known() && track.Known() && apart(header, track) > day {
		say("recording.track-differs", track.Wall(), header.Wall())
	}
	if n := f.compare(at, name); n != nil {
		remarks = append(remarks, *n)
	}
	return at, remarks
}

const day = 24 * time.Hour

// shot is how far from one another clocks of one shot may be.
const shot = time.Hour

// against says what headers have against the date with its offset. One whose clock
// shows the same was written as if it were UTC, as many cameras do.
func (f *facts) against(stated, header, track dispute.When, say func(code string, args ...any)) {
	differs := func(w dispute.When) bool {
		if !w.Known() || apart(stated, w) <= shot+time.Duration(f.length)*time.Millisecond {
			return false
		}
		wall := w.Time().UTC().Sub(stated.Time().UTC().Add(time.Duration(stated.Zone.Offset) * time.Second))
		return wall.Abs() > time.Minute+time.Duration(f.length)*time.Millisecond
	}
	switch {
	case differs(header):
		say("recording.header-differs", stated.Wall(), header.Wall())
	case !header.Known() && differs(track):
		say("recording.track-differs-from-date", track.Wall(), stated.Wall())
	}
}

// compare says what the file's name has against the time in the file.
func (f *facts) compare(at dispute.When, name filedate.Found) *dispute.Note {
	if !name.When.Known() {
		return nil
	}
	if at.Zone.From == dispute.ZoneFormat && at.Zone.Offset != 0 && name.When.Precision >= dispute.Minute {
		// A clock that is written as if it were UTC shows in the header what
		// the name shows too. Headers may be of the end of the recording.
		wall := time.Duration(at.Stored().Wall-name.When.Stored().Wall)*time.Millisecond - time.Duration(at.Zone.Offset)*time.Second
		length := time.Duration(f.length) * time.Millisecond
		if wall > -time.Minute && wall < length+time.Minute {
			n := dispute.Say("recording.local-as-utc", name.When.Wall(), at.Wall())
			return &n
		}
	}
	if apart(at, name.When) <= day {
		return nil
	}
	switch name.Means {
	case filedate.Sent, filedate.Saved, filedate.Edited:
		if name.When.Compare(at) > 0 { // as is their nature
			n := dispute.Say("recording.saved-later", name.When.Wall(), at.Wall())
			return &n
		}
	}
	n := dispute.Say("recording.name-differs", name.When.Wall(), at.Wall())
	return &n
}

func apart(a, b dispute.When) time.Duration { return a.Time().Sub(b.Time()).Abs() }

// readStated reads "2026-03-05T14:03:22+0800".
func readStated(text string, src *importer.Source) (dispute.When, bool) {
	for _, layout := range []string{"2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05Z07:00"} {
		t, err := time.Parse(layout, text)
		if err != nil || t.Year() < 1990 {
			continue
		}
		_, offset := t.Zone()
		if offset < -15*3600 || offset > 15*3600 {
			continue
		}
		precision := dispute.Second
		if t.Nanosecond() >= 1e6 {
			precision = dispute.Millisecond
		}
		return dispute.Instant(t.In(time.FixedZone(dispute.OffsetName(offset), offset)), precision, dispute.ZoneStated), true
	}
	t, err := time.Parse("2006-01-02T15:04:05", text)
	if err != nil || t.Year() < 1990 {
		return dispute.When{}, false
	}
	w, err := src.Local(clock(t), dispute.Second)
	return w, err == nil
}

func clock(t time.Time) dispute.Clock {
	return dispute.Clock{Year: t.Year(), Month: int(t.Month()), Day: t.Day(), Hour: t.Hour(), Minute: t.Minute(), Second: t.Second()}
}

// setLocal takes a date without a zone, if it is one.
func (f *facts) setLocal(text string) {
	text = clean(text)
	if f.local != "" {
		return
	}
	normal := strings.NewReplacer("/", "-", "_", "-").Replace(strings.Join(strings.Fields(text), " "))
	if len(normal) > 10 && normal[10] == 'T' {
		normal = normal[:10] + " " + normal[11:]
	}
	for _, form := range []struct {
		layout    string
		precision dispute.Precision
	}{
		{"2006-01-02 15:04:05", dispute.Second}, {"2006-01-02 15-04-05", dispute.Second}, {"2006-01-02", dispute.Day},
		{"2006:01:02 15:04:05", dispute.Second}, {"2006-01-02- 15:04", dispute.Minute}, // cameras in AVI
		{"Mon Jan 2 15:04:05 2006", dispute.Second},
	} {
		switch t, err := time.Parse(form.layout, normal); {
		case err == nil && t.Year() < 1990:
			f.remark("recording.unset-clock", text)
			return
		case err == nil:
			f.local, f.localParts, f.localFine = text, clock(t), form.precision
			return
		}
	}
}

func (f *facts) readLocal(src *importer.Source) dispute.When {
	if f.local == "" {
		return dispute.When{}
	}
	w, err := src.Local(f.localParts, f.localFine)
	if err != nil {
		return dispute.When{}
	}
	return w
}
