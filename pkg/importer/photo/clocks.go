package photo

import (
	"bytes"
	"io"
	"strconv"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/exif"
	"complain/pkg/internal/media"
)

// The clocks that state an instant, whatever zone the camera was in.
type instants struct {
	gps     time.Time // of the satellites; zero when there is none
	phone   time.Time // that Samsung's phones write behind the picture
	iptc    string    // IPTC's date and time of creation, as EXIF would write it
	pngTime string    // PNG's own, of the last change of the picture
}

// The tags of IPTC-IIM that say when a picture was made, and their record.
const (
	iptcMarker  = 0xed // APP13
	iptcHead    = "Photoshop 3.0\x00"
	iptcRecord  = 2
	iptcDate    = 55
	iptcTime    = 60
	iptcDigDate = 62
	iptcDigTime = 63
)

// readInstants looks for the clocks that stand beside the time of taking.
func readInstants(r io.ReaderAt, size int64, mediaType string, t tagged) (i instants) {
	i.gps = t.gps
	switch mediaType {
	case media.HEIC, media.HEIF:
		i.phone = readTrailer(r, size)
		return i
	case media.JPEG:
	default:
		return i
	}
	exif.JPEG(r, func(marker byte, at, length int64) bool {
		if marker == iptcMarker && i.iptc == "" {
			data := make([]byte, min(length, 64<<10))
			n, _ := r.ReadAt(data, at)
			i.iptc = readIPTC(data[:n])
		}
		return true
	})
	i.phone = readTrailer(r, size)
	return i
}

// readIPTC reads the date and time of creation out of Photoshop's resource blocks.
func readIPTC(data []byte) string {
	data, ok := bytes.CutPrefix(data, []byte(iptcHead))
	if !ok {
		return ""
	}
	at := bytes.Index(data, []byte("8BIM\x04\x04"))
	if at < 0 {
		return ""
	}
	said := map[byte]string{}
	for rest := data[at:]; len(rest) >= 5; {
		if rest[0] != 0x1c {
			rest = rest[1:]
			continue
		}
		n := int(rest[3])<<8 | int(rest[4])
		if n > len(rest)-5 {
			break
		}
		if rest[1] == iptcRecord && said[rest[2]] == "" {
			said[rest[2]] = clean(string(rest[5 : 5+n]))
		}
		rest = rest[5+n:]
	}
	for _, pair := range [][2]byte{{iptcDate, iptcTime}, {iptcDigDate, iptcDigTime}} {
		if text := joinIPTC(said[pair[0]], said[pair[1]]); text != "" {
			return text
		}
	}
	return ""
}

// joinIPTC is 20260305 and 140322+0800 as readStamp takes them.
func joinIPTC(date, clock string) string {
	if len(date) != 8 || strings.Trim(date, "0123456789") != "" || blank(date) {
		return ""
	}
	day := date[:4] + "-" + date[4:6] + "-" + date[6:]
	if len(clock) < 6 || strings.Trim(clock[:6], "0123456789") != "" {
		return day
	}
	return day + "T" + clock[:2] + ":" + clock[2:4] + ":" + clock[4:6] + clock[6:]
}

// The end of the blocks that Samsung's phones write behind a picture, the block
// with the instant, and how far from the end it is looked for.
const (
	trailerEnd  = "SEFT"
	trailerName = "Image_UTC_Data"
	trailerSize = 256 << 10
)

// readTrailer is the instant that a Samsung phone writes behind a picture, in
// milliseconds since 1970; zero where there is none.
func readTrailer(r io.ReaderAt, size int64) time.Time {
	var end [16]byte
	last, _ := r.ReadAt(end[:], max(0, size-int64(len(end))))
	if !bytes.Contains(end[:last], []byte(trailerEnd)) {
		return time.Time{}
	}
	data := make([]byte, min(size, trailerSize))
	n, _ := r.ReadAt(data, size-int64(len(data)))
	if data = data[:n]; !bytes.HasSuffix(bytes.TrimRight(data, "\x00"), []byte(trailerEnd)) {
		return time.Time{}
	}
	at := bytes.LastIndex(data, []byte(trailerName))
	if at < 0 || len(data) < at+len(trailerName)+13 {
		return time.Time{}
	}
	ms, err := strconv.ParseInt(string(data[at+len(trailerName):][:13]), 10, 64)
	if err != nil || ms < 1e12 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// The tags of a GPS directory with its clock.
const (
	tagGPS     = 0x8825
	tagGPSTime = 7
	tagGPSDate = 29
)

// readGPSClock reads the date and the time of the satellites, which is UTC.
func readGPSClock(f *exif.TIFF, at int64) time.Time {
	var date string
	var clock []float64
	f.Directory(at, func(e exif.Entry) {
		switch e.Tag {
		case tagGPSDate:
			date = clean(e.Text(maxFraction))
		case tagGPSTime:
			clock = e.Rationals(3)
		}
	})
	c, p, rest, ok := readClock(date)
	if !ok || p != dispute.Day || rest != "" {
		return time.Time{}
	}
	if len(clock) != 3 || clock[0] >= 24 || clock[1] >= 60 || clock[2] >= 61 {
		return time.Time{}
	}
	seconds := clock[0]*3600 + clock[1]*60 + clock[2]
	return time.Date(c.Year, time.Month(c.Month), c.Day, 0, 0, 0, 0, time.UTC).Add(time.Duration(seconds * float64(time.Second)))
}

// zoned is how far from UTC a camera's clock was, by an instant that another clock
// states of the same shot: full quarters of an hour that leave hardly a rest.
func zoned(wall dispute.Clock, at time.Time) (seconds int, ok bool) {
	const quarter, rest = 15 * 60, 90 // a fix of the satellites may be a minute old
	if at.IsZero() {
		return 0, false
	}
	local := time.Date(wall.Year, time.Month(wall.Month), wall.Day, wall.Hour, wall.Minute, wall.Second, 0, time.UTC)
	off := int(local.Sub(at.Truncate(time.Second)) / time.Second)
	seconds = (off + quarter/2) / quarter * quarter
	if off+quarter/2 < 0 {
		seconds = -((-off + quarter/2) / quarter * quarter)
	}
	return seconds, off-seconds <= rest && seconds-off <= rest && seconds >= -12*3600 && seconds <= 14*3600
}

// instant is a time that a clock states in UTC, on the case's wall clock.
func instant(at time.Time, src *importer.Source) dispute.When {
	if at.IsZero() || at.Year() < 1990 {
		return dispute.When{}
	}
	w := dispute.Instant(at.In(src.Options.Zone), dispute.Second, dispute.ZoneFormat)
	w.From = dispute.TimeEXIF
	return w
}

// placeholder reports the times that cameras and programs write where they have
// none: Android's older camera software, and the beginnings of counts.
func placeholder(c dispute.Clock) bool {
	android := dispute.Clock{Year: 2002, Month: 12, Day: 8, Hour: 12, Milli: c.Milli}
	began := c.Year == 1904 || c.Year == 1970
	return c == android || began && c.Month == 1 && c.Day == 1
}
