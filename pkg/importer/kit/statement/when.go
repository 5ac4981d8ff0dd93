package statement

import (
	"slices"

	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// Untimed marks a record whose time, as the file writes it, cannot be read or is
// missing: what it says and its sum stand without one.
func Untimed(r *dispute.Record, written string) {
	r.At = dispute.When{}
	r.Remarks = append(r.Remarks, dispute.Untimed(Quote(written)))
}

// Give gives a record to the sink, and a place to look at where its time is unknown
// for want of one that can be read.
func Give(sink importer.Sink, r dispute.Record) error {
	if err := sink.Record(r); err != nil {
		return err
	}
	i := slices.IndexFunc(r.Remarks, dispute.Note.Untimed)
	if i < 0 {
		return nil
	}
	return sink.Doubt(r.Locator, r.Remarks[i])
}
