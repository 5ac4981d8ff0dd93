package mapped

import (
	"context"
	"errors"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/tabular"
	"complain/pkg/internal/sheet"
)

// Guessed is a first mapping of a table, to be looked at and changed.
type Guessed struct {
	Mapping
	Columns   []string // all columns of the table, in its order
	Words     []string // of the column direction
	Questions []Question
	Preview   []dispute.Record
	Problem   *dispute.Note // why nothing or not all of the preview could be read
}

// Question is what the table did not make sure, and was guessed.
type Question struct {
	Key     string // of the mapping: a role, or "dates", "sign"
	Note    dispute.Note
	Choices []string // what could stand there, the guess first
}

// ErrNoTable is the error for a file in which no table was found.
var ErrNoTable = errors.New("no table")

const (
	glanced   = 5000 // rows that are looked at: a state that is rare stands late
	previewed = 3
)

// Guess makes a first mapping of a table by what stands in its columns and by
// their names. said are answers to questions of an earlier guess, by their keys.
func Guess(ctx context.Context, src *importer.Source, said map[string]string) (*Guessed, error) {
	t, err := look(ctx, src)
	if err != nil {
		return nil, err
	}
	g := &Guessed{}
	for _, c := range t.columns {
		if c.name != "" {
			g.Columns = append(g.Columns, c.name)
		}
	}
	t.given = t.roles()
	if talk := t.talk(); talk != nil && (!t.headless || t.wordless) {
		t.given, g.Rows = talk, rowsMessages
	}
	if t.headless {
		g.Header = headerNone
	}
	if t.headless && !g.Talks() {
		t.moving()
	}
	t.answered(said)
	g.Zone = t.headZone()
	g.Mapping.Columns = map[string]Names{}
	for role, c := range t.given {
		g.Mapping.Columns[role] = Names{c.name}
	}
	t.otherSide(g)
	if g.Talks() {
		g.People = t.people(ctx, src)
		g.Closed, g.Unmoved, g.Paid = Names{}, Names{}, Names{}
		if g.Dates = "ymd"; len(t.of("time")) > 0 {
			g.Dates = dateOrder(t.of("time"))
		}
		t.doubts(g, said)
		g.preview(ctx, src)
		return g, nil
	}
	t.fill(g)
	if order := said["dates"]; order != "" {
		g.Dates = order
	}
	if sign := said["sign"]; sign != "" {
		g.Sign = sign
	}
	if units := said["units"]; units != "" {
		g.Units = units
	}
	t.doubts(g, said)
	g.preview(ctx, src)
	return g, nil
}

// otherSide takes a second column for the other side, which is filled where the first is
// not: of who was paid, and of who paid.
func (t *glance) otherSide(g *Guessed) {
	who := t.given["who"]
	if who == nil || who.filled() == 1 {
		return
	}
	for _, b := range t.bidden {
		if b.role != "who" || b.col == who || t.taken(b.col) || !b.named {
			continue
		}
		both := slices.ContainsFunc(t.rows, func(r sheet.Row) bool {
			return len(r.Cells) >= t.width && sheet.Trim(r.Cells[who.at].Text) != "" && sheet.Trim(r.Cells[b.col.at].Text) != ""
		})
		if !both {
			g.Mapping.Columns["who"] = append(g.Mapping.Columns["who"], b.col.name)
			t.joined = append(t.joined, b.col)
		}
	}
}

// answered gives roles the columns that the user named.
func (t *glance) answered(said map[string]string) {
	for key, name := range said {
		if _, role := roles[key]; !role {
			continue
		}
		for _, c := range t.columns {
			if c.name != name {
				continue
			}
			for role, other := range t.given {
				if other == c {
					delete(t.given, role)
				}
			}
			t.given[key] = c
		}
	}
}

// glance is the beginning of a table.
type glance struct {
	headless bool // columns go by their numbers
	wordless bool // and its rows are messages
	objects  bool // it is a list of JSON
	width    int
	rows     []sheet.Row // below the header
	columns  []*column
	bidden   []bid
	given    map[string]*column

	joined       []*column         // that have a role where the one that was given it is empty
	proven       bool              // what moved is told by the balances
	sign         string            // what the signs of amounts mean by the balances
	ways         map[string]string // the words for in and out by the balances
	sidesOpen    []string          // two columns of amounts, of which nothing says which is spent
	placeholders map[string]bool   // texts that stand in empty cells
}

func look(ctx context.Context, src *importer.Source) (*glance, error) {
	rows, err := tabular.Glance(ctx, src, glanced)
	if err != nil {
		return nil, err
	}
	at, headless := headerRow(rows), tabular.Headless(rows)
	if sheet.FormOf(src.Head) == sheet.JSON && len(rows) > 0 {
		at, headless = 0, false // a list has its names
	}
	wordless := !headless && sheet.FormOf(src.Head) != sheet.JSON && tabular.Wordless(rows)
	headless = headless || wordless
	if headless {
		rows = append([]sheet.Row{{Cells: tabular.Numbered(len(rows[0].Cells))}}, rows...)
		at = 0
	}
	if at < 0 {
		return nil, ErrNoTable
	}
	t := &glance{headless: headless, wordless: wordless, objects: sheet.FormOf(src.Head) == sheet.JSON, rows: rows[at+1:], width: len(rows[at].Cells)}
	for t.width > 0 && sheet.Trim(rows[at].Cells[t.width-1].Text) == "" {
		t.width--
	}
	t.placeholders = map[string]bool{}
	for _, r := range t.rows {
		for _, c := range r.Cells {
			if text := sheet.Trim(c.Text); placeholder(text) {
				t.placeholders[text] = true
			}
		}
	}
	for i, c := range rows[at].Cells[:t.width] {
		t.columns = append(t.columns, newColumn(t.rows, i, t.width, len(rows[at].Cells), sheet.Trim(c.Text)))
	}
	return t, nil
}

// headerRow is the index of the row that most likely names the columns: the
// one with the most known names, or else the first with three cells or more
// and no number.
func headerRow(rows []sheet.Row) int {
	best, score := -1, 0
	for i := range rows {
		if rows[i].Filled() < 3 || slices.ContainsFunc(rows[i].Cells, tabular.Figure) {
			continue
		}
		known := 0
		for _, c := range rows[i].Cells {
			if text := sheet.Trim(c.Text); text != "" && len(text) < 80 && knownName(text) {
				known++
			}
		}
		if s := 1 + known*2; s > score {
			best, score = i, s
		}
	}
	return best
}

// amounts reports whether a cell holds an amount that is not nothing.
func amounts(c sheet.Cell) bool {
	text := sheet.Trim(c.Text)
	return (tabular.MoneyLike(c, 0) || tabular.MoneyLike(c, ',')) && strings.ContainsAny(text, "123456789")
}

// of lists the cells of the column with a role.
func (t *glance) of(role string) []sheet.Cell {
	if c := t.given[role]; c != nil {
		return c.cells
	}
	return nil
}

var errEnough = errors.New("enough")

// preview reads the first rows with the mapping as it stands.
func (g *Guessed) preview(ctx context.Context, src *importer.Source) {
	tally := &importer.Tally{OnRecord: func(r dispute.Record) error {
		g.Preview = append(g.Preview, r)
		if len(g.Preview) == previewed {
			return errEnough
		}
		return nil
	}}
	if len(g.Mapping.Columns["time"]) == 0 && !g.Talks() {
		why := dispute.Say("mapped.stop.need", "time")
		g.Problem = &why
		return
	}
	if g.Units == unitsAsk {
		why := dispute.Say("mapped.stop.units")
		g.Problem = &why
		return
	}
	read := g.bill().Extract
	if g.Talks() {
		read = g.readTalk
	}
	err := read(ctx, src, tally)
	var (
		stopped   *importer.Stopped
		undecided *importer.Undecided
	)
	switch {
	case errors.As(err, &undecided):
		g.Problem = &undecided.Question
	case errors.As(err, &stopped):
		g.Problem = &stopped.Why
	case len(g.Preview) == 0 && len(tally.Reading.Problems) > 0:
		g.Problem = &tally.Reading.Problems[0].Why
	}
}
