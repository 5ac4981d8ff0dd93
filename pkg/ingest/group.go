package ingest

import (
	"context"
	"errors"
	"path"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// A transaction waits for the disk five times, whatever it holds. So small files
// that follow one another are stored in one transaction and read in a second
// one, and are reported when that is on the disk. The bounds keep the wait for a
// line short: 32 files of 20 KB take some 40 ms.
const (
	groupFiles = 32
	groupBytes = 2 << 20
)

// grouped is how many of items, from the first, are taken in together; 1 where
// the first is taken in by itself. An archive is: its entries come after it, and
// get their numbers before the file that follows.
func grouped(items []item) int {
	var bytes int64
	for n, it := range items {
		bytes += it.size
		if n == groupFiles || bytes > groupBytes || it.refused != nil || strings.EqualFold(path.Ext(it.name), ".zip") {
			return max(n, 1)
		}
	}
	return len(items)
}

// member is a file of a group on its way.
type member struct {
	item
	batch    int64
	names    []string
	refusal  *dispute.Note
	evidence dispute.Evidence
	known    bool
	question *importer.Undecided
}

// addGroup stores all members, then reads all, then reports all. No parser sees
// bytes before they are on the disk.
func (in *Ingest) addGroup(ctx context.Context, sum *Summary, members []member, s Settings) error {
	if err := in.File.Batch(ctx, func() error {
		for i := range members {
			if err := in.storeMember(ctx, &members[i], s); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	if err := in.File.Batch(ctx, func() error {
		for i := range members {
			if err := in.readMember(ctx, &members[i], s); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	for _, m := range members {
		if m.refusal != nil {
			in.report(sum, Result{Given: m.given, Refused: m.refusal})
			continue
		}
		var err error
		if m.question != nil && in.Ask != nil {
			// Nobody is asked while others wait to write.
			m.evidence, err = in.read(ctx, m.evidence, m.names, s)
		} else {
			m.evidence, err = in.File.Evidence(ctx, m.evidence.ID)
		}
		if err != nil {
			return err
		}
		in.report(sum, Result{Given: m.given, Evidence: m.evidence, Known: m.known})
		if err := in.addInside(ctx, sum, m.given, m.evidence, s); err != nil {
			return err
		}
	}
	return nil
}

func (in *Ingest) storeMember(ctx context.Context, m *member, s Settings) error {
	r, err := m.open()
	if err != nil {
		n := dispute.Say(failureCode(err))
		m.refusal = &n
		return nil
	}
	defer r.Close()
	m.evidence, m.known, err = in.store(ctx, r, incoming(m.item, m.batch, s))
	if err != nil {
		m.refusal, err = refusedBy(ctx, err)
	}
	return err
}

// readMember reads a member, unless it was read before: in an earlier run, or as
// an earlier member with the same bytes.
func (in *Ingest) readMember(ctx context.Context, m *member, s Settings) error {
	if m.refusal != nil {
		return nil
	}
	e, err := in.File.Evidence(ctx, m.evidence.ID)
	if err != nil {
		return err
	}
	if unread(e, m.known) {
		m.question, err = in.readOnce(ctx, e, m.names, s)
	}
	return err
}

func unread(e dispute.Evidence, known bool) bool {
	return !known || e.Reading.State == dispute.Unread || e.Reading.State == dispute.Asking
}

func incoming(it item, batch int64, s Settings) casefile.Incoming {
	return casefile.Incoming{
		Name: it.name, Path: it.path, Size: it.size, Modified: it.modified, Batch: batch,
		Title: s.Title, Source: s.Source, Proves: s.Proves, Captured: s.Captured, Again: it.open,
	}
}

// refusedBy tells what is wrong with a file that was to be stored from what is
// wrong with the case, which stays an error.
func refusedBy(ctx context.Context, err error) (*dispute.Note, error) {
	var read readError
	var purged *casefile.PurgedError
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.As(err, &purged):
		n := dispute.Say("refuse.purged", purged.Evidence, purged.Reason)
		return &n, nil
	case errors.As(err, &read):
		n := dispute.Say("refuse.read", read.error)
		return &n, nil
	}
	return nil, err
}
