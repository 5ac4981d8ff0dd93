package cli

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"complain/pkg/internal/textwidth"
	"complain/pkg/locale"
)

// help writes what a command does and how it is used.
func (a *app) help(c *cobra.Command) {
	text := c.Long
	if text == "" {
		text = c.Short
	}
	fmt.Fprintf(a.out, "%s\n\n", strings.TrimSpace(text))
	a.usage(c)
}

// usage writes how a command is used: cobra's own form, in the words of the
// catalogue and with columns that Chinese text does not push out of line.
func (a *app) usage(c *cobra.Command) {
	heading := func(code string) { fmt.Fprintf(a.out, "\n%s\n", a.out.style.bold.Render(a.say(code))) }
	fmt.Fprintln(a.out, a.out.style.bold.Render(a.say("help.usage")))
	if c.Runnable() && !c.HasAvailableSubCommands() {
		fmt.Fprintf(a.out, "  %s\n", a.placeholders(c.UseLine()))
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(a.out, "  %s %s\n", c.CommandPath(), a.say("help.subcommand"))
	}
	if len(c.Aliases) > 0 {
		fmt.Fprintf(a.out, "\n%s %s\n", a.say("help.aliases"), strings.Join(c.Aliases, ", "))
	}
	if c.HasExample() {
		heading("help.examples")
		fmt.Fprintln(a.out, c.Example)
	}
	for _, g := range c.Groups() {
		fmt.Fprintf(a.out, "\n%s\n", a.out.style.bold.Render(g.Title))
		a.commandRows(c, g.ID)
	}
	if c.HasAvailableSubCommands() && len(c.Groups()) == 0 {
		heading("help.commands")
		a.commandRows(c, "")
	}
	if c.HasAvailableLocalFlags() {
		heading("help.flags")
		a.flagRows(c.LocalFlags())
	}
	if c.HasAvailableInheritedFlags() {
		heading("help.flags-global")
		a.flagRows(c.InheritedFlags())
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(a.out, "\n%s\n", a.say("help.more", c.CommandPath()))
	}
}

// placeholders is a command line with its words in capitals, which stand for
// something the user gives, in the user's language.
func (a *app) placeholders(line string) string {
	return regexp.MustCompile(`\b[A-Z]{2,}\b`).ReplaceAllStringFunc(line, func(word string) string {
		if code := "value." + strings.ToLower(word); locale.Has(code) {
			return a.say(code)
		}
		return word
	})
}

// commandRows lists the commands of a group with what they do.
func (a *app) commandRows(c *cobra.Command, group string) {
	var rows [][2]string
	for _, sub := range c.Commands() {
		if sub.GroupID == group && (sub.IsAvailableCommand() || sub.Name() == "help") {
			rows = append(rows, [2]string{sub.Name(), sub.Short})
		}
	}
	a.helpRows(rows)
}

func (a *app) flagRows(flags *pflag.FlagSet) {
	var rows [][2]string
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		left := "    --" + f.Name
		if f.Shorthand != "" {
			left = "-" + f.Shorthand + ", --" + f.Name
		}
		if f.NoOptDefVal == "" {
			left += " " + f.Value.Type()
		}
		rows = append(rows, [2]string{left, f.Usage})
	})
	a.helpRows(rows)
}

// helpRows writes two columns; the second wraps at the terminal's width.
func (a *app) helpRows(rows [][2]string) {
	left := 0
	for _, r := range rows {
		left = max(left, textwidth.Width(r[0]))
	}
	for _, r := range rows {
		for i, line := range textwidth.Wrap(r[1], max(a.width-left-5, 30)) {
			head := r[0]
			if i > 0 {
				head = ""
			}
			fmt.Fprintf(a.out, "  %s  %s\n", textwidth.PadRight(head, left), line)
		}
	}
}
