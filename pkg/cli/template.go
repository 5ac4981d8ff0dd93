package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/internal/termsafe"
	"complain/pkg/packet"
	"complain/templates"
)

func newTemplate(s *session) *cobra.Command {
	list := command(s.Lang, "template.list", "list", func(*cobra.Command, []string) error { return listTemplates(s) })
	list.Args = arguments(s.Lang, 0, 0, "")
	show := command(s.Lang, "template.show", "show NAME", func(_ *cobra.Command, args []string) error { return showTemplate(s, args[0]) })
	show.Args = arguments(s.Lang, 1, 1, "NAME")
	copied := command(s.Lang, "template.copy", "copy NAME", func(_ *cobra.Command, args []string) error { return copyTemplate(s, args[0]) })
	copied.Args = arguments(s.Lang, 1, 1, "NAME")
	return group(s.Screen, "template", "template", list, show, copied)
}

// templateFile is a template: its path below the folder of templates, whether the
// user's own takes the place of the built-in one, and whether no letter is made of
// it: its name is mistyped, or a letter of the user's own is gone.
type templateFile struct {
	name   string
	own    bool
	unused bool
}

// templateFiles are all templates in the order of their names, the user's own that
// nothing stands behind among them, and at the end those that lie beside the folders.
func templateFiles(s *session) ([]templateFile, error) {
	names, err := fs.Glob(s.templates(), "*/*.md")
	if err != nil {
		return nil, err
	}
	own := s.config.overrides("templates")
	var out []templateFile
	if own == nil {
		for _, name := range names {
			out = append(out, templateFile{name: name})
		}
		return out, nil
	}
	loose, err := fs.Glob(own, "*.md")
	if err != nil {
		return nil, err
	}
	for _, name := range append(names, loose...) {
		f := templateFile{name: name}
		if _, err := fs.Stat(own, name); err == nil {
			f.own = true
			if f.unused, err = unusedTemplate(s, name); err != nil {
				return nil, err
			}
		}
		out = append(out, f)
	}
	return out, nil
}

// sayUnusedTemplates names the user's own templates of which no letter is made: who
// wrote one takes the packet for its.
func sayUnusedTemplates(s *session) error {
	if s.config.overrides("templates") == nil {
		return nil
	}
	files, err := templateFiles(s)
	if err != nil {
		return err
	}
	for _, f := range files {
		if f.unused {
			s.Talk("template.unused", screen.Clean(f.name), screen.Clean(shown(ownPath(s, f))))
		}
	}
	return nil
}

// unusedTemplate reports whether no letter in any language is made of a template.
// The parts are there for whatever template names them.
func unusedTemplate(s *session, name string) (bool, error) {
	book, err := s.book()
	if err != nil {
		return false, err
	}
	letters, err := book.Letters()
	if err != nil {
		return false, err
	}
	for _, lang := range s.sys.Languages.Langs() {
		for tag := lang.Tag(); tag != ""; tag = tag[:max(0, strings.LastIndexByte(tag, '-'))] {
			if path.Dir(name) == "parts" && strings.HasSuffix(name, "."+tag+".md") {
				return false, nil
			}
			for _, addressee := range letters.All() {
				if slices.ContainsFunc(addressee.Letters, func(l channel.Letter) bool { return l.Template(tag) == name }) {
					return false, nil
				}
			}
		}
	}
	return true, nil
}

// findTemplate finds a template by its path, or by its folder: then it is the one
// in the user's language.
func findTemplate(s *session, name string) (templateFile, error) {
	all, err := templateFiles(s)
	if err != nil {
		return templateFile{}, err
	}
	name = filepath.ToSlash(name)
	for _, wanted := range []string{name, name + ".md", path.Join(name, s.Lang.Tag()+".md"), path.Join(name, strings.Split(s.Lang.Tag(), "-")[0]+".md"), path.Join(name, "en.md")} {
		for _, f := range all {
			if f.name == wanted {
				return f, nil
			}
		}
	}
	var names []string
	for _, f := range all {
		names = append(names, path.Dir(f.name), f.name)
	}
	return templateFile{}, meant(s.Screen, "error.template-unknown", name, plainChoices("template", names), "hint.template-unknown")
}

func listTemplates(s *session) error {
	all, err := templateFiles(s)
	if err != nil {
		return err
	}
	if s.JSON {
		rows := []answer.Template{}
		for _, f := range all {
			rows = append(rows, answer.Template{Name: f.name, Own: f.own, Unused: f.unused, Path: ownPath(s, f)})
		}
		return s.WriteJSON(rows)
	}
	for _, f := range all {
		line := f.name
		switch {
		case f.unused:
			line = s.Say("template.unused", screen.Clean(f.name), screen.Clean(shown(ownPath(s, f))))
		case f.own:
			line = s.Say("template.own", f.name, screen.Clean(shown(ownPath(s, f))))
		}
		s.PrintLine(line)
	}
	s.Talk("template.list.next")
	return nil
}

// ownPath is where the user's own template is; "" where there is none.
func ownPath(s *session, f templateFile) string {
	if !f.own {
		return ""
	}
	return filepath.Join(s.config.dir, "templates", filepath.FromSlash(f.name))
}

func showTemplate(s *session, name string) error {
	f, err := findTemplate(s, name)
	if err != nil {
		return err
	}
	text, err := fs.ReadFile(s.templates(), f.name)
	if err != nil {
		return err
	}
	if s.JSON {
		return s.WriteJSON(answer.Template{Name: f.name, Own: f.own, Unused: f.unused, Path: ownPath(s, f), Text: string(text)})
	}
	fmt.Fprint(s.Out, termsafe.CleanText(string(text)))
	return nil
}

// copyTemplate puts the built-in template where the user's own are looked for. One
// that is there is never replaced.
func copyTemplate(s *session, name string) error {
	f, err := findTemplate(s, name)
	if err != nil {
		return err
	}
	text, err := fs.ReadFile(templates.FS, f.name)
	if errors.Is(err, fs.ErrNotExist) {
		return usage("error.template-own", f.name)
	}
	if err != nil {
		return err
	}
	if s.config.dir == "" {
		return failure("error.no-config-folder").next("hint.no-config-folder")
	}
	to := filepath.Join(s.config.dir, "templates", filepath.FromSlash(f.name))
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return writing(to, err)
	}
	if err := writeNew(to, false, func(w *os.File) error { _, err := w.Write(text); return err }); err != nil {
		return err
	}
	if err := casefile.SyncFolder(filepath.Dir(to)); err != nil {
		return err
	}
	return s.Done(answer.Template{Name: f.name, Own: true, Path: to}, "template.copy.done", f.name, screen.Clean(shown(to)))
}

// templateFault says what is wrong with a template, and what to write instead.
func templateFault(e *packet.TemplateError, err error) *complaint {
	c := failure("error.template", e.File, e.Line, screen.Clean(e.Said))
	if e.Missing != "" {
		c = failure("error.template-name", e.File, e.Line, e.Missing)
	}
	c.err = err
	if len(e.Near) > 0 {
		return c.next("hint.template-name", strings.Join(e.Near, ", "))
	}
	return c.next("hint.template", e.File)
}
