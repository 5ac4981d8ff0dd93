package archive

import (
	"archive/zip"
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/klauspost/compress/flate"

	"complain/pkg/dispute"
)

// bag writes a bag into a zip, file after file, in the order of the calls.
type bag struct {
	ctx    context.Context
	zip    *zip.Writer
	folder string // the bag's base folder; RFC 8493 wants one in a zip
	meter  *meter
	level  int // of compression, for the next file

	manifest, tags strings.Builder
	files, octets  int64 // of the payload
}

func newBag(ctx context.Context, w io.Writer, folder string, m *meter) *bag {
	b := &bag{ctx: ctx, zip: zip.NewWriter(w), folder: folder, meter: m}
	// Every file is in deflate form, those without compression too: readers
	// that unpack as they go need it to find a file's end.
	b.zip.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, b.level)
	})
	return b
}

// add writes one file. The size is what is known of it beforehand; it decides
// on compression only.
func (b *bag) add(name string, at time.Time, size int64, write func(io.Writer) error) error {
	if b.files >= maxFiles-10 {
		return fault(ErrUnsafe, nil, dispute.Say("archive.fault.many", maxFiles))
	}
	b.meter.begin(name)
	b.level = compression
	if size >= plainFrom {
		b.level = flate.NoCompression
	}
	h := &zip.FileHeader{Name: b.folder + "/" + name, Method: zip.Deflate, Modified: zipTime(at)}
	h.SetMode(0o600)
	entry, err := b.zip.CreateHeader(h)
	if err != nil {
		return err
	}
	sum, count := sha256.New(), &counter{}
	w := bufio.NewWriterSize(io.MultiWriter(entry, sum, count), 64<<10)
	if err := errors.Join(write(w), w.Flush()); err != nil {
		return err
	}
	lines := &b.tags
	if strings.HasPrefix(name, payload) {
		lines = &b.manifest
		b.files++
		b.octets += count.n
	}
	lines.WriteString(line(sum.Sum(nil), name))
	return b.ctx.Err()
}

// text writes a file that is in memory.
func (b *bag) text(name string, at time.Time, text string) error {
	return b.add(name, at, int64(len(text)), func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
}

// close writes the tag files and the listing, and returns the hash of the
// manifest.
func (b *bag) close(at time.Time, info string) (manifest [sha256.Size]byte, err error) {
	text := b.manifest.String()
	tags := []struct{ name, text string }{
		{infoFile, info + infoLine(labelOxum, fmt.Sprintf("%d.%d", b.octets, b.files))},
		{manifestFile, text},
	}
	for _, t := range tags {
		if err := b.text(t.name, at, t.text); err != nil {
			return manifest, err
		}
	}
	// The manifest of the tag files does not list itself.
	if err := b.text(tagsFile, at, b.tags.String()); err != nil {
		return manifest, err
	}
	return sha256.Sum256([]byte(text)), b.zip.Close()
}

// compression is the level for files below plainFrom.
const compression = 5

// zipTime is a time that every field of a zip can hold, in UTC so that the
// same case gives the same bytes anywhere.
func zipTime(t time.Time) time.Time {
	first, last := time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2037, 12, 31, 0, 0, 0, 0, time.UTC)
	switch t = t.UTC(); {
	case t.Before(first):
		return first
	case t.After(last):
		return last
	}
	return t.Truncate(time.Second)
}

type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}
