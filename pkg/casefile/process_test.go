package casefile

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"complain/pkg/dispute"
)

// TestMain runs the test binary as another program where it is told to: two
// processes are what locks are for.
func TestMain(m *testing.M) {
	if role := os.Getenv("CASEFILE_ROLE"); role != "" {
		if err := play(role, os.Args[1], os.Args[2]); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// play is a program that uses the case at path: "hold" begins to write and
// waits until its input ends, "look" begins to read and does the same, "write"
// stores evidence, a line each.
func play(role, path, name string) error {
	ctx := context.Background()
	mode := ReadWrite
	if role == "look" {
		mode = ReadOnly
	}
	f, err := Open(ctx, path, mode, time.Now)
	if err != nil {
		return err
	}
	defer f.Close()
	wait := func() error {
		fmt.Println("ready")
		_, _ = bufio.NewReader(os.Stdin).ReadString('\n')
		return nil
	}
	switch role {
	case "hold":
		return f.update(ctx, wait)
	case "look":
		return f.View(ctx, func() error {
			if _, err := f.Case(ctx); err != nil {
				return err
			}
			return wait()
		})
	}
	for i := range writes {
		text := fmt.Sprintf("%s %d", name, i)
		var e dispute.Evidence
		if err := patiently(func() (err error) {
			e, _, err = f.Store(ctx, Incoming{Name: text, Path: text, Size: -1, Reader: strings.NewReader(text)})
			return err
		}); err != nil {
			return err
		}
		if err := patiently(func() error { return readThree(ctx, f, e, text) }); err != nil {
			return err
		}
		fmt.Println("stored", e.ID, text)
	}
	return nil
}

// patiently does something again for as long as others keep the case: on a busy
// machine ten writers outlast the time after which one gives up.
func patiently(do func() error) error {
	for {
		if err := do(); !errors.Is(err, ErrBusy) {
			return err
		}
	}
}

// readThree stores a reading of three messages.
func readThree(ctx context.Context, f *File, e dispute.Evidence, text string) error {
	r, err := f.Read(ctx, e.ID)
	if err != nil {
		return err
	}
	for range 3 {
		if err := r.Record(dispute.Record{Kind: dispute.Message, Text: text}); err != nil {
			return err
		}
	}
	return r.Commit(dispute.Reading{State: dispute.Read, Records: 3}, nil)
}

const writes = 15

func start(t *testing.T, role, path, name string) (*exec.Cmd, *bufio.Scanner, func()) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, path, name)
	cmd.Env = append(os.Environ(), "CASEFILE_ROLE="+role)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	return cmd, lines, func() {
		in.Close()
		for lines.Scan() {
		}
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	}
}

// Ten programs write at once, and one reads: nothing is lost, and no reader
// sees half a reading.
func TestTenWriters(t *testing.T) {
	ctx := context.Background()
	f := newFile(t)
	const writers = 10
	type said struct {
		lines []string
		err   error
	}
	results := make(chan said, writers)
	for i := range writers {
		cmd, lines, _ := start(t, "write", f.path, fmt.Sprintf("writer %d", i))
		go func() {
			var s said
			for lines.Scan() {
				s.lines = append(s.lines, lines.Text())
			}
			s.err = cmd.Wait()
			results <- s
		}()
	}
	ro, err := Open(ctx, f.path, ReadOnly, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer ro.Close()
	acknowledged := map[string]string{}
	looks := 0
	for done := 0; done < writers; {
		select {
		case s := <-results:
			done++
			if s.err != nil {
				t.Errorf("%v: %s", s.err, s.lines)
			}
			for _, line := range s.lines {
				id, text, _ := strings.Cut(strings.TrimPrefix(line, "stored "), " ")
				acknowledged[text] = id
			}
		default:
			looks++
			if err := ro.View(ctx, func() error { return wholeReadings(ctx, ro) }); err != nil {
				t.Fatal(err)
			}
		}
	}
	all, err := f.AllEvidence(ctx)
	if err != nil || len(all) != writers*writes || len(acknowledged) != len(all) {
		t.Errorf("%d stored, %d acknowledged, want %d (%v)", len(all), len(acknowledged), writers*writes, err)
	}
	for _, e := range all {
		if acknowledged[e.Name] != e.ID.String() {
			t.Errorf("%s is %q, acknowledged as %s", e.ID, e.Name, acknowledged[e.Name])
		}
	}
	if v, err := f.Verify(ctx, nil); err != nil || len(v.Damaged) > 0 || v.RecordsChecked != 3*writers*writes {
		t.Errorf("%s, %+v, %v", list(v.Damaged), v, err)
	}
	t.Logf("%d looks while %d writers stored %d", looks, writers, len(all))
}

func wholeReadings(ctx context.Context, f *File) error {
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return err
	}
	count := map[dispute.EvidenceID]int{}
	for r, err := range f.Records(ctx, Filter{}) {
		if err != nil {
			return err
		}
		count[r.Evidence]++
	}
	for _, e := range all {
		if e.Reading.Records != count[e.ID] {
			return fmt.Errorf("%s: %d records of %d", e.ID, count[e.ID], e.Reading.Records)
		}
		delete(count, e.ID)
	}
	if len(count) > 0 {
		return fmt.Errorf("records of evidence that is not there: %v", count)
	}
	return nil
}

// A second writer waits, and then says who holds the case.
func TestBusyNamesTheHolder(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux says who holds a lock")
	}
	ctx := context.Background()
	f := newFile(t)
	if err := f.exec(ctx, "PRAGMA busy_timeout = 200"); err != nil {
		t.Fatal(err)
	}
	for role, writes := range map[string]bool{"hold": true, "look": false} {
		cmd, lines, stop := start(t, role, f.path, "x")
		if !lines.Scan() || lines.Text() != "ready" {
			t.Fatalf("%s: %q", role, lines.Text())
		}
		begin := time.Now()
		_, err := f.AddClaim(ctx, dispute.Claim{Kind: dispute.Refund})
		var busy *BusyError
		if !errors.As(err, &busy) || !errors.Is(err, ErrBusy) || len(busy.Holders) != 1 {
			t.Fatalf("%s: %v %+v", role, err, busy)
		}
		h := busy.Holders[0]
		if h.PID != cmd.Process.Pid || h.Writes != writes || !strings.Contains(h.Command, "casefile") ||
			h.Since.Before(begin.Add(-time.Minute)) || h.Since.After(time.Now().Add(time.Second)) {
			t.Errorf("%s: %+v, want %d", role, h, cmd.Process.Pid)
		}
		stop()
		if _, err := f.AddClaim(ctx, dispute.Claim{Kind: dispute.Refund}); err != nil {
			t.Errorf("after %s: %v", role, err)
		}
	}
	if left := holders(f.path); left != nil {
		t.Errorf("nobody holds it, found %+v", left)
	}
}

func BenchmarkHolders(b *testing.B) {
	f := newFile(b)
	for b.Loop() {
		holders(f.path)
	}
	n, _ := os.ReadDir("/proc")
	processes := 0
	for _, e := range n {
		if _, err := strconv.Atoi(e.Name()); err == nil {
			processes++
		}
	}
	b.ReportMetric(float64(processes), "processes")
}

func TestBatch(t *testing.T) {
	ctx := context.Background()
	f := newFile(t)
	err := f.Batch(ctx, func() error {
		store(t, f, "a", []byte("a"))
		_, _, err := f.Store(ctx, Incoming{Name: "cut", Path: "cut", Size: -1, Reader: failing{strings.NewReader("half")}})
		if err == nil {
			t.Error("a cut file was stored")
		}
		b := store(t, f, "b", []byte("b"))
		r, err := f.Read(ctx, b.ID)
		if err != nil {
			return err
		}
		if err := r.Record(dispute.Record{Kind: dispute.Message, Text: "x"}); err != nil {
			return err
		}
		r.Abandon()
		if err := f.Batch(ctx, func() error { return nil }); err == nil {
			t.Error("a batch in a batch")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	all, err := f.AllEvidence(ctx)
	if err != nil || len(all) != 2 || all[0].Name != "a" || all[1].Name != "b" {
		t.Errorf("%+v, %v", all, err)
	}
	stopped := errors.New("stopped")
	if err := f.Batch(ctx, func() error { store(t, f, "c", []byte("c")); return stopped }); !errors.Is(err, stopped) {
		t.Error(err)
	}
	if all, err := f.AllEvidence(ctx); err != nil || len(all) != 2 {
		t.Errorf("%d after a batch that failed, %v", len(all), err)
	}
	v, err := f.Verify(ctx, nil)
	if err != nil || len(v.Damaged) > 0 || v.RecordsChecked != 0 {
		t.Errorf("%s, %v", list(v.Damaged), err)
	}
}

// When SQLite undoes a whole transaction by itself, nothing of the batch is
// kept, what comes after in it neither.
func TestBatchOnAFullDisk(t *testing.T) {
	ctx := context.Background()
	f := newFile(t)
	pages, err := f.count(ctx, "PRAGMA page_count")
	if err != nil {
		t.Fatal(err)
	}
	if err := f.exec(ctx, fmt.Sprintf("PRAGMA max_page_count = %d", pages+20)); err != nil {
		t.Fatal(err)
	}
	err = f.Batch(ctx, func() error {
		store(t, f, "a", []byte("a"))
		if _, _, err := f.Store(ctx, Incoming{Name: "big", Path: "big", Size: -1, Reader: bytes.NewReader(make([]byte, 4<<20))}); !errors.Is(err, ErrFull) {
			t.Errorf("got %v", err)
		}
		_, _, _ = f.Store(ctx, Incoming{Name: "b", Path: "b", Size: -1, Reader: strings.NewReader("b")})
		return nil
	})
	all, listErr := f.AllEvidence(ctx)
	if listErr != nil || err == nil && len(all) != 2 || err != nil && len(all) != 0 {
		t.Errorf("batch: %v; %d kept (%v)", err, len(all), listErr)
	}
}
