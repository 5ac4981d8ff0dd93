package archive

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"complain/pkg/casefile"
)

// The restored case is the packed one, byte for byte, and the same case gives
// the same archive.
func TestRoundTrip(t *testing.T) {
	all := append(pieces(t), piece{"视频.mp4", noise(9, 40<<20)})
	path, out := packed(t, all, options())
	again := out + ".again"
	if _, err := pack(t, path, again, options()); err != nil {
		t.Fatal(err)
	}
	archive := read(t, out)
	if !bytes.Equal(archive, read(t, again)) {
		t.Error("the same case gives another archive")
	}
	restored := filepath.Join(t.TempDir(), "back.complain")
	r, err := unpack(archive, "", restored)
	if err != nil {
		t.Fatal(err)
	}
	if r.Verified.EvidenceChecked != len(all) || r.Case.Title != "耳机\n疑似假冒" {
		t.Errorf("restored %+v", r)
	}
	ctx := context.Background()
	f, err := casefile.Open(ctx, restored, casefile.ReadWrite, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	evidence, err := f.AllEvidence(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range evidence {
		sum := sha256.Sum256(all[i].data)
		if e.SHA256 != hex.EncodeToString(sum[:]) || e.Name != all[i].name {
			t.Errorf("%s came back as %q, %s", e.ID, e.Name, e.SHA256)
		}
	}
	if !bytes.Equal(copied(t, path), read(t, restored)) {
		t.Error("the restored case is not the one that was packed")
	}
	if _, err := unpack(archive, "", restored); !errors.Is(err, casefile.ErrExists) {
		t.Errorf("restoring over a file: %v", err)
	}
	if info, err := os.Stat(restored); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode of the restored case: %v %v", info.Mode(), err)
	}
}

// People have no complain: what they have must accept the archive.
func TestOrdinaryToolsAcceptIt(t *testing.T) {
	for _, tool := range []string{"unzip", "sha256sum"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("no %s here", tool)
		}
	}
	all := pieces(t)
	_, out := packed(t, all, options())
	dir := t.TempDir()
	run := func(dir, name string, args ...string) string {
		t.Helper()
		c := exec.Command(name, args...)
		c.Dir, c.Env = dir, append(os.Environ(), "LC_ALL=C.UTF-8")
		text, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%s %v: %v\n%s", name, args, err, text)
		}
		return string(text)
	}
	run(dir, "unzip", "-t", "-q", out)
	run(dir, "unzip", "-q", out)
	folders, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(folders) != 1 || filepath.Base(folders[0]) != "耳机-2026-03-09" {
		t.Fatalf("unzip made %v, %v", folders, err)
	}
	said := run(folders[0], "sha256sum", "-c", "--strict", manifestFile, tagsFile)
	if n := strings.Count(said, ": OK\n"); n != len(all)+3+3 {
		t.Errorf("sha256sum says OK to %d files:\n%s", n, said)
	}
	for i, p := range all {
		names, err := filepath.Glob(filepath.Join(folders[0], "data", "evidence", fmt.Sprintf("E%d-*", i+1)))
		if err != nil || len(names) != 1 {
			t.Fatalf("E%d is %v, %v", i+1, names, err)
		}
		if !bytes.Equal(read(t, names[0]), p.data) {
			t.Errorf("%s has other bytes than %q", names[0], p.name)
		}
	}
}

// Whatever bit of an archive changes, restoring says so or gives the very same
// case, and never leaves anything behind.
func TestFlips(t *testing.T) {
	const flips = 400
	path, out := packed(t, pieces(t)[:16], options())
	archive, want := read(t, out), copied(t, path)
	r := rand.New(rand.NewPCG(7, 11))
	// A third of the flips hit the listing at the end, where most can go wrong.
	positions := make([]int, flips)
	for i := range positions {
		positions[i] = r.IntN(len(archive))
		if i%3 == 0 {
			positions[i] = len(archive) - 1 - r.IntN(5000)
		}
	}
	refused := 0
	for _, at := range positions {
		damaged := bytes.Clone(archive)
		damaged[at] ^= 1 << r.IntN(8)
		dir := t.TempDir()
		restored := filepath.Join(dir, "back.complain")
		_, err := unpack(damaged, "", restored)
		if err == nil {
			if !bytes.Equal(read(t, restored), want) {
				t.Errorf("byte %d: restored another case", at)
			}
			continue
		}
		refused++
		var f *Fault
		if !errors.As(err, &f) || f.Why.Code == "" {
			t.Errorf("byte %d: %v is no fault of the archive", at, err)
		}
		empty(t, dir)
	}
	t.Logf("%d of %d flips refused, the others gave the identical case", refused, flips)
	if refused < flips*8/10 {
		t.Errorf("only %d of %d flips are refused", refused, flips)
	}
}

// copied is what CopyTo makes of a case: what its archive holds.
func copied(t *testing.T, path string) []byte {
	t.Helper()
	ctx := context.Background()
	f, err := casefile.Open(ctx, path, casefile.ReadOnly, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	to := filepath.Join(t.TempDir(), "copy")
	if err := f.CopyTo(ctx, to); err != nil {
		t.Fatal(err)
	}
	return read(t, to)
}

func TestTruncated(t *testing.T) {
	_, out := packed(t, pieces(t)[:6], options())
	archive := read(t, out)
	for n := 0; n < len(archive); n += 1 + len(archive)/97 {
		dir := t.TempDir()
		_, err := unpack(archive[:n], "", filepath.Join(dir, "back.complain"))
		var f *Fault
		if !errors.As(err, &f) {
			t.Errorf("%d of %d bytes: %v", n, len(archive), err)
		}
		empty(t, dir)
	}
}

// A case that would not restore is not packed.
func TestDamagedCaseIsRefused(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "case.complain")
	secret := noise(5, 5000)
	build(t, path, []piece{{"a.bin", secret}})
	p := read(t, path)
	at := bytes.Index(p, secret[100:200])
	if at < 0 {
		t.Fatal("the evidence is not in the file")
	}
	p[at] ^= 1
	if err := os.WriteFile(path, p, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := pack(t, path, filepath.Join(dir, "out.zip"), options())
	if !errors.Is(err, casefile.ErrDamaged) || !strings.Contains(err.Error(), "E1") {
		t.Errorf("packing a damaged case: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// Evidence whose bytes were purged is in no archive, and its case restores.
func TestPurgedEvidence(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	path, out := filepath.Join(dir, "case.complain"), filepath.Join(dir, "out.zip")
	build(t, path, []piece{{"keep.txt", []byte("keep")}, {"purge.txt", []byte("of somebody else")}})
	f, err := casefile.Open(ctx, path, casefile.ReadWrite, clock)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Purge(ctx, 2, "of somebody else"); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	made, err := pack(t, path, out, options())
	if err != nil || made.Evidence != 1 {
		t.Fatalf("%+v, %v", made, err)
	}
	archive := read(t, out)
	if bytes.Contains(archive, []byte("E2-purge")) {
		t.Error("the archive holds purged evidence")
	}
	if _, err := unpack(archive, "", filepath.Join(dir, "back.complain")); err != nil {
		t.Error(err)
	}
}

// An interrupt ends both ways at once, and nothing is left behind.
func TestInterrupted(t *testing.T) {
	path, out := packed(t, pieces(t), options())
	archive, dir := read(t, out), t.TempDir()
	f, err := casefile.Open(context.Background(), path, casefile.ReadWrite, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	ways := map[string]func(context.Context, func(Step)) error{
		"make": func(ctx context.Context, progress func(Step)) error {
			o := options()
			o.Progress = progress
			_, err := Make(ctx, f, w, dir, o)
			return err
		},
		"restore": func(ctx context.Context, progress func(Step)) error {
			b, err := Open(ctx, bytes.NewReader(archive), int64(len(archive)), nil)
			if err != nil {
				return err
			}
			_, err = b.Restore(ctx, filepath.Join(dir, "back"), clock, progress)
			return err
		},
	}
	for name, do := range ways {
		for _, after := range []int{1, 3, 8, 20} {
			ctx, cancel := context.WithCancel(context.Background())
			steps := 0
			err := do(ctx, func(Step) {
				if steps++; steps == after {
					cancel()
				}
			})
			cancel()
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%s interrupted at step %d: %v", name, after, err)
			}
			empty(t, dir)
		}
	}
}

// A disk that fills up while an archive is written.
type fullDisk struct{ *os.File }

func (fullDisk) Write([]byte) (int, error) {
	return 0, &os.PathError{Op: "write", Err: io.ErrShortWrite}
}

func TestWriteError(t *testing.T) {
	path, _ := packed(t, pieces(t), options())
	f, err := casefile.Open(context.Background(), path, casefile.ReadWrite, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	dir := t.TempDir()
	if _, err := Make(context.Background(), f, fullDisk{}, dir, options()); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("writing to a full disk: %v", err)
	}
	empty(t, dir)
}
