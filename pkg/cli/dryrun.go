package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/importer"
	"complain/pkg/importer/all"
	"complain/pkg/ingest"
	"complain/pkg/internal/scratch"
	"complain/pkg/packet"
)

// dryStore is a store that keeps nothing. What comes out of archives waits where
// the system has its temporary files, never beside the case.
type dryStore struct {
	*ingest.Dry
	folder *scratch.Folder // nil until something came out of an archive
	file   *os.File
}

func newDryStore(s *session, f *casefile.File) *dryStore {
	d := &dryStore{}
	d.Dry = ingest.NewDry(f, s.sys.Now, d.makeScratch)
	return d
}

func (d *dryStore) makeScratch() (ingest.Scratch, error) {
	var err error
	if d.folder, err = scratch.Make(os.TempDir()); err != nil {
		return nil, fmt.Errorf("unpack into the folder for temporary files: %w", err)
	}
	if d.file, err = os.OpenFile(filepath.Join(d.folder.Path(), "unpacked"), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600); err != nil {
		return nil, fmt.Errorf("unpack into the folder for temporary files: %w", err)
	}
	return d.file, nil
}

func (d *dryStore) close() {
	if d.file != nil {
		d.file.Close()
	}
	if d.folder != nil {
		d.folder.Close() // best effort: the folder is one for temporary files
	}
}

// dryPlaces is where evidence without a number lies. The path says so where a
// number would.
type dryPlaces map[dispute.EvidenceID]string

// of is where r lies: what came once more is named by where it came from first.
func (p dryPlaces) of(r ingest.Result) string {
	e := r.Evidence
	if r.Refused != nil || e.ID > 0 {
		return r.Given
	}
	if p[e.ID] == "" {
		p[e.ID] = r.Given
	}
	if e.Parent < 0 {
		return p[e.Parent] + "/" + e.Path
	}
	return r.Given
}

// drySeems is resultSeems of a file that no case keeps: it is read once more, a
// conversation to its first record.
func drySeems(ctx context.Context, s *session, in *ingest.Ingest, said importer.Answers, e dispute.Evidence) []packet.Seeming {
	var parent dispute.Evidence
	if e.Parent != 0 {
		var err error
		if parent, err = in.Store.Evidence(ctx, e.Parent); err != nil {
			return nil
		}
	}
	titles := dossier.TitlesOf(s.book, e, parent)
	if titles == nil {
		return nil
	}
	im, err := importer.ByName(append(all.Importers(), all.Fallback()), e.Reading.Importer)
	if err != nil {
		return nil
	}
	o, err := in.Options(ctx, said)
	if err != nil {
		return nil
	}
	enough := errors.New("enough was read")
	tally := &importer.Tally{OnRecord: func(r dispute.Record) error {
		if more, err := titles.Look(r); err != nil || more {
			return err
		}
		return enough
	}}
	// What cannot be read was said of the file already.
	_, _ = ingest.Look(ctx, in.Kept(ctx, e), o, func(src *importer.Source) error { return importer.Run(ctx, im, src, tally) })
	if !titles.Found {
		return nil
	}
	return []packet.Seeming{{Evidence: e.ID, Answer: titles.Answer}}
}
