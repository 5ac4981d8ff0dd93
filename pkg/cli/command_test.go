package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/internal/golden"
	"complain/pkg/locale"
)

func testRoot(lang locale.Lang) *cobra.Command {
	sys := OS()
	sys.Getenv = func(string) string { return "" }
	return newRoot(&session{sys: sys, config: &config{}, Screen: screen.New(sys.device(), lang, "")}, everyCommand)
}

// commands lists every command that does something itself.
func commands(c *cobra.Command) []*cobra.Command {
	var out []*cobra.Command
	for _, sub := range c.Commands() {
		if sub.Name() == "help" || sub.Name() == "completion" {
			continue
		}
		out = append(out, sub)
		out = append(out, commands(sub)...)
	}
	return out
}

func TestEveryCommandIsExplained(t *testing.T) {
	for _, lang := range locale.Langs() {
		for _, c := range commands(testRoot(lang)) {
			for what, text := range map[string]string{"short text": c.Short, "long text": c.Long, "example": c.Example} {
				if text == "" || strings.HasPrefix(text, "help.") {
					t.Errorf("%s has no %s in %s: %q", c.CommandPath(), what, lang, text)
				}
			}
		}
	}
}

// Every command has a story that runs it, and stands in the README or in the
// help of a group that does.
func TestEveryCommandHasAScript(t *testing.T) {
	root := golden.Root(t)
	scripts, err := filepath.Glob(filepath.Join(root, "testdata", "script", "*.txtar"))
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	var all strings.Builder
	for _, name := range scripts {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	for _, c := range commands(testRoot(locale.English)) {
		if c.HasSubCommands() {
			continue
		}
		run := regexp.MustCompile(`(?m)^[!?]? ?exec ` + strings.ReplaceAll(regexp.QuoteMeta(c.CommandPath()), " ", `( -C \S+| --lang \S+)* `) + `\b`)
		if !run.MatchString(all.String()) {
			t.Errorf("no script runs %s", c.CommandPath())
		}
	}
}

// What a command prints with --json is on the list of answers, and the list names
// no command that is gone.
func TestEveryCommandHasItsAnswer(t *testing.T) {
	listed := map[string]bool{}
	for _, of := range answer.List() {
		listed[strings.TrimSpace("complain "+of.Command)] = true
	}
	root := testRoot(locale.English)
	for _, c := range append(commands(root), root) {
		path := c.CommandPath()
		if !c.HasSubCommands() && !listed[path] {
			t.Errorf("%s is not on the list of answers", path)
		}
		delete(listed, path)
	}
	for path := range listed {
		t.Errorf("there is no command %s", path)
	}
}

var (
	mention  = regexp.MustCompile(`^((?:[a-z]+(?:-[a-z]+)* ?)+)((?:[^;；。，\n]*?--[a-z-]+)*)`)
	flagName = regexp.MustCompile(`--([a-z][a-z-]*)`)
)

// What sentences tell the user to type must work: the command exists, and so
// do the flags named with it.
func TestSentencesNameRealCommands(t *testing.T) {
	root := testRoot(locale.English)
	found := 0
	for _, lang := range locale.Langs() {
		for _, code := range lang.Codes() {
			for _, part := range strings.Split(lang.Text(code), "complain ")[1:] {
				m := mention.FindStringSubmatch(part)
				if m == nil {
					continue
				}
				words := strings.Fields(m[1])
				c, rest, err := root.Find(words)
				if err != nil || c == root {
					// Prose: "complain keeps the evidence".
					if slices.ContainsFunc(commands(root), func(c *cobra.Command) bool { return c.Name() == words[0] }) {
						t.Errorf("%s: %q: no such command", code, m[0])
					}
					continue
				}
				found++
				if c.HasSubCommands() && len(rest) > 0 && len(m[2]) > 0 {
					t.Errorf("%s: %q: %s has no command %q", code, m[0], c.CommandPath(), rest[0])
				}
				for _, f := range flagName.FindAllStringSubmatch(m[2], -1) {
					if f[1] != "help" && c.Flag(f[1]) == nil && c.InheritedFlags().Lookup(f[1]) == nil {
						t.Errorf("%s: %q: %s has no flag --%s", code, m[0], c.CommandPath(), f[1])
					}
				}
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d commands found in sentences: the search is broken", found)
	}
}
