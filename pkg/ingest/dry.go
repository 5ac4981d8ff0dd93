package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
)

// Dry is a Store for one run that keeps nothing: what is in the case is looked
// up there, and what would be new is known until the run ends, under numbers
// below zero. The case file is only read. Files that were given are read where
// they lie. What came out of archives and mails waits in a scratch file, whole,
// and takes as much room there as it would in the case; none of it is held in
// memory. It is for one goroutine at a time.
type Dry struct {
	file    *casefile.File
	now     func() time.Time
	scratch func() (Scratch, error)

	fresh   []dryFile
	changed map[dispute.EvidenceID]dispute.Evidence // of the case, read or described anew
	bySum   map[string]dispute.EvidenceID           // nil before the first file
	batch   int64

	room Scratch // nil until something came out of an archive
	used int64
}

// Scratch is a file that is gone when the run is.
type Scratch interface {
	io.ReaderAt
	io.WriterAt
}

// dryFile is an evidence that would be new.
type dryFile struct {
	evidence dispute.Evidence
	open     func() (io.ReadCloser, error) // nil when it lies in the scratch file
	at       int64                         // where it begins there
}

// NewDry is a store over the case in f. It makes its scratch file when the first
// archive is opened; whoever gave scratch removes it when the run is over.
func NewDry(f *casefile.File, now func() time.Time, scratch func() (Scratch, error)) *Dry {
	return &Dry{file: f, now: now, scratch: scratch, changed: map[dispute.EvidenceID]dispute.Evidence{}}
}

// Case implements Store.
func (d *Dry) Case(ctx context.Context) (dispute.Case, error) { return d.file.Case(ctx) }

// Evidence implements Store.
func (d *Dry) Evidence(ctx context.Context, id dispute.EvidenceID) (dispute.Evidence, error) {
	if f := d.freshFile(id); f != nil {
		return f.evidence, nil
	}
	if e, ok := d.changed[id]; ok {
		return e, nil
	}
	return d.file.Evidence(ctx, id)
}

func (d *Dry) freshFile(id dispute.EvidenceID) *dryFile {
	if n := int(-id) - 1; n >= 0 && n < len(d.fresh) {
		return &d.fresh[n]
	}
	return nil
}

// AllEvidence implements Store.
func (d *Dry) AllEvidence(ctx context.Context) ([]dispute.Evidence, error) {
	all, err := d.file.AllEvidence(ctx)
	if err != nil {
		return nil, err
	}
	for i, e := range all {
		if now, ok := d.changed[e.ID]; ok {
			all[i] = now
		}
	}
	for _, f := range d.fresh {
		all = append(all, f.evidence)
	}
	return all, nil
}

// Siblings implements Store.
func (d *Dry) Siblings(ctx context.Context, e dispute.Evidence) ([]string, error) {
	names, err := d.file.Siblings(ctx, e)
	if err != nil {
		return nil, err
	}
	for _, f := range d.fresh {
		if other := f.evidence; other.Batch == e.Batch && other.Parent == e.Parent && other.ID != e.ID {
			names = append(names, other.Name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// ReadOptions implements Store.
func (d *Dry) ReadOptions(ctx context.Context, id dispute.EvidenceID, into any) error {
	if d.freshFile(id) != nil {
		return nil
	}
	return d.file.ReadOptions(ctx, id, into)
}

// Open implements Store.
func (d *Dry) Open(ctx context.Context, id dispute.EvidenceID) (Bytes, error) {
	f := d.freshFile(id)
	switch {
	case f == nil:
		return inCase{d.file}.Open(ctx, id)
	case f.open == nil:
		return bytesOf(d.room, f.at, f.evidence.Size, noClose{}), nil
	}
	r, err := f.open()
	if err != nil {
		return Bytes{}, err
	}
	at, ok := r.(io.ReaderAt)
	if !ok {
		r.Close()
		return Bytes{}, fmt.Errorf("%q cannot be read at any place", f.evidence.Path)
	}
	return bytesOf(at, 0, f.evidence.Size, r), nil
}

// NextBatch implements Store.
func (d *Dry) NextBatch(ctx context.Context) (int64, error) {
	if d.batch > 0 {
		return d.batch + 1, nil
	}
	return d.file.NextBatch(ctx)
}

// Store implements Store.
func (d *Dry) Store(ctx context.Context, in casefile.Incoming) (dispute.Evidence, bool, error) {
	if err := d.learn(ctx); err != nil {
		return dispute.Evidence{}, false, err
	}
	f, err := d.take(in)
	if err != nil {
		return dispute.Evidence{}, false, fmt.Errorf("store %q: %w", in.Path, err)
	}
	if id, known := d.bySum[f.evidence.SHA256]; known {
		e, err := d.Evidence(ctx, id)
		if err == nil && e.Purged != "" {
			err = &casefile.PurgedError{Evidence: id, Reason: e.Purged}
		}
		return e, true, err
	}
	if f.open == nil {
		d.used += f.evidence.Size
	}
	d.batch = max(d.batch, in.Batch)
	f.evidence.ID = dispute.EvidenceID(-len(d.fresh) - 1)
	d.fresh = append(d.fresh, f)
	d.bySum[f.evidence.SHA256] = f.evidence.ID
	return f.evidence, false, nil
}

// learn reads what the case has.
func (d *Dry) learn(ctx context.Context) error {
	if d.bySum != nil {
		return nil
	}
	all, err := d.file.AllEvidence(ctx)
	if err != nil {
		return err
	}
	d.bySum = map[string]dispute.EvidenceID{}
	for _, e := range all {
		if _, had := d.bySum[e.SHA256]; !had {
			d.bySum[e.SHA256] = e.ID
		}
	}
	return nil
}

// take reads the bytes of in once: to the scratch file, unless they can be read
// where they lie.
func (d *Dry) take(in casefile.Incoming) (dryFile, error) {
	f := dryFile{at: d.used, evidence: dispute.Evidence{
		Name: in.Name, Path: in.Path, MediaType: in.MediaType, Added: d.now().UTC().Truncate(time.Second), Parent: in.Parent, Batch: in.Batch,
		Title: in.Title, Source: in.Source, Proves: in.Proves, Captured: in.Captured, Official: in.Official, Derived: in.Derived,
		Reading: dispute.Reading{State: dispute.Unread},
	}}
	if !in.Modified.IsZero() {
		f.evidence.Modified = in.Modified.UTC().Truncate(time.Second)
	}
	sum := sha256.New()
	var to io.Writer = sum
	if in.Parent == 0 {
		f.open = in.Again
	} else {
		if err := d.makeRoom(); err != nil {
			return f, err
		}
		to = io.MultiWriter(sum, io.NewOffsetWriter(d.room, d.used))
	}
	size, err := io.Copy(to, in.Reader)
	f.evidence.Size, f.evidence.SHA256 = size, hex.EncodeToString(sum.Sum(nil))
	return f, err
}

func (d *Dry) makeRoom() (err error) {
	if d.room == nil {
		d.room, err = d.scratch()
	}
	return err
}

// Describe implements Store.
func (d *Dry) Describe(ctx context.Context, e dispute.Evidence) error {
	if f := d.freshFile(e.ID); f != nil {
		f.evidence = e
	} else {
		d.changed[e.ID] = e
	}
	return nil
}

// Read implements Store.
func (d *Dry) Read(ctx context.Context, id dispute.EvidenceID) (Reading, error) {
	e, err := d.Evidence(ctx, id)
	if err == nil && e.Purged != "" {
		err = &casefile.PurgedError{Evidence: id, Reason: e.Purged}
	}
	if err != nil {
		return nil, err
	}
	return dryReading{d, e}, nil
}

// Batch implements Store.
func (d *Dry) Batch(_ context.Context, fn func() error) error { return fn() }

// dryReading counts on what the importer said, and lets records go.
type dryReading struct {
	d        *Dry
	evidence dispute.Evidence
}

func (dryReading) Record(dispute.Record) error { return nil }
func (dryReading) Restart() error              { return nil }
func (dryReading) Abandon()                    {}

func (r dryReading) Commit(reading dispute.Reading, _ any) error {
	r.evidence.Reading = reading
	return r.d.Describe(context.Background(), r.evidence)
}
