package doc

import (
	"reflect"
	"strings"
	"testing"
)

// What goes in is text, though it looks like a place for more.
func TestPut(t *testing.T) {
	for _, c := range []struct{ word, first, second, want string }{
		{"Page {0} of {1}", "1", "2", "Page 1 of 2"},
		{"{1}: {0}", "{1}", "{0}", "{0}: {1}"},
		{"none", "1", "2", "none"},
	} {
		if got := Put(c.word, c.first, c.second); got != c.want {
			t.Errorf("Put(%q, %q, %q) = %q, want %q", c.word, c.first, c.second, got, c.want)
		}
	}
}

func TestWordsThatAreMissingAreNamed(t *testing.T) {
	var w Words
	v := reflect.ValueOf(&w).Elem()
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		if err := w.Check(); err == nil || !strings.HasSuffix(err.Error(), " "+name) {
			t.Errorf("without %s: %v", name, err)
		}
		v.Field(i).SetString("said")
	}
	if err := w.Check(); err != nil {
		t.Error(err)
	}
}
