package sheet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"complain/pkg/internal/jsonstream"
)

// Rows of JSON that are not objects in a list: lists of values, and objects under
// numbers.

// array makes a row of a list of values that stands in a list, and looks for rows in any
// other.
func (b *jsonBook) array(path string, v jsonstream.Value, raw string) error {
	if !flat(v) {
		for _, item := range v.Items {
			if item.Kind == jsonstream.Object {
				if err := b.add(path+"[]", item, ""); err != nil {
					return err
				}
			}
		}
		return nil
	}
	l := b.list(path)
	if l == nil {
		return fmt.Errorf("more than %d lists: %w", maxLists, ErrLimit)
	}
	if len(l.names) == 0 {
		if naming(v) {
			for i, item := range v.Items {
				l.at[item.Text], l.names = i, append(l.names, item.Text)
			}
			l.places = slices.Clone(l.names)
			return nil
		}
	}
	for i := len(l.places); i < len(v.Items); i++ {
		l.places = append(l.places, "["+strconv.Itoa(i+1)+"]")
	}
	var named jsonstream.Value
	named.Kind = jsonstream.Object
	for i, item := range v.Items {
		named.Members = append(named.Members, jsonstream.Member{Name: l.places[i], Value: item})
	}
	return b.add(path, named, raw)
}

// flat reports a list of three values or more, and of nothing else.
func flat(v jsonstream.Value) bool {
	return len(v.Items) > 2 && len(v.Items) <= maxColumns && !slices.ContainsFunc(v.Items, func(item jsonstream.Value) bool {
		return item.Kind == jsonstream.Object || item.Kind == jsonstream.Array
	})
}

// naming reports a row whose values are short words, each another: the names of columns.
func naming(v jsonstream.Value) bool {
	seen := map[string]bool{}
	for _, item := range v.Items {
		if item.Kind != jsonstream.String || item.Text == "" || len(item.Text) > 40 || seen[item.Text] || strings.ContainsFunc(item.Text, func(r rune) bool { return unicode.IsDigit(r) || unicode.Is(unicode.STerm, r) }) {
			return false
		}
		seen[item.Text] = true
	}
	return true
}

// numbered reports an object of three entries or more that are alike, under numbers or
// what programs make of them.
func numbered(v jsonstream.Value) bool {
	for _, m := range v.Members {
		if !strings.ContainsAny(m.Name, "0123456789") && m.Name != "client-created-root" {
			return false
		}
	}
	return len(v.Members) > 2 && alike(v)
}
