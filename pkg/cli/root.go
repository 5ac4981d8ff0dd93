// Package cli is the command line: one file a command.
//
// It promises the conventions of a good command: answers on standard output,
// talk on standard error, exit codes that mean what the table says, no question
// without a terminal, no character from evidence that acts on one. Only here
// are the clock and the environment read, and only here is anything printed.
package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"complain/pkg/dispute"
	"complain/pkg/internal/textwidth"
)

// The groups of commands, in the order of help.
const (
	groupPath   = "path"
	groupCase   = "case"
	groupSafety = "safety"
	groupMore   = "more"
)

func newRoot(a *app) *cobra.Command {
	cobra.EnableCommandSorting = false // help lists commands in the order of use
	cobra.MousetrapHelpText = ""       // cobra's own answer to a double click is in English and gone after five seconds
	root := a.command("root", "complain", func(cmd *cobra.Command, args []string) error {
		if version, _ := cmd.Flags().GetBool("version"); version {
			fmt.Fprintln(a.out, "complain", Version)
			return nil
		}
		if len(args) > 0 {
			return a.unknownCommand(cmd, args[0])
		}
		return a.orient()
	})
	root.SilenceErrors, root.SilenceUsage = true, true
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.Args = cobra.ArbitraryArgs
	root.CompletionOptions.HiddenDefaultCmd = false
	a.globalFlags(root.PersistentFlags())
	root.Flags().BoolP("version", "V", false, a.say("flag.version"))
	for _, g := range []string{groupPath, groupCase, groupSafety, groupMore} {
		root.AddGroup(&cobra.Group{ID: g, Title: a.say("help.group." + g)})
	}
	add := func(group string, commands ...*cobra.Command) {
		for _, c := range commands {
			c.GroupID = group
			root.AddCommand(c)
		}
	}
	add(groupPath, newNew(a), newAddEvidence(a), newExport(a))
	add(groupCase, newStatus(a), newCheck(a), newTimeline(a), newRecords(a), newSearch(a), newEvidence(a), newReadText(a), newRedact(a), newParty(a), newWho(a), newClaim(a), newEvent(a), newCase(a), newReimport(a))
	add(groupSafety, newVerify(a), newCustody(a), newPurge(a), newStamp(a), newArchive(a), newRestore(a))
	add(groupMore, newMap(a), newChannels(a), newDemo(a), newExitCodes(a))
	a.nameValues(root)
	a.cobraWords(root)
	return root
}

func (a *app) globalFlags(f *pflag.FlagSet) {
	f.StringVarP(&a.caseFile, "case", "C", "", a.say("flag.case"))
	f.BoolVar(&a.json, "json", false, a.say("flag.json"))
	f.StringVar(&a.langFlag, "lang", "", a.say("flag.lang"))
	f.StringVar(&a.colour, "color", "auto", a.say("flag.color"))
	f.BoolVar(&a.noColour, "no-color", false, a.say("flag.no-color"))
	f.BoolVarP(&a.quiet, "quiet", "q", false, a.say("flag.quiet"))
	f.BoolVarP(&a.yes, "yes", "y", false, a.say("flag.yes"))
	f.BoolVar(&a.noInput, "no-input", false, a.say("flag.no-input"))
	f.BoolP("help", "h", false, a.say("flag.help"))
	f.SortFlags = false
}

// orient is what a bare complain says: where the user stands and what to type.
func (a *app) orient() error {
	if a.json {
		path, err := a.findCase()
		if err != nil {
			return err
		}
		return a.writeJSON(a.out, map[string]any{"case": path})
	}
	for _, line := range textwidth.Wrap(a.say("orient.what"), min(a.width, 80)) {
		fmt.Fprintln(a.out, line)
	}
	fmt.Fprintln(a.out)
	var several *complaint
	switch path, err := a.findCase(); {
	case errors.As(err, &several) && several.say.Code == "error.many-cases":
		fmt.Fprintln(a.out, clean(a.lang.Note(several.say)))
		fmt.Fprintln(a.out, clean(a.lang.Note(*several.hint)))
	case err == nil:
		a.print("orient.case", path)
		a.print("orient.case.next")
	default:
		a.print("orient.start")
	}
	fmt.Fprintln(a.out)
	a.print("orient.help")
	return nil
}

// unknownCommand answers a word that is no command.
func (a *app) unknownCommand(cmd *cobra.Command, word string) error {
	if _, err := os.Stat(word); err == nil && cmd.Parent() == nil {
		// Files dropped on the program, or the command forgotten.
		return usage("error.command-is-file", word).next("hint.command-is-file", word)
	}
	near := cmd.SuggestionsFor(word)
	if len(near) > 0 {
		return usage("error.command", word).next("hint.command-near", cmd.CommandPath()+" "+near[0])
	}
	return usage("error.command", word).next("hint.command", cmd.CommandPath())
}

// translate turns cobra's and pflag's own errors into the catalogue's words.
func (a *app) translate(root *cobra.Command, args []string, err error) error {
	var (
		notExist *pflag.NotExistError
		noValue  *pflag.ValueRequiredError
		badValue *pflag.InvalidValueError
		syntax   *pflag.InvalidSyntaxError
		known    *complaint
	)
	cmd, _, findErr := root.Find(args)
	if findErr != nil {
		cmd = root
	}
	help := func(c *complaint) *complaint { return c.next("hint.help", cmd.CommandPath()) }
	switch {
	case err == nil, errors.As(err, &known):
		return err
	case errors.As(err, &notExist):
		name := notExist.GetSpecifiedName()
		c := usage("error.flag", name)
		if near := nearestFlag(cmd, name); near != "" {
			return c.next("hint.flag-near", near)
		}
		return help(c)
	case errors.As(err, &noValue):
		return help(usage("error.flag-value", noValue.GetSpecifiedName()))
	case errors.As(err, &badValue):
		return help(usage("error.flag-bad", badValue.GetFlag().Name, badValue.GetValue()))
	case errors.As(err, &syntax):
		return help(usage("error.flag-syntax", syntax.GetSpecifiedFlag()))
	}
	return err
}

// nearestFlag is a flag of cmd that name may have been meant for.
func nearestFlag(cmd *cobra.Command, name string) string {
	best, bestDistance := "", 3
	look := func(f *pflag.Flag) {
		if d := distance(f.Name, name); d < bestDistance || strings.HasPrefix(f.Name, name) && len(name) > 2 {
			best, bestDistance = "--"+f.Name, d
		}
	}
	cmd.Flags().VisitAll(look)
	cmd.InheritedFlags().VisitAll(look)
	return best
}

// distance is the number of single-character changes between two words.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost = 1 + min(diagonal, row[j], row[j-1])
			}
			diagonal, row[j] = row[j], cost
		}
	}
	return row[len(b)]
}

// arguments checks how many there are; names are for the message.
func (a *app) arguments(least, most int, names string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usage("error.arguments-few", a.placeholders(names)).next("hint.help", cmd.CommandPath())
		case most >= 0 && len(args) > most:
			return usage("error.arguments-many", args[most]).next("hint.help", cmd.CommandPath())
		}
		return nil
	}
}

// group makes a command that only holds others.
func (a *app) group(name, use string, commands ...*cobra.Command) *cobra.Command {
	c := a.command(name, use, func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return a.unknownCommand(cmd, args[0])
		}
		if a.json { // which waits for an answer, not for help
			return usage("error.arguments-few", a.say("help.subcommand")).next("hint.command", cmd.CommandPath())
		}
		return cmd.Help()
	})
	c.Args = cobra.ArbitraryArgs
	c.AddCommand(commands...)
	return c
}

// cobraWords gives cobra's fixed texts in the user's language.
func (a *app) cobraWords(root *cobra.Command) {
	root.SetUsageFunc(func(c *cobra.Command) error { a.usage(c); return nil })
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { a.help(c) })
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Short, c.Long, c.GroupID = a.say("help.help.short"), a.say("help.help.long"), groupMore
			c.Example = a.say("help.help.example")
		case "completion":
			c.Short, c.Long, c.GroupID = a.say("help.completion.short"), a.say("help.completion.long"), groupMore
			c.Example = a.say("help.completion.example")
			for _, shell := range c.Commands() {
				shell.Short = a.say("help.completion.shell", shell.Name())
				shell.Long = a.say("help.completion.long")
			}
		}
	}
}

func newExitCodes(a *app) *cobra.Command {
	c := a.command("exit-codes", "exit-codes", func(*cobra.Command, []string) error {
		if a.json {
			type row struct {
				Code    int    `json:"code"`
				Meaning string `json:"meaning"`
			}
			var rows []row
			for _, e := range exitCodes() {
				rows = append(rows, row{e.Code, a.say(e.Say)})
			}
			return a.writeJSON(a.out, rows)
		}
		for _, e := range exitCodes() {
			fmt.Fprintf(a.out, "%4d  %s\n", e.Code, a.lang.Note(dispute.Note{Code: e.Say}))
		}
		return nil
	})
	c.Args = a.arguments(0, 0, "")
	return c
}
