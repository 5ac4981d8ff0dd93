package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/all"
	"complain/pkg/ingest"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/textwidth"
	"complain/pkg/locale"
	"complain/pkg/packet"
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
		return runAdd(cmd.Context(), s, o, args)
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

func runAdd(ctx context.Context, s *session, o addOptions, paths []string) error {
	answered := o.read.said.As == asOfficial || o.official != officialFlags{}
	if o.read.said.As == asOfficial {
		o.read.said.As = ""
	}
	said, err := o.read.answers(s.Lang)
	if err != nil {
		return err
	}
	notes, err := parseNotes(o.notes)
	if err != nil {
		return err
	}
	mode := casefile.ReadWrite
	if o.dryRun {
		mode = casefile.ReadOnly
	}
	file, err := s.open(ctx, mode)
	if err != nil {
		return err
	}
	defer file.Close()
	c, err := file.Case(ctx)
	if err != nil {
		return err
	}
	set := ingest.Settings{Answers: said, Title: o.title, Source: o.source, Proves: o.proves}
	if set.Captured, err = userWhen(s, o.captured, c.Zone); err != nil {
		return err
	}
	if answered {
		if set.Official, err = official(s, o.official, c.Zone); err != nil {
			return err
		}
	}
	store := ingest.InCase(file)
	if o.dryRun {
		dry := newDryStore(s, file)
		defer dry.close()
		store = dry
	}
	a := &adding{s: s, file: file, store: store, o: o, set: set, notes: notes}
	return a.run(ctx, paths)
}

// adding is one run of add-evidence, once its case is open.
type adding struct {
	s     *session
	file  *casefile.File
	store ingest.Store
	o     addOptions
	set   ingest.Settings
	notes []momentNote

	added []dispute.EvidenceID
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
	return func(r ingest.Result) {
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
		if r.Refused == nil {
			a.added = append(a.added, r.Evidence.ID)
		}
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
		s.Talk("add.next")
	}
	if sum.NeedLook > 0 {
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

// printResult prints the line of one file, and below it its problems and what
// it seems to be.
func printResult(s *session, r ingest.Result, seems []packet.Seeming) {
	if s.JSON {
		// The line is an acknowledgement: it comes only after the file is stored.
		// Main reports an output that cannot be written.
		_ = s.WriteJSON(resultJSON(s, r, seems))
		return
	}
	name := screen.Clean(r.Given)
	if r.Refused != nil {
		fmt.Fprintf(s.Out, "%s  %s: %s\n", s.Out.Style.Warn.Render("--"), name, screen.Clean(s.Lang.Note(*r.Refused)))
		return
	}
	if r.Evidence.Parent > 0 {
		name = r.Evidence.Parent.String() + "/" + screen.Clean(r.Evidence.Path)
	}
	parts := []string{s.Out.Style.Bold.Render(r.Evidence.ID.String()), name}
	if r.Known {
		parts = append(parts, s.Say("add.known"))
	}
	parts = append(parts, readingLine(s.Lang, r.Evidence))
	s.PrintLine(strings.Join(parts, "  "))
	printTrouble(s.Screen, r.Evidence)
	for _, one := range seems {
		if !s.Quiet {
			s.TalkLine(margin(s.Screen, r.Evidence) + s.Err.Style.Dim.Render(s.Say("label.note")) + seemsHint(s.Lang, one))
		}
	}
}

// readingLine says in one line what an evidence is and what was read.
func readingLine(lang locale.Lang, e dispute.Evidence) string {
	reading := e.Reading
	var parts []string
	switch {
	case reading.State == dispute.Held:
		return lang.Say("add.archive")
	case reading.State == dispute.Asking:
		return lang.Say("add.asking")
	case !reading.Recognised():
		return lang.Say("add.unread")
	}
	kind := variantName(lang, reading)
	if len(reading.Because) > 0 {
		kind = lang.Say("add.because", kind, screen.Clean(lang.Note(reading.Because[0])))
	}
	parts = append(parts, kind)
	if reading.Units > 1 || reading.Records > 1 {
		parts = append(parts, lang.Say("add.counts", reading.Records, reading.Skipped, len(reading.Problems)))
	}
	if n := len(reading.Totals); n > 0 {
		ok := 0
		for _, t := range reading.Totals {
			if t.OK {
				ok++
			}
		}
		parts = append(parts, lang.Say("add.totals", ok, n))
	}
	return strings.Join(parts, " · ")
}

// margin begins a line about an evidence: under its own line on a terminal, and
// with its number where the two streams part.
func margin(scr *screen.Screen, e dispute.Evidence) string {
	if scr.ErrTerminal || e.ID < 1 {
		return "    "
	}
	return e.ID.String() + ": "
}

// printTrouble prints what needs a look: on standard error, beside the answer.
func printTrouble(scr *screen.Screen, e dispute.Evidence) {
	if scr.Quiet {
		return
	}
	reading := e.Reading
	warn := func(text string) {
		scr.TalkLine(margin(scr, e) + scr.Err.Style.Warn.Render(scr.Say("label.look")) + screen.Clean(text))
	}
	if reading.Question != nil {
		warn(scr.Lang.Note(*reading.Question))
		fmt.Fprintf(scr.Err, "%s%s\n", margin(scr, e), answerHint(scr.Lang, e))
	}
	if reading.Failure != nil {
		warn(scr.Lang.Note(*reading.Failure))
	}
	for i, p := range reading.Problems {
		if i == 3 {
			warn(scr.Say("add.more-problems", len(reading.Problems)-i, e.ID))
			break
		}
		warn(join(": ", placeOf(scr.Lang, p.At), scr.Lang.Note(p.Why)))
	}
	for i, d := range reading.Doubts {
		if i == 3 {
			warn(scr.Say("add.more-doubts", len(reading.Doubts)-i, e.ID))
			break
		}
		warn(join(": ", placeOf(scr.Lang, d.At), scr.Lang.Note(d.Why)))
	}
	if seemsConversation(reading) {
		fmt.Fprintf(scr.Err, "%s%s\n", margin(scr, e), conversationHint(scr.Lang, e))
	}
	for _, t := range reading.Totals {
		if !t.OK {
			warn(scr.Say("add.total-differs", scr.Lang.Note(t.What), t.Declared, t.Read))
		}
	}
	for _, n := range reading.Remarks {
		scr.TalkLine(margin(scr, e) + scr.Err.Style.Dim.Render(scr.Say("label.note")) + screen.Clean(scanRemark(scr.Lang, e, n)))
	}
}

// answerHint is the command that answers an evidence's question.
func answerHint(lang locale.Lang, e dispute.Evidence) string {
	switch q := e.Reading.Question; {
	case q.Code == "ask.tie":
		return lang.Say("hint.reimport-as", e.ID, strings.Join(q.Args, "|"))
	case strings.HasPrefix(q.Code, "ask.password"):
		return lang.Say("hint.reimport-password", e.ID)
	case strings.HasPrefix(q.Code, "ask.encoding"):
		return lang.Say("hint.reimport-encoding", e.ID, firstEncoding(*q))
	}
	return lang.Say("hint.reimport-date-order", e.ID)
}

// firstEncoding is the likeliest of those that a question shows.
func firstEncoding(q dispute.Note) string {
	if len(q.Args) == 0 {
		return "big5"
	}
	first, _, _ := strings.Cut(q.Args[0], ":")
	return first
}

func resultJSON(s *session, r ingest.Result, seems []packet.Seeming) any {
	if r.Refused != nil {
		return answer.Refused{Name: filepath.Base(r.Given), Path: r.Given, Refused: s.Lang.Note(*r.Refused)}
	}
	v := evidenceJSON(s, r.Evidence)
	v.Path, v.Known = r.Given, &r.Known
	for _, one := range seems {
		v.LooksLike = new(seemsJSON(s.Lang, one))
	}
	return v
}

// evidenceJSON is an evidence as JSON shows it.
func evidenceJSON(s *session, e dispute.Evidence) answer.Evidence {
	reading := e.Reading
	because, problems, doubts, totals, remarks := []string{}, []answer.Trouble{}, []answer.Trouble{}, []answer.Total{}, []string{}
	for _, n := range reading.Because {
		because = append(because, s.Lang.Note(n))
	}
	for _, p := range reading.Problems {
		problems = append(problems, answer.Trouble{Locator: p.At, Why: s.Lang.Note(p.Why)})
	}
	for _, d := range reading.Doubts {
		doubts = append(doubts, answer.Trouble{Locator: d.At, Why: s.Lang.Note(d.Why)})
	}
	for _, t := range reading.Totals {
		totals = append(totals, answer.Total{What: s.Lang.Note(t.What), Declared: t.Declared, Read: t.Read, Ok: t.OK})
	}
	for _, n := range reading.Remarks {
		remarks = append(remarks, scanRemark(s.Lang, e, n))
	}
	v := answer.Evidence{
		Evidence: e.ID.String(), Name: e.Name, Path: e.Path, SHA256: e.SHA256, Size: e.Size, MediaType: e.MediaType,
		State: reading.State, Importer: reading.Importer, Variant: reading.Variant, Because: because, Units: reading.Units,
		Records: reading.Records, Skipped: reading.Skipped, Problems: problems, Doubts: doubts, Totals: totals, Remarks: remarks,
		Title: e.Title, Source: e.Source, Proves: e.Proves, Added: e.Added.UTC().Format("2006-01-02T15:04:05Z07:00"),
	}
	if e.Parent != 0 {
		v.Parent = e.Parent.String()
	}
	if e.Official != nil {
		v.Official = new(officialJSON(s, *e.Official))
	}
	if e.Derived != nil {
		v.Derived = new(derivedJSON(e.Derived))
	}
	if e.Withdrawn != "" {
		v.Withdrawn = e.Withdrawn
	}
	if e.Purged != "" {
		v.Purged = e.Purged
	}
	if reading.Question != nil {
		v.Question = s.Lang.Note(*reading.Question)
	}
	if reading.Failure != nil {
		v.Failure = s.Lang.Note(*reading.Failure)
	}
	return v
}
