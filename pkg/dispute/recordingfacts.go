package dispute

import "slices"

// Video and Audio are the types of documents that are recordings.
const (
	Video = "video"
	Audio = "audio"
)

// RecordingFacts is what a film or a recording of sound says of itself. Texts
// are as the file writes them; what is empty or 0 is not stated.
type RecordingFacts struct {
	MediaType        string
	Length           Moment
	VideoCodec       string
	Width, Height    int // pixels, held upright
	AudioCodec       string
	SampleRate       int // samples of sound a second
	Channels         int
	BitRate          int // bits a second, where the length rests on it
	Make, Model      string
	Software         string
	Title            string
	Created          string // a date with its offset
	CreatedLocal     string // a date and time without a zone
	CreatedInHeader  string // when the header says it was made, UTC
	ModifiedInHeader string // when the header says it was changed, UTC
	Place            *Place
	Tags             []Field // what else it says, in its order
}

func (p *RecordingFacts) facts() []fact {
	return []fact{
		text(fieldMediaType, &p.MediaType),
		number("length-ms", &p.Length),
		text("video-codec", &p.VideoCodec),
		number(fieldWidth, &p.Width),
		number(fieldHeight, &p.Height),
		text("audio-codec", &p.AudioCodec),
		number("sample-rate", &p.SampleRate),
		number("channels", &p.Channels),
		number("bit-rate", &p.BitRate),
		text(fieldMake, &p.Make),
		text(fieldModel, &p.Model),
		text(fieldSoftware, &p.Software),
		text(fieldTitle, &p.Title),
		text(fieldCreated, &p.Created),
		text("created-local", &p.CreatedLocal),
		text("created-in-header", &p.CreatedInHeader),
		text("modified-in-header", &p.ModifiedInHeader),
		place(&p.Place),
	}
}

// Fields are the facts as a record has them.
func (p RecordingFacts) Fields() []Field { return slices.Concat(fieldsOf(p.facts()), p.Tags) }

// Recording is what the film or sound says of itself that r is of; ok is false
// for other records.
func (r *Record) Recording() (facts RecordingFacts, ok bool) {
	if !r.recorded() {
		return RecordingFacts{}, false
	}
	facts.Tags = readFacts(facts.facts(), r.Fields)
	return facts, true
}

func (r *Record) recorded() bool {
	return r.Kind == Document && (r.Type == Video || r.Type == Audio)
}
