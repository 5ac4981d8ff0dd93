package recognise

import (
	"context"
	"errors"
	"sync"

	"complain/pkg/dispute"
	"complain/pkg/internal/media"
	"complain/pkg/picture"
)

// atOnce is how many pages are read at a time.
const atOnce = 2

// Item is an evidence whose text is to be recognised.
type Item struct {
	Evidence dispute.Evidence
	Pages    []int // by number from 1; {1} for a picture
	Of       int   // pages of a paper; 0 for a picture
}

// Seen is what became of one picture or page.
type Seen struct {
	Evidence dispute.Evidence
	Number   int // of the page
	Of       int // as in Item
	Page     Page
	Left     int // pictures of the page that could not be drawn
	Err      error
}

// Run is the work on the pages of a case, some at a time.
type Run struct {
	Reader    *Reader
	Passwords []string // that papers are tried with
	// Original gives the bytes of an evidence. picture.ErrTooLarge is told of each
	// of its pages; other errors end the work.
	Original func(context.Context, dispute.Evidence) ([]byte, error)
	// Begin is told of each page before it is read, and how many are done.
	Begin func(i Item, page, done, of int)
	// Seen is told of each page in the order of the items; its error ends the work.
	Seen func(Seen) error

	running   sync.WaitGroup
	waiting   []chan Seen
	done, all int
}

// Read reads the pages of items. However it ends, the programs that it started
// have ended too.
func (r *Run) Read(ctx context.Context, items []Item) error {
	for _, i := range items {
		r.all += len(i.Pages)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer r.running.Wait()
	defer cancel()
	for _, i := range items {
		if err := r.start(ctx, i); err != nil {
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
func (r *Run) start(ctx context.Context, i Item) error {
	data, err := r.Original(ctx, i.Evidence)
	if err != nil && !errors.Is(err, picture.ErrTooLarge) {
		return err
	}
	for _, page := range i.Pages {
		r.Begin(i, page, r.done, r.all)
		result := make(chan Seen, 1)
		r.running.Go(func() {
			s := Seen{Evidence: i.Evidence, Number: page, Of: i.Of, Err: err}
			if s.Err == nil {
				s.Page, s.Left, s.Err = r.page(ctx, i, data, page)
			}
			result <- s
		})
		r.waiting = append(r.waiting, result)
		if len(r.waiting) >= atOnce {
			if err := r.finish(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *Run) page(ctx context.Context, i Item, data []byte, number int) (p Page, left int, err error) {
	if i.Evidence.MediaType == media.PDF {
		return r.Reader.Scan(ctx, data, r.Passwords, number)
	}
	p, err = r.Reader.Picture(ctx, data)
	return p, 0, err
}

// finish waits for the first page that was started, and hands on what was seen.
func (r *Run) finish(ctx context.Context) error {
	s := <-r.waiting[0]
	r.waiting = r.waiting[1:]
	r.done++
	if s.Err != nil && ctx.Err() != nil {
		return s.Err
	}
	return r.Seen(s)
}
