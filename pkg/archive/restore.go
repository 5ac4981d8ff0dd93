package archive

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/internal/scratch"
)

// Restored is a case that came out of an archive.
type Restored struct {
	Case     dispute.Case
	Verified casefile.Verification
}

// CaseName is a safe name for the case file in the archive.
func (b *Bag) CaseName() string { return caseName(path.Base(b.caseFile), casefile.Extension) }

// Restore makes the case file at path, which must not exist, from the archive.
// It is the case file that was packed, byte for byte.
func (b *Bag) Restore(ctx context.Context, path string, now func() time.Time, progress func(Step)) (out Restored, err error) {
	if _, err := os.Lstat(path); err == nil {
		return out, fmt.Errorf("%q: %w", path, casefile.ErrExists)
	}
	// A folder of its own: SQLite may want a file beside the one it opens.
	folder, err := scratch.Make(filepath.Dir(path))
	if err != nil {
		return out, fmt.Errorf("write %q: %w", path, err)
	}
	defer folder.Close()
	defer func() { err = folder.Named(err, path) }()
	tmp := filepath.Join(folder.Path(), "case"+casefile.Extension)
	m := newMeter(progress, b.work())
	if err := b.extract(ctx, tmp, m); err != nil {
		return out, err
	}
	if out, err = b.verify(ctx, tmp, now, m); err != nil {
		return out, err
	}
	return out, casefile.Publish(tmp, path)
}

// work is the bytes that restoring reads: the payload, and the evidence once
// more in the case file.
func (b *Bag) work() int64 {
	var n int64
	for name := range b.payload {
		n += b.files[name].Size
		if strings.HasPrefix(name, evidencePath) {
			n += b.files[name].Size
		}
	}
	return n
}

// extract checks the whole payload, and writes the case file in it to tmp.
func (b *Bag) extract(ctx context.Context, tmp string, m *meter) error {
	f, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("restore the case: %w", err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	err = b.check(ctx, w, m)
	if e := errors.Join(w.Flush(), f.Sync(), f.Close()); err == nil && e != nil {
		return fmt.Errorf("restore the case: %w", e)
	}
	return err
}

// verify opens the extracted case file as what it is, a stranger's, and holds
// it against the rest of the archive.
func (b *Bag) verify(ctx context.Context, tmp string, now func() time.Time, m *meter) (out Restored, err error) {
	name := shown(b.caseFile)
	f, err := casefile.Open(ctx, tmp, casefile.ReadOnly, now)
	if err != nil {
		return out, caseFault(name, err)
	}
	defer f.Close()
	if out.Case, err = f.Case(ctx); err != nil {
		return out, caseFault(name, err)
	}
	m.begin(name)
	before := m.done
	if out.Verified, err = f.Verify(ctx, func(done, _ int64) {
		m.done = before + done
		m.begin(name)
	}); err != nil {
		return out, caseFault(name, err)
	}
	if damaged := out.Verified.Damaged; len(damaged) > 0 {
		return out, fault(ErrDamaged, nil, dispute.Say("archive.fault.case-damaged", name, damaged[0].What))
	}
	for label, value := range map[string]string{
		labelID: out.Case.ID, labelHead: out.Verified.Head, labelEntries: fmt.Sprint(out.Verified.CustodyEntries),
	} {
		if b.info[label] != value {
			return out, fault(ErrDamaged, nil, dispute.Say("archive.fault.info", label, infoFile))
		}
	}
	return out, b.compareEvidence(ctx, f)
}

// compareEvidence holds the evidence in the case file against the files beside
// it, by number and hash: names are for people.
func (b *Bag) compareEvidence(ctx context.Context, f *casefile.File) error {
	beside := map[dispute.EvidenceID]string{}
	for name := range b.payload {
		base, ok := strings.CutPrefix(name, evidencePath)
		if !ok {
			continue
		}
		number, _, _ := strings.Cut(base, "-")
		id, err := dispute.ParseEvidenceID(number)
		if err != nil || beside[id] != "" {
			return fault(ErrDamaged, nil, dispute.Say("archive.fault.extra", shown(name)))
		}
		beside[id] = name
	}
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return err
	}
	for _, e := range all {
		name := beside[e.ID]
		switch {
		case e.Purged != "" && name == "":
			continue
		case name == "":
			return fault(ErrDamaged, nil, dispute.Say("archive.fault.missing", shown(evidencePath+evidenceName(e))))
		case b.payload[name] != e.SHA256:
			return fault(ErrDamaged, nil, dispute.Say("archive.fault.evidence", shown(name), e.ID))
		}
		delete(beside, e.ID)
	}
	for _, name := range beside {
		return fault(ErrDamaged, nil, dispute.Say("archive.fault.extra", shown(name)))
	}
	return nil
}

// caseFault is what is wrong with the case file in an archive.
func caseFault(name string, err error) error {
	switch {
	case errors.Is(err, casefile.ErrNewer):
		return fault(casefile.ErrNewer, err, dispute.Say("archive.fault.newer", name))
	case errors.Is(err, casefile.ErrOlder):
		return fault(casefile.ErrOlder, err, dispute.Say("archive.fault.older", name))
	case errors.Is(err, casefile.ErrNotACase):
		return fault(ErrUnsafe, err, dispute.Say("archive.fault.case", name))
	case errors.Is(err, casefile.ErrDamaged):
		return fault(ErrDamaged, err, dispute.Say("archive.fault.unreadable", name))
	}
	return err
}
