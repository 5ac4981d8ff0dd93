// Package ingest brings files into a case: store the bytes, find out what they
// are, read them.
//
// It promises that bytes are on the disk before any parser sees them, that one
// bad file never stops the others, that every file named ends as a Result, and
// that archives are unpacked only into evidence of their own. A dry run is the
// same with a Store that keeps nothing. It forbids deciding what a file leaves
// open: it asks through Ask, and without an answer stores the file unread. Only
// Walk knows the file system.
package ingest

import (
	"context"

	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// Ingest brings files into one case.
type Ingest struct {
	Store     Store
	Importers []importer.Importer
	Fallback  importer.Importer // reads what nobody recognises, as one document
	// Ask puts a question to the user. answered is false when there is nobody
	// to answer. It may be nil.
	Ask func(e dispute.Evidence, q *importer.Undecided) (answer string, answered bool)
	// Report receives each file's result as soon as the file is stored and read.
	Report func(Result)
	// Progress is told which file is being worked on; it may be nil.
	Progress func(Step)

	passwords []string // answered so far: one often opens the next archive too
	clocks    clocks
	pace      *pace
}

// Settings is what the user said about the files being added: how they are read,
// and what they are.
type Settings struct {
	importer.Answers
	Title    string
	Source   string
	Proves   string
	Captured dispute.When
	Official *dispute.Official // said of each file and of each entry of an archive; nil when they are no answer
}

// Result is what became of one file.
type Result struct {
	Given    string // the path as the user would write it; for an entry of an archive, archive/entry
	Refused  *dispute.Note
	Evidence dispute.Evidence // with its Reading; zero when Refused
	Known    bool             // the case had these bytes already
}

// NeedsLook reports whether the result is more than a plain success: the file
// was refused, left a question open, could not be read in part, holds places
// that may mean something else, or declares other totals than were read.
func (r Result) NeedsLook() bool {
	if r.Refused != nil {
		return r.Refused.Code != "refuse.case"
	}
	reading := r.Evidence.Reading
	if reading.State == dispute.Asking || reading.State == dispute.Partial || len(reading.Problems)+len(reading.Doubts) > 0 {
		return true
	}
	for _, t := range reading.Totals {
		if !t.OK {
			return true
		}
	}
	return false
}

// Summary counts what Add did.
type Summary struct {
	Results, Added, Known, Refused, NeedLook int
	Junk                                     int // files of the operating system, left out
}

// Add brings items into the case. An error means that the case could not be
// written or ctx ended; what was reported before is stored.
func (in *Ingest) Add(ctx context.Context, items []Item, s Settings) (Summary, error) {
	var sum Summary
	batches := map[string]int64{}
	in.pace = newPace(in.Progress, items)
	names := folders(items)
	for n := 0; len(items) > 0; items = items[n:] {
		if err := ctx.Err(); err != nil {
			return sum, err
		}
		n = grouped(items, Item.weigh)
		if items[0].Refused != nil {
			in.report(&sum, Result{Given: items[0].Given, Refused: items[0].Refused})
			in.pace.done(1, sum.NeedLook)
			continue
		}
		var members []member
		var bytes int64
		for _, it := range items[:n] {
			bytes += it.Size
			if err := in.nextBatch(ctx, batches, it.Folder); err != nil {
				return sum, err
			}
			members = append(members, member{given: it.Given, incoming: it.incoming(batches[it.Folder], s), names: func() []string { return names.beside(it.Folder, it.Name) }})
		}
		in.pace.start(items[0].Given, bytes)
		if err := in.addMembers(ctx, &sum, members, s); err != nil {
			return sum, err
		}
		in.pace.done(n, sum.NeedLook)
	}
	return sum, nil
}

// nextBatch gives a folder its number.
func (in *Ingest) nextBatch(ctx context.Context, batches map[string]int64, folder string) error {
	if batches[folder] != 0 {
		return nil
	}
	n, err := in.Store.NextBatch(ctx)
	if err != nil {
		return err
	}
	for _, used := range batches {
		n = max(n, used+1)
	}
	batches[folder] = n
	return nil
}

func (in *Ingest) report(sum *Summary, r Result) {
	sum.Results++
	switch {
	case r.Refused != nil:
		sum.Refused++
	case r.Known:
		sum.Known++
	default:
		sum.Added++
	}
	if r.NeedsLook() {
		sum.NeedLook++
	}
	in.Report(r)
}
