package recording

import (
	"context"
	"encoding/binary"
	"io"
	"math"
	"math/bits"

	"complain/pkg/internal/isobox"
)

// film reads a file of boxes into facts.
type film struct {
	*isobox.Walker
	facts   *facts
	tracks  int
	scale   uint32           // units a second of the film
	longest int64            // milliseconds of the longest track, where the film states none
	parts   map[uint32]*part // by the number of the track
}

// The limits of a film.
const (
	maxTracks = 64
	maxMovie  = 64 << 20 // bytes of the box with its index
)

// readFilm reads MP4, MOV, 3GP and M4A: the index, wherever it stands.
func (f *facts) readFilm(ctx context.Context, r io.ReaderAt, size int64) {
	m := &film{Walker: &isobox.Walker{Context: ctx, R: r}, facts: f, parts: map[uint32]*part{}}
	var movie, tooLarge, damaged bool
	m.Each(0, size, 0, func(b isobox.Box) bool {
		if b.End > b.To {
			f.remark("recording.cut", b.End, size)
		}
		if b.Kind == "moof" && movie {
			m.fragment(b)
		}
		if b.Kind != "moov" || movie {
			return true
		}
		if b.End-b.From > maxMovie {
			tooLarge = true
			return true
		}
		movie = true
		m.movie(b)
		damaged = m.Cut
		return true
	})
	if f.length == 0 {
		f.length = m.longest
	}
	if f.length == 0 && !m.Over {
		f.length = m.fragmented()
	}
	switch {
	case tooLarge && !movie, m.Over:
		f.remark("recording.limit")
	case !movie:
		f.remark("recording.no-index")
	case damaged:
		f.remark("recording.damaged")
	}
	if movie {
		f.sound = f.video == "" && f.audio != ""
	}
}

func (m *film) movie(movie isobox.Box) {
	m.Each(movie.From, movie.To, 1, func(b isobox.Box) bool {
		switch b.Kind {
		case "mvhd":
			m.movieHeader(m.Content(b, 120))
		case "mvex":
			m.Each(b.From, b.To, 2, func(b isobox.Box) bool {
				switch {
				case b.Kind == "mehd" && m.facts.length == 0:
					m.fragments(m.Content(b, 16))
				case b.Kind == "trex":
					m.defaults(m.Content(b, 24))
				}
				return true
			})
		case "trak":
			if m.tracks++; m.tracks > maxTracks {
				m.Over = true
				return false
			}
			m.track(b)
		case "udta":
			m.userData(b, 2)
		case "meta":
			m.metadata(b, 2)
		}
		return true
	})
}

// stamped is what the headers of a film and of a track's media have alike.
type stamped struct {
	created, changed moment
	scale            uint32
	duration         uint64
}

func readStamped(p []byte) (s stamped, ok bool) {
	switch {
	case len(p) >= 20 && p[0] == 0:
		s.created, s.changed = moment(binary.BigEndian.Uint32(p[4:])), moment(binary.BigEndian.Uint32(p[8:]))
		s.scale = binary.BigEndian.Uint32(p[12:])
		if d := binary.BigEndian.Uint32(p[16:]); d != math.MaxUint32 {
			s.duration = uint64(d)
		}
	case len(p) >= 32 && p[0] == 1:
		s.created, s.changed = moment(binary.BigEndian.Uint64(p[4:])), moment(binary.BigEndian.Uint64(p[12:]))
		s.scale = binary.BigEndian.Uint32(p[20:])
		if d := binary.BigEndian.Uint64(p[24:]); d != math.MaxUint64 {
			s.duration = d
		}
	default:
		return s, false
	}
	return s, true
}

func (s stamped) milliseconds() int64 { return milliseconds(s.duration, uint64(s.scale)) }

// longestLength is a hundred years: more is damage.
const longestLength = 100 * 366 * 24 * 3600 * 1000

// milliseconds is units of a scale a second, 0 for what cannot be.
func milliseconds(units, scale uint64) int64 {
	if scale == 0 {
		return 0
	}
	high, low := bits.Mul64(units, 1000)
	if low, carry := bits.Add64(low, scale/2, 0); high+carry < scale {
		if ms, _ := bits.Div64(high+carry, low, scale); ms <= longestLength {
			return int64(ms)
		}
	}
	return 0
}

func (m *film) movieHeader(p []byte) {
	s, ok := readStamped(p)
	if !ok {
		m.Cut = true
		return
	}
	m.facts.header, m.facts.changed, m.facts.length = s.created, s.changed, s.milliseconds()
	m.scale = s.scale
}

// fragments takes the length of a film whose index comes in parts.
func (m *film) fragments(p []byte) {
	switch {
	case len(p) >= 12 && p[0] == 1:
		m.facts.length = milliseconds(binary.BigEndian.Uint64(p[4:]), uint64(m.scale))
	case len(p) >= 8 && p[0] == 0:
		m.facts.length = milliseconds(uint64(binary.BigEndian.Uint32(p[4:])), uint64(m.scale))
	}
}

// track reads what a track is of, and with what codec.
func (m *film) track(track isobox.Box) {
	var kind string
	var description []byte
	var id, scale uint32
	turned := false
	m.Each(track.From, track.To, 2, func(b isobox.Box) bool {
		switch b.Kind {
		case "tkhd":
			p := m.Content(b, 104)
			id, turned = readTrackID(p), readTurned(p)
			m.facts.tracked(readCreated(p))
		case "mdia":
			kind, scale, description = m.media(b)
		}
		return true
	})
	m.numbered(id).scale = scale
	switch kind {
	case "vide":
		m.facts.picture(description, turned)
	case "soun":
		m.facts.sounds(description)
	}
}

// readCreated is when a track's header says that it was made.
func readCreated(p []byte) moment {
	switch {
	case len(p) >= 8 && p[0] == 0:
		return moment(binary.BigEndian.Uint32(p[4:]))
	case len(p) >= 12 && p[0] == 1:
		return moment(binary.BigEndian.Uint64(p[4:]))
	}
	return 0
}

// tracked takes the first time of a track that can be one.
func (f *facts) tracked(made moment) {
	if at, _ := made.at(); f.track == 0 && !at.IsZero() {
		f.track = made
	}
}

// readTurned reports whether the matrix turns a track by a quarter.
func readTurned(p []byte) bool {
	at := 40
	if len(p) > 0 && p[0] == 1 {
		at = 52
	}
	if len(p) < at+20 {
		return false
	}
	entry := func(i int) int32 { return int32(binary.BigEndian.Uint32(p[at+4*i:])) }
	return entry(0) == 0 && entry(4) == 0 && entry(1) != 0 && entry(3) != 0
}

// media reads a track's kind and the first description of its samples.
func (m *film) media(media isobox.Box) (kind string, scale uint32, description []byte) {
	m.Each(media.From, media.To, 3, func(b isobox.Box) bool {
		switch b.Kind {
		case "mdhd":
			if s, ok := readStamped(m.Content(b, 40)); ok {
				scale = s.scale
				m.facts.tracked(s.created)
				m.longest = max(m.longest, s.milliseconds())
			}
		case "hdlr":
			if p := m.Content(b, 12); len(p) == 12 && kind == "" {
				kind = string(p[8:12])
			}
		case "minf":
			m.Each(b.From, b.To, 4, func(b isobox.Box) bool {
				if b.Kind != "stbl" {
					return true
				}
				m.Each(b.From, b.To, 5, func(b isobox.Box) bool {
					if b.Kind == "stsd" {
						description = m.Content(b, 4096)
					}
					return true
				})
				return true
			})
		}
		return true
	})
	return kind, scale, description
}
