package channel

import (
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"complain/pkg/channel/calendar"
	"complain/pkg/dispute"
)

// Fault is what is wrong in a file of data, and where.
type Fault struct {
	File string       // "grounds.yaml"; "" where it is not known
	Line int          // 0 where it is not known
	Keys []string     // what leads to it below the file: a list, an entry, a field
	Why  dispute.Note // whose codes are data.*
}

// FaultOf is the fault that an error of reading data is about; ok is false for
// any other error.
func FaultOf(err error) (f Fault, ok bool) {
	for ; err != nil; err = errors.Unwrap(err) {
		switch e := err.(type) {
		case inFile:
			f.File = e.name
		case lined:
			f.Line = e.line // the inmost is the nearest
		case entryError:
			f.Keys = append(f.Keys, e.list)
			if e.id != "" {
				f.Keys = append(f.Keys, e.id)
			}
		case keyed:
			f.Keys = append(f.Keys, e.key)
		case *calendar.Fault:
			f.Keys = append(f.Keys, e.Field)
			f.Why, ok = dispute.Say("data.not-among", e.Value, e.Allowed), true
		case rule:
			f.Why, ok = e.note, true
		}
	}
	return f, ok
}

// rule is an error with its sentence for people.
type rule struct {
	note dispute.Note
	err  error
}

func (e rule) Error() string { return e.err.Error() }
func (e rule) Unwrap() error { return e.err }

// wrong is a rule that a value breaks. The sentence of code takes the values of
// format.
func wrong(code, format string, values ...any) error {
	return rule{dispute.Say(code, values...), fmt.Errorf(format, values...)}
}

// unknown is the error about an id of some kind of thing that nothing has.
func unknown(what, id string) error {
	return keyed{what, rule{dispute.Say("data.unknown", id), fmt.Errorf("%q: %w", id, ErrUnknown)}}
}

// keyed says under which key an error is.
type keyed struct {
	key string
	err error
}

func under(key string, err error) error { return keyed{key, err} }

func (e keyed) Error() string { return e.key + ": " + e.err.Error() }
func (e keyed) Unwrap() error { return e.err }

// lined says on which line an error is.
type lined struct {
	line int
	err  error
}

func onLine(line int, err error) error { return lined{line, err} }

func (e lined) Error() string { return fmt.Sprintf("line %d: %v", e.line, e.err) }
func (e lined) Unwrap() error { return e.err }

// inFile says in which file an error is.
type inFile struct {
	name string
	err  error
}

func (e inFile) Error() string { return e.name + ": " + e.err.Error() }
func (e inFile) Unwrap() error { return e.err }

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
			return inFile{name, onLine(line, err)}
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

var (
	unknownField = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`line ([0-9]+): field (\S+) not found in type (\S+)`) })
	someLine     = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`line ([0-9]+): `) })
)

// readable is an error of the reader of YAML, whose words are English, as one
// about a line: about a field that does not exist with those that do.
func readable(err error, into any) error {
	if _, ok := FaultOf(err); ok {
		return err // one of ours, about a value
	}
	if m := unknownField().FindStringSubmatch(err.Error()); m != nil {
		fields := strings.Join(fieldsOf(reflect.TypeOf(into), m[3], map[reflect.Type]bool{}), ", ")
		return onLine(number(m[1]), rule{dispute.Say("data.field", m[2], fields), fmt.Errorf("field %s not found; allowed fields are %s", m[2], fields)})
	}
	code := "data.syntax"
	if errors.As(err, new(*yaml.TypeError)) {
		code = "data.type"
	}
	line := 0
	if m := someLine().FindStringSubmatch(err.Error()); m != nil {
		line = number(m[1])
	}
	return onLine(line, rule{dispute.Say(code), err})
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // of a line; 0 for none
	return n
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
