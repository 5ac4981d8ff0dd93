package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/locale"
	"complain/pkg/phrase"
	"complain/pkg/standing"
)

func newFilings(s *session) *cobra.Command {
	c := command(s.Lang, "filings", "filings", func(cmd *cobra.Command, _ []string) error {
		f, err := s.openWhole(cmd.Context(), casefile.ReadOnly)
		if err != nil {
			return err
		}
		defer f.Close()
		return listFilings(cmd.Context(), s, f)
	})
	c.Args = arguments(s.Lang, 0, 0, "")
	c.AddCommand(filingsGet(s), filingsSet(s), filingsWithdraw(s), filingsRestore(s))
	return c
}

func listFilings(ctx context.Context, s *session, f *casefile.File) error {
	c, err := s.standing(ctx, f)
	if err != nil {
		return err
	}
	all := c.Courses()
	if s.JSON {
		rows := []answer.Filing{}
		for _, one := range all {
			rows = append(rows, courseJSON(s, one))
		}
		return s.WriteJSON(rows)
	}
	if len(all) == 0 {
		s.Talk("filings.none")
		return nil
	}
	for _, one := range all {
		printCourse(s, c, one)
	}
	return nil
}

func printCourse(s *session, c *standing.Standing, one dossier.Course) {
	name := channelName(s, one.With)
	if one.Filing == nil {
		fmt.Fprintln(s.Out, s.Out.Style.Bold.Render(screen.Clean(s.Say("filings.unfiled", name))))
	} else {
		f := *one.Filing
		if f.Office != "" {
			name = f.Office
		}
		head := s.Say("filings.line", f.Number, f.On.Wall(), name)
		if f.Reference != "" {
			head = s.Say("filings.line-number", f.Number, f.On.Wall(), name, f.Reference)
		}
		fmt.Fprintf(s.Out, "%s  %s\n", s.Out.Style.Bold.Render(screen.Clean(head)), stateName(s, one.State))
		if f.SHA256 != "" {
			s.Labelled("filings.packet", phrase.Join(" ", f.Packet, f.SHA256))
		}
		s.Labelled("filings.withdrawn", f.Withdrawn)
	}
	for _, e := range one.Events {
		text := phrase.Event(s.Lang, e)
		if e.Contact != nil && e.Contact.Reply != "" {
			text = s.Say("filings.answered", text, stateName(s, e.Contact.Reply))
		}
		var details []string
		for _, n := range e.Notes {
			details = append(details, s.Lang.Note(n))
		}
		line := phrase.Join("  ", e.ID, e.At.Wall(), text, strings.Join(details, s.Say("list.comma")), evidenceOf(e))
		s.PrintLine("    " + screen.Clean(line))
	}
	for _, r := range one.Clocks {
		s.PrintLine("    " + deadlineLine(s, standing.Deadline{Run: r, Over: r.Over(c.State.Day)}))
	}
}

// evidenceOf names the evidence that an event cites.
func evidenceOf(e dispute.Event) string {
	var out []string
	for _, c := range e.Cites {
		if c.Evidence > 0 {
			out = append(out, c.Evidence.String())
		}
	}
	return strings.Join(out, " ")
}

// stateName is how a filing stands, in words.
func stateName(s *session, state string) string {
	if code := "filings.state." + state; locale.Has(code) {
		return s.Say(code)
	}
	if practice, err := practice(s); err == nil {
		if name, err := practice.Reply(state); err == nil {
			return name.In(s.Lang.Tag())
		}
	}
	return state
}

func courseJSON(s *session, c dossier.Course) answer.Filing {
	out := answer.Filing{Channel: c.With, State: c.State, Events: []answer.FilingEvent{}, Clocks: []string{}}
	if f := c.Filing; f != nil {
		out.ID, out.Office, out.On, out.Reference, out.KeptOut, out.Withdrawn = f.Number, f.Office, f.On.String(), f.Reference, f.KeptOut, f.Withdrawn
		if f.SHA256 != "" {
			out.Packet = &answer.FiledPacket{Name: f.Packet, SHA256: f.SHA256, Size: f.Size, Head: f.Head}
		}
	}
	for _, e := range c.Events {
		row := answer.FilingEvent{ID: e.ID, On: e.At.String(), Kind: string(e.Kind), Text: phrase.Event(s.Lang, e), Evidence: []string{}}
		if id := evidenceOf(e); id != "" {
			row.Evidence = strings.Fields(id)
		}
		if e.Contact != nil {
			said := contactJSON(*e.Contact)
			row.Kind, row.Answer, row.Contact = string(e.Contact.Kind), e.Contact.Reply, &said
		}
		out.Events = append(out.Events, row)
	}
	for _, r := range c.Clocks {
		out.Clocks = append(out.Clocks, r.Clock.ID)
	}
	return out
}

// numbered finds a filing or a contact of the case by its number, and calls what
// fits it.
func numbered(ctx context.Context, s *session, mode casefile.Mode, number string,
	filing func(*casefile.File, dispute.Filing) error, contact func(*casefile.File, dispute.Contact) error) error {
	f, err := s.openWhole(ctx, mode)
	if err != nil {
		return err
	}
	defer f.Close()
	said, err := dossier.ReadSaid(ctx, f)
	if err != nil {
		return err
	}
	for _, one := range said.Filings {
		if strings.EqualFold(one.Number, number) {
			return filing(f, one)
		}
	}
	for _, one := range said.Contacts {
		if strings.EqualFold(one.Number, number) && contact != nil {
			return contact(f, one)
		}
	}
	return usage("error.filing-number", number).next("hint.filing-number")
}

func filingsGet(s *session) *cobra.Command {
	var output string
	c := command(s.Lang, "filings.get", "get F1", func(cmd *cobra.Command, args []string) error {
		return numbered(cmd.Context(), s, casefile.ReadOnly, args[0], func(f *casefile.File, filing dispute.Filing) error {
			return getFiled(cmd.Context(), s, f, filing, output)
		}, nil)
	})
	c.Args = arguments(s.Lang, 1, 1, "F1")
	c.Flags().StringVarP(&output, "output", "o", "", s.Say("flag.output"))
	return c
}

// getFiled writes the file that was sent, whole or not at all.
func getFiled(ctx context.Context, s *session, f *casefile.File, filing dispute.Filing, output string) error {
	if filing.SHA256 == "" {
		return failure("error.nothing-filed", filing.Number).next("hint.nothing-filed", filing.Number)
	}
	saying, err := dossier.FilingSaying(filing)
	if err != nil {
		return err
	}
	b, err := f.OpenSaid(ctx, saying)
	if err != nil {
		return err
	}
	copyOut := func(w io.Writer) error {
		sum := sha256.New()
		if _, err := io.Copy(io.MultiWriter(w, sum), io.NewSectionReader(b, 0, b.Size())); err != nil {
			return err
		}
		if hex.EncodeToString(sum.Sum(nil)) != filing.SHA256 {
			return fmt.Errorf("%s: %w", filing.Number, casefile.ErrDamaged)
		}
		return nil
	}
	if output == "-" {
		return copyOut(s.Raw)
	}
	if output == "" {
		output = numberedName(filing.Number, filing.Packet)
	}
	if err := writeNew(output, false, func(w *os.File) error { return copyOut(w) }); err != nil {
		return err
	}
	return s.Done(answer.FiledCopied{ID: filing.Number, Path: output, SHA256: filing.SHA256}, "evidence.get.done", filing.Number, screen.Clean(shown(output)))
}

func filingsSet(s *session) *cobra.Command {
	var o fileOptions
	c := command(s.Lang, "filings.set", "set F1...", func(cmd *cobra.Command, args []string) error {
		given := cmd.Flags().Changed
		return eachNumber(args, func(number string) error {
			return numbered(cmd.Context(), s, casefile.ReadWrite, number, func(f *casefile.File, filing dispute.Filing) error {
				return setFiling(cmd.Context(), s, f, filing, o, given)
			}, func(f *casefile.File, contact dispute.Contact) error {
				if !given("keep-out") {
					return asHelp(usage("error.nothing-to-set"), cmd)
				}
				contact.KeptOut = o.keptOut
				return keepContact(cmd.Context(), s, f, contact, "filings.set.done")
			})
		})
	})
	c.Args = arguments(s.Lang, 1, -1, "F1")
	f := c.Flags()
	f.StringVar(&o.on, "on", "", s.Say("flag.file-on"))
	f.StringVar(&o.ref, "ref", "", s.Say("flag.file-ref"))
	f.StringVar(&o.packet, "packet", "", s.Say("flag.file-packet"))
	f.StringVar(&o.office, "office", "", s.Say("flag.office"))
	f.BoolVar(&o.keptOut, "keep-out", false, s.Say("flag.keep-out"))
	return c
}

func setFiling(ctx context.Context, s *session, f *casefile.File, filing dispute.Filing, o fileOptions, given func(string) bool) error {
	if !given("on") && !given("ref") && !given("packet") && !given("office") && !given("keep-out") {
		return usage("error.nothing-to-set").next("hint.help", "complain filings set")
	}
	c, err := f.Case(ctx)
	if err != nil {
		return err
	}
	if given("on") {
		if filing.On, err = dayOrNow(s, o.on, "form.filed-on", c.Zone); err != nil {
			return err
		}
	}
	if given("ref") {
		filing.Reference = strings.TrimSpace(o.ref)
	}
	if given("office") {
		filing.Office = strings.TrimSpace(o.office)
	}
	if given("keep-out") {
		filing.KeptOut = o.keptOut
	}
	if filing, err = keepFiling(ctx, s, f, filing, o.packet); err != nil {
		return err
	}
	return tellFiling(ctx, s, f, filing, "file.done")
}

func filingsWithdraw(s *session) *cobra.Command {
	var why string
	c := command(s.Lang, "filings.withdraw", "withdraw F1... --why REASON", func(cmd *cobra.Command, args []string) error {
		if strings.TrimSpace(why) == "" {
			return usage("error.no-reason").next("hint.filing-reason", args[0])
		}
		return eachNumber(args, func(number string) error { return withdrawn(cmd.Context(), s, number, why, "filings.withdraw.done") })
	})
	c.Args = arguments(s.Lang, 1, -1, "F1")
	c.Flags().StringVar(&why, "why", "", s.Say("flag.why"))
	return c
}

func filingsRestore(s *session) *cobra.Command {
	c := command(s.Lang, "filings.restore", "restore F1...", func(cmd *cobra.Command, args []string) error {
		return eachNumber(args, func(number string) error { return withdrawn(cmd.Context(), s, number, "", "filings.restore.done") })
	})
	c.Args = arguments(s.Lang, 1, -1, "F1")
	return c
}

// withdrawn says why a filing or a contact does not count, or with "" that it
// does.
func withdrawn(ctx context.Context, s *session, number, why, code string) error {
	return numbered(ctx, s, casefile.ReadWrite, number, func(f *casefile.File, filing dispute.Filing) error {
		filing.Withdrawn = why
		filing, err := keepFiling(ctx, s, f, filing, "")
		if err != nil {
			return err
		}
		return s.Done(answer.FilingWithdrawn{ID: filing.Number, Withdrawn: why}, code, filing.Number)
	}, func(f *casefile.File, contact dispute.Contact) error {
		contact.Withdrawn = why
		return keepContact(ctx, s, f, contact, code)
	})
}

func keepContact(ctx context.Context, s *session, f *casefile.File, c dispute.Contact, code string) error {
	saying, err := dossier.ContactSaying(c)
	if err != nil {
		return err
	}
	if _, err := f.Say(ctx, saying, nil); err != nil {
		return err
	}
	return s.Done(answer.FilingWithdrawn{ID: c.Number, Withdrawn: c.Withdrawn}, code, c.Number)
}
