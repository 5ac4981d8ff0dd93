package xlsx

import (
	"bytes"
	"context"
	"io"
	"testing"

	"complain/pkg/internal/sheet"
)

// What is written is read again by our own reader, cell for cell.
func TestWrite(t *testing.T) {
	rows := [][]string{
		{"key", "text"},
		{"1", "=cmd|' /C calc'!A0"},
		{"+1", "line\nline"},
		{"", "  spaces  "},
		{"_x000D_", "<b>&\"'"},
		{"0123", "👩‍👩‍👧𠮷"},
	}
	b := &Book{Title: "A & B", Sheets: []Sheet{{Name: "One & two", Columns: []Column{{Head: "Key", Hidden: true}, {Head: "Text", List: []string{"yes", "no"}}}, Rows: rows}}}
	var out, again bytes.Buffer
	if err := Write(&out, b); err != nil {
		t.Fatal(err)
	}
	if err := Write(&again, b); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Error("the same workbook is not the same file", err)
	}
	w, err := sheet.OpenWorkbook(context.Background(), bytes.NewReader(out.Bytes()), int64(out.Len()), 0)
	if err != nil {
		t.Fatal(err)
	}
	if w.Count() != 2 || w.Sheets[0] != "One & two" {
		t.Error(w.Sheets)
	}
	r := w.At(0)
	want := append([][]string{{"Key", "Text"}}, rows...)
	for i := 0; ; i++ {
		row, err := r.Next()
		if err == io.EOF {
			if i != len(want) {
				t.Errorf("%d rows, not %d", i, len(want))
			}
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		for j, text := range want[i] {
			got := ""
			if j < len(row.Cells) {
				got = row.Cells[j].Text
			}
			if got != text {
				t.Errorf("row %d: %q, not %q", i, got, text)
			}
		}
	}
}

func TestLetters(t *testing.T) {
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 27: "AB", 701: "ZZ", 702: "AAA"} {
		if got := letters(i); got != want {
			t.Errorf("%d: %s, not %s", i, got, want)
		}
	}
}
