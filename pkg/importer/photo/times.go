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
	return times{
		taken:     readStamp(m.exif["DateTimeOriginal"], offset, m.subsec, src, dispute.TimeEXIF),
		digitised: readStamp(m.exif["CreateDate"], m.exif["OffsetTimeDigitized"], m.subsecDigitised, src, dispute.TimeEXIF),
		modified:  readStamp(m.exif["ModifyDate"], m.exif["OffsetTime"], "", src, dispute.TimeEXIF),
		xmpTaken:  readStamp(m.xmp["DateTimeOriginal"], "", "", src, dispute.TimeXMP),
		xmpMade:   readStamp(m.xmp["CreateDate"], "", "", src, dispute.TimeXMP),
		pngMade:   readStamp(m.text["Creation Time"], "", "", src, dispute.TimeXMP),
		name:      name,
		changed:   src.Modified,
	}
}

// at is the strongest time there is. What says when the picture was made comes
// before what says when the file was changed.
func (t *times) at() dispute.When {
	for _, w := range []dispute.When{t.taken.when, t.digitised.when, t.xmpTaken.when, t.xmpMade.when, t.pngMade.when, t.name.When} {
		if w.Known() {
			return w
		}
	}
	if w := t.modified.when; w.Known() {
		w.From = dispute.TimeModified
		return w
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
	case at.From == dispute.TimeModified:
		say("photo.modified")
	case at == t.taken.when:
	case at == t.digitised.when:
		say("photo.digitised")
	case at == t.xmpTaken.when:
		say("photo.xmp-taken")
	case at == t.xmpMade.when:
		say("photo.xmp-created")
	case at == t.pngMade.when:
		say("photo.png-created")
	}
	for _, s := range []stated{t.taken, t.digitised} {
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
