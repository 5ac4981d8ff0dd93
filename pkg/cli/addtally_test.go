package cli

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A folder of many files, and an archive of which nothing can be taken, are summed
// up; with -v and with --json each file has its line.
func TestManyFilesAreSummedUp(t *testing.T) {
	const notes, bad = 40, 1200
	folder := t.TempDir()
	for i := range notes {
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("n%d.txt", i)), fmt.Appendf(nil, "note %d", i), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var data bytes.Buffer
	z := zip.NewWriter(&data)
	for i := range bad {
		w, err := z.Create(fmt.Sprintf("../../evil%d.txt", i))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(w, i)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "bad.zip"), data.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	add := func(args ...string) []string {
		s := &scenario{t: t, file: filepath.Join(t.TempDir(), "case.complain")}
		if _, code := s.run("new", "x", "--path", s.file); code != 0 {
			t.Fatal(s.talk)
		}
		out, code := s.run(append([]string{"add-evidence", folder}, args...)...)
		if code != exitLook {
			t.Fatalf("exit code %d: %s", code, s.talk)
		}
		return strings.Split(strings.TrimSpace(out), "\n")
	}
	short := add()
	if len(short) > 20 {
		t.Errorf("%d lines: %s", len(short), strings.Join(short, "\n"))
	}
	for _, want := range []string{"1226 more files", "40", "1200 not taken"} {
		if !strings.Contains(strings.Join(short, "\n"), want) {
			t.Errorf("%q is not said: %s", want, strings.Join(short, "\n"))
		}
	}
	for _, all := range [][]string{{"-v"}, {"--json"}} {
		if lines := add(all...); len(lines) != notes+bad+1 {
			t.Errorf("%v: %d lines, want one a file: %d", all, len(lines), notes+bad+1)
		}
	}
}
