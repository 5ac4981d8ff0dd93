package conversation

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// Messages are known by what stands in the members or columns, whatever these are called;
// orders, bills, parcels, reviews and logs are none.
func TestEntries(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/entries.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		want := strings.HasPrefix(f.Name, "talk/")
		var n int
		var ok bool
		if strings.HasSuffix(f.Name, ".csv") {
			var c Columns
			for line := range strings.Lines(string(f.Data)) {
				c.Row(strings.Split(strings.ReplaceAll(strings.TrimRight(line, "\n"), `"`, ""), ","))
			}
			n, _, ok = c.Talk()
		} else if n, ok, err = Entries(bytes.NewReader(f.Data), context.Background().Err); err != nil {
			t.Fatal(err)
		}
		if ok != want || ok && n != 6 {
			t.Errorf("%s: %d messages, %t", f.Name, n, ok)
		}
	}
}

// A page's script holds its data somewhere among the program.
func TestData(t *testing.T) {
	for script, want := range map[string]bool{
		`window.a=[];var b=function(){return {x:1}};window.D = {"list":[{"t":1772690602,"n":"小满","c":"在吗"},{"t":1772690662,"n":"云栖","c":"亲，在的"},{"t":1772690722,"n":"小满","c":"请退款"}]};run(D)`: true,
		`var cfg = {"a":1,"b":["x","y"],"text":"hello you"}; go(cfg)`: false,
	} {
		var g Glimpse
		g.Data(script, context.Background().Err)
		if _, ok := g.Seems(); ok != want {
			t.Errorf("%s: %t", script, ok)
		}
	}
}
