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
	if err := g.begin(t.Heads[:], []float64{14, 33, 26, 83}); err != nil {
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
	n := fmt.Sprintf("%04d", t.Number)
	return g.row(gridRow{
		cells:  [][]run{{{text: n, style: number}}, {{text: t.When, style: st}}, {{text: t.Who, style: st}}, text},
		anchor: t.Anchor,
		resume: []run{{text: n, style: number}, {text: l.words.GoesOn, style: style{face: sans, size: leastText}}},
	})
}
