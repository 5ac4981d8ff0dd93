package recording

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"slices"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
	"complain/pkg/internal/isobox"
)

// vast is a file of which only some bytes are not zero. It counts what is read.
type vast struct {
	parts map[int64][]byte
	read  int64
}

func (v *vast) ReadAt(p []byte, off int64) (int, error) {
	v.read += int64(len(p))
	clear(p)
	for at, part := range v.parts {
		for i, c := range part {
			if n := at + int64(i) - off; n >= 0 && n < int64(len(p)) {
				p[n] = c
			}
		}
	}
	return len(p), nil
}

func atom(name string, content ...byte) []byte {
	return append(binary.BigEndian.AppendUint32(nil, uint32(8+len(content))), append([]byte(name), content...)...)
}

var brand = atom("ftyp", []byte("isom\x00\x00\x02\x00isommp42")...)

func extract(t *testing.T, r io.ReaderAt, size int64) dispute.Record {
	t.Helper()
	src := importer.NewSource("a.mp4", "a.mp4", r, size, importertest.Options(t, "Asia/Shanghai"))
	_, records, err := importertest.Extract(context.Background(), Importer{}, src)
	if err != nil || len(records) != 1 {
		t.Fatalf("%d records, %v", len(records), err)
	}
	return records[0]
}

func remarked(r dispute.Record, code string) bool {
	return slices.ContainsFunc(r.Remarks, func(n dispute.Note) bool { return n.Code == code })
}

// A film of 5 GiB whose index stands at its end costs a few kilobytes.
func TestFilmsAreNotReadWhole(t *testing.T) {
	const film = 5 << 30
	header := make([]byte, 100)
	binary.BigEndian.PutUint32(header[12:], 1000)
	binary.BigEndian.PutUint32(header[16:], 3_600_000)
	index := atom("moov", atom("mvhd", header...)...)
	data := binary.BigEndian.AppendUint64([]byte("\x00\x00\x00\x01mdat"), film)
	at := int64(len(brand))
	v := &vast{parts: map[int64][]byte{0: brand, at: data, at + film: index}}
	r := extract(t, v, at+film+int64(len(index)))
	if got := lengthOf(r); got != 3600000 {
		t.Errorf("length %d of %v", got, r.Remarks)
	}
	if v.read > importer.HeadSize+4096 {
		t.Errorf("%d bytes were read", v.read)
	}
}

func TestLimits(t *testing.T) {
	many := append(slices.Clone(brand), bytes.Repeat(atom("free"), isobox.MaxBoxes+1)...)
	if r := extract(t, bytes.NewReader(many), int64(len(many))); !remarked(r, "recording.limit") {
		t.Errorf("more boxes than are read: %v", r.Remarks)
	}
	at := int64(len(brand))
	huge := &vast{parts: map[int64][]byte{0: brand, at: []byte("\x10\x00\x00\x00moov")}}
	r := extract(t, huge, at+0x10000000)
	if !remarked(r, "recording.limit") || remarked(r, "recording.no-index") || huge.read > importer.HeadSize+4096 {
		t.Errorf("an index of 256 MiB: %v, %d bytes read", r.Remarks, huge.read)
	}
	tracks := atom("moov", bytes.Repeat(atom("trak"), maxTracks+1)...)
	whole := append(slices.Clone(brand), tracks...)
	if r := extract(t, bytes.NewReader(whole), int64(len(whole))); !remarked(r, "recording.limit") {
		t.Errorf("more tracks than are read: %v", r.Remarks)
	}
}

// Sound that was recorded for longer than is counted through is estimated.
func TestLongSpeechIsEstimated(t *testing.T) {
	frame := append([]byte{0x3c}, make([]byte, 31)...)
	const frames = maxSpeech/32 + 5000
	data := append([]byte("#!AMR\n"), bytes.Repeat(frame, frames)...)
	r := extract(t, bytes.NewReader(data), int64(len(data)))
	if got, want := lengthOf(r), dispute.Moment(42043040); got != want || !remarked(r, "recording.length-estimated") {
		t.Errorf("length %d, want %d: %v", got, want, r.Remarks)
	}
}

// The heads of a long film in Matroska are read, and what lies between them is
// stepped over.
func TestLongMatroskaIsNotReadWhole(t *testing.T) {
	const clusters, length = 500, 10 << 20
	head := []byte("\x1aE\xdf\xa3\x8bB\x82\x88matroska\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff")
	v := &vast{parts: map[int64][]byte{0: head}}
	at := int64(len(head))
	for i := range clusters {
		c := binary.BigEndian.AppendUint64([]byte("\x1f\x43\xb6\x75"), 1<<56|length)
		c = binary.BigEndian.AppendUint32(append(c, 0xe7, 0x84), uint32(i*5000))
		v.parts[at] = c
		at += 12 + length
	}
	r := extract(t, v, at)
	if got := lengthOf(r); got != 2495000 || !remarked(r, "recording.unfinished") {
		t.Errorf("length %d of %v", got, r.Remarks)
	}
	if v.read > importer.HeadSize+(clusters+3)*2*jumpSize {
		t.Errorf("%d bytes were read", v.read)
	}
}

// Of hours of sound in Ogg the beginning is read, and the end.
func TestLongOggIsNotReadWhole(t *testing.T) {
	page := func(flags byte, granule uint64, content []byte) []byte {
		p := binary.LittleEndian.AppendUint64(append([]byte("OggS\x00"), flags), granule)
		p = append(p, make([]byte, 12)...)
		for n := len(content); n >= 0; n -= 255 {
			p = append(p, byte(min(n, 255)))
		}
		p = append(p[:26], append([]byte{byte(len(p) - 26)}, p[26:]...)...)
		return append(p, content...)
	}
	var b bytes.Buffer
	b.Write(page(oggFirst, 0, []byte("OpusHead\x01\x01\x00\x00\x80\xbb\x00\x00\x00\x00\x00")))
	b.Write(page(0, 0, []byte("OpusTags\x04\x00\x00\x00none\x00\x00\x00\x00")))
	const pages = maxSpeech/60_000 + 60
	for i := range pages {
		b.Write(page(0, uint64(i+1)*48000, make([]byte, 60_000)))
	}
	counted := &counting{r: bytes.NewReader(b.Bytes())}
	r := extract(t, counted, int64(b.Len()))
	if got, want := lengthOf(r), dispute.Moment(1178000); got != want || len(r.Remarks) != 1 {
		t.Errorf("length %d, want %d, %v", got, want, r.Remarks)
	}
	if counted.read > maxSpeech+maxSpeech/4 {
		t.Errorf("%d bytes were read", counted.read)
	}
}

// counting counts what is read.
type counting struct {
	r    io.ReaderAt
	read int64
}

func (c *counting) ReadAt(p []byte, off int64) (int, error) {
	c.read += int64(len(p))
	return c.r.ReadAt(p, off)
}

// lengthOf is that of the recording a record is of, in milliseconds.
func lengthOf(r dispute.Record) dispute.Moment {
	said, _ := r.Recording()
	return said.Length
}
