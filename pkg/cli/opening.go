package cli

import (
	"context"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// openWith opens the case as open does, and reads from it what the command is
// about. Where it fails nothing stays open.
func openWith[T any](ctx context.Context, open func(context.Context, casefile.Mode) (*casefile.File, error), mode casefile.Mode,
	read func(context.Context, *casefile.File) (T, error)) (f *casefile.File, about T, err error) {
	if f, err = open(ctx, mode); err != nil {
		return nil, about, err
	}
	if about, err = read(ctx, f); err != nil {
		f.Close()
		return nil, about, err
	}
	return f, about, nil
}

func caseOf(ctx context.Context, f *casefile.File) (dispute.Case, error) { return f.Case(ctx) }

func partiesOf(ctx context.Context, f *casefile.File) ([]dispute.Party, error) { return f.Parties(ctx) }

func stampsOf(ctx context.Context, f *casefile.File) ([]casefile.Stamp, error) { return f.Stamps(ctx) }

// eventsNamed reads the records that begin the events which words name.
func eventsNamed(words []string) func(context.Context, *casefile.File) ([]dispute.Record, error) {
	return func(ctx context.Context, f *casefile.File) ([]dispute.Record, error) {
		return chosenEvents(ctx, f, words)
	}
}

// bookAndLetters are the channels and the letters to them, with the user's own over
// both.
func bookAndLetters(s *session) (*channel.Book, *channel.Letters, error) {
	book, err := s.book()
	if err != nil {
		return nil, nil, err
	}
	all, err := letters(s, book)
	return book, all, err
}
