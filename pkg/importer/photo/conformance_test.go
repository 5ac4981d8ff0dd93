package photo

import (
	"context"
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
)

// published is what exiftool 12.57 says about published samples, and how it
// is told here: the time, whose zone follows, size upright, make, model,
// position with the signs of its hemispheres. Differences to exiftool are named,
// and there are no others in time, offset, fraction, orientation and position.
var published = []struct {
	file, at      string
	zone          dispute.ZoneFrom
	width, height string
	maker, model  string
	gps           string
}{
	{"heic/IMG_5195.HEIC", "2021-04-11T15:47:53.054-05:00", dispute.ZoneEXIF, "2566", "3313", "Apple", "iPhone 11 Pro Max", "39.051344,-94.288772"},
	{"heic/mobile/iphone_13_pro_max.HEIC", "2022-02-16T12:55:41.762+01:00", dispute.ZoneEXIF, "3024", "4032", "Apple", "iPhone 13 Pro Max", ""},
	// No date of taking, only one of change, which the record's time says. exiftool: 4608 by 3456, before
	// the turn that HEIF states.
	{"heic/mobile/HMD_Nokia_8.3_5G.heif", "2022-02-03T22:44:09+08:00", dispute.ZoneFormat, "3456", "4608", "", "", "40.788685,-4.005141"},
	{"heic/samplefilehub.heif", "", "", "640", "426", "", "", ""},
	{"jpg/mobile/HMD_Nokia_8.3_5G.jpg", "2022-08-14T14:12:31+03:00", dispute.ZoneEXIF, "4608", "1976", "HMD Global", "Nokia 8.3 5G", "60.146706,24.906772"},
	// XMP states +02:00 for the same wall clock; the program that wrote it may
	// have taken that from the computer it ran on, so the zone is the case's.
	{"jpg/mobile/jolla.jpg", "2014-09-21T16:00:56+08:00", dispute.ZoneCase, "3264", "2448", "Jolla", "Jolla", ""},
	{"jpg/Nikon_D70.jpg", "2008-03-15T09:52:01+08:00", dispute.ZoneCase, "100", "66", "NIKON CORPORATION", "NIKON D70", ""},
	{"jpg/Canon_40D.jpg", "2008-05-30T15:56:01+08:00", dispute.ZoneCase, "100", "68", "Canon", "Canon EOS 40D", ""},
	{"jpg/Kodak_CX7530.jpg", "2005-08-13T09:47:23+08:00", dispute.ZoneCase, "100", "78", "EASTMAN KODAK COMPANY", "KODAK CX7530 ZOOM DIGITAL CAMERA", "-0.371300,36.056417"},
	// exiftool: orientation 1 out of XMP, as in invalid/image00971 and its like.
	// Only EXIF's is read; 1 is what none means too.
	{"jpg/Canon_DIGITAL_IXUS_400.jpg", "2004-08-27T13:52:55+08:00", dispute.ZoneCase, "100", "75", "Canon", "Canon DIGITAL IXUS 400", ""},
	// exiftool: model ION230. A zero byte and an F follow in the file.
	{"jpg/WWL_(Polaroid)_ION230.jpg", "2026-11-24T14:41:16+08:00", dispute.ZoneCase, "75", "100", "WWL", "ION230F", ""},
	{"jpg/corrupted.jpg", "2015-09-08T11:02:17+08:00", dispute.ZoneCase, "3648", "2736", "OLYMPUS IMAGING CORP.", "u1020,S1020", ""},
	// exiftool reads dates out of the makers' own formats here; they are not
	// documented, and are left alone.
	{"jpg/Reconyx_HC500_Hyperfire.jpg", "", "", "2048", "1536", "", "", ""},
	{"jpg/exif-org/olympus-d320l.jpg", "", "", "640", "480", "", "", ""},
	{"jpg/exif-org/sony-powershota5.jpg", "", "", "1024", "768", "", "", ""},
	{"jpg/exif-org/kodak-dc210.jpg", "2000-10-26T16:46:51+08:00", dispute.ZoneCase, "640", "480", "Eastman Kodak Company", "DC210 Zoom (V05.00)", ""},
	{"jpg/exif-org/sanyo-vpcg250.jpg", "1998-01-01T00:00:00+08:00", dispute.ZoneCase, "640", "480", "SANYO Electric Co.,Ltd.", "SR6", ""},
	{"jpg/gps/DSCN0010.jpg", "2008-10-22T16:28:39+08:00", dispute.ZoneCase, "640", "480", "NIKON", "COOLPIX P6000", "43.467448,11.885127"},
	{"jpg/hdr/canon_hdr_YES.jpg", "2015-02-09T22:48:10+08:00", dispute.ZoneCase, "1536", "2048", "Canon", "Canon PowerShot SX60 HS", ""},
	{"jpg/hdr/iphone_hdr_YES.jpg", "2015-04-10T20:12:23.550+02:00", dispute.ZoneEXIF, "3264", "2448", "Apple", "iPhone 6", "40.446972,-3.724753"},
	{"jpg/hdr/iphone_hdr_NO.jpg", "2015-04-10T20:12:23.016+02:00", dispute.ZoneEXIF, "3264", "2448", "Apple", "iPhone 6", "40.446972,-3.724753"},
	{"jpg/orientation/landscape_6.jpg", "", "", "600", "450", "", "", ""},
	{"jpg/orientation/portrait_8.jpg", "", "", "450", "600", "", "", ""},
	// XMP only: the date of creation, with its own zone.
	{"jpg/invalid/image00971.jpg", "2010-04-13T09:37:22+02:00", dispute.ZoneStated, "636", "227", "", "", ""},
	{"jpg/xmp/BlueSquare.jpg", "2005-09-07T15:07:40-07:00", dispute.ZoneStated, "360", "216", "", "", ""},
	// A broken pointer in EXIF: the parser stops there, XMP behind is read.
	{"jpg/tests/30-type_error.jpg", "2013-07-05T03:18:27+00:00", dispute.ZoneStated, "3872", "2403", "", "", ""},
	{"jpg/tests/67-0_length_string.jpg", "2016-09-12T10:05:31+08:00", dispute.ZoneCase, "4032", "2012", "samsung", "SM-G930F", "51.025000,7.591944"},
	// exiftool: a photoshop:DateCreated of 2003-08-31, which it files under
	// XMP, not under DateTimeOriginal.
	{"jpg/long_description.jpg", "2003-08-31", dispute.ZoneCase, "100", "73", "", "", ""},
}

// COMPLAIN_SAMPLES names a folder of published samples, which are not part of
// the repository.
func TestPublishedSamples(t *testing.T) {
	root := os.Getenv("COMPLAIN_SAMPLES")
	if root == "" {
		t.Skip("COMPLAIN_SAMPLES is not set")
	}
	root = filepath.Join(root, "images")
	read := make(map[string]dispute.Record)
	for _, name := range manifest(t, root) {
		data, err := os.ReadFile(filepath.Join(root, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue // the list may be longer than the copy of the folder
		}
		if err != nil {
			t.Error(err)
			continue
		}
		src := importertest.Source(t, filepath.Base(name), data)
		if (Importer{}).Identify(src).Confidence != importer.Certain {
			if filepath.Ext(name) != "" {
				t.Errorf("%s: not recognised", name)
			}
			continue // a README
		}
		tally, records, err := importertest.Extract(context.Background(), Importer{}, src)
		if err != nil || len(records) != 1 || !tally.Conserved() {
			t.Errorf("%s: %d records, %v", name, len(records), err)
			continue
		}
		read[name] = records[0]
	}
	if len(read) < 90 {
		t.Errorf("only %d pictures in %s", len(read), root)
	}
	for _, want := range published {
		r, ok := read[want.file]
		if !ok {
			t.Errorf("%s: not read", want.file)
			continue
		}
		if got := r.At; got.String() != want.at || got.Known() && got.Zone.From != want.zone {
			t.Errorf("%s: %s from %s, want %s from %s", want.file, got, got.Zone.From, want.at, want.zone)
		}
		for field, value := range map[string]string{"width": want.width, "height": want.height, "make": want.maker, "model": want.model, "gps": want.gps} {
			if got := r.Field(field); got != value {
				t.Errorf("%s: %s %q, want %q", want.file, field, got, value)
			}
		}
	}
}

func manifest(t *testing.T, root string) []string {
	t.Helper()
	f, err := os.Open(filepath.Join(root, "MANIFEST.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, row := range rows[1:] {
		names = append(names, row[0])
	}
	return names
}
