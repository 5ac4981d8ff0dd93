//go:build unix

package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The page of the case is offered before the packet is written: the browser is
// started where there is one, what was chosen comes back, and whoever left while the
// page was open is asked for it.
func TestGuideTakesWhatThePageSaved(t *testing.T) {
	dir := samplesOf(t, "jacket")
	bin := t.TempDir()
	script := "#!/bin/sh\necho \"$1\" >>" + filepath.Join(bin, "opened") + "\n"
	if err := os.WriteFile(filepath.Join(bin, "xdg-open"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	env := []string{"PATH=" + bin + ":" + os.Getenv("PATH"), "DISPLAY=:9"}
	p := play(t, dir, "en_GB.UTF-8", 60, env)
	check := p.until(anaPrior, "Is all of it right?")
	p.answer(choiceNumber(t, check, "Look at all of it in a browser"))
	offer, _ := p.shown()
	p.answer(choiceNumber(t, offer, "open it in my browser"))
	if wait, _ := p.shown(); !strings.Contains(wait, "press Save") {
		t.Fatalf("it does not wait: %s", wait)
	}
	pages, _ := filepath.Glob(filepath.Join(dir, "*.html"))
	if len(pages) != 1 {
		t.Fatalf("pages %q", pages)
	}
	opened := eventually(t, filepath.Join(bin, "opened"))
	if got := strings.TrimSpace(opened); filepath.Base(got) != filepath.Base(pages[0]) || !filepath.IsAbs(got) {
		t.Errorf("opened %q, and the page is %q", got, pages[0])
	}
	if err := p.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = p.cmd.Wait()

	again := play(t, dir, "en_GB.UTF-8", 60, env)
	if text, _ := again.shown(); !strings.Contains(text, "press Save") {
		t.Fatalf("it does not go on: %s", text)
	}
	again.answer("")
	if text, _ := again.shown(); !strings.Contains(text, "nothing was saved since") || !strings.Contains(strings.Join(strings.Fields(text), " "), "looked into: ") {
		t.Fatalf("it takes what is not there: %s", text)
	}
	saved := filepath.Join(dir, "home", "Downloads")
	if err := os.MkdirAll(saved, 0o700); err != nil {
		t.Fatal(err)
	}
	saveChoices(t, pages[0], filepath.Join(saved, "choices-jacket.json"))
	again.answer("")
	text, _ := again.shown()
	if !strings.Contains(text, "Is all of it right?") {
		t.Fatalf("it does not go on to the packet: %s", text)
	}
	again.answer("q")
	again.shown()
	cases, _ := filepath.Glob(filepath.Join(dir, "*.complain"))
	s := &scenario{t: t, file: cases[0]}
	if list, _ := s.run("evidence", "show", "E1"); !strings.Contains(list, "The jacket as it came") {
		t.Errorf("what was chosen is not done: %s", list)
	}
}

// saveChoices does what Save in a page does.
func saveChoices(t *testing.T, page, file string) {
	t.Helper()
	html := string(must(os.ReadFile(page))(t))
	value := func(key string) string {
		_, rest, _ := strings.Cut(html, `"`+key+`":"`)
		value, _, ok := strings.Cut(rest, `"`)
		if !ok || value == "" {
			t.Fatalf("the page names no %s", key)
		}
		return value
	}
	text := `{"format":"complain-choices","version":1,"case":"` + value("case") + `","base":"` + value("base") + `","evidence":{"E1":{"title":"The jacket as it came"}}}`
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// choiceNumber is the number of a choice that is shown.
func choiceNumber(t *testing.T, shown, choice string) string {
	t.Helper()
	for line := range strings.Lines(escapes.ReplaceAllString(shown, "")) {
		if number, label, ok := strings.Cut(strings.TrimSpace(line), "  "); ok && strings.Contains(label, choice) {
			return number
		}
	}
	t.Fatalf("no choice %q in %s", choice, shown)
	return ""
}

// eventually is what a file holds once another program has written it.
func eventually(t *testing.T, path string) string {
	t.Helper()
	for range 600 {
		if data, err := os.ReadFile(path); err == nil && len(data) > 0 {
			return string(data)
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("%s was never written", path)
	return ""
}
