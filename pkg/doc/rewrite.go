package doc

import "fmt"

// Rewrite is blocks with every text in them as change gives it back. Nothing of
// blocks is changed. The error is of a block that it does not know.
func Rewrite(blocks []Block, change func([]Inline) []Inline) ([]Block, error) {
	out := make([]Block, 0, len(blocks))
	for _, b := range blocks {
		r, err := rewritten(b, change)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

func rewritten(b Block, change func([]Inline) []Inline) (Block, error) {
	switch b := b.(type) {
	case Title, Heading, Timeline, PageBreak:
		return b, nil
	case Paragraph:
		b.Text = change(b.Text)
		return b, nil
	case List:
		b.Items = rewrittenTexts(b.Items, change)
		return b, nil
	case KeyValues:
		rows := make([]KeyValue, len(b.Rows))
		for i, r := range b.Rows {
			rows[i] = KeyValue{r.Key, change(r.Value)}
		}
		return KeyValues{rows}, nil
	case Table:
		rows := make([]Row, len(b.Rows))
		for i, r := range b.Rows {
			r.Cells = rewrittenTexts(r.Cells, change)
			if r.Under != nil {
				r.Under = change(r.Under)
			}
			rows[i] = r
		}
		b.Rows = rows
		return b, nil
	case Quote:
		b.Text = change(b.Text)
		return b, nil
	case Transcript:
		turns := make([]Turn, len(b.Turns))
		for i, t := range b.Turns {
			t.Text = change(t.Text)
			turns[i] = t
		}
		b.Turns = turns
		return b, nil
	case Figure:
		return rewrittenFigure(b, change), nil
	case Pair:
		figures := make([]Figure, len(b.Figures))
		for i, f := range b.Figures {
			figures[i] = rewrittenFigure(f, change)
		}
		return Pair{figures}, nil
	case Sheet:
		b.Title, b.Caption = change(b.Title), rewrittenTexts(b.Caption, change)
		return b, nil
	case Signature:
		b.Name, b.Date = change(b.Name), change(b.Date)
		return b, nil
	case Exhibit:
		blocks, err := Rewrite(b.Blocks, change)
		b.Blocks = blocks
		return b, err
	}
	return nil, fmt.Errorf("no way to rewrite a %T", b)
}

func rewrittenFigure(f Figure, change func([]Inline) []Inline) Figure {
	f.Title, f.Caption = change(f.Title), rewrittenTexts(f.Caption, change)
	return f
}

func rewrittenTexts(texts [][]Inline, change func([]Inline) []Inline) [][]Inline {
	if texts == nil {
		return nil
	}
	out := make([][]Inline, len(texts))
	for i, t := range texts {
		out[i] = change(t)
	}
	return out
}
