package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/cli/screen"
	"complain/pkg/dossier"
)

// do runs a command as the command line would, keeps what it says for the next
// screen, and shows its line: what the guide does, the user could have typed.
// Several commands of one answer are one change.
func (g *guide) do(ctx context.Context, args ...string) error {
	var said bytes.Buffer
	device := g.s.sys.device()
	device.In, device.Out, device.Err = bytes.NewReader(nil), &said, &said
	device.Terminal = func(any) (int, bool) { return 0, false }
	err := g.run(ctx, screen.New(device, g.s.Lang, "never"), args)
	if err != nil {
		return err
	}
	lines := strings.Split(strings.TrimRight(said.String(), "\n"), "\n")
	switch args[0] {
	case "new": // named for its folder, which says nothing
	case "packet": // which evidence is asked about next is said by its own question
	case "export": // what is still to be mended was shown before
		g.news = append(g.news, lines[0])
	default:
		g.news = append(g.news, tail(lines)...)
	}
	g.news = append(g.news, g.s.Say("guide.command", shellLine(args)))
	return nil
}

// show runs a command for all that it says.
func (g *guide) show(ctx context.Context, args ...string) error {
	var said bytes.Buffer
	device := g.s.sys.device()
	device.In, device.Out, device.Err = bytes.NewReader(nil), &said, &said
	device.Terminal = func(any) (int, bool) { return 0, false }
	if err := g.run(ctx, screen.New(device, g.s.Lang, "never"), args); err != nil {
		return err
	}
	g.news = append(g.news, strings.Split(strings.TrimRight(said.String(), "\n"), "\n")...)
	return nil
}

// tail is the end of what a command says. A line that is set in belongs to the one
// above it, and says nothing without it.
func tail(lines []string) []string {
	last := lines[max(0, len(lines)-mostNews):]
	for len(last) > 1 && strings.HasPrefix(last[0], " ") {
		last = last[1:]
	}
	return last
}

// mostNews is how many lines of what a command says are shown: the last are what
// came of it.
const mostNews = 2

// doAloud runs a command that shows how far it has come and may ask. What it says
// is shown once more, since the next question takes the screen.
func (g *guide) doAloud(ctx context.Context, args ...string) error {
	device := g.s.sys.device()
	real, out, talk := device.Terminal, &bytes.Buffer{}, &echo{w: device.Err}
	device.Out, device.Err = out, talk
	device.Terminal = func(stream any) (int, bool) {
		if stream == any(talk) {
			return real(talk.w)
		}
		return real(stream)
	}
	scr := screen.New(device, g.s.Lang, "")
	scr.Width = g.s.Width
	if err := g.run(ctx, scr, args); err != nil {
		return err
	}
	var lines []string
	for line := range strings.Lines(out.String() + talk.said.String()) {
		if i := strings.LastIndex(line, eraseLine); i >= 0 {
			line = line[i+len(eraseLine):]
		}
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	if len(lines) > mostLoud {
		last := len(lines) - 1 // which says how many were taken
		lines = slices.Concat(lines[:mostLoud-2], []string{g.s.Say("guide.more", last-mostLoud+2)}, lines[last:])
	}
	g.news = append(append(g.news, lines...), g.s.Say("guide.command", shellLine(args)))
	return nil
}

// mostLoud is how many lines of a command that takes its time are shown.
const mostLoud = 12

// eraseLine is what progress ends with.
const eraseLine = "\x1b[K"

// echo writes through, and keeps what was written.
type echo struct {
	w    io.Writer
	said bytes.Buffer
}

func (e *echo) Write(p []byte) (int, error) {
	e.said.Write(p)
	return e.w.Write(p)
}

func (g *guide) run(ctx context.Context, scr *screen.Screen, args []string) error {
	run := &session{Screen: scr, sys: g.s.sys, config: g.s.config, channels: g.s.channels, heap: g.s.heap, goOn: g.s.goOn, brief: true}
	root := rootFor(run, args)
	line := args
	if g.path != "" {
		line = append([]string{"--case", g.path}, line...)
	}
	if g.s.langFlag != "" {
		line = append([]string{"--lang", g.s.langFlag}, line...)
	}
	root.SetArgs(line)
	err := root.ExecuteContext(ctx)
	scr.Flush()
	g.s.channels = run.channels
	if run.opened != nil && run.opened.Change() != 0 {
		g.s.goOn = run.opened.Change()
	}
	if errors.Is(err, errLook) {
		return nil
	}
	return translate(root, line, err)
}

// remember keeps an answer that is no fact of the case.
func (g *guide) remember(ctx context.Context, id, value string) error {
	old := g.s.caseFile
	g.s.caseFile = g.path
	defer func() { g.s.caseFile = old }()
	f, err := g.s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := dossier.Say(ctx, f, dossier.GuideSaid, id, dossier.Asked{Answer: value}); err != nil {
		return err
	}
	g.s.goOn = f.Change()
	return nil
}

// shellLine is a command as it is typed.
func shellLine(args []string) string {
	words := []string{"complain"}
	for _, a := range args {
		words = append(words, cmp.Or(typed(a), `""`))
	}
	return strings.Join(words, " ")
}

// beside is where the case of what was dropped is made: beside the folder, so that
// nothing is put among the evidence.
func (g *guide) beside() string {
	first, err := filepath.Abs(g.given[0])
	if err != nil {
		first = g.given[0]
	}
	return filepath.Join(filepath.Dir(first), titleOf(first)+casefile.Extension)
}

// titleOf is a first title of a case: the name of its folder, or of the one above
// where that says nothing.
func titleOf(folder string) string {
	for dir := folder; ; dir = filepath.Dir(dir) {
		name := slug(strings.TrimSuffix(filepath.Base(dir), filepath.Ext(dir)))
		if name != "" && !plainFolder(name) {
			return name
		}
		if filepath.Dir(dir) == dir {
			return "case"
		}
	}
}

// plainFolder reports a name that says nothing of a dispute.
func plainFolder(name string) bool {
	switch name {
	case "evidence", "desktop", "downloads", "documents", "files", "tmp", "temp":
		return true
	}
	return false
}

func isThere(path string) bool { _, err := os.Stat(path); return err == nil }

// countFiles counts the files of a folder, up to a number that is many.
func countFiles(dir string) int {
	const many = 10000
	n := 0
	stop := errors.New("many")
	_ = filepath.WalkDir(dir, func(_ string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			n++
		}
		if n >= many {
			return stop
		}
		return nil
	})
	return n
}
