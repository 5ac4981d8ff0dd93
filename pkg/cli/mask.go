package cli

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dossier"
	"complain/pkg/internal/personal"
)

func newMask(s *session) *cobra.Command {
	var as string
	add := command(s.Lang, "mask.add", "add TEXT [--as KIND]", func(cmd *cobra.Command, args []string) error {
		return addMask(cmd.Context(), s, strings.Join(args, " "), as)
	})
	add.Args = arguments(s.Lang, 1, -1, "TEXT")
	add.Flags().StringVar(&as, "as", "", s.Say("flag.mask.as"))
	keep := command(s.Lang, "mask.keep", "keep TEXT", func(cmd *cobra.Command, args []string) error {
		return sayMask(cmd.Context(), s, dossier.Mask{Text: strings.Join(args, " "), Keep: true})
	})
	keep.Args = arguments(s.Lang, 1, -1, "TEXT")
	list := command(s.Lang, "mask.list", "list", func(cmd *cobra.Command, _ []string) error { return listMasks(cmd.Context(), s) })
	list.Args = arguments(s.Lang, 0, 0, "")
	remove := command(s.Lang, "mask.remove", "remove NUMBER...", func(cmd *cobra.Command, args []string) error {
		return removeMasks(cmd.Context(), s, args)
	})
	remove.Args = arguments(s.Lang, 1, -1, "NUMBER")
	return group(s.Screen, "mask", "mask", add, keep, list, remove)
}

// addMask masks words of the user's own, as a kind of personal data that they say
// or that the words look like.
func addMask(ctx context.Context, s *session, text, as string) error {
	m := dossier.Mask{Text: text, As: personal.KindOf(text)}
	if as != "" {
		if m.As = personal.Kind(screen.Chosen(as, maskKinds(s.Lang))); m.As == "" {
			return noneOf(s.Screen, "error.mask-kind", as, "hint.mask-kind", maskKinds(s.Lang))
		}
	}
	return sayMask(ctx, s, m)
}

func sayMask(ctx context.Context, s *session, m dossier.Mask) error {
	if len([]rune(personal.Key(m.Text))) < 2 {
		return usage("error.mask-short", m.Text).next("hint.mask-short")
	}
	f, masks, err := openWith(ctx, s.open, casefile.ReadWrite, dossier.Masks)
	if err != nil {
		return err
	}
	defer f.Close()
	for _, known := range masks {
		if personal.Key(known.Text) == personal.Key(m.Text) {
			m.Number = known.Number // the last word counts
		}
	}
	if m, err = m.Say(ctx, f); err != nil {
		return err
	}
	if m.Keep {
		return s.Done(maskJSON(m), "mask.keep.done", m.Number, screen.Clean(m.Text))
	}
	return s.Done(maskJSON(m), "mask.add.done", m.Number, screen.Clean(m.Text), screen.Clean(personal.Masked(m.As, m.Text)))
}

func maskJSON(m dossier.Mask) answer.Mask {
	v := answer.Mask{Number: m.Number, Text: m.Text, As: m.As, Keep: m.Keep, Shown: m.Text}
	if !m.Keep {
		v.Shown = personal.Masked(m.As, m.Text)
	}
	return v
}

func listMasks(ctx context.Context, s *session) error {
	f, masks, err := openWith(ctx, s.openWhole, casefile.ReadOnly, dossier.Masks)
	if err != nil {
		return err
	}
	defer f.Close()
	if s.JSON {
		rows := []answer.Mask{}
		for _, m := range masks {
			rows = append(rows, maskJSON(m))
		}
		return s.WriteJSON(rows)
	}
	if len(masks) == 0 {
		s.Talk("mask.none")
		return nil
	}
	for _, m := range masks {
		if m.Keep {
			s.Print("mask.kept", m.Number, screen.Clean(m.Text))
			continue
		}
		s.Print("mask.line", m.Number, screen.Clean(m.Text), screen.Clean(personal.Masked(m.As, m.Text)), s.Say("redact.what."+string(m.As)))
	}
	return nil
}

// removeMasks takes masks back, all that are named or none.
func removeMasks(ctx context.Context, s *session, words []string) error {
	f, masks, err := openWith(ctx, s.open, casefile.ReadWrite, dossier.Masks)
	if err != nil {
		return err
	}
	defer f.Close()
	chosen, wrong := chosenOf(masks, func(m dossier.Mask) int64 { return keyNumber(m.Number) }, words)
	if wrong != "" {
		return failure("error.no-mask", wrong).next("hint.no-mask")
	}
	if err := f.Batch(ctx, func() error {
		for _, m := range chosen {
			if err := f.Unsay(ctx, dossier.MaskSaid, m.Number); err != nil && !errors.Is(err, casefile.ErrNotFound) {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	for _, m := range chosen {
		if err := s.Done(maskJSON(m), "mask.remove.done", m.Number); err != nil {
			return err
		}
	}
	return nil
}

// keyNumber is the number that a saying is kept under.
func keyNumber(key string) int64 {
	n, err := strconv.ParseInt(key, 10, 64)
	if err != nil {
		return 0
	}
	return n
}
