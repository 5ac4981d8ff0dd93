package pdf

import (
	"fmt"

	"complain/pkg/doc"
)

// systemInk is the grey of what the app itself says.
const systemInk = 0.3

// transcript sets a conversation as a table, a row a message. The column of
// the time holds a date with hours and minutes on one line.
func (l *layout) transcript(t doc.Transcript) error {
	g := &grid{l: l, aligns: make([]doc.Align, len(t.Heads))}
	who, err := l.senders(t)
	if err != nil {
		return err
	}
	if err := g.begin(t.Heads[:], []float64{14, 33, who, 109 - who}); err != nil {
		return err
	}
	for i, turn := range t.Turns {
		if err := l.turn(g, turn); err != nil {
			return fmt.Errorf("turn %d: %w", i+1, err)
		}
	}
	g.end()
	return nil
}

// senders is how wide the column of senders is, in millimetres: wide enough for two
// lines a name, as long as it leaves room for what is said.
func (l *layout) senders(t doc.Transcript) (float64, error) {
	names := map[string]bool{}
	for _, turn := range t.Turns {
		names[turn.Who] = true
	}
	const narrowest, widest, step = 26, 46, 4
	width := float64(narrowest)
	for name := range names {
		for ; width < widest; width += step {
			room := width*mm - 2*cellPadX
			lines, err := l.lines([]run{{text: name, style: style{face: serif, size: tableType}}}, room, room, false)
			if err != nil {
				return 0, err
			}
			if len(lines) <= 2 {
				break
			}
		}
	}
	return min(width, widest), nil
}

func (l *layout) turn(g *grid, t doc.Turn) error {
	if t.Gap != "" {
		return g.row(gridRow{across: []run{{text: t.Gap, style: style{face: sans, size: 9, ink: systemInk}}}, middle: true, anchor: t.Anchor})
	}
	st := style{face: serif, size: tableType}
	if t.System {
		st.ink = systemInk
	}
	number := st
	if t.Cited {
		number.face = sansBold
	}
	text, err := l.runs(t.Text, st)
	if err != nil {
		return err
	}
	asSaid(text)
	n := fmt.Sprintf("%04d", t.Number)
	return g.row(gridRow{
		cells:  [][]run{{{text: n, style: number}}, {{text: t.When, style: st}}, {{text: t.Who, style: st}}, text},
		anchor: t.Anchor,
		resume: []run{{text: n, style: number}, {text: l.words.GoesOn, style: style{face: sans, size: leastText}}},
	})
}
