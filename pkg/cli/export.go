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

func newExport(s *session) *cobra.Command {
	var o exportOptions
	c := command(s.Lang, "export", "export --to CHANNEL", func(cmd *cobra.Command, args []string) error {
		if len(args) == 1 {
			if o.format != filesFormat || o.output != "" {
				return asHelp(usage("error.arguments-many", args[0]), cmd)
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
	form, err := o.settle(s)
	if err != nil {
		return err
	}
	file, err := openExport(ctx, s, o.damaged)
	if err != nil {
		return err
	}
	defer file.Close()
	q, err := exportRequest(ctx, s, file, o, form)
	if err != nil {
		return err
	}
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
	done := exported{file: file, composition: c, form: form}
	if form.name == filesFormat {
		done.path, done.written, err = exportFiles(ctx, s, file, c, o, q)
	} else {
		done.path, done.written, err = exportFitting(ctx, s, file, c, *form, o, q)
	}
	if err != nil {
		return err
	}
	if o.copyField != 0 {
		if err := copyField(ctx, s, c, o.copyField); err != nil {
			return err
		}
	}
	return done.say(s, o)
}

// settle reads how the packet shall be written, as far as the case has no say.
func (o *exportOptions) settle(s *session) (*format, error) {
	if o.to == "" {
		return nil, usage("error.no-channel").next("hint.no-channel")
	}
	known := plainChoices("format", strings.Split(formatNames(), "|"))
	o.format = cmp.Or(screen.Chosen(o.format, known), o.format)
	o.photos = cmp.Or(screen.Chosen(o.photos, plainChoices("photos", []string{photosPrint, photosOriginal})), o.photos)
	if o.format == formFormat && o.output == "" {
		o.output = "-" // it is read, and copied from
	}
	form := formatOf(o.format, o.output)
	if form == nil {
		return nil, noneOf(s.Screen, "error.format", o.format, "hint.format", known)
	}
	if o.photos != photosPrint && o.photos != photosOriginal {
		return nil, usage("error.photos", o.photos).next("hint.photos", photosPrint, photosOriginal)
	}
	return form, nil
}

// exportRequest is the request of a packet that leaves.
func exportRequest(ctx context.Context, s *session, file *exportCase, o exportOptions, form *format) (request, error) {
	q, err := readRequest(ctx, s, file.File, o)
	if err != nil {
		return q, err
	}
	q.embeds = (form.name == "pdf" || form.name == "html" || form.name == "docx") && !o.supplement
	if form.name == formFormat || form.name == scriptFormat || form.name == filesFormat {
		q.as = form.name
	}
	if o.supplement {
		if q.as != "" {
			return q, usage("error.format", o.format).next("hint.format", "pdf, text, html, docx")
		}
		q.as = supplement
	}
	q.certify, q.damaged, q.unverified = true, file.take, func() []casefile.Damage { return file.damaged }
	return q, nil
}

// exported is a packet that was written, and where.
type exported struct {
	*composition
	file    *exportCase
	form    *format
	path    string
	written []answer.PacketFile // of several
}

// say says what was written and what is missing. What is not ready, or rests on
// damage, needs a look.
func (x exported) say(s *session, o exportOptions) error {
	damaged := len(x.file.damaged) > 0
	if damaged {
		s.code = exitDamaged
	}
	if s.JSON {
		if err := s.WriteJSON(x.json(s)); err != nil {
			return err
		}
	} else {
		x.print(s)
		if o.photos == photosOriginal {
			s.Talk("export.originals")
		}
		sayUnsure(s.Screen, x.file)
		if err := sayUnusedTemplates(s); err != nil {
			return err
		}
	}
	if !x.ready() && !damaged {
		return errLook
	}
	return nil
}

func (x exported) json(s *session) answer.Export {
	v := answer.Export{Channel: x.channel.ID, Document: x.letter.ID, Format: x.form.name, Path: x.path, Ready: x.ready(), Logged: !x.file.unlogged,
		Files: x.written, Findings: findingsJSON(s.Lang, x.findings)}
	if len(x.file.damaged) > 0 {
		v.Damaged = damageJSON(s.Lang, x.file.damaged)
	}
	return v
}

// print names what the packet lacks, and last the file, which is looked for.
func (x exported) print(s *session) {
	if !s.brief {
		printFew(s.Screen, x.findings, x.channel.ID)
		s.Err.Flush()
	}
	if x.path != "-" {
		done := "export.done"
		if s.dryRun {
			done = "export.would"
		}
		s.Print(done, screen.Clean(shown(x.path)), x.channel.Name.In(s.Lang.Tag()))
		if n := len(x.written); n > 0 && x.form.name == filesFormat {
			s.Print("export.files", n, screen.Clean(x.written[n-1].Name))
		}
	}
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
