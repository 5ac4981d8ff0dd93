package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"

	"complain/pkg/internal/jsonstream"
)

// isJSON reports whether a file begins as an object or a list of objects does.
func isJSON(head []byte) bool {
	if len(head) > 2 && (head[0] == 0xff && head[1] == 0xfe || head[0] == 0xfe && head[1] == 0xff) {
		head = narrowed(head[:min(len(head), 200)])
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if len(head) == 0 {
		return false
	}
	next := bytes.TrimLeft(head[1:], " \t\r\n")
	switch {
	case len(next) == 0:
		return false
	case head[0] == '{':
		return next[0] == '"'
	}
	if inside := bytes.TrimLeft(next[1:], " \t\r\n"); head[0] == '[' && next[0] == '[' && len(inside) > 0 {
		return inside[0] == '"' || inside[0] >= '0' && inside[0] <= '9' // a row of values
	}
	return head[0] == '[' && next[0] == '{' && isJSON(next)
}

// narrowed is the beginning of a text in UTF-16, whose first two bytes say which.
func narrowed(head []byte) []byte {
	var units []uint16
	for i := 2; i+1 < len(head); i += 2 {
		a, b := head[i], head[i+1]
		if head[0] == 0xff {
			a, b = b, a
		}
		units = append(units, uint16(a)<<8|uint16(b))
	}
	return []byte(string(utf16.Decode(units)))
}

// jsonBook is a document of JSON as a workbook: a sheet is a list of objects,
// wherever it stands, a row one of them, and a column what is reached from there by
// the same names. A list of lists of values is one too, and its columns go by the first
// row where that only names, and else by their numbers. A list inside of the rows of another is a sheet behind it, and
// its texts stand in the rows of the outer one too.
type jsonBook struct {
	ctx   context.Context
	lists []*jsonList
	cells int
	err   error // what ended the reading before the document does
}

type jsonList struct {
	path  string
	names []string
	at    map[string]int // of names
	rows  []jsonRow

	places []string // the names of the columns, where rows are lists of values
}

type jsonRow struct {
	cells []Cell
	raw   string
}

// The limits of a list.
const (
	maxParsed = 16 << 20 // bytes of a document that is looked at as a whole
	maxLists  = 64
)

// openJSON reads the lists of a document, of which there may be one a line. What is
// whole of a document that is cut is read, and the cut told behind the last row.
func openJSON(ctx context.Context, r io.ReaderAt, size, glance int64) (*jsonBook, error) {
	if glance > 0 {
		size = min(size, glanced)
	}
	text, err := wholePage(r, size, MaxWorkbook)
	if err != nil {
		return nil, err
	}
	text = strings.TrimPrefix(text, "\ufeff")
	b := &jsonBook{ctx: ctx}
	lines := aValueALine(text)
	b.err = jsonstream.Walk(strings.NewReader(text), ctx.Err, jsonstream.Handler{
		Many: true,
		Decide: func(path []string, kind jsonstream.Kind) jsonstream.Action {
			element := len(path) > 0 && path[len(path)-1] == "" || len(path) == 0 && lines
			switch {
			case kind == jsonstream.Object && element, kind == jsonstream.Array && element && len(path) > 0:
				return jsonstream.Take
			case kind == jsonstream.Object, kind == jsonstream.Array:
				return jsonstream.Enter
			}
			return jsonstream.Skip
		},
		Take: b.take,
	})
	if len(b.lists) == 0 && b.err == nil && len(text) <= maxParsed {
		b.keyed("", jsonstream.Parse([]byte(text)))
	}
	if ctx.Err() != nil || errors.Is(b.err, ErrLimit) || len(b.lists) == 0 && b.err != nil {
		return nil, b.err
	}
	return b, nil
}

// aValueALine reports whether the first line is an object by itself, and another
// begins behind it.
func aValueALine(text string) bool {
	first, rest, found := strings.Cut(strings.TrimLeft(text, " \t\r\n"), "\n")
	first = strings.TrimSpace(first)
	return found && strings.HasPrefix(first, "{") && strings.HasSuffix(first, "}") && strings.HasPrefix(strings.TrimSpace(rest), "{")
}

func (b *jsonBook) take(path []string, raw jsonstream.Raw) error {
	if raw.Bytes == nil {
		return fmt.Errorf("%d bytes in one value: %w", raw.Length, ErrLimit)
	}
	var names []string
	for _, name := range path[:max(0, len(path)-1)] {
		if name == "" {
			name = "[]"
		}
		names = append(names, name)
	}
	v := jsonstream.Parse(raw.Bytes)
	if v.Kind == jsonstream.Array {
		return b.array(listed(strings.Join(names, ".")), v, string(raw.Bytes))
	}
	return b.add(listed(strings.Join(names, ".")), v, string(raw.Bytes))
}

// listed is the name of a list, as a sheet has one.
func listed(path string) string {
	if path == "" {
		return "[]"
	}
	return strings.ReplaceAll(path, ".[]", "[]")
}

// add makes a row of v, and rows of what is listed in it.
func (b *jsonBook) add(path string, v jsonstream.Value, raw string) error {
	list := b.list(path)
	if list == nil {
		return fmt.Errorf("more than %d lists: %w", maxLists, ErrLimit)
	}
	row := jsonRow{raw: raw}
	list.flatten(&row, "", v)
	if b.cells += len(row.cells); b.cells > maxHeld || len(list.rows) >= maxRows {
		return fmt.Errorf("%d cells: %w", b.cells, ErrLimit)
	}
	list.rows = append(list.rows, row)
	return b.inner(strings.TrimSuffix(path, "[]")+"[]", v)
}

// Within reports whether one list of JSON stands in the rows of another.
func Within(inner, outer string) bool {
	return strings.HasPrefix(inner, strings.TrimSuffix(outer, "[]")+"[].")
}

// inner adds the lists of objects that stand in v.
func (b *jsonBook) inner(path string, v jsonstream.Value) error {
	for _, m := range v.Members {
		if numbered(m.Value) { // entries under their numbers
			for _, entry := range m.Value.Members {
				if err := b.add(path+"."+m.Name, entry.Value, ""); err != nil {
					return err
				}
			}
			continue
		}
		if err := b.inner(path+"."+m.Name, m.Value); err != nil {
			return err
		}
		for _, item := range m.Value.Items {
			if item.Kind != jsonstream.Object {
				continue
			}
			if err := b.add(path+"."+m.Name, item, ""); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *jsonBook) list(path string) *jsonList {
	for _, l := range b.lists {
		if l.path == path {
			return l
		}
	}
	if len(b.lists) == maxLists {
		return nil
	}
	l := &jsonList{path: path, at: map[string]int{}}
	b.lists = append(b.lists, l)
	return l
}

// keyed adds the objects of which each member is a row, as in {"1001": {…},
// "1002": {…}}: all are objects, with the names of the first.
func (b *jsonBook) keyed(path string, v jsonstream.Value) {
	if v.Kind != jsonstream.Object {
		return
	}
	if alike(v) {
		for _, m := range v.Members {
			row := m.Value
			if !row.Has("key") {
				row.Members = append([]jsonstream.Member{{Name: "key", Value: jsonstream.Value{Kind: jsonstream.String, Text: m.Name}}}, row.Members...)
			}
			if b.err == nil {
				b.err = b.add(listed(path), row, "")
			}
		}
		return
	}
	for _, m := range v.Members {
		b.keyed(strings.TrimPrefix(path+"."+m.Name, "."), m.Value)
	}
}

func alike(v jsonstream.Value) bool {
	if len(v.Members) < 2 {
		return false
	}
	first := v.Members[0].Value
	for _, m := range v.Members {
		common := 0
		for _, inside := range m.Value.Members {
			if first.Has(inside.Name) {
				common++
			}
		}
		if m.Value.Kind != jsonstream.Object || common < 2 || common*2 < len(first.Members) {
			return false
		}
	}
	return true
}

// flatten puts what stands in v into the columns of a row. Texts that are reached by
// the same names, in a list, share a cell.
func (l *jsonList) flatten(row *jsonRow, name string, v jsonstream.Value) {
	switch v.Kind {
	case jsonstream.Object:
		if name != "" && numbered(v) {
			return // a list of its own, behind this one
		}
		for _, m := range wholeAndParts(v).Members {
			l.flatten(row, strings.TrimPrefix(name+"."+m.Name, "."), m.Value)
		}
	case jsonstream.Array:
		for _, item := range v.Items {
			if item.Kind == jsonstream.Object {
				l.flatten(row, name+"[]", item)
			} else {
				l.flatten(row, name, item)
			}
		}
	default:
		at, known := l.at[name]
		if !known {
			if at = len(l.names); at == maxColumns {
				return // the row's text has it
			}
			l.at[name], l.names = at, append(l.names, name)
		}
		row.cells = append(row.cells, make([]Cell, max(0, at+1-len(row.cells)))...)
		row.cells[at] = joined(row.cells[at], scalar(v))
	}
}

func joined(before, c Cell) Cell {
	if before.Text == "" || c.Text == "" {
		return Cell{Text: before.Text + c.Text, Number: c.Number && before.Text == ""}
	}
	return Cell{Text: before.Text + "; " + c.Text}
}

// scalar is a value as a cell. A number that passed through floating point is one as
// workbooks have them; any other is its digits.
func scalar(v jsonstream.Value) Cell {
	if v.Kind == jsonstream.Null {
		return Cell{}
	}
	_, decimals, _ := strings.Cut(v.Text, ".")
	return Cell{Text: v.Text, Number: v.Kind == jsonstream.Number && (len(decimals) > 4 || strings.ContainsAny(v.Text, "eE"))}
}

func (b *jsonBook) Count() int     { return len(b.lists) }
func (b *jsonBook) From1904() bool { return false }
func (b *jsonBook) At(i int) Reader {
	r := &jsonReader{list: b.lists[i], ctx: b.ctx, end: io.EOF, at: -1}
	if i == len(b.lists)-1 && b.err != nil {
		r.end = b.err
	}
	return r
}

// jsonReader reads a list: its names, and then its objects.
type jsonReader struct {
	ctx  context.Context
	list *jsonList
	at   int // of the row that comes next; -1 for the names
	end  error
}

func (r *jsonReader) Title() string { return r.list.path }
func (r *jsonReader) Close() error  { return nil }
func (r *jsonReader) Units() int    { return r.at + 1 }
func (r *jsonReader) Last() int     { return r.at }

func (r *jsonReader) Next() (Row, error) {
	l := r.list
	switch {
	case r.at%1024 == 0 && r.ctx.Err() != nil:
		return Row{}, r.ctx.Err()
	case r.at >= len(l.rows):
		return Row{}, r.end
	case r.at < 0:
		cells := make([]Cell, len(l.names))
		for i, name := range l.names {
			cells[i].Text = name
		}
		r.at++
		return Row{At: Place{Sheet: l.path}, Cells: cells, Raw: strings.Join(l.names, "\t")}, nil
	}
	row := l.rows[r.at]
	r.at++
	cells := append(slices.Clone(row.cells), make([]Cell, len(l.names)-len(row.cells))...)
	raw := row.raw
	if raw == "" {
		for i, c := range cells {
			raw += strings.Repeat("\t", min(i, 1)) + c.Text
		}
	}
	return Row{At: Place{Sheet: l.path, Row: r.at}, Cells: cells, Raw: raw}, nil
}
