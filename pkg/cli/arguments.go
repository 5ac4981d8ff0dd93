package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/locale"
)

// arguments checks how many there are; names are for the message.
func arguments(lang locale.Lang, least, most int, names string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return asHelp(usage("error.arguments-few", askedFor(lang, lacking(names, len(args)))), cmd)
		case most >= 0 && len(args) > most:
			return tooMany(cmd, args, most, names)
		}
		return nil
	}
}

// lacking is the names of arguments behind those that are given; all of them where
// they do not count one argument each.
func lacking(names string, given int) string {
	if each := strings.Fields(names); given < len(each) {
		return strings.Join(each[given:], " ")
	}
	return names
}

// askedFor is the names of arguments for people: a number is named by one as it looks.
func askedFor(lang locale.Lang, names string) string {
	if numberOf.MatchString(names) && !strings.Contains(names, " ") {
		return lang.Say("value.such-as", names)
	}
	return placeholders(lang, names)
}

// tooMany answers words behind the last that a command takes. What people write
// without quotation marks is shown with them.
func tooMany(cmd *cobra.Command, args []string, most int, names string) error {
	c := usage("error.arguments-many", args[most])
	each := strings.Fields(names)
	if most == 0 || len(each) != most || !slices.Contains([]string{"TEXT", "NAME", "TITLE"}, each[most-1]) {
		return asHelp(c, cmd)
	}
	words := append(strings.Fields(cmd.CommandPath())[1:], args[:most-1]...)
	return c.next("hint.quotation-marks", shellLine(append(words, strings.Join(args[most-1:], " "))))
}

// asHelp gives a complaint the first example of a command's help as its hint: what a
// line looks like says more than that there is help.
func asHelp(c *complaint, cmd *cobra.Command) *complaint {
	_, path, _ := strings.Cut(cmd.CommandPath(), " ")
	for line := range strings.Lines(cmd.Example) {
		if line = strings.TrimSpace(line); strings.Contains(line, " "+path+" ") {
			line, _, _ = strings.Cut(line, "  ") // what explains it stands behind
			return c.next("hint.example", line, cmd.CommandPath())
		}
	}
	return c.next("hint.help", cmd.CommandPath())
}
