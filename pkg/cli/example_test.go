package cli

import (
	"bufio"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"complain/pkg/internal/golden"
	"complain/pkg/locale"
)

// A line is read as its reader would type it: without what stands
// behind # and without where its output goes.
var (
	afterHash  = regexp.MustCompile(`\s+#.*$`)
	redirected = regexp.MustCompile(`\s+(>|\|).*$`)
	ours       = regexp.MustCompile(`(?:^|[ &;|])complain(?: |$)`)
	oneWord    = regexp.MustCompile(`"[^"]*"|'[^']*'|\S+`)
)

// wordsOf are the words of the last command of complain in a line; nil for a line
// that has none.
func wordsOf(line string) []string {
	line = redirected.ReplaceAllString(afterHash.ReplaceAllString(line, ""), "")
	at := ours.FindAllStringIndex(line, -1)
	if at == nil {
		return nil
	}
	out := []string{}
	for _, word := range oneWord.FindAllString(line[at[len(at)-1][1]:], -1) {
		out = append(out, strings.Trim(word, `"'`))
	}
	return out
}

// Every example of the help, and every command line of the README, is one that
// the program takes: its command, its flags, the number of its arguments.
func TestEveryExampleIsTaken(t *testing.T) {
	type example struct{ from, line string }
	var examples []example
	for _, lang := range locale.Langs() {
		root := testRoot(lang)
		for _, c := range append(commands(root), root) {
			for line := range strings.Lines(c.Example) {
				examples = append(examples, example{c.CommandPath() + " in " + lang.Tag(), strings.TrimSpace(line)})
			}
		}
	}
	readme, err := os.Open(filepath.Join(golden.Root(t), "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	defer readme.Close()
	for scan := bufio.NewScanner(readme); scan.Scan(); {
		if strings.HasPrefix(scan.Text(), "    complain ") {
			examples = append(examples, example{"README", strings.TrimSpace(scan.Text())})
		}
	}
	if len(examples) < 200 {
		t.Errorf("only %d examples found", len(examples))
	}
	root := testRoot(locale.English)
	for _, e := range examples {
		words := wordsOf(e.line)
		if words == nil {
			if strings.Contains(e.line, "complain") {
				t.Errorf("%s: %q is not understood", e.from, e.line)
			}
			continue
		}
		if err := refusal(root, words); err != nil {
			t.Errorf("%s: %q: %v", e.from, e.line, err)
		}
	}
}

// refusal reports why a command line would be refused for its form.
func refusal(root *cobra.Command, words []string) error {
	c, rest, err := root.Traverse(words)
	if err != nil {
		return err
	}
	if err := c.ParseFlags(rest); err != nil {
		return err
	}
	return c.ValidateArgs(c.Flags().Args())
}
