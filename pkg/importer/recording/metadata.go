package recording

import (
	"encoding/binary"
	"strconv"
	"strings"
	"unicode/utf16"

	"complain/pkg/internal/isobox"
)

const maxKeys = 256

// userData reads what devices write beside a film: QuickTime's texts, whose
// names begin with ©, 3GPP's position, iTunes' list.
func (m *film) userData(data isobox.Box, depth int) {
	m.Each(data.From, data.To, depth, func(b isobox.Box) bool {
		switch {
		case b.Kind == "meta":
			m.metadata(b, depth+1)
		case b.Kind == "loci":
			m.facts.location(m.Content(b, 512))
		case b.Kind[0] == 0xa9:
			// A length, a language, a text; more languages follow.
			p := m.Content(b, 4+maxValue)
			if len(p) < 4 {
				return true
			}
			n := int(binary.BigEndian.Uint16(p))
			m.facts.value(b.Kind, string(p[4:][:min(n, len(p)-4)]))
		}
		return true
	})
}

// metadata reads the two lists of named values: Apple's, whose names stand in
// a list of their own, and iTunes', whose names are four letters.
func (m *film) metadata(meta isobox.Box, depth int) {
	// QuickTime has the boxes at once, MPEG-4 after a version.
	if p := m.Content(meta, 8); len(p) == 8 && string(p[4:8]) != "hdlr" {
		meta.From += 4
	}
	var keys []string
	m.Each(meta.From, meta.To, depth, func(b isobox.Box) bool {
		switch b.Kind {
		case "keys":
			keys = readKeys(m.Content(b, 64<<10))
		case "ilst":
			m.Each(b.From, b.To, depth+1, func(item isobox.Box) bool {
				name := item.Kind
				if i := binary.BigEndian.Uint32([]byte(name)); i > 0 && uint64(i) <= uint64(len(keys)) {
					name = keys[i-1]
				}
				m.Each(item.From, item.To, depth+2, func(b isobox.Box) bool {
					if b.Kind == "data" {
						m.facts.value(name, readData(m.Content(b, 8+maxValue)))
						return false
					}
					return true
				})
				return true
			})
		}
		return true
	})
}

func readKeys(p []byte) []string {
	var keys []string
	if len(p) < 8 {
		return nil
	}
	for p = p[8:]; len(p) >= 8 && len(keys) < maxKeys; {
		n := binary.BigEndian.Uint32(p)
		if n < 8 || uint64(n) > uint64(len(p)) {
			break
		}
		keys = append(keys, string(p[8:n]))
		p = p[n:]
	}
	return keys
}

// readData reads a value: its kind, its language, its bytes. Only texts are
// read.
func readData(p []byte) string {
	if len(p) < 8 {
		return ""
	}
	switch binary.BigEndian.Uint32(p) {
	case 1:
		return string(p[8:])
	case 2:
		return wide(p[8:], binary.BigEndian)
	}
	return ""
}

// wide reads UTF-16 up to its first zero.
func wide(p []byte, order binary.ByteOrder) string {
	var units []uint16
	for ; len(p) >= 2; p = p[2:] {
		u := order.Uint16(p)
		if u == 0 {
			break
		}
		units = append(units, u)
	}
	return string(utf16.Decode(units))
}

// value takes one named value of a film.
func (f *facts) value(name, text string) {
	switch name {
	case "com.apple.quicktime.creationdate":
		set(&f.stated, text)
	case "com.apple.quicktime.make", "com.android.manufacturer", "\xa9mak":
		set(&f.maker, text)
	case "com.apple.quicktime.model", "com.android.model", "\xa9mod":
		set(&f.model, text)
	case "com.apple.quicktime.software", "\xa9swr", "\xa9too":
		set(&f.software, text)
	case "com.apple.quicktime.title", "\xa9nam":
		set(&f.title, text)
	case "com.android.version":
		f.tag("android-version", clean(text))
	case "\xa9day":
		f.tag("date", clean(text))
		if _, ok := strings.CutPrefix(text, "20"); ok && strings.Contains(text, "T") && strings.Contains(text, ":") {
			set(&f.dated, text)
		} else if strings.Contains(text, ":") {
			f.setLocal(text)
		}
	case "com.apple.quicktime.location.ISO6709", "\xa9xyz":
		f.iso6709(clean(text))
	}
}

// iso6709 reads "+31.2304+121.4737+012.3/".
func (f *facts) iso6709(text string) {
	if len(text) < 4 || text[0] != '+' && text[0] != '-' {
		return
	}
	second := strings.IndexAny(text[1:], "+-") + 1
	if second == 0 {
		return
	}
	rest := text[second:]
	end := len(rest)
	if i := strings.IndexAny(rest[1:], "+-/C"); i >= 0 {
		end = i + 1
	}
	latitude, ok1 := degrees(text[:second], 2)
	longitude, ok2 := degrees(rest[:end], 3)
	if ok1 && ok2 {
		f.setPlace(latitude, longitude)
	}
}

// degrees reads a sign and decimal degrees, with whole the most digits before
// the point: more would be minutes and seconds, which devices do not write.
func degrees(text string, whole int) (float64, bool) {
	before, _, _ := strings.Cut(text[1:], ".")
	if before == "" || len(before) > whole || strings.Trim(text[1:], "0123456789.") != "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(text, 64)
	return v, err == nil
}

// location reads 3GPP's: a language, a name, a role, and the position in
// 65536ths of a degree.
func (f *facts) location(p []byte) {
	if len(p) < 7 {
		return
	}
	p = p[6:]
	if p[0] == 0xfe || p[0] == 0xff { // a name in UTF-16
		for len(p) >= 2 && (p[0] != 0 || p[1] != 0) {
			p = p[2:]
		}
		p = p[min(2, len(p)):]
	} else {
		for len(p) > 0 && p[0] != 0 {
			p = p[1:]
		}
		p = p[min(1, len(p)):]
	}
	if len(p) < 9 {
		return
	}
	fixed := func(p []byte) float64 { return float64(int32(binary.BigEndian.Uint32(p))) / 65536 }
	f.setPlace(fixed(p[5:]), fixed(p[1:]))
}
