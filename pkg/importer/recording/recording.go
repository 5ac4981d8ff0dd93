// Package recording takes in films and sound: MP4, MOV, 3GP, M4A, WebM,
// Matroska, AMR, SILK, MP3, AAC, Ogg, FLAC and WAV.
//
// It promises one record for the whole file, with its length in milliseconds,
// its codecs, and the time at which it was made as the file itself states it
// before the time in the file's name, each named as what it is. What a file is
// too damaged to say is missing, and a remark says why. It decodes no picture
// and no sound, skips what it does not need by its declared size, and stops at
// fixed limits of depth, number and size. It forbids words that are not in the
// file: what a recording shows is for people to say.
//
// Why not a library: abema/go-mp4 gives up a film at the first box that is not as it
// should be, and no one library knows the sound of WeChat (SILK) beside the others.
package recording

import (
	"context"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/filedate"
	"complain/pkg/internal/media"
)

// Importer reads recordings. The zero value is ready.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "recording" }

// Version implements importer.Importer.
func (Importer) Version() int { return 6 }

// variant is the family of a media type, "" for what is not read here.
func variant(mediaType string) string {
	switch mediaType {
	case "video/mp4":
		return "mp4"
	case "video/quicktime":
		return "mov"
	case "video/3gpp":
		return "3gp"
	case "audio/mp4":
		return "m4a"
	case "audio/amr", "audio/amr-wb":
		return "amr"
	case "audio/mpeg":
		return "mp3"
	case "audio/wav":
		return "wav"
	case "video/x-msvideo":
		return "avi"
	case "audio/ogg", "video/ogg":
		return "ogg"
	case "audio/flac":
		return "flac"
	case "audio/aac":
		return "aac"
	case "audio/x-silk":
		return "silk"
	case "video/webm":
		return "webm"
	case "video/x-matroska":
		return "mkv"
	}
	return ""
}

// Identify implements importer.Importer. The first bytes are the format's own,
// but for MP3 without a tag and AAC: eleven or twelve bits begin their frames,
// so that a second frame must follow where the first says.
func (Importer) Identify(src *importer.Source) importer.Match {
	v := variant(media.TypeOf(src, src.Head))
	if v == "" {
		return importer.Match{}
	}
	if v == "mp3" && !strings.HasPrefix(string(src.Head), "ID3") && !framesFollow(src.Head, src.Size()) {
		return importer.Match{}
	}
	if v == "aac" && !adtsFollow(src.Head, src.Size()) {
		return importer.Match{}
	}
	return importer.Match{
		Confidence: importer.Certain,
		Variant:    v,
		Because:    []dispute.Note{dispute.Say("recording.magic", strings.ToUpper(v))},
	}
}

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	mediaType := media.TypeOf(src, src.Head)
	v := variant(mediaType)
	if v == "" {
		return &importer.Stopped{Why: dispute.Say("recording.no-recording", mediaType)}
	}
	f := &facts{sound: !strings.HasPrefix(mediaType, "video/")}
	switch v {
	case "amr":
		f.readAMR(ctx, src, src.Size(), mediaType == "audio/amr-wb")
	case "mp3":
		f.readMPEG(ctx, src, src.Size())
	case "aac":
		f.readADTS(ctx, src, 0, src.Size())
	case "silk":
		f.readSilk(ctx, src, src.Size())
	case "ogg":
		f.readOgg(ctx, src, src.Size())
	case "flac":
		f.readFLAC(src, src.Size())
	case "webm", "mkv":
		f.readMatroska(ctx, src, src.Size())
	case "wav":
		f.readWave(src, src.Size())
	case "avi":
		f.readAVI(src, src.Size())
	default:
		f.readFilm(ctx, src, src.Size())
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	name, _ := filedate.Read(src.Name, src.Options.Zone, src.Options.ZoneFrom)
	at, remarks := f.times(src, name)
	r := dispute.Record{Kind: dispute.Document, At: at, Type: dispute.Video, Fields: f.of(mediaType).Fields()}
	if f.sound {
		r.Type = dispute.Audio
	}
	r.Remarks = append(remarks, f.remarks...)
	if f.length == 0 {
		r.Remarks = append(r.Remarks, dispute.Say("recording.no-length"))
	}
	if err := sink.Record(r); err != nil {
		return err
	}
	sink.Units(1)
	return nil
}

// facts is what a recording says of itself.
type facts struct {
	sound      bool  // there is no picture
	length     int64 // milliseconds; 0 when unknown
	video      string
	audio      string
	width      int // held upright
	height     int
	rate       int // samples of sound a second
	channels   int
	bitRate    int // bits a second, where the length rests on it
	maker      string
	model      string
	software   string
	title      string
	place      *dispute.Place
	header     moment // when the header says it was made, UTC
	track      moment // when the first of its tracks that says so was made, UTC
	changed    moment // when the header says it was changed, UTC
	stated     string // a date with its offset, as written
	dated      string // a date with a time of day that says not of what
	local      string // a date and time without a zone, as written
	localParts dispute.Clock
	localFine  dispute.Precision
	tags       []dispute.Field // what else is kept, as written
	remarks    []dispute.Note
}

func (f *facts) remark(code string, args ...any) {
	n := dispute.Say(code, args...)
	for _, before := range f.remarks {
		if before.Code == code {
			return // once a file
		}
	}
	f.remarks = append(f.remarks, n)
}

// of is the facts of a recording of the type.
func (f *facts) of(mediaType string) dispute.RecordingFacts {
	return dispute.RecordingFacts{
		MediaType:        mediaType,
		Length:           dispute.Moment(f.length),
		VideoCodec:       f.video,
		Width:            f.width,
		Height:           f.height,
		AudioCodec:       f.audio,
		SampleRate:       f.rate,
		Channels:         f.channels,
		BitRate:          f.bitRate,
		Make:             f.maker,
		Model:            f.model,
		Software:         f.software,
		Title:            f.title,
		Created:          f.stated,
		CreatedLocal:     f.local,
		CreatedInHeader:  f.header.String(),
		ModifiedInHeader: f.changed.String(),
		Place:            f.place,
		Tags:             f.tags,
	}
}

// maxTags and maxValue bound what is kept as written.
const (
	maxTags  = 32
	maxValue = 1000
)

func (f *facts) tag(name, value string) {
	if value != "" && len(f.tags) < maxTags {
		f.tags = append(f.tags, dispute.Field{Name: name, Value: value})
	}
}

// clean cuts what pads a value: blanks and zero bytes.
func clean(s string) string {
	s = s[:min(len(s), maxValue)]
	return strings.ToValidUTF8(strings.Trim(s, " \t\r\n\x00"), "\uFFFD")
}

// set keeps the first value that a file states.
func set(to *string, value string) {
	if value = clean(value); *to == "" && value != "" {
		*to = value
	}
}

// setPlace takes a position; devices without reception write zeros.
func (f *facts) setPlace(latitude, longitude float64) {
	at, ok := dispute.PlaceAt(latitude, longitude)
	if ok && (latitude != 0 || longitude != 0) && f.place == nil {
		f.place = &at
	}
}
