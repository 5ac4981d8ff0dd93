package packet

import (
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/locale"
)

const photographed = dispute.EvidenceID(3) // of the sample, on 2026-11-03

// What the packet knows of a photo's time and bytes is a note where a reader
// may ask, and nothing where the times allow no word.
func TestPhotoFindings(t *testing.T) {
	retime := func(in *input, when string, from dispute.TimeFrom) {
		for i, e := range in.Events {
			if e.Kind == dispute.Photo && e.Cites[0].Evidence == photographed {
				in.Events[i].At = photoTime(t, when, from, dispute.ZoneEXIF)
			}
		}
	}
	picture := func(in *input, change func(*Picture)) {
		p := in.Pictures[photographed]
		change(&p)
		in.Pictures[photographed] = p
	}
	for name, c := range map[string]struct {
		change func(*input)
		want   string
		not    []string
		level  Level
	}{
		"between payment and packet": {func(*input) {}, "", []string{"photo-before-payment", "photo-late", "photo-future"}, ""},
		"a day before the payment":   {func(in *input) { retime(in, "2026-10-31 23:59:59", dispute.TimeEXIF) }, "photo-before-payment", nil, Remark},
		"earlier on the same day":    {func(in *input) { retime(in, "2026-11-01 08:00:00", dispute.TimeEXIF) }, "", []string{"photo-before-payment"}, ""},
		"only the month known":       {func(in *input) { retime(in, "2026-10", dispute.TimeEXIF) }, "", []string{"photo-before-payment"}, ""},
		"the file's last change":     {func(in *input) { retime(in, "2026-10-01 08:00:00", dispute.TimeModified) }, "", []string{"photo-before-payment"}, ""},
		"a screenshot of the offer": {func(in *input) {
			retime(in, "2026-10-30 08:00:00", dispute.TimeFileName)
			screenshot(in, photographed)
		}, "", []string{"photo-before-payment"}, ""},
		"after the packet's day": {func(in *input) { retime(in, "2026-11-22 00:00:01", dispute.TimeEXIF) }, "photo-future", []string{"photo-late"}, Should},
		"months after the rest": {func(in *input) {
			in.Today = at(t, "2027-03-01", dispute.ZoneUser)
			retime(in, "2027-02-01 08:00:00", dispute.TimeEXIF)
		}, "photo-late", []string{"photo-future"}, Remark},
		"stripped": {func(in *input) {
			for i, e := range in.Events {
				if e.Kind == dispute.Photo {
					in.Events[i].Notes = []dispute.Note{dispute.Say("photo.stripped-wechat")}
				}
			}
		}, "photo-stripped", nil, Remark},
		"its own bytes": {func(in *input) { picture(in, func(p *Picture) { p.Untouched = Bytes }) }, "photo-metadata", []string{"photo-place"}, Remark},
		"its own bytes, with the place": {func(in *input) {
			say(in, photographed, dispute.PhotoFacts{Place: &dispute.Place{Latitude: 31_230_000, Longitude: 121_470_000}})
			picture(in, func(p *Picture) { p.Untouched = Bytes })
		}, "photo-place", []string{"photo-metadata"}, Should},
		"a rendition, with the place": {func(in *input) {
			say(in, photographed, dispute.PhotoFacts{Place: &dispute.Place{Latitude: 31_230_000, Longitude: 121_470_000}})
		}, "", []string{"photo-place", "photo-metadata"}, ""},
		"not what was wanted": {func(in *input) { picture(in, func(p *Picture) { p.Instead = note("picture.instead-format") }) }, "photo-instead", nil, Remark},
	} {
		t.Run(name, func(t *testing.T) {
			in := sample(t, locale.Chinese)
			c.change(&in)
			_, findings := compose(t, in, "regulator")
			if f := find(findings, c.want); c.want != "" && (f == nil || f.Level != c.level || !strings.Contains(in.Lang.Note(f.Text), "E3")) {
				t.Errorf("%s: %+v", c.want, f)
			}
			for _, id := range c.not {
				if f := find(findings, id); f != nil {
					t.Errorf("%s: %+v", id, f)
				}
			}
		})
	}
}

// screenshot makes a photo of the sample one of a screen.
func screenshot(in *input, id dispute.EvidenceID) {
	say(in, id, dispute.PhotoFacts{Screenshot: dispute.ByStatement})
}

// say gives the records of an evidence facts.
func say(in *input, id dispute.EvidenceID, facts dispute.PhotoFacts) {
	for n, r := range in.Records {
		if r.Evidence == id {
			in.Records[n].Fields = append(r.Fields, facts.Fields()...)
		}
	}
}

// Where a photo was taken is printed only where the user wants it.
func TestPlacesAreLeftOut(t *testing.T) {
	in := sample(t, locale.Chinese)
	say(&in, photographed, dispute.PhotoFacts{Place: &dispute.Place{Latitude: 31_230_416, Longitude: 121_473_701}}) // the film states its own
	for _, with := range []bool{false, true} {
		in.WithPlaces = with
		d, _ := compose(t, in, "regulator")
		var b strings.Builder
		if err := doc.Dump(&b, d); err != nil {
			t.Fatal(err)
		}
		for _, place := range []string{"31.230416,121.473701", "30.274100,120.155100"} {
			if strings.Contains(b.String(), place) != with {
				t.Errorf("with places %t: %s is there %t", with, place, !with)
			}
		}
	}
}

// The last change of a file never passes for the time of the photo, in no part
// of the packet.
func TestLastChangeIsSaid(t *testing.T) {
	in := sample(t, locale.Chinese)
	for i, e := range in.Events {
		if e.Kind == dispute.Photo && e.Cites[0].Evidence == photographed {
			in.Events[i].At = photoTime(t, "2026-11-04 09:08:07", dispute.TimeModified, dispute.ZoneFormat)
		}
	}
	d, _ := compose(t, in, "regulator")
	var b strings.Builder
	if err := doc.Dump(&b, d); err != nil {
		t.Fatal(err)
	}
	said := 0
	for line := range strings.Lines(b.String()) {
		for _, written := range []string{"2026-11-04 09:08", "2026年11月4日 09:08"} {
			if strings.Contains(line, written) {
				said++
				if !strings.Contains(line, "文件修改时间") {
					t.Errorf("as if it were more: %s", line)
				}
			}
		}
	}
	if said < 2 {
		t.Errorf("the time is told %d times:\n%s", said, b.String())
	}
}
