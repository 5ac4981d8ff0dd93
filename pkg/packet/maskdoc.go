package packet

import (
	"fmt"
	"slices"

	"complain/pkg/doc"
	"complain/pkg/internal/personal"
)

// mask rewrites a whole document. It goes through it twice, so that what its
// words give away in one place is masked in every other.
func (m *masker) mask(d *doc.Document, letter string) error {
	m.learning = true
	if _, err := m.document(d, letter); err != nil {
		return err
	}
	m.learning = false
	masked, err := m.document(d, letter)
	if err != nil {
		return err
	}
	*d = masked
	return nil
}

func (m *masker) document(d *doc.Document, letter string) (doc.Document, error) {
	out := *d
	m.place = letter
	blocks, err := m.blocks(d.Blocks)
	out.Blocks = blocks
	m.again(func() { // the file's own words say again what its pages say
		out.Title, out.Author, out.Subject = m.line("", d.Title), m.line("", d.Author), m.line("", d.Subject)
		out.Head, out.Foot = m.line("", d.Head), m.line("", d.Foot)
	})
	return out, err
}

// again masks what stands elsewhere too, and is not counted a second time.
func (m *masker) again(mask func()) {
	counts, order := m.counts, m.order
	m.counts = map[personal.Kind]map[string]int{}
	mask()
	m.counts, m.order = counts, order
}

// timeline is masked before anybody cuts its labels to the room there is.
func (m *masker) timeline(b doc.Timeline) doc.Timeline {
	moments := slices.Clone(b.Moments)
	m.again(func() {
		for i := range moments {
			moments[i].Label = m.line("", moments[i].Label)
		}
	})
	b.Moments = moments
	return b
}

func (m *masker) blocks(in []doc.Block) ([]doc.Block, error) {
	out := make([]doc.Block, 0, len(in))
	for _, b := range in {
		masked, err := m.block(b)
		if err != nil {
			return nil, err
		}
		out = append(out, masked)
	}
	return out, nil
}

func (m *masker) block(b doc.Block) (doc.Block, error) {
	switch b := b.(type) {
	case doc.Title:
		b.Text = m.line("", b.Text)
		return b, nil
	case doc.Heading:
		b.Text = m.line("", b.Text)
		return b, nil
	case doc.Paragraph:
		b.Text = m.text("", b.Text)
		return b, nil
	case doc.List:
		b.Items = m.texts(b.Items)
		return b, nil
	case doc.KeyValues:
		return m.keyValues(b), nil
	case doc.Table:
		return m.table(b), nil
	case doc.Quote:
		b.Text = m.text("", b.Text)
		return b, nil
	case doc.Transcript:
		return m.transcript(b), nil
	case doc.Timeline:
		return m.timeline(b), nil
	case doc.Figure:
		return m.figure(b), nil
	case doc.Pair:
		figures := make([]doc.Figure, len(b.Figures))
		for i, f := range b.Figures {
			figures[i] = m.figure(f)
		}
		return doc.Pair{Figures: figures}, nil
	case doc.Sheet:
		b.Title, b.Caption, b.Missing = m.text("", b.Title), m.texts(b.Caption), m.line("", b.Missing)
		return b, nil
	case doc.Signature:
		b.Label, b.Name, b.Date = m.line("", b.Label), m.text("", b.Name), m.text("", b.Date)
		return b, nil
	case doc.PageBreak:
		return b, nil
	case doc.Exhibit:
		before := m.place
		m.place = b.Mark
		b.Title = m.line("", b.Title)
		blocks, err := m.blocks(b.Blocks)
		b.Blocks, m.place = blocks, before
		return b, err
	default:
		return nil, fmt.Errorf("packet: no block %T is masked", b)
	}
}

func (m *masker) texts(in [][]doc.Inline) [][]doc.Inline {
	if in == nil {
		return nil
	}
	out := make([][]doc.Inline, len(in))
	for i, one := range in {
		out[i] = m.text("", one)
	}
	return out
}

// keyValues are masked with the key as the word before the value.
func (m *masker) keyValues(b doc.KeyValues) doc.KeyValues {
	rows := make([]doc.KeyValue, len(b.Rows))
	for i, kv := range b.Rows {
		rows[i] = doc.KeyValue{Key: m.line("", kv.Key), Value: m.text(tail(kv.Key)+" ", kv.Value)}
	}
	return doc.KeyValues{Rows: rows}
}

func (m *masker) table(b doc.Table) doc.Table {
	rows := make([]doc.Row, len(b.Rows))
	for i, r := range b.Rows {
		r.Group, r.Cells = m.line("", r.Group), m.texts(r.Cells)
		if r.Under != nil {
			r.Under = m.text("", r.Under)
		}
		rows[i] = r
	}
	b.Rows = rows
	return b
}

// transcript masks each message with the end of the one before as the words
// before it: "your card number?"
func (m *masker) transcript(b doc.Transcript) doc.Transcript {
	turns := make([]doc.Turn, len(b.Turns))
	before := ""
	for i, t := range b.Turns {
		t.Who, t.Gap = m.line("", t.Who), m.line("", t.Gap)
		text := m.text(before, t.Text)
		before = tail(flatten(t.Text)) + "\n"
		t.Text = text
		turns[i] = t
	}
	b.Turns = turns
	return b
}

func (m *masker) figure(f doc.Figure) doc.Figure {
	f.Title, f.Caption, f.Missing = m.text("", f.Title), m.texts(f.Caption), m.line("", f.Missing)
	return f
}
