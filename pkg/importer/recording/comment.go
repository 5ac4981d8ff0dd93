package recording

import (
	"encoding/binary"
	"strings"
)

const (
	maxComments = 200
	maxBlock    = 64 << 10 // of comments; covers are longer, and are not read
)

// comments reads the texts of Ogg and FLAC files: lengths and NAME=value, the
// first of them the program that wrote the sound.
func (f *facts) comments(p []byte) {
	next := func() (string, bool) {
		if len(p) < 4 {
			return "", false
		}
		n := binary.LittleEndian.Uint32(p)
		p = p[4:]
		if uint64(n) > uint64(len(p)) {
			return "", false
		}
		s := string(p[:n])
		p = p[n:]
		return s, true
	}
	vendor, ok := next()
	if !ok || len(p) < 4 {
		f.remark("recording.damaged")
		return
	}
	number := binary.LittleEndian.Uint32(p)
	p = p[4:]
	for range min(number, maxComments) {
		s, ok := next()
		if !ok {
			break // a long picture, or damage
		}
		name, value, _ := strings.Cut(s, "=")
		f.comment(strings.ToUpper(name), clean(value))
	}
	set(&f.software, vendor)
}

// comment takes one text. A date alone is that of music's release as often as of
// a recording, so it makes no time; with a time of day nobody writes a release.
func (f *facts) comment(name, value string) {
	switch name {
	case "TITLE":
		set(&f.title, value)
	case "ENCODER":
		set(&f.software, value)
	case "CREATION_TIME", "CREATIONTIME":
		set(&f.stated, value)
	case "DATE", "DATE_RECORDED", "DATE_DIGITIZED", "DATE_ENCODED":
		f.tag(strings.ToLower(strings.ReplaceAll(name, "_", "-")), value)
		if _, clock, ok := strings.Cut(strings.Replace(value, "T", " ", 1), " "); ok && strings.Contains(clock, ":") {
			f.setLocal(value)
		}
	case "LOCATION":
		f.tag("location", value)
		f.iso6709(value)
	}
}
