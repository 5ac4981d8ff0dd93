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
	"complain/pkg/internal/cause"
	"complain/pkg/internal/media"
)

// maxParts is how many files are taken out of one container, as many as out of
// one archive.
const maxParts = 20_000

var errManyParts = errors.New("too many parts")

// mayOpen reports whether what is inside an evidence is taken out: of files that
// were given, of mails in an archive, and of mails and archives in a mail. An
// archive in an archive is kept closed, and so is whatever lies deeper.
func (in *Ingest) mayOpen(ctx context.Context, e dispute.Evidence) (bool, error) {
	if e.Parent == 0 {
		return true, nil
	}
	parent, err := in.Store.Evidence(ctx, e.Parent)
	if err != nil {
		return false, err
	}
	return parent.Parent == 0 && !(parent.MediaType == media.ZIP && e.MediaType == media.ZIP), nil
}

// container is the importer that read an evidence, if it can take files out of
// it; otherwise nil.
func (in *Ingest) container(e dispute.Evidence) importer.Container {
	r := e.Reading
	if r.State != dispute.Read && r.State != dispute.Partial {
		return nil
	}
	im, err := importer.ByName(in.Importers, r.Importer)
	if err != nil {
		return nil
	}
	c, _ := im.(importer.Container)
	return c
}

// addInside takes in what is inside an evidence that was just taken in. It is
// called for known evidence too: an earlier run may have been interrupted.
func (in *Ingest) addInside(ctx context.Context, sum *Summary, given string, e dispute.Evidence, s Settings) error {
	if opened(e) {
		return in.addEntries(ctx, sum, given, e, s)
	}
	return in.addParts(ctx, sum, given, e, s, false)
}

// addParts stores and reads each file that the evidence e holds, if it holds
// files. missing leaves those out that the case has already.
func (in *Ingest) addParts(ctx context.Context, sum *Summary, given string, e dispute.Evidence, s Settings, missing bool) error {
	c := in.container(e)
	if c == nil {
		return nil
	}
	if open, err := in.mayOpen(ctx, e); err != nil || !open {
		return err
	}
	o, err := in.Options(ctx, s.Answers)
	if err != nil {
		return err
	}
	blob, err := in.Store.Open(ctx, e.ID)
	if err != nil {
		return err
	}
	defer blob.Close()
	// What was said of the container is not said of each file in it.
	s.Title, s.Proves, s.Captured, s.Official, s.As, s.Map = "", "", dispute.When{}, nil, "", ""
	u := &unpacking{in: in, sum: sum, given: given, parent: e, settings: s, missing: missing}
	count := 0
	var before map[string]dispute.Evidence
	src := importer.NewSource(e.Name, e.Path, blob, blob.Size(), o)
	err = importer.Parts(ctx, c, src, func(p importer.Part) error {
		if count++; count > maxParts {
			return errManyParts
		}
		if missing && before == nil {
			if before, err = in.taken(ctx, e.ID); err != nil {
				return u.fail(err)
			}
		}
		if _, had := before[p.Path]; had {
			return nil
		}
		return u.add(ctx, p)
	})
	return u.end(ctx, err)
}

// unpacking takes parts into the case, those of a folder beside each other, and
// small ones that follow one another together.
type unpacking struct {
	in       *Ingest
	sum      *Summary
	given    string
	parent   dispute.Evidence
	settings Settings
	missing  bool

	folder string
	batch  int64
	open   []member // of the folder that may go on
	whole  []member // of folders that are complete
	broken error    // of the case file, or of ctx
}

func (u *unpacking) add(ctx context.Context, p importer.Part) error {
	if folder := path.Dir(p.Path); u.batch == 0 || folder != u.folder {
		if err := u.close(ctx); err != nil {
			return err
		}
		batch, err := u.in.Store.NextBatch(ctx)
		if err != nil {
			return u.fail(err)
		}
		u.folder, u.batch = folder, max(batch, u.batch+1)
	}
	m := member{
		given: u.given + "/" + p.Path, onlyNew: u.missing,
		incoming: casefile.Incoming{
			Name: p.Name, Path: p.Path, Size: -1, Parent: u.parent.ID, Batch: u.batch, Source: u.settings.Source,
			Again: func() (io.ReadCloser, error) { return p.Open(ctx) },
		},
	}
	m.weight = weighPart(m.incoming.Again)
	if m.weight <= groupBytes {
		m.incoming.Size = m.weight
	}
	u.open = append(u.open, m)
	return nil
}

// weighPart is the size of a part, which nothing says before it is read; of one
// that is too large for a group, no more than that is read.
func weighPart(open func() (io.ReadCloser, error)) int64 {
	r, err := open()
	if err != nil {
		return 0 // it says so again when it is stored
	}
	defer r.Close()
	n, _ := io.Copy(io.Discard, io.LimitReader(r, groupBytes+1))
	return n
}

func (u *unpacking) fail(err error) error {
	u.broken = err
	return err
}

// close ends a folder: now all that lies beside each of its parts is known.
func (u *unpacking) close(ctx context.Context) error {
	var names []string
	for _, m := range u.open {
		names = append(names, m.incoming.Name)
	}
	for i := range u.open {
		u.open[i].names = func() []string { return slices.Delete(slices.Clone(names), i, i+1) }
	}
	u.whole, u.open = append(u.whole, u.open...), nil
	for len(u.whole) > 0 && grouped(u.whole, member.weigh) < len(u.whole) {
		if err := u.flush(ctx); err != nil {
			return err
		}
	}
	return nil
}

// flush takes in the first group.
func (u *unpacking) flush(ctx context.Context) error {
	n := grouped(u.whole, member.weigh)
	members := u.whole[:n]
	u.whole = u.whole[n:]
	bytes := int64(0)
	for _, m := range members {
		bytes += m.weight
	}
	u.in.pace.inside(n, bytes)
	u.in.pace.start(members[0].given, bytes)
	if err := u.in.addMembers(ctx, u.sum, members, u.settings); err != nil {
		return u.fail(err)
	}
	u.in.pace.done(n, u.sum.NeedLook)
	return nil
}

// end takes in what is left. What is wrong with the container itself is said of
// it, and costs nothing else.
func (u *unpacking) end(ctx context.Context, err error) error {
	if u.broken != nil {
		return u.broken
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err := u.close(ctx); err != nil {
		return err
	}
	for len(u.whole) > 0 {
		if err := u.flush(ctx); err != nil {
			return err
		}
	}
	if n := partsFailure(err); n != nil {
		u.in.report(u.sum, Result{Given: u.given, Refused: n})
	}
	return nil
}

func partsFailure(err error) *dispute.Note {
	var stopped *importer.Stopped
	var n dispute.Note
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errManyParts):
		n = dispute.Say("refuse.parts", maxParts)
	case errors.As(err, &stopped):
		n = stopped.Why
	default:
		n = dispute.Say("refuse.read", cause.Of(err))
	}
	return &n
}
