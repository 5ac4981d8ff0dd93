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
	Key       bool      // it belongs in packets
	Notes     []Note
}

// Citation points at the record, and so at the place in the evidence, that
// says something.
type Citation struct {
	Evidence EvidenceID // 0: the complainant's own statement
	Record   int64
	Locator  Locator
}
