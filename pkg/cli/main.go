package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"complain/pkg/cli/screen"
	causeof "complain/pkg/internal/cause"
)

// Version is the program's version; the release build sets it.
var Version = "dev"

// Main runs the program with the arguments after its name and returns its exit
// code.
func Main(args []string, sys System) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	memory := new(heap)
	if sys.Getenv("GOGC") == "" {
		memory.use()
	}
	// After the first signal the default comes back: a second one ends the
	// program at once.
	context.AfterFunc(ctx, stop)
	if pause := startedByDoubleClick(); pause != nil {
		defer pause(sys)
	}
	conf := openConfig(sys)
	lang := language(args, sys, func() string { return conf.text("lang") })
	s := &session{sys: sys, heap: memory, config: conf, Screen: screen.New(sys.device(), lang, colourFlag(args))}
	s.JSON = hasFlag(args, "--json") // for the errors of parsing
	code := runSafely(ctx, s, args)
	// A closed pipe is the reader's decision and no failure of ours.
	if err := s.Flush(); err != nil && !causeof.Unread(err) && (code == exitDone || code == exitLook) {
		code = report(s.Screen, failure("error.output", err).next("hint.output"))
		s.Flush()
	}
	return code
}

// runSafely is runProgram, where a panic is an error like others: one line. What
// a case was being told is undone by whoever opens it next.
func runSafely(ctx context.Context, s *session, args []string) (code int) {
	defer func() {
		if p := recover(); p != nil {
			code = report(s.Screen, failure("error.unexpected", fmt.Sprint(p)).next("hint.unexpected"))
		}
	}()
	return runProgram(ctx, s, args)
}

func runProgram(ctx context.Context, s *session, args []string) int {
	if err := s.config.err; err != nil {
		if said := (*complaint)(nil); errors.As(err, &said) {
			return report(s.Screen, said)
		}
		return report(s.Screen, failure("error.config", err).next("hint.config"))
	}
	if value := flagValue(args, "lang"); value != "" {
		if _, ok := s.sys.Languages.Find(value); !ok {
			return report(s.Screen, usage("error.lang", value, s.sys.Languages.Names()))
		}
	}
	root := rootFor(s, args)
	if err := unknownHelp(root, args); err != nil {
		return report(s.Screen, err)
	}
	root.SetArgs(args)
	defer s.page(root, args)()
	err := root.ExecuteContext(ctx)
	if causeof.Unread(err) {
		return exitDone
	}
	if err == nil {
		return s.code
	}
	return report(s.Screen, s.wayOut(translate(root, args, err)))
}

// colourFlag is what --color, --no-color and --plain say.
func colourFlag(args []string) string {
	if hasFlag(args, "--no-color") || hasFlag(args, "--plain") {
		return "never"
	}
	return flagValue(args, "color")
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
