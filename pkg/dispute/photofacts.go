package dispute

// PhotoFacts is what a picture says of itself. Texts are as the file writes
// them; what is empty or 0 is not stated.
type PhotoFacts struct {
	MediaType     string
	Width, Height int // pixels, held upright
	Turn          int // how the file stores it: EXIF's orientation, 1 to 8
	Make, Model   string
	Software      string
	Taken         string // EXIF's DateTimeOriginal with its offset
	Digitised     string // EXIF's DateTimeDigitized
	Modified      string // EXIF's DateTime
	XMPTaken      string
	XMPCreated    string
	PNGCreated    string
	Place         *Place
	Screenshot    Sign
}

// Sign is how it is known that a picture is of a screen; "" when nothing speaks
// for it.
type Sign string

// The signs of a screenshot.
const (
	ByStatement Sign = "stated" // the file or its name says so
	BySize      Sign = "size"   // it has the size of a phone's screen
)

func (p *PhotoFacts) facts() []fact {
	return []fact{
		text(fieldMediaType, &p.MediaType),
		number(fieldWidth, &p.Width),
		number(fieldHeight, &p.Height),
		number("orientation", &p.Turn),
		text(fieldMake, &p.Make),
		text(fieldModel, &p.Model),
		text(fieldSoftware, &p.Software),
		text("taken", &p.Taken),
		text("digitised", &p.Digitised),
		text("modified-in-exif", &p.Modified),
		text("xmp-taken", &p.XMPTaken),
		text("xmp-created", &p.XMPCreated),
		text("png-created", &p.PNGCreated),
		place(&p.Place),
		text("screenshot", &p.Screenshot),
	}
}

// The names of fields that several kinds of files have.
const (
	fieldMediaType = "media-type"
	fieldWidth     = "width"
	fieldHeight    = "height"
	fieldMake      = "make"
	fieldModel     = "model"
	fieldSoftware  = "software"
	fieldTitle     = "title"
	fieldCreated   = "created"
)

// Fields are the facts as a record has them.
func (p PhotoFacts) Fields() []Field { return fieldsOf(p.facts()) }

// Photo is what the picture says of itself that r is of; ok is false for other
// records.
func (r *Record) Photo() (facts PhotoFacts, ok bool) {
	if r.Kind != Photo {
		return PhotoFacts{}, false
	}
	readFacts(facts.facts(), r.Fields)
	return facts, true
}
