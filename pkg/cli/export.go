package cli

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/limit"
	"complain/pkg/packet"
	"complain/pkg/render/docx"
	"complain/pkg/render/html"
	"complain/pkg/render/pdf"
	"complain/pkg/render/text"
)

type exportOptions struct {
	to, document, format, output, date, office string
	photos, redact, group                      string
	location, damaged, force, supplement       bool
	exhibits                                   int // the most
	size                                       string
	budget                                     limit.Budget
	copyField                                  int // of a form: which field goes to the clipboard; 0 for none
}

// format is a way to render a packet.
type format struct {
	name, extension string
	render          func(io.Writer, *composition) error
}

func formats() []format {
	return []format{
		{"pdf", ".pdf", func(w io.Writer, c *composition) error { return pdf.Render(w, c.document, c.images) }},
		{"text", ".txt", func(w io.Writer, c *composition) error { return text.Render(w, c.document, 0) }},
		{"html", ".html", func(w io.Writer, c *composition) error { return html.Render(w, c.document, c.images) }},
		{"docx", ".docx", func(w io.Writer, c *composition) error { return docx.Render(w, c.document, c.images) }},
	}
}

// The formats that are no letter in one file: what is copied into a form, the page
// to speak from, and what is uploaded file by file.
const (
	formFormat   = "form"
	scriptFormat = "script"
	filesFormat  = "files"
)

// supplement is what a request is for that adds to what was handed in.
const supplement = "supplement"

// formatOf is the format of a name, where it is written to output; nil for none.
func formatOf(name, output string) *format {
	switch name {
	case formFormat:
		return &format{formFormat, ".txt", func(w io.Writer, c *composition) error { return writeForm(w, c) }}
	case filesFormat:
		return &format{name: filesFormat}
	case scriptFormat:
		f := *formatOf("pdf", output)
		if output == "-" || filepath.Ext(output) == ".txt" {
			f = *formatOf("text", output)
		}
		f.name = scriptFormat
		return &f
	}
	for _, f := range formats() {
		if f.name == name {
			return &f
		}
	}
	return nil
}

func formatNames() string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return strings.Join(append(names, formFormat, filesFormat, scriptFormat), "|")
}

func newExport(s *session) *cobra.Command {
	var o exportOptions
	c := command(s.Lang, "export", "export --to CHANNEL", func(cmd *cobra.Command, args []string) error {
		if len(args) == 1 {
			if o.format != filesFormat || o.output != "" {
				return usage("error.arguments-many", args[0]).next("hint.help", cmd.CommandPath())
			}
			o.output = args[0]
		}
		return runExport(cmd.Context(), s, o)
	})
	c.Args = arguments(s.Lang, 0, 1, "DIR")
	f := c.Flags()
	f.StringVar(&o.to, "to", "", s.Say("flag.to-channel"))
	f.StringVar(&o.document, "document", "", s.Say("flag.document"))
	f.StringVar(&o.format, "format", "pdf", s.Say("flag.format", formatNames()))
	f.StringVarP(&o.output, "output", "o", "", s.Say("flag.output"))
	f.StringVar(&o.date, "date", "", s.Say("flag.date"))
	f.StringVar(&o.office, "office", "", s.Say("flag.office"))
	f.StringVar(&o.photos, "photos", photosPrint, s.Say("flag.photos", photosPrint, photosOriginal))
	f.StringVar(&o.redact, "redact", "", s.Say("flag.redact"))
	f.StringVar(&o.group, "group", "", s.Say("flag.group"))
	f.BoolVar(&o.supplement, "supplement", false, s.Say("flag.supplement"))
	f.BoolVar(&o.location, "with-location", false, s.Say("flag.with-location"))
	f.BoolVar(&o.force, "force", false, s.Say("flag.force"))
	f.IntVar(&o.exhibits, "max-exhibits", packet.MostExhibits, s.Say("flag.max-exhibits"))
	f.StringVar(&o.size, "max-size", "", s.Say("flag.max-size"))
	f.IntVar(&o.budget.Pages, "max-pages", 0, s.Say("flag.max-pages"))
	f.IntVar(&o.budget.Files, "max-files", 0, s.Say("flag.max-files"))
	f.IntVar(&o.copyField, "copy", 0, s.Say("flag.copy"))
	f.BoolVar(&o.damaged, "damaged", false, s.Say("flag.damaged"))
	return c
}

func runExport(ctx context.Context, s *session, o exportOptions) error {
	if o.to == "" {
		return usage("error.no-channel").next("hint.no-channel")
	}
	known := plainChoices("format", strings.Split(formatNames(), "|"))
	o.format = cmp.Or(screen.Chosen(o.format, known), o.format)
	o.photos = cmp.Or(screen.Chosen(o.photos, plainChoices("photos", []string{photosPrint, photosOriginal})), o.photos)
	if o.format == formFormat && o.output == "" {
		o.output = "-" // it is read, and copied from
	}
	form := formatOf(o.format, o.output)
	if form == nil {
		return noneOf(s.Screen, "error.format", o.format, "hint.format", known)
	}
	if o.photos != photosPrint && o.photos != photosOriginal {
		return usage("error.photos", o.photos).next("hint.photos", photosPrint, photosOriginal)
	}
	file, err := openExport(ctx, s, o.damaged)
	if err != nil {
		return err
	}
	defer file.Close()
	q, err := readRequest(ctx, s, file.File, o)
	if err != nil {
		return err
	}
	if form.name == formFormat || form.name == scriptFormat || form.name == filesFormat {
		q.as = form.name
	}
	if o.supplement {
		if q.as != "" {
			return usage("error.format", o.format).next("hint.format", "pdf, text, html, docx")
		}
		q.as = supplement
	}
	q.certify, q.damaged, q.unverified = true, file.take, func() []casefile.Damage { return file.damaged }
	c, err := compose(ctx, s, file.File, q)
	if errors.Is(err, packet.ErrNothingNew) {
		return failure("error.nothing-new").next("hint.nothing-new")
	}
	if err != nil {
		return err
	}
	if o.copyField != 0 && (o.copyField < 1 || o.copyField > len(c.fields)) {
		return usage("error.copy", o.copyField).next("hint.copy", len(c.fields))
	}
	if s.JSON && q.as == formFormat && o.output == "-" {
		if _, err := exportPacket(ctx, s, file, c, format{formFormat, ".txt", func(io.Writer, *composition) error { return nil }}, o, q); err != nil {
			return err
		}
		return s.WriteJSON(formJSON(s.Lang, c))
	}
	sayLimits(s, c, o)
	var path string
	var written []answer.PacketFile
	if form.name == filesFormat {
		path, written, err = exportFiles(ctx, s, file, c, o, q)
	} else {
		path, written, err = exportFitting(ctx, s, file, c, *form, o, q)
	}
	if err != nil {
		return err
	}
	if o.copyField != 0 {
		if err := copyField(ctx, s, c, o.copyField); err != nil {
			return err
		}
	}
	if len(file.damaged) > 0 {
		s.code = exitDamaged
	}
	if s.JSON {
		v := answer.Export{Channel: c.channel.ID, Document: c.letter.ID, Format: form.name, Path: path, Ready: c.ready(), Logged: !file.unlogged,
			Files: written, Findings: findingsJSON(s.Lang, c.findings)}
		if len(file.damaged) > 0 {
			v.Damaged = damageJSON(s.Lang, file.damaged)
		}
		if err := s.WriteJSON(v); err != nil {
			return err
		}
	} else {
		if path != "-" {
			done := "export.done"
			if s.dryRun {
				done = "export.would"
			}
			s.Print(done, screen.Clean(shown(path)), c.channel.Name.In(s.Lang.Tag()))
			if n := len(written); n > 0 && form.name == filesFormat {
				s.Print("export.files", n, screen.Clean(written[n-1].Name))
			}
		}
		printFew(s.Screen, c.findings, c.channel.ID)
		if o.photos == photosOriginal {
			s.Talk("export.originals")
		}
		sayUnsure(s.Screen, file)
	}
	if !c.ready() && len(file.damaged) == 0 {
		return errLook
	}
	return nil
}

// sayUnsure says what of the case the packet does not rest on checked data in, and
// whether the custody log knows of it.
func sayUnsure(scr *screen.Screen, file *exportCase) {
	if n := len(file.damaged); n > 0 {
		fmt.Fprintf(scr.Err, "%s%s\n", scr.Err.Style.Bad.Render(scr.Say("label.damaged")), " "+scr.Say("export.damaged", n))
		listDamage(scr, file.damaged)
	}
	if file.unlogged {
		scr.Talk("export.unlogged")
	}
}

// readRequest reads what the flags and the case say about the packet wanted.
func readRequest(ctx context.Context, s *session, f *casefile.File, o exportOptions) (request, error) {
	c, err := f.Case(ctx)
	if err != nil {
		return request{}, err
	}
	q := request{to: o.to, document: o.document, office: o.office, lang: s.Lang.For(c.Language), photos: o.photos, exhibits: o.exhibits, redact: o.redact, location: o.location}
	if lang, ok := s.sys.Languages.Find(s.langFlag); ok {
		q.lang = lang
	}
	if o.date != "" {
		if q.today, err = parseWhen(o.date, c.Zone); err != nil {
			return q, err
		}
		if q.today.Precision < dispute.Day {
			return q, usage("error.time", o.date).next("hint.time")
		}
	}
	q.budget = o.budget
	if o.size != "" {
		if q.budget.Size, err = parseSize(o.size); err != nil {
			return q, err
		}
	}
	if o.budget.Pages < 0 || o.budget.Files < 0 {
		return q, usage("error.budget").next("hint.budget")
	}
	if q.group, err = grouping(s, o.group); err != nil {
		return q, err
	}
	q.today, err = day(q.today, s.sys.Today(), c.Zone)
	return q, err
}

// exportPacket renders a packet, writes it whole or not at all, and notes it in
// the custody log before it gets its name: no packet leaves that the log does not
// know, unless the case can take no entry.
func exportPacket(ctx context.Context, s *session, f *exportCase, c *composition, form format, o exportOptions, q request) (path string, err error) {
	sum := sha256.New()
	path = o.output
	log := func() error {
		said := dossier.Export{Exhibits: c.exhibits, Numbers: c.numbers, File: filepath.Base(path), Format: form.name, ID: c.document.ID, Language: q.lang.Tag(), Location: q.location,
			SHA256: hex.EncodeToString(sum.Sum(nil))}
		if q.photos == photosOriginal {
			said.Photos = q.photos
		}
		return f.log(ctx, c, said)
	}
	switch {
	case path == "-":
		// Whole or not at all here too, so it waits in memory.
		var whole bytes.Buffer
		if err := form.render(io.MultiWriter(&whole, sum), c); err != nil {
			return "", err
		}
		if err := log(); err != nil {
			return "", err
		}
		if _, err := s.Raw.Write(whole.Bytes()); err != nil {
			return "", err
		}
	default:
		latest := ""
		if dir := path; path == "" || isFolder(path) {
			path, latest = packetName(dir, c, form, q, o.force)
		}
		if err := s.writeNew(path, o.force, func(w *os.File) error {
			buffered := bufio.NewWriterSize(io.MultiWriter(w, sum), 1<<20)
			if err := form.render(buffered, c); err != nil {
				return err
			}
			if err := buffered.Flush(); err != nil {
				return err
			}
			return log()
		}); err != nil {
			return "", err
		}
		if latest != "" && !s.dryRun {
			if err := keepLatest(path, latest); err != nil {
				return "", err
			}
		}
	}
	return path, nil
}

type checkOptions struct {
	to, document, redact string
	why                  bool
}

func newCheck(s *session) *cobra.Command {
	var o checkOptions
	c := command(s.Lang, "check", "check [--to CHANNEL]", func(cmd *cobra.Command, _ []string) error {
		return runCheck(cmd.Context(), s, o)
	})
	c.Args = arguments(s.Lang, 0, 0, "")
	c.Flags().StringVar(&o.to, "to", "regulator", s.Say("flag.to-channel"))
	c.Flags().StringVar(&o.document, "document", "", s.Say("flag.document"))
	c.Flags().StringVar(&o.redact, "redact", "", s.Say("flag.redact"))
	c.Flags().BoolVar(&o.why, "why", false, s.Say("flag.check-why"))
	return c
}

func runCheck(ctx context.Context, s *session, o checkOptions) error {
	f, err := s.openWhole(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	q, err := readRequest(ctx, s, f, exportOptions{to: o.to, document: o.document, redact: o.redact})
	if err != nil {
		return err
	}
	comp, err := compose(ctx, s, f, q)
	if err != nil {
		return err
	}
	if s.JSON {
		v := answer.Check{Channel: comp.channel.ID, Document: comp.letter.ID, Ready: comp.ready(), Findings: findingsJSON(s.Lang, comp.findings)}
		if o.why {
			articles, err := comp.articles()
			if err != nil {
				return err
			}
			v.Grounds, v.Articles = groundsJSON(s.Screen, comp.held()), citedJSON(s, articles)
		}
		err = s.WriteJSON(v)
	} else {
		if err := printCheck(s, comp, o.why); err != nil {
			return err
		}
	}
	if err == nil && !comp.ready() {
		return errLook
	}
	return err
}

// mostAlike is how many findings of one kind are shown one by one.
const mostAlike = 3

// sayAlike says how many findings of a kind were not shown.
func sayAlike(s *session, findings []packet.Finding, alike map[string]int, why bool) {
	if why || s.verbose {
		return
	}
	for _, f := range findings {
		if n := alike[f.Text.Code] - mostAlike; n > 0 {
			s.Talk("check.alike", n, screen.Clean(s.Lang.Note(f.Text)))
			delete(alike, f.Text.Code)
		}
	}
}

func printCheck(s *session, c *composition, why bool) error {
	scr := s.Screen
	name := c.channel.Name.In(scr.Lang.Tag())
	alike := map[string]int{}
	for _, f := range c.findings {
		if alike[f.Text.Code]++; alike[f.Text.Code] > mostAlike && !why && !s.verbose {
			continue
		}
		level := scr.Say("finding."+string(f.Level)) + "  "
		fmt.Fprintf(scr.Out, "%s%s\n", level, scr.Hanging(level, screen.Clean(scr.Lang.Note(f.Text)), scr.Terminal))
		if f.Fix.Code != "" {
			fmt.Fprintf(scr.Out, "    %s\n", scr.Hanging("    ", screen.Clean(scr.Lang.Note(f.Fix)), scr.Terminal))
		}
		if why {
			printGround(s, c, f.ID)
		}
	}
	sayAlike(s, c.findings, alike, why)
	if why {
		articles, err := c.articles()
		if err != nil {
			return err
		}
		printCited(s, articles)
	}
	if c.ready() {
		scr.Print("check.ready", name)
		return nil
	}
	scr.Print("check.not-ready", name)
	return nil
}
