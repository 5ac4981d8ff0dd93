package cli

import (
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"complain/pkg/locale"
)

// manPage is the page of a command for man(1), in the words of its help. Cobra has a
// writer of such pages, which takes help for Markdown, knows its headings in English
// alone, and costs every start of the program the patterns of a reader of Markdown.
type manPage struct {
	b    strings.Builder
	lang locale.Lang
}

// manPageOf is the page of c; day is the day at its foot.
func manPageOf(lang locale.Lang, c *cobra.Command, day time.Time) string {
	p := &manPage{lang: lang}
	name := manName(c)
	p.line(`.nh`)   // a word that is to be typed is never parted
	p.line(`.ad l`) // nor are lines of Chinese drawn apart at the few spaces they have
	p.line(`.TH "` + strings.ToUpper(roff(name)) + `" "1" "` + day.Format(time.DateOnly) + `" "complain ` + roff(Version) + `" ""`)
	p.heading("man.name")
	p.line(roff(name) + ` \- ` + roff(c.Short))
	p.heading("man.synopsis")
	p.line(`\fB` + roff(placeholders(lang, c.UseLine())) + `\fP`)
	p.heading("man.description")
	text := c.Long
	if text == "" {
		text = c.Short
	}
	p.text(text)
	p.flags("man.options", c.NonInheritedFlags())
	p.flags("man.options-global", c.InheritedFlags())
	if c.HasExample() {
		p.heading("man.examples")
		p.verbatim(c.Example)
	}
	if also := seeAlso(c); len(also) > 0 {
		p.heading("man.see-also")
		p.line(strings.Join(also, ", "))
	}
	return p.b.String()
}

// manName is what a page is called by: complain-evidence-set.
func manName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

func (p *manPage) line(roffed string) { p.b.WriteString(roffed + "\n") }

func (p *manPage) heading(code string) { p.line(`.SH "` + roff(p.lang.Say(code)) + `"`) }

// text is paragraphs between empty lines. One with a line that is set in stands as it
// is: its lines are examples or a table.
func (p *manPage) text(text string) {
	for i, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		if i > 0 {
			p.line(".PP")
		}
		if strings.HasPrefix(paragraph, " ") || strings.Contains(paragraph, "\n ") {
			p.verbatim(paragraph)
			continue
		}
		p.lines(paragraph)
	}
}

func (p *manPage) verbatim(text string) {
	p.line(".nf")
	p.lines(text)
	p.line(".fi")
}

func (p *manPage) lines(text string) {
	for line := range strings.Lines(text) {
		p.line(roff(strings.TrimSuffix(line, "\n")))
	}
}

func (p *manPage) flags(code string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	p.heading(code)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		left := `\fB` + roff("--"+f.Name) + `\fP`
		if f.Shorthand != "" {
			left = `\fB` + roff("-"+f.Shorthand) + `\fP, ` + left
		}
		if f.NoOptDefVal == "" {
			left += " " + roff(f.Value.Type())
		}
		p.line(".TP")
		p.line(left)
		p.line(roff(f.Usage))
	})
}

// seeAlso names the pages of the command above and of those below.
func seeAlso(c *cobra.Command) (pages []string) {
	if c.HasParent() {
		pages = append(pages, manReference(c.Parent()))
	}
	for _, sub := range c.Commands() {
		if hasManPage(sub) {
			pages = append(pages, manReference(sub))
		}
	}
	return pages
}

func manReference(c *cobra.Command) string { return `\fB` + roff(manName(c)) + `\fP(1)` }

func hasManPage(c *cobra.Command) bool {
	return c.IsAvailableCommand() && !c.IsAdditionalHelpTopicCommand()
}

var roffed = strings.NewReplacer(`\`, `\e`, `-`, `\-`, `"`, `\(dq`)

// roff is a line of text as roff(7) prints it as it stands.
func roff(line string) string {
	line = roffed.Replace(line)
	if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
		return `\&` + line
	}
	return line
}
