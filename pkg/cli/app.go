package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"

	"complain/pkg/channel"
	"complain/pkg/cli/plainterm"
	"complain/pkg/internal/termsafe"
	"complain/pkg/locale"
)

// Version is the program's version; the release build sets it.
var Version = "dev"

// app is one run of the program.
type app struct {
	sys    System
	lang   locale.Lang
	config *config
	code   int // exit code of a command that ends without an error

	out, err    stream
	raw         io.Writer // standard output for bytes that are no text for a terminal
	width       int       // of the terminal, 80 where there is none
	terminal    bool      // standard output is one
	errTerminal bool

	answers  *bufio.Reader // of a person at the terminal, nil until one is asked
	channels *channel.Book // nil until it is needed: reading it takes some milliseconds

	caseFile string
	json     bool
	langFlag string
	colour   string
	noColour bool
	quiet    bool
	yes      bool
	noInput  bool
}

// enoughMemory is where the collector begins to work harder instead of letting
// the heap double: measured with packets of 3,000 photos, half the memory in the
// same time. It is no ceiling; a large picture takes what it needs.
const enoughMemory = 256 << 20

// frugal is for commands that go through many pictures. Those that hold a whole
// timeline would only be slowed down.
func (a *app) frugal() {
	if a.sys.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(enoughMemory)
	}
}

// Main runs the program with the arguments after its name and returns its exit
// code.
func Main(args []string, sys System) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// After the first signal the default comes back: a second one ends the
	// program at once.
	context.AfterFunc(ctx, stop)
	if pause := startedByDoubleClick(); pause != nil {
		defer pause(sys)
	}
	a := &app{sys: sys, config: openConfig(sys)}
	a.lang = language(args, sys, func() string { return a.config.text("lang") })
	a.json = hasFlag(args, "--json")
	a.setUp(flagValue(args, "color"), hasFlag(args, "--no-color"))
	code := a.runSafely(ctx, args)
	a.out.Flush()
	a.err.Flush()
	// A closed pipe is the reader's decision and no failure of ours.
	if err := a.out.under.err; err != nil && !errors.Is(err, syscall.EPIPE) && (code == exitDone || code == exitLook) {
		return a.report(failure("error.output", err).next("hint.output"))
	}
	return code
}

// runSafely is run, where a panic is an error like others: one line. What a case
// was being told is undone by whoever opens it next.
func (a *app) runSafely(ctx context.Context, args []string) (code int) {
	defer func() {
		if p := recover(); p != nil {
			code = a.report(failure("error.unexpected", fmt.Sprint(p)).next("hint.unexpected"))
		}
	}()
	return a.run(ctx, args)
}

func (a *app) run(ctx context.Context, args []string) int {
	if err := a.config.err; err != nil {
		if said := (*complaint)(nil); errors.As(err, &said) {
			return a.report(said)
		}
		return a.report(failure("error.config", err).next("hint.config"))
	}
	if value := flagValue(args, "lang"); value != "" {
		if _, ok := a.sys.Languages.Find(value); !ok {
			return a.report(usage("error.lang", value, a.sys.Languages.Names()))
		}
	}
	root := newRoot(a)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err != nil && errors.Is(err, syscall.EPIPE) {
		return exitDone
	}
	return a.report(a.translate(root, args, err))
}

// stream is an output of the program: a filter against what evidence could do
// to a terminal, and the styles that fit the stream.
type stream struct {
	*termsafe.Writer
	style styles
	under *sticky
}

// sticky remembers the first error of a writer, since nobody looks at the
// error of each line that is printed.
type sticky struct {
	w   io.Writer
	err error
}

func (s *sticky) Write(p []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.w.Write(p)
	s.err = err
	return n, err
}

// setUp decides how output looks. Colour is needed before flags are parsed, for
// the errors of parsing.
func (a *app) setUp(colour string, noColour bool) {
	if noColour {
		colour = "never"
	}
	open := func(w io.Writer) (stream, int, bool) {
		width, terminal := a.sys.Terminal(w)
		wanted := colourWanted(colour, terminal, a.sys.Getenv)
		kept := &sticky{w: w}
		return stream{termsafe.NewWriter(kept, wanted), newStyles(w, wanted, plainterm.Of(a.sys.Getenv)), kept}, width, terminal
	}
	a.out, a.width, a.terminal = open(a.sys.Out)
	a.raw = a.out.under
	a.err, _, a.errTerminal = open(a.sys.Err)
	if !a.terminal {
		a.width = 80
	}
}

func hasFlag(args []string, name string) bool {
	for _, arg := range args {
		if arg == "--" {
			break
		}
		if arg == name || arg == name+"=true" {
			return true
		}
	}
	return false
}

// asks reports whether questions can be put to a person.
func (a *app) asks() bool {
	if a.noInput || a.json {
		return false
	}
	_, in := a.sys.Terminal(a.sys.In)
	_, out := a.sys.Terminal(a.sys.Err)
	return in && out
}

// command builds a cobra command whose words come from the catalogue:
// help.NAME.short, help.NAME.long and help.NAME.example.
func (a *app) command(name, use string, run func(cmd *cobra.Command, args []string) error) *cobra.Command {
	return &cobra.Command{
		Use:     use,
		Short:   a.say("help." + name + ".short"),
		Long:    a.say("help." + name + ".long"),
		Example: a.say("help." + name + ".example"),
		RunE:    run,

		DisableFlagsInUseLine: true,
	}
}
