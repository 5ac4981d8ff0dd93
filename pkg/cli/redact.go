package cli

import (
	"context"
	"errors"
	"fmt"
	"image"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/importer/all"
	"complain/pkg/ingest"
	"complain/pkg/internal/media"
	"complain/pkg/locale"
	"complain/pkg/picture"
)

type redactOptions struct {
	boxes, words    []string
	numbers, dryRun bool
	why             string
}

func newRedact(s *session) *cobra.Command {
	var o redactOptions
	c := command(s.Lang, "redact", "redact E4 --box X,Y,W,H --why REASON", func(cmd *cobra.Command, args []string) error {
		if strings.TrimSpace(o.why) == "" && !o.dryRun {
			return usage("error.redact-no-reason").next("hint.redact-no-reason")
		}
		return withEvidence(cmd.Context(), s, casefile.ReadWrite, args[0], func(f *casefile.File, e dispute.Evidence) error {
			return runRedact(cmd.Context(), s, f, e, o)
		})
	})
	c.Args = arguments(s.Lang, 1, 1, "E4")
	c.Flags().StringArrayVar(&o.boxes, "box", nil, s.Say("flag.box"))
	c.Flags().StringArrayVar(&o.words, "word", nil, s.Say("flag.word"))
	c.Flags().BoolVar(&o.numbers, "numbers", false, s.Say("flag.numbers"))
	c.Flags().StringVar(&o.why, "why", "", s.Say("flag.why"))
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, s.Say("flag.redact-dry-run"))
	return c
}

func runRedact(ctx context.Context, s *session, f *casefile.File, e dispute.Evidence, o redactOptions) error {
	if e.Purged != "" {
		return &casefile.PurgedError{Evidence: e.ID, Reason: e.Purged}
	}
	if !media.Picture(e.MediaType) {
		return usage("error.redact-no-picture", e.ID, whatItIs(s, e)).next("hint.redact-no-picture")
	}
	r, err := dossier.RedactionOf(ctx, f, e)
	if err != nil {
		return err
	}
	if r.Boxes, err = boxesWanted(ctx, s.Screen, f, r, o); err != nil {
		return err
	}
	if err := cover(ctx, s.Lang, f, r); err != nil {
		return err
	}
	if !s.JSON {
		showPlan(s.Screen, r)
	}
	if o.dryRun {
		if s.JSON {
			return s.WriteJSON(redactJSON(r, nil, o.why))
		}
		return nil
	}
	// What a program found is looked at by a person; what was named is done.
	if len(o.words) > 0 || o.numbers {
		ok, err := s.Confirm("redact.confirm")
		if err != nil {
			return err
		}
		if !ok {
			s.Talk("redact.not-made")
			return nil
		}
	}
	return keepRedaction(ctx, s.Screen, f, r, o)
}

// cover paints the boxes, and says why where that cannot be.
func cover(ctx context.Context, lang locale.Lang, f *casefile.File, r *dossier.Redaction) error {
	err := r.Cover(ctx, f)
	if why, ok := dossier.PictureFailure(err); ok {
		c := failure("error.because", why)
		c.err = err
		return c
	}
	if errors.Is(err, picture.ErrNothing) {
		return usage("error.covers-nothing", r.From.ID, r.Covered.Width, r.Covered.Height).next("hint.box")
	}
	return err
}

func showPlan(scr *screen.Screen, r *dossier.Redaction) {
	scr.Print("redact.plan", len(r.Covered.Boxes), r.From.ID, r.Covered.Width, r.Covered.Height)
	canvas := image.Rect(0, 0, r.Covered.Width, r.Covered.Height)
	for i, b := range r.Covered.Boxes {
		if b.Empty() {
			scr.Print("redact.outside", i+1)
			continue
		}
		scr.Print("redact.box", i+1, b.Min.X, b.Min.Y, b.Dx(), b.Dy(), whatCovered(scr.Lang, r.Boxes[i].What))
		if !dossier.Rectangle(r.Boxes[i]).In(canvas) && r.Boxes[i].What == "" {
			scr.Print("redact.cut", i+1)
		}
	}
	if n := len(r.CoveredBefore()); n > 0 {
		scr.Print("redact.kept", n, r.Versions[len(r.Versions)-1].ID)
	}
}

// whatCovered names what a box covers in words for people.
func whatCovered(lang locale.Lang, what string) string {
	if what == "" {
		what = "place"
	}
	if code := "redact.what." + what; locale.Has(code) {
		return lang.Say(code)
	}
	return screen.Clean(what)
}

// keepRedaction stores the covered picture as evidence, and reads it.
func keepRedaction(ctx context.Context, scr *screen.Screen, f *casefile.File, r *dossier.Redaction, o redactOptions) error {
	c, err := f.Case(ctx)
	if err != nil {
		return err
	}
	in, err := r.Incoming(ctx, f, scr.Lang.For(c.Language), o.why)
	if err != nil {
		return err
	}
	made, known, err := f.Store(ctx, in)
	if err != nil {
		return err
	}
	switch {
	case made.ID == r.Original.ID, known && made.Derived == nil:
		return failure("error.redact-same", made.ID)
	case known && made.Withdrawn != "":
		return scr.Done(redactJSON(r, &made, o.why), "redact.again-withdrawn", made.ID, r.Original.ID)
	case known:
		return scr.Done(redactJSON(r, &made, o.why), "redact.again", made.ID, r.Original.ID)
	}
	reader := &ingest.Ingest{Store: ingest.InCase(f), Importers: all.Importers(), Fallback: all.Fallback(), Report: func(ingest.Result) {}}
	if _, err := reader.Reread(ctx, made.ID, ingest.Settings{}); err != nil {
		return err
	}
	if err := scr.Done(redactJSON(r, &made, o.why), "redact.done", made.ID, r.Original.ID, len(made.Derived.Covered)); err != nil {
		return err
	}
	if len(o.words) > 0 || o.numbers {
		scr.Talk("redact.recognised-only")
	}
	scr.Talk("redact.look", made.ID)
	return nil
}

// redactJSON is a redaction; made is nil while nothing is stored.
func redactJSON(r *dossier.Redaction, made *dispute.Evidence, why string) answer.Redaction {
	v := answer.Redaction{From: r.Original.ID.String(), Why: why, Covered: r.AllCovered(), Asked: r.Boxes,
		Width: r.Covered.Width, Height: r.Covered.Height, MediaType: r.Covered.MediaType, Stored: made != nil}
	if made != nil {
		v.Evidence, v.Name, v.SHA256, v.Size = made.ID.String(), made.Name, made.SHA256, made.Size
		v.Why, v.Covered = made.Derived.Why, made.Derived.Covered
	}
	return v
}

// redactedFrom says of an evidence what it was made from; "" for what was
// received.
func redactedFrom(lang locale.Lang, e dispute.Evidence) string {
	if e.Derived == nil {
		return ""
	}
	return lang.Say("evidence.redacted-line", e.Derived.From, len(e.Derived.Covered), e.Derived.Why)
}

func derivedJSON(d *dispute.Derivation) answer.Derivation {
	return answer.Derivation{From: fmt.Sprint(d.From), Why: d.Why, Covered: d.Covered}
}
