package sheet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"complain/pkg/internal/broken"
)

// lists writes what openJSON makes of a document: a line a list with its names, and a
// line a row.
func lists(t *testing.T, text string) (string, error) {
	t.Helper()
	if form := FormOf([]byte(text)); form != JSON {
		t.Fatalf("%.40q is of form %d", text, form)
	}
	book, err := Open(context.Background(), strings.NewReader(text), int64(len(text)), 0, JSON)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for i := range book.Count() {
		page := book.At(i)
		fmt.Fprintf(&b, "%s:", page.Title())
		for {
			row, err := page.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				return b.String(), err
			}
			for _, c := range row.Cells {
				fmt.Fprintf(&b, " %s|", c.Text)
			}
			fmt.Fprintf(&b, "%d\n", row.At.Row)
		}
	}
	return b.String(), nil
}

func TestJSON(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a list at the root", `[{"a":1,"b":"x"},{"b":"y","c":null,"a":2.50}]`, "[]: a| b| c|0\n 1| x| |1\n 2.50| y| |2\n"},
		{"members of members", `{"data":{"orders":[{"total":{"value":"5.10","currency":"EUR"},"ok":true}]}}`,
			"data.orders: total.value| total.currency| ok|0\n 5.10| EUR| true|1\n"},
		{"things in an order", `{"o":[{"id":1,"items":[{"t":"x"},{"t":"y"}],"tags":["p","q"]}]}`,
			"o: id| items[].t| tags|0\n 1| x; y| p; q|1\no[].items: t|0\n x|1\n y|2\n"},
		{"pages", `[{"page":1,"orders":[{"id":1},{"id":2}]},{"page":2,"orders":[{"id":3}]}]`,
			"[]: page| orders[].id|0\n 1| 1; 2|1\n 2| 3|2\n[].orders: id|0\n 1|1\n 2|2\n 3|3\n"},
		{"one a line", "{\"id\":1}\n{\"id\":2}\n", "[]: id|0\n 1|1\n 2|2\n"},
		{"by numbers", `{"orders":{"A1":{"d":"x","t":1},"A2":{"d":"y","t":2}}}`, "orders: key| d| t|0\n A1| x| 1|1\n A2| y| 2|2\n"},
		{"no list", `{"a":{"b":1},"c":2}`, ""},
	} {
		got, err := lists(t, c.text)
		if err != nil || got != c.want {
			t.Errorf("%s: %v\n%s\nwant\n%s", c.name, err, got, c.want)
		}
	}
}

// What is whole of a document that is cut is read, and the cut is an error behind it.
func TestJSONCut(t *testing.T) {
	got, err := lists(t, `{"orders":[{"id":1},{"id":2},{"id":`)
	var cut *broken.Error
	if !errors.As(err, &cut) || !strings.Contains(got, " 2|2\n") {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := lists(t, `{"orders":[{"id":`); err == nil {
		t.Error("a document without a whole object opens")
	}
}

func TestFormOfJSON(t *testing.T) {
	for text, want := range map[string]Form{
		"\ufeff [ {\"a\":1}]": JSON, "{ \"a\": 1": JSON, "\xff\xfe{\x00\"\x00a\x00": JSON, "\xfe\xff\x00{\x00\"": JSON,
		"[14.07.26, 10:00:00] Lin: hello": Text, "[1,2]": Text, "{\\rtf1": Text, "{a;b}": Text, "{": Text, "": Text,
	} {
		if got := FormOf([]byte(text)); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// Nothing of a row is lost where it has more members than a table has columns.
func TestJSONWide(t *testing.T) {
	var b strings.Builder
	for i := range maxColumns + 10 {
		fmt.Fprintf(&b, `"m%d":%d,`, i, i)
	}
	text := "[{" + strings.TrimSuffix(b.String(), ",") + "}]"
	book, err := Open(context.Background(), strings.NewReader(text), int64(len(text)), 0, JSON)
	if err != nil {
		t.Fatal(err)
	}
	page := book.At(0)
	if _, err := page.Next(); err != nil {
		t.Fatal(err)
	}
	row, err := page.Next()
	if err != nil || len(row.Cells) != maxColumns || !strings.Contains(row.Raw, `"m265":265`) {
		t.Errorf("%d cells, %v", len(row.Cells), err)
	}
}

func TestAmountsInParts(t *testing.T) {
	for text, want := range map[string]string{
		`[{"total":{"currencyCode":"USD","units":"45","nanos":100000000}}]`: "45.10",
		`[{"total":{"currencyCode":"USD","units":"45"}}]`:                   "45.00",
		`[{"total":{"currencyCode":"USD","nanos":-50000000}}]`:              "-0.05",
		`[{"total":{"units":-3,"nanos":-500000000}}]`:                       "-3.50",
		`[{"total":{"units":1,"nanos":1}}]`:                                 "1.000000001",
		`[{"total":{"units":"0","nanos":0}}]`:                               "0.00",
		`[{"total":{"units":3,"nanos":-500000000}}]`:                        "3| -500000000", // contradicts itself
		`[{"total":{"units":"many","nanos":5}}]`:                            "many| 5",
		`[{"total":{"units":7}}]`:                                           "7", // of anything
	} {
		got, err := lists(t, text)
		if err != nil || !strings.Contains(got, " "+want+"|") {
			t.Errorf("%s: %q, %v; want %s", text, got, err, want)
		}
	}
}
