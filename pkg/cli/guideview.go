package cli

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/cli/screen"
	"complain/pkg/ownproduct"
)

// The page of the case is written when the user goes to it, and its name is kept:
// whoever leaves while the page is open is asked for what was chosen there next
// time.

// pageAnswer is the key of that answer: the name of the page beside the case, or
// answerDone.
const pageAnswer = "page"

// pageQuestions lead to the page, and take what was chosen in it.
func pageQuestions() []guideQuestion {
	return []guideQuestion{{
		id: "page", task: "packet", fixed: true,
		put: func(g *guide, _ *guideState) screen.Question {
			q := screen.Question{Text: g.s.Say("guide.q.page"), Default: "write", Shown: g.s.Say("guide.page.write"),
				Choices: []screen.Choice{{Value: "write", Label: g.s.Say("guide.page.write")}}}
			if _, ok := g.browser(); ok {
				q.Choices = append(q.Choices, screen.Choice{Value: "open", Label: g.s.Say("guide.page.open")})
				q.Default, q.Shown = "open", g.s.Say("guide.page.open")
			}
			return q
		},
		take: takePage,
		skip: func(*guide) {},
	}, {
		id: "choices", task: "packet",
		open: func(st *guideState) bool { return st.made && st.page() != "" },
		put: func(g *guide, st *guideState) screen.Question {
			return screen.Question{Text: g.s.Say("guide.q.choices"), Facts: []string{g.s.Say("guide.page.at", shown(g.beCase(st.page())))},
				Choices: []screen.Choice{{Value: "take", Label: g.s.Say("guide.choices.take")}, {Value: "none", Label: g.s.Say("guide.choices.none")}},
				Free:    true, Default: "take", Shown: g.s.Say("guide.choices.take")}
		},
		take: takeChoices,
	}}
}

// page is the name of the page whose choices are waited for; "" where none are.
func (st *guideState) page() string {
	if name := st.answers[pageAnswer]; name != answerDone && name != answerLater {
		return name
	}
	return ""
}

// beCase is a file in the folder of the case.
func (g *guide) beCase(name string) string { return filepath.Join(filepath.Dir(g.path), name) }

// takePage writes the page, and opens it where that was asked for.
func takePage(ctx context.Context, g *guide, st *guideState, r screen.Reply) error {
	name := slug(st.c.Title) + ".html"
	args := []string{"view", "-o", g.beCase(name), "--to", st.to.ID}
	if isThere(g.beCase(name)) {
		if !isOwnPageAt(g.beCase(name)) {
			name = filepath.Base(freeName(g.beCase(slug(st.c.Title)), ".html"))
			args[2] = g.beCase(name)
		} else {
			args = append(args, "--force")
		}
	}
	// Kept first: the page says of which state of the case it is.
	if err := g.remember(ctx, pageAnswer, name); err != nil {
		return err
	}
	if err := g.do(ctx, args...); err != nil {
		return errors.Join(err, g.remember(ctx, pageAnswer, answerDone))
	}
	if open, ok := g.browser(); ok && r.Text == "open" {
		if err := open(g.beCase(name)); err != nil {
			g.news = append(g.news, g.s.Say("guide.page.unopened"))
		}
	}
	return nil
}

// isOwnPageAt reports whether a file is a page that this program wrote.
func isOwnPageAt(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	info, err := f.Stat()
	return err == nil && ownproduct.IsPage(f, info.Size())
}

// takeChoices does what was chosen in the page: the newest file of choices that was
// saved since, or the one that was named.
func takeChoices(ctx context.Context, g *guide, st *guideState, r screen.Reply) error {
	file := unquoted(r.Text)
	switch r.Text {
	case "none":
		return g.remember(ctx, pageAnswer, answerDone)
	case "take":
		var err error
		if file, err = g.savedSince(ctx, st); err != nil {
			return err
		}
	default:
		if !isThere(file) {
			return failure("error.guide-no-file", file).next("hint.guide-no-file")
		}
	}
	if err := g.doAloud(ctx, "apply", file); err != nil {
		return err
	}
	return g.remember(ctx, pageAnswer, answerDone)
}

// savedSince is the newest file of choices of the case that was saved after its
// page was written.
func (g *guide) savedSince(ctx context.Context, st *guideState) (string, error) {
	var written time.Time
	if info, err := os.Stat(g.beCase(st.page())); err == nil {
		written = info.ModTime()
	}
	old := g.s.caseFile
	g.s.caseFile = g.path
	defer func() { g.s.caseFile = old }()
	f, err := g.s.open(ctx, casefile.ReadOnly)
	if err != nil {
		return "", err
	}
	defer f.Close()
	file, _ := newestChoices(g.s, g.path, st.c.ID)
	if info, err := os.Stat(file); file == "" || err != nil || info.ModTime().Before(written) {
		return "", failure("error.no-choices-yet").next("hint.no-choices-yet", strings.Join(g.choiceFolders(), g.s.Say("list.comma")))
	}
	return file, nil
}

// choiceFolders are the folders that are looked into and are there, as people type
// them.
func (g *guide) choiceFolders() (out []string) {
	seen := map[string]bool{}
	for _, dir := range choiceFolders(g.s, g.path) {
		abs, err := filepath.Abs(dir)
		if err == nil && !seen[abs] && isFolder(abs) {
			seen[abs] = true
			out = append(out, screen.Clean(abs))
		}
	}
	return out
}

// browser is what opens a page in the user's browser, where there is a desktop for
// one.
func (g *guide) browser() (open func(path string) error, ok bool) {
	command := []string{"xdg-open"}
	switch runtime.GOOS {
	case "darwin":
		command = []string{"open"}
	case "windows":
		command = []string{"rundll32", "url.dll,FileProtocolHandler"}
	default:
		if g.s.sys.Getenv("DISPLAY") == "" && g.s.sys.Getenv("WAYLAND_DISPLAY") == "" {
			return nil, false
		}
	}
	program, err := g.s.sys.LookPath(command[0])
	if err != nil {
		return nil, false
	}
	return func(path string) error {
		abs, err := filepath.Abs(path)
		if err != nil {
			return err
		}
		cmd := exec.Command(program, append(command[1:], abs)...)
		cmd.Env = g.s.sys.Environ()
		if err := cmd.Start(); err != nil {
			return err
		}
		go func() { _ = cmd.Wait() }() // what it ends with is the browser's affair
		return nil
	}, true
}
