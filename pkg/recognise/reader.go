package recognise

import (
	"bytes"
	"context"
	"strings"

	"complain/pkg/picture"
)

// Reader is an engine with the languages that it shall look for, in its own
// names.
type Reader struct {
	Engine    *Engine
	Languages []string
}

// Named is the languages as the case keeps them: "chi_sim+eng".
func (r *Reader) Named() string { return strings.Join(r.Languages, "+") }

// Picture recognises the text of a picture sheet by sheet, with the places of
// its words in the whole. Errors are those of Read and of package picture.
func (r *Reader) Picture(ctx context.Context, data []byte) (Page, error) {
	sheets, err := picture.Sheets(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return Page{}, err
	}
	return r.sheets(ctx, sheets)
}

func (r *Reader) sheets(ctx context.Context, sheets []picture.Sheet) (Page, error) {
	var all [][]Word
	for _, s := range sheets {
		lines, err := r.Engine.Read(ctx, s.PNG, s.OfWidth, s.Height, r.Languages)
		if err != nil {
			return Page{}, err
		}
		for _, line := range lines {
			for i := range line {
				line[i].Box.Y += s.Top
			}
		}
		all = append(all, lines...)
	}
	return Join(all), nil
}
