package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/all"
	"complain/pkg/ingest"
	"complain/pkg/internal/textwidth"
	"complain/pkg/packet"
)

// readFlags are the flags that tell an importer what a file does not say.
type readFlags struct {
	said                  importer.Answers // as far as the command line has it
	passwordFile, mapFile string
}

func (r *readFlags) add(a *app, c *cobra.Command) {
	c.Flags().StringVar(&r.said.As, "as", "", a.say("flag.as"))
	c.Flags().StringVar(&r.said.Zone, "tz", "", a.say("flag.tz"))
	c.Flags().StringVar(&r.said.DateOrder, "date-order", "", a.say("flag.date-order"))
	c.Flags().StringVar(&r.said.Me, "me", "", a.say("flag.me"))
	c.Flags().StringVar(&r.mapFile, "map", "", a.say("flag.map"))
	c.Flags().StringVar(&r.passwordFile, "password-file", "", a.say("flag.password-file"))
}

// answers checks what the user said, and reads the files that were named.
func (r *readFlags) answers(a *app) (importer.Answers, error) {
	said := r.said
	said.DateOrder = strings.ToLower(said.DateOrder)
	switch said.DateOrder {
	case "", "ymd", "dmy", "mdy":
	default:
		return said, usage("error.date-order", r.said.DateOrder).next("hint.date-order")
	}
	if err := checkZone(said.Zone); err != nil {
		return said, err
	}
	if said.As != "" && said.As != all.Fallback().Name() {
		if _, err := importer.ByName(all.Importers(), said.As); err != nil {
			return said, err
		}
	}
	var err error
	if said.Map, err = a.mappingFrom(r.mapFile); err != nil {
		return said, err
	}
	said.Passwords, err = passwordsFrom(r.passwordFile)
	return said, err
}

// withReaders is a help text with every reader that --as can name, and what it
// reads.
func (a *app) withReaders(text string) string {
	readers := append(all.Importers(), all.Fallback())
	slices.SortFunc(readers, func(x, y importer.Importer) int { return strings.Compare(x.Name(), y.Name()) })
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n%s\n", strings.TrimRight(text, "\n"), a.say("help.readers"))
	for _, r := range readers {
		fmt.Fprintf(&b, "  %s  %s\n", textwidth.PadRight(r.Name(), readerColumns), r.About().Name.In(a.lang.Tag()))
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

func newAddEvidence(a *app) *cobra.Command {
	var o addOptions
	c := a.command("add-evidence", "add-evidence PATH...", func(cmd *cobra.Command, args []string) error {
		return a.runAdd(cmd.Context(), o, args)
	})
	c.Aliases = []string{"add"}
	c.Long = a.withReaders(c.Long)
	c.Args = a.arguments(1, -1, "PATH")
	o.read.add(a, c)
	o.official.add(a, c)
	f := c.Flags()
	f.StringVar(&o.title, "title", "", a.say("flag.title"))
	f.StringVar(&o.source, "source", "", a.say("flag.source"))
	f.StringVar(&o.proves, "proves", "", a.say("flag.proves"))
	f.StringVar(&o.captured, "captured", "", a.say("flag.captured"))
	f.StringArrayVar(&o.notes, "note", nil, a.say("flag.note"))
	f.BoolVarP(&o.dryRun, "dry-run", "n", false, a.say("flag.dry-run"))
	return c
}

func (a *app) runAdd(ctx context.Context, o addOptions, paths []string) error {
	answered := o.read.said.As == asOfficial || o.official != officialFlags{}
	if o.read.said.As == asOfficial {
		o.read.said.As = ""
	}
	said, err := o.read.answers(a)
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
	file, err := a.open(ctx, mode)
	if err != nil {
		return err
	}
	defer file.Close()
	c, err := file.Case(ctx)
	if err != nil {
		return err
	}
	s := ingest.Settings{Answers: said, Title: o.title, Source: o.source, Proves: o.proves}
	if s.Captured, err = a.parseWhen(o.captured, c.Zone); err != nil {
		return err
	}
	if answered {
		if s.Official, err = a.official(o.official, c.Zone); err != nil {
			return err
		}
	}
	store := ingest.InCase(file)
	if o.dryRun {
		dry := a.dryStore(file)
		defer dry.close()
		store = dry
	}
	return a.addItems(ctx, file, store, o, s, paths, notes)
}

func (a *app) addItems(ctx context.Context, file *casefile.File, store ingest.Store, o addOptions, s ingest.Settings, paths []string, notes []momentNote) error {
	progress := a.progress()
	var added []dispute.EvidenceID
	where := dryPlaces{}
	in := &ingest.Ingest{Store: store, Importers: all.Importers(), Fallback: all.Fallback(), Ask: a.asker(ctx, progress), Progress: progress.step}
	in.Report = func(r ingest.Result) {
		progress.clear()
		seems := a.resultSeems(ctx, file, r)
		if r.Evidence.ID < 0 {
			seems = a.drySeems(ctx, in, s.Answers, r.Evidence)
		}
		if !a.json {
			r.Given = where.of(r)
		}
		a.printResult(r, seems)
		a.out.Flush()
		if r.Refused == nil {
			added = append(added, r.Evidence.ID)
		}
	}
	items, junk, err := a.items(ctx, in, file.Path(), paths, &s.Answers)
	if err != nil {
		return err
	}
	if wanted, err := a.understandAll(ctx, in, items, &s.Answers, o.dryRun); err != nil || !wanted {
		return err
	}
	sum, err := in.Add(ctx, items, s)
	progress.clear()
	if err != nil {
		return err
	}
	if sum.Junk += junk; sum.Junk > 0 {
		a.talk("add.junk", sum.Junk)
	}
	switch {
	case sum.Results == 0:
		return failure("error.nothing-to-add").next("hint.nothing-to-add")
	case sum.Added+sum.Known == 0:
		a.code = exitFailed
		return nil
	}
	if s.Official != nil {
		if err := a.doubtDates(ctx, file, *s.Official); err != nil {
			return err
		}
	}
	if len(notes) > 0 && !o.dryRun {
		if err := a.noteMoments(ctx, file, added, notes); err != nil {
			return err
		}
	}
	if o.dryRun {
		a.talk("add.dry-run")
	} else {
		a.talk("add.summary", sum.Added, sum.Known, sum.Refused)
		a.talk("add.next")
	}
	if sum.NeedLook > 0 {
		return errLook
	}
	return nil
}

// asker puts an importer's question to the person at the terminal.
func (a *app) asker(ctx context.Context, p *progress) func(dispute.Evidence, *importer.Undecided) (string, bool) {
	if !a.asks() {
		return nil
	}
	return func(e dispute.Evidence, q *importer.Undecided) (string, bool) {
		p.clear()
		fmt.Fprintf(a.err, "%s %s: %s\n", e.ID, clean(e.Name), clean(a.lang.Note(q.Question)))
		if q.Flag == "password" {
			return a.askPassword(ctx)
		}
		choices := []choice{{"", a.say("form.leave-unread")}}
		for _, c := range q.Choices {
			label := c
			if q.Flag == "date-order" {
				label = a.say("date-order." + c)
			}
			choices = append(choices, choice{c, label})
		}
		var answer string
		if err := a.askChoice(a.lines(), "form.choose", choices, &answer); err != nil || answer == "" {
			return "", false
		}
		return answer, true
	}
}

// printResult prints the line of one file, and below it its problems and what
// it seems to be.
func (a *app) printResult(r ingest.Result, seems []packet.Seeming) {
	if a.json {
		// The line is an acknowledgement: it comes only after the file is stored.
		// Main reports an output that cannot be written.
		_ = a.writeJSON(a.out, resultJSON(a, r, seems))
		return
	}
	name := clean(r.Given)
	if r.Refused != nil {
		fmt.Fprintf(a.out, "%s  %s: %s\n", a.out.style.warn.Render("--"), name, clean(a.lang.Note(*r.Refused)))
		return
	}
	if r.Evidence.Parent > 0 {
		name = r.Evidence.Parent.String() + "/" + clean(r.Evidence.Path)
	}
	parts := []string{a.out.style.bold.Render(r.Evidence.ID.String()), name}
	if r.Known {
		parts = append(parts, a.say("add.known"))
	}
	parts = append(parts, a.readingLine(r.Evidence))
	fmt.Fprintln(a.out, a.fit(strings.Join(parts, "  "), a.terminal))
	a.printTrouble(r.Evidence)
	for _, s := range seems {
		if !a.quiet {
			fmt.Fprintln(a.err, a.fit(a.below(r.Evidence)+a.err.style.dim.Render(a.say("label.note"))+a.seemsHint(s), a.errTerminal))
		}
	}
}

// readingLine says in one line what an evidence is and what was read.
func (a *app) readingLine(e dispute.Evidence) string {
	reading := e.Reading
	var parts []string
	switch {
	case reading.State == dispute.Held:
		return a.say("add.archive")
	case reading.State == dispute.Asking:
		return a.say("add.asking")
	case !reading.Recognised():
		return a.say("add.unread")
	}
	kind := a.variantName(reading)
	if len(reading.Because) > 0 {
		kind = a.say("add.because", kind, clean(a.lang.Note(reading.Because[0])))
	}
	parts = append(parts, kind)
	if reading.Units > 1 || reading.Records > 1 {
		parts = append(parts, a.say("add.counts", reading.Records, reading.Skipped, len(reading.Problems)))
	}
	if n := len(reading.Totals); n > 0 {
		ok := 0
		for _, t := range reading.Totals {
			if t.OK {
				ok++
			}
		}
		parts = append(parts, a.say("add.totals", ok, n))
	}
	return strings.Join(parts, " · ")
}

// below begins a line about an evidence: under its own line on a terminal, and
// with its number where the two streams part.
func (a *app) below(e dispute.Evidence) string {
	if a.errTerminal || e.ID < 1 {
		return "    "
	}
	return e.ID.String() + ": "
}

// printTrouble prints what needs a look: on standard error, beside the answer.
func (a *app) printTrouble(e dispute.Evidence) {
	if a.quiet {
		return
	}
	reading := e.Reading
	warn := func(text string) {
		fmt.Fprintln(a.err, a.fit(a.below(e)+a.err.style.warn.Render(a.say("label.look"))+clean(text), a.errTerminal))
	}
	if reading.Question != nil {
		warn(a.lang.Note(*reading.Question))
		fmt.Fprintf(a.err, "%s%s\n", a.below(e), a.answerHint(e))
	}
	if reading.Failure != nil {
		warn(a.lang.Note(*reading.Failure))
	}
	for i, p := range reading.Problems {
		if i == 3 {
			warn(a.say("add.more-problems", len(reading.Problems)-i, e.ID))
			break
		}
		warn(join(": ", a.place(p.At), a.lang.Note(p.Why)))
	}
	for i, d := range reading.Doubts {
		if i == 3 {
			warn(a.say("add.more-doubts", len(reading.Doubts)-i, e.ID))
			break
		}
		warn(join(": ", a.place(d.At), a.lang.Note(d.Why)))
	}
	if seemsConversation(reading) {
		fmt.Fprintf(a.err, "%s%s\n", a.below(e), a.conversationHint(e))
	}
	for _, t := range reading.Totals {
		if !t.OK {
			warn(a.say("add.total-differs", a.lang.Note(t.What), t.Declared, t.Read))
		}
	}
	for _, n := range reading.Remarks {
		fmt.Fprintln(a.err, a.fit(a.below(e)+a.err.style.dim.Render(a.say("label.note"))+clean(a.scanRemark(e, n)), a.errTerminal))
	}
}

// answerHint is the command that answers an evidence's question.
func (a *app) answerHint(e dispute.Evidence) string {
	switch q := e.Reading.Question; {
	case q.Code == "ask.tie":
		return a.say("hint.reimport-as", e.ID, strings.Join(q.Args, "|"))
	case strings.HasPrefix(q.Code, "ask.password"):
		return a.say("hint.reimport-password", e.ID)
	}
	return a.say("hint.reimport-date-order", e.ID)
}

func resultJSON(a *app, r ingest.Result, seems []packet.Seeming) map[string]any {
	if r.Refused != nil {
		return map[string]any{"name": filepath.Base(r.Given), "path": r.Given, "refused": a.lang.Note(*r.Refused)}
	}
	v := a.evidenceJSON(r.Evidence)
	v["path"], v["known"] = r.Given, r.Known
	for _, s := range seems {
		v["looks_like"] = a.seemsJSON(s)
	}
	return v
}

// evidenceJSON is an evidence as JSON shows it.
func (a *app) evidenceJSON(e dispute.Evidence) map[string]any {
	reading := e.Reading
	because, problems, doubts, totals, remarks := []string{}, []map[string]any{}, []map[string]any{}, []map[string]any{}, []string{}
	for _, n := range reading.Because {
		because = append(because, a.lang.Note(n))
	}
	for _, p := range reading.Problems {
		problems = append(problems, map[string]any{"locator": p.At, "why": a.lang.Note(p.Why)})
	}
	for _, d := range reading.Doubts {
		doubts = append(doubts, map[string]any{"locator": d.At, "why": a.lang.Note(d.Why)})
	}
	for _, t := range reading.Totals {
		totals = append(totals, map[string]any{"what": a.lang.Note(t.What), "declared": t.Declared, "read": t.Read, "ok": t.OK})
	}
	for _, n := range reading.Remarks {
		remarks = append(remarks, a.scanRemark(e, n))
	}
	v := map[string]any{
		"evidence": e.ID.String(), "name": e.Name, "path": e.Path, "sha256": e.SHA256, "size": e.Size, "media_type": e.MediaType,
		"state": reading.State, "importer": reading.Importer, "variant": reading.Variant, "because": because, "units": reading.Units,
		"records": reading.Records, "skipped": reading.Skipped, "problems": problems, "doubts": doubts, "totals": totals, "remarks": remarks,
		"title": e.Title, "source": e.Source, "proves": e.Proves, "added": e.Added.UTC().Format("2006-01-02T15:04:05Z07:00"),
	}
	if e.Parent != 0 {
		v["parent"] = e.Parent.String()
	}
	if e.Official != nil {
		v["official"] = a.officialJSON(*e.Official)
	}
	if e.Derived != nil {
		v["derived"] = derivedJSON(e.Derived)
	}
	if e.Withdrawn != "" {
		v["withdrawn"] = e.Withdrawn
	}
	if e.Purged != "" {
		v["purged"] = e.Purged
	}
	if reading.Question != nil {
		v["question"] = a.lang.Note(*reading.Question)
	}
	if reading.Failure != nil {
		v["failure"] = a.lang.Note(*reading.Failure)
	}
	return v
}
