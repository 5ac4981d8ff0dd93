package cli

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"complain/pkg/locale"
)

// What leaves says nothing of the computer that it was made on, nor of the device a
// photo was taken with and where, nor what the user covered: in no form, in no
// member of an archive beside the files themselves.
func TestOthersSeeNoMachine(t *testing.T) {
	photo, err := filepath.Abs("../../testdata/import/photo/phone/input.jpg")
	if err != nil {
		t.Fatal(err)
	}
	jpeg, err := os.ReadFile(photo)
	if err != nil || !bytes.Contains(jpeg, []byte("Xiaomi")) {
		t.Fatalf("the photo says nothing of its device: %v", err)
	}
	home := filepath.Join(t.TempDir(), "zwicker-laptop", "rosalind.quimby")
	if err := os.MkdirAll(home, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Chdir(home)
	sys := OS()
	sys.Random = zeros{}
	sys.Getenv = func(name string) string {
		return map[string]string{"USER": "rosalind.quimby", "LOGNAME": "rosalind.quimby", "HOSTNAME": "zwicker-laptop"}[name]
	}
	sys.Now = func() time.Time { return time.Date(2026, 3, 20, 1, 2, 3, 0, time.UTC) }
	sys.Today = sys.Now
	run := func(args ...string) {
		t.Helper()
		var out bytes.Buffer
		sys.Out, sys.Err = &out, &out
		if code := Main(append(args, "--no-input", "--yes"), sys); code != exitDone && code != exitLook {
			t.Fatalf("complain %s: %d\n%s", strings.Join(args, " "), code, out.String())
		}
	}
	chat := "A 2026-03-01 10:30\nthe lacquered umbrella stand is broken\n\nB 2026-03-01 10:31\nask at Peregrine Wharf\n"
	for name, text := range map[string]string{"chat.txt": chat, "photo.jpg": string(jpeg)} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run("new", "Umbrella stand", "--seller", "Shop", "--path", filepath.Join(home, "a.complain"))
	run("add-evidence", filepath.Join(home, "chat.txt"), "--as", "pasted")
	run("add-evidence", filepath.Join(home, "photo.jpg"))
	run("event", "pin", "R1-R3")
	run("redact", "R2", "--why", "not of this dispute")
	run("redact", "E1", "--word", "lacquered", "--why", "not of this dispute")
	machine := []string{"zwicker", "rosalind", "quimby", filepath.ToSlash(filepath.Dir(home))}
	covered := []string{"lacquered", "Peregrine"}
	device := []string{"Xiaomi", "2312DRA50C", "31.2304", "121.4737", "Exif\x00\x00"}
	n := 0
	for _, form := range formats() {
		for _, lang := range locale.Langs() {
			name := "out-" + lang.Tag() + form.extension
			run("export", "--to", "regulator", "--lang", lang.Tag(), "--format", form.name, "-o", name)
			told := false
			for _, part := range insides(t, name) {
				saysNone(t, name, part, machine)
				saysNone(t, name, part, covered)
				saysNone(t, name, part, device)
				told = told || bytes.Contains(part, []byte("umbrella stand is broken"))
			}
			if !told {
				t.Errorf("%s does not say what is not covered; is the text read?", name)
			}
			n++
		}
	}
	if n < 8 {
		t.Errorf("only %d packets were looked at", n)
	}
	// The originals are asked for with all that they say of themselves; of the
	// computer they say nothing either.
	run("export", "--to", "regulator", "--photos", "original", "-o", "original.pdf")
	for _, part := range insides(t, "original.pdf") {
		saysNone(t, "original.pdf", part, machine)
	}
	run("archive", "-o", "bag.zip")
	data, err := os.ReadFile("bag.zip")
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(z.File) < 5 {
		t.Fatalf("%v", err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		inside, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		saysNone(t, "bag.zip", []byte(f.Name+f.Comment+string(f.Extra)), machine)
		saysNone(t, "bag.zip: "+f.Name, inside, machine)
	}
}
