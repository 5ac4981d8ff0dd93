// Package ingest brings files into a case: store the bytes, find out what they
// are, read them.
//
// It promises that bytes are on the disk before any parser sees them, that one
// bad file never stops the others, that every file named ends as a Result, and
// that archives are unpacked only into evidence of their own. It forbids
// deciding what a file leaves open: it asks through Ask, and without an answer
// stores the file unread.
package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/media"
)

// Ingest brings files into one case.
type Ingest struct {
	File      *casefile.File
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
}

// Step is where ingest stands.
type Step struct {
	Name        string
	Done, Files int   // files
	Bytes, Of   int64 // bytes of all files
}

// Settings is what the user said about the files being added.
type Settings struct {
	As        string // name of an importer; "" to recognise
	Zone      string // IANA name; "" for the case's
	DateOrder string
	Me        string
	Map       string // the text of a mapping of the user's own
	Title     string
	Source    string
	Proves    string
	Captured  dispute.When
	Official  *dispute.Official // said of each file and of each entry of an archive; nil when they are no answer
	Passwords []string          // each is tried on encrypted archives; never stored
}

// Result is what became of one file.
type Result struct {
	Given    string // the path as the user would write it; for an entry of an archive, archive/entry
	Refused  *dispute.Note
	Evidence dispute.Evidence // with its Reading; zero when Refused
	Known    bool             // the case had these bytes already
}

// NeedsLook reports whether the result is more than a plain success: the file
// was refused, left a question open, could not be read in part, or declares
// other totals than were read.
func (r Result) NeedsLook() bool {
	if r.Refused != nil {
		return r.Refused.Code != "refuse.case"
	}
	reading := r.Evidence.Reading
	if reading.State == dispute.Asking || reading.State == dispute.Partial || len(reading.Problems) > 0 {
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

// Add brings the files under paths into the case. An error means that the case
// could not be written or ctx ended; what was reported before is stored.
func (in *Ingest) Add(ctx context.Context, paths []string, s Settings) (Summary, error) {
	items, junk := walk(paths, in.File.Path())
	sum := Summary{Junk: junk}
	batches := map[string]int64{}
	var step Step
	step.Files = len(items)
	for _, it := range items {
		step.Of += it.size
	}
	names := folders(items)
	for n := 0; len(items) > 0; items = items[n:] {
		if err := ctx.Err(); err != nil {
			return sum, err
		}
		n = grouped(items, item.weigh)
		if items[0].refused != nil {
			in.report(&sum, Result{Given: items[0].given, Refused: items[0].refused})
			step.Done++
			continue
		}
		step.Name = items[0].given
		in.progress(step)
		var members []member
		for _, it := range items[:n] {
			if err := in.nextBatch(ctx, batches, it.group); err != nil {
				return sum, err
			}
			members = append(members, member{given: it.given, incoming: incoming(it, batches[it.group], s), names: func() []string { return names.beside(it.group, it.name) }})
		}
		if err := in.addMembers(ctx, &sum, members, s); err != nil {
			return sum, err
		}
		for _, it := range items[:n] {
			step.Done++
			step.Bytes += it.size
		}
		in.progress(step)
	}
	return sum, nil
}

func incoming(it item, batch int64, s Settings) casefile.Incoming {
	return casefile.Incoming{
		Name: it.name, Path: it.path, Size: it.size, Modified: it.modified, Batch: batch,
		Title: s.Title, Source: s.Source, Proves: s.Proves, Captured: s.Captured, Official: s.Official, Again: it.open,
	}
}

// nextBatch gives a folder its number.
func (in *Ingest) nextBatch(ctx context.Context, batches map[string]int64, folder string) error {
	if batches[folder] != 0 {
		return nil
	}
	n, err := in.File.NextBatch(ctx)
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

func (in *Ingest) progress(s Step) {
	if in.Progress != nil {
		in.Progress(s)
	}
}

// openError and readError mark errors of the file that was to be stored.
type (
	openError struct{ error }
	readError struct{ error }
)

func (e openError) Unwrap() error { return e.error }
func (e readError) Unwrap() error { return e.error }

type marked struct{ r io.Reader }

func (m marked) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	if err != nil && err != io.EOF {
		err = readError{err}
	}
	return n, err
}

func (in *Ingest) store(ctx context.Context, r io.Reader, i casefile.Incoming) (dispute.Evidence, bool, error) {
	head := make([]byte, importer.HeadSize)
	n, err := io.ReadFull(r, head)
	if err != nil && err != io.EOF && !errors.Is(err, io.ErrUnexpectedEOF) {
		return dispute.Evidence{}, false, readError{err}
	}
	i.MediaType = media.Type(head[:n])
	i.Reader = marked{io.MultiReader(bytes.NewReader(head[:n]), r)}
	if again := i.Again; again != nil {
		i.Again = func() (io.ReadCloser, error) {
			r, err := again()
			if err != nil {
				return nil, readError{err}
			}
			return struct {
				io.Reader
				io.Closer
			}{marked{r}, r}, nil
		}
	}
	e, known, err := in.File.Store(ctx, i)
	if err != nil || !known || i.Official == nil || i.Parent != 0 || e.Official != nil {
		return e, known, err
	}
	// The bytes came before, and only now is it said what they are.
	e.Official = i.Official
	return e, known, in.File.Describe(ctx, e)
}

// Stored is what a reading depended on beside the bytes, as the case keeps it.
type Stored struct {
	As        string           `json:"as,omitempty"`
	Zone      string           `json:"zone"`
	ZoneFrom  dispute.ZoneFrom `json:"zone_from"`
	DateOrder string           `json:"date_order,omitempty"`
	Me        string           `json:"me,omitempty"`
	Currency  string           `json:"currency"`
	Map       string           `json:"map,omitempty"` // whole: the user's file may change or go
}

// options puts together what the case knows and what the user said.
func (in *Ingest) options(ctx context.Context, s Settings) (importer.Options, Stored, error) {
	c, err := in.File.Case(ctx)
	if err != nil {
		return importer.Options{}, Stored{}, err
	}
	st := Stored{As: s.As, Zone: c.Zone, ZoneFrom: dispute.ZoneCase, DateOrder: s.DateOrder, Me: s.Me, Currency: c.Currency, Map: s.Map}
	if s.Zone != "" {
		st.Zone, st.ZoneFrom = s.Zone, dispute.ZoneUser
	}
	loc, err := time.LoadLocation(st.Zone)
	if err != nil {
		return importer.Options{}, Stored{}, fmt.Errorf("time zone %q: %w", st.Zone, err)
	}
	return importer.Options{Zone: loc, ZoneFrom: st.ZoneFrom, DateOrder: st.DateOrder, Me: st.Me, Currency: st.Currency, Map: st.Map}, st, nil
}
