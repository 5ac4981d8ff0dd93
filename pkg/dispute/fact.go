package dispute

import (
	"slices"
	"strconv"
)

// What a file says of itself stands in the fields of its record, as text and in
// the file's order, because that is what a case keeps and a user sees. The types
// of facts are the same in Go, with one table each that holds both directions;
// the names of fields stand nowhere else. Importers write facts, everybody else
// reads them.

// fact is one row of such a table: a field's name, and how its value in a struct
// becomes text and is read back. write gives nothing for what is not known; read
// leaves what it cannot read unknown.
type fact struct {
	name  string
	write func() []string
	read  func(values []string)
}

func text[T ~string](name string, at *T) fact {
	return fact{name,
		func() []string { return known(string(*at)) },
		func(values []string) { *at = T(values[0]) }}
}

func texts(name string, at *[]string) fact {
	return fact{name,
		func() []string { return slices.DeleteFunc(slices.Clone(*at), func(s string) bool { return s == "" }) },
		func(values []string) { *at = values }}
}

// number is a count or measure above 0.
func number[T ~int | ~int64](name string, at *T) fact {
	return fact{name,
		func() []string {
			if *at <= 0 {
				return nil
			}
			return []string{strconv.FormatInt(int64(*at), 10)}
		},
		func(values []string) {
			if n, err := strconv.ParseInt(values[0], 10, 64); err == nil && n > 0 && int64(T(n)) == n {
				*at = T(n)
			}
		}}
}

// yes is a fact that a field states by being there.
func yes(name, value string, at *bool) fact {
	return fact{name,
		func() []string {
			if !*at {
				return nil
			}
			return []string{value}
		},
		func([]string) { *at = true }}
}

func known(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}

func fieldsOf(facts []fact) []Field {
	var out []Field
	for _, f := range facts {
		for _, value := range f.write() {
			out = append(out, Field{Name: f.name, Value: value})
		}
	}
	return out
}

// readFacts reads fields into facts. The first of several fields of one name
// counts, but where a fact has a list. It returns the fields that no fact took,
// in order.
func readFacts(facts []fact, fields []Field) (rest []Field) {
	values := map[string][]string{}
	for _, f := range fields {
		if !slices.ContainsFunc(facts, func(x fact) bool { return x.name == f.Name }) {
			rest = append(rest, f)
		} else if f.Value != "" {
			values[f.Name] = append(values[f.Name], f.Value)
		}
	}
	for _, x := range facts {
		if v := values[x.name]; len(v) > 0 {
			x.read(v)
		}
	}
	return rest
}
