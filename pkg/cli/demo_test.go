package cli

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// On one day the demo is the same bytes wherever it is made: its case,
// and so every packet, has nothing of chance.
func TestDemoIsTheSameBytes(t *testing.T) {
	sys := OS()
	sys.Out, sys.Err, sys.Random = io.Discard, io.Discard, chance{}
	sys.Today = func() time.Time { return time.Date(2026, 3, 20, 1, 2, 3, 0, time.UTC) }
	var made [2]map[string][]byte
	for i := range made {
		dir := filepath.Join(t.TempDir(), "demo")
		if code := Main([]string{"demo", dir, "--lang", "en"}, sys); code != 0 {
			t.Fatalf("exit code %d", code)
		}
		made[i] = filesIn(t, dir)
	}
	if len(made[0]) < 10 || len(made[0]) != len(made[1]) {
		t.Fatalf("%d and %d files", len(made[0]), len(made[1]))
	}
	for name, data := range made[0] {
		// The case is a database, whose pages lie as they were written.
		if filepath.Ext(name) != ".complain" && !bytes.Equal(data, made[1][name]) {
			t.Errorf("%s differs from run to run", name)
		}
	}
}

// chance is a source of randomness that nothing of the demo may ask.
type chance struct{}

func (chance) Read([]byte) (int, error) { return 0, errors.New("the demo asked for chance") }

func filesIn(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		out[name], err = os.ReadFile(filepath.Join(dir, name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
