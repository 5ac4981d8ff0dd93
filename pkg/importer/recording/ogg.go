package recording

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
)

// oggPage is the head of a page: all of an Ogg file lies in pages.
type oggPage struct {
	flags   byte
	granule int64 // the place of its last sample, -1 when none ends in it
	serial  uint32
	lacing  []byte // lengths, which end a packet where they are less than 255
	body    int64  // bytes
}

const (
	oggFirst = 2
	oggHead  = 27
	oggLarge = oggHead + 255 + 255*255 // the largest page
)

func readOggPage(p []byte) (g oggPage, ok bool) {
	if len(p) < oggHead || string(p[:4]) != "OggS" || p[4] != 0 || len(p) < oggHead+int(p[26]) {
		return g, false
	}
	g.flags, g.granule = p[5], int64(binary.LittleEndian.Uint64(p[6:]))
	g.serial = binary.LittleEndian.Uint32(p[14:])
	g.lacing = bytes.Clone(p[oggHead : oggHead+int(p[26])])
	for _, n := range g.lacing {
		g.body += int64(n)
	}
	return g, true
}

// track is one of the streams whose pages make up a file.
type track struct {
	rate  uint64 // units of its granules a second
	unit  uint64 // by which they are multiplied, for pictures; 0 is 1
	shift uint   // bits of a granule that count from the last whole picture
	skip  int64  // units before the first that is heard
	last  int64
	texts []byte // the second packet, while it is gathered
	magic string // how that packet begins
	told  bool
}

// readOgg goes from page to page; in a long file, from some place on to the last
// at once. A file may be several put behind each other; their lengths add up.
func (f *facts) readOgg(ctx context.Context, r io.ReaderAt, size int64) {
	in := newWindow(r, size)
	tracks := map[uint32]*track{}
	var done, at int64
	for n := 0; at < size; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return
		}
		g, ok := readOggPage(in.at(at, oggHead+255))
		if !ok {
			f.remark("recording.damaged-at", at)
			break
		}
		body := at + oggHead + int64(len(g.lacing))
		end := body + g.body
		if end > size {
			f.remark("recording.cut", end, size)
			break
		}
		t := tracks[g.serial]
		switch {
		case g.flags&oggFirst != 0:
			if longest(tracks) > 0 { // the next file begins
				done += longest(tracks)
				clear(tracks)
			}
			if len(tracks) >= maxTracks {
				f.remark("recording.limit")
				break
			}
			t = f.oggTrack(in.at(body, int(min(g.body, 64))))
			tracks[g.serial] = t
		case t != nil && !t.told:
			f.oggTexts(t, g, in, body)
		}
		if t != nil && g.granule > 0 {
			t.last = max(t.last, g.granule)
		}
		if at = end; at >= maxSpeech && at < size {
			if !lastPages(r, max(at, size-2*oggLarge), size, tracks) {
				f.length = int64(float64(done+longest(tracks)) * float64(size) / float64(at))
				f.remark("recording.length-estimated")
				return
			}
			break
		}
	}
	f.length = done + longest(tracks)
	if f.video == "" && f.audio == "" {
		f.remark("recording.no-sound")
	}
	f.sound = f.video == ""
}

// lastPages takes the places of the last samples from the end of a file.
func lastPages(r io.ReaderAt, from, size int64, tracks map[uint32]*track) (found bool) {
	p := make([]byte, size-from)
	n, _ := r.ReadAt(p, from)
	for p = p[:n]; ; p = p[4:] {
		i := bytes.Index(p, []byte("OggS"))
		if i < 0 {
			return found
		}
		p = p[i:]
		if g, ok := readOggPage(p); ok && tracks[g.serial] != nil && g.granule > 0 {
			t := tracks[g.serial]
			t.last, found = max(t.last, g.granule), true
		}
	}
}

// longest is the length of the longest stream.
func longest(tracks map[uint32]*track) int64 {
	most := int64(0)
	for _, t := range tracks {
		units := t.last>>t.shift + t.last&(1<<t.shift-1) - t.skip
		if units > 0 && units < 1<<40 && t.unit < 1<<20 {
			most = max(most, milliseconds(uint64(units)*max(t.unit, 1), t.rate))
		}
	}
	return most
}

// oggTrack reads the first packet of a stream, which says what it is.
func (f *facts) oggTrack(p []byte) *track {
	t := &track{told: true}
	heard := func(codec string, rate, channels int) {
		if f.audio == "" {
			f.audio, f.rate, f.channels = codec, rate, channels
		}
	}
	le := binary.LittleEndian
	switch {
	case bytes.HasPrefix(p, []byte("OpusHead")) && len(p) >= 19:
		// Granules count 48000 a second, whatever the sound was taken at.
		t.rate, t.skip = 48000, int64(le.Uint16(p[10:]))
		t.magic, t.told = "OpusTags", false
		heard("Opus", int(le.Uint32(p[12:])), int(p[9]))
	case bytes.HasPrefix(p, []byte("\x01vorbis")) && len(p) >= 16:
		t.rate = uint64(le.Uint32(p[12:]))
		t.magic, t.told = "\x03vorbis", false
		heard("Vorbis", int(t.rate), int(p[11]))
	case bytes.HasPrefix(p, []byte("Speex   ")) && len(p) >= 52:
		t.rate = uint64(le.Uint32(p[36:]))
		t.told = false // its texts have no name before them
		heard("Speex", int(t.rate), int(le.Uint32(p[48:])))
	case bytes.HasPrefix(p, []byte("\x7fFLAC")) && len(p) >= 35:
		form := facts{}
		form.flacForm(p[17:])
		t.rate = uint64(form.rate)
		t.magic, t.told = "", true
		heard("FLAC", form.rate, form.channels)
	case bytes.HasPrefix(p, []byte("\x80theora")) && len(p) >= 42:
		be := binary.BigEndian
		t.rate, t.unit, t.shift = uint64(be.Uint32(p[22:])), uint64(be.Uint32(p[26:])), uint(p[40]&3)<<3|uint(p[41]>>5)
		if f.video == "" {
			f.video = "Theora"
			f.width, f.height = int(p[14])<<16|int(p[15])<<8|int(p[16]), int(p[17])<<16|int(p[18])<<8|int(p[19])
		}
		t.magic, t.told = "\x81theora", false
	case bytes.HasPrefix(p, []byte("fishead")), bytes.HasPrefix(p, []byte("BBCD")):
	}
	return t
}

// oggTexts gathers the second packet of a stream.
func (f *facts) oggTexts(t *track, g oggPage, in *window, body int64) {
	length, whole := 0, false
	for _, n := range g.lacing {
		length += int(n)
		if n < 255 {
			whole = true
			break
		}
	}
	for read := 0; read < length; {
		p := in.at(body+int64(read), length-read)
		if len(p) == 0 {
			break
		}
		t.texts = append(t.texts, p...)
		read += len(p)
	}
	if !whole && len(t.texts) < maxBlock {
		return
	}
	t.told = true
	if texts, ok := bytes.CutPrefix(t.texts, []byte(t.magic)); ok {
		f.comments(texts)
	}
	t.texts = nil
}
