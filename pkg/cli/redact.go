package cli

import (
	"context"
	"errors"
	"fmt"
	"image"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

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
	boxes, words       []string
	records            []string
	pages, lines, rows []string
	numbers, dryRun    bool
	list               bool
	remove             []string
	why, preview       string
}

// placed reports whether a part of an evidence was named, not all of it.
func (o redactOptions) placed() bool { return len(o.pages)+len(o.lines)+len(o.rows) > 0 }

func newRedact(s *session) *cobra.Command {
	var o redactOptions
	c := command(s.Lang, "redact", "redact E4... --why REASON", func(cmd *cobra.Command, args []string) error {
		switch {
		case o.list:
			return listCoverings(cmd.Context(), s, args)
		case len(o.remove) > 0:
			return removeCoverings(cmd.Context(), s, o)
		case len(args)+len(o.records) == 0:
			return asHelp(usage("error.arguments-few", askedFor(s.Lang, "E4")), cmd)
		case strings.TrimSpace(o.why) == "" && !o.dryRun && o.preview == "":
			return usage("error.redact-no-reason").next("hint.redact-no-reason")
		}
		return redactAll(cmd.Context(), s, args, o)
	})
	c.Args = cobra.ArbitraryArgs
	f := c.Flags()
	f.SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		if name == "text" || name == "words" {
			name = "word" // what one covers is called in all three ways
		}
		return pflag.NormalizedName(name)
	})
	f.StringArrayVar(&o.boxes, "box", nil, s.Say("flag.box"))
	f.StringArrayVar(&o.words, "word", nil, s.Say("flag.word"))
	f.StringSliceVar(&o.records, "record", nil, s.Say("flag.redact-record"))
	f.StringSliceVar(&o.lines, "line", nil, s.Say("flag.redact-line"))
	f.StringSliceVar(&o.rows, "row", nil, s.Say("flag.redact-row"))
	f.StringSliceVar(&o.pages, "page", nil, s.Say("flag.redact-page"))
	f.BoolVar(&o.numbers, "numbers", false, s.Say("flag.numbers"))
	f.StringVar(&o.why, "why", "", s.Say("flag.why"))
	f.BoolVarP(&o.dryRun, "dry-run", "n", false, s.Say("flag.redact-dry-run"))
	f.BoolVar(&o.list, "list", false, s.Say("flag.redact-list"))
	f.StringSliceVar(&o.remove, "remove", nil, s.Say("flag.redact-remove"))
	f.StringVar(&o.preview, "preview", "", s.Say("flag.redact-preview"))
	return c
}

// redactAll covers what is named in each evidence that words name.
func redactAll(ctx context.Context, s *session, words []string, o redactOptions) error {
	f, err := s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	targets, err := redactTargets(ctx, f, append(slices.Clone(words), o.records...))
	if err != nil {
		return err
	}
	if len(targets) > 1 && (len(o.boxes) > 0 || o.placed()) {
		return usage("error.redact-one-place", len(targets)).next("hint.redact-one-place")
	}
	nothing := error(nil)
	done := 0
	for _, t := range targets {
		err := runRedact(ctx, s, f, t, o)
		var said *complaint
		if errors.As(err, &said) && len(targets) > 1 && slices.Contains(notThere, said.say) {
			nothing = err // of many, those that have it
			s.Talk("redact.passed-over", t.evidence.ID, said.in(s.Lang))
			continue
		}
		if err != nil {
			return err
		}
		done++
	}
	if done == 0 {
		return nothing
	}
	return nil
}

// notThere is what is said of an evidence in which nothing is to be covered.
var notThere = []string{"error.word-not-found", "error.word-not-read", "error.numbers-not-found", "error.numbers-not-read", "error.not-recognised", "error.redact-no-text"}

func runRedact(ctx context.Context, s *session, f *casefile.File, t redactTarget, o redactOptions) error {
	e := t.evidence
	switch {
	case e.Purged != "":
		return &casefile.PurgedError{Evidence: e.ID, Reason: e.Purged}
	case media.Picture(e.MediaType):
		return redactPicture(ctx, s, f, e, o)
	case e.MediaType == media.PDF && t.whole:
		return redactPaper(ctx, s, f, t, o)
	case len(o.boxes) > 0:
		return usage("error.redact-no-boxes", e.ID, whatItIs(s, e)).next("hint.redact-no-boxes", e.ID)
	}
	return redactText(ctx, s, f, t, o)
}

func redactPicture(ctx context.Context, s *session, f *casefile.File, e dispute.Evidence, o redactOptions) error {
	if o.placed() {
		return usage("error.redact-picture-place", e.ID).next("hint.redact-nothing")
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

// storeRedaction stores the covered picture as evidence, and reads it.
func storeRedaction(ctx context.Context, lang locale.Lang, f *casefile.File, r *dossier.Redaction, why string) (made dispute.Evidence, known bool, err error) {
	c, err := f.Case(ctx)
	if err != nil {
		return made, false, err
	}
	in, err := r.Incoming(ctx, f, lang.For(c.Language), why)
	if err != nil {
		return made, false, err
	}
	if made, known, err = f.Store(ctx, in); err != nil {
		return made, known, err
	}
	if made.ID == r.Original.ID || known && made.Derived == nil {
		return made, known, failure("error.redact-same", made.ID)
	}
	if known {
		return made, known, nil
	}
	reader := &ingest.Ingest{Store: ingest.InCase(f), Importers: all.Importers(), Fallback: all.Fallback(), Report: func(ingest.Result) {}}
	_, err = reader.Reread(ctx, made.ID, ingest.Settings{})
	return made, known, err
}

// keepRedaction stores the covered picture, and says what came of it.
func keepRedaction(ctx context.Context, scr *screen.Screen, f *casefile.File, r *dossier.Redaction, o redactOptions) error {
	made, known, err := storeRedaction(ctx, scr.Lang, f, r, o.why)
	if err != nil {
		return err
	}
	switch {
	case known && made.Withdrawn != "":
		return scr.Done(redactJSON(r, &made, o.why), "redact.again-withdrawn", made.ID, r.Original.ID)
	case known:
		return scr.Done(redactJSON(r, &made, o.why), "redact.again", made.ID, r.Original.ID)
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

func derivedJSON(d *dispute.Derivation) answer.Derivation {
	return answer.Derivation{From: fmt.Sprint(d.From), Why: d.Why, Covered: d.Covered}
}
