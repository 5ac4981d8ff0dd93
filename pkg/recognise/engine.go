package recognise

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"complain/pkg/internal/pattern"
)

// Engine is the installed program.
type Engine struct {
	path      string
	env       []string
	options   []string
	Name      string   // with its version: "tesseract 5.3.0"
	Languages []string // installed, in its own names: "chi_sim"
}

// The limits of one run.
const (
	TimeLimit   = 2 * time.Minute // for one sheet
	askLimit    = 20 * time.Second
	mostOutput  = 32 << 20
	mostMessage = 4 << 10
)

// Open asks the program at path for its version and languages. env is the
// environment it runs in. Errors wrap ErrProgram, or are those of ctx.
func Open(ctx context.Context, path string, env []string) (*Engine, error) {
	// More than one thread makes it slower: two pictures are read at a time.
	e := &Engine{path: path, env: append(env[:len(env):len(env)], "OMP_THREAD_LIMIT=1")}
	out, err := e.run(ctx, askLimit, nil, "--version")
	if err != nil {
		return nil, notWorking(ctx, err)
	}
	number := version.FindStringSubmatch(string(out))
	if number == nil {
		return nil, fmt.Errorf("it does not say its version: %w", ErrProgram)
	}
	e.Name = "tesseract " + number[1]
	if major, _ := strconv.Atoi(number[2]); major >= 5 {
		// Light text and coloured bubbles are lost with one threshold for the
		// whole picture; Sauvola's is local. Version 4 has no other.
		e.options = []string{"-c", "thresholding_method=2"}
	}
	if out, err = e.run(ctx, askLimit, nil, "--list-langs"); err != nil {
		return nil, notWorking(ctx, err)
	}
	for line := range strings.Lines(string(out)) {
		if name := strings.TrimSpace(line); language.MatchString(name) {
			e.Languages = append(e.Languages, name)
		}
	}
	return e, nil
}

var (
	version  = pattern.New(`(?m)^tesseract\s+v?(([0-9]+)\.[0-9][0-9A-Za-z.+_-]{0,40})`)
	language = pattern.New(`^[A-Za-z0-9_/-]{2,60}$`) // the head of the list is a sentence
)

func notWorking(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("%w: %w", ErrProgram, err)
}

// Read recognises the text in one picture of width by height pixels, given as
// PNG. Errors wrap ErrTime or ErrFailed, or are those of ctx.
func (e *Engine) Read(ctx context.Context, png []byte, width, height int, languages []string) ([][]Word, error) {
	// One column of lines of different sizes (4) reads tables better than one
	// block of text (6), and chats as well.
	// The table is asked for by its variable: a configuration named tsv would be
	// looked for in the working folder too, which may be anyone's.
	args := append([]string{"-", "-", "--psm", "4", "-l", strings.Join(languages, "+"), "-c", "tessedit_create_tsv=1"}, e.options...)
	out, err := e.run(ctx, TimeLimit, png, args...)
	if err != nil {
		return nil, err
	}
	return parseTSV(out, width, height)
}

// run runs the program to its end and returns what it said on standard output.
func (e *Engine) run(ctx context.Context, limit time.Duration, input []byte, args ...string) ([]byte, error) {
	timed, cancel := context.WithTimeoutCause(ctx, limit, ErrTime)
	defer cancel()
	cmd := exec.CommandContext(timed, e.path, args...)
	cmd.Env = e.env
	cmd.Stdin = bytes.NewReader(input)
	out, said := limited{most: mostOutput}, limited{most: mostMessage, drop: true}
	cmd.Stdout, cmd.Stderr = &out, &said
	cmd.WaitDelay = 2 * time.Second // for children of its own that hold the pipes
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case timed.Err() != nil:
		return nil, fmt.Errorf("more than %s: %w", limit, ErrTime)
	case err == nil:
		return out.b.Bytes(), nil
	}
	if message := strings.Join(strings.Fields(said.b.String()), " "); message != "" {
		return nil, fmt.Errorf("%w: %w", ErrFailed, &SaidError{Text: message, Err: err})
	}
	return nil, fmt.Errorf("%w: %w", ErrFailed, err)
}

// limited keeps what is written to it up to a limit; more is an error, or is
// dropped.
type limited struct {
	b    bytes.Buffer
	most int
	drop bool
}

var errTooMuch = errors.New("it says more than any picture holds")

func (l *limited) Write(p []byte) (int, error) {
	if room := l.most - l.b.Len(); len(p) > room {
		if !l.drop {
			return 0, errTooMuch
		}
		l.b.Write(p[:max(room, 0)])
		return len(p), nil
	}
	return l.b.Write(p)
}
