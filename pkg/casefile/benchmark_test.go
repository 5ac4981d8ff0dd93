package casefile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// noise is n bytes that do not compress and are the same in every run.
func noise(n int64, seed byte) io.Reader {
	return io.LimitReader(rand.NewChaCha8([32]byte{seed}), n)
}

// noisyFile writes n bytes beside the benchmark's case.
func noisyFile(b *testing.B, n int64) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "noise")
	w, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	if _, err := io.Copy(w, noise(n, 1)); err != nil {
		b.Fatal(err)
	}
	return path
}

// plainCopy is what storing is measured against: read, hash, write, sync.
func plainCopy(b *testing.B, from, to string) {
	b.Helper()
	r, err := os.Open(from)
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	w, err := os.Create(to)
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	if _, err := io.CopyBuffer(struct{ io.Writer }{io.MultiWriter(w, sha256.New())}, struct{ io.Reader }{r}, make([]byte, 1<<20)); err != nil {
		b.Fatal(err)
	}
	if err := w.Sync(); err != nil {
		b.Fatal(err)
	}
}

const benchmarkSize = 256 << 20

// BenchmarkStore stores 256 MiB and reports how many times longer that took, and
// how many times more of the processor, than a plain copy with a SHA-256 and an
// fsync of the same bytes.
func BenchmarkStore(b *testing.B) {
	from := noisyFile(b, benchmarkSize)
	b.SetBytes(benchmarkSize)
	var plain, stored spent
	for b.Loop() {
		to := filepath.Join(b.TempDir(), "copy")
		start := now()
		plainCopy(b, from, to)
		plain.since(start)
		f := newFile(b)
		r, err := os.Open(from)
		if err != nil {
			b.Fatal(err)
		}
		start = now()
		if _, _, err := f.Store(context.Background(), Incoming{Name: "noise", Path: "noise", Size: benchmarkSize, Reader: r}); err != nil {
			b.Fatal(err)
		}
		stored.since(start)
		r.Close()
		f.Close()
		os.Remove(f.Path())
		os.Remove(to)
	}
	stored.report(b, plain, "copy")
}

// spent is time by the clock and by the processor.
type spent struct{ clock, processor time.Duration }

func now() spent { return spent{time.Since(began), processorTime()} }

var began = time.Now()

func (s *spent) since(start spent) {
	end := now()
	s.clock += end.clock - start.clock
	s.processor += end.processor - start.processor
}

func (s *spent) report(b *testing.B, plain spent, what string) {
	b.ReportMetric(s.clock.Seconds()/plain.clock.Seconds(), "x-plain-"+what)
	if plain.processor > 0 {
		b.ReportMetric(s.processor.Seconds()/plain.processor.Seconds(), "x-plain-"+what+"-processor")
	}
}

// BenchmarkVerify verifies 256 MiB and reports how many times longer that took
// than reading and hashing a plain file.
func BenchmarkVerify(b *testing.B) {
	from := noisyFile(b, benchmarkSize)
	f := newFile(b)
	r, err := os.Open(from)
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	if _, _, err := f.Store(context.Background(), Incoming{Name: "noise", Path: "noise", Size: benchmarkSize, Reader: r}); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(benchmarkSize)
	var plain, verified spent
	for b.Loop() {
		start := now()
		p, err := os.Open(from)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.CopyBuffer(sha256.New(), struct{ io.Reader }{p}, make([]byte, 1<<20)); err != nil {
			b.Fatal(err)
		}
		p.Close()
		plain.since(start)
		start = now()
		if v, err := f.Verify(context.Background(), nil); err != nil || len(v.Damaged) > 0 {
			b.Fatal(v.Damaged, err)
		}
		verified.since(start)
	}
	verified.report(b, plain, "read")
}

// BenchmarkSmallFiles stores files of 20 KB, each in a transaction of its own.
func BenchmarkSmallFiles(b *testing.B) {
	f := newFile(b)
	data := make([]byte, 20_000)
	n := 0
	for b.Loop() {
		storeSmall(b, f, data, n)
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "files/s")
}

func storeSmall(b *testing.B, f *File, data []byte, n int) {
	b.Helper()
	copy(data, []byte{byte(n), byte(n >> 8), byte(n >> 16)})
	if _, _, err := f.Store(context.Background(), Incoming{Name: "small", Path: "small", Size: -1, Reader: bytes.NewReader(data)}); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkSmallFilesBatch stores them in batches of 32: what each line of
// complain add-evidence waits for.
func BenchmarkSmallFilesBatch(b *testing.B) {
	f := newFile(b)
	data := make([]byte, 20_000)
	n := 0
	for b.Loop() {
		if err := f.Batch(context.Background(), func() error {
			for range 32 {
				storeSmall(b, f, data, n)
				n++
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "files/s")
}
