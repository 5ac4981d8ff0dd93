package all

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"complain/pkg/importer/kit/importertest"
)

// A table of dealings that nobody knows is heard whatever its columns are called: the
// rows of every bill among the fixtures, until there are twelve, under names that mean
// nothing.
func TestUnknownTablesAreHeard(t *testing.T) {
	tables := 0
	for _, family := range []string{"alipay", "wechatpay", "jd", "meituan", "bank", "paypal", "amazon", "mapped", "orders"} {
		for _, c := range importertest.Cases(t, family) {
			text, _ := c.Source.HeadText()
			unknown := renamed(text)
			if filepath.Ext(c.Source.Name) != ".csv" || unknown == "" {
				continue
			}
			tables++
			if silent(t, importertest.Source(t, "table.csv", unknown)) {
				t.Errorf("%s: not a word of\n%.400s", c.Dir, unknown)
			}
		}
	}
	if tables < 50 {
		t.Errorf("only %d tables", tables)
	}
}

// renamed is the table of a text with other names and twelve rows or more; "" where no
// two lines of it have the same number of cells.
func renamed(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	for _, comma := range []string{",", "\t", ";"} {
		var rows []string
		for line := range strings.Lines(text) {
			if strings.Count(line, comma) >= 2 && strings.Count(line, `"`)%2 == 0 {
				rows = append(rows, strings.TrimRight(line, "\n"))
			}
		}
		if len(rows) < 2 {
			continue
		}
		body := slices.DeleteFunc(rows[1:], func(row string) bool { return strings.Count(row, comma) != strings.Count(rows[1], comma) })
		if !strings.ContainsAny(rows[1], "0123456789") || strings.ContainsAny(rows[0], "0123456789") {
			continue
		}
		var names []string
		for i := range strings.Count(rows[0], comma) + 1 {
			names = append(names, fmt.Sprintf("x%c", 'a'+i%26))
		}
		out := strings.Join(names, comma) + "\n"
		for n := 0; n < 12; {
			for _, row := range body {
				out += row + "\n"
				n++
			}
		}
		return out
	}
	return ""
}
