package ingest

import (
	"context"
	"errors"
	"path"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/safezip"
)

// A transaction waits for the disk five times, whatever it holds. So small files
// that follow one another are stored in one transaction and read in a second
// one, and are reported when that is on the disk. The bounds keep the wait for a
// line short: 32 files of 20 KB take some 40 ms.
const (
	groupFiles = 32
	groupBytes = 2 << 20
)

// grouped is how many of things, from the first, are taken in together; 1 where
// the first is taken in by itself.
func grouped[T any](things []T, weigh func(T) (size int64, alone bool)) int {
	var bytes int64
	for n, thing := range things {
		size, alone := weigh(thing)
		bytes += size
		if n == groupFiles || bytes > groupBytes || alone {
			return max(n, 1)
		}
	}
	return len(things)
}

// member is a file on its way into the case, alone or in a group.
type member struct {
	given    string
	incoming casefile.Incoming // without its Reader
	names    func() []string   // of the files beside it; there may be many
	entry    *safezip.Entry    // nil unless it comes out of an archive
	onlyNew  bool              // what the case has is not reported
	weight   int64             // of a part: bytes, as far as they were counted

	refusal  *dispute.Note
	evidence dispute.Evidence
	known    bool
	question *importer.Undecided
}

// weigh is for grouped, of parts.
func (m member) weigh() (size int64, alone bool) {
	return m.weight, strings.EqualFold(path.Ext(m.incoming.Name), ".zip")
}

// silent reports whether the case has a member that is wanted only when it is new.
func (m *member) silent() bool { return m.onlyNew && m.known && m.refusal == nil }

// addMembers takes in what grouped put together.
func (in *Ingest) addMembers(ctx context.Context, sum *Summary, members []member, s Settings) error {
	if len(members) == 1 {
		return in.addAlone(ctx, sum, members[0], s)
	}
	return in.addGroup(ctx, sum, members, s)
}

func (in *Ingest) addAlone(ctx context.Context, sum *Summary, m member, s Settings) error {
	if err := in.storeMember(ctx, &m); err != nil {
		return err
	}
	if m.refusal == nil && !m.silent() && unread(m.evidence, m.known) {
		var err error
		if m.evidence, err = in.read(ctx, m.evidence, m.names(), s); err != nil {
			return err
		}
	}
	return in.finish(ctx, sum, m, s)
}

// addGroup stores all members, then reads all, then reports all. No parser sees
// bytes before they are on the disk.
func (in *Ingest) addGroup(ctx context.Context, sum *Summary, members []member, s Settings) error {
	if err := in.Store.Batch(ctx, func() error {
		for i := range members {
			if err := in.storeMember(ctx, &members[i]); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	if err := in.Store.Batch(ctx, func() error {
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
		if m.refusal == nil {
			var err error
			if m.question != nil && in.Ask != nil {
				// Nobody is asked while others wait to write.
				m.evidence, err = in.read(ctx, m.evidence, m.names(), s)
			} else {
				m.evidence, err = in.Store.Evidence(ctx, m.evidence.ID)
			}
			if err != nil {
				return err
			}
		}
		if err := in.finish(ctx, sum, m, s); err != nil {
			return err
		}
	}
	return nil
}

// finish reports a member, and takes in what is inside it.
func (in *Ingest) finish(ctx context.Context, sum *Summary, m member, s Settings) error {
	if m.refusal != nil {
		in.report(sum, Result{Given: m.given, Refused: m.refusal})
		return nil
	}
	if m.silent() {
		return nil
	}
	in.report(sum, Result{Given: m.given, Evidence: m.evidence, Known: m.known})
	if m.incoming.Parent != 0 && m.evidence.Parent != m.incoming.Parent {
		return nil // what came from elsewhere first was opened there
	}
	return in.addInside(ctx, sum, m.given, m.evidence, s)
}

func (in *Ingest) storeMember(ctx context.Context, m *member) error {
	r, err := m.incoming.Again()
	switch {
	case err != nil && m.incoming.Parent == 0:
		err = openError{err}
	case err != nil:
		err = readError{err}
	default:
		defer r.Close()
		m.evidence, m.known, err = in.store(ctx, r, m.incoming)
	}
	if err == nil {
		return nil
	}
	if code := entryFailure(err); m.entry != nil && code != "" && ctx.Err() == nil {
		n := refusal(code, m.entry)
		m.refusal = &n
		return nil
	}
	m.refusal, err = refusedBy(ctx, err)
	return err
}

// readMember reads a member, unless it was read before: in an earlier run, or as
// an earlier member with the same bytes.
func (in *Ingest) readMember(ctx context.Context, m *member, s Settings) error {
	if m.refusal != nil || m.silent() {
		return nil
	}
	e, err := in.Store.Evidence(ctx, m.evidence.ID)
	if err != nil {
		return err
	}
	if unread(e, m.known) {
		m.question, err = in.readOnce(ctx, e, m.names(), s)
	}
	return err
}

func unread(e dispute.Evidence, known bool) bool {
	return !known || e.Reading.State == dispute.Unread || e.Reading.State == dispute.Asking
}

// refusedBy tells what is wrong with a file that was to be stored from what is
// wrong with the case, which stays an error.
func refusedBy(ctx context.Context, err error) (*dispute.Note, error) {
	var opening openError
	var read readError
	var purged *casefile.PurgedError
	var stopped *importer.Stopped
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.As(err, &stopped): // the part of a container
		return &stopped.Why, nil
	case errors.As(err, &purged):
		n := dispute.Say("refuse.purged", purged.Evidence, purged.Reason)
		return &n, nil
	case errors.As(err, &opening):
		n := dispute.Say(failureCode(opening.error))
		return &n, nil
	case errors.As(err, &read):
		n := dispute.Say("refuse.read", read.error)
		return &n, nil
	}
	return nil, err
}
