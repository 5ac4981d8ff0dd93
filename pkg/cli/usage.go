package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"complain/pkg/cli/screen"
	"complain/pkg/internal/pattern"
	"complain/pkg/internal/textwidth"
	"complain/pkg/locale"
)

// helpText writes what a command does and how it is used.
func helpText(scr *screen.Screen, c *cobra.Command) {
	text := c.Long
	if text == "" {
		text = c.Short
	}
	scr.PrintText(strings.TrimSpace(text))
	fmt.Fprintln(scr.Out)
	usageText(scr, c)
}

// usageText writes how a command is used: cobra's own form, in the words of the
// catalogue and with columns that Chinese text does not push out of line.
func usageText(scr *screen.Screen, c *cobra.Command) {
	heading := func(code string) { fmt.Fprintf(scr.Out, "\n%s\n", scr.Out.Style.Bold.Render(scr.Say(code))) }
	fmt.Fprintln(scr.Out, scr.Out.Style.Bold.Render(scr.Say("help.usage")))
	if c.Runnable() && !c.HasAvailableSubCommands() {
		fmt.Fprintf(scr.Out, "  %s\n", placeholders(scr.Lang, c.UseLine()))
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(scr.Out, "  %s %s\n", c.CommandPath(), scr.Say("help.subcommand"))
	}
	if len(c.Aliases) > 0 {
		fmt.Fprintf(scr.Out, "\n%s %s\n", scr.Say("help.aliases"), strings.Join(c.Aliases, ", "))
	}
	if c.HasExample() {
		heading("help.examples")
		fmt.Fprintln(scr.Out, c.Example)
	}
	for _, g := range c.Groups() {
		fmt.Fprintf(scr.Out, "\n%s\n", scr.Out.Style.Bold.Render(g.Title))
		commandRows(scr, c, g.ID)
	}
	if c.HasAvailableSubCommands() && len(c.Groups()) == 0 {
		heading("help.commands")
		commandRows(scr, c, "")
	}
	if c.HasAvailableLocalFlags() {
		heading("help.flags")
		flagRows(scr, c.LocalFlags())
	}
	if c.HasAvailableInheritedFlags() {
		heading("help.flags-global")
		flagRows(scr, c.InheritedFlags())
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(scr.Out, "\n%s\n", scr.Say("help.more", c.CommandPath()))
	}
}

var placeholder = pattern.New(`\b[A-Z]{2,}\b`)

// placeholders is a command line with its words in capitals, which stand for
// something the user gives, in the user's language.
func placeholders(lang locale.Lang, line string) string {
	return placeholder.ReplaceAllStringFunc(line, func(word string) string {
		if code := "value." + strings.ToLower(word); locale.Has(code) {
			return lang.Say(code)
		}
		return word
	})
}

// commandRows lists the commands of a group with what they do.
func commandRows(scr *screen.Screen, c *cobra.Command, group string) {
	var rows [][2]string
	for _, sub := range c.Commands() {
		if sub.GroupID == group && (sub.IsAvailableCommand() || sub.Name() == "help") {
			rows = append(rows, [2]string{sub.Name(), sub.Short})
		}
	}
	helpRows(scr, rows)
}

func flagRows(scr *screen.Screen, flags *pflag.FlagSet) {
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
	helpRows(scr, rows)
}

// helpRows writes two columns; the second wraps at the terminal's width.
func helpRows(scr *screen.Screen, rows [][2]string) {
	left := 0
	for _, r := range rows {
		left = max(left, textwidth.Width(r[0]))
	}
	for _, r := range rows {
		for i, line := range textwidth.Wrap(r[1], max(scr.Width-left-5, 30)) {
			head := r[0]
			if i > 0 {
				head = ""
			}
			fmt.Fprintf(scr.Out, "  %s  %s\n", textwidth.PadRight(head, left), line)
		}
	}
}
