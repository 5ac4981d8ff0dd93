package crashtest

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/internal/golden"
)

// older is a case that the program of an earlier version made.
type older struct {
	data     []byte
	head     string // of its custody log
	claims   int
	promised []acknowledged
	sums     map[string][]byte
}

// A command of today's that migrates an older case and adds a claim to it.
var migrates = []string{"-C", caseName, "claim", "add", "apology", "--json"}

func newOlder(t *testing.T) older {
	t.Helper()
	packed, err := os.Open(filepath.Join(golden.Root(t), "testdata", "case", "v1-program.complain.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	z, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	o := older{sums: map[string][]byte{}}
	if o.data, err = io.ReadAll(z); err != nil {
		t.Fatal(err)
	}
	f, err := casefile.Open(t.Context(), filepath.Join(o.folder(t), caseName), casefile.ReadOnly, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	v, err := f.Verify(t.Context(), nil)
	if err != nil || len(v.Damaged) > 0 {
		t.Fatalf("%+v, %v", v.Damaged, err)
	}
	o.head = v.Head
	all, err := f.AllEvidence(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		if e.Withdrawn+e.Purged != "" {
			continue
		}
		b, err := f.Open(t.Context(), e.ID)
		if err != nil {
			t.Fatal(err)
		}
		if o.sums[e.SHA256], err = io.ReadAll(io.NewSectionReader(b, 0, b.Size())); err != nil {
			t.Fatal(err)
		}
		o.promised = append(o.promised, acknowledged{Evidence: e.ID.String(), SHA256: e.SHA256, Size: e.Size, State: e.Reading.State, Records: e.Reading.Records})
	}
	if len(o.promised) == 0 {
		t.Fatal("the older case holds no evidence")
	}
	claims, err := f.Claims(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	o.claims = len(claims)
	return o
}

// folder lays the older case out, alone.
func (o older) folder(t *testing.T) string {
	t.Helper()
	return found(t, map[string][]byte{caseName: o.data})
}

// state says what is wrong after an accident, and whether the case was migrated
// before it: the case is read as it lies, holds what it held and so many claims
// more at least, goes on from the same log, and has its original beside it once it
// is another file.
func (o older) state(dir string, more int) (migrated bool, wrong error) {
	path := filepath.Join(dir, caseName)
	if f := inspect(context.Background(), path, casefile.ReadOnly, o.promised, o.sums); f.corrupt != nil || len(f.lost) > 0 {
		return false, fmt.Errorf("%v", f)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return false, err
	}
	if bytes.Equal(data, o.data) && more == 0 {
		return false, nil
	}
	if kept, err := os.ReadFile(path + ".v1.bak"); err != nil || !bytes.Equal(kept, o.data) {
		return true, fmt.Errorf("the case was migrated and its original is not there: %v", err)
	}
	f, err := casefile.Open(context.Background(), path, casefile.ReadOnly, clock)
	if err != nil {
		return true, err
	}
	defer f.Close()
	if _, err := f.FindPoint(context.Background(), func(hash string) bool { return hash == o.head }); err != nil {
		return true, fmt.Errorf("the log of the original: %w", err)
	}
	claims, err := f.Claims(context.Background())
	if err == nil && len(claims) < o.claims+more {
		err = fmt.Errorf("%d claims, want %d and %d more", len(claims), o.claims, more)
	}
	return true, err
}

// next runs the command again to its end: it needs no help, and clears what the
// accident left.
func (o older) next(t *testing.T, dir string, before int) error {
	t.Helper()
	must(t, dir, program(t), migrates...)
	migrated, err := o.state(dir, before+1)
	if err != nil || !migrated {
		return fmt.Errorf("the next command: migrated %t, %w", migrated, err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if strings.Contains(e.Name(), ".migrating") || strings.HasSuffix(e.Name(), ".part") {
			return fmt.Errorf("the next command left %s", e.Name())
		}
	}
	return nil
}

// A power cut in a migration leaves the one case or the other under its name,
// whole, and never the new one without the original.
func TestPowerCutInMigration(t *testing.T) {
	traceable(t)
	began, o, s := time.Now(), newOlder(t), proofs()
	trace, err := Record(t.Context(), o.folder(t), environment(t), program(t), migrates...)
	if err != nil || trace.ExitCode != 0 {
		t.Fatalf("%v: %+v", err, trace)
	}
	var before, after, resumed, wrong int
	operations, states := replay(t, trace, s, func(at, dir string, stdout []byte) {
		said := bytes.Count(stdout, []byte("\n"))
		migrated, err := o.state(dir, said)
		switch {
		case err != nil:
		case migrated:
			after++
		default:
			before++
		}
		// Going on costs a run of the program: it is tried now and then.
		if err == nil && (before+after)%s.resume == 0 {
			resumed++
			err = o.next(t, dir, said)
		}
		if err != nil {
			if wrong++; wrong <= 5 {
				t.Errorf("%s: %v", at, err)
			}
		}
	})
	t.Logf("power cut in a migration: %d operations, %d states: %d as before, %d migrated, %d gone on from, %d wrong (%v)",
		operations, states, before, after, resumed, wrong, time.Since(began).Round(time.Second))
	if before == 0 || after == 0 || resumed == 0 {
		t.Error("the migration was not cut on both sides")
	}
}

func TestKillInMigration(t *testing.T) {
	began, o, s := time.Now(), newOlder(t), proofs()
	base := o.folder(t)
	whole := lasts(t, base, program(t), migrates...)
	random := rand.New(rand.NewPCG(1, 12))
	var before, after int
	for range s.kills {
		dir := copied(t, base)
		stdout, ended := killed(t, time.Duration(random.Int64N(int64(whole))), dir, program(t), migrates...)
		if ended { // the machine has become faster
			whole = whole * 9 / 10
		}
		migrated, err := o.state(dir, bytes.Count(stdout, []byte("\n")))
		switch {
		case err != nil:
			t.Error(err)
		case migrated:
			after++
		default:
			before++
		}
		if err := o.next(t, dir, bytes.Count(stdout, []byte("\n"))); err != nil {
			t.Error(err)
		}
		os.RemoveAll(dir)
	}
	t.Logf("kill -9 in a migration: %d kills: %d as before, %d migrated, all gone on from (%v)", s.kills, before, after, time.Since(began).Round(time.Second))
}

// A disk that fails in a migration ends it in clear words, and the case is the
// one or the other.
func TestFaultsInMigration(t *testing.T) {
	traceable(t)
	began, o, s := time.Now(), newOlder(t), proofs()
	faults, failed := 0, 0
	for _, c := range []struct{ call, fault string }{
		{"pwrite64", "ENOSPC"}, {"fsync", "EIO"}, {"linkat", "EPERM"}, {"renameat,renameat2,rename", "EIO"}, {"unlinkat,unlink", "EIO"},
	} {
		for i := range s.faults {
			when := fmt.Sprintf("%d", 1+i*(i+1)/2)
			dir := o.folder(t)
			stdout, stderr, code, n := injected(t, dir, c.call, c.fault, when, migrates...)
			faults += n
			at := fmt.Sprintf("%s %s when=%s", c.call, c.fault, when)
			if code != 0 {
				failed++
				if err := wordsOfFailure(stderr, code); err != nil {
					t.Errorf("%s: %v", at, err)
				}
			}
			if _, err := o.state(dir, bytes.Count(stdout, []byte("\n"))); err != nil {
				t.Errorf("%s: %v", at, err)
			}
			if err := o.next(t, dir, bytes.Count(stdout, []byte("\n"))); err != nil {
				t.Errorf("%s: %v", at, err)
			}
			os.RemoveAll(dir)
		}
	}
	if faults == 0 {
		t.Error("never injected")
	}
	t.Logf("injected faults in a migration: %d faults, %d failed in clear words (%v)", faults, failed, time.Since(began).Round(time.Second))
}
