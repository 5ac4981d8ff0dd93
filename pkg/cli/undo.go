package cli

import (
	"context"
	"errors"
	"strconv"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/locale"
	"complain/pkg/phrase"
)

func newUndo(s *session) *cobra.Command {
	var list bool
	c := command(s.Lang, "undo", "undo [NUMBER]", func(cmd *cobra.Command, args []string) error {
		if list {
			return listChanges(cmd.Context(), s)
		}
		number := int64(0)
		if len(args) > 0 {
			var err error
			if number, err = strconv.ParseInt(args[0], 10, 64); err != nil || number < 1 {
				return usage("error.change-number", args[0]).next("hint.change-number")
			}
		}
		return runUndo(cmd.Context(), s, number)
	})
	c.Args = arguments(s.Lang, 0, 1, "NUMBER")
	c.Flags().BoolVar(&list, "list", false, s.Say("flag.undo.list"))
	return c
}

func runUndo(ctx context.Context, s *session, number int64) error {
	f, err := s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	var done casefile.Change
	err = s.saying(ctx, f, func() (err error) {
		done, err = f.Undo(ctx, number, s.Say("undo.why"))
		return err
	})
	var stands *casefile.UndoError
	switch {
	case errors.Is(err, casefile.ErrNothingToUndo):
		return failure("error.nothing-to-undo")
	case errors.As(err, &stands) && stands.Later != 0:
		return failure("error.undo-later", stands.Change, subject(s.Lang, stands.Subject), stands.Later).next("hint.undo-later", stands.Later)
	case errors.As(err, &stands):
		return failure("error.undo-final", stands.Change, action(s.Lang, stands.Action), subject(s.Lang, stands.Subject)).next("hint.change-number")
	case errors.Is(err, casefile.ErrNotFound):
		return failure("error.no-change", number).next("hint.change-number")
	case err != nil:
		return err
	}
	return s.Done(changeJSON(done), "undo.done", done.Number, screen.Clean(changed(s.Lang, done)))
}

// mostEntries is how many things of a change are named one by one.
const mostEntries = 4

// changed says what a change did: "edit seller; add E3".
func changed(lang locale.Lang, c casefile.Change) string {
	var parts []string
	for i, e := range c.Entries {
		if i == mostEntries {
			parts = append(parts, lang.Say("undo.more", len(c.Entries)-i))
			break
		}
		parts = append(parts, lang.Say("undo.entry", action(lang, e.Action), subject(lang, e.Subject)))
	}
	return phrase.Join(lang.Say("packet.semicolon"), parts...)
}

func changeJSON(c casefile.Change) answer.Change {
	v := answer.Change{Number: c.Number, At: c.At, Undoes: c.Undoes, UndoneBy: c.UndoneBy}
	for _, e := range c.Entries {
		v.Entries = append(v.Entries, custodyJSON(e))
	}
	return v
}

func listChanges(ctx context.Context, s *session) error {
	f, err := s.openWhole(ctx, casefile.ReadOnly)
	if err != nil {
		return err
	}
	defer f.Close()
	all, err := f.Changes(ctx)
	if err != nil {
		return err
	}
	if s.JSON {
		rows := []answer.Change{}
		for _, c := range all {
			rows = append(rows, changeJSON(c))
		}
		return s.WriteJSON(rows)
	}
	t := s.Table("custody.head.seq", "custody.head.at", "undo.head.what", "undo.head.state")
	t.Flexible, t.Right = 2, []int{0}
	for _, c := range all {
		state := ""
		switch {
		case c.UndoneBy != 0:
			state = s.Say("undo.state.undone", c.UndoneBy)
		case c.Undoes != 0:
			state = s.Say("undo.state.undoes", c.Undoes)
		}
		t.Row(itoa(c.Number), c.At, changed(s.Lang, c), state)
	}
	t.Print()
	return nil
}
