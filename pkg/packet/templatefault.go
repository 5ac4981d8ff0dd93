package packet

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"complain/pkg/internal/pattern"
)

// TemplateError is a mistake in a template, which may be the user's own.
type TemplateError struct {
	File    string   // "regulator/zh.md"
	Line    int      // from 1; 0 where it is not known
	Missing string   // the name it asks for and that there is not; "" for other mistakes
	Near    []string // names that there are and that look like it
	Said    string   // what the language of templates says of it, in English
}

func (e *TemplateError) Error() string {
	return fmt.Sprintf("template %s, line %d: %s", e.File, e.Line, e.Said)
}

var (
	// text/template says where: "template: NAME:LINE:COLUMN: ..." or without the column.
	templatePlace = pattern.New(`template: ([^:]+):(\d+)(?::\d+)?: (?s:(.*))`)
	templateNames = []*pattern.Pattern{
		pattern.New(`can't evaluate field (\w+)`),
		pattern.New(`function "(\w+)" not defined`),
		pattern.New(`template "([\w-]+)" not defined`),
		pattern.New(`no blank is called "([\w-]+)"`),
		pattern.New(`no part of a letter is called "([\w-]+)"`),
		pattern.New(`no directive ::([\w-]+)`),
		pattern.New(`field: "([\w-]+)": not known`),
	}
)

// templateFault is what is wrong with a template of this file; names are what a
// template may ask for. Parts are told by their own file.
func templateFault(file string, names []string, err error) error {
	out := &TemplateError{File: file, Said: err.Error()}
	if m := templatePlace.FindStringSubmatch(out.Said); m != nil {
		out.Line, _ = strconv.Atoi(m[2])
		out.Said = m[3]
		if !strings.Contains(m[1], "/") {
			out.File = "parts/" + m[1] + "." + strings.TrimSuffix(path.Base(file), ".md") + ".md"
		}
	}
	for _, r := range templateNames {
		if m := r.FindStringSubmatch(out.Said); m != nil {
			out.Missing, out.Near = m[1], near(m[1], names)
		}
	}
	return out
}

// lineFault is templateFault for a line that was read after the template was executed:
// it is looked for in the template and in the parts that it may hold.
func lineFault(t fs.FS, files, names []string, err error) error {
	fault := templateFault(files[0], names, err)
	line, ok := errors.AsType[unreadLine](err)
	if !ok || strings.TrimSpace(line.line) == "" {
		return fault
	}
	for _, file := range files {
		text, err := fs.ReadFile(t, file)
		if before, _, found := strings.Cut(string(text), line.line); err == nil && found {
			out, _ := errors.AsType[*TemplateError](fault)
			out.File, out.Line = file, 1+strings.Count(before, "\n")
			return out
		}
	}
	return fault
}

// viewNames are the names of the case that a template may ask for.
func viewNames() []string {
	t := reflect.TypeFor[view]()
	out := make([]string, 0, t.NumMethod())
	for m := range t.Methods() {
		out = append(out, m.Name)
	}
	return out
}

// mostNear is how many names are proposed in place of one.
const mostNear = 3

// near are the names that differ least from one that there is not.
func near(missing string, names []string) []string {
	type name struct {
		text string
		far  int
	}
	var all []name
	for _, n := range names {
		far := distance(strings.ToLower(missing), strings.ToLower(n))
		if strings.HasPrefix(strings.ToLower(n), strings.ToLower(missing)) {
			far = 1
		}
		if far <= max(2, len(missing)/3) {
			all = append(all, name{n, far})
		}
	}
	slices.SortStableFunc(all, func(a, b name) int { return a.far - b.far })
	var out []string
	for _, n := range all[:min(len(all), mostNear)] {
		out = append(out, n.text)
	}
	return out
}

// distance is how many letters must be put in, taken out or replaced to make one
// word of another (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := last
			if a[i] != b[j] {
				cost++
			}
			last = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
