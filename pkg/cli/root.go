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
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/internal/textwidth"
	"complain/pkg/locale"
)

// The groups of commands, in the order of help.
const (
	groupPath   = "path"
	groupCase   = "case"
	groupSafety = "safety"
	groupMore   = "more"
)

// newRoot makes the tree of commands, of those right below it the wanted ones: each
// command line needs the words and flags of one.
func newRoot(s *session, wanted func(name string) bool) *cobra.Command {
	cobra.EnableCommandSorting = false // help lists commands in the order of use
	cobra.MousetrapHelpText = ""       // cobra's own answer to a double click is in English and gone after five seconds
	root := command(s.Lang, "root", "complain", func(cmd *cobra.Command, args []string) error {
		if version, _ := cmd.Flags().GetBool("version"); version {
			fmt.Fprintln(s.Out, "complain", build())
			return nil
		}
		switch {
		case len(args) > 0 && s.guides() && allThere(args): // dropped on the program
			return runGuide(cmd.Context(), s, args)
		case len(args) > 0:
			return unknownCommand(cmd, args[0])
		case s.guides():
			return runGuide(cmd.Context(), s, nil)
		}
		return orient(s)
	})
	root.SilenceErrors, root.SilenceUsage = true, true
	if s.sys.Answer != nil {
		root.PersistentPreRun = func(cmd *cobra.Command, _ []string) {
			s.Answering = func(v any) { s.sys.Answer(strings.TrimSpace(strings.TrimPrefix(cmd.CommandPath(), "complain")), v) }
		}
	}
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	root.Args = cobra.ArbitraryArgs
	root.CompletionOptions.HiddenDefaultCmd = false
	globalFlags(s, root.PersistentFlags())
	root.Flags().BoolP("version", "V", false, s.Say("flag.version"))
	for _, g := range []string{groupPath, groupCase, groupSafety, groupMore} {
		root.AddGroup(&cobra.Group{ID: g, Title: s.Say("help.group." + g)})
	}
	for _, each := range topCommands() {
		if slices.ContainsFunc(strings.Fields(each.names), wanted) {
			c := each.make(s)
			c.GroupID = each.group
			root.AddCommand(c)
		}
	}
	rehearsals(s, root)
	nameValues(s.Lang, root)
	cobraWords(s.Screen, root)
	complete(s, root)
	forgiving(root)
	return root
}

// forgiving has every command propose what a slip of the pen may have meant.
func forgiving(c *cobra.Command) {
	const slips = 2
	c.SuggestionsMinimumDistance = slips
	for _, sub := range c.Commands() {
		forgiving(sub)
	}
}

// unknownHelp is the error of help for a command that is none: --help, and the
// command help, would show the help of another.
func unknownHelp(root *cobra.Command, args []string) error {
	if len(args) == 0 || args[0] != "help" && !slices.ContainsFunc(args, func(a string) bool { return a == "--help" || a == "-h" }) {
		return nil
	}
	if args[0] == "help" {
		args = args[1:]
	}
	cmd, rest, err := root.Find(args)
	if err != nil || !cmd.HasSubCommands() || cmd.ParseFlags(rest) != nil || cmd.Flags().NArg() == 0 {
		return nil // what is wrong beside is said by who runs it
	}
	word := cmd.Flags().Arg(0)
	if cmd != root && cmd.Runnable() && cmd.Args != nil && strings.Contains(cmd.Use, "[") {
		return nil // it takes words of its own
	}
	return unknownCommand(cmd, word)
}

func globalFlags(s *session, f *pflag.FlagSet) {
	f.StringVarP(&s.caseFile, "case", "C", "", s.Say("flag.case"))
	// A slip in a flag before it ends the reading: what was asked for holds.
	f.BoolVar(&s.JSON, "json", s.JSON, s.Say("flag.json"))
	f.StringVar(&s.langFlag, "lang", "", s.Say("flag.lang"))
	f.String("color", "auto", s.Say("flag.color"))
	f.BoolVar(&s.Plain, "plain", s.Plain, s.Say("flag.plain"))
	f.Bool("no-color", false, s.Say("flag.no-color"))
	f.BoolVarP(&s.verbose, "verbose", "v", false, s.Say("flag.verbose"))
	f.BoolVarP(&s.Quiet, "quiet", "q", false, s.Say("flag.quiet"))
	f.BoolVarP(&s.Yes, "yes", "y", false, s.Say("flag.yes"))
	f.BoolVar(&s.NoInput, "no-input", false, s.Say("flag.no-input"))
	f.BoolP("help", "h", false, s.Say("flag.help"))
	f.SortFlags = false
}

// orient is what a bare complain says: where the user stands and what to type.
func orient(s *session) error {
	if s.JSON {
		at, err := s.findCase()
		if err != nil {
			return err
		}
		return s.WriteJSON(answer.Found{Case: at.path})
	}
	for _, line := range textwidth.Wrap(s.Say("orient.what"), min(s.Width, 80)) {
		fmt.Fprintln(s.Out, line)
	}
	fmt.Fprintln(s.Out)
	var refused *complaint
	switch at, err := s.findCase(); {
	case errors.As(err, &refused) && refused.say != "error.no-case":
		fmt.Fprintln(s.Out, screen.Clean(refused.in(s.Lang)))
		fmt.Fprintln(s.Out, screen.Clean(s.Lang.Note(*refused.hint)))
	case err == nil:
		s.Print("orient.case", at.path)
		s.Print("orient.case.next")
	default:
		s.Print("orient.start")
	}
	fmt.Fprintln(s.Out)
	s.Print("orient.help")
	return nil
}

// allThere reports whether all that is named is a file or a folder.
func allThere(paths []string) bool {
	return !slices.ContainsFunc(paths, func(p string) bool { return !isThere(p) })
}

// unknownCommand answers a word that is no command.
func unknownCommand(cmd *cobra.Command, word string) error {
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
func translate(root *cobra.Command, args []string, err error) error {
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
	switch {
	case err == nil, errors.As(err, &known):
		return err
	case errors.As(err, &notExist):
		name := notExist.GetSpecifiedName()
		c := usage("error.flag", dashed(name, notExist.GetSpecifiedShortnames()))
		if near := nearestFlag(cmd, name); near != "" {
			return c.next("hint.flag-near", near)
		}
		return asHelp(c, cmd)
	case errors.As(err, &noValue):
		flag := dashed(noValue.GetSpecifiedName(), noValue.GetSpecifiedShortnames())
		return usage("error.flag-value", flag).next("hint.flag-value", flag+" "+noValue.GetFlag().Value.Type(), cmd.CommandPath())
	case errors.As(err, &badValue):
		return asHelp(usage("error.flag-bad", badValue.GetFlag().Name, badValue.GetValue()), cmd)
	case errors.As(err, &syntax):
		return asHelp(usage("error.flag-syntax", syntax.GetSpecifiedFlag()), cmd)
	}
	return err
}

// dashed is a flag as it is typed; letters are those it stood among, where it is one.
func dashed(name, letters string) string {
	if letters != "" {
		return "-" + name
	}
	return "--" + name
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

// group makes a command that only holds others.
func group(scr *screen.Screen, name, use string, commands ...*cobra.Command) *cobra.Command {
	c := command(scr.Lang, name, use, holdsOthers(scr))
	c.Args = cobra.ArbitraryArgs
	c.AddCommand(commands...)
	return c
}

// holdsOthers is what a command does that does nothing by itself.
func holdsOthers(scr *screen.Screen) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(cmd, args[0])
		}
		if scr.JSON { // which waits for an answer, not for help
			return usage("error.arguments-few", scr.Say("help.subcommand")).next("hint.command", cmd.CommandPath())
		}
		return cmd.Help()
	}
}

// cobraWords gives cobra's fixed texts in the user's language.
func cobraWords(scr *screen.Screen, root *cobra.Command) {
	root.SetUsageFunc(func(c *cobra.Command) error { usageText(scr, c); return nil })
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { helpText(scr, c) })
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Short, c.Long, c.GroupID = scr.Say("help.help.short"), scr.Say("help.help.long"), groupMore
			c.Example = scr.Say("help.help.example")
		case "completion":
			c.Short, c.Long, c.GroupID = scr.Say("help.completion.short"), scr.Say("help.completion.long"), groupMore
			c.Example = scr.Say("help.completion.example")
			c.Args, c.ValidArgsFunction = cobra.ArbitraryArgs, nil
			c.RunE = holdsOthers(scr)
			for _, shell := range c.Commands() {
				shell.Short = scr.Say("help.completion.shell", shell.Name())
				shell.Long = scr.Say("help.completion.long")
			}
		}
	}
}

func newExitCodes(scr *screen.Screen) *cobra.Command {
	c := command(scr.Lang, "exit-codes", "exit-codes", func(*cobra.Command, []string) error {
		if scr.JSON {
			var rows []answer.ExitCode
			for _, e := range exitCodes() {
				rows = append(rows, answer.ExitCode{Code: e.Code, Meaning: scr.Say(e.Say)})
			}
			return scr.WriteJSON(rows)
		}
		for _, e := range exitCodes() {
			fmt.Fprintf(scr.Out, "%4d  %s\n", e.Code, scr.Lang.Note(dispute.Note{Code: e.Say}))
		}
		return nil
	})
	c.Args = arguments(scr.Lang, 0, 0, "")
	return c
}

// command builds a cobra command whose words come from the catalogue:
// help.NAME.short, help.NAME.long and help.NAME.example.
func command(lang locale.Lang, name, use string, run func(cmd *cobra.Command, args []string) error) *cobra.Command {
	return &cobra.Command{
		Use:     use,
		Short:   lang.Say("help." + name + ".short"),
		Long:    lang.Say("help." + name + ".long"),
		Example: lang.Say("help." + name + ".example"),
		RunE:    run,

		DisableFlagsInUseLine: true,
	}
}
