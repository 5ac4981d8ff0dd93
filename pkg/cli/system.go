package cli

import (
	"cmp"
	"crypto/rand"
	"io"
	"os"
	"os/exec"
	"strconv"
	"time"
	_ "time/tzdata" // Windows and slim containers have no time zones of their own

	"golang.org/x/term"

	"complain/pkg/cli/screen"
	"complain/pkg/locale"
)

// System is what the program may touch of the world: tests give another one.
type System struct {
	In       io.Reader
	Out, Err io.Writer
	Getenv   func(string) string
	Now      func() time.Time // the clock: what the program witnesses is dated by it
	Today    func() time.Time // the day that packets bear
	Random   io.Reader        // for the ids of new cases
	// Terminal reports whether a stream is a terminal, and how wide it is.
	Terminal func(stream any) (width int, ok bool)
	// LookPath finds an installed program, which is run in Environ.
	LookPath func(name string) (path string, err error)
	Environ  func() []string
	// Languages are those that --lang takes.
	Languages locale.Catalogue
	// Preferred are the languages that the desktop was told, best first. Where the
	// environment says that, or nothing does, there are none.
	Preferred func() []string
	// Downloads is the folder that the desktop has for them; "" where it has not.
	Downloads func() string
	// Answer, where it is set, is told of what a command prints with --json. Tests
	// hold it against the list of answers.
	Answer func(command string, v any)
}

// OS is the real system. SOURCE_DATE_EPOCH, where set, dates packets, so that one
// can be made again byte for byte
// (https://reproducible-builds.org/specs/source-date-epoch/). What is written into
// the custody log is never dated by it.
func OS() System {
	return System{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Getenv: environment(), Random: rand.Reader,
		LookPath: exec.LookPath, Environ: os.Environ, Languages: locale.BuiltIn(), Preferred: preferred, Downloads: downloadsFolder,
		Now: time.Now,
		Today: func() time.Time {
			if n, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
				return time.Unix(n, 0)
			}
			return time.Now()
		},
		Terminal: func(stream any) (int, bool) {
			f, ok := stream.(*os.File)
			if !ok || !term.IsTerminal(int(f.Fd())) {
				return 0, false
			}
			width, _, err := term.GetSize(int(f.Fd()))
			if err != nil || width < 1 {
				width = 80
			}
			return width, true
		},
	}
}

// home is the user's folder; "" where the environment names none.
func (sys System) home() string { return cmp.Or(sys.Getenv("HOME"), sys.Getenv("USERPROFILE")) }

// device is what a screen is made on.
func (sys System) device() screen.Device {
	return screen.Device{In: sys.In, Out: sys.Out, Err: sys.Err, Getenv: sys.Getenv, Now: sys.Now, Terminal: sys.Terminal}
}
