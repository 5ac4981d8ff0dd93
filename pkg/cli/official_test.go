package cli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/internal/golden"
)

// What is not said of an answer is asked, in the order of help.
func TestAnswerIsAskedFor(t *testing.T) {
	dir := t.TempDir()
	book, letter := filepath.Join(dir, "a.complain"), filepath.Join(dir, "letter.bin")
	if err := os.WriteFile(letter, []byte{0, 1, 2}, 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(answers string, args ...string) (int, string, string) {
		return atTerminal(t, answers, append([]string{"-C", book}, args...)...)
	}
	if code, _, talk := run("", "new", "Cup", "--path", book, "--no-input", "--tz", "Asia/Shanghai"); code != exitDone {
		t.Fatalf("%d %s", code, talk)
	}
	code, out, talk := run("2\n2026-03-20\n", "add-evidence", "--as", "official", letter)
	if code != exitDone || !strings.Contains(talk, "refusal to accept") || !strings.Contains(talk, "The day that the paper bears") {
		t.Fatalf("%d\n%s%s", code, out, talk)
	}
	if _, out, _ = run("", "evidence", "show", "E1"); !strings.Contains(out, "2026-03-20 refusal to accept (不予受理决定书)") {
		t.Errorf("kept\n%s", out)
	}
	if code, _, talk = run("", "evidence", "set", "E1", "--kind", ""); code != exitDone {
		t.Fatalf("%d %s", code, talk)
	}
	if code, _, talk = run("nothing\n", "evidence", "set", "E1", "--kind", "受理"); code != exitUsage || !strings.Contains(talk, "nothing is no time") {
		t.Errorf("a day that is none: %d %s", code, talk)
	}
	if _, out, _ = run("", "evidence", "show", "E1"); strings.Contains(out, "acceptance") {
		t.Errorf("kept without a day\n%s", out)
	}
}

// A title that a program saw in a picture is a hint like one in a text.
func TestTitleSeenInAPicture(t *testing.T) {
	dir := t.TempDir()
	book := filepath.Join(dir, "a.complain")
	photo := filepath.Join(golden.Root(t), "testdata", "import", "photo", "phone", "input.jpg")
	run := func(args ...string) string {
		t.Helper()
		code, out, talk := atTerminal(t, "", append([]string{"-C", book}, args...)...)
		if code != exitDone {
			t.Fatalf("%v: %d\n%s", args, code, talk)
		}
		return out
	}
	run("new", "Cup", "--path", book, "--no-input")
	run("add-evidence", photo)
	ctx := t.Context()
	f, err := casefile.Open(ctx, book, casefile.ReadWrite, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	err = f.AddRecognised(ctx, casefile.Recognised{Evidence: 1, Page: 1, Engine: "x 1", Languages: "chi_sim", Text: "某 区 市 场 监 督 管 理 局\n投 诉 受 理 决 定 书\n"})
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	const hint = "E1 looks like notice of acceptance"
	if out := run("status"); !strings.Contains(out, hint) {
		t.Errorf("no hint\n%s", out)
	}
	run("evidence", "set", "E1", "--kind", "受理", "--on", "2026-03-20")
	if out := run("status"); strings.Contains(out, hint) || !strings.Contains(out, "2026-03-20 notice of acceptance") {
		t.Errorf("said, and yet\n%s", out)
	}
}
