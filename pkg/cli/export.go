package cli

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/packet"
	"complain/pkg/render/pdf"
	"complain/pkg/render/text"
)

type exportOptions struct {
	to, format, output, date, office string
	photos                           string
	location, force                  bool
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
	}
}

func formatNames() string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return strings.Join(names, "|")
}

func newExport(a *app) *cobra.Command {
	var o exportOptions
	c := a.command("export", "export --to CHANNEL", func(cmd *cobra.Command, _ []string) error { return a.runExport(cmd.Context(), o) })
	c.Args = a.arguments(0, 0, "")
	f := c.Flags()
	f.StringVar(&o.to, "to", "", a.say("flag.to-channel"))
	f.StringVar(&o.format, "format", "pdf", a.say("flag.format", formatNames()))
	f.StringVarP(&o.output, "output", "o", "", a.say("flag.output"))
	f.StringVar(&o.date, "date", "", a.say("flag.date"))
	f.StringVar(&o.office, "office", "", a.say("flag.office"))
	f.StringVar(&o.photos, "photos", photosPrint, a.say("flag.photos", photosPrint, photosOriginal))
	f.BoolVar(&o.location, "with-location", false, a.say("flag.with-location"))
	f.BoolVar(&o.force, "force", false, a.say("flag.force"))
	return c
}

func (a *app) runExport(ctx context.Context, o exportOptions) error {
	if o.to == "" {
		return usage("error.no-channel").next("hint.no-channel")
	}
	var form *format
	for _, f := range formats() {
		if f.name == o.format {
			form = &f
		}
	}
	if form == nil {
		return usage("error.format", o.format).next("hint.format", formatNames())
	}
	if o.photos != photosPrint && o.photos != photosOriginal {
		return usage("error.photos", o.photos).next("hint.photos", photosPrint, photosOriginal)
	}
	file, err := a.openWhole(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer file.Close()
	q, err := a.request(ctx, file, o)
	if err != nil {
		return err
	}
	c, err := a.compose(ctx, file, q)
	if err != nil {
		return err
	}
	path, err := a.exportPacket(ctx, file, c, *form, o, q)
	if err != nil {
		return err
	}
	if a.json {
		if err := a.writeJSON(a.out, map[string]any{"channel": c.channel.ID, "format": form.name, "path": path, "ready": c.ready(), "findings": a.findingsJSON(c.findings)}); err != nil {
			return err
		}
	} else {
		if path != "-" {
			a.print("export.done", clean(shown(path)), c.channel.Name.In(a.lang.Tag()))
		}
		a.printFindings(c.findings)
	}
	if !c.ready() {
		return errLook
	}
	return nil
}

// request reads what the flags and the case say about the packet wanted.
func (a *app) request(ctx context.Context, f *casefile.File, o exportOptions) (request, error) {
	c, err := f.Case(ctx)
	if err != nil {
		return request{}, err
	}
	q := request{to: o.to, office: o.office, lang: a.lang.For(c.Language), photos: o.photos, location: o.location}
	if lang, ok := a.sys.Languages.Find(a.langFlag); ok {
		q.lang = lang
	}
	if o.date != "" {
		if q.today, err = a.parseWhen(o.date, c.Zone); err != nil {
			return q, err
		}
		if q.today.Precision < dispute.Day {
			return q, usage("error.time", o.date).next("hint.time")
		}
	}
	q.today, err = day(q.today, a.sys.Today(), c.Zone)
	return q, err
}

// exportPacket renders a packet, writes it whole or not at all, and notes it in
// the custody log.
func (a *app) exportPacket(ctx context.Context, f *casefile.File, c *composition, form format, o exportOptions, q request) (path string, err error) {
	// The packet says that its files are unchanged: that is looked at now.
	if err := f.CheckBytes(ctx, c.named); err != nil {
		return "", err
	}
	sum := sha256.New()
	path = o.output
	switch {
	case path == "-":
		// Whole or not at all here too, so it waits in memory.
		var whole bytes.Buffer
		if err := form.render(io.MultiWriter(&whole, sum), c); err != nil {
			return "", err
		}
		if _, err := a.raw.Write(whole.Bytes()); err != nil {
			return "", err
		}
	default:
		if path == "" {
			path = a.freeName(c.document.Title+"-"+slug(c.document.Subject)+"-"+strings.ReplaceAll(c.channel.ID, ".", "-")+"-"+q.today.String(), form.extension)
		}
		if err := writeNew(path, o.force, func(w *os.File) error {
			buffered := bufio.NewWriterSize(io.MultiWriter(w, sum), 1<<20)
			if err := form.render(buffered, c); err != nil {
				return err
			}
			return buffered.Flush()
		}); err != nil {
			return "", err
		}
	}
	said := dossier.Export{File: filepath.Base(path), Format: form.name, ID: c.document.ID, Language: q.lang.Tag(), Location: q.location,
		SHA256: hex.EncodeToString(sum.Sum(nil))}
	if q.photos == photosOriginal {
		said.Photos = q.photos
	}
	return path, said.Log(ctx, f, c.channel.ID)
}

// freeName is name with extension, with a number where there is such a file.
func (a *app) freeName(name, extension string) string {
	path := name + extension
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); err != nil {
			return path
		}
		path = fmt.Sprintf("%s-%d%s", name, n, extension)
	}
}

// printFindings lists on standard error what the packet lacks.
func (a *app) printFindings(findings []packet.Finding) {
	if a.quiet {
		return
	}
	for _, f := range findings {
		style := a.err.style.dim
		switch f.Level {
		case packet.Must:
			style = a.err.style.bad
		case packet.Should:
			style = a.err.style.warn
		}
		level := a.say("finding." + string(f.Level))
		fmt.Fprintf(a.err, "%s  %s\n", style.Render(level), a.hanging(level+"  ", clean(a.lang.Note(f.Text)), a.errTerminal))
		if f.Fix.Code != "" {
			fmt.Fprintf(a.err, "    %s\n", clean(a.lang.Note(f.Fix)))
		}
	}
}

func (a *app) findingsJSON(findings []packet.Finding) []map[string]any {
	out := []map[string]any{}
	for _, f := range findings {
		fix := ""
		if f.Fix.Code != "" {
			fix = a.lang.Note(f.Fix)
		}
		out = append(out, map[string]any{"id": f.ID, "level": f.Level, "text": a.lang.Note(f.Text), "fix": fix})
	}
	return out
}

func newCheck(a *app) *cobra.Command {
	var to string
	c := a.command("check", "check [--to CHANNEL]", func(cmd *cobra.Command, _ []string) error {
		ctx := cmd.Context()
		f, err := a.openWhole(ctx, casefile.ReadWrite)
		if err != nil {
			return err
		}
		defer f.Close()
		q, err := a.request(ctx, f, exportOptions{to: to})
		if err != nil {
			return err
		}
		comp, err := a.compose(ctx, f, q)
		if err != nil {
			return err
		}
		if a.json {
			err = a.writeJSON(a.out, map[string]any{"channel": comp.channel.ID, "ready": comp.ready(), "findings": a.findingsJSON(comp.findings)})
		} else {
			a.printCheck(comp)
		}
		if err == nil && !comp.ready() {
			return errLook
		}
		return err
	})
	c.Args = a.arguments(0, 0, "")
	c.Flags().StringVar(&to, "to", "regulator", a.say("flag.to-channel"))
	return c
}

func (a *app) printCheck(c *composition) {
	name := c.channel.Name.In(a.lang.Tag())
	for _, f := range c.findings {
		level := a.say("finding."+string(f.Level)) + "  "
		fmt.Fprintf(a.out, "%s%s\n", level, a.hanging(level, clean(a.lang.Note(f.Text)), a.terminal))
		if f.Fix.Code != "" {
			fmt.Fprintf(a.out, "    %s\n", clean(a.lang.Note(f.Fix)))
		}
	}
	if c.ready() {
		a.print("check.ready", name)
		return
	}
	a.print("check.not-ready", name)
}
