package ingest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/media"
	"complain/pkg/internal/safezip"
)

// previewLimit is the largest entry of an archive that Preview reads: there is
// no case to keep it in, only memory.
const previewLimit = 64 << 20

// Preview does what Add would, and stores nothing: evidence has no numbers,
// and archives are opened only to look.
func (in *Ingest) Preview(ctx context.Context, paths []string, s Settings) (Summary, error) {
	items, junk := walk(paths, in.File.Path())
	sum := Summary{Junk: junk}
	names := folders(items)
	for _, it := range items {
		if err := ctx.Err(); err != nil {
			return sum, err
		}
		if it.refused != nil {
			in.report(&sum, Result{Given: it.given, Refused: it.refused})
			continue
		}
		if err := in.previewFile(ctx, &sum, it, names.beside(it.group, it.name), s); err != nil {
			return sum, err
		}
	}
	return sum, nil
}

func (in *Ingest) previewFile(ctx context.Context, sum *Summary, it item, names []string, s Settings) error {
	f, err := it.open()
	if err != nil {
		n := dispute.Say(failureCode(err))
		in.report(sum, Result{Given: it.given, Refused: &n})
		return nil
	}
	defer f.Close()
	r, ok := f.(io.ReaderAt)
	if !ok {
		return errors.New("preview needs a file that can be read at any place")
	}
	e, err := in.preview(ctx, dispute.Evidence{Name: it.name, Path: it.path, Size: it.size, Official: s.Official}, r, names, s)
	if err != nil {
		return err
	}
	in.report(sum, Result{Given: it.given, Evidence: e})
	if !opened(e) {
		return in.previewParts(ctx, sum, it.given, e, r, s)
	}
	return in.previewEntries(ctx, sum, it, r, s)
}

func (in *Ingest) previewEntries(ctx context.Context, sum *Summary, it item, r io.ReaderAt, s Settings) error {
	a, err := safezip.Open(r, it.size)
	if err != nil {
		return err
	}
	if _, _, err := a.Unlock(ctx, in.known(s.Passwords)); err != nil {
		return err
	}
	for _, refused := range a.Refused {
		n := dispute.Say(string(refused.Reason))
		in.report(sum, Result{Given: it.given + "/" + refused.Name, Refused: &n})
	}
	neighbours := entryNames(a)
	for _, entry := range a.Entries {
		if entry.Junk {
			sum.Junk++
			continue
		}
		if entry.Locked() {
			continue // the archive's own question says so
		}
		given := it.given + "/" + entry.Name
		data, err := entryBytes(ctx, entry)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			n := dispute.Say("refuse.read", err)
			if code := entryFailure(err); code != "" {
				n = refusal(code, entry)
			}
			in.report(sum, Result{Given: given, Refused: &n})
			continue
		}
		e, err := in.preview(ctx, dispute.Evidence{Name: path.Base(entry.Name), Path: entry.Name, Size: int64(len(data)), Parent: -1},
			bytes.NewReader(data), neighbours.beside(path.Dir(entry.Name), path.Base(entry.Name)), s)
		if err != nil {
			return err
		}
		e.Parent = 0
		in.report(sum, Result{Given: given, Evidence: e})
		if err := in.previewParts(ctx, sum, given, e, bytes.NewReader(data), s); err != nil {
			return err
		}
	}
	return nil
}

func entryBytes(ctx context.Context, entry *safezip.Entry) ([]byte, error) {
	r, err := entry.Open(ctx)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, previewLimit))
}

func (in *Ingest) preview(ctx context.Context, e dispute.Evidence, r io.ReaderAt, names []string, s Settings) (dispute.Evidence, error) {
	o, _, err := in.options(ctx, s)
	if err != nil {
		return e, err
	}
	src := importer.NewSource(e.Name, e.Path, r, e.Size, o)
	src.Siblings, src.Passwords = names, in.known(s.Passwords)
	e.MediaType = media.Type(src.Head)
	p := run{in: in, src: src, as: s.As, passwords: s.Passwords, archive: isArchive(e, src), nested: e.Parent != 0}
	e.Reading, _, err = p.reading(ctx)
	return e, err
}
