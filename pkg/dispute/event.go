package dispute

// Event is a point on the timeline, derived from records and never edited.
type Event struct {
	ID        string // stable while the records are the same: the first cited record's, "R27"
	At        When
	Kind      Kind // of the records it was made from
	Who       string
	Text      string // as written in the evidence
	Summary   *Note  // the program's own words where no single text says it; Text is then ""
	Amount    *Amount
	Direction Direction
	Refund    bool
	Cites     []Citation
	Official  *Official // of an office's answer, what was said of it
	Filing    *Filing   // of something handed in
	Contact   *Contact  // of something logged
	Key       bool      // it belongs in packets
	Notes     []Note
	Telling          // what the user says of it
	Joins     []Join // what other sources say of the same, and why it is taken for the same
}

// Join is a record that was joined with others into one event.
type Join struct {
	With    Citation
	Because Note // the rule, or that the user did it
}

// States reports whether the event says something. A picture, a film or a paper
// says nothing by itself: it shows what a sentence says. An invoice of which the
// sum was read says that.
func (e *Event) States() bool {
	return e.Sentence != "" || e.Quote != "" || e.Official != nil || e.Amount != nil || e.Kind != Photo && e.Kind != Document
}

// Telling is what the user says of an event beside what was read: nothing of it
// changes the evidence.
type Telling struct {
	Sentence string     // what it is, in whole sentences: packets say it, uncut, in place of what was read
	Quote    string     // the part of what was read that matters, where that is long
	Elements []string   // of the story of the case, that it tells
	Proofs   []Citation // what shows it beside its own records

	Translation string // of what was read, into another language
}

// Citation points at the record, and so at the place in the evidence, that
// says something.
type Citation struct {
	Evidence EvidenceID // 0: the complainant's own statement
	Record   int64
	Locator  Locator
}
