package ingest

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"golang.org/x/text/unicode/norm"

	"complain/pkg/dispute"
	"complain/pkg/internal/safezip"
)

// item is a file found on the way through the paths given.
type item struct {
	given    string // the path as the user typed it, or built from it: for showing
	name     string
	path     string // slash-separated, beginning with the name of the folder given
	size     int64
	modified time.Time
	group    string // files of one folder share it
	refused  *dispute.Note
	open     func() (io.ReadCloser, error)
}

// walk lists the files under the paths, in the order given and then by name. What
// cannot be taken in is listed with the reason. Operating systems' own litter
// is counted in junk.
func walk(paths []string, casePath string) (items []item, junk int) {
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

	items []item
	junk  int
}

func (w *walker) refuse(given, code string, args ...any) {
	n := dispute.Say(code, args...)
	w.items = append(w.items, item{given: given, refused: &n})
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
		if safezip.Junk(entry.Name()) {
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
	case w.caseInfo != nil && os.SameFile(info, w.caseInfo):
		// A folder often holds its own case. Opening it here would also drop
		// SQLite's locks on some systems.
		w.refuse(path, "refuse.case")
		return
	case filepath.Base(path) == filepath.Base(w.casePath)+"-journal":
		w.junk++
		return
	}
	w.items = append(w.items, item{
		given: path, name: norm.NFC.String(filepath.Base(rel)), path: norm.NFC.String(rel), size: info.Size(), modified: info.ModTime(),
		group: filepath.Dir(path),
		open:  func() (io.ReadCloser, error) { return os.Open(path) },
	})
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

// names lists the names of the files in each folder.
type names map[string][]string

func folders(items []item) names {
	out := names{}
	for _, it := range items {
		if it.refused == nil {
			out[it.group] = append(out[it.group], it.name)
		}
	}
	for _, list := range out {
		slices.Sort(list)
	}
	return out
}

// beside lists the names of the other files in a folder.
func (n names) beside(folder, name string) []string {
	all := n[folder]
	out := make([]string, 0, len(all))
	for _, other := range all {
		if other != name {
			out = append(out, other)
		}
	}
	return out
}
