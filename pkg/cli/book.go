package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/templates"
)

func note(code string, args ...any) dispute.Note { return dispute.Say(code, args...) }

// book is the data on channels and rules, with the user's own over it.
func (a *app) book() (*channel.Book, error) {
	if a.channels == nil {
		var spoken []string
		for _, lang := range a.sys.Languages.Langs() {
			spoken = append(spoken, lang.Tag())
		}
		book, err := channel.Load(a.overrides("channels"), spoken...)
		if err != nil {
			return nil, failure("error.plain", err).next("hint.overrides", filepath.Join(a.config.dir, "channels"))
		}
		a.channels = book
	}
	return a.channels, nil
}

// practice is the data on what offices do, with the user's own over it.
func (a *app) practice() (*channel.Practice, error) {
	book, err := a.book()
	if err != nil {
		return nil, err
	}
	practice, err := book.Practice()
	if err != nil {
		return nil, failure("error.plain", err).next("hint.overrides", filepath.Join(a.config.dir, "channels"))
	}
	return practice, nil
}

// templates are the packet templates, with the user's own over them.
func (a *app) templates() fs.FS {
	if own := a.overrides("templates"); own != nil {
		return overlay{own, templates.FS}
	}
	return templates.FS
}

// overrides is a folder beside the configuration, or nil when there is none.
func (a *app) overrides(name string) fs.FS {
	dir := filepath.Join(a.config.dir, name)
	if info, err := os.Stat(dir); a.config.dir == "" || err != nil || !info.IsDir() {
		return nil
	}
	return os.DirFS(dir)
}

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
