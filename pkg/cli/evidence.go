package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/recognise"
)

func newEvidence(a *app) *cobra.Command {
	list := a.command("evidence.list", "list", func(cmd *cobra.Command, _ []string) error { return a.listEvidence(cmd.Context()) })
	list.Args = a.arguments(0, 0, "")
	var location bool
	show := a.command("evidence.show", "show E1", func(cmd *cobra.Command, args []string) error {
		return a.withEvidence(cmd.Context(), casefile.Salvage, args[0], func(f *casefile.File, e dispute.Evidence) error {
			if err := a.showEvidence(cmd.Context(), f, e, location); err != nil {
				return err
			}
			return f.CheckRows(cmd.Context())
		})
	})
	show.Args = a.arguments(1, 1, "E1")
	show.Flags().BoolVar(&location, "location", false, a.say("flag.location"))
	var output string
	get := a.command("evidence.get", "get E1 [-o FILE]", func(cmd *cobra.Command, args []string) error {
		return a.withEvidence(cmd.Context(), casefile.Salvage, args[0], func(f *casefile.File, e dispute.Evidence) error {
			return a.getEvidence(cmd.Context(), f, e, output)
		})
	})
	get.Args = a.arguments(1, 1, "E1")
	get.Flags().StringVarP(&output, "output", "o", "", a.say("flag.get-output"))
	var title, source, proves, captured string
	var official officialFlags
	set := a.command("evidence.set", "set E1", func(cmd *cobra.Command, args []string) error {
		return a.withEvidence(cmd.Context(), casefile.ReadWrite, args[0], func(f *casefile.File, e dispute.Evidence) error {
			c, err := f.Case(cmd.Context())
			if err != nil {
				return err
			}
			changed := cmd.Flags().Changed
			if !slices.ContainsFunc(slices.Concat([]string{"title", "source", "proves", "captured"}, officialNames), changed) {
				return usage("error.nothing-to-set").next("hint.help", cmd.CommandPath())
			}
			for flag, field := range map[string]struct{ to, from *string }{
				"title": {&e.Title, &title}, "source": {&e.Source, &source}, "proves": {&e.Proves, &proves},
			} {
				if changed(flag) {
					*field.to = *field.from
				}
			}
			if changed("captured") {
				if e.Captured, err = a.parseWhen(captured, c.Zone); err != nil {
					return err
				}
			}
			if err := a.setOfficial(&e, official, changed, c.Zone); err != nil {
				return err
			}
			if err := f.Describe(cmd.Context(), e); err != nil {
				return err
			}
			if e.Official != nil && slices.ContainsFunc(officialNames, changed) {
				if err := a.doubtDates(cmd.Context(), f, *e.Official); err != nil {
					return err
				}
			}
			v := map[string]any{"evidence": e.ID.String()}
			if e.Official != nil {
				v["official"] = a.officialJSON(*e.Official)
			}
			return a.done(v, "evidence.set.done", e.ID)
		})
	})
	set.Args = a.arguments(1, 1, "E1")
	set.Flags().StringVar(&title, "title", "", a.say("flag.title"))
	set.Flags().StringVar(&source, "source", "", a.say("flag.source"))
	set.Flags().StringVar(&proves, "proves", "", a.say("flag.proves"))
	set.Flags().StringVar(&captured, "captured", "", a.say("flag.captured"))
	official.add(a, set)
	var why string
	withdraw := a.command("evidence.withdraw", "withdraw E1 --why REASON", func(cmd *cobra.Command, args []string) error {
		if why == "" {
			return usage("error.no-reason").next("hint.no-reason", args[0])
		}
		return a.withEvidence(cmd.Context(), casefile.ReadWrite, args[0], func(f *casefile.File, e dispute.Evidence) error {
			if err := f.Withdraw(cmd.Context(), e.ID, why); err != nil {
				return err
			}
			return a.done(map[string]any{"evidence": e.ID.String(), "withdrawn": why}, "evidence.withdraw.done", e.ID)
		})
	})
	withdraw.Args = a.arguments(1, 1, "E1")
	withdraw.Flags().StringVar(&why, "why", "", a.say("flag.why"))
	restore := a.command("evidence.restore", "restore E1", func(cmd *cobra.Command, args []string) error {
		return a.withEvidence(cmd.Context(), casefile.ReadWrite, args[0], func(f *casefile.File, e dispute.Evidence) error {
			if err := f.Withdraw(cmd.Context(), e.ID, ""); err != nil {
				return err
			}
			return a.done(map[string]any{"evidence": e.ID.String()}, "evidence.restore.done", e.ID)
		})
	})
	restore.Args = a.arguments(1, 1, "E1")
	mend := a.command("evidence.mend", "mend E1 FILE", func(cmd *cobra.Command, args []string) error {
		return a.withEvidence(cmd.Context(), casefile.ReadWrite, args[0], func(f *casefile.File, e dispute.Evidence) error {
			return a.mendEvidence(cmd.Context(), f, e, args[1])
		})
	})
	mend.Args = a.arguments(2, 2, "E1 FILE")
	c := a.group("evidence", "evidence", list, show, get, set, noteEvidence(a), withdraw, restore, mend)
	return c
}

// withEvidence opens the case and finds the evidence that text names.
func (a *app) withEvidence(ctx context.Context, mode casefile.Mode, text string, do func(*casefile.File, dispute.Evidence) error) error {
	id, err := dispute.ParseEvidenceID(text)
	if err != nil {
		return usage("error.evidence-number", text).next("hint.evidence-number")
	}
	f, err := a.open(ctx, mode)
	if err != nil {
		return err
	}
	defer f.Close()
	e, err := f.Evidence(ctx, id)
	if err != nil {
		return err
	}
	return do(f, e)
}

// done says what a change did: a sentence, or an object with --json.
func (a *app) done(v map[string]any, code string, args ...any) error {
	if a.json {
		return a.writeJSON(a.out, v)
	}
	a.print(code, args...)
	return nil
}

func (a *app) listEvidence(ctx context.Context) error {
	f, err := a.open(ctx, casefile.Salvage)
	if err != nil {
		return err
	}
	defer f.Close()
	broken := f.CheckRows(ctx) // said at the end: what is whole is listed all the same
	if broken != nil && !errors.Is(broken, casefile.ErrDamaged) {
		return broken
	}
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return err
	}
	if a.json {
		rows := []map[string]any{}
		for _, e := range all {
			rows = append(rows, a.evidenceJSON(e))
		}
		if err := a.writeJSON(a.out, rows); err != nil {
			return err
		}
		return broken
	}
	if len(all) == 0 {
		a.talk("evidence.none")
		return broken
	}
	t := a.table("evidence.head.number", "evidence.head.name", "evidence.head.what", "evidence.head.records")
	t.flexible, t.right = 1, []int{3}
	for _, e := range all {
		name := e.Name
		if e.Title != "" {
			name = e.Title + "（" + e.Name + "）"
		}
		if e.Parent != 0 {
			name += " " + a.say("evidence.in", e.Parent)
		}
		if e.Derived != nil {
			name += " " + a.say("evidence.redacted-from", e.Derived.From)
		}
		switch {
		case e.Purged != "":
			name += " " + a.say("evidence.purged", e.Purged)
		case e.Withdrawn != "":
			name += " " + a.say("evidence.withdrawn", e.Withdrawn)
		}
		t.row(e.ID.String(), name, a.whatItIs(e), strconv.Itoa(e.Reading.Records))
	}
	t.print()
	return broken
}

// whatItIs is the short answer to what an evidence was recognised as.
func (a *app) whatItIs(e dispute.Evidence) string {
	switch {
	case e.Purged != "":
		return a.say("evidence.gone")
	case e.Official != nil:
		return a.answerTitle(e.Official.Kind)
	case e.Reading.State == dispute.Held:
		return a.say("evidence.archive")
	case e.Reading.State == dispute.Asking:
		return a.say("evidence.asking")
	case !e.Reading.Recognised():
		return a.say("evidence.unread")
	}
	return a.importerName(e.Reading)
}

func (a *app) showEvidence(ctx context.Context, f *casefile.File, e dispute.Evidence, location bool) error {
	place := ""
	if location {
		p, ok, err := dossier.PlaceOf(ctx, f, e.ID)
		if err != nil {
			return err
		}
		if ok {
			place = p.String()
		}
	}
	if a.json {
		v := a.evidenceJSON(e)
		if location {
			v["location"] = place
		}
		return a.writeJSON(a.out, v)
	}
	field := func(code, value string) {
		if value != "" {
			label := a.say(code) + "  "
			fmt.Fprintf(a.out, "%s%s\n", label, a.hanging(label, clean(value), a.terminal))
		}
	}
	fmt.Fprintln(a.out, a.out.style.bold.Render(e.ID.String()), clean(e.Name))
	field("evidence.path", e.Path)
	field("evidence.sha256", e.SHA256)
	field("evidence.size", a.say("evidence.bytes", e.Size, e.MediaType))
	field("evidence.added", e.Added.UTC().Format("2006-01-02 15:04:05 UTC"))
	if e.Parent != 0 {
		field("evidence.parent", e.Parent.String())
	}
	field("evidence.title", e.Title)
	field("evidence.source", e.Source)
	field("evidence.proves", e.Proves)
	field("evidence.captured", e.Captured.String())
	if e.Official != nil {
		field("evidence.official", a.officialLine(*e.Official))
	}
	field("evidence.redacted", a.redactedFrom(e))
	if location {
		field("evidence.location", a.placeLine(place))
	}
	field("evidence.why-withdrawn", e.Withdrawn)
	if e.Purged != "" {
		field("evidence.why-purged", e.Purged)
		return nil
	}
	brief := e
	brief.Reading.Because = nil
	field("evidence.reading", a.readingLine(brief))
	for _, n := range e.Reading.Because {
		field("evidence.because", a.lang.Note(n))
	}
	for _, t := range e.Reading.Totals {
		state := a.say("total.same")
		if !t.OK {
			state = a.say("total.differs")
		}
		field("evidence.total", a.say("total.line", a.lang.Note(t.What), t.Declared, t.Read, state))
	}
	seen, _ := f.RecognisedText(ctx, e.ID) // showSeen says what is wrong with it, last
	for _, n := range e.Reading.Remarks {
		if n.Code != recognise.ScansReadable || len(seen) == 0 {
			field("evidence.remark", a.scanRemark(e, n))
		}
	}
	if n := e.Reading.Failure; n != nil {
		field("evidence.failure", a.lang.Note(*n))
	}
	if n := e.Reading.Question; n != nil {
		field("evidence.question", a.lang.Note(*n))
		fmt.Fprintf(a.out, "    %s\n", a.answerHint(e))
	}
	for _, p := range e.Reading.Problems {
		field("evidence.problem", join(": ", a.place(p.At), a.lang.Note(p.Why)))
	}
	for _, d := range e.Reading.Doubts {
		field("evidence.doubt", join(": ", a.place(d.At), a.lang.Note(d.Why)))
	}
	if seemsConversation(e.Reading) {
		fmt.Fprintf(a.out, "    %s\n", a.conversationHint(e))
	}
	// What there is to know about a picture or a recording is in its one record.
	if e.Reading.Records != 1 {
		return a.showSeen(ctx, f, e)
	}
	for r, err := range f.Records(ctx, casefile.Filter{Evidence: e.ID, Withdrawn: true}) {
		if err != nil {
			return err
		}
		for _, n := range r.Remarks {
			field("evidence.remark", a.lang.Note(n))
		}
	}
	return a.showSeen(ctx, f, e)
}

// getEvidence writes an evidence's bytes to a new file, or to standard output
// for "-".
func (a *app) getEvidence(ctx context.Context, f *casefile.File, e dispute.Evidence, output string) error {
	b, err := f.Open(ctx, e.ID)
	if err != nil {
		return err
	}
	r := io.NewSectionReader(b, 0, b.Size())
	if output == "-" {
		return copyWhole(a.raw, r, e)
	}
	if output == "" {
		output = safeName(e)
	}
	if err := writeNew(output, false, func(w *os.File) error { return copyWhole(w, r, e) }); err != nil {
		return err
	}
	return a.done(map[string]any{"evidence": e.ID.String(), "path": output, "sha256": e.SHA256}, "evidence.get.done", e.ID, clean(shown(output)))
}

// copyWhole copies the bytes of an evidence, and fails at the end where they are
// not those that were stored.
func copyWhole(w io.Writer, r io.Reader, e dispute.Evidence) error {
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(w, sum), r); err != nil {
		return err
	}
	if hex.EncodeToString(sum.Sum(nil)) != e.SHA256 {
		return fmt.Errorf("%s: %w", e.ID, casefile.ErrDamaged)
	}
	return nil
}

// mendEvidence puts the bytes of a damaged evidence back from another copy of
// the file.
func (a *app) mendEvidence(ctx context.Context, f *casefile.File, e dispute.Evidence, path string) error {
	r, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read the file: %w", err)
	}
	defer r.Close()
	if err := f.Mend(ctx, e.ID, r); errors.Is(err, casefile.ErrOtherBytes) {
		return failure("error.mend-other", path, e.ID).next("hint.mend-other")
	} else if err != nil {
		return err
	}
	return a.done(map[string]any{"evidence": e.ID.String(), "path": path, "sha256": e.SHA256}, "evidence.mend.done", e.ID)
}

// safeName is the received name, made fit for any file system.
func safeName(e dispute.Evidence) string { return e.ID.String() + "-" + safeFileName(e.Name) }

func safeFileName(name string) string {
	out := []rune{}
	for _, r := range name {
		if r < ' ' || r == '/' || r == '\\' || r == ':' || r == '*' || r == '?' || r == '"' || r == '<' || r == '>' || r == '|' || clean(string(r)) != string(r) {
			r = '_'
		}
		out = append(out, r)
	}
	return string(out)
}

// placeLine is where an evidence was made, for people.
func (a *app) placeLine(place string) string {
	if place == "" {
		return a.say("evidence.no-location")
	}
	return a.say("evidence.location-stated", place)
}
