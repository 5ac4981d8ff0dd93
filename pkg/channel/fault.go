package channel

import (
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// entryError is an error about an entry of a list, such as a channel.
type entryError struct {
	list, id string
	err      error
}

func (e entryError) Error() string { return fmt.Sprintf("%s, entry %s: %v", e.list, e.id, e.err) }
func (e entryError) Unwrap() error { return e.err }

// located adds file and line to an error about an entry of the user's own.
func located(err error, own fs.FS) error {
	var entry entryError
	if own == nil || !errors.As(err, &entry) {
		return err
	}
	files, _ := fs.Glob(own, "*.yaml")
	for _, name := range files {
		text, readErr := fs.ReadFile(own, name)
		var top yaml.Node
		if readErr != nil || yaml.Unmarshal(text, &top) != nil || len(top.Content) == 0 {
			continue
		}
		if line := entryLine(top.Content[0], entry); line > 0 {
			return fmt.Errorf("%s: line %d: %w", name, line, err)
		}
	}
	return err
}

// entryLine is the line on which an entry begins, or 0.
func entryLine(top *yaml.Node, entry entryError) int {
	list := valueOf(top, entry.list)
	if list == nil {
		return 0
	}
	if at := valueOf(list, entry.id); at != nil {
		return at.Line
	}
	for _, e := range list.Content {
		if id := valueOf(e, "id"); id != nil && id.Value == entry.id {
			return id.Line
		}
	}
	return 0
}

func valueOf(n *yaml.Node, key string) *yaml.Node {
	if n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

var unknownField = regexp.MustCompile(`field (\S+) not found in type (\S+)`)

// withFields adds to an error about a field that does not exist those that do.
func withFields(err error, into any) error {
	m := unknownField.FindStringSubmatch(err.Error())
	if m == nil {
		return err
	}
	fields := fieldsOf(reflect.TypeOf(into), m[2], map[reflect.Type]bool{})
	if len(fields) == 0 {
		return err
	}
	return fmt.Errorf("%w; allowed fields are %s", err, strings.Join(fields, ", "))
}

// fieldsOf are the names under which the fields of the type called name are
// written, found anywhere below t.
func fieldsOf(t reflect.Type, name string, seen map[reflect.Type]bool) []string {
	if seen[t] {
		return nil
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		return fieldsOf(t.Elem(), name, seen)
	case reflect.Map:
		return fieldsOf(t.Elem(), name, seen)
	case reflect.Struct:
	default:
		return nil
	}
	var out []string
	for i := range t.NumField() {
		f := t.Field(i)
		tag, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if t.String() == name && tag != "" && tag != "-" {
			out = append(out, tag)
		} else if t.String() != name {
			out = append(out, fieldsOf(f.Type, name, seen)...)
		}
	}
	return out
}
