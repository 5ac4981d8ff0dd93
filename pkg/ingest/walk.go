package ingest

import (
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/text/unicode/norm"

	"complain/pkg/dispute"
	"complain/pkg/internal/safezip"
	"complain/pkg/internal/scratch"
)

// Walk makes items of the files under the paths, in the order given and then by
// name. What cannot be taken in is listed with the reason. Operating systems'
// own litter, and ours, is counted in junk, and the case file at casePath is left out.
func Walk(paths []string, casePath string) (items []Item, junk int) {
	w := walker{casePath: casePath}
	w.caseInfo, _ = os.Stat(casePath) // a case that cannot be looked at is no danger
	for _, path := range paths {
		w.top(path)
	}
	return w.items, w.junk
}

type walker struct {
	casePath string
	caseInfo fs.FileInfo

	items []Item
	junk  int
}

func (w *walker) refuse(given, code string, args ...any) {
	n := dispute.Say(code, args...)
	w.items = append(w.items, Item{Given: given, Refused: &n})
}

// top takes a path that the user named: a link to a file is followed, since it
// was asked for.
func (w *walker) top(path string) {
	info, err := os.Stat(path)
	if err != nil {
		w.refuse(path, failureCode(err))
		return
	}
	if info.IsDir() {
		before := len(w.items) + w.junk
		w.folder(path, baseName(path))
		if len(w.items)+w.junk == before {
			w.refuse(path, "refuse.empty-folder")
		}
		return
	}
	w.file(path, baseName(path), info)
}

// baseName is the last part of a path, also for "." and "..".
func baseName(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		path = full
	}
	return filepath.Base(path)
}

func (w *walker) folder(path, rel string) {
	entries, err := os.ReadDir(path)
	if err != nil {
		w.refuse(path, failureCode(err))
		return
	}
	for _, entry := range entries {
		p := filepath.Join(path, entry.Name())
		r := rel + "/" + entry.Name()
		name := entry.Name()
		if entry.IsDir() {
			name += "/"
		}
		if safezip.Junk(name) || entry.IsDir() && scratch.Is(entry.Name()) {
			w.junk++
			continue
		}
		switch {
		case entry.Type()&fs.ModeSymlink != 0:
			w.refuse(p, "refuse.link")
		case entry.IsDir():
			w.folder(p, r)
		default:
			info, err := entry.Info()
			if err != nil {
				w.refuse(p, failureCode(err))
				continue
			}
			w.file(p, r, info)
		}
	}
}

func (w *walker) file(path, rel string, info fs.FileInfo) {
	switch {
	case !info.Mode().IsRegular():
		w.refuse(path, "refuse.special")
		return
	case w.isCase(path, info):
		// A folder often holds its own case. Opening it here would also drop
		// SQLite's locks on some systems.
		w.refuse(path, "refuse.case")
		return
	case filepath.Base(path) == filepath.Base(w.casePath)+"-journal":
		w.junk++
		return
	}
	w.items = append(w.items, Item{
		Given: path, Name: norm.NFC.String(filepath.Base(rel)), Path: norm.NFC.String(rel), Size: info.Size(), Modified: info.ModTime(),
		Folder: filepath.Dir(path),
		Open: func() (File, error) {
			f, err := os.Open(path)
			if err != nil {
				return nil, err
			}
			return f, nil
		},
	})
}

// isCase reports whether a file is the case's own. What the list of a folder says of
// its files is not always what they say: Windows' network drives number them anew.
func (w *walker) isCase(path string, info fs.FileInfo) bool {
	if w.caseInfo == nil || info.Size() != w.caseInfo.Size() {
		return false
	}
	itself, err := os.Stat(path)
	return os.SameFile(info, w.caseInfo) || err == nil && os.SameFile(itself, w.caseInfo)
}

func failureCode(err error) string {
	switch {
	case os.IsNotExist(err):
		return "refuse.missing"
	case os.IsPermission(err):
		return "refuse.permission"
	}
	return "refuse.unreadable"
}
