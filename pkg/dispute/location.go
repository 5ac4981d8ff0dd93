package dispute

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Where a picture or a recording was made often is somebody's home. The case
// keeps it; it is shown and printed only where somebody asks for it. An archive
// of a case is whole, and so has it.

// Place is a place on earth, in millionths of a degree: about a tenth of a
// metre, finer than any device knows.
type Place struct {
	Latitude  int32 // south negative
	Longitude int32 // west negative
}

// PlaceAt is the place at degrees; ok is false where there is none.
func PlaceAt(latitude, longitude float64) (p Place, ok bool) {
	if !(math.Abs(latitude) <= 90 && math.Abs(longitude) <= 180) { // which holds for NaN too
		return Place{}, false
	}
	return Place{millionths(latitude), millionths(longitude)}, true
}

// millionths rounds as printing with six decimals does.
func millionths(degrees float64) int32 {
	text := strconv.FormatFloat(degrees, 'f', 6, 64)
	n, _ := strconv.ParseInt(strings.Replace(text, ".", "", 1), 10, 32) // digits, and fewer than nine
	return int32(n)
}

// String is latitude and longitude in degrees: "31.230416,121.473701".
func (p Place) String() string {
	return fmt.Sprintf("%.6f,%.6f", float64(p.Latitude)/1e6, float64(p.Longitude)/1e6)
}

// parsePlace reads what String writes, with any number of decimals.
func parsePlace(text string) (p Place, ok bool) {
	first, second, _ := strings.Cut(text, ",")
	latitude, err1 := strconv.ParseFloat(first, 64)
	longitude, err2 := strconv.ParseFloat(second, 64)
	if err1 != nil || err2 != nil {
		return Place{}, false
	}
	return PlaceAt(latitude, longitude)
}

func place(at **Place) fact {
	return fact{fieldPlace,
		func() []string {
			if *at == nil {
				return nil
			}
			return []string{(*at).String()}
		},
		func(values []string) {
			if p, ok := parsePlace(values[0]); ok {
				*at = &p
			}
		}}
}

// The fields that say where a picture or a recording was made: as facts hold it,
// and as some recordings' tags write it.
const (
	fieldPlace    = "gps"
	fieldLocation = "location"
)

// Place is where a picture or a recording was made, as its file states it; ok is
// false for other records and where the file does not say.
func (r *Record) Place() (p Place, ok bool) {
	photo, _ := r.Photo()
	recording, _ := r.Recording()
	for _, at := range []*Place{photo.Place, recording.Place} {
		if at != nil {
			return *at, true
		}
	}
	return Place{}, false
}

// LeavePlace takes out the fields that say where the record's picture or recording
// was made, and gives their names.
func (r *Record) LeavePlace() (withheld []string) {
	if r.Kind != Photo && !r.recorded() {
		return nil
	}
	says := func(f Field) bool { return f.Name == fieldPlace || f.Name == fieldLocation }
	for _, f := range r.Fields {
		if says(f) && !slices.Contains(withheld, f.Name) {
			withheld = append(withheld, f.Name)
		}
	}
	if len(withheld) > 0 {
		r.Fields = slices.DeleteFunc(slices.Clone(r.Fields), says)
	}
	return withheld
}
