// Package ownproduct knows again what the program made itself: packets and
// archives of a case, what bears a mark of the program wherever it was made, and
// the sample evidence. Taken in again they would be evidence of themselves.
//
// It promises that no file is called the program's own that has neither a hash
// which the log keeps, nor a mark, nor the hash of a sample: what it cannot open or
// read is evidence, and so is what the case holds already. It forbids leaving a
// file out without its name: Sort gives every item back, in one of three lists.
package ownproduct

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/demo"
	"complain/pkg/ingest"
)

// Known is what a case knows of files: which were made of it, and which it holds.
type Known struct {
	made   map[string]bool // by SHA-256
	held   map[string]bool
	sample map[string]bool // of the demo, by name and SHA-256; nil until it is asked for
}

// Of reads which files the log of a case says were made of it.
func Of(ctx context.Context, f *casefile.File) (*Known, error) {
	known := &Known{made: map[string]bool{}, held: map[string]bool{}}
	for e, err := range f.Custody(ctx) {
		if err != nil {
			return nil, err
		}
		switch e.Action {
		case "export", "archive", "stamp":
			var said struct{ SHA256, Data string }
			if json.Unmarshal(e.Detail, &said) == nil {
				known.made[said.SHA256], known.made[said.Data] = true, true
			}
		}
	}
	delete(known.made, "")
	all, err := f.AllEvidence(ctx)
	for _, e := range all {
		known.held[e.SHA256] = true
	}
	return known, err
}

// Sorted are the items of folders: what is evidence, and what the program made.
type Sorted struct {
	Evidence, Made, Sample []ingest.Item
}

// Sort tells evidence from the program's own products. A file that the user named
// is evidence: it was asked for. So is the sample evidence where nothing else is
// there.
func (k *Known) Sort(items []ingest.Item, named []string) Sorted {
	var out Sorted
	for _, it := range items {
		what := evidence
		if it.Refused == nil && !slices.Contains(named, it.Given) {
			what = k.is(it)
		}
		switch what {
		case made:
			out.Made = append(out.Made, it)
		case sample:
			out.Sample = append(out.Sample, it)
		default:
			out.Evidence = append(out.Evidence, it)
		}
	}
	if len(out.Evidence) == 0 {
		out.Evidence, out.Sample = out.Sample, nil
	}
	return out
}

// kind is what a file is to the case that it would be taken into.
type kind int

const (
	evidence kind = iota
	made
	sample
)

func (k *Known) is(it ingest.Item) kind {
	mark, marked := marks[strings.ToLower(path.Ext(it.Name))]
	named := k.namesSample(it)
	if !marked && !named {
		return evidence
	}
	r, err := it.Open()
	if err != nil {
		return evidence // it is said when it is taken in
	}
	defer r.Close()
	if mark != nil && mark(r, it.Size) {
		return made
	}
	if len(k.made) == 0 && !named {
		return evidence
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, io.NewSectionReader(r, 0, it.Size)); err != nil {
		return evidence
	}
	switch sum := hex.EncodeToString(hash.Sum(nil)); {
	case k.held[sum]:
		return evidence
	case k.made[sum]:
		return made
	case named && k.sample[sum]:
		return sample
	}
	return evidence
}

// namesSample reports whether a file has a name of the sample evidence.
func (k *Known) namesSample(it ingest.Item) bool {
	if k.sample == nil {
		k.sample = map[string]bool{}
		for _, name := range demo.Names() {
			k.takeSample(demo.Files(name))
		}
	}
	return k.sample[path.Base(it.Name)]
}

// takeSample takes in the names and the hashes of sample evidence.
func (k *Known) takeSample(files fs.FS) {
	_ = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error { // they are in the program
		if err != nil || !d.Type().IsRegular() {
			return nil
		}
		data, err := fs.ReadFile(files, name)
		if err == nil {
			sum := sha256.Sum256(data)
			k.sample[path.Base(name)], k.sample[hex.EncodeToString(sum[:])] = true, true
		}
		return nil
	})
}
