package sheet

import (
	"context"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"

	"complain/pkg/internal/charset"
)

func readText3(t *testing.T, text string) (rows []Row) {
	t.Helper()
	r := NewTextReader(charset.NewLines(context.Background(), strings.NewReader(text), []byte(text)))
	r.SetShape(Shape{Comma: ',', Width: 3, Raw: 4})
	for {
		row, err := r.Next()
		if err == io.EOF {
			return rows
		}
		if err != nil {
			t.Fatal(err)
		}
		row.Cells = append([]Cell(nil), row.Cells...)
		rows = append(rows, row)
	}
}

func TestRowsOverSeveralLines(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // a row's raw text
		open       int      // rows with a mark that never closes
	}{
		{"a cell over three lines", "1,\"a\n\nb\",x\n2,c,y", []string{"1,\"a\n\nb\",x", "2,c,y"}, 0},
		{"in the last cell", "1,a,\"x\ny\"\n2,c,z", []string{"1,a,\"x\ny\"", "2,c,z"}, 0},
		{"two such cells in one row", "1,\"a\nb\",\"c\nd\",\n", []string{"1,\"a\nb\",\"c\nd\","}, 0},
		{"never closed, rows follow", "1,\"a,x\n2,\"b\",y\n3,c,z", []string{"1,\"a,x", "2,\"b\",y", "3,c,z"}, 1},
		{"never closed in a short row", "1,\"a\n2,b,y\n3,c\",z", []string{"1,\"a", "2,b,y", "3,c\",z"}, 1},
		{"never closed at the end", "1,b,x\n2,\"a", []string{"1,b,x", "2,\"a"}, 1},
		{"closed by chance too late", "1,\"a,x,\n" + strings.Repeat("-\n", maxJoin) + "2,b\",y", nil, 1},
		{"CRLF inside a cell", "1,\"a\r\nb\",x\r\n2,c,y\r\n", []string{"1,\"a\nb\",x", "2,c,y"}, 0},
	} {
		rows := readText3(t, c.text)
		var raw []string
		open := 0
		for _, r := range rows {
			raw = append(raw, r.Raw)
			if r.Open {
				open++
			}
		}
		if c.want != nil && strings.Join(raw, "|") != strings.Join(c.want, "|") || open != c.open {
			t.Errorf("%s: %q open=%d, want %q open=%d", c.name, raw, open, c.want, c.open)
		}
	}
}

// Cells that are left out, being empty, do not make a quoted comma part a cell.
func TestShortRow(t *testing.T) {
	r := NewTextReader(charset.NewLines(context.Background(), strings.NewReader("1,\"a,b\"\n2,\"c\n"), nil))
	r.SetShape(Shape{Comma: ',', Width: 3, Raw: 3, Least: 2})
	row, err := r.Next()
	if err != nil || len(row.Cells) != 2 || row.Cells[1].Text != "a,b" || row.Cut {
		t.Errorf("%+v %v", row, err)
	}
}

// The rows' texts, one after another, are the file's; their places follow one
// another; nothing is read twice and nothing is left out.
func FuzzTextReader(f *testing.F) {
	f.Add("1,\"a\n\nb\",x\n2,c,y", 3)
	f.Add("1,\"a,x\r\n2,\"b\",y\n\n3,c,z", 3)
	f.Add("a\n\"\n\"\"\n\",", 1)
	f.Fuzz(func(t *testing.T, text string, width int) {
		text = strings.ToValidUTF8(text, "?")
		lines := charset.NewLines(context.Background(), strings.NewReader(text), []byte(text))
		if lines.Encoding != charset.UTF8 {
			return
		}
		r := NewTextReader(lines)
		if width > 0 && width < 50 {
			r.SetShape(Shape{Comma: ',', Width: width, Raw: width})
		}
		var raw []string
		var offset int64
		line, number := 1, 1
		for {
			row, err := r.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				return
			}
			at := row.At
			if at.Offset != offset || at.Line != line || at.Row != number {
				t.Fatalf("row [%+v], want row %d, line %d, byte %d", at, number, line, offset)
			}
			offset, line, number = at.Offset+at.Length, max(at.Line, at.LineEnd)+1, number+1
			raw = append(raw, row.Raw)
		}
		if offset != int64(len(text)) || r.Units() != line-1 {
			t.Fatalf("rows cover %d of %d bytes, %d of %d lines", offset, len(text), r.Units(), line-1)
		}
		want := strings.TrimPrefix(text, "\uFEFF")
		if i := strings.IndexByte(text, '\r'); i >= 0 && i < len(text)-1 && !strings.Contains(text, "\n") {
			want = strings.ReplaceAll(strings.TrimSuffix(want, "\r"), "\r", "\n") // of an old Mac
		} else if last, ok := strings.CutSuffix(want, "\r"); ok {
			want = strings.ReplaceAll(last, "\r\n", "\n") // charset counts it to the line end
		} else {
			want = strings.TrimSuffix(strings.ReplaceAll(want, "\r\n", "\n"), "\n")
		}
		if got := strings.Join(raw, "\n"); got != want {
			t.Fatalf("rows are %q, the file is %q", got, want)
		}
	})
}

// endless is a file of one character.
type endless byte

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(e)
	}
	return len(p), nil
}

func TestOneEndlessCell(t *testing.T) {
	text := io.MultiReader(strings.NewReader("a,b,c\n1,\"x"), io.LimitReader(endless('x'), 500<<20))
	r := NewTextReader(charset.NewLines(context.Background(), text, []byte("a,b,c\n")))
	r.SetShape(Shape{Comma: ',', Width: 3, Raw: 3})
	if _, err := r.Next(); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := r.Next()
	runtime.ReadMemStats(&after)
	if !errors.Is(err, charset.ErrLongLine) {
		t.Errorf("error %v", err)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
		t.Errorf("%d MiB for one cell", used>>20)
	}
}
