package channel

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"complain/pkg/dispute"
)

// UnmarshalYAML reads a predicate: a mapping with one key.
func (p *Predicate) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.MappingNode || len(n.Content) != 2 {
		return onLine(n.Line, wrong("data.predicate", "a predicate is one word with what it takes, such as %s", "{flag: injury}"))
	}
	key, value := n.Content[0], n.Content[1]
	p.op, p.line = key.Value, key.Line
	switch p.op {
	case "all", "any":
		return value.Decode(&p.of)
	case "not":
		p.of = make([]Predicate, 1)
		return value.Decode(&p.of[0])
	}
	grammar, ok := predicates[p.op]
	if !ok {
		return onLine(key.Line, notAmong(p.op, Predicates()))
	}
	p.args = map[string][]string{}
	if value.Kind != yaml.MappingNode {
		p.args[""] = values(value)
	} else {
		for i := 0; i < len(value.Content); i += 2 {
			p.args[value.Content[i].Value] = values(value.Content[i+1])
		}
	}
	return p.complete(grammar.args)
}

func (p *Predicate) parts() []any { return []any{&p.op, &p.line, &p.of, &p.args} }

// values are the scalars of a list, or the one that stands without a list.
func values(n *yaml.Node) []string {
	if n.Kind == yaml.ScalarNode {
		return []string{n.Value}
	}
	var out []string
	for _, c := range n.Content {
		out = append(out, c.Value)
	}
	return out
}

// complete reports an argument that is missing, empty or too many.
func (p Predicate) complete(grammar []argument) error {
	var names []string
	for _, a := range grammar {
		names = append(names, a.name)
		if len(p.args[a.name]) == 0 {
			return onLine(p.line, under(p.op, wrong("data.lacks", "it lacks %s", strings.Trim(a.name+" ("+a.of+")", "# "))))
		}
	}
	for name := range p.args {
		if !slices.Contains(names, name) {
			return onLine(p.line, under(p.op, notAmong(name, names)))
		}
	}
	return nil
}

// check holds every word of the predicate against the lists that it may come
// from.
func (p Predicate) check(lists map[string][]string) error {
	for _, q := range p.of {
		if err := q.check(lists); err != nil {
			return err
		}
	}
	for _, a := range predicates[p.op].args {
		for _, v := range p.args[a.name] {
			if err := a.check(v, lists); err != nil {
				return onLine(p.line, under(p.op, err))
			}
		}
	}
	for _, flag := range p.flags() {
		if !slices.Contains(lists["flags"], flag) {
			return onLine(p.line, under(p.op, notAmong(flag, lists["flags"])))
		}
	}
	return nil
}

func (a argument) check(v string, lists map[string][]string) error {
	switch a.of {
	case argNumber:
		if _, err := strconv.Atoi(v); err != nil {
			return wrong("data.number", "%q is no whole number", v)
		}
		return nil
	case argDate:
		if _, err := time.Parse(time.DateOnly, v); err != nil {
			return wrong("data.date", "%q is no date", v)
		}
		return nil
	case argText:
		return nil
	}
	if !slices.Contains(lists[a.of], v) {
		return notAmong(v, lists[a.of])
	}
	return nil
}

// notAmong is the error about a word that is not in a list, with the words that
// are; of a long list those that begin like it.
func notAmong(word string, allowed []string) error {
	shown := allowed
	if len(shown) > 40 {
		for n := min(len(word), 6); n > 0; n-- {
			shown = slices.DeleteFunc(slices.Clone(allowed), func(a string) bool { return !strings.HasPrefix(a, word[:n]) })
			if len(shown) > 0 {
				break
			}
		}
	}
	if len(shown) == 0 {
		return rule{dispute.Say("data.unknown", word), fmt.Errorf("%q: %w", word, ErrUnknown)}
	}
	list := strings.Join(shown, ", ")
	return rule{dispute.Say("data.not-among", word, list), fmt.Errorf("%q: %w; allowed are %s", word, ErrUnknown, list)}
}
