package cli

import (
	"bytes"
	"crypto/sha256"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"complain/pkg/internal/golden"
)

var embedded = regexp.MustCompile(`/Filter /DCTDecode\n/Length (\d+)>>\nstream\n`)

// With --photos original the streams of a packet's pictures are the evidence,
// byte for byte; without, they are not, and hold nothing but pixels.
func TestOriginalsAreTheEvidence(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.complain")
	command := func(args ...string) {
		t.Helper()
		if code := Main(append([]string{"-C", path}, args...), quietSystem()); code != exitDone && code != exitLook {
			t.Fatalf("%q: exit %d", args, code)
		}
	}
	if code := Main([]string{"new", "x", "--path", path, "--lang", "zh"}, quietSystem()); code != exitDone {
		t.Fatalf("exit %d", code)
	}
	received := map[[sha256.Size]byte]bool{}
	for _, name := range []string{"phone", "wechat-original", "edited"} {
		photo := filepath.Join(golden.Root(t), "testdata", "import", "photo", name, "input.jpg")
		data, err := os.ReadFile(photo)
		if err != nil {
			t.Fatal(err)
		}
		received[sha256.Sum256(data)] = true
		copied := filepath.Join(dir, name+".jpg")
		if err := os.WriteFile(copied, data, 0o600); err != nil {
			t.Fatal(err)
		}
		command("add-evidence", copied)
	}
	for way, want := range map[string]int{photosOriginal: len(received), photosPrint: 0} {
		out := filepath.Join(dir, way+".pdf")
		command("export", "--to", "regulator", "--photos", way, "-o", out)
		file, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		found, same := 0, 0
		for _, m := range embedded.FindAllSubmatchIndex(file, -1) {
			length, err := strconv.Atoi(string(file[m[2]:m[3]]))
			if err != nil {
				t.Fatal(err)
			}
			found++
			data := file[m[1] : m[1]+length]
			if received[sha256.Sum256(data)] {
				same++
			} else if bytes.Contains(data, []byte("Exif")) {
				t.Errorf("%s: a rendition with metadata", way)
			}
		}
		if found == 0 || same != want {
			t.Errorf("%s: %d of %d pictures are as received, want %d", way, same, found, want)
		}
	}
}
