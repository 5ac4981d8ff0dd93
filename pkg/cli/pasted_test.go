package cli

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// atTerminal runs the program for a person who types answers.
func atTerminal(t *testing.T, answers string, args ...string) (code int, out, talk string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	sys := OS()
	sys.In, sys.Out, sys.Err, sys.Random = strings.NewReader(answers), &stdout, &stderr, zeros{}
	sys.Getenv = func(name string) string {
		if name == "XDG_CONFIG_HOME" {
			return t.TempDir()
		}
		return ""
	}
	sys.Terminal = func(stream any) (int, bool) {
		_, in := stream.(io.Reader)
		return 80, in && stream != any(&stdout)
	}
	code = Main(args, sys)
	return code, stdout.String(), stderr.String()
}

// A person is shown what was understood, and asked, before anything is stored.
func TestPastedTextIsStoredAfterAYes(t *testing.T) {
	dir := t.TempDir()
	book, chat, order := filepath.Join(dir, "a.complain"), filepath.Join(dir, "chat.txt"), filepath.Join(dir, "order.txt")
	for name, text := range map[string]string{
		chat:  "林晓 2026-03-01 10:30\n你好\n\n小栖 2026-03-01 10:31\n在\n",
		order: "nothing of a chat\n\n林晓 2/3/2026 9:16:13 PM\n在吗\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := func(answers string, args ...string) (int, string, string) {
		return atTerminal(t, answers, append([]string{"-C", book}, args...)...)
	}
	if code, _, talk := run("", "new", "Cup", "--path", book, "--no-input"); code != exitDone {
		t.Fatalf("%d %s", code, talk)
	}
	for _, c := range []struct {
		answers, path string
		code          int
		out, talk     string
	}{
		{"n\n", chat, exitDone, "", "Nothing was stored"},
		{"", chat, exitDone, "", "Nothing was stored"},
		{"y\n", chat, exitDone, "E1", "first: 2026-03-01 10:30  林晓: 你好"},
		{"2\ny\n", order, exitLook, "E2", "first: 2026-03-02 21:16:13  林晓: 在吗"},
	} {
		code, out, talk := run(c.answers, "add-evidence", "--as", "pasted", c.path)
		if code != c.code || !strings.HasPrefix(out, c.out) || c.out == "" && out != "" || !strings.Contains(talk, c.talk) || !strings.Contains(talk, "Store it as evidence?") {
			t.Errorf("%q: code %d\n%s%s", c.answers, code, out, talk)
		}
	}
	code, out, talk := run("小栖 2026-03-01 10:31\n在\n", "add-evidence", "-", "-y")
	if code != exitDone || !strings.HasPrefix(out, "E3  pasted-") || strings.Contains(talk, "Store it") || !strings.Contains(talk, "Ctrl-D") {
		t.Errorf("code %d\n%s%s", code, out, talk)
	}
}
