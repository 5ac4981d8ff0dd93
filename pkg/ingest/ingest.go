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
	Passwords []string // each is tried on encrypted archives; never stored
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
		n = grouped(items)
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
			members = append(members, member{item: it, batch: batches[it.group], names: names.beside(it.group, it.name)})
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

func (in *Ingest) addMembers(ctx context.Context, sum *Summary, members []member, s Settings) error {
	if len(members) == 1 {
		return in.addFile(ctx, sum, members[0], s)
	}
	return in.addGroup(ctx, sum, members, s)
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

func (in *Ingest) addFile(ctx context.Context, sum *Summary, m member, s Settings) error {
	f, err := m.open()
	if err != nil {
		n := dispute.Say(failureCode(err))
		in.report(sum, Result{Given: m.given, Refused: &n})
		return nil
	}
	defer f.Close()
	e, known, err := in.store(ctx, f, incoming(m.item, m.batch, s))
	if err != nil {
		return in.refuseUnlessStoreFailed(ctx, sum, m.given, err)
	}
	e, err = in.take(ctx, sum, m.given, e, known, m.names, s)
	if err != nil {
		return err
	}
	return in.addInside(ctx, sum, m.given, e, s)
}

// take reads a stored evidence, unless it was read before, and reports it.
func (in *Ingest) take(ctx context.Context, sum *Summary, given string, e dispute.Evidence, known bool, names []string, s Settings) (dispute.Evidence, error) {
	if unread(e, known) {
		var err error
		if e, err = in.read(ctx, e, names, s); err != nil {
			return e, err
		}
	}
	in.report(sum, Result{Given: given, Evidence: e, Known: known})
	return e, nil
}

func (in *Ingest) refuseUnlessStoreFailed(ctx context.Context, sum *Summary, given string, err error) error {
	refused, err := refusedBy(ctx, err)
	if err == nil {
		in.report(sum, Result{Given: given, Refused: refused})
	}
	return err
}

// readError marks an error of the file that was to be stored.
type readError struct{ error }

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
	return in.File.Store(ctx, i)
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
