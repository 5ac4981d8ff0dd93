package recording

import (
	"encoding/binary"

	"complain/pkg/internal/isobox"
)

// part is a track of a film that comes in fragments: screen recorders and
// programs that send while they record write so, and state no length.
type part struct {
	scale  uint32 // units a second
	usual  uint32 // length of a sample that states none
	length uint64 // units, to the end of the last fragment
}

// numbered is the part of a track. What is beyond the most tracks has one in
// common, which is not used.
func (m *film) numbered(id uint32) *part {
	if p := m.parts[id]; p != nil {
		return p
	}
	if len(m.parts) > maxTracks {
		return &part{}
	}
	m.parts[id] = &part{}
	return m.parts[id]
}

func readTrackID(p []byte) uint32 {
	at := 12
	if len(p) > 0 && p[0] == 1 {
		at = 20
	}
	if len(p) < at+4 {
		return 0
	}
	return binary.BigEndian.Uint32(p[at:])
}

// defaults reads what holds for all fragments of a track.
func (m *film) defaults(p []byte) {
	if len(p) >= 16 {
		m.numbered(binary.BigEndian.Uint32(p[4:])).usual = binary.BigEndian.Uint32(p[12:])
	}
}

// maxRun is how many bytes of one list of samples are read.
const maxRun = 256 << 10

// fragment adds up the lengths of a fragment's samples.
func (m *film) fragment(fragment isobox.Box) {
	m.Each(fragment.From, fragment.To, 1, func(b isobox.Box) bool {
		if b.Kind != "traf" {
			return true
		}
		t := &part{}
		var usual uint32
		m.Each(b.From, b.To, 2, func(b isobox.Box) bool {
			switch b.Kind {
			case "tfhd":
				t, usual = m.fragmentHeader(m.Content(b, 40))
			case "tfdt":
				p := m.Content(b, 12)
				switch {
				case len(p) == 12 && p[0] == 1:
					t.length = binary.BigEndian.Uint64(p[4:])
				case len(p) >= 8 && p[0] == 0:
					t.length = uint64(binary.BigEndian.Uint32(p[4:]))
				}
			case "trun":
				units, ok := runLength(m.Content(b, maxRun), usual)
				if !ok {
					m.Over = true
				}
				t.length += units
			}
			return true
		})
		return true
	})
}

// fragmentHeader reads which track a fragment is of, and the length of its
// samples that state none.
func (m *film) fragmentHeader(p []byte) (*part, uint32) {
	if len(p) < 8 {
		return &part{}, 0
	}
	t := m.numbered(binary.BigEndian.Uint32(p[4:]))
	flags, at := p[3], 8
	if flags&1 != 0 {
		at += 8
	}
	if flags&2 != 0 {
		at += 4
	}
	if flags&8 != 0 && len(p) >= at+4 {
		return t, binary.BigEndian.Uint32(p[at:])
	}
	return t, t.usual
}

// runLength adds up the lengths of a list of samples; ok is false when the list
// is longer than what was read of it.
func runLength(p []byte, usual uint32) (units uint64, ok bool) {
	if len(p) < 8 {
		return 0, true
	}
	count := uint64(binary.BigEndian.Uint32(p[4:]))
	if p[2]&1 == 0 {
		return count * uint64(usual), true
	}
	at, step := 8, 0
	for _, flag := range []byte{1, 4} { // in front of the list
		if p[3]&flag != 0 {
			at += 4
		}
	}
	for _, flag := range []byte{1, 2, 4, 8} {
		if p[2]&flag != 0 {
			step += 4
		}
	}
	for range count {
		if at+4 > len(p) {
			return units, false
		}
		units += uint64(binary.BigEndian.Uint32(p[at:]))
		at += step
	}
	return units, true
}

// fragmented is the length of the longest track in fragments.
func (m *film) fragmented() int64 {
	var longest int64
	for _, t := range m.parts {
		longest = max(longest, milliseconds(t.length, uint64(t.scale)))
	}
	return longest
}
