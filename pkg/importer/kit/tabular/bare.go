package tabular

import (
	"context"
	"path"
	"slices"
	"strings"

	"complain/pkg/importer"
	"complain/pkg/internal/sheet"
)

// bareRows is how many rows a table without any has at most, with what is said around it.
const bareRows = 30

// Bare reports whether src is named as a table and has a row of names, and no row below
// that fills even two cells; said is what stands there instead.
func Bare(ctx context.Context, src *importer.Source) (said string, bare bool) {
	if !slices.Contains([]string{".csv", ".tsv", ".xls", ".xlsx", ".ods"}, strings.ToLower(path.Ext(src.Name))) {
		return "", false
	}
	for _, rows := range firstRows(ctx, src) {
		header := slices.IndexFunc(rows, func(r sheet.Row) bool { return r.Filled() >= 3 })
		if header < 0 || len(rows) > bareRows || !names(rows[header].Cells) {
			continue
		}
		below := rows[header+1:]
		if slices.ContainsFunc(below, func(r sheet.Row) bool { return r.Filled() > 1 }) {
			return "", false
		}
		for _, r := range below {
			if !r.Blank() {
				said = r.Plain()
			}
		}
		bare = true
	}
	return said, bare
}

// firstRows are the first rows of each sheet, and of a text file with each separator.
func firstRows(ctx context.Context, src *importer.Source) (tables [][]sheet.Row) {
	form := sheet.FormOf(src.Head)
	if form == CSV {
		for _, comma := range []byte{',', '\t', ';'} {
			t := sheet.NewTextReader(src.Lines(ctx))
			tables = append(tables, gather(t.Next, bareRows+1, comma))
		}
		return tables
	}
	w, err := sheet.Open(ctx, src, src.Size(), 0, form)
	if err != nil {
		return nil
	}
	for i := range w.Count() {
		page := w.At(i)
		tables = append(tables, gather(page.Next, bareRows+1, 0))
		page.Close()
	}
	return tables
}
