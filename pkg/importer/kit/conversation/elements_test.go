package conversation

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// Messages are known by what stands in attributes and elements; orders, parcels, texts of
// programs and news are none.
func TestElements(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/elements.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		want := strings.HasPrefix(f.Name, "talk/")
		n, ok, err := Elements(bytes.NewReader(f.Data), context.Background().Err)
		if err != nil || ok != want || ok && n != 6 {
			t.Errorf("%s: %d messages, %t, %v", f.Name, n, ok, err)
		}
	}
}

func TestElementsLimits(t *testing.T) {
	deep := strings.Repeat("<a b='1'>", 200_000)
	if n, ok, err := Elements(strings.NewReader(deep), context.Background().Err); n != 0 || ok || err != nil {
		t.Error(n, ok, err)
	}
	stopped := errors.New("stopped")
	if _, _, err := Elements(strings.NewReader(deep), func() error { return stopped }); err != stopped {
		t.Error(err)
	}
}
