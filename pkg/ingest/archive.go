package ingest

import (
	"context"
	"errors"
	"io"
	"path"
	"slices"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/media"
	"complain/pkg/internal/safezip"
)

// isArchive reports whether an evidence is a ZIP that people put files into,
// rather than one that is a document itself (XLSX, DOCX, ODT, OFD, EPUB, APK).
func isArchive(e dispute.Evidence, src *importer.Source) bool {
	if e.MediaType != media.ZIP {
		return false
	}
	a, err := safezip.Open(src, src.Size())
	if err != nil {
		return false
	}
	for _, entry := range a.Entries {
		switch entry.Name {
		case "[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF", "OFD.xml":
			return false
		}
	}
	return true
}

func opens(src *importer.Source) bool {
	_, err := safezip.Open(src, src.Size())
	return err == nil
}

// opened reports whether the entries of an evidence are to be taken in: those of
// an archive, if only those that are not encrypted.
func opened(e dispute.Evidence) bool {
	r := e.Reading
	return e.MediaType == media.ZIP && (r.State == dispute.Held || r.State == dispute.Asking && asksPassword(r.Question))
}

func asksPassword(q *dispute.Note) bool {
	return q != nil && (q.Code == "ask.password" || q.Code == "ask.password-wrong")
}

// unlock tries the passwords on the archive in src, and asks for one where
// none opens what is encrypted.
func unlock(ctx context.Context, src *importer.Source) (*importer.Undecided, error) {
	a, err := safezip.Open(src, src.Size())
	if err != nil {
		return nil, nil // it was an archive a moment ago; what is wrong is said when entries are taken in
	}
	passwords := src.Options.Passwords
	locked, _, err := a.Unlock(ctx, passwords)
	if err != nil || locked == 0 {
		return nil, err
	}
	code := "ask.password"
	if len(passwords) > 0 {
		code = "ask.password-wrong"
	}
	return &importer.Undecided{Question: dispute.Say(code, locked), Flag: "password"}, nil
}

// known is the passwords given with the files and those answered since.
func (in *Ingest) known(given []string) []string { return append(slices.Clone(given), in.passwords...) }

// addEntries stores and reads each file in the archive e. It is called for a
// known archive too: an earlier run may have been interrupted inside it.
func (in *Ingest) addEntries(ctx context.Context, sum *Summary, given string, e dispute.Evidence, s Settings) error {
	blob, err := in.Store.Open(ctx, e.ID)
	if err != nil {
		return err
	}
	defer blob.Close()
	limits := safezip.Standard()
	limits.Names, _ = charset.Parse(s.Encoding) // the answer for texts is the one for names too
	a, err := safezip.OpenWithin(limits, blob, blob.Size())
	if err != nil {
		return err
	}
	if _, _, err := a.Unlock(ctx, in.known(s.Passwords)); err != nil {
		return err
	}
	before, err := in.taken(ctx, e.ID)
	if err != nil {
		return err
	}
	for _, r := range a.Refused {
		n := dispute.Say(string(r.Reason))
		in.report(sum, Result{Given: given + "/" + r.Name, Refused: &n})
	}
	batch, err := in.Store.NextBatch(ctx)
	if err != nil {
		return err
	}
	// What was said of the archive is not said of each file in it.
	s.Title, s.Proves, s.Captured = "", "", dispute.When{}
	neighbours := entryNames(a)
	entries := slices.DeleteFunc(slices.Clone(a.Entries), func(e *safezip.Entry) bool { return e.Junk })
	sum.Junk += len(a.Entries) - len(entries)
	in.pace.inside(len(entries), sizeOf(entries))
	for n := 0; len(entries) > 0; entries = entries[n:] {
		if err := ctx.Err(); err != nil {
			return err
		}
		n = grouped(entries, weighEntry)
		if entry := entries[0]; entry.Locked() {
			// The archive's own question says so, unless it was answered before.
			if known, ok := before[entry.Name]; ok {
				in.report(sum, Result{Given: given + "/" + entry.Name, Evidence: known, Known: true})
			} else if e.Reading.State == dispute.Held {
				n := dispute.Say("refuse.locked")
				in.report(sum, Result{Given: given + "/" + entry.Name, Refused: &n})
			}
			in.pace.done(1, sum.NeedLook)
			continue
		}
		var members []member
		for _, entry := range entries[:n] {
			members = append(members, member{
				given: given + "/" + entry.Name, entry: entry, incoming: incomingEntry(ctx, entry, e.ID, batch, s),
				names: func() []string { return neighbours.beside(path.Dir(entry.Name), path.Base(entry.Name)) },
			})
		}
		in.pace.start(members[0].given, sizeOf(entries[:n]))
		if err := in.addMembers(ctx, sum, members, s); err != nil {
			return err
		}
		in.pace.done(n, sum.NeedLook)
	}
	return nil
}

// sizeOf is how many bytes entries have, as far as their archive says.
func sizeOf(entries []*safezip.Entry) (bytes int64) {
	for _, e := range entries {
		bytes += e.Size
	}
	return bytes
}

// weighEntry is for grouped. The size is what the archive says; one that says
// too little makes the wait for its group's lines longer, and no more.
func weighEntry(e *safezip.Entry) (size int64, alone bool) { return e.Size, e.Locked() }

func incomingEntry(ctx context.Context, entry *safezip.Entry, parent dispute.EvidenceID, batch int64, s Settings) casefile.Incoming {
	incoming := casefile.Incoming{
		Name: path.Base(entry.Name), Path: entry.Name, Size: entry.Size, Parent: parent, Batch: batch, Source: s.Source, Official: s.Official,
		Again: func() (io.ReadCloser, error) { return entry.Open(ctx) },
	}
	if entry.Zoned {
		incoming.Modified = entry.Modified
	}
	return incoming
}

// taken is the evidence that came out of the archive e, by its name there.
func (in *Ingest) taken(ctx context.Context, e dispute.EvidenceID) (map[string]dispute.Evidence, error) {
	all, err := in.Store.AllEvidence(ctx)
	if err != nil {
		return nil, err
	}
	out := map[string]dispute.Evidence{}
	for _, other := range all {
		if other.Parent == e {
			out[other.Path] = other
		}
	}
	return out, nil
}

// entryNames lists the names of an archive's files by their folder in it.
func entryNames(a *safezip.Archive) names {
	out := names{}
	for _, entry := range a.Entries {
		if !entry.Junk {
			out[path.Dir(entry.Name)] = append(out[path.Dir(entry.Name)], path.Base(entry.Name))
		}
	}
	return out
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

func refusal(code string, entry *safezip.Entry) dispute.Note {
	if code == "refuse.encrypted" {
		return dispute.Say("refuse.encrypted")
	}
	return dispute.Say(code, entry.Name)
}
