package photo

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// The namespaces whose properties are read. Others have properties of the
// same names that mean something else: an editor's history has dates too.
const (
	nsRDF       = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsXMP       = "http://ns.adobe.com/xap/1.0/"
	nsEXIF      = "http://ns.adobe.com/exif/1.0/"
	nsPhotoshop = "http://ns.adobe.com/photoshop/1.0/"
	nsIPTC      = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
)

const maxXMPDepth = 64

// readXMP reads the properties of the picture itself, which stand as
// attributes or elements right under an rdf:Description that is right under
// rdf:RDF. It keeps what came before damage.
func (m *metadata) readXMP(r io.Reader) {
	d := xml.NewDecoder(r)
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	var path []xml.Name
	for {
		token, err := d.Token()
		if err != nil {
			return
		}
		switch t := token.(type) {
		case xml.StartElement:
			path = append(path, t.Name)
			if len(path) > maxXMPDepth {
				m.cut = true
				return
			}
			if t.Name.Space == nsRDF && t.Name.Local == "Description" && described(path[:len(path)-1]) {
				for _, a := range t.Attr {
					m.property(a.Name, a.Value)
				}
			}
			if propertyOf(path) {
				for _, a := range t.Attr {
					if a.Name.Space == nsRDF && a.Name.Local == "resource" {
						m.property(t.Name, a.Value)
					}
				}
			}
		case xml.EndElement:
			if len(path) > 0 {
				path = path[:len(path)-1]
			}
		case xml.CharData:
			if propertyOf(path) {
				m.property(path[len(path)-1], string(t))
			}
		}
	}
}

// propertyOf reports whether path ends in a property of the picture.
func propertyOf(path []xml.Name) bool {
	n := len(path)
	return n >= 2 && path[n-2].Space == nsRDF && path[n-2].Local == "Description" && described(path[:n-2])
}

// described reports whether path ends in rdf:RDF and no other.
func described(path []xml.Name) bool {
	n := len(path)
	return n > 0 && n <= 2 && path[n-1].Space == nsRDF && path[n-1].Local == "RDF"
}

func (m *metadata) property(name xml.Name, value string) {
	value = clean(value)
	key := ""
	switch name.Space {
	case nsEXIF:
		if name.Local == "DateTimeOriginal" || name.Local == "GPSLatitude" || name.Local == "GPSLongitude" {
			key = name.Local
		}
	case nsPhotoshop:
		// IPTC's date of creation of the content, which is of the shot.
		if name.Local == "DateCreated" && m.xmp["DateTimeOriginal"] == "" {
			key = "DateTimeOriginal"
		}
	case nsXMP:
		if name.Local == "CreateDate" || name.Local == "CreatorTool" {
			key = name.Local
		}
	case nsIPTC:
		if name.Local == "DigitalSourceType" {
			key = name.Local
		}
	}
	if strings.EqualFold(name.Local, "AIGC") {
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
