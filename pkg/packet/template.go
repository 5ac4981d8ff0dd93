package packet

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"text/template"

	"complain/pkg/doc"
)

// view is what templates see of the case: fields as methods, so that a blank is
// noted only where a template prints it.
type view struct{ c *composer }

// Title is the document's name: 投诉书.
func (v view) Title() string { return v.c.ch.Document.In(v.c.lang) }

// Addressee is whom the letter goes to.
func (v view) Addressee() []doc.Inline { return v.c.addressee() }

// Complainant is who complains.
func (v view) Complainant() []doc.Inline {
	return v.c.orBlank(v.c.party("complainant").Name, "complainant-name")
}

// Respondent is who is complained about.
func (v view) Respondent() []doc.Inline { return v.c.orBlank(v.c.respondentName(), "respondent-name") }

// Platform is where it was bought.
func (v view) Platform() []doc.Inline { return v.c.orBlank(v.c.platformName(), "platform") }

// Order is the order in dispute.
func (v view) Order() []doc.Inline { return v.c.orBlank(v.c.in.Case.Order, "order") }

// Category is the kind of problem, "" when the case does not say.
func (v view) Category() string {
	if v.c.category == nil {
		return ""
	}
	return v.c.category.Name.In(v.c.lang)
}

// Today is the packet's date.
func (v view) Today() []doc.Inline { return v.c.today() }

// China reports whether Chinese law applies.
func (v view) China() bool { return strings.EqualFold(v.c.in.Case.Jurisdiction, "cn") }

// AgainstPlatform reports whether the platform itself is complained about.
func (v view) AgainstPlatform() bool { return v.c.respondent == "platform" }

// Demands is how many demands there are.
func (v view) Demands() int { return len(v.c.in.Claims) }

// Exhibits is how many exhibits there are.
func (v view) Exhibits() int { return len(v.c.exhibits) }

// run executes the channel's template and reads the Markdown it makes.
func (c *composer) run(t fs.FS) ([]doc.Block, error) {
	a := &aside{}
	functions := template.FuncMap{
		escaper: a.put,
		// blank "id" is a visible blank, blank "id" 4 one of four characters.
		"blank": func(id string, ems ...int) (doc.Blank, error) {
			if !hasWords("blank." + id) {
				return doc.Blank{}, fmt.Errorf("no blank is called %q", id)
			}
			b := c.blank(id)
			for _, b.Ems = range ems {
			}
			return b, nil
		},
		"cite": func(ids ...string) (string, error) {
			articles, err := c.book.InForce(ids, c.request.Today.String())
			if err != nil {
				return "", err
			}
			return c.cited(articles), nil
		},
	}
	name := path.Join(c.ch.Packet, c.lang+".md")
	root := template.New(name).Funcs(functions).Option("missingkey=error")
	if err := parseFile(root, t, name); err != nil {
		return nil, err
	}
	parts, err := fs.Glob(t, "parts/*."+c.lang+".md")
	if err != nil {
		return nil, err
	}
	for _, part := range parts {
		called := strings.TrimSuffix(path.Base(part), "."+c.lang+".md")
		if err := parseFile(root.New(called), t, part); err != nil {
			return nil, err
		}
	}
	for _, each := range root.Templates() {
		escapeTree(each.Tree)
	}
	var b strings.Builder
	if err := root.Execute(&b, view{c}); err != nil {
		return nil, fmt.Errorf("template %s: %w", name, err)
	}
	blocks, err := c.read(b.String(), a)
	if err != nil {
		return nil, fmt.Errorf("template %s: %w", name, err)
	}
	return blocks, nil
}

func parseFile(t *template.Template, fsys fs.FS, name string) error {
	text, err := fs.ReadFile(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w", name, ErrNoTemplate)
	}
	if err != nil {
		return err
	}
	if strings.Contains(string(text), mark) {
		return fmt.Errorf("template %s holds a NUL character", name)
	}
	if _, err := t.Parse(string(text)); err != nil {
		return fmt.Errorf("template %s: %w", name, err)
	}
	return nil
}
