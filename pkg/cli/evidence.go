package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/locale"
	"complain/pkg/recognise"
)

func newEvidence(s *session) *cobra.Command {
	list := command(s.Lang, "evidence.list", "list", func(cmd *cobra.Command, _ []string) error { return listEvidence(cmd.Context(), s) })
	list.Args = arguments(s.Lang, 0, 0, "")
	var location bool
	show := command(s.Lang, "evidence.show", "show E1", func(cmd *cobra.Command, args []string) error {
		return withEvidence(cmd.Context(), s, casefile.Salvage, args[0], func(f *casefile.File, e dispute.Evidence) error {
			if err := showEvidence(cmd.Context(), s, f, e, location); err != nil {
				return err
			}
			return f.CheckRows(cmd.Context())
		})
	})
	show.Args = arguments(s.Lang, 1, 1, "E1")
	show.Flags().BoolVar(&location, "location", false, s.Say("flag.location"))
	var output string
	get := command(s.Lang, "evidence.get", "get E1 [-o FILE]", func(cmd *cobra.Command, args []string) error {
		return withEvidence(cmd.Context(), s, casefile.Salvage, args[0], func(f *casefile.File, e dispute.Evidence) error {
			return getEvidence(cmd.Context(), s.Screen, f, e, output)
		})
	})
	get.Args = arguments(s.Lang, 1, 1, "E1")
	get.Flags().StringVarP(&output, "output", "o", "", s.Say("flag.get-output"))
	var title, source, proves, captured string
	var official officialFlags
	set := command(s.Lang, "evidence.set", "set E1", func(cmd *cobra.Command, args []string) error {
		return withEvidence(cmd.Context(), s, casefile.ReadWrite, args[0], func(f *casefile.File, e dispute.Evidence) error {
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
				if e.Captured, err = parseWhen(captured, c.Zone); err != nil {
					return err
				}
			}
			if err := setOfficial(s, &e, official, changed, c.Zone); err != nil {
				return err
			}
			if err := s.saying(cmd.Context(), f, func() error { return f.Describe(cmd.Context(), e) }); err != nil {
				return err
			}
			if e.Official != nil && slices.ContainsFunc(officialNames, changed) {
				if err := doubtDates(cmd.Context(), s, f, *e.Official); err != nil {
					return err
				}
			}
			v := answer.EvidenceSet{Evidence: e.ID.String()}
			if e.Official != nil {
				v.Official = new(officialJSON(s, *e.Official))
			}
			return s.Done(v, "evidence.set.done", e.ID)
		})
	})
	set.Args = arguments(s.Lang, 1, 1, "E1")
	set.Flags().StringVar(&title, "title", "", s.Say("flag.title"))
	set.Flags().StringVar(&source, "source", "", s.Say("flag.source"))
	set.Flags().StringVar(&proves, "proves", "", s.Say("flag.proves"))
	set.Flags().StringVar(&captured, "captured", "", s.Say("flag.captured"))
	official.add(s.Lang, set)
	var why string
	withdraw := command(s.Lang, "evidence.withdraw", "withdraw E1 --why REASON", func(cmd *cobra.Command, args []string) error {
		if why == "" {
			return usage("error.no-reason").next("hint.no-reason", args[0])
		}
		return withEvidence(cmd.Context(), s, casefile.ReadWrite, args[0], func(f *casefile.File, e dispute.Evidence) error {
			if err := s.saying(cmd.Context(), f, func() error { return f.Withdraw(cmd.Context(), e.ID, why) }); err != nil {
				return err
			}
			return s.Done(answer.EvidenceWithdrawn{Evidence: e.ID.String(), Withdrawn: why}, "evidence.withdraw.done", e.ID)
		})
	})
	withdraw.Args = arguments(s.Lang, 1, 1, "E1")
	withdraw.Flags().StringVar(&why, "why", "", s.Say("flag.why"))
	restore := command(s.Lang, "evidence.restore", "restore E1", func(cmd *cobra.Command, args []string) error {
		return withEvidence(cmd.Context(), s, casefile.ReadWrite, args[0], func(f *casefile.File, e dispute.Evidence) error {
			if err := s.saying(cmd.Context(), f, func() error { return f.Withdraw(cmd.Context(), e.ID, "") }); err != nil {
				return err
			}
			return s.Done(answer.EvidenceSet{Evidence: e.ID.String()}, "evidence.restore.done", e.ID)
		})
	})
	restore.Args = arguments(s.Lang, 1, 1, "E1")
	mend := command(s.Lang, "evidence.mend", "mend E1 FILE", func(cmd *cobra.Command, args []string) error {
		return withEvidence(cmd.Context(), s, casefile.ReadWrite, args[0], func(f *casefile.File, e dispute.Evidence) error {
			return mendEvidence(cmd.Context(), s.Screen, f, e, args[1])
		})
	})
	mend.Args = arguments(s.Lang, 2, 2, "E1 FILE")
	c := group(s.Screen, "evidence", "evidence", list, show, get, set, noteEvidence(s), withdraw, restore, mend)
	return c
}

// withEvidence opens the case and finds the evidence that text names.
func withEvidence(ctx context.Context, s *session, mode casefile.Mode, text string, do func(*casefile.File, dispute.Evidence) error) error {
	id, err := dispute.ParseEvidenceID(text)
	if err != nil {
		return usage("error.evidence-number", text).next("hint.evidence-number")
	}
	f, err := s.open(ctx, mode)
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

func listEvidence(ctx context.Context, s *session) error {
	f, err := s.open(ctx, casefile.Salvage)
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
	if s.JSON {
		rows := []answer.Evidence{}
		for _, e := range all {
			rows = append(rows, evidenceJSON(s, e))
		}
		if err := s.WriteJSON(rows); err != nil {
			return err
		}
		return broken
	}
	if len(all) == 0 {
		s.Talk("evidence.none")
		return broken
	}
	t := s.Table("evidence.head.number", "evidence.head.name", "evidence.head.what", "evidence.head.records")
	t.Flexible, t.Right = 1, []int{3}
	for _, e := range all {
		name := e.Name
		if e.Title != "" {
			name = s.Say("add.because", e.Title, e.Name)
		}
		if e.Parent != 0 {
			name += " " + s.Say("evidence.in", e.Parent)
		}
		if e.Derived != nil {
			name += " " + s.Say("evidence.redacted-from", e.Derived.From)
		}
		switch {
		case e.Purged != "":
			name += " " + s.Say("evidence.purged", e.Purged)
		case e.Withdrawn != "":
			name += " " + s.Say("evidence.withdrawn", e.Withdrawn)
		}
		t.Row(e.ID.String(), name, whatItIs(s, e), strconv.Itoa(e.Reading.Records))
	}
	t.Print()
	return broken
}

// whatItIs is the short answer to what an evidence was recognised as.
func whatItIs(s *session, e dispute.Evidence) string {
	switch {
	case e.Purged != "":
		return s.Say("evidence.gone")
	case e.Official != nil:
		return answerTitle(s, e.Official.Kind)
	case e.Reading.State == dispute.Held:
		return s.Say("evidence.archive")
	case e.Reading.State == dispute.Asking:
		return s.Say("evidence.asking")
	case !e.Reading.Recognised():
		return s.Say("evidence.unread")
	}
	return importerName(s.Lang, e.Reading)
}

func showEvidence(ctx context.Context, s *session, f *casefile.File, e dispute.Evidence, location bool) error {
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
	if s.JSON {
		v := evidenceJSON(s, e)
		if location {
			v.Location = &place
		}
		return s.WriteJSON(v)
	}
	field := func(code, value string) {
		if value != "" {
			label := s.Say(code) + "  "
			fmt.Fprintf(s.Out, "%s%s\n", label, s.Hanging(label, screen.Clean(value), s.Terminal))
		}
	}
	fmt.Fprintln(s.Out, s.Out.Style.Bold.Render(e.ID.String()), screen.Clean(e.Name))
	field("evidence.path", e.Path)
	field("evidence.sha256", e.SHA256)
	field("evidence.size", s.Say("evidence.bytes", e.Size, e.MediaType))
	field("evidence.added", e.Added.UTC().Format("2006-01-02 15:04:05 UTC"))
	if e.Parent != 0 {
		field("evidence.parent", e.Parent.String())
	}
	field("evidence.title", e.Title)
	field("evidence.source", e.Source)
	field("evidence.proves", e.Proves)
	field("evidence.captured", e.Captured.String())
	if e.Official != nil {
		field("evidence.official", officialLine(s, *e.Official))
	}
	field("evidence.redacted", redactedFrom(s.Lang, e))
	if location {
		field("evidence.location", placeLine(s.Lang, place))
	}
	field("evidence.why-withdrawn", e.Withdrawn)
	if e.Purged != "" {
		field("evidence.why-purged", e.Purged)
		return nil
	}
	brief := e
	brief.Reading.Because = nil
	field("evidence.reading", readingLine(s.Lang, brief))
	for _, n := range e.Reading.Because {
		field("evidence.because", s.Lang.Note(n))
	}
	for _, t := range e.Reading.Totals {
		state := s.Say("total.same")
		if !t.OK {
			state = s.Say("total.differs")
		}
		field("evidence.total", s.Say("total.line", s.Lang.Note(t.What), t.Declared, t.Read, state))
	}
	seen, _ := f.RecognisedText(ctx, e.ID) // showSeen says what is wrong with it, last
	for _, n := range e.Reading.Remarks {
		if n.Code != recognise.ScansReadable || len(seen) == 0 {
			field("evidence.remark", scanRemark(s.Lang, e, n))
		}
	}
	if n := e.Reading.Failure; n != nil {
		field("evidence.failure", s.Lang.Note(*n))
	}
	if n := e.Reading.Question; n != nil {
		field("evidence.question", s.Lang.Note(*n))
		fmt.Fprintf(s.Out, "    %s\n", answerHint(s.Lang, e))
	}
	for _, p := range e.Reading.Problems {
		field("evidence.problem", join(": ", placeOf(s.Lang, p.At), s.Lang.Note(p.Why)))
	}
	for _, d := range e.Reading.Doubts {
		field("evidence.doubt", join(": ", placeOf(s.Lang, d.At), s.Lang.Note(d.Why)))
	}
	if seemsConversation(e.Reading) {
		fmt.Fprintf(s.Out, "    %s\n", conversationHint(s.Lang, e))
	}
	// What there is to know about a picture or a recording is in its one record.
	if e.Reading.Records != 1 {
		return showSeen(ctx, s.Screen, f, e)
	}
	for r, err := range f.Records(ctx, casefile.Filter{Evidence: e.ID, Withdrawn: true}) {
		if err != nil {
			return err
		}
		for _, n := range r.Remarks {
			field("evidence.remark", s.Lang.Note(n))
		}
	}
	return showSeen(ctx, s.Screen, f, e)
}

// getEvidence writes an evidence's bytes to a new file, or to standard output
// for "-".
func getEvidence(ctx context.Context, scr *screen.Screen, f *casefile.File, e dispute.Evidence, output string) error {
	b, err := f.Open(ctx, e.ID)
	if err != nil {
		return err
	}
	r := io.NewSectionReader(b, 0, b.Size())
	if output == "-" {
		return copyWhole(scr.Raw, r, e)
	}
	if output == "" {
		output = safeName(e)
	}
	if err := writeNew(output, false, func(w *os.File) error { return copyWhole(w, r, e) }); err != nil {
		return err
	}
	return scr.Done(answer.EvidenceCopied{Evidence: e.ID.String(), Path: output, SHA256: e.SHA256}, "evidence.get.done", e.ID, screen.Clean(shown(output)))
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
func mendEvidence(ctx context.Context, scr *screen.Screen, f *casefile.File, e dispute.Evidence, path string) error {
	r, err := openPlain(path, math.MaxInt64)
	if err != nil {
		return err
	}
	defer r.Close()
	if err := f.Mend(ctx, e.ID, r); errors.Is(err, casefile.ErrOtherBytes) {
		return failure("error.mend-other", path, e.ID).next("hint.mend-other")
	} else if err != nil {
		return err
	}
	return scr.Done(answer.EvidenceCopied{Evidence: e.ID.String(), Path: path, SHA256: e.SHA256}, "evidence.mend.done", e.ID)
}

// safeName is the received name, made fit for any file system.
func safeName(e dispute.Evidence) string { return e.ID.String() + "-" + safeFileName(e.Name) }

func safeFileName(name string) string {
	out := []rune{}
	for _, r := range name {
		if r < ' ' || r == '/' || r == '\\' || r == ':' || r == '*' || r == '?' || r == '"' || r == '<' || r == '>' || r == '|' || screen.Clean(string(r)) != string(r) {
			r = '_'
		}
		out = append(out, r)
	}
	return string(out)
}

// placeLine is where an evidence was made, for people.
func placeLine(lang locale.Lang, place string) string {
	if place == "" {
		return lang.Say("evidence.no-location")
	}
	return lang.Say("evidence.location-stated", place)
}
