package importer

import "complain/pkg/dispute"

// maxProblems is how many problems, and how many doubts, of one file are kept
// one by one; the rest are counted.
const maxProblems = 1000

// Tally is a Sink that counts, and passes records on. It is the bookkeeping of
// ingest and of every importer's tests: Covered must equal the declared units.
type Tally struct {
	OnRecord func(dispute.Record) error // may be nil

	Reading   dispute.Reading
	Covered   int // units of all records, skips and problems
	Dropped   int // problems beyond maxProblems, counted in Covered and Failed
	Failed    int // problems
	Unsaid    int // doubts beyond maxProblems
	Skips     []Skipped
	KeepSkips bool // keep Skips, for tests and --dry-run
}

// Skipped is one call of Skip.
type Skipped struct {
	At  dispute.Locator
	Why dispute.Note
}

// Record implements Sink.
func (t *Tally) Record(r dispute.Record) error {
	t.Covered += r.Locator.Units()
	t.Reading.Records++
	if t.OnRecord == nil {
		return nil
	}
	return t.OnRecord(r)
}

// Skip implements Sink.
func (t *Tally) Skip(at dispute.Locator, why dispute.Note) error {
	t.Covered += at.Units()
	t.Reading.Skipped += at.Units()
	if t.KeepSkips {
		t.Skips = append(t.Skips, Skipped{at, why})
	}
	return nil
}

// Problem implements Sink.
func (t *Tally) Problem(at dispute.Locator, why dispute.Note) error {
	t.Covered += at.Units()
	t.Failed++
	if len(t.Reading.Problems) < maxProblems {
		t.Reading.Problems = append(t.Reading.Problems, dispute.Problem{At: at, Why: why})
	} else {
		t.Dropped++
	}
	return nil
}

// Doubt implements Sink.
func (t *Tally) Doubt(at dispute.Locator, why dispute.Note) error {
	if len(t.Reading.Doubts) < maxProblems {
		t.Reading.Doubts = append(t.Reading.Doubts, dispute.Problem{At: at, Why: why})
	} else {
		t.Unsaid++
	}
	return nil
}

// Units implements Sink.
func (t *Tally) Units(n int) { t.Reading.Units = n }

// Total implements Sink.
func (t *Tally) Total(x dispute.Total) { t.Reading.Totals = append(t.Reading.Totals, x) }

// Remark implements Sink.
func (t *Tally) Remark(n dispute.Note) { t.Reading.Remarks = append(t.Reading.Remarks, n) }

// Conserved reports whether every unit of the source is accounted for.
func (t *Tally) Conserved() bool { return t.Covered == t.Reading.Units }
