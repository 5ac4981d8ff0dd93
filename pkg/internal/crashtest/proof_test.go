package crashtest

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/internal/golden"
)

// scale is how much a run of the proofs tries.
type scale struct {
	few     bool // a quick look
	cuts    int  // random cuts a boundary, beside the four sure ones
	every   int  // boundaries: every so many
	kills   int  // each for adding, exporting and archiving
	faults  int  // places to inject each error at
	flips   int
	outputs int // flips after which every command that says something is asked
	crafted int // one of so many of the commands is asked of each crafted case
	header  int // values tried for each byte of the header, beside single bits
	changes int // one of so many of the commands that change a case is cut
	resume  int // the program goes on from every so many states of a cut migration
}

// The environment variable COMPLAIN_PROOFS chooses the scale: nothing is the
// quick look of every go test, "full" what .ci/run demands, "long" more.
func proofs() scale {
	switch os.Getenv("COMPLAIN_PROOFS") {
	case "long":
		return scale{cuts: 8, every: 1, kills: 200, faults: 60, flips: 20000, outputs: 2000, crafted: 1, header: 256, resume: 10, changes: 1}
	case "full":
		return scale{cuts: 3, every: 3, kills: 70, faults: 8, flips: 1000, outputs: 150, crafted: 5, resume: 40, changes: 6}
	}
	return scale{few: true, cuts: 1, every: 24, kills: 3, faults: 1, flips: 100, outputs: 8, crafted: 37, resume: 20, changes: 15}
}

// The real program and its variants are built once, when a test asks.
var built = sync.OnceValue(func() string {
	dir, err := os.MkdirTemp("", "crashtest-*")
	if err != nil {
		return ""
	}
	return dir
})

func TestMain(m *testing.M) {
	code := m.Run()
	os.RemoveAll(built())
	os.Exit(code)
}

func program(t testing.TB, changes ...Change) string {
	t.Helper()
	name := "real"
	for _, c := range changes {
		name += fmt.Sprintf("-%x", sha256.Sum256([]byte(c.Old+"\n"+c.New)))[:9]
	}
	dir := filepath.Join(built(), name)
	path := filepath.Join(dir, "complain")
	if _, err := os.Stat(path); err == nil {
		return path
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	path, err := Build(golden.Root(t), dir, changes...)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

const caseName = "case" + casefile.Extension

// environment is what the program sees: nothing of the machine's.
func environment(t testing.TB) []string {
	return []string{"PATH=" + os.Getenv("PATH"), "LANG=en_GB.UTF-8", "HOME=" + t.TempDir(), "SOURCE_DATE_EPOCH=1773021600", "TZ=UTC"}
}

func clock() time.Time { return time.Unix(1773021600, 0) }

// run runs the program to its end.
func run(t testing.TB, dir, program string, args ...string) (stdout, stderr []byte, code int) {
	t.Helper()
	cmd := exec.Command(program, args...)
	var out, err bytes.Buffer
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = dir, environment(t), &out, &err
	if e := cmd.Run(); cmd.ProcessState == nil {
		t.Fatal(e)
	}
	return out.Bytes(), err.Bytes(), cmd.ProcessState.ExitCode()
}

func must(t testing.TB, dir, program string, args ...string) []byte {
	t.Helper()
	out, err, code := run(t, dir, program, args...)
	if code != 0 {
		t.Fatalf("%s: exit %d: %s%s", strings.Join(args, " "), code, out, err)
	}
	return out
}

// newCase makes a case with a little in it, in a folder of its own.
func newCase(t testing.TB, program string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	must(t, dir, program, "new", "--path", caseName, "--seller", "Northwind", "--platform", "", "Phone refund")
	return dir
}

// evidence writes files to be added, a zip among them, and returns their paths
// and the SHA-256 of every file that will be evidence.
func evidence(t testing.TB, seed uint64, files, size int) (paths []string, sums map[string][]byte) {
	t.Helper()
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(seed, 1))
	sums = map[string][]byte{}
	content := func(i int) (string, []byte) {
		if i%3 == 1 {
			var b strings.Builder
			for line := range 10 + random.IntN(30) {
				fmt.Fprintf(&b, "line %d of paper %d: %x\n", line, i, random.Uint64())
			}
			return fmt.Sprintf("paper-%d.txt", i), []byte(b.String())
		}
		data := make([]byte, size/2+random.IntN(size))
		for j := range data {
			data[j] = byte(random.Uint32())
		}
		return fmt.Sprintf("recording-%d.bin", i), data
	}
	note := func(data []byte) {
		sum := sha256.Sum256(data)
		sums[hex.EncodeToString(sum[:])] = data
	}
	write := func(name string, data []byte) {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
		note(data)
	}
	for i := range files {
		write(content(i))
	}
	bill, err := os.ReadFile(filepath.Join(golden.Root(t), "pkg", "demo", "evidence", "headphones", "支付宝交易明细(20260201-20260315).csv"))
	if err != nil {
		t.Fatal(err)
	}
	write("支付宝交易明细.csv", bill)
	write("papers.zip", zipped(t, func(add func(string, []byte)) {
		for i := range 3 {
			name, data := content(files + i)
			add(name, data)
			note(data)
		}
	}))
	return paths, sums
}

func zipped(t testing.TB, fill func(add func(name string, data []byte))) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	fill(func(name string, data []byte) {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// acknowledged is a line of --json: this evidence is said to be safe.
type acknowledged struct {
	Evidence string
	SHA256   string
	Size     int64
	State    dispute.ReadingState
	Records  int
	Refused  string
}

// acks reads the whole lines of what the program said.
func acks(t testing.TB, stdout []byte) []acknowledged {
	t.Helper()
	var out []acknowledged
	for line := range bytes.Lines(stdout) {
		if !bytes.HasSuffix(line, []byte("\n")) {
			break
		}
		var a acknowledged
		if err := json.Unmarshal(line, &a); err != nil {
			t.Fatalf("acknowledgement %q: %v", line, err)
		}
		if a.Refused != "" {
			t.Fatalf("refused: %s", line)
		}
		out = append(out, a)
	}
	return out
}

// finding is what is wrong with a case after an accident.
type finding struct {
	corrupt error
	lost    []string
}

func (f finding) String() string { return fmt.Sprintf("corrupt: %v, lost: %v", f.corrupt, f.lost) }

// inspect opens a case after an accident and looks for all that was
// acknowledged. sums has the bytes by their hash.
func inspect(ctx context.Context, path string, mode casefile.Mode, promised []acknowledged, sums map[string][]byte) (found finding) {
	f, err := casefile.Open(ctx, path, mode, clock)
	if err != nil {
		return finding{corrupt: err}
	}
	defer f.Close()
	v, err := f.Verify(ctx, nil)
	if err != nil {
		return finding{corrupt: err}
	}
	if len(v.Damaged) > 0 {
		return finding{corrupt: fmt.Errorf("%+v", v.Damaged)}
	}
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return finding{corrupt: err}
	}
	for _, a := range promised {
		i := slices.IndexFunc(all, func(e dispute.Evidence) bool { return e.ID.String() == a.Evidence })
		if i < 0 {
			found.lost = append(found.lost, a.Evidence+" is gone")
			continue
		}
		e := all[i]
		if e.SHA256 != a.SHA256 || e.Size != a.Size || e.Reading.State != a.State || e.Reading.Records != a.Records {
			found.lost = append(found.lost, a.Evidence+" is another")
			continue
		}
		if err := sameBytes(ctx, f, e, sums[a.SHA256]); err != nil {
			found.lost = append(found.lost, fmt.Sprintf("%s: %v", a.Evidence, err))
		}
		records := 0
		for _, err := range f.Records(ctx, casefile.Filter{Evidence: e.ID}) {
			if err != nil {
				return finding{corrupt: err}
			}
			records++
		}
		if records != a.Records {
			found.lost = append(found.lost, fmt.Sprintf("%s has %d records of %d", a.Evidence, records, a.Records))
		}
	}
	return found
}

func sameBytes(ctx context.Context, f *casefile.File, e dispute.Evidence, want []byte) error {
	b, err := f.Open(ctx, e.ID)
	if err != nil {
		return err
	}
	if b.Size() != int64(len(want)) {
		return fmt.Errorf("%d bytes of %d", b.Size(), len(want))
	}
	got := make([]byte, len(want))
	if _, err := b.ReadAt(got, 0); err != nil {
		return err
	}
	if !bytes.Equal(got, want) {
		return fmt.Errorf("other bytes")
	}
	return nil
}
