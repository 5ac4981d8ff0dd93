package cli

import (
	"bytes"
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
	r, err := originOf(ctx, f, e)
	if err != nil {
		return err
	}
	if r.boxes, err = a.boxesWanted(ctx, f, r, o); err != nil {
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

// cover paints the boxes; what was covered before stays so.
func (a *app) cover(ctx context.Context, f *casefile.File, r *redaction) error {
	if r.from.Size > dossier.LargestPicture {
		return failure("error.plain", a.say("picture.too-large"))
	}
	data, err := dossier.Original(ctx, f, r.from)
	if err != nil {
		return err
	}
	var boxes, before []image.Rectangle
	for _, b := range r.boxes {
		boxes = append(boxes, rectangle(b))
	}
	for _, b := range r.coveredBefore() {
		before = append(before, rectangle(b))
	}
	r.covered, err = picture.Cover(bytes.NewReader(data), int64(len(data)), boxes, before)
	if why, ok := dossier.PictureFailure(err); ok {
		c := failure("error.plain", a.lang.Note(why))
		c.err = err
		return c
	}
	if errors.Is(err, picture.ErrNothing) {
		return usage("error.covers-nothing", r.from.ID, r.covered.Width, r.covered.Height).next("hint.box")
	}
	return err
}

func (a *app) showPlan(r *redaction) {
	a.print("redact.plan", len(r.covered.Boxes), r.from.ID, r.covered.Width, r.covered.Height)
	canvas := image.Rect(0, 0, r.covered.Width, r.covered.Height)
	for i, b := range r.covered.Boxes {
		if b.Empty() {
			a.print("redact.outside", i+1)
			continue
		}
		a.print("redact.box", i+1, b.Min.X, b.Min.Y, b.Dx(), b.Dy(), a.whatCovered(a.lang, r.boxes[i].What))
		if !rectangle(r.boxes[i]).In(canvas) && r.boxes[i].What == "" {
			a.print("redact.cut", i+1)
		}
	}
	if n := len(r.coveredBefore()); n > 0 {
		a.print("redact.kept", n, r.versions[len(r.versions)-1].ID)
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
func (a *app) keepRedaction(ctx context.Context, f *casefile.File, r *redaction, o redactOptions) error {
	in, err := a.incomingRedaction(ctx, f, r, o.why)
	if err != nil {
		return err
	}
	made, known, err := f.Store(ctx, in)
	if err != nil {
		return err
	}
	switch {
	case made.ID == r.original.ID, known && made.Derived == nil:
		return failure("error.redact-same", made.ID)
	case known && made.Withdrawn != "":
		return a.done(a.redactJSON(r, &made, o.why), "redact.again-withdrawn", made.ID, r.original.ID)
	case known:
		return a.done(a.redactJSON(r, &made, o.why), "redact.again", made.ID, r.original.ID)
	}
	reader := &ingest.Ingest{Store: ingest.InCase(f), Importers: all.Importers(), Fallback: all.Fallback(), Report: func(ingest.Result) {}}
	if _, err := reader.Reread(ctx, made.ID, ingest.Settings{}); err != nil {
		return err
	}
	if err := a.done(a.redactJSON(r, &made, o.why), "redact.done", made.ID, r.original.ID, len(made.Derived.Covered)); err != nil {
		return err
	}
	if len(o.words) > 0 || o.numbers {
		a.talk("redact.recognised-only")
	}
	a.talk("redact.look", made.ID)
	return nil
}

// redactJSON is a redaction; made is nil while nothing is stored.
func (a *app) redactJSON(r *redaction, made *dispute.Evidence, why string) map[string]any {
	v := map[string]any{"from": r.original.ID.String(), "why": why, "covered": r.allCovered(), "asked": r.boxes,
		"width": r.covered.Width, "height": r.covered.Height, "media_type": r.covered.MediaType, "stored": made != nil}
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
