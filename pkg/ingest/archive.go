package ingest

import (
	"context"
	"errors"
	"io"
	"path"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/media"
	"complain/pkg/internal/safezip"
)

// isArchive reports whether an evidence is a ZIP that people put files into,
// rather than one that is a document itself (XLSX, DOCX, ODT, EPUB, APK). A ZIP
// out of another ZIP is kept and not opened.
func isArchive(e dispute.Evidence, src *importer.Source) bool {
	if e.MediaType != media.ZIP || e.Parent != 0 {
		return false
	}
	a, err := safezip.Open(src, src.Size())
	if err != nil {
		return false
	}
	for _, entry := range a.Entries {
		switch entry.Name {
		case "[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF":
			return false
		}
	}
	return true
}

func opens(src *importer.Source) bool {
	_, err := safezip.Open(src, src.Size())
	return err == nil
}

// addEntries stores and reads each file in the archive e. It is called for a
// known archive too: an earlier run may have been interrupted inside it.
func (in *Ingest) addEntries(ctx context.Context, sum *Summary, given string, e dispute.Evidence, s Settings) error {
	blob, err := in.File.Open(ctx, e.ID)
	if err != nil {
		return err
	}
	a, err := safezip.Open(blob, blob.Size())
	if err != nil {
		return err
	}
	for _, r := range a.Refused {
		n := dispute.Say(string(r.Reason))
		in.report(sum, Result{Given: given + "/" + r.Name, Refused: &n})
	}
	batch, err := in.File.NextBatch(ctx)
	if err != nil {
		return err
	}
	// What was said of the archive is not said of each file in it.
	s.Title, s.Proves, s.Captured = "", "", dispute.When{}
	for i, entry := range a.Entries {
		if entry.Junk {
			sum.Junk++
			continue
		}
		if err := in.addEntry(ctx, sum, given+"/"+entry.Name, e, entry, batch, entryNames(a, i), s); err != nil {
			return err
		}
	}
	return nil
}

// entryNames lists the base names of the files beside entry i.
func entryNames(a *safezip.Archive, i int) []string {
	var out []string
	dir := path.Dir(a.Entries[i].Name)
	for j, other := range a.Entries {
		if j != i && !other.Junk && path.Dir(other.Name) == dir {
			out = append(out, path.Base(other.Name))
		}
	}
	return out
}

func (in *Ingest) addEntry(ctx context.Context, sum *Summary, given string, parent dispute.Evidence, entry *safezip.Entry, batch int64, names []string, s Settings) error {
	refuse := func(code string, args ...any) error {
		n := dispute.Say(code, args...)
		in.report(sum, Result{Given: given, Refused: &n})
		return nil
	}
	if entry.Encrypted {
		return refuse("refuse.encrypted")
	}
	r, err := entry.Open(ctx)
	if err != nil {
		return refuse(entryFailure(err), entry.Name)
	}
	defer r.Close()
	incoming := casefile.Incoming{
		Name: path.Base(entry.Name), Path: entry.Name, Size: entry.Size, Parent: parent.ID, Batch: batch, Source: s.Source,
		Again: func() (io.ReadCloser, error) { return entry.Open(ctx) },
	}
	if entry.Zoned {
		incoming.Modified = entry.Modified
	}
	e, known, err := in.store(ctx, r, incoming)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if code := entryFailure(err); code != "" {
			return refuse(code, entry.Name)
		}
		return in.refuseUnlessStoreFailed(ctx, sum, given, err)
	}
	_, err = in.take(ctx, sum, given, e, known, names, s)
	return err
}

func entryFailure(err error) string {
	var limit *safezip.LimitError
	switch {
	case errors.As(err, &limit):
		return "refuse.entry-limit"
	case errors.Is(err, safezip.ErrEncrypted):
		return "refuse.encrypted"
	case errors.Is(err, safezip.ErrMethod):
		return "refuse.entry-method"
	case errors.Is(err, safezip.ErrDamaged):
		return "refuse.entry-damaged"
	}
	return ""
}
