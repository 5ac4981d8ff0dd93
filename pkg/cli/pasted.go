package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/all"
	"complain/pkg/ingest"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/media"
	"complain/pkg/internal/scratch"
)

// maxPasted is the most that is taken from standard input or shown before it is
// stored; nobody pastes as much.
const maxPasted = 64 << 20

const (
	standardInput  = "-" // the path that stands for it
	pastedImporter = "pasted"
)

// pastedText is pasted text on its way into the case.
type pastedText struct {
	paths  []string        // in place of those given
	name   string          // of what came from standard input
	folder *scratch.Folder // it waits here, nil when nothing came from there
	stop   bool            // the user does not want it stored
}

func (p *pastedText) close() {
	if p.folder != nil {
		p.folder.Close() // best effort: the folder is one for temporary files
	}
}

// given is a path as the user knows it.
func (p *pastedText) given(path string) string {
	if p.folder != nil {
		return p.name
	}
	return path
}

// pasted takes text from standard input, and shows what was understood of
// pasted text before it is stored; with a person at the terminal it asks. Of
// other files it knows nothing.
func (a *app) pasted(ctx context.Context, f *casefile.File, paths []string, s *ingest.Settings, dryRun bool) (*pastedText, error) {
	p := &pastedText{paths: paths}
	for _, path := range paths {
		switch {
		case path != standardInput:
		case len(paths) > 1:
			return p, usage("error.stdin-alone").next("hint.stdin-alone")
		default:
			if err := a.takeInput(ctx, f, p); err != nil {
				return p, err
			}
			if s.As == "" {
				s.As = pastedImporter
			}
		}
	}
	if s.As != pastedImporter {
		return p, nil
	}
	shown := false
	for _, path := range p.paths {
		one, err := a.understand(ctx, f, path, p.given(path), s)
		if err != nil {
			return p, err
		}
		shown = shown || one
	}
	if !shown || dryRun || a.yes || !a.asks() {
		return p, nil
	}
	ok, err := a.confirm("pasted.store")
	p.stop = !ok
	return p, err
}

// takeInput puts standard input into a file of its own, under the name that it
// will have as evidence.
func (a *app) takeInput(ctx context.Context, f *casefile.File, p *pastedText) error {
	if _, terminal := a.sys.Terminal(a.sys.In); terminal {
		a.talk("pasted.waiting")
		a.err.Flush()
	}
	data, err := io.ReadAll(io.LimitReader(a.sys.In, maxPasted+1))
	if err != nil {
		return fmt.Errorf("read standard input: %w", err)
	}
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return usage("error.stdin-empty").next("hint.stdin-empty")
	case len(data) > maxPasted:
		return failure("error.stdin-long", maxPasted>>20).next("hint.stdin-long")
	}
	zone, err := caseZone(ctx, f)
	if err != nil {
		return err
	}
	now := a.sys.Now()
	p.name = "pasted-" + now.In(zone).Format(time.DateOnly) + ".txt"
	if p.folder, err = scratch.Make(os.TempDir()); err != nil {
		return fmt.Errorf("keep standard input: %w", err)
	}
	path := filepath.Join(p.folder.Path(), p.name)
	if err := errors.Join(os.WriteFile(path, data, 0o600), os.Chtimes(path, now, now)); err != nil {
		return fmt.Errorf("keep standard input: %w", err)
	}
	p.paths = []string{path}
	return nil
}

func caseZone(ctx context.Context, f *casefile.File) (*time.Location, error) {
	c, err := f.Case(ctx)
	if err != nil {
		return nil, err
	}
	zone, err := time.LoadLocation(c.Zone)
	if err != nil {
		return nil, fmt.Errorf("time zone %q: %w", c.Zone, err)
	}
	return zone, nil
}

// understand reads a file as pasted text and prints what is in it. What is no
// text, or cannot be opened, is left to ingest.
func (a *app) understand(ctx context.Context, f *casefile.File, path, given string, s *ingest.Settings) (bool, error) {
	file, err := os.Open(path)
	if err != nil {
		return false, nil
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxPasted {
		return false, nil
	}
	zone, err := caseZone(ctx, f)
	if err != nil {
		return false, err
	}
	o := importer.Options{Zone: zone, ZoneFrom: dispute.ZoneCase, DateOrder: s.DateOrder, Me: s.Me}
	if s.Zone != "" {
		if o.Zone, err = time.LoadLocation(s.Zone); err != nil {
			return false, fmt.Errorf("time zone %q: %w", s.Zone, err)
		}
		o.ZoneFrom = dispute.ZoneUser
	}
	im, err := importer.ByName(all.Importers(), s.As)
	if err != nil {
		return false, err
	}
	for {
		src := importer.NewSource(filepath.Base(given), given, file, info.Size(), o)
		if _, encoding := src.HeadText(); encoding == charset.Binary {
			return false, nil
		}
		u := newUnderstood()
		err := importer.Run(ctx, im, src, &u.tally)
		var undecided *importer.Undecided
		if errors.As(err, &undecided) {
			answer, err := a.askOrder(given, undecided)
			if err != nil || answer == "" {
				return false, err
			}
			s.DateOrder, o.DateOrder = answer, answer
			continue
		}
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		a.printUnderstood(given, u)
		return true, nil
	}
}

// askOrder puts the question of day and month to the person at the terminal.
func (a *app) askOrder(given string, q *importer.Undecided) (string, error) {
	if !a.asks() {
		return "", nil // the file is stored unread, and the line says how to answer
	}
	fmt.Fprintf(a.err, "%s: %s\n", clean(given), clean(a.lang.Note(q.Question)))
	choices := []choice{{"", a.say("form.leave-unread")}}
	for _, c := range q.Choices {
		choices = append(choices, choice{c, a.say("date-order." + c)})
	}
	var answer string
	err := a.askChoice(a.lines(), "form.choose", choices, &answer)
	return answer, err
}

// understood is what was read of a text before it is stored.
type understood struct {
	tally       importer.Tally
	speakers    []string // in the order in which they speak
	count       map[string]int
	notices     int
	undated     int
	first, last dispute.Record
}

func newUnderstood() *understood {
	u := &understood{count: map[string]int{}}
	u.tally.OnRecord = func(r dispute.Record) error {
		if r.Kind == dispute.System {
			u.notices++
			return nil
		}
		if u.count[r.Who]++; u.count[r.Who] == 1 {
			u.speakers = append(u.speakers, r.Who)
		}
		if !r.At.Known() {
			u.undated++
		}
		if len(u.speakers) == 1 && u.count[r.Who] == 1 {
			u.first = r
		}
		u.last = r
		return nil
	}
	return u
}

// messages is how many were read of people, with a time and without.
func (u *understood) messages() int {
	n := 0
	for _, count := range u.count {
		n += count
	}
	return n
}

const (
	// largestGlance is the longest text that is looked through for a chat that
	// nobody said was one, and fewestMessages what makes it look like one.
	largestGlance  = 1 << 20
	fewestMessages = 4
)

// looksPasted reports whether a file that was stored as a mere text reads like
// messages copied out of a chat window, with times and at least two speakers.
// It has no signature: so it is the user who says so.
func (a *app) looksPasted(ctx context.Context, f *casefile.File, r ingest.Result) (bool, error) {
	e := r.Evidence
	if r.Refused != nil || e.Reading.Importer != all.Fallback().Name() || e.MediaType != media.Text || e.Size > largestGlance || e.ID == 0 {
		return false, nil
	}
	bytes, err := f.Open(ctx, e.ID)
	if err != nil {
		return false, err
	}
	zone, err := caseZone(ctx, f)
	if err != nil {
		return false, err
	}
	im, err := importer.ByName(all.Importers(), pastedImporter)
	if err != nil {
		return false, err
	}
	u := newUnderstood()
	src := importer.NewSource(e.Name, e.Path, bytes, e.Size, importer.Options{Zone: zone, ZoneFrom: dispute.ZoneCase, DateOrder: "ymd"})
	if err := importer.Run(ctx, im, src, &u.tally); err != nil {
		return false, ctx.Err() // what cannot be read as a chat does not look like one
	}
	return len(u.speakers) > 1 && u.messages()-u.undated >= fewestMessages && u.tally.Failed == 0, nil
}

// hintPasted says how a text that looks like a chat is read as one. What cannot
// be read of it now is said by the commands that read the case.
func (a *app) hintPasted(ctx context.Context, f *casefile.File, r ingest.Result) {
	if a.json || a.quiet {
		return
	}
	if looks, err := a.looksPasted(ctx, f, r); err == nil && looks {
		fmt.Fprintln(a.err, a.fit(a.below(r.Evidence)+a.err.style.dim.Render(a.say("label.note"))+a.say("pasted.looks", r.Evidence.ID), a.errTerminal))
	}
}

// mostSpeakers is how many are named before a text is stored.
const mostSpeakers = 12

func (a *app) printUnderstood(given string, u *understood) {
	messages := u.messages()
	a.talk("pasted.understood", clean(given), u.tally.Reading.Units, messages, u.notices)
	for i, name := range u.speakers {
		if i == mostSpeakers {
			a.talk("pasted.more-speakers", len(u.speakers)-i)
			break
		}
		a.talk("pasted.speaker", clean(name), u.count[name])
	}
	if messages > 0 {
		a.talk("pasted.first", a.sample(u.first))
		a.talk("pasted.last", a.sample(u.last))
	}
	if u.undated > 0 {
		a.talk("pasted.undated", u.undated)
	}
	if u.tally.Failed > 0 {
		a.talk("pasted.failed", u.tally.Failed)
	}
}

// sample is one message in a line: when, who, and how it begins.
func (a *app) sample(r dispute.Record) string {
	at := r.At.Wall()
	if at == "" {
		at = a.say("pasted.no-time")
	}
	const most = 40
	text := []rune(strings.Join(strings.Fields(r.Text), " "))
	if len(text) > most {
		text = append(text[:most], '…')
	}
	return clean(at + "  " + r.Who + ": " + string(text))
}
