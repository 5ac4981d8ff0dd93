package photo

import (
	"cmp"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/filedate"
)

// times is every time that a picture has, by source.
type times struct {
	taken     stated // EXIF DateTimeOriginal
	digitised stated // EXIF DateTimeDigitized
	modified  stated // EXIF DateTime
	xmpTaken  stated
	xmpMade   stated // XMP CreateDate
	pngMade   stated // PNG "Creation Time"
	pngFile   stated // of the file that a PNG was converted from
	iptc      stated
	gps       dispute.When // of the satellites
	phone     dispute.When // of Samsung's phones, behind the picture
	pngTime   stated       // of the last change of a PNG's picture
	assumed   string       // how the zone of the time of taking became known: a code; "" where it is stated or the case's
	unset     string       // a time that is written where there is none
	name      filedate.Found
	changed   dispute.When // of the file, as the folder or archive it came in says
}

func readTimes(m *metadata, name filedate.Found, src *importer.Source) times {
	offset := m.exif["OffsetTimeOriginal"]
	if blank(offset) && m.exif["DateTimeOriginal"] == m.exif["ModifyDate"] {
		// Some phones state only the offset of the last change. Where that
		// is the same second of the same clock, it is the same offset.
		offset = m.exif["OffsetTime"]
	}
	t := times{
		taken:     readStamp(m.exif["DateTimeOriginal"], offset, m.subsec, src, dispute.TimeEXIF),
		digitised: readStamp(m.exif["CreateDate"], m.exif["OffsetTimeDigitized"], m.subsecDigitised, src, dispute.TimeEXIF),
		modified:  readStamp(m.exif["ModifyDate"], m.exif["OffsetTime"], "", src, dispute.TimeEXIF),
		xmpTaken:  readStamp(m.xmp["DateTimeOriginal"], "", "", src, dispute.TimeXMP),
		xmpMade:   readStamp(m.xmp["CreateDate"], "", "", src, dispute.TimeXMP),
		pngMade:   readStamp(written(m.text, pngMade), "", "", src, dispute.TimeXMP),
		pngFile:   readStamp(written(m.text, pngFile), "", "", src, dispute.TimeModified),
		iptc:      readStamp(m.clocks.iptc, "", "", src, dispute.TimeXMP),
		gps:       instant(m.clocks.gps, src),
		phone:     instant(m.clocks.phone, src),
		pngTime:   readStamp(m.clocks.pngTime, "", "", src, dispute.TimeModified),
		name:      name,
		changed:   src.Modified,
	}
	for _, s := range []*stated{&t.pngTime, &t.pngFile} { // an instant on nobody's clock is shown on the case's
		if w := s.when; w.Known() && w.Zone.From == dispute.ZoneStated && w.Zone.Offset == 0 {
			s.when = instant(w.Time(), src)
		}
	}
	t.placeholders()
	t.zone(m)
	return t
}

// placeholders takes away the times that are none.
func (t *times) placeholders() {
	for _, s := range []*stated{&t.taken, &t.digitised, &t.modified, &t.xmpTaken, &t.xmpMade, &t.pngMade, &t.pngFile, &t.iptc} {
		if s.when.Known() && placeholder(s.when.Clock()) {
			t.unset, s.when = s.raw, dispute.When{}
		}
	}
}

// zone finds the zone of a time of taking that states none: by an instant that
// another clock gives of the same shot, or by the offset of another time in the
// file.
func (t *times) zone(m *metadata) {
	w := t.taken.when
	if !w.Known() || w.Zone.From == dispute.ZoneEXIF || w.Zone.From == dispute.ZoneStated || w.Precision < dispute.Second {
		return
	}
	for _, other := range []struct {
		at   time.Time
		code string
	}{{m.clocks.gps, "photo.zone-gps"}, {m.clocks.phone, "photo.zone-phone"}} {
		if seconds, ok := zoned(w.Clock(), other.at); ok {
			t.inZone(seconds, other.code)
			return
		}
	}
	for _, offset := range []string{m.exif["OffsetTimeDigitized"], m.exif["OffsetTime"]} {
		if seconds, ok := readOffset(offset); ok && !blank(offset) {
			t.inZone(seconds, "photo.zone-offset")
			return
		}
	}
}

func (t *times) inZone(seconds int, code string) {
	w, err := dispute.Local(t.taken.when.Clock(), t.taken.when.Precision, fixed(seconds), dispute.ZoneEXIF)
	if err == nil {
		w.From = dispute.TimeEXIF
		t.taken.when, t.assumed = w, code
	}
}

// at is the strongest time there is. What says when the picture was made comes
// before what says when the file was changed.
func (t *times) at() dispute.When {
	for _, w := range []dispute.When{t.taken.when, t.digitised.when, t.phone, t.gps, t.xmpTaken.when, t.xmpMade.when, t.iptc.when, t.pngMade.when, t.name.When} {
		if w.Known() {
			return w
		}
	}
	for _, w := range []dispute.When{t.modified.when, t.pngTime.when, t.pngFile.when} {
		if w.Known() {
			w.From = dispute.TimeModified
			return w
		}
	}
	return t.changed
}

// remarks says where the time is from, where that is not plain, and what
// speaks against it.
func (t *times) remarks() []dispute.Note {
	var out []dispute.Note
	say := func(code string, args ...any) { out = append(out, dispute.Say(code, args...)) }
	at := t.at()
	switch {
	case !at.Known():
		say("photo.no-time")
	case at.From == dispute.TimeFileName:
		out = append(out, t.name.Note())
	case at.From == dispute.TimeModified && t.modified.when.Known():
		say("photo.modified-exif")
	case at.From == dispute.TimeModified && (t.pngTime.when.Known() || t.pngFile.when.Known()):
		say("photo.modified-png")
	case at.From == dispute.TimeModified:
		say("photo.modified")
	case at == t.taken.when && t.assumed != "":
		say(t.assumed, at.Zone.Name)
	case at == t.taken.when:
	case at == t.digitised.when:
		say("photo.digitised")
	case at == t.phone:
		say("photo.phone-clock")
	case at == t.gps:
		say("photo.gps-clock")
	case at == t.xmpTaken.when:
		say("photo.xmp-taken")
	case at == t.xmpMade.when:
		say("photo.xmp-created")
	case at == t.iptc.when:
		say("photo.iptc-created")
	case at == t.pngMade.when:
		say("photo.png-created")
	}
	if t.unset != "" {
		say("photo.placeholder", t.unset)
	}
	for _, s := range []stated{t.taken, t.digitised, t.xmpTaken, t.xmpMade, t.pngMade} {
		if s.bad {
			say("photo.bad-date", s.raw)
			break
		}
	}
	if at.From == dispute.TimeEXIF {
		out = append(out, t.doubts(at)...)
	}
	return append(out, t.differences(at)...)
}

// doubts is what speaks against the camera's clock.
func (t *times) doubts(at dispute.When) []dispute.Note {
	var out []dispute.Note
	if c := at.Clock(); c.Month == 1 && c.Day == 1 && c.Hour == 0 && c.Minute == 0 {
		out = append(out, dispute.Say("photo.unset-clock", at.Wall()))
	}
	changed := t.modified.when
	if !changed.Known() || changed.Precision < dispute.Minute || agree(at, changed) {
		return out
	}
	if changed.Compare(at) > 0 {
		out = append(out, dispute.Say("photo.changed", changed.Wall()))
	} else if at.Time().Sub(changed.Time()) > 24*time.Hour {
		out = append(out, dispute.Say("photo.changed-before", changed.Wall(), at.Wall()))
	}
	return out
}

// differences is where two sources do not agree.
func (t *times) differences(at dispute.When) []dispute.Note {
	var out []dispute.Note
	if x := t.xmpTaken.when; at.From == dispute.TimeEXIF && x.Known() && !agree(at, x) {
		out = append(out, dispute.Say("photo.xmp-differs", x.Wall(), at.Wall()))
	}
	if x := t.iptc.when; at.Known() && x.Known() && at != x && !agree(at, x) {
		out = append(out, dispute.Say("photo.iptc-differs", x.Wall(), at.Wall()))
	}
	ofTaking := at.Known() && at.From != dispute.TimeFileName && at.From != dispute.TimeModified
	for _, made := range []struct {
		what string
		when dispute.When
	}{{"EXIF DateTimeDigitized", t.digitised.when}, {"XMP CreateDate", t.xmpMade.when}, {"PNG Creation Time", t.pngMade.when}} {
		if ofTaking && made.when.Known() && at != made.when && !agree(at, made.when) {
			out = append(out, dispute.Say("photo.made-differs", made.what, made.when.Wall(), at.Wall()))
		}
	}
	for _, clock := range []struct {
		when dispute.When
		code string
	}{{t.gps, "photo.gps-differs"}, {t.phone, "photo.phone-differs"}} {
		if at.From == dispute.TimeEXIF && clock.when.Known() && at != clock.when && at.Precision >= dispute.Minute && farApart(at, clock.when) {
			out = append(out, dispute.Say(clock.code, clock.when.Time().UTC().Format("2006-01-02 15:04:05"), at.Wall(), at.Zone.Name))
		}
	}
	name := t.name.When
	if !name.Known() || !at.Known() || at.From == dispute.TimeFileName || agree(at, name) {
		return out
	}
	switch t.name.Means {
	case filedate.Sent, filedate.Saved, filedate.Edited:
		// These come after the shot by their nature.
		if name.Compare(at) > 0 {
			return append(out, dispute.Say("photo.saved-later", name.Wall(), at.Wall()))
		}
	}
	return append(out, dispute.Say("photo.name-differs", name.Wall(), at.Wall()))
}

// farApart reports whether two clocks of one shot differ by more than the age that
// the satellites' last word may have.
func farApart(a, b dispute.When) bool { return a.Time().Sub(b.Time()).Abs() > 10*time.Minute }

// agree reports whether two times are the same within a minute, or within a
// day where one of them is no finer. Wall clocks that show the same are the
// same time too: a phone abroad names files by the clock that it also writes
// into them, and the zone assumed for one of the two is then wrong.
func agree(a, b dispute.When) bool {
	within := time.Minute
	if min(a.Precision, b.Precision) <= dispute.Day {
		within = 24 * time.Hour
	}
	wall := time.Duration(a.Stored().Wall-b.Stored().Wall) * time.Millisecond
	return cmp.Compare(a.Time().Sub(b.Time()).Abs(), within) <= 0 || wall.Abs() <= within
}
