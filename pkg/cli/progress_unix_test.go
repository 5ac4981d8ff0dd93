//go:build unix

package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// longChat writes a chat that takes its time, and beside it a file that cannot be
// opened.
func longChat(t *testing.T, dir string) {
	t.Helper()
	var b strings.Builder
	for i := range 300_000 {
		fmt.Fprintf(&b, "[0%d/03/2026, 10:%02d:%02d] Nordfell Outdoor: message %d, as long as most are in a chat with a shop\n", i/40000+1, i/60%60, i%60, i)
	}
	if err := os.Mkdir(filepath.Join(dir, "long"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"a.txt": "", "chat with a name that is longer than the line.txt": b.String()} {
		if err := os.WriteFile(filepath.Join(dir, "long", name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

var drawn = regexp.MustCompile(`\r([^\r\x1b\n]*)\x1b\[K`)

// On a terminal add-evidence says in one line how far it has come, and nothing of it
// stays; a screen reader and --plain get none of it.
func TestProgressOfAddEvidence(t *testing.T) {
	dir := samplesOf(t, "jacket")
	longChat(t, dir)
	if text, code := (&scenario{t: t, file: filepath.Join(dir, "case.complain")}).run("new", "Case", "--path", filepath.Join(dir, "case.complain")); code != 0 {
		t.Fatal(text)
	}
	for _, c := range []struct {
		env  []string
		args []string
		line bool
	}{{nil, nil, true}, {[]string{"ACCESSIBLE=1"}, nil, false}, {nil, []string{"--plain"}, false}} {
		args := append([]string{"add-evidence", "--dry-run", "--date-order", "dmy", filepath.Join(dir, "long")}, c.args...)
		p := play(t, dir, "en_GB.UTF-8", 60, append(c.env, "SOURCE_DATE_EPOCH="), args...) // the clock runs
		text, _ := p.shown()
		states := drawn.FindAllStringSubmatch(text, -1)
		if !c.line {
			if len(states) > 0 {
				t.Errorf("%q %q draws %q", c.env, c.args, states[0])
			}
			continue
		}
		if len(states) < 2 || states[len(states)-1][1] != "" {
			t.Fatalf("%d states, and the last is not empty: %q", len(states), text)
		}
		if first := states[0][1]; !strings.Contains(first, "files") || !strings.Contains(first, " MB") {
			t.Errorf("it says %q", first)
		}
		if rest := drawn.ReplaceAllString(text, ""); strings.Contains(rest, " MB  ") || strings.Contains(rest, "\x1b[K") {
			t.Errorf("something of it stays: %q", rest)
		}
	}
}
