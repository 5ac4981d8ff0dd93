package photo

import (
	"io"
	"time"

	"complain/pkg/internal/exif"
)

// tagged is the few tags of EXIF that are read here: the metadata parser makes
// numbers of the fractions of seconds, and loses the zeros that they begin with.
type tagged struct {
	taken     string    // SubSecTimeOriginal
	digitised string    // SubSecTimeDigitized
	gps       time.Time // of the satellites; zero when there is none
	origin    bool      // the directory of a TIFF file holds C2PA data
}

const maxFraction = 32 // bytes

// readTagged reads the tags out of the TIFF file in r. What cannot be read is
// not there.
func readTagged(r io.ReaderAt) tagged {
	var t tagged
	f, ok := exif.Open(r)
	if !ok {
		return t
	}
	deeper, places := int64(0), int64(0)
	f.First(func(e exif.Entry) {
		switch e.Tag {
		case exif.TagEXIF:
			deeper = e.Place()
		case tagGPS:
			places = e.Place()
		case exif.TagC2PA:
			t.origin = true
		}
	})
	if places != 0 {
		t.gps = readGPSClock(f, places)
	}
	if deeper == 0 {
		return t
	}
	f.Directory(deeper, func(e exif.Entry) {
		switch e.Tag {
		case exif.TagSubSecTaken:
			t.taken = clean(e.Text(maxFraction))
		case exif.TagSubSecDigital:
			t.digitised = clean(e.Text(maxFraction))
		}
	})
	return t
}
