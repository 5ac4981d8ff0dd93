package cli

import (
	"io/fs"
	"slices"
)

// overlay shows the files of over, and those of under that over lacks.
type overlay struct{ over, under fs.FS }

func (o overlay) Open(name string) (fs.File, error) {
	if info, err := fs.Stat(o.over, name); err == nil && !info.IsDir() {
		return o.over.Open(name)
	}
	return o.under.Open(name)
}

func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.under, name)
	own, ownErr := fs.ReadDir(o.over, name)
	if err != nil && ownErr != nil {
		return nil, err
	}
	for _, e := range own {
		if !slices.ContainsFunc(entries, func(x fs.DirEntry) bool { return x.Name() == e.Name() }) {
			entries = append(entries, e)
		}
	}
	slices.SortFunc(entries, func(x, y fs.DirEntry) int {
		if x.Name() < y.Name() {
			return -1
		}
		return 1
	})
	return entries, nil
}
