package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/screen"
	"complain/templates"
)

// session is one run of the program: what a command needs of the world beside
// the screen it speaks on. A function that only speaks takes the screen, or the
// language alone.
type session struct {
	*screen.Screen
	sys      System
	config   *config
	caseFile string         // what --case says
	langFlag string         // what --lang says
	verbose  bool           // a line for each thing
	dryRun   bool           // nothing is kept
	code     int            // exit code of a command that ends without an error
	goOn     int64          // the change that what is done belongs to; 0 for one of its own
	finality string         // what was last said of what cannot be taken back
	brief    bool           // what is well is summed up: the guide has a screen for it and a question
	opened   *casefile.File // for writing, last

	heap     *heap         // nil: as Go has it
	channels *channel.Book // nil until it is needed: reading it takes some milliseconds
}

// frugal is for commands that go through many pictures. Those that hold a whole
// timeline would only be slowed down.
func (s *session) frugal() {
	if s.heap != nil {
		s.heap.frugal.Store(true)
	}
}

// lean is for commands that read files in, until what it returns is called.
func (s *session) lean() (end func()) {
	if s.heap == nil {
		return func() {}
	}
	s.heap.lean.Store(true)
	debug.SetGCPercent(100) // until the first collection tells
	return func() { s.heap.lean.Store(false) }
}

// book is the data on channels and rules, with the user's own over it.
func (s *session) book() (*channel.Book, error) {
	if s.channels == nil {
		var spoken []string
		for _, lang := range s.sys.Languages.Langs() {
			spoken = append(spoken, lang.Tag())
		}
		book, err := channel.Load(s.config.overrides("channels"), spoken...)
		if err != nil {
			return nil, dataFault(s, err)
		}
		s.channels = book
	}
	return s.channels, nil
}

// templates are the packet templates, with the user's own over them.
func (s *session) templates() fs.FS {
	if own := s.config.overrides("templates"); own != nil {
		return overlay{own, templates.FS}
	}
	return templates.FS
}

// foundCase is a case file and how it was found.
type foundCase struct {
	path  string
	above bool // in a folder above this one, where nobody named it
}

// findCase finds the case file a command is about: --case, then
// $COMPLAIN_CASE, then the one case file in this folder or the nearest parent.
func (s *session) findCase() (foundCase, error) {
	if s.caseFile != "" {
		return foundCase{path: s.caseFile}, nil
	}
	if path := s.sys.Getenv("COMPLAIN_CASE"); path != "" {
		return foundCase{path: path}, nil
	}
	dir, err := filepath.Abs(".")
	if err != nil {
		return foundCase{}, err
	}
	for start := dir; ; {
		names, err := casesIn(dir)
		if err != nil && dir == start {
			return foundCase{}, err
		}
		switch len(names) {
		case 0:
		case 1:
			path := filepath.Join(dir, names[0])
			if err := trusted(path); err != nil {
				return foundCase{}, err
			}
			return foundCase{relative(start, path), dir != start}, nil
		default:
			return foundCase{}, usage("error.many-cases", strings.Join(names, s.Say("list.comma"))).next("hint.many-cases", names[0])
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return foundCase{}, usage("error.no-case").next("hint.no-case")
		}
		dir = parent
	}
}

// trusted refuses a case that nobody named and that another put there: it would
// be filled with the user's evidence, or its words be taken for the user's.
func trusted(path string) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	folder, err := os.Stat(filepath.Dir(path))
	if err != nil {
		return err
	}
	switch {
	case belongsToAnother(info):
		return failure("error.case-anothers", shown(path)).next("hint.case-anothers", shown(path))
	case openToAll(folder):
		return failure("error.case-open-folder", shown(path)).next("hint.case-anothers", shown(path))
	}
	return nil
}

func casesIn(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() && strings.HasSuffix(e.Name(), casefile.Extension) && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// relative shortens a path for people.
func relative(from, path string) string {
	if rel, err := filepath.Rel(from, path); err == nil && !strings.HasPrefix(rel, ".."+string(filepath.Separator)+"..") {
		return rel
	}
	return path
}

// openWhole opens the case for a command that hands on what the case says: it
// ends where that is not what the custody log says.
func (s *session) openWhole(ctx context.Context, mode casefile.Mode) (*casefile.File, error) {
	f, err := s.open(ctx, mode)
	if err != nil {
		return nil, err
	}
	if err := f.CheckRows(ctx); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// open opens the case a command is about.
func (s *session) open(ctx context.Context, mode casefile.Mode) (*casefile.File, error) {
	at, err := s.findCase()
	if err != nil {
		return nil, err
	}
	path := at.path
	if at.above && mode == casefile.ReadWrite {
		s.Talk("case.above", shown(path))
	}
	if info, err := os.Stat(path); os.IsNotExist(err) {
		return nil, failure("error.case-missing", path).next("hint.no-case")
	} else if err == nil && info.Size() == 0 {
		return nil, failure("error.case-empty", path).next("hint.case-empty")
	}
	f, err := casefile.Open(ctx, path, mode, s.sys.Now)
	if err == nil && mode == casefile.ReadWrite {
		f.GoOn(s.goOn)
		s.opened = f
		if err := errors.Join(s.sayClock(ctx, f), s.rehearse(ctx, f)); err != nil {
			f.Close()
			return nil, err
		}
		return f, nil
	}
	if !errors.Is(err, casefile.ErrOlder) {
		return f, err
	}
	m, err := casefile.Migrate(ctx, path, s.sys.Now)
	if err != nil {
		return nil, err
	}
	s.Talk("case.migrated", m.From, m.To, screen.Clean(shown(m.Backup)))
	return casefile.Open(ctx, path, mode, s.sys.Now)
}

// sayClock says where the clock does not fit the last entry of the custody log.
func (s *session) sayClock(ctx context.Context, f *casefile.File) error {
	step, err := f.Clock(ctx)
	if step != nil {
		s.Talk("clock.step", step.At, step.Before)
	}
	return err
}
