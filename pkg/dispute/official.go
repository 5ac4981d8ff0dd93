package dispute

// OfficialKind says what an office answered. It is the id of an answer in the
// data of package channel, which knows its title and its article: "accepted".
type OfficialKind string

// Official is what the user said of an evidence that is an office's answer.
type Official struct {
	Kind      OfficialKind
	On        When   // the day the paper bears
	Received  When   // the day it came, where the user said so
	Office    string // who answered, as the paper writes it
	Reference string // its number: 〔2026〕第12号
}

// Same reports whether two pieces of evidence that o and p are said of are
// pages of one answer: the same kind, day, office and number.
func (o Official) Same(p Official) bool {
	return o.Kind == p.Kind && o.On.String() == p.On.String() && o.Office == p.Office && o.Reference == p.Reference
}
