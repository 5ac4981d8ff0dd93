package cli

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/ingest"
	"complain/pkg/internal/media"
	"complain/pkg/picture"
	"complain/pkg/recognise"
)

func newReadText(a *app) *cobra.Command {
	var again bool
	c := a.command("read-text", "read-text [E1...]", func(cmd *cobra.Command, args []string) error {
		return a.runReadText(cmd.Context(), args, again)
	})
	c.Flags().BoolVar(&again, "again", false, a.say("flag.again"))
	return c
}

func (a *app) runReadText(ctx context.Context, args []string, again bool) error {
	f, err := a.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	c, err := f.Case(ctx)
	if err != nil {
		return err
	}
	pictures, err := a.picturesNamed(ctx, f, args)
	if err != nil {
		return err
	}
	if len(pictures) == 0 {
		a.talk("read-text.no-pictures")
		return nil
	}
	show := shower{a: a, c: c, whole: len(args) > 0}
	var waiting []dispute.Evidence
	for _, e := range pictures {
		kept, err := f.Recognised(ctx, e.ID)
		if err != nil {
			return err
		}
		if len(kept) == 0 || again {
			waiting = append(waiting, e)
		} else if err := show.seen(e, kept, "kept"); err != nil {
			return err
		}
	}
	if len(waiting) > 0 {
		if err := a.recognise(ctx, f, waiting, &show); err != nil {
			return err
		}
	}
	return show.end()
}

// picturesNamed finds the pictures that args name; without any, those of the
// case that stand and were not made from another one that does.
func (a *app) picturesNamed(ctx context.Context, f *casefile.File, args []string) ([]dispute.Evidence, error) {
	var out []dispute.Evidence
	for _, text := range args {
		id, err := dispute.ParseEvidenceID(text)
		if err != nil {
			return nil, usage("error.evidence-number", text).next("hint.evidence-number")
		}
		e, err := f.Evidence(ctx, id)
		switch {
		case err != nil:
			return nil, err
		case e.Purged != "":
			return nil, &casefile.PurgedError{Evidence: id, Reason: e.Purged}
		case !media.Picture(e.MediaType):
			return nil, usage("error.no-picture", id, e.MediaType).next("hint.no-picture")
		}
		out = append(out, e)
	}
	if len(args) > 0 {
		return out, nil
	}
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(e dispute.Evidence) bool { return e.Withdrawn != "" || !media.Picture(e.MediaType) })
	hidden := dispute.Redactions(all).Hidden
	return slices.DeleteFunc(all, func(e dispute.Evidence) bool { return hidden[e.ID] }), nil
}

// engine finds the installed recogniser and the languages that it shall use.
func (a *app) engine(ctx context.Context) (*recognise.Engine, []string, error) {
	path, err := a.sys.LookPath("tesseract")
	if err != nil {
		return nil, nil, failure("error.no-tesseract").next("hint.tesseract")
	}
	engine, err := recognise.Open(ctx, path, a.sys.Environ())
	if errors.Is(err, recognise.ErrProgram) {
		c := failure("error.tesseract", clean(shown(path)), clean(err.Error())).next("hint.tesseract")
		c.err = err
		return nil, nil, c
	}
	if err != nil {
		return nil, nil, err
	}
	languages, missing := recognise.Choose(recognise.Wanted(), engine.Languages)
	if len(languages) == 0 {
		return nil, nil, failure("error.tesseract-languages", strings.Join(missing, ", ")).next("hint.tesseract")
	}
	if len(missing) > 0 {
		a.talk("read-text.missing", strings.Join(missing, ", "))
		a.talk("hint.tesseract")
	}
	return engine, languages, nil
}

// recognise reads pictures two at a time, and stores and shows what was seen in
// their order.
func (a *app) recognise(ctx context.Context, f *casefile.File, pictures []dispute.Evidence, show *shower) error {
	engine, languages, err := a.engine(ctx)
	if err != nil {
		return err
	}
	// Whatever ends this early ends the programs too, and waits for their end.
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	defer running.Wait()
	defer cancel()

	p := a.progress()
	defer p.clear()
	results := make([]chan seen, len(pictures))
	finish := func(i int) error {
		s := <-results[i]
		p.clear()
		e := pictures[i]
		if why, ok := readTextFailure(s.err); ok {
			return show.failed(e, why)
		}
		if s.err != nil {
			return s.err
		}
		pages := []casefile.Recognised{{Evidence: e.ID, Page: 1, Engine: engine.Name, Languages: strings.Join(languages, "+"), Text: s.page.Text, Words: storedWords(s.page.Words)}}
		if err := f.SetRecognised(ctx, e.ID, pages); err != nil {
			return err
		}
		return show.seen(e, pages, "read")
	}
	for i, e := range pictures {
		p.step(ingest.Step{Name: e.Name, Done: i, Files: len(pictures), Bytes: int64(i), Of: int64(len(pictures))})
		results[i] = make(chan seen, 1)
		if e.Size > largestPicture {
			results[i] <- seen{err: picture.ErrTooLarge}
		} else {
			data, err := original(ctx, f, e)
			if err != nil {
				return err
			}
			running.Go(func() {
				page, err := readPicture(ctx, engine, languages, data)
				results[i] <- seen{page, err}
			})
		}
		if i+1 >= workers {
			if err := finish(i + 1 - workers); err != nil {
				return err
			}
		}
	}
	for i := max(len(pictures)-workers+1, 0); i < len(pictures); i++ {
		if err := finish(i); err != nil {
			return err
		}
	}
	return nil
}

// seen is what became of one picture.
type seen struct {
	page recognise.Page
	err  error
}

// readPicture recognises the text of a picture sheet by sheet, with the places
// of its words in the whole.
func readPicture(ctx context.Context, engine *recognise.Engine, languages []string, data []byte) (recognise.Page, error) {
	sheets, err := picture.Sheets(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return recognise.Page{}, err
	}
	var all [][]recognise.Word
	for _, s := range sheets {
		lines, err := engine.Read(ctx, s.PNG, s.OfWidth, s.Height, languages)
		if err != nil {
			return recognise.Page{}, err
		}
		for _, line := range lines {
			for i := range line {
				line[i].Box.Y += s.Top
			}
		}
		all = append(all, lines...)
	}
	return recognise.Join(all), nil
}

// readTextFailure says why no text could be recognised; ok is false for what
// ends the command.
func readTextFailure(err error) (why dispute.Note, ok bool) {
	switch {
	case errors.Is(err, recognise.ErrTime):
		return note("read-text.time", recognise.TimeLimit), true
	case errors.Is(err, recognise.ErrFailed):
		return note("read-text.failed", clean(strings.TrimPrefix(err.Error(), recognise.ErrFailed.Error()+": "))), true
	}
	return pictureFailure(err)
}

func storedWords(words []recognise.Word) []casefile.Word {
	out := make([]casefile.Word, len(words))
	for i, w := range words {
		out[i] = casefile.Word(w)
	}
	return out
}

// pageOf is a stored page as package recognise takes it.
func pageOf(r casefile.Recognised) recognise.Page {
	p := recognise.Page{Text: r.Text, Words: make([]recognise.Word, len(r.Words))}
	for i, w := range r.Words {
		p.Words[i] = recognise.Word(w)
	}
	return p
}
