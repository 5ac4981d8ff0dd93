package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/all"
	"complain/pkg/ingest"
	"complain/pkg/internal/charset"
	"complain/pkg/locale"
)

// maxPasted is the most that is taken from standard input or shown before it is
// stored; nobody pastes as much.
const maxPasted = 64 << 20

const (
	standardInput  = "-" // the path that stands for it
	pastedImporter = "pasted"
)

// items is the files under the paths. Standard input is one too; what comes from
// there is read as pasted text unless the user said otherwise.
func items(ctx context.Context, s *session, in *ingest.Ingest, casePath string, paths []string, said *importer.Answers) (items []ingest.Item, junk int, err error) {
	switch {
	case !slices.Contains(paths, standardInput):
		items, junk = ingest.Walk(matched(paths), casePath)
		return items, junk, nil
	case len(paths) > 1:
		return nil, 0, usage("error.stdin-alone").next("hint.stdin-alone")
	}
	text, err := inputText(ctx, s, in)
	said.As = cmp.Or(said.As, pastedImporter)
	return []ingest.Item{text}, 0, err
}

// inputText is what standard input has, under the name that it will have as
// evidence.
func inputText(ctx context.Context, s *session, in *ingest.Ingest) (ingest.Item, error) {
	if _, terminal := s.sys.Terminal(s.sys.In); terminal {
		s.Talk("pasted.waiting")
		s.Err.Flush()
	}
	data, err := io.ReadAll(io.LimitReader(s.sys.In, maxPasted+1))
	if err != nil {
		return ingest.Item{}, fmt.Errorf("read standard input: %w", err)
	}
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return ingest.Item{}, usage("error.stdin-empty").next("hint.stdin-empty")
	case len(data) > maxPasted:
		return ingest.Item{}, failure("error.stdin-long", maxPasted>>20).next("hint.stdin-long")
	}
	ofCase, err := in.Options(ctx, importer.Answers{})
	if err != nil {
		return ingest.Item{}, err
	}
	now := s.sys.Now()
	return ingest.Text("pasted-"+now.In(ofCase.Zone).Format(time.DateOnly)+".txt", data, now), nil
}

// understandAll shows what was understood of pasted text before it is stored;
// with a person at the terminal it asks whether that is wanted. Of other files,
// and of those found in folders, it says nothing.
func understandAll(ctx context.Context, scr *screen.Screen, in *ingest.Ingest, items []ingest.Item, said *importer.Answers, dryRun bool) (wanted bool, err error) {
	if said.As != pastedImporter {
		return true, nil
	}
	shown := false
	for _, it := range items {
		if it.Refused != nil || it.Path != it.Name || it.Size > maxPasted {
			continue
		}
		one, err := understand(ctx, scr, in, it, said)
		if err != nil {
			return false, err
		}
		shown = shown || one
	}
	if !shown || dryRun || scr.Yes || !scr.Asks() {
		return true, nil
	}
	wanted, err = scr.Confirm("pasted.store")
	if err == nil && !wanted {
		scr.Talk("pasted.not-stored")
	}
	return wanted, err
}

// understand reads a file as pasted text and prints what is in it. What is no
// text, or cannot be opened, is left to ingest.
func understand(ctx context.Context, scr *screen.Screen, in *ingest.Ingest, it ingest.Item, said *importer.Answers) (bool, error) {
	for {
		o, err := in.Options(ctx, *said)
		if err != nil {
			return false, err
		}
		var u *understood
		var undecided *importer.Undecided
		_, err = ingest.Look(ctx, it, o, func(src *importer.Source) error {
			if _, encoding := src.HeadText(); encoding == charset.Binary {
				return nil
			}
			u = newUnderstood()
			errors.As(readPasted(ctx, src, u), &undecided) // what else is wrong is said when it is stored
			return nil
		})
		switch {
		case ctx.Err() != nil:
			return false, ctx.Err()
		case err != nil || u == nil:
			return false, nil
		case undecided == nil:
			printUnderstood(scr, it.Given, u)
			return true, nil
		}
		answer, err := askOrder(scr, it.Given, undecided)
		if err != nil || answer == "" || !said.Answer(undecided.Flag, answer) {
			return false, err
		}
	}
}

func readPasted(ctx context.Context, src *importer.Source, u *understood) error {
	im, err := importer.ByName(all.Importers(), pastedImporter)
	if err != nil {
		return err
	}
	return importer.Run(ctx, im, src, &u.tally)
}

// askOrder puts the question of day and month to the person at the terminal.
func askOrder(scr *screen.Screen, given string, q *importer.Undecided) (string, error) {
	if !scr.Asks() {
		return "", nil // the file is stored unread, and the line says how to answer
	}
	fmt.Fprintf(scr.Err, "%s: %s\n", screen.Clean(given), screen.Clean(scr.Lang.Note(q.Question)))
	choices := []screen.Choice{{Value: "", Label: scr.Say("form.leave-unread")}}
	for _, c := range q.Choices {
		choices = append(choices, screen.Choice{Value: c, Label: scr.Say("date-order." + c)})
	}
	var answer string
	err := scr.AskChoice("form.choose", choices, &answer)
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

// mostSpeakers is how many are named before a text is stored.
const mostSpeakers = 12

func printUnderstood(scr *screen.Screen, given string, u *understood) {
	messages := u.messages()
	scr.Talk("pasted.understood", screen.Clean(given), u.tally.Reading.Units, messages, u.notices)
	for i, name := range u.speakers {
		if i == mostSpeakers {
			scr.Talk("pasted.more-speakers", len(u.speakers)-i)
			break
		}
		scr.Talk("pasted.speaker", screen.Clean(name), u.count[name])
	}
	if messages > 0 {
		scr.Talk("pasted.first", sample(scr.Lang, u.first))
		scr.Talk("pasted.last", sample(scr.Lang, u.last))
	}
	if u.undated > 0 {
		scr.Talk("pasted.undated", u.undated)
	}
	if u.tally.Failed > 0 {
		scr.Talk("pasted.failed", u.tally.Failed)
	}
}

// sample is one message in a line: when, who, and how it begins.
func sample(lang locale.Lang, r dispute.Record) string {
	at := r.At.Wall()
	if at == "" {
		at = lang.Say("pasted.no-time")
	}
	const most = 40
	text := []rune(strings.Join(strings.Fields(r.Text), " "))
	if len(text) > most {
		text = append(text[:most], '…')
	}
	return screen.Clean(at + "  " + r.Who + ": " + string(text))
}
