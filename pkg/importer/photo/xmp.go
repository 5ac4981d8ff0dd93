package photo

import (
	"io"
	"strconv"
	"strings"

	"complain/pkg/internal/xmp"
)

// readXMP reads the properties of the picture itself. It keeps what came before
// damage.
func (m *metadata) readXMP(r io.Reader) {
	deep := xmp.Read(r, func(p xmp.Property) {
		if !p.Item {
			m.property(p)
		}
	})
	m.cut = m.cut || deep
}

func (m *metadata) property(p xmp.Property) {
	value := clean(p.Value)
	key := ""
	switch p.Space {
	case xmp.EXIF:
		if p.Name == "DateTimeOriginal" || p.Name == "GPSLatitude" || p.Name == "GPSLongitude" {
			key = p.Name
		}
	case xmp.Photoshop:
		// IPTC's date of creation of the content, which is of the shot.
		if p.Name == "DateCreated" && m.xmp["DateTimeOriginal"] == "" {
			key = "DateTimeOriginal"
		}
	case xmp.Basic:
		if p.Name == "CreateDate" || p.Name == "CreatorTool" {
			key = p.Name
		}
	case xmp.IPTC:
		if p.Name == "DigitalSourceType" {
			key = p.Name
		}
	}
	if strings.EqualFold(p.Name, "AIGC") {
		key = "AIGC" // the mark that Chinese rules want in generated pictures
	}
	if key != "" && value != "" {
		m.xmp[key] = value[:min(len(value), maxTag)]
	}
}

// placeXMP takes the position that XMP states where EXIF states none.
func (m *metadata) placeXMP() {
	latitude, ok1 := degreesXMP(m.xmp["GPSLatitude"], "N", "S", 90)
	longitude, ok2 := degreesXMP(m.xmp["GPSLongitude"], "E", "W", 180)
	if !m.gps && ok1 && ok2 && (latitude != 0 || longitude != 0) {
		m.gps, m.latitude, m.longitude = true, latitude, longitude
	}
}

// degreesXMP reads XMP's GPSCoordinate: "31,13.825N" or "31,13,49N", degrees,
// minutes and perhaps seconds before the letter of the hemisphere.
func degreesXMP(text, positive, negative string, most float64) (float64, bool) {
	if text == "" {
		return 0, false
	}
	hemisphere := text[len(text)-1:]
	parts := strings.Split(text[:len(text)-1], ",")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, false
	}
	sum, unit := 0.0, 1.0
	for i, part := range parts {
		if strings.Trim(part, "0123456789.") != "" {
			return 0, false
		}
		v, err := strconv.ParseFloat(part, 64)
		if err != nil || i > 0 && v >= 60 {
			return 0, false
		}
		sum += v / unit
		unit *= 60
	}
	return degrees(sum, hemisphere, positive, negative, most)
}
