package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"complain/pkg/casefile"
)

// findCase finds the case file a command is about: --case, then
// $COMPLAIN_CASE, then the one case file in this folder or the nearest parent.
func (a *app) findCase() (string, error) {
	if a.caseFile != "" {
		return a.caseFile, nil
	}
	if path := a.sys.Getenv("COMPLAIN_CASE"); path != "" {
		return path, nil
	}
	dir, err := filepath.Abs(".")
	if err != nil {
		return "", err
	}
	for start := dir; ; {
		names, err := casesIn(dir)
		if err != nil && dir == start {
			return "", err
		}
		switch len(names) {
		case 0:
		case 1:
			return relative(start, filepath.Join(dir, names[0])), nil
		default:
			return "", usage("error.many-cases", strings.Join(names, a.say("list.comma"))).next("hint.many-cases", names[0])
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", usage("error.no-case").next("hint.no-case")
		}
		dir = parent
	}
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
func (a *app) openWhole(ctx context.Context, mode casefile.Mode) (*casefile.File, error) {
	f, err := a.open(ctx, mode)
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
func (a *app) open(ctx context.Context, mode casefile.Mode) (*casefile.File, error) {
	path, err := a.findCase()
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(path); os.IsNotExist(err) {
		return nil, failure("error.case-missing", path).next("hint.no-case")
	} else if err == nil && info.Size() == 0 {
		return nil, failure("error.case-empty", path).next("hint.case-empty")
	}
	f, err := casefile.Open(ctx, path, mode, a.sys.Now)
	if err == nil && mode == casefile.ReadWrite {
		if err := a.sayClock(ctx, f); err != nil {
			f.Close()
			return nil, err
		}
		return f, nil
	}
	if !errors.Is(err, casefile.ErrOlder) {
		return f, err
	}
	m, err := casefile.Migrate(ctx, path, a.sys.Now)
	if err != nil {
		return nil, err
	}
	a.talk("case.migrated", m.From, m.To, clean(shown(m.Backup)))
	return casefile.Open(ctx, path, mode, a.sys.Now)
}

// sayClock says where the clock does not fit the last entry of the custody log.
func (a *app) sayClock(ctx context.Context, f *casefile.File) error {
	step, err := f.Clock(ctx)
	if step != nil {
		a.talk("clock.step", step.At, step.Before)
	}
	return err
}
