package mapped

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"complain/pkg/importer"
	"complain/pkg/internal/jsonstream"
	"complain/pkg/internal/sheet"
)

// Who speaks: help desks write a number or a kind beside the name, or only the number,
// with the names in a list of their own.

// nameEnds are how members with the name of a person are called, the best first.
var nameEnds = []string{"name", "display_name", "displayname", "full_name", "nickname", "first", "first_name", "firstname", "username", "n", "email"}

// called is the column with the names of those that a column only numbers or calls by
// their kind: the values of both change together.
func (t *glance) called(who *column, used map[*column]bool) *column {
	best, rank := who, nameRank(who.name)
	for _, c := range t.columns {
		if r := nameRank(c.name); c != who && !used[c] && r < rank && t.together(who, c) {
			best, rank = c, r
		}
	}
	return best
}

func nameRank(name string) int {
	name = strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])
	if i := slices.Index(nameEnds, name); i >= 0 {
		return i
	}
	return len(nameEnds)
}

// together reports whether two columns tell the same apart, wherever the second has a
// value, which is in most rows.
func (t *glance) together(a, b *column) bool {
	there, back, filled := map[string]string{}, map[string]string{}, 0
	for _, r := range t.rows {
		if a.at >= len(r.Cells) || b.at >= len(r.Cells) {
			continue
		}
		x, y := sheet.Trim(r.Cells[a.at].Text), sheet.Trim(r.Cells[b.at].Text)
		if x == "" || y == "" {
			continue
		}
		filled++
		if was, known := back[y]; known && was != x {
			return false
		}
		there[x], back[y] = y, x
	}
	return filled*5 >= len(t.rows)*4 && len(there) > 1
}

// people is where the names of those stand whom the column of who speaks only numbers:
// a list with an entry for each.
func (t *glance) people(ctx context.Context, src *importer.Source) Names {
	who := t.given["who"]
	if who == nil || !t.objects || nameRank(who.name) < len(nameEnds) {
		return nil
	}
	book, err := sheet.Open(ctx, src, src.Size(), 0, sheet.JSON)
	if err != nil {
		return nil
	}
	for i := range book.Count() {
		rows := rowsOf(book.At(i))
		if len(rows) < 2 {
			continue
		}
		names := cellsOf(rows[0].Cells)
		name := -1
		for at := range names {
			if nameRank(names[at]) < len(nameEnds) && (name < 0 || nameRank(names[at]) < nameRank(names[name])) {
				name = at
			}
		}
		for at := range names {
			if name >= 0 && at != name && holdsAll(rows[1:], at, who) {
				return Names{book.At(i).Title(), names[at], names[name]}
			}
		}
	}
	return nil
}

// rowsOf are the rows of a list, as many as are looked at.
func rowsOf(r sheet.Reader) (rows []sheet.Row) {
	defer r.Close()
	for len(rows) < glanced {
		row, err := r.Next()
		if err != nil {
			break
		}
		rows = append(rows, row)
	}
	return rows
}

// holdsAll reports whether all who speak stand in a column of rows, each once.
func holdsAll(rows []sheet.Row, at int, who *column) bool {
	times := map[string]int{}
	for _, r := range rows {
		times[sheet.Trim(r.Cells[at].Text)]++
	}
	for word := range who.words {
		if times[word] != 1 {
			return false
		}
	}
	return len(who.words) > 0
}

// namesOf reads the names of those who speak, by their numbers.
func (m *Mapping) namesOf(ctx context.Context, src *importer.Source) (map[string]string, error) {
	if len(m.People) != 3 || sheet.FormOf(src.Head) != sheet.JSON {
		return nil, nil
	}
	book, err := sheet.Open(ctx, src, src.Size(), 0, sheet.JSON)
	if err != nil {
		return nil, ctx.Err() // the reading says what ails it
	}
	names := map[string]string{}
	for i := range book.Count() {
		page := book.At(i)
		if page.Title() != m.People[0] {
			continue
		}
		rows := rowsOf(page)
		header := cellsOf(rows[0].Cells)
		id, name := slices.Index(header, m.People[1]), slices.Index(header, m.People[2])
		for _, r := range rows[1:] {
			if id >= 0 && name >= 0 {
				names[sheet.Trim(r.Cells[id].Text)] = sheet.Trim(r.Cells[name].Text)
			}
		}
	}
	return names, nil
}

// lone finds the message that stands beside the list of the others, as the first one
// does in some exports: an object of the document itself that has what the entries have.
// A time that it lacks is the document's.
func (m *Mapping) lone(ctx context.Context, src *importer.Source, give func(jsonstream.Raw, func(role string) sheet.Cell) error) error {
	if sheet.FormOf(src.Head) != sheet.JSON || len(m.Columns["text"]) == 0 || len(m.Columns["who"]) == 0 {
		return nil
	}
	found := []jsonstream.Raw{}
	beside := map[string]jsonstream.Value{}
	err := jsonstream.Walk(src.Reader(), ctx.Err, jsonstream.Handler{
		Decide: func(path []string, kind jsonstream.Kind) jsonstream.Action {
			switch {
			case len(path) == 0 && kind == jsonstream.Object:
				return jsonstream.Enter
			case len(path) == 1 && kind != jsonstream.Array && path[0] != "":
				return jsonstream.Take
			}
			return jsonstream.Skip
		},
		Take: func(path []string, raw jsonstream.Raw) error {
			v := jsonstream.Parse(raw.Bytes)
			if beside[path[0]] = v; v.Kind == jsonstream.Object && member(v, m.Columns["text"]).Text != "" && member(v, m.Columns["who"]).Text != "" {
				raw.Bytes = slices.Clone(raw.Bytes)
				found = append(found, raw)
			}
			return nil
		},
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return nil // the reading of the list says what ails the document
	}
	for _, raw := range found {
		v := jsonstream.Parse(raw.Bytes)
		err := give(raw, func(role string) sheet.Cell {
			cell := member(v, m.Columns[role])
			if role == "time" && cell.Text == "" {
				for _, name := range m.Columns[role] {
					cell = sheet.Cell{Text: beside[name].Text}
				}
			}
			return cell
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// member is the first of the members named that has a value.
func member(v jsonstream.Value, names Names) sheet.Cell {
	for _, name := range names {
		if at := v.Get(strings.Split(name, ".")...); at.Kind != jsonstream.Null && at.Text != "" {
			return sheet.Cell{Text: at.Text}
		}
	}
	return sheet.Cell{}
}
