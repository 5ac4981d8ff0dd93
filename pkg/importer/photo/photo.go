// Package photo takes in pictures: photographs, screenshots, scans.
//
// It promises one record for the whole file, whose time is the strongest that
// the file states: EXIF before XMP before the file's name, each named as what
// it is; where there is none, when the file was last changed, and called so. It
// decodes no pixels and reads
// only the parts of the file that hold metadata, for at most two seconds. It
// forbids words that are not in the file: what a picture shows is for people
// to say.
package photo

import (
	"context"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/filedate"
	"complain/pkg/internal/media"
)

// Importer reads pictures. The zero value is ready.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "photo" }

// Version implements importer.Importer.
func (Importer) Version() int { return 4 }

// Identify implements importer.Importer. The first bytes of pictures are no
// other format's.
func (Importer) Identify(src *importer.Source) importer.Match {
	mediaType := media.Type(src.Head)
	if !media.Picture(mediaType) {
		return importer.Match{}
	}
	variant := strings.TrimPrefix(mediaType, "image/")
	return importer.Match{
		Confidence: importer.Certain,
		Variant:    variant,
		Because:    []dispute.Note{dispute.Say("photo.magic", strings.ToUpper(variant))},
	}
}

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	mediaType := media.Type(src.Head)
	if !media.Picture(mediaType) {
		return &importer.Stopped{Why: dispute.Say("photo.no-picture", mediaType)}
	}
	m := readMetadata(ctx, src, mediaType)
	if err := ctx.Err(); err != nil {
		return err
	}
	name, _ := filedate.Read(src.Name, src.Options.Zone, src.Options.ZoneFrom)
	times := readTimes(m, name, src)

	facts := m.facts(mediaType)
	facts.Screenshot = screenshot(mediaType, m, name)
	r := dispute.Record{Kind: dispute.Photo, At: times.at(), Fields: facts.Fields()}
	r.Remarks = append(times.remarks(), signs(mediaType, m, name)...)
	if n := frames(ctx, src, src.Size(), mediaType); n > 1 {
		r.Remarks = append(r.Remarks, dispute.Say("photo.frames", n))
	}
	if err := sink.Record(r); err != nil {
		return err
	}
	sink.Units(1)
	return nil
}

// facts is what the file says of itself. Values are the file's own; only width
// and height are those of the picture held upright.
func (m *metadata) facts(mediaType string) dispute.PhotoFacts {
	width, height := m.upright(mediaType)
	f := dispute.PhotoFacts{
		MediaType:  mediaType,
		Width:      width,
		Height:     height,
		Turn:       m.orientation,
		Make:       m.exif["Make"],
		Model:      m.exif["Model"],
		Software:   m.software(),
		Taken:      stamp(m.exif["DateTimeOriginal"], m.exif["OffsetTimeOriginal"]),
		Digitised:  stamp(m.exif["CreateDate"], m.exif["OffsetTimeDigitized"]),
		Modified:   stamp(m.exif["ModifyDate"], m.exif["OffsetTime"]),
		XMPTaken:   m.xmp["DateTimeOriginal"],
		XMPCreated: m.xmp["CreateDate"],
		PNGCreated: m.text["Creation Time"],
	}
	if at, ok := dispute.PlaceAt(m.latitude, m.longitude); ok && m.gps {
		f.Place = &at
	}
	return f
}

// stamp is a date with its offset as the file writes both; blanks are no date.
func stamp(date, offset string) string {
	if blank(date) {
		return ""
	}
	if blank(offset) {
		return date
	}
	return date + " " + offset
}
