package photo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"sync"
	"time"

	"github.com/bep/imagemeta"

	"complain/pkg/importer"
	"complain/pkg/internal/media"
)

// metadata is what a picture says of itself.
type metadata struct {
	width, height   int // as stored; 0 when the header could not be read
	orientation     int // EXIF's 1 to 8; 0 when not stated
	gps             bool
	latitude        float64 // degrees, south negative
	longitude       float64 // degrees, west negative
	subsec          string  // the fraction of the second of taking, digits; and of digitising
	subsecDigitised string
	exif            map[string]string
	xmp             map[string]string
	text            map[string]string // of PNG
	clocks          instants
	origin          string // what tells of its making, unchecked: "C2PA", "JUMBF"
	cut             bool   // some of it could not be read
}

// The limits of reading metadata. What is beyond them is left unread, and the
// record says so.
const (
	metadataTime = 2 * time.Second
	maxTags      = 2000
	maxTag       = 10_000 // bytes of one value
	maxXMP       = 1 << 20
)

// wanted says which tags of EXIF are read, by the names that the parser has for
// their directory and for them.
func wanted(namespace, tag string) bool {
	switch namespace {
	case "IFD0":
		switch tag {
		case "Make", "Model", "Software", "Orientation", "ModifyDate":
			return true
		}
	case "IFD0/ExifIFDP":
		switch tag {
		case "DateTimeOriginal", "CreateDate", "OffsetTime", "OffsetTimeOriginal", "OffsetTimeDigitized",
			"UserComment":
			return true
		}
	case "IFD0/GPSInfoIFD":
		switch tag {
		case "GPSLatitude", "GPSLatitudeRef", "GPSLongitude", "GPSLongitudeRef":
			return true
		}
	}
	return false
}

// readMetadata reads what it can and never fails: a picture without readable
// metadata is still a picture.
func readMetadata(ctx context.Context, src *importer.Source, mediaType string) *metadata {
	ctx, cancel := context.WithTimeout(ctx, metadataTime)
	defer cancel()
	// The parser runs beside, and is left behind when the time is over: it
	// has no way to be stopped. It works on metadata of its own, and the gate
	// keeps it from the source from then on.
	g := &gate{r: src}
	defer g.shut()
	done := make(chan *metadata, 1)
	go func() {
		m := newMetadata()
		if importer.Guard("photo", func() error { m.read(ctx, g, src.Size(), mediaType); return nil }) != nil {
			m.cut = true
		}
		done <- m
	}()
	select {
	case m := <-done:
		return m
	case <-ctx.Done():
		m := newMetadata()
		m.cut = true
		return m
	}
}

func newMetadata() *metadata {
	return &metadata{exif: make(map[string]string), xmp: make(map[string]string), text: make(map[string]string)}
}

func (m *metadata) read(ctx context.Context, r io.ReaderAt, size int64, mediaType string) {
	m.readSize(r, size, mediaType)
	m.readInside(look(ctx, r, size, mediaType))
	m.clocks = readInstants(r, size, mediaType, tagged{gps: m.clocks.gps})
	switch mediaType {
	case media.PNG:
		// The chunks with text are read here, and the parser is given the
		// EXIF chunk alone: it knows no text, and would walk through all of
		// the pixels' chunks.
		chunks := readPNG(ctx, r, size)
		m.cut = m.cut || chunks.cut
		m.text = chunks.text
		m.readXMP(strings.NewReader(chunks.xmp))
		m.origin = chunks.origin
		m.clocks.pngTime, m.clocks.iptc = chunks.changed, chunks.iptc
		if chunks.exif != "" {
			m.readInside(inside{exif: strings.NewReader(chunks.exif), origin: m.origin})
			m.parse(strings.NewReader(chunks.exif), imagemeta.TIFF, imagemeta.EXIF)
		}
	case media.GIF:
		m.readXMP(strings.NewReader(gifXMP(ctx, io.NewSectionReader(r, 0, size))))
	case media.JPEG:
		m.parseBoth(r, size, imagemeta.JPEG, 0)
	case media.WebP:
		m.parseBoth(r, size, imagemeta.WebP, 0)
	case media.TIFF:
		m.parseBoth(r, size, imagemeta.TIFF, imagemeta.CONFIG)
	case media.HEIC, media.HEIF, media.AVIF:
		m.parseBoth(r, size, imagemeta.HEIF, imagemeta.CONFIG)
	}
	m.placeXMP()
}

func (m *metadata) readInside(in inside) {
	m.origin = in.origin
	if in.exif == nil {
		return
	}
	t := readTagged(in.exif)
	m.subsec, m.subsecDigitised = t.taken, t.digitised
	if !t.gps.IsZero() {
		m.clocks.gps = t.gps
	}
	if t.origin {
		m.origin = c2pa
	}
}

// parseBoth reads EXIF and XMP. The parser gives up at the first tag that it
// cannot read, and XMP often stands behind.
func (m *metadata) parseBoth(r io.ReaderAt, size int64, format imagemeta.ImageFormat, more imagemeta.Source) {
	if !m.parse(io.NewSectionReader(r, 0, size), format, imagemeta.EXIF|imagemeta.XMP|more) && len(m.xmp) == 0 {
		m.parse(io.NewSectionReader(r, 0, size), format, imagemeta.XMP)
	}
}

func (m *metadata) parse(r io.ReadSeeker, format imagemeta.ImageFormat, sources imagemeta.Source) (whole bool) {
	gps := make(map[string]any)
	result, err := imagemeta.Decode(imagemeta.Options{
		R: r, ImageFormat: format, Sources: sources,
		LimitNumTags: maxTags, LimitTagSize: maxTag,
		ShouldHandleTag: func(tag imagemeta.TagInfo) bool { return wanted(tag.Namespace, tag.Tag) },
		HandleTag: func(tag imagemeta.TagInfo) error {
			switch v := tag.Value.(type) {
			case uint16:
				if tag.Tag == "Orientation" && v >= 1 && v <= 8 {
					m.orientation = int(v)
				}
			case string:
				if v = clean(v); v != "" {
					m.exif[tag.Tag] = v
				}
			case int:
				m.exif[tag.Tag] = fmt.Sprint(v)
			}
			if strings.HasPrefix(tag.Tag, "GPS") {
				gps[tag.Tag] = tag.Value
			}
			return nil
		},
		HandleXMP: func(r io.Reader) error {
			m.readXMP(io.LimitReader(r, maxXMP))
			_, err := io.Copy(io.Discard, r)
			return err
		},
	})
	if err != nil {
		m.cut = true
	}
	if sources&imagemeta.CONFIG != 0 {
		m.width, m.height = result.ImageConfig.Width, result.ImageConfig.Height
	}
	m.place(gps)
	return err == nil
}

// place takes a position only with both hemispheres: without them it is one of
// four. Cameras without reception write zeros.
func (m *metadata) place(gps map[string]any) {
	latitude, ok1 := degrees(gps["GPSLatitude"], gps["GPSLatitudeRef"], "N", "S", 90)
	longitude, ok2 := degrees(gps["GPSLongitude"], gps["GPSLongitudeRef"], "E", "W", 180)
	if ok1 && ok2 && (latitude != 0 || longitude != 0) {
		m.gps, m.latitude, m.longitude = true, latitude, longitude
	}
}

func degrees(value, hemisphere any, positive, negative string, most float64) (float64, bool) {
	d, ok := value.(float64)
	if !ok || math.IsNaN(d) || d < 0 || d > most {
		return 0, false
	}
	switch h, _ := hemisphere.(string); strings.ToUpper(clean(h)) {
	case positive:
		return d, true
	case negative:
		return -d, true
	}
	return 0, false
}

func (m *metadata) software() string {
	for _, s := range []string{m.exif["Software"], m.xmp["CreatorTool"], m.text["Software"]} {
		if s != "" {
			return s
		}
	}
	return ""
}

// clean cuts what pads a value: blanks and zero bytes.
func clean(s string) string {
	return strings.ToValidUTF8(strings.Trim(s, " \t\r\n\x00"), "\uFFFD")
}

// gate lets reads through until it is shut.
type gate struct {
	mu     sync.Mutex
	r      io.ReaderAt
	closed bool
}

var errShut = errors.New("the time for reading metadata is over")

func (g *gate) ReadAt(p []byte, off int64) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return 0, errShut
	}
	return g.r.ReadAt(p, off)
}

func (g *gate) shut() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
}
