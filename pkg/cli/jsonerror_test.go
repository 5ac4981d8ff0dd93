package cli

import (
	"bytes"
	"encoding/json"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"complain/pkg/locale"
)

// With --json every command says its errors as JSON, {error, hint, code}, where
// errors belong, and ends with the code that it names: a slip in a flag, a case
// that is not there.
func TestEveryErrorIsJSON(t *testing.T) {
	dir := t.TempDir()
	missing := filepath.Join(dir, "missing.complain")
	asked := 0
	for _, c := range commands(testRoot(locale.English)) {
		name := strings.Fields(c.CommandPath())[1:]
		if c.Hidden || c.HasSubCommands() || name[0] == "completion" || name[0] == "help" {
			continue
		}
		for _, wrong := range [][]string{{"--nonsense"}, {"--case", missing}} {
			if wrong[0] == "--case" && c.Use != c.Name() {
				continue // what it takes is missing, which the slip in a flag has shown
			}
			asked++
			var out, errs bytes.Buffer
			sys := OS()
			sys.In, sys.Out, sys.Err = strings.NewReader(""), &out, &errs
			sys.Now = func() time.Time { return time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC) }
			sys.Getenv = func(name string) string { return map[string]string{"HOME": dir, "XDG_CONFIG_HOME": dir}[name] }
			sys.Terminal = func(any) (int, bool) { return 0, false }
			sys.LookPath = func(string) (string, error) { return "", io.EOF }
			code := Main(append(append(name[:len(name):len(name)], wrong...), "--json"), sys)
			if code == exitDone || code == exitLook {
				if wrong[0] == "--nonsense" {
					t.Errorf("%s takes --nonsense", c.CommandPath())
				}
				continue // it needs no case
			}
			lines := strings.Split(strings.TrimSpace(errs.String()), "\n")
			var said map[string]any
			if err := json.Unmarshal([]byte(lines[len(lines)-1]), &said); err != nil {
				t.Errorf("%s %s: no JSON: %q", c.CommandPath(), wrong[0], errs.String())
				continue
			}
			if said["error"] == "" || said["error"] == nil || said["code"] != float64(code) {
				t.Errorf("%s %s: ended with %d and said %v", c.CommandPath(), wrong[0], code, said)
			}
			if _, ok := said["hint"]; !ok {
				t.Errorf("%s %s: no hint: %v", c.CommandPath(), wrong[0], said)
			}
			if out.Len() > 0 {
				t.Errorf("%s %s: %q stands among the answers", c.CommandPath(), wrong[0], out.String())
			}
		}
	}
	if asked < 40 {
		t.Errorf("only %d command lines", asked)
	}
}
