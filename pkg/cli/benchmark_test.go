package cli

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
)

// quietSystem is a system that says nothing, at a fixed time.
func quietSystem() System {
	now := func() time.Time { return time.Date(2026, 3, 9, 2, 0, 0, 0, time.UTC) }
	return System{
		In: bytes.NewReader(nil), Out: io.Discard, Err: io.Discard, Random: zeros{},
		Getenv:   func(string) string { return "" },
		Now:      now,
		Today:    now,
		Terminal: func(any) (int, bool) { return 0, false },
		LookPath: func(string) (string, error) { return "", exec.ErrNotFound },
		Environ:  func() []string { return nil },
	}
}

func run(b *testing.B, args ...string) {
	b.Helper()
	if code := Main(args, quietSystem()); code != exitDone && code != exitLook {
		b.Fatalf("%q: exit %d", args, code)
	}
}

// bigCase makes a case with 200 photos and a conversation of 5,000 messages,
// all of which go into packets.
func bigCase(b *testing.B) string {
	dir := b.TempDir()
	path := filepath.Join(dir, "big.complain")
	run(b, "new", "big", "--path", path, "--lang", "zh")
	photos := filepath.Join(dir, "photos")
	if err := os.Mkdir(photos, 0o755); err != nil {
		b.Fatal(err)
	}
	img := image.NewRGBA(image.Rect(0, 0, 1600, 1200))
	for i := range 200 {
		for y := range 1200 {
			for x := range 1600 {
				img.SetRGBA(x, y, color.RGBA{uint8(x + i), uint8(y * i), uint8(x * y >> 8), 255})
			}
		}
		var buf bytes.Buffer
		if err := jpeg.Encode(&buf, img, nil); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(photos, fmt.Sprintf("IMG_20260301_%06d.jpg", i)), buf.Bytes(), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	chat := filepath.Join(dir, "_chat.txt")
	var text bytes.Buffer
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range 5_000 {
		at = at.Add(7 * time.Minute)
		fmt.Fprintf(&text, "[%s] %s: 第 %d 条：请尽快退款，谢谢 😀\n", at.Format("2006/1/2 15:04:05"), []string{"晓禾", "客服"}[i%2], i)
	}
	if err := os.WriteFile(chat, text.Bytes(), 0o644); err != nil {
		b.Fatal(err)
	}
	run(b, "-C", path, "add-evidence", photos, chat)
	ctx := context.Background()
	f, err := casefile.Open(ctx, path, casefile.ReadWrite, quietSystem().Now)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	var messages []dispute.Record
	for r, err := range f.Records(ctx, casefile.Filter{Kind: dispute.Message}) {
		if err != nil {
			b.Fatal(err)
		}
		messages = append(messages, r)
	}
	if len(messages) != 5_000 {
		b.Fatalf("%d messages", len(messages))
	}
	if err := f.Pin(ctx, messages, true); err != nil {
		b.Fatal(err)
	}
	return path
}

// BenchmarkExport writes a packet of 200 photos and 5,000 cited messages. The
// pictures are made in the first export, which is not timed, and kept.
func BenchmarkExport(b *testing.B) {
	path := bigCase(b)
	for _, f := range formats() {
		b.Run(f.name, func(b *testing.B) {
			args := []string{"-C", path, "export", "--to", "regulator", "--format", f.name, "--force", "-o", filepath.Join(b.TempDir(), "out")}
			run(b, args...)
			for b.Loop() {
				run(b, args...)
			}
		})
	}
}

// BenchmarkStatus is a reading command on a small case, as a whole but for the
// start of the process.
func BenchmarkStatus(b *testing.B) {
	path := filepath.Join(b.TempDir(), "small.complain")
	run(b, "new", "small", "--path", path)
	for b.Loop() {
		run(b, "-C", path, "status")
	}
}

// originalsCase makes a case with 300 photographs of 3 MB each.
func originalsCase(b *testing.B) string {
	dir := b.TempDir()
	path := filepath.Join(dir, "originals.complain")
	run(b, "new", "originals", "--path", path, "--lang", "zh")
	photos := filepath.Join(dir, "photos")
	if err := os.Mkdir(photos, 0o755); err != nil {
		b.Fatal(err)
	}
	noise := image.NewGray(image.Rect(0, 0, 2400, 1800))
	for i, v := 0, uint32(1); i < len(noise.Pix); i++ {
		v = v*1664525 + 1013904223
		noise.Pix[i] = uint8(v >> 24)
	}
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, noise, &jpeg.Options{Quality: 80}); err != nil {
		b.Fatal(err)
	}
	for i := range 300 {
		// A comment makes each file another one.
		comment := fmt.Sprintf("\xff\xfe\x00\x06%04d", i)
		data := append([]byte("\xff\xd8"+comment), buf.Bytes()[2:]...)
		if err := os.WriteFile(filepath.Join(photos, fmt.Sprintf("IMG_20260301_%06d.jpg", i)), data, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	run(b, "-C", path, "add-evidence", photos)
	return path
}

// BenchmarkExportOriginals writes a packet with 300 photographs as they were
// received, and says how large the heap ever was.
func BenchmarkExportOriginals(b *testing.B) {
	path := originalsCase(b)
	out := filepath.Join(b.TempDir(), "o.pdf")
	most := uint64(0)
	done := make(chan bool)
	go func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(5 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapInuse)
			}
		}
	}()
	for b.Loop() {
		run(b, "-C", path, "export", "--to", "regulator", "--photos", "original", "-o", out, "--force")
	}
	done <- true
	b.ReportMetric(float64(most)/(1<<20), "heap-MiB")
	if info, err := os.Stat(out); err == nil {
		b.SetBytes(info.Size())
	}
}
