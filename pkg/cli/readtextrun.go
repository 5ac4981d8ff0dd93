package cli

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/ingest"
	"complain/pkg/internal/media"
	"complain/pkg/picture"
	"complain/pkg/recognise"
)

// readers is how many pages are read at a time.
const readers = 2

// toRead is an evidence whose text is to be recognised.
type toRead struct {
	evidence dispute.Evidence
	pages    []int
	of       int // pages of a paper; 0 for a picture
}

// seen is what became of one picture or page.
type seen struct {
	page recognise.Page
	left int // pictures of the page that could not be drawn
	err  error
}

// reading is the work on the pages of a case, two at a time; what was seen is
// stored and shown in their order.
type reading struct {
	a         *app
	f         *casefile.File
	engine    *recognise.Engine
	languages []string
	show      *shower
	progress  *progress
	running   sync.WaitGroup
	waiting   []started
	done, all int
}

// started is a page that is being read.
type started struct {
	evidence dispute.Evidence
	page, of int
	result   chan seen
}

func (a *app) recognise(ctx context.Context, f *casefile.File, all []toRead, passwords []string, show *shower) error {
	engine, languages, err := a.engine(ctx)
	if err != nil {
		return err
	}
	r := &reading{a: a, f: f, engine: engine, languages: languages, show: show, progress: a.progress()}
	for _, t := range all {
		r.all += len(t.pages)
	}
	// Whatever ends this early ends the programs too, and waits for their end.
	ctx, cancel := context.WithCancel(ctx)
	defer r.running.Wait()
	defer cancel()
	defer r.progress.clear()
	for _, t := range all {
		if err := r.start(ctx, t, passwords); err != nil {
			return err
		}
	}
	for len(r.waiting) > 0 {
		if err := r.finish(ctx); err != nil {
			return err
		}
	}
	return nil
}

// start begins with the pages of one evidence, and ends others on the way.
func (r *reading) start(ctx context.Context, t toRead, passwords []string) error {
	var data []byte
	read := func(int) seen { return seen{err: picture.ErrTooLarge} }
	if t.evidence.Size <= dossier.LargestPicture {
		var err error
		if data, err = dossier.Original(ctx, r.f, t.evidence); err != nil {
			return err
		}
		read = func(int) seen {
			page, err := readPicture(ctx, r.engine, r.languages, data)
			return seen{page: page, err: err}
		}
		if t.evidence.MediaType == media.PDF {
			read = func(number int) seen { return readScan(ctx, r.engine, r.languages, data, passwords, number) }
		}
	}
	for _, page := range t.pages {
		name := t.evidence.Name
		if t.of > 0 {
			name = r.a.say("read-text.page", name, page, t.of)
		}
		r.progress.step(ingest.Step{Name: name, Done: r.done, Files: r.all, Bytes: int64(r.done), Of: int64(r.all)})
		s := started{t.evidence, page, t.of, make(chan seen, 1)}
		r.running.Go(func() { s.result <- read(page) })
		r.waiting = append(r.waiting, s)
		if len(r.waiting) >= readers {
			if err := r.finish(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// finish waits for the first page that was started, stores and shows it.
func (r *reading) finish(ctx context.Context) error {
	s := r.waiting[0]
	r.waiting = r.waiting[1:]
	got := <-s.result
	r.done++
	r.progress.clear()
	if why, ok := readTextFailure(got.err); ok && ctx.Err() == nil {
		return r.show.failed(s.evidence, s.page, s.of, why)
	}
	if got.err != nil {
		return got.err
	}
	page := casefile.Recognised{Evidence: s.evidence.ID, Page: s.page, Engine: r.engine.Name, Languages: strings.Join(r.languages, "+"), Text: got.page.Text, Words: storedWords(got.page.Words)}
	if err := r.f.AddRecognised(ctx, page); err != nil {
		return err
	}
	return r.show.seen(s.evidence, page, s.of, got.left, "read")
}

// readPicture recognises the text of a picture sheet by sheet, with the places
// of its words in the whole.
func readPicture(ctx context.Context, engine *recognise.Engine, languages []string, data []byte) (recognise.Page, error) {
	sheets, err := picture.Sheets(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return recognise.Page{}, err
	}
	return readSheets(ctx, engine, languages, sheets)
}

func readSheets(ctx context.Context, engine *recognise.Engine, languages []string, sheets []picture.Sheet) (recognise.Page, error) {
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
	if why, ok := scanFailure(err); ok {
		return why, true
	}
	return dossier.PictureFailure(err)
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
