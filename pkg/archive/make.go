package archive

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/internal/disk"
)

// Listing is one file of JSON lines, made from the archive's own copy of the
// case.
type Listing struct {
	Name  string // "records.jsonl"
	Write func(ctx context.Context, c *casefile.File, w io.Writer) error
}

// Options is what an archive is made with.
type Options struct {
	Now        func() time.Time
	Agent      string // what makes it: "complain 1.0.0"
	Listings   []Listing
	Passphrase string // "" for none
	WorkFactor int    // of the passphrase; 0 for the usual
	Progress   func(Step)
}

// Made is a finished archive.
type Made struct {
	SHA256   string // of the archive
	Size     int64
	Manifest string // SHA-256 of its manifest, by which it can be known when it is encrypted too
	Files    int64  // of the payload
	Evidence int
	Entries  int64 // of the custody log in it
	Head     string
}

// File is where an archive is written, and read back from.
type File interface {
	io.Writer
	io.ReaderAt
}

// Name is the name, without extension, of an archive made of a case on a day,
// and the folder inside it.
func Name(ctx context.Context, f *casefile.File, now time.Time) (string, error) {
	c, err := f.Case(ctx)
	if err != nil {
		return "", err
	}
	return stemName(stem(f.Path())) + "-" + day(c, now), nil
}

func stem(path string) string {
	name := filepath.Base(path)
	return name[:len(name)-len(filepath.Ext(name))]
}

// day is a time as a date in the case's zone.
func day(c dispute.Case, now time.Time) string {
	if zone, err := time.LoadLocation(c.Zone); err == nil {
		now = now.In(zone)
	}
	return now.Format(time.DateOnly)
}

// Make writes an archive of the case to w. A copy of the case lies in the
// folder scratch meanwhile, which is the caller's to remove, whatever happens. A damaged case is refused, with an error that wraps
// casefile.ErrDamaged: an archive of it could not be restored.
func Make(ctx context.Context, f *casefile.File, w File, scratch string, o Options) (Made, error) {
	name, err := Name(ctx, f, o.Now())
	if err != nil {
		return Made{}, err
	}
	dir := filepath.Join(scratch, "copy")
	if err := os.Mkdir(dir, 0o700); err != nil {
		return Made{}, fmt.Errorf("make an archive: %w", err)
	}
	defer disk.RemoveAll(dir)
	// All that follows reads the copy, so all of it is of one moment.
	copied := filepath.Join(dir, caseName(filepath.Base(f.Path()), casefile.Extension))
	if err := f.CopyTo(ctx, copied); err != nil {
		return Made{}, err
	}
	c, err := casefile.Open(ctx, copied, casefile.ReadOnly, o.Now)
	if err != nil {
		return Made{}, err
	}
	defer c.Close()
	s, err := newSource(ctx, c, o)
	if err != nil {
		return Made{}, err
	}

	sum, count := sha256.New(), &counter{}
	out := bufio.NewWriterSize(io.MultiWriter(w, sum, count), 1<<20)
	var to io.Writer = out
	closeSeal := func() error { return nil }
	if o.Passphrase != "" {
		sealing, err := seal(out, o.Passphrase, o.WorkFactor)
		if err != nil {
			return Made{}, fmt.Errorf("make an archive: %w", err)
		}
		to, closeSeal = sealing, sealing.Close
	}
	made, err := s.pack(ctx, to, name, o)
	if err == nil {
		err = closeSeal()
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return Made{}, err
	}
	made.SHA256, made.Size = hex.EncodeToString(sum.Sum(nil)), count.n

	b, err := Open(ctx, w, made.Size, func() (string, error) { return o.Passphrase, nil })
	if err == nil {
		err = b.check(ctx, nil, s.meter)
	}
	if err != nil {
		return Made{}, fmt.Errorf("read the new archive back: %w", err)
	}
	return made, nil
}

// source is the copy that an archive is made of.
type source struct {
	file     *casefile.File
	path     string
	size     int64
	c        dispute.Case
	evidence []dispute.Evidence // what has bytes
	verified casefile.Verification
	meter    *meter
}

func newSource(ctx context.Context, c *casefile.File, o Options) (*source, error) {
	info, err := os.Stat(c.Path())
	if err != nil {
		return nil, fmt.Errorf("make an archive: %w", err)
	}
	s := &source{file: c, path: c.Path(), size: info.Size()}
	if s.c, err = s.file.Case(ctx); err != nil {
		return nil, err
	}
	all, err := s.file.AllEvidence(ctx)
	if err != nil {
		return nil, err
	}
	var bytes int64
	for _, e := range all {
		if e.Purged == "" { // else the case file alone says what it was
			s.evidence = append(s.evidence, e)
			bytes += e.Size
		}
	}
	// Copied, verified, packed, read back.
	s.meter = newMeter(o.Progress, 3*s.size+3*bytes)
	s.meter.done = s.size
	s.meter.begin(filepath.Base(s.path))
	before := s.meter.done
	s.verified, err = s.file.Verify(ctx, func(done, _ int64) {
		s.meter.done = before + done
		s.meter.begin(s.meter.name)
	})
	if err != nil {
		return nil, err
	}
	if len(s.verified.Damaged) > 0 {
		return nil, fmt.Errorf("%s: %w", s.verified.Damaged[0].What, casefile.ErrDamaged)
	}
	return s, nil
}

func (s *source) pack(ctx context.Context, w io.Writer, folder string, o Options) (Made, error) {
	b := newBag(ctx, w, folder, s.meter)
	// What the program makes bears the time of the case's last change: the
	// time of packing would make every archive another.
	at, err := s.changed(ctx)
	if err != nil {
		return Made{}, err
	}
	if err := b.text(bagitFile, at, declaration); err != nil {
		return Made{}, err
	}
	caseFile := filepath.Base(s.path)
	if err := b.text(payload+"README.txt", at, readme(s, folder, caseFile)); err != nil {
		return Made{}, err
	}
	for _, e := range s.evidence {
		if err := s.packEvidence(ctx, b, e); err != nil {
			return Made{}, err
		}
	}
	if err := s.packStamps(ctx, b); err != nil {
		return Made{}, err
	}
	for _, l := range o.Listings {
		if err := b.add(payload+l.Name, at, 0, func(w io.Writer) error { return l.Write(ctx, s.file, w) }); err != nil {
			return Made{}, err
		}
	}
	if err := s.packCase(ctx, b, at); err != nil {
		return Made{}, err
	}
	sum, err := b.close(at, infoLine("Bagging-Date", day(s.c, o.Now()))+
		infoLine("Bag-Software-Agent", o.Agent)+
		infoLine(labelID, s.c.ID)+
		infoLine("External-Description", shown(s.c.Title))+
		infoLine(labelEntries, fmt.Sprint(s.verified.CustodyEntries))+
		infoLine(labelHead, s.verified.Head))
	if err != nil {
		return Made{}, err
	}
	return Made{Manifest: hex.EncodeToString(sum[:]), Files: b.files, Evidence: len(s.evidence),
		Entries: s.verified.CustodyEntries, Head: s.verified.Head}, nil
}

// changed is the time of the last entry of the custody log.
func (s *source) changed(ctx context.Context) (time.Time, error) {
	last := s.c.Created.Time()
	for e, err := range s.file.Custody(ctx) {
		if err != nil {
			return last, err
		}
		if t, err := time.Parse(time.RFC3339, e.At); err == nil {
			last = t
		}
	}
	return last, nil
}

func (s *source) packEvidence(ctx context.Context, b *bag, e dispute.Evidence) error {
	bytes, err := s.file.Open(ctx, e.ID)
	if err != nil {
		return err
	}
	at := e.Modified
	if at.IsZero() {
		at = e.Added
	}
	return b.add(evidencePath+evidenceName(e), at, e.Size, func(w io.Writer) error {
		_, err := io.Copy(io.MultiWriter(w, b.meter), until{ctx, io.NewSectionReader(bytes, 0, bytes.Size())})
		return err
	})
}

// packCase closes the case: its file is only opened while SQLite has it not.
func (s *source) packCase(ctx context.Context, b *bag, at time.Time) error {
	if err := s.file.Close(); err != nil {
		return err
	}
	r, err := os.Open(s.path)
	if err != nil {
		return fmt.Errorf("make an archive: %w", err)
	}
	defer r.Close()
	return b.add(casePath+filepath.Base(s.path), at, s.size, func(w io.Writer) error {
		_, err := io.Copy(io.MultiWriter(w, b.meter), until{ctx, r})
		return err
	})
}
