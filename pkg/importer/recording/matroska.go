package recording

import (
	"context"
	"encoding/binary"
	"io"
	"math"
	"strings"
)

// The elements of Matroska and WebM (RFC 9559) that are read.
const (
	idSegment   = 0x18538067
	idInfo      = 0x1549A966
	idScale     = 0x2AD7B1 // nanoseconds a unit
	idDuration  = 0x4489
	idDate      = 0x4461 // nanoseconds since 2001 in UTC
	idMuxer     = 0x4D80
	idWriter    = 0x5741
	idTitle     = 0x7BA9
	idTracks    = 0x1654AE6B
	idEntry     = 0xAE
	idKind      = 0x83
	idCodec     = 0x86
	idVideo     = 0xE0
	idWidth     = 0xB0
	idHeight    = 0xBA
	idAudio     = 0xE1
	idRate      = 0xB5
	idChannels  = 0x9F
	idTags      = 0x1254C367
	idTag       = 0x7373
	idSimple    = 0x67C8
	idTagName   = 0x45A3
	idTagText   = 0x4487
	idCluster   = 0x1F43B675
	idTime      = 0xE7
	idBlock     = 0xA3
	idGroup     = 0xA0
	idInner     = 0xA1
	idBlockTime = 0x9B
)

// element is one part of a Matroska file.
type element struct {
	id       uint32
	from, to int64 // of the content
	open     bool  // it does not say where it ends
}

const (
	maxElements = 400_000 // an hour of what browsers record
	maxJumps    = 20_000  // between clusters that lie far apart
	maxDepth    = 16
)

// matroska reads a file of elements into facts.
type matroska struct {
	ctx      context.Context
	in       *window
	facts    *facts
	elements int
	scale    uint64
	units    float64 // the length that is stated, in units
	cluster  element // the last one that says where it ends
	time     int64   // of the cluster that is read
	last     int64   // the latest moment of a block, in units
	reached  int64   // how far the file was read
	over     bool
}

// readMatroska reads the head of the file and steps over its clusters of sound
// and pictures, unless nothing else says how long it is.
func (f *facts) readMatroska(ctx context.Context, r io.ReaderAt, size int64) {
	m := &matroska{ctx: ctx, in: newWindow(r, size), facts: f, scale: 1_000_000, last: -1}
	m.each(0, size, 0, func(e element) {
		if e.id == idSegment {
			m.each(e.from, e.to, 1, m.part)
		}
	})
	if ctx.Err() != nil {
		return
	}
	switch {
	case m.over && f.audio == "" && f.video == "":
		f.remark("recording.limit")
	case m.units > 0:
		f.length = inMilliseconds(m.units, m.scale)
	default:
		if m.cluster.to > 0 {
			m.each(m.cluster.from, m.cluster.to, 2, m.block)
		}
		if m.last < 0 {
			break
		}
		f.remark("recording.unfinished")
		f.length = inMilliseconds(float64(m.last), m.scale)
		if m.over {
			f.length = inMilliseconds(float64(m.last)*float64(size)/float64(max(m.reached, 1)), m.scale)
			f.remark("recording.length-estimated")
		}
	}
	f.sound = f.video == "" && f.audio != ""
}

// inMilliseconds is units of so many nanoseconds, 0 for what cannot be.
func inMilliseconds(units float64, scale uint64) int64 {
	ms := math.Round(units * float64(scale) / 1e6)
	if !(ms > 0 && ms <= longestLength) {
		return 0
	}
	return int64(ms)
}

// each gives the elements between two places in order.
func (m *matroska) each(from, to int64, depth int, take func(element)) {
	for from < to && depth < maxDepth {
		if m.elements++; m.elements > maxElements || m.in.jumps > maxJumps {
			m.over = true
			return
		}
		m.reached = max(m.reached, from)
		if m.elements%1024 == 0 && m.ctx.Err() != nil {
			return
		}
		e, ok := m.element(from, to)
		if !ok {
			m.facts.remark("recording.damaged-at", from)
			return
		}
		if e.open {
			// A cluster, or the segment, of a recorder that never came back to
			// write its length: it goes on to the next of its kind, so what is in
			// it is read as if it stood beside it.
			if e.id != idCluster && e.id != idSegment {
				m.facts.remark("recording.damaged-at", from)
				return
			}
			if e.id == idCluster {
				from = e.from
				continue
			}
			e.to = to
		}
		if e.to > to {
			m.facts.remark("recording.cut", e.to, m.in.size)
			e.to = to
		}
		take(e)
		from = e.to
	}
}

// element reads a head: a number whose first byte says how long it is, and a
// length of the same kind.
func (m *matroska) element(at, to int64) (e element, ok bool) {
	p := m.in.at(at, 12)
	id, n := ebmlNumber(p, false)
	if n == 0 || n > 4 {
		return e, false
	}
	length, k := ebmlNumber(p[n:], true)
	if k == 0 {
		return e, false
	}
	e = element{id: uint32(id), from: at + int64(n+k)}
	if e.open = length == 1<<(7*k)-1; e.open {
		return e, e.from <= to
	}
	if length > 1<<56 || e.from > to {
		return e, false
	}
	e.to = e.from + int64(length)
	return e, true
}

// ebmlNumber reads a number of 1 to 8 bytes; the zeros in front say how many.
func ebmlNumber(p []byte, strip bool) (v uint64, n int) {
	if len(p) == 0 || p[0] == 0 {
		return 0, 0
	}
	n = 1
	for mark := byte(0x80); p[0]&mark == 0; mark >>= 1 {
		n++
	}
	if len(p) < n {
		return 0, 0
	}
	v = uint64(p[0])
	if strip {
		v &= 1<<(8-n) - 1
	}
	for _, c := range p[1:n] {
		v = v<<8 | uint64(c)
	}
	return v, n
}

func (m *matroska) part(e element) {
	switch e.id {
	case idInfo:
		m.each(e.from, e.to, 2, m.info)
	case idTracks:
		m.each(e.from, e.to, 2, func(e element) {
			if e.id == idEntry {
				m.track(e)
			}
		})
	case idTags:
		m.each(e.from, e.to, 2, func(e element) {
			if e.id == idTag {
				m.each(e.from, e.to, 3, m.tag)
			}
		})
	case idCluster:
		m.cluster = e
	case idTime, idBlock, idGroup: // of a cluster without an end
		m.block(e)
	}
}

func (m *matroska) info(e element) {
	f := m.facts
	switch e.id {
	case idScale:
		m.scale = m.number(e)
	case idDuration:
		m.units = m.float(e)
	case idDate:
		if p := m.in.at(e.from, 8); len(p) == 8 && e.to-e.from == 8 {
			const since2001 = unixEpoch + 978_307_200
			f.header = moment(max(0, since2001+int64(binary.BigEndian.Uint64(p))/1e9))
		}
	case idTitle:
		set(&f.title, m.text(e))
	case idWriter:
		set(&f.software, m.text(e))
	case idMuxer:
		f.tag("muxer", m.text(e))
	}
}

func (m *matroska) track(entry element) {
	f := m.facts
	var kind uint64
	var name string
	var width, height, rate, channels int
	m.each(entry.from, entry.to, 3, func(e element) {
		switch e.id {
		case idKind:
			kind = m.number(e)
		case idCodec:
			name = m.text(e)
		case idVideo, idAudio:
			m.each(e.from, e.to, 4, func(e element) {
				switch e.id {
				case idWidth:
					width = int(min(m.number(e), 1<<20))
				case idHeight:
					height = int(min(m.number(e), 1<<20))
				case idRate:
					rate = int(min(max(m.float(e), 0), 1<<24))
				case idChannels:
					channels = int(min(m.number(e), 1<<10))
				}
			})
		}
	})
	switch {
	case kind == 1 && f.video == "":
		f.video, f.width, f.height = matroskaCodec(name), width, height
	case kind == 2 && f.audio == "":
		f.audio, f.rate, f.channels = matroskaCodec(name), rate, max(channels, 1)
	}
}

// matroskaCodec is what people call a codec.
func matroskaCodec(id string) string {
	for _, x := range [...][2]string{
		{"V_MPEG4/ISO/AVC", "H.264"}, {"V_MPEGH/ISO/HEVC", "H.265"}, {"V_MPEG4/", "MPEG-4 Visual"}, {"V_MJPEG", "Motion JPEG"},
		{"V_VP8", "VP8"}, {"V_VP9", "VP9"}, {"V_AV1", "AV1"}, {"V_THEORA", "Theora"}, {"V_PRORES", "ProRes"},
		{"A_OPUS", "Opus"}, {"A_VORBIS", "Vorbis"}, {"A_AAC", "AAC"}, {"A_MPEG/L3", "MP3"}, {"A_FLAC", "FLAC"}, {"A_PCM", "PCM"},
		{"A_EAC3", "E-AC-3"}, {"A_AC3", "AC-3"}, {"A_ALAC", "ALAC"},
	} {
		if strings.HasPrefix(id, x[0]) {
			return x[1]
		}
	}
	return id
}

func (m *matroska) tag(e element) {
	if e.id != idSimple {
		return
	}
	var name, value string
	m.each(e.from, e.to, 4, func(e element) {
		switch e.id {
		case idTagName:
			name = m.text(e)
		case idTagText:
			value = m.text(e)
		}
	})
	if name = strings.ToUpper(name); name != "DURATION" { // of each track, and in the header
		m.facts.comment(name, value)
	}
}

// block reads the time of a block of sound or pictures.
func (m *matroska) block(e element) {
	relative := func(e element) int64 {
		p := m.in.at(e.from, 11)
		_, n := ebmlNumber(p, true)
		if n == 0 || len(p) < n+2 {
			return 0
		}
		return m.time + int64(int16(binary.BigEndian.Uint16(p[n:])))
	}
	switch e.id {
	case idTime:
		m.time = int64(min(m.number(e), 1<<50))
		m.last = max(m.last, m.time)
	case idBlock:
		m.last = max(m.last, relative(e))
	case idGroup:
		var at, lasts int64
		m.each(e.from, e.to, 4, func(e element) {
			switch e.id {
			case idInner:
				at = relative(e)
			case idBlockTime:
				lasts = int64(min(m.number(e), 1<<40))
			}
		})
		m.last = max(m.last, at+lasts)
	}
}

func (m *matroska) number(e element) uint64 {
	v := uint64(0)
	for _, c := range m.in.at(e.from, int(min(8, e.to-e.from))) {
		v = v<<8 | uint64(c)
	}
	return v
}

func (m *matroska) float(e element) float64 {
	switch p := m.in.at(e.from, int(min(8, e.to-e.from))); len(p) {
	case 4:
		return float64(math.Float32frombits(binary.BigEndian.Uint32(p)))
	case 8:
		return math.Float64frombits(binary.BigEndian.Uint64(p))
	}
	return 0
}

func (m *matroska) text(e element) string {
	return clean(string(m.in.at(e.from, int(min(maxValue, e.to-e.from)))))
}
