package answer

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"complain/pkg/internal/golden"
)

// A key that scripts read must not go or change its type unseen.
func TestKeys(t *testing.T) {
	var b strings.Builder
	for _, of := range List() {
		for _, a := range of.Answers {
			v := reflect.TypeOf(a)
			fmt.Fprintf(&b, "%s: %s\n", strings.TrimSpace("complain "+of.Command), v.Name())
			writeKeys(&b, v, "    ")
		}
	}
	golden.Check(t, "testdata/keys.txt", []byte(b.String()))
}

// writeKeys writes the keys of a struct, each with its type, and those of the
// structs of this package in it.
func writeKeys(b *strings.Builder, v reflect.Type, indent string) {
	for i := range v.NumField() {
		f := v.Field(i)
		if f.Anonymous {
			writeKeys(b, f.Type, indent)
			continue
		}
		key, may, _ := strings.Cut(f.Tag.Get("json"), ",")
		if may != "" {
			key += "?"
		}
		fmt.Fprintf(b, "%s%s %s\n", indent, key, f.Type)
		inner := f.Type
		for inner.Kind() == reflect.Slice || inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.Struct && inner.PkgPath() == v.PkgPath() {
			writeKeys(b, inner, indent+"    ")
		}
	}
}
