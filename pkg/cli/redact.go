package cli

import (
	"context"
	"errors"
	"fmt"
	"image"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
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

func newRedact(a *app) *cobra.Command {
	var o redactOptions
	c := a.command("redact", "redact E4 --box X,Y,W,H --why REASON", func(cmd *cobra.Command, args []string) error {
		if strings.TrimSpace(o.why) == "" && !o.dryRun {
			return usage("error.redact-no-reason").next("hint.redact-no-reason")
		}
		return a.withEvidence(cmd.Context(), casefile.ReadWrite, args[0], func(f *casefile.File, e dispute.Evidence) error {
			return a.runRedact(cmd.Context(), f, e, o)
		})
	})
	c.Args = a.arguments(1, 1, "E4")
	c.Flags().StringArrayVar(&o.boxes, "box", nil, a.say("flag.box"))
	c.Flags().StringArrayVar(&o.words, "word", nil, a.say("flag.word"))
	c.Flags().BoolVar(&o.numbers, "numbers", false, a.say("flag.numbers"))
	c.Flags().StringVar(&o.why, "why", "", a.say("flag.why"))
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, a.say("flag.redact-dry-run"))
	return c
}

func (a *app) runRedact(ctx context.Context, f *casefile.File, e dispute.Evidence, o redactOptions) error {
	if e.Purged != "" {
		return &casefile.PurgedError{Evidence: e.ID, Reason: e.Purged}
	}
	if !media.Picture(e.MediaType) {
		return usage("error.redact-no-picture", e.ID, a.whatItIs(e)).next("hint.redact-no-picture")
	}
	r, err := dossier.RedactionOf(ctx, f, e)
	if err != nil {
		return err
	}
	if r.Boxes, err = a.boxesWanted(ctx, f, r, o); err != nil {
		return err
	}
	if err := a.cover(ctx, f, r); err != nil {
		return err
	}
	if !a.json {
		a.showPlan(r)
	}
	if o.dryRun {
		if a.json {
			return a.writeJSON(a.out, a.redactJSON(r, nil, o.why))
		}
		return nil
	}
	// What a program found is looked at by a person; what was named is done.
	if len(o.words) > 0 || o.numbers {
		ok, err := a.confirm("redact.confirm")
		if err != nil {
			return err
		}
		if !ok {
			a.talk("redact.not-made")
			return nil
		}
	}
	return a.keepRedaction(ctx, f, r, o)
}

// cover paints the boxes, and says why where that cannot be.
func (a *app) cover(ctx context.Context, f *casefile.File, r *dossier.Redaction) error {
	err := r.Cover(ctx, f)
	if why, ok := dossier.PictureFailure(err); ok {
		c := failure("error.plain", a.lang.Note(why))
		c.err = err
		return c
	}
	if errors.Is(err, picture.ErrNothing) {
		return usage("error.covers-nothing", r.From.ID, r.Covered.Width, r.Covered.Height).next("hint.box")
	}
	return err
}

func (a *app) showPlan(r *dossier.Redaction) {
	a.print("redact.plan", len(r.Covered.Boxes), r.From.ID, r.Covered.Width, r.Covered.Height)
	canvas := image.Rect(0, 0, r.Covered.Width, r.Covered.Height)
	for i, b := range r.Covered.Boxes {
		if b.Empty() {
			a.print("redact.outside", i+1)
			continue
		}
		a.print("redact.box", i+1, b.Min.X, b.Min.Y, b.Dx(), b.Dy(), a.whatCovered(a.lang, r.Boxes[i].What))
		if !dossier.Rectangle(r.Boxes[i]).In(canvas) && r.Boxes[i].What == "" {
			a.print("redact.cut", i+1)
		}
	}
	if n := len(r.CoveredBefore()); n > 0 {
		a.print("redact.kept", n, r.Versions[len(r.Versions)-1].ID)
	}
}

// whatCovered names what a box covers in words for people.
func (a *app) whatCovered(lang locale.Lang, what string) string {
	if what == "" {
		what = "place"
	}
	if code := "redact.what." + what; locale.Has(code) {
		return lang.Say(code)
	}
	return clean(what)
}

// keepRedaction stores the covered picture as evidence, and reads it.
func (a *app) keepRedaction(ctx context.Context, f *casefile.File, r *dossier.Redaction, o redactOptions) error {
	c, err := f.Case(ctx)
	if err != nil {
		return err
	}
	in, err := r.Incoming(ctx, f, a.lang.For(c.Language), o.why)
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
		return a.done(a.redactJSON(r, &made, o.why), "redact.again-withdrawn", made.ID, r.Original.ID)
	case known:
		return a.done(a.redactJSON(r, &made, o.why), "redact.again", made.ID, r.Original.ID)
	}
	reader := &ingest.Ingest{Store: ingest.InCase(f), Importers: all.Importers(), Fallback: all.Fallback(), Report: func(ingest.Result) {}}
	if _, err := reader.Reread(ctx, made.ID, ingest.Settings{}); err != nil {
		return err
	}
	if err := a.done(a.redactJSON(r, &made, o.why), "redact.done", made.ID, r.Original.ID, len(made.Derived.Covered)); err != nil {
		return err
	}
	if len(o.words) > 0 || o.numbers {
		a.talk("redact.recognised-only")
	}
	a.talk("redact.look", made.ID)
	return nil
}

// redactJSON is a redaction; made is nil while nothing is stored.
func (a *app) redactJSON(r *dossier.Redaction, made *dispute.Evidence, why string) map[string]any {
	v := map[string]any{"from": r.Original.ID.String(), "why": why, "covered": r.AllCovered(), "asked": r.Boxes,
		"width": r.Covered.Width, "height": r.Covered.Height, "media_type": r.Covered.MediaType, "stored": made != nil}
	if made != nil {
		v["evidence"], v["name"], v["sha256"], v["size"] = made.ID.String(), made.Name, made.SHA256, made.Size
		v["why"], v["covered"] = made.Derived.Why, made.Derived.Covered
	}
	return v
}

// redactedFrom says of an evidence what it was made from; "" for what was
// received.
func (a *app) redactedFrom(e dispute.Evidence) string {
	if e.Derived == nil {
		return ""
	}
	return a.say("evidence.redacted-line", e.Derived.From, len(e.Derived.Covered), e.Derived.Why)
}

func derivedJSON(d *dispute.Derivation) map[string]any {
	return map[string]any{"from": fmt.Sprint(d.From), "why": d.Why, "covered": d.Covered}
}
