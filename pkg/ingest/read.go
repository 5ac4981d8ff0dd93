package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/cause"
	"complain/pkg/internal/media"
)

// Reread reads a stored evidence again from the case itself, and reports it.
// What s leaves empty stays as it was in the reading before. An archive that a
// password now opens has its entries taken in and reported too.
func (in *Ingest) Reread(ctx context.Context, id dispute.EvidenceID, s Settings) (Summary, error) {
	var sum Summary
	e, err := in.Store.Evidence(ctx, id)
	if err != nil {
		return sum, err
	}
	var before Stored
	if err := in.Store.ReadOptions(ctx, id, &before); err != nil {
		return sum, err
	}
	s.Answers = s.Or(before.answers())
	names, err := in.Store.Siblings(ctx, e)
	if err != nil {
		return sum, err
	}
	// Readers take what they cannot read for what is not there: of damaged bytes
	// nothing would be left of what was read when they were whole.
	if err := in.whole(ctx, e); err != nil {
		return sum, err
	}
	held := e.Reading.State == dispute.Held
	if !held {
		e, err = in.read(ctx, e, names, s)
		if errors.Is(err, errLocked) {
			n := dispute.Say("refuse.locked")
			in.report(&sum, Result{Given: e.Path, Refused: &n})
			return sum, nil
		}
		if err != nil {
			return sum, err
		}
	}
	in.report(&sum, Result{Given: e.Path, Evidence: e, Known: true})
	if !held && opened(e) {
		return sum, in.addEntries(ctx, &sum, e.Path, e, s)
	}
	return sum, in.addParts(ctx, &sum, e.Path, e, s, true)
}

// read finds the importer for an evidence and runs it. The error is one of the
// case file or of ctx; what is wrong with the evidence is in its reading.
func (in *Ingest) read(ctx context.Context, e dispute.Evidence, names []string, s Settings) (dispute.Evidence, error) {
	for {
		question, err := in.readOnce(ctx, e, names, s)
		if err != nil {
			return e, err
		}
		if question == nil {
			break
		}
		var answer string
		answered := false
		if in.Ask != nil {
			answer, answered = in.Ask(e, question)
		}
		if !answered && keeps(e, question) {
			return e, errLocked
		}
		if answered && question.Flag == "password" {
			in.passwords = append(in.passwords, answer)
			continue
		}
		if !answered || !s.Answer(question.Flag, answer) {
			break
		}
	}
	return in.Store.Evidence(ctx, e.ID)
}

func (in *Ingest) readOnce(ctx context.Context, e dispute.Evidence, names []string, s Settings) (*importer.Undecided, error) {
	o, err := in.Options(ctx, s.Answers)
	if err != nil {
		return nil, err
	}
	blob, err := in.Store.Open(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	defer blob.Close()
	src := importer.NewSource(e.Name, e.Path, in.pace.reading(blob), blob.Size(), o)
	src.Siblings = names
	if src.Modified, err = in.modified(ctx, e, o); err != nil {
		return nil, err
	}
	open, err := in.mayOpen(ctx, e)
	if err != nil {
		return nil, err
	}
	out, err := in.Store.Read(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	r := run{in: in, out: out, src: src, archive: isArchive(e, src), nested: !open}
	reading, question, err := r.reading(ctx)
	if err != nil || keeps(e, question) {
		out.Abandon()
		return question, err
	}
	return question, out.Commit(reading, stored(o))
}

// run is one attempt at reading one evidence.
type run struct {
	in      *Ingest
	out     Reading
	src     *importer.Source
	archive bool
	nested  bool // it came out of another file, and what is inside it is not taken out

	unlocked bool  // a password opened it
	sealed   bool  // it has a password, of a kind that nothing here opens
	storing  error // the case file failed
}

func (r *run) reading(ctx context.Context) (dispute.Reading, *importer.Undecided, error) {
	if r.archive && !r.nested {
		question, err := unlock(ctx, r.src)
		if question == nil || err != nil {
			return dispute.Reading{State: dispute.Held}, nil, err
		}
		return dispute.Reading{State: dispute.Asking, Question: &question.Question}, question, nil
	}
	question, err := r.unlockOffice(ctx)
	if err != nil {
		return dispute.Reading{}, nil, err
	}
	if question != nil {
		return dispute.Reading{State: dispute.Asking, Question: &question.Question}, question, nil
	}
	im, match, err := r.pick()
	var tie *importer.Tie
	var fault *importer.Stopped
	switch {
	case errors.As(err, &tie):
		question := tieQuestion(tie)
		return dispute.Reading{State: dispute.Asking, Question: &question.Question}, question, nil
	case errors.As(err, &fault):
		im = r.in.Fallback
	case err != nil:
		return dispute.Reading{}, nil, err
	}
	reading, question, err := r.extract(ctx, im)
	switch {
	case fault != nil:
		reading.State, reading.Failure = dispute.Partial, &fault.Why
	case im == r.in.Fallback:
		r.explain(&reading)
		r.advise(ctx, &reading)
	}
	if _, ok := im.(importer.Container); ok && r.nested {
		reading.Remarks = append(reading.Remarks, dispute.Say("import.sealed"))
	}
	if r.unlocked && reading.State != dispute.Asking {
		reading.Remarks = append(reading.Remarks, dispute.Say("import.unlocked"))
	}
	reading.Importer, reading.Version, reading.Variant, reading.Because = im.Name(), im.Version(), match.Variant, match.Because
	return reading, question, err
}

// explain says of a file nobody recognised what a person should know before
// taking it for a plain document.
func (r *run) explain(reading *dispute.Reading) {
	stop := func(code string, args ...any) {
		why := dispute.Say(code, args...)
		reading.State, reading.Failure = dispute.Partial, &why
	}
	content := media.Type(r.src.Head)
	switch {
	case r.src.Size() == 0:
		stop("stop.empty")
	case r.sealed:
		stop("stop.sealed")
	case split(r.src):
		stop("stop.split")
	case unopened[content] != "":
		stop("stop.archive", unopened[content])
	case content == media.ZIP && !opens(r.src):
		stop("stop.zip")
	case r.archive:
		reading.Remarks = append(reading.Remarks, dispute.Say("import.nested"))
	}
	ext := strings.ToLower(path.Ext(r.src.Name))
	asNamed := content == media.Text || ext == ".xlsx" && content == media.ZIP
	if tableEndings[ext] && !asNamed && !r.sealed && r.src.Size() > 0 {
		stop("stop.misnamed", ext, content)
	}
}

// tableEndings are names under which people expect rows to be read.
var tableEndings = map[string]bool{".csv": true, ".tsv": true, ".xlsx": true, ".txt": true}

// pick finds the importer; the fallback's match is empty.
func (r *run) pick() (importer.Importer, importer.Match, error) {
	if r.src.Options.As != "" {
		if r.src.Options.As == r.in.Fallback.Name() {
			return r.in.Fallback, importer.Match{}, nil
		}
		im, err := importer.ByName(r.in.Importers, r.src.Options.As)
		if err != nil {
			return nil, importer.Match{}, err
		}
		m, err := importer.Identify(im, r.src)
		m.Because = append(m.Because, dispute.Say("because.said", r.src.Options.As))
		return im, m, err
	}
	im, m, err := importer.Pick(r.in.Importers, r.src)
	if im == nil && err == nil {
		im = r.in.Fallback
	}
	return im, m, err
}

func tieQuestion(tie *importer.Tie) *importer.Undecided {
	return &importer.Undecided{Question: dispute.Say("ask.tie", tie.Names[0], tie.Names[1]), Flag: "as", Choices: tie.Names}
}

func (r *run) extract(ctx context.Context, im importer.Importer) (dispute.Reading, *importer.Undecided, error) {
	tally := &importer.Tally{OnRecord: func(rec dispute.Record) error {
		r.storing = r.out.Record(rec)
		return r.storing
	}}
	err := importer.Run(ctx, im, r.src, tally)
	switch {
	case r.storing != nil:
		return dispute.Reading{}, nil, r.storing
	case ctx.Err() != nil:
		return dispute.Reading{}, nil, ctx.Err()
	case errors.Is(err, casefile.ErrDamaged):
		return dispute.Reading{}, nil, err
	}
	reading := tally.Reading
	reading.State = dispute.Read
	var undecided *importer.Undecided
	var stopped *importer.Stopped
	switch {
	case errors.As(err, &undecided):
		reading = dispute.Reading{State: dispute.Asking, Question: &undecided.Question}
		return reading, undecided, r.out.Restart()
	case errors.As(err, &stopped):
		reading.State, reading.Failure = dispute.Partial, &stopped.Why
	case err != nil:
		why := dispute.Say("stop.unreadable", cause.Of(err))
		reading.State, reading.Failure = dispute.Partial, &why
	case !tally.Conserved():
		reading.Remarks = append(reading.Remarks, dispute.Say("import.unaccounted", reading.Units, tally.Covered))
	}
	if tally.Dropped > 0 {
		reading.Remarks = append(reading.Remarks, dispute.Say("import.more-problems", tally.Dropped))
	}
	return reading, nil, nil
}

// whole reads all bytes of an evidence, which the case compares as they are read.
func (in *Ingest) whole(ctx context.Context, e dispute.Evidence) error {
	b, err := in.Store.Open(ctx, e.ID)
	if err != nil {
		return err
	}
	defer b.Close()
	if _, err := io.Copy(io.Discard, b); err != nil {
		return fmt.Errorf("read %s: %w", e.ID, err)
	}
	return nil
}
