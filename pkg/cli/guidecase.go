package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	xlanguage "golang.org/x/text/language"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/screen"
	"complain/pkg/locale"
)

// caseQuestions make the case.
func caseQuestions() []guideQuestion {
	return []guideQuestion{{
		id: "country", task: "case", fixed: true,
		open: func(st *guideState) bool { return st.abroad },
		put:  putCountry,
		take: func(_ context.Context, g *guide, _ *guideState, r screen.Reply) error {
			id, ok, err := channel.Country(r.Text)
			if err != nil {
				return err
			}
			if !ok {
				return usage("error.jurisdiction", r.Text).next("hint.jurisdiction")
			}
			g.country = id
			return nil
		},
	}, {
		id: "folder", task: "evidence", fixed: true,
		open: func(st *guideState) bool { return len(st.evidence) == 0 },
		put:  putFolder,
		take: takeFolder,
	}}
}

// homeCountry is where the user seems to live, by the language of the system.
func homeCountry(s *session) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		tag, _, _ := strings.Cut(s.sys.Getenv(name), ".")
		if t, err := xlanguage.Parse(strings.ReplaceAll(tag, "_", "-")); err == nil {
			if region, sure := t.Region(); sure == xlanguage.Exact {
				return strings.ToLower(region.String())
			}
		}
	}
	if strings.HasPrefix(s.Lang.Tag(), "zh") {
		return "cn"
	}
	return ""
}

func putCountry(g *guide, _ *guideState) screen.Question {
	q := screen.Question{Text: g.s.Say("guide.q.country"), Free: true}
	home := homeCountry(g.s)
	ids := []string{"cn", "gb", "us", "eu", "hk", "sg", "au"}
	if home != "" && !slices.Contains(ids, home) {
		ids = append([]string{home}, ids...)
	}
	for _, id := range ids {
		q.Choices = append(q.Choices, screen.Choice{Value: id, Label: countryName(g.s.Lang, id)})
	}
	if home != "" {
		q.Default, q.Shown = home, countryName(g.s.Lang, home)
	}
	return q
}

func countryName(lang locale.Lang, id string) string { return channel.CountryName(id, lang.Tag()) }

// putFolder asks what there is: a folder is proposed where it is plain which.
func putFolder(g *guide, _ *guideState) screen.Question {
	q := screen.Question{Text: g.s.Say("guide.q.folder"), Facts: []string{g.s.Say("guide.folder.copies")}}
	switch {
	case len(g.given) > 0:
		q.Default = strings.Join(g.given, "\n")
		q.Shown = g.s.Say("guide.folder", shown(g.given[0]), countFiles(g.given[0]))
	default:
		for _, dir := range likelyFolders(g.s) {
			q.Choices = append(q.Choices, screen.Choice{Value: dir, Label: g.s.Say("guide.folder", shown(dir), countFiles(dir))})
		}
		q.Free = true
		if len(q.Choices) > 0 {
			q.Default, q.Shown = q.Choices[0].Value, q.Choices[0].Label
		}
	}
	return q
}

// likelyFolders are folders in which evidence may lie: those below this one, and
// this one itself where it holds files.
func likelyFolders(s *session) []string {
	entries, err := os.ReadDir(".")
	if err != nil {
		return nil
	}
	var out []string
	files := 0
	for _, e := range entries {
		switch name := e.Name(); {
		case strings.HasPrefix(name, "."), filepath.Ext(name) == ".complain":
		case e.IsDir() && countFiles(name) > 0:
			out = append(out, name)
		case !e.IsDir():
			files++
		}
	}
	here, hereErr := os.Stat(".")
	if home, err := os.Stat(s.sys.home()); err == nil && hereErr == nil && os.SameFile(here, home) {
		return nil // where everything lies, and not the evidence
	}
	const most = 8
	if len(out) > most {
		out = out[:most]
	}
	if files > 0 {
		out = append([]string{"."}, out...)
	}
	return out
}

// takeFolder makes the case where there is none, and puts into it what was named.
func takeFolder(ctx context.Context, g *guide, st *guideState, r screen.Reply) error {
	paths := strings.Split(r.Text, "\n")
	for i, p := range paths {
		paths[i] = unquoted(p)
		if !isThere(paths[i]) {
			return failure("error.guide-no-file", paths[i]).next("hint.guide-no-file")
		}
	}
	if !st.made {
		if !slices.ContainsFunc(paths, func(path string) bool { return countFiles(path) > 0 }) {
			return failure("error.guide-empty", paths[0]).next("hint.guide-no-file")
		}
		if err := g.make(ctx, paths[0]); err != nil {
			return err
		}
	}
	return g.doAloud(ctx, append([]string{"add-evidence"}, paths...)...)
}

// unquoted is a path as a terminal types it when a file is dropped on it.
func unquoted(path string) string {
	path = strings.TrimSpace(path)
	for _, q := range []string{`'`, `"`} {
		if len(path) > 1 && strings.HasPrefix(path, q) && strings.HasSuffix(path, q) {
			return path[1 : len(path)-1]
		}
	}
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	if !isThere(path) {
		if plain := strings.ReplaceAll(path, `\ `, " "); isThere(plain) {
			return plain
		}
	}
	return path
}

// make makes the case, named for its folder until it is known what it is about. Where
// nothing can be written, as on a disc, it is made in the user's own folder.
func (g *guide) make(ctx context.Context, folder string) error {
	abs, err := filepath.Abs(folder)
	if err != nil {
		return err
	}
	title := titleOf(abs)
	path := title + casefile.Extension
	if len(g.given) > 0 {
		path = g.beside()
	}
	err = g.makeAt(ctx, title, path)
	if home := g.s.sys.home(); home != "" && (errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)) {
		other := filepath.Join(home, title+casefile.Extension)
		if err = g.makeAt(ctx, title, other); err == nil {
			g.news = append(g.news, g.s.Say("guide.elsewhere", shown(filepath.Dir(path)), shown(g.path)))
		}
	}
	return err
}

func (g *guide) makeAt(ctx context.Context, title, path string) error {
	if isThere(path) {
		path = freeName(strings.TrimSuffix(path, casefile.Extension), casefile.Extension)
	}
	if here, err := filepath.Abs("."); err == nil {
		path = relative(here, path) // the command that does the same can be read and typed
	}
	args := []string{"new", title, "--path", path}
	if country := g.country; country != "" && country != "cn" {
		args = append(args, "--jurisdiction", country)
		if currency := channel.CurrencyOf(country); currency != "" {
			args = append(args, "--currency", currency)
		}
	}
	if err := g.do(ctx, args...); err != nil {
		return err
	}
	g.path = path
	return nil
}
