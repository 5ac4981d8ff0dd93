package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
)

// book zips a workbook of one sheet with the given rows, and other parts.
func book(t testing.TB, rows string, parts ...string) []byte {
	t.Helper()
	all := append([]string{
		"xl/workbook.xml", `<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="账单" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml", `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`,
	}, parts...)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(all); i += 2 {
		w, err := z.Create(all[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, all[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// readBook is each row as "number:cell|cell", a number cell with a #, and the
// error that ended the reading.
func readBook(data []byte) (rows []string, err error) {
	w, err := OpenWorkbook(context.Background(), bytes.NewReader(data), int64(len(data)), 0)
	if err != nil {
		return nil, err
	}
	for i := range w.Sheets {
		sheet := w.Sheet(i)
		defer sheet.Close()
		for {
			row, err := sheet.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				return rows, err
			}
			var cells []string
			for _, c := range row.Cells {
				if c.Number {
					c.Text = "#" + c.Text
				}
				cells = append(cells, c.Text)
			}
			rows = append(rows, fmt.Sprintf("%d:%s", row.At.Row, strings.Join(cells, "|")))
		}
	}
	return rows, nil
}

func TestWorkbook(t *testing.T) {
	texts := []string{"xl/sharedStrings.xml", `<sst><si><t>退款</t></si><si><r><t>两</t></r><r><rPr/><t>段</t></r><rPh><t>よみ</t></rPh></si><si/></sst>`}
	for _, c := range []struct {
		name, rows string
		parts      []string
		want       string
		broken     bool
	}{
		{"kinds of cells", `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t xml:space="preserve"> a&amp;b </t></is></c><c r="D1"><v>7.0E-2</v></c><c r="E1" t="str"><f>A1</f><v>x</v></c><c r="F1" t="b"><v>1</v></c><c r="G1" t="e"><v>#N/A</v></c></row>`, texts, "1:退款|两段| a&b |#7.0E-2|x|TRUE|#N/A", false},
		{"rows left out", `<row r="2"><c r="A2"><v>1</v></c></row><row r="5"/><row><c><v>2</v></c></row>`, nil, "2:#1 5: 6:#2", false},
		{"cells left out", `<row r="1"><c r="C1"><v>3</v></c><c><v>4</v></c><c r="AB1"><v>5</v></c></row>`, nil, "1:||#3|#4" + strings.Repeat("|", 24) + "#5", false},
		{"no rows", ``, nil, "", false},
		{"a control character", `<row r="1"><c><v>1</v></c></row><row r="2"><c t="str"><v>` + "\x01" + `</v></c></row><row r="3"/>`, nil, "1:#1", true},
		{"rows out of order", `<row r="2"/><row r="1"/>`, nil, "2:", true},
		{"row number zero", `<row r="0"/>`, nil, "", true},
		{"cells out of order", `<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>`, nil, "", true},
		{"no such text", `<row r="1"><c t="s"><v>3</v></c></row>`, texts, "", true},
		{"negative text", `<row r="1"><c t="s"><v>-1</v></c></row>`, texts, "", true},
		{"too many columns", `<row r="1"><c r="IW1"><v>1</v></c></row>`, nil, "", true},
		{"endless column", `<row r="1"><c r="` + strings.Repeat("Z", 1000) + `1"><v>1</v></c></row>`, nil, "", true},
		{"unended row", `<row r="1"><c r="A1"><v>1</v></c>`, nil, "", true},
	} {
		rows, err := readBook(book(t, c.rows, c.parts...))
		if got := strings.Join(rows, " "); got != c.want || (err != nil) != c.broken {
			t.Errorf("%s: %q, error %v, want %q", c.name, got, err, c.want)
		}
	}
}

func TestWorkbookCut(t *testing.T) {
	data := book(t, `<row r="1"><c><v>1</v></c></row>`)
	for n := range data {
		if rows, err := readBook(data[:n]); err == nil {
			t.Fatalf("%d of %d bytes read without an error: %q", n, len(data), rows)
		}
	}
}

func TestWorkbookLimits(t *testing.T) {
	big := strings.Repeat("x", maxPart+1)
	many := func(n int, s string) string { return strings.Repeat(s, n) }
	for _, c := range []struct {
		name string
		data []byte
	}{
		{"a long cell", book(t, `<row r="1"><c t="str"><v>`+big+`</v></c></row>`)},
		{"a long tag", book(t, `<row r="1" x="`+big+`"/>`)},
		{"a long row", book(t, `<row r="1">`+many(12, `<c t="str"><v>`+big[:100_000]+`</v></c>`)+`</row>`)},
		{"a long row of one text", book(t, `<row r="1">`+many(12, `<c t="s"><v>0</v></c>`)+`</row>`,
			"xl/sharedStrings.xml", `<sst><si><t>`+big[:100_000]+`</t></si></sst>`)},
		{"many rows", book(t, many(maxRows+1, `<row/>`))},
		{"many texts", book(t, ``, "xl/sharedStrings.xml", `<sst>`+many(maxTexts+1, `<si/>`)+`</sst>`)},
	} {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		_, err := readBook(c.data)
		runtime.ReadMemStats(&after)
		if !errors.Is(err, ErrLimit) {
			t.Errorf("%s: error %v", c.name, err)
		}
		// Memory in use cannot be more than what the system was asked for.
		if used := int64(after.Sys) - int64(before.Sys); used > 256<<20 {
			t.Errorf("%s: %d MiB", c.name, used>>20)
		}
	}
}

func TestWorkbookUnpacksNoMoreThanAsked(t *testing.T) {
	rows := strings.Repeat(`<row><c t="str"><v>`+strings.Repeat("x", 1000)+`</v></c></row>`, 1000)
	data := book(t, rows)
	w, err := OpenWorkbook(context.Background(), bytes.NewReader(data), int64(len(data)), 100_000)
	if err != nil {
		t.Fatal(err)
	}
	sheet := w.Sheet(0)
	defer sheet.Close()
	for err == nil {
		_, err = sheet.Next()
	}
	if !errors.Is(err, ErrLimit) || sheet.Last() > 100 {
		t.Errorf("error %v after row %d", err, sheet.Last())
	}
}

func FuzzWorkbook(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`, `<sst><si><t>a</t></si></sst>`)
	f.Add(`<row><c t="inlineStr"><is><r><t>x</t></r></is></c></row><row r="9"/>`, ``)
	f.Fuzz(func(t *testing.T, rows, texts string) {
		got, _ := readBook(book(t, rows, "xl/sharedStrings.xml", texts))
		last := 0
		for _, row := range got {
			n := 0
			if _, err := fmt.Sscanf(row, "%d:", &n); err != nil || n <= last {
				t.Fatalf("row %q after %d", row, last)
			}
			last = n
		}
	})
}

func TestUnescapeX(t *testing.T) {
	for text, want := range map[string]string{
		"a_x000D_\nb": "a\r\nb", "_x005F_x000D_": "_x000D_", "_x00": "_x00", "_xZZZZ_": "_xZZZZ_", "_xD800_": "_xD800_", "a_x4e2D_b": "a中b", "x_x": "x_x",
	} {
		if got := unescapeX(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
