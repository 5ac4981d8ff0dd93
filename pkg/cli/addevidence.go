package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/all"
	"complain/pkg/ingest"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/textwidth"
	"complain/pkg/locale"
)

// readFlags are the flags that tell an importer what a file does not say.
type readFlags struct {
	said                  importer.Answers // as far as the command line has it
	passwordFile, mapFile string
}

func (r *readFlags) add(lang locale.Lang, c *cobra.Command) {
	c.Flags().StringVar(&r.said.As, "as", "", lang.Say("flag.as"))
	c.Flags().StringVar(&r.said.Zone, "tz", "", lang.Say("flag.tz"))
	c.Flags().StringVar(&r.said.DateOrder, "date-order", "", lang.Say("flag.date-order"))
	c.Flags().StringVar(&r.said.Encoding, "encoding", "", lang.Say("flag.encoding"))
	c.Flags().StringVar(&r.said.Me, "me", "", lang.Say("flag.me"))
	c.Flags().StringVar(&r.mapFile, "map", "", lang.Say("flag.map"))
	c.Flags().StringVar(&r.passwordFile, "password-file", "", lang.Say("flag.password-file"))
}

// answers checks what the user said, and reads the files that were named.
func (r *readFlags) answers(lang locale.Lang) (importer.Answers, error) {
	said := r.said
	said.DateOrder = strings.ToLower(said.DateOrder)
	switch said.DateOrder {
	case "", "ymd", "dmy", "mdy":
	default:
		return said, usage("error.date-order", r.said.DateOrder).next("hint.date-order")
	}
	var err error
	if said.Encoding, err = encodingNamed(said.Encoding); err != nil {
		return said, err
	}
	if err := checkZone(said.Zone); err != nil {
		return said, err
	}
	if said.As != "" && said.As != all.Fallback().Name() {
		if _, err := importer.ByName(all.Importers(), said.As); err != nil {
			return said, err
		}
	}
	if said.Map, err = mappingFrom(lang, r.mapFile); err != nil {
		return said, err
	}
	said.Passwords, err = passwordsFrom(r.passwordFile)
	return said, err
}

// encodingNamed is the encoding that a user named, by the name that is stored.
func encodingNamed(name string) (string, error) {
	if name == "" {
		return "", nil
	}
	e, ok := charset.Parse(name)
	if !ok {
		return "", usage("error.encoding", name).next("hint.encoding")
	}
	return string(e), nil
}

// withReaders is a help text with every reader that --as can name, and what it
// reads.
func withReaders(lang locale.Lang, text string) string {
	readers := append(all.Importers(), all.Fallback())
	slices.SortFunc(readers, func(x, y importer.Importer) int { return strings.Compare(x.Name(), y.Name()) })
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n%s\n", strings.TrimRight(text, "\n"), lang.Say("help.readers"))
	for _, r := range readers {
		fmt.Fprintf(&b, "  %s  %s\n", textwidth.PadRight(r.Name(), readerColumns), r.About().Name.In(lang.Tag()))
	}
	return strings.TrimRight(b.String(), "\n")
}

// readerColumns is how wide the names of readers stand in the help.
const readerColumns = 12

type addOptions struct {
	read                            readFlags
	official                        officialFlags
	title, source, proves, captured string
	notes                           []string
	dryRun                          bool
}

func newAddEvidence(s *session) *cobra.Command {
	var o addOptions
	c := command(s.Lang, "add-evidence", "add-evidence PATH...", func(cmd *cobra.Command, args []string) error {
		return addAndOffer(cmd.Context(), s, o, args)
	})
	c.Aliases = []string{"add"}
	c.Long = withReaders(s.Lang, c.Long)
	c.Args = arguments(s.Lang, 1, -1, "PATH")
	o.read.add(s.Lang, c)
	o.official.add(s.Lang, c)
	f := c.Flags()
	f.StringVar(&o.title, "title", "", s.Say("flag.title"))
	f.StringVar(&o.source, "source", "", s.Say("flag.source"))
	f.StringVar(&o.proves, "proves", "", s.Say("flag.proves"))
	f.StringVar(&o.captured, "captured", "", s.Say("flag.captured"))
	f.StringArrayVar(&o.notes, "note", nil, s.Say("flag.note"))
	f.BoolVarP(&o.dryRun, "dry-run", "n", false, s.Say("flag.dry-run"))
	return c
}

// addAndOffer puts files into the case, and offers to read as what they seem to be
// those that nobody recognised.
func addAndOffer(ctx context.Context, s *session, o addOptions, paths []string) error {
	a, err := runAdd(ctx, s, o, paths)
	if a == nil || o.dryRun || !errors.Is(err, errLook) {
		return err
	}
	settled, problem := offer(ctx, s, a.added)
	switch {
	case problem != nil:
		return problem
	case settled == a.toLook:
		return nil
	}
	return err
}

func runAdd(ctx context.Context, s *session, o addOptions, paths []string) (*adding, error) {
	defer s.lean()()
	answered := o.read.said.As == asOfficial || o.official != officialFlags{}
	if o.read.said.As == asOfficial {
		o.read.said.As = ""
	}
	said, err := o.read.answers(s.Lang)
	if err != nil {
		return nil, err
	}
	notes, err := parseNotes(o.notes)
	if err != nil {
		return nil, err
	}
	mode := casefile.ReadWrite
	if o.dryRun {
		mode = casefile.ReadOnly
	}
	file, c, err := openWith(ctx, s.open, mode, caseOf)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	set := ingest.Settings{Answers: said, Title: o.title, Source: o.source, Proves: o.proves}
	if set.Captured, err = userWhen(s, o.captured, c.Zone); err != nil {
		return nil, err
	}
	if answered {
		if set.Official, err = official(s, o.official, c.Zone); err != nil {
			return nil, err
		}
	}
	store := ingest.InCase(file)
	if o.dryRun {
		dry := newDryStore(s, file)
		defer dry.close()
		store = dry
	}
	a := &adding{s: s, file: file, store: store, o: o, set: set, notes: notes}
	return a, a.run(ctx, paths)
}

// adding is one run of add-evidence, once its case is open.
type adding struct {
	s     *session
	file  *casefile.File
	store ingest.Store
	o     addOptions
	set   ingest.Settings
	notes []momentNote

	added  []dispute.EvidenceID
	toLook int // of them
	tally  *tally
}

func (a *adding) run(ctx context.Context, paths []string) error {
	s := a.s
	progress := s.Progress()
	in := &ingest.Ingest{Store: a.store, Importers: all.Importers(), Fallback: all.Fallback(), Ask: asker(ctx, s.Screen, progress), Progress: steps(progress)}
	in.Report = a.reporter(ctx, in, progress)
	items, junk, err := items(ctx, s, in, a.file.Path(), paths, &a.set.Answers)
	if err != nil {
		return err
	}
	if items, err = leaveOut(ctx, s, a.file, items, paths); err != nil {
		return err
	}
	if wanted, err := understandAll(ctx, s.Screen, in, items, &a.set.Answers, a.o.dryRun); err != nil || !wanted {
		return err
	}
	sum, err := in.Add(ctx, items, a.set)
	progress.Clear()
	if err != nil {
		return err
	}
	a.tally.sayRest(s)
	if sum.Junk += junk; sum.Junk > 0 {
		s.Talk("add.junk", sum.Junk)
	}
	switch {
	case sum.Results == 0:
		return failure("error.nothing-to-add").next("hint.nothing-to-add")
	case sum.Added+sum.Known == 0:
		s.code = exitFailed
		return nil
	}
	return a.finish(ctx, sum)
}

// reporter prints the line of each file as soon as it is stored.
func (a *adding) reporter(ctx context.Context, in *ingest.Ingest, progress *screen.Progress) func(ingest.Result) {
	s, where := a.s, dryPlaces{}
	a.tally = newTally(s.verbose || s.JSON)
	a.tally.brief = s.brief
	return func(r ingest.Result) {
		if r.Refused == nil {
			a.added = append(a.added, r.Evidence.ID)
		}
		if !a.tally.take(s, r) {
			return
		}
		progress.Clear()
		seems := resultSeems(ctx, s, a.file, r)
		if r.Evidence.ID < 0 {
			seems = drySeems(ctx, s, in, a.set.Answers, r.Evidence)
		}
		if !s.JSON {
			r.Given = where.of(r)
		}
		printResult(s, r, seems)
		s.Out.Flush()
	}
}

// finish binds what was said to what was added, and says how it went.
func (a *adding) finish(ctx context.Context, sum ingest.Summary) error {
	s := a.s
	if a.set.Official != nil {
		if err := doubtDates(ctx, s, a.file, *a.set.Official); err != nil {
			return err
		}
	}
	if len(a.notes) > 0 && !a.o.dryRun {
		if err := noteMoments(ctx, s.Screen, a.file, a.added, a.notes); err != nil {
			return err
		}
	}
	if a.o.dryRun {
		s.Talk("add.dry-run")
	} else {
		s.Talk("add.summary", sum.Added, sum.Known, sum.Refused)
		if !s.brief {
			s.Talk("add.next")
		}
	}
	if a.toLook = sum.NeedLook; a.toLook > 0 {
		return errLook
	}
	return nil
}

// steps shows how far work on files has come.
func steps(p *screen.Progress) func(ingest.Step) {
	return func(at ingest.Step) { p.Step(screen.Step(at)) }
}

// asker puts an importer's question to the person at the terminal.
func asker(ctx context.Context, scr *screen.Screen, p *screen.Progress) func(dispute.Evidence, *importer.Undecided) (string, bool) {
	if !scr.Asks() {
		return nil
	}
	return func(e dispute.Evidence, q *importer.Undecided) (string, bool) {
		p.Clear()
		fmt.Fprintf(scr.Err, "%s %s: %s\n", e.ID, screen.Clean(e.Name), screen.Clean(scr.Lang.Note(q.Question)))
		if q.Flag == "password" {
			return askPassword(ctx, scr)
		}
		choices := append([]screen.Choice{{Value: "", Label: scr.Say("form.leave-unread")}}, choicesOf(scr, q)...)
		var answer string
		if err := scr.AskChoice("form.choose", choices, &answer); err != nil || answer == "" {
			return "", false
		}
		return answer, true
	}
}

// choicesOf are the answers that a question names, in the user's words.
func choicesOf(scr *screen.Screen, q *importer.Undecided) []screen.Choice {
	var out []screen.Choice
	for i, c := range q.Choices {
		label := c
		if q.Flag == "date-order" {
			label = scr.Say("date-order." + c)
		}
		if i < len(q.Labels) {
			label += "  " + screen.Clean(q.Labels[i])
		}
		out = append(out, screen.Choice{Value: c, Label: label})
	}
	return out
}
