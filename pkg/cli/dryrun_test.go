package cli

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"complain/pkg/internal/golden"
)

// A dry run prints what the run prints but for numbers: for files in folders, in
// archives, in mails and in mails in mails, new and known.
func TestDryRunSaysWhatTheRunSays(t *testing.T) {
	folders := golden.Folder(t, "import")
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			files := fixtures(t, folder, filepath.Join(dir, "in"))
			zipped, mailed := filepath.Join(dir, "all.zip"), filepath.Join(dir, "all.eml")
			archive := zipOf(t, files)
			write(t, zipped, archive)
			write(t, mailed, mailOf("outer", attached{"all.zip", archive}, attached{"inner.eml", mailOf("inner", files...)}, files[0]))
			c := newDryCase(t, filepath.Join(dir, "a.complain"))
			c.same(t, filepath.Join(dir, "in"))
			c.same(t, zipped, filepath.Join(dir, "in")) // all of it is known
			c = newDryCase(t, filepath.Join(dir, "b.complain"))
			c.same(t, mailed, zipped) // the same files twice in one run
		})
	}
}

// It does so too where passwords are needed, and where the user said how to read.
func TestDryRunWithAnswers(t *testing.T) {
	dir := t.TempDir()
	passwords := filepath.Join(dir, "passwords")
	write(t, passwords, []byte("wrong\n482913\n"))
	c := newDryCase(t, filepath.Join(dir, "a.complain"))
	locked := filepath.Join(golden.Root(t), "testdata", "zip")
	c.same(t, locked)
	c.same(t, locked, "--password-file", passwords)
	chat := filepath.Join(dir, "chat.txt")
	write(t, chat, []byte("云栖 2026-03-06 10:02:11\n亲\n晓禾 2026-03-06 10:03:00\n我要退款\n云栖 2026-03-06 10:04:11\n请稍等\n晓禾 2026-03-06 10:05:00\n好的\n"))
	c.same(t, chat)
	c.same(t, chat, "--as", "pasted")
	other := filepath.Join(dir, "other.txt")
	write(t, other, []byte("林晓 2/3/2026 9:16:13 PM\n在吗\n"))
	c.same(t, other, "--as", "pasted")
	letter := filepath.Join(dir, "letter.txt")
	write(t, letter, []byte("投诉不予受理决定书\n\n林晓：\n经查，你的投诉不符合受理条件。\n"))
	c.same(t, letter)
}

// What came out of an archive is read whole, however long it is, and neither the
// case nor its folder is changed.
func TestDryRunKeepsNothing(t *testing.T) {
	dir := t.TempDir()
	var chat bytes.Buffer
	const messages = 60_000
	for i := range messages {
		at := time.Date(2025, 3, 1, 0, 0, i, 0, time.UTC)
		fmt.Fprintf(&chat, "[%s] 晓禾: 第 %d 条消息%s\r\n", at.Format("2006/1/2 15:04:05"), i, strings.Repeat("，关于退款", 80))
	}
	in := filepath.Join(dir, "in")
	write(t, filepath.Join(in, "chat.zip"), zipOf(t, []attached{{"_chat.txt", chat.Bytes()}}))
	c := newDryCase(t, filepath.Join(dir, "case", "a.complain"))
	before, err := os.ReadFile(c.path)
	if err != nil {
		t.Fatal(err)
	}
	_, out, _ := c.add(t, in, "--dry-run")
	if !strings.Contains(out, fmt.Sprintf("%d records", messages)) {
		t.Errorf("%s", out)
	}
	after, err := os.ReadFile(c.path)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the case changed, %v", err)
	}
	beside, err := os.ReadDir(filepath.Dir(c.path))
	if err != nil || len(beside) != 1 {
		t.Errorf("beside the case: %v, %v", beside, err)
	}
}

type dryCase struct{ path string }

func newDryCase(t *testing.T, path string) dryCase {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if code := Main([]string{"new", "t", "--path", path, "--lang", "en"}, quietSystem()); code != exitDone {
		t.Fatalf("exit %d", code)
	}
	return dryCase{path}
}

func (c dryCase) add(t *testing.T, args ...string) (code int, out, talk string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	sys := quietSystem()
	sys.Out, sys.Err = &stdout, &stderr
	code = Main(append([]string{"add-evidence", "-C", c.path, "--lang", "en"}, args...), sys)
	return code, stdout.String(), stderr.String()
}

// same adds files without storing and with, and compares what is printed.
func (c dryCase) same(t *testing.T, args ...string) {
	t.Helper()
	dryCode, dryOut, dryTalk := c.add(t, append([]string{"--dry-run"}, args...)...)
	code, out, talk := c.add(t, args...)
	if code != dryCode {
		t.Errorf("%v: exit %d, and %d when it was dry", args, code, dryCode)
	}
	dryLines, lines := unnumbered(dryOut, dryTalk), unnumbered(out, talk)
	if len(lines) == 0 {
		t.Errorf("%v: nothing was printed", args)
	}
	for i := range max(len(lines), len(dryLines)) {
		if i >= len(lines) || i >= len(dryLines) || lines[i] != dryLines[i] {
			t.Fatalf("%v: line %d of %d and %d\nrun: %s\ndry: %s", args, i, len(lines), len(dryLines), at(lines, i), at(dryLines, i))
		}
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(none)"
}

var (
	ofEvidence = regexp.MustCompile(`^(E\d+|E\?)  (?:(E\d+)/)?(.*)$`)
	below      = regexp.MustCompile(`^E\d+: `)
	number     = regexp.MustCompile(`\bE\d+\b`)
)

// unnumbered is the lines of both streams with "E?" for each number, and with the
// name for the number of what an evidence came in, but without the last words.
func unnumbered(out, talk string) []string {
	names := map[string]string{}
	var lines []string
	for line := range strings.Lines(out) {
		line = strings.TrimRight(line, "\n")
		if m := ofEvidence.FindStringSubmatch(line); m != nil {
			name := m[3]
			if parent := names[m[2]]; parent != "" {
				name = parent + "/" + name
			}
			line = "E?  " + name
			names[m[1]], _, _ = strings.Cut(name, "  ")
		}
		lines = append(lines, number.ReplaceAllString(line, "E?"))
	}
	for line := range strings.Lines(talk) {
		if strings.HasPrefix(line, "nothing was stored") || strings.HasPrefix(line, "Next:") || strings.Contains(line, " known before, ") {
			continue
		}
		line = below.ReplaceAllString(strings.TrimRight(line, "\n"), "    ")
		lines = append(lines, number.ReplaceAllString(line, "E?"))
	}
	return lines
}

type attached struct {
	name string
	data []byte
}

// fixtures copies the inputs of an importer's cases into a folder, each in a
// folder of its own.
func fixtures(t *testing.T, folder, to string) []attached {
	t.Helper()
	inputs, err := filepath.Glob(filepath.Join(folder, "*", "input.*"))
	if err != nil || len(inputs) == 0 {
		t.Fatalf("%s: no inputs, %v", folder, err)
	}
	slices.Sort(inputs)
	var out []attached
	for _, input := range inputs {
		name := filepath.Base(input)
		if options, err := os.ReadFile(filepath.Join(filepath.Dir(input), "options.txt")); err == nil {
			for line := range strings.Lines(string(options)) {
				if value, ok := strings.CutPrefix(strings.TrimSpace(line), "name="); ok {
					name = value
				}
			}
		}
		data, err := os.ReadFile(input)
		if err != nil {
			t.Fatal(err)
		}
		name = filepath.Base(filepath.Dir(input)) + "/" + name
		out = append(out, attached{name, data})
		write(t, filepath.Join(to, filepath.FromSlash(name)), data)
	}
	return out
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func zipOf(t *testing.T, files []attached) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err == nil {
			_, err = w.Write(f.data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func mailOf(subject string, files ...attached) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "From: a@b.example\nDate: Mon, 2 Mar 2026 10:11:12 +0800\nSubject: %s\nContent-Type: multipart/mixed; boundary=%[1]s\n\n--%[1]s\n\ntext\n", subject)
	for _, f := range files {
		fmt.Fprintf(&b, "--%s\nContent-Type: application/octet-stream; name=%q\nContent-Transfer-Encoding: base64\n\n", subject, strings.ReplaceAll(f.name, "/", "-"))
		text := base64.StdEncoding.EncodeToString(f.data)
		for len(text) > 76 {
			b.WriteString(text[:76] + "\n")
			text = text[76:]
		}
		b.WriteString(text + "\n")
	}
	fmt.Fprintf(&b, "--%s--\n", subject)
	return b.Bytes()
}
