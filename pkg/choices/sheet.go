package choices

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// The sheets of a workbook of choices: their first key, by which they are known
// whatever people call them. Each sheet has a row of keys, one a column; a key
// that begins with Was is of what the cell of the other key held when the sheet
// was written, so that only what somebody changed is a choice.
const (
	OfCase     = "#" + Format // key, value
	OfEvidence = "#evidence"
	OfStory    = "#story"
	OfRecords  = "#records"
	OfClaims   = "#claims"

	Was = "was:"
)

// Table is the rows of one sheet, its heads and keys among them.
type Table [][]string

// Words reads what people write into cells.
type Words struct {
	Yes     func(text string) (yes, ok bool)
	Element func(text string) (id string, ok bool)
}

// FromTables reads choices out of the sheets of a workbook. What is in no sheet of
// theirs is passed over; a sheet that is not there changes nothing.
func FromTables(tables []Table, words Words) (*Choices, error) {
	r := &tableReader{words: words, c: &Choices{Format: Format, Evidence: map[string]Evidence{}, Records: map[string]Record{}, Story: map[string]Element{}}}
	for _, t := range tables {
		r.table(t)
	}
	switch {
	case r.err != nil:
		return nil, r.err
	case r.c.Version == 0:
		return nil, ErrNoChoices
	case r.c.Version > Version:
		return nil, ErrNewer
	}
	r.arrange()
	return r.c, r.c.check()
}

// tableReader reads tables into choices.
type tableReader struct {
	words  Words
	c      *Choices
	err    error
	places []place
	moved  bool
}

// place is where somebody wants an exhibit.
type place struct {
	id     string
	number float64
}

func (r *tableReader) fail(id, key string) {
	if r.err == nil {
		r.err = wrong(strings.TrimSpace(id + " " + key))
	}
}

// table reads one sheet, wherever its row of keys stands: people sort.
func (r *tableReader) table(t Table) {
	at := slices.IndexFunc(t, func(row []string) bool { return len(row) > 0 && strings.HasPrefix(row[0], "#") })
	if at < 0 {
		return
	}
	keys := t[at]
	read := map[string]func(line){OfCase: r.about, OfEvidence: r.evidence, OfStory: r.story, OfRecords: r.record, OfClaims: r.claim}[keys[0]]
	if read == nil {
		return
	}
	for i, cells := range t {
		if i != at && len(cells) > 0 {
			read(line{keys, cells})
		}
	}
}

// line is a row with the keys of its cells.
type line struct{ keys, cells []string }

func (l line) id() string { return strings.TrimSpace(l.cells[0]) }

// at is the text under a key; a line's end is LF, and none is at the end.
func (l line) at(key string) string {
	if i := slices.Index(l.keys, key); i >= 0 && i < len(l.cells) {
		return strings.TrimSpace(strings.ReplaceAll(l.cells[i], "\r\n", "\n"))
	}
	return ""
}

// changed is the text under a key, where somebody changed it.
func (l line) changed(key string) *string {
	if slices.Index(l.keys, key) < 0 || l.at(key) == l.at(Was+key) {
		return nil
	}
	return new(l.at(key))
}

func (r *tableReader) about(l line) {
	switch l.id() {
	case "version":
		r.c.Version, _ = strconv.Atoi(l.at("value"))
	case "case":
		r.c.Case = l.at("value")
	case "base":
		r.c.Base = l.at("value")
	}
}

// yes is a yes or no that somebody changed; a cell that was emptied is no.
func (r *tableReader) yes(l line, key string) *bool {
	text := l.changed(key)
	if text == nil {
		return nil
	}
	yes, ok := r.words.Yes(*text)
	if *text != "" && !ok {
		r.fail(l.id(), *text)
	}
	return &yes
}

func (r *tableReader) evidence(l line) {
	id := l.id()
	if !evidenceForm.MatchString(id) {
		return
	}
	e := Evidence{Title: l.changed("title"), Source: l.changed("source"), Proves: l.changed("proves"), Packet: r.yes(l, "packet"), Withdrawn: l.changed("withdrawn")}
	if e != (Evidence{}) {
		r.c.Evidence[id] = e
	}
	if n, err := strconv.ParseFloat(strings.TrimSpace(l.at("order")), 64); err == nil {
		r.places = append(r.places, place{id, n})
	}
	r.moved = r.moved || l.changed("order") != nil
	if text := l.changed("element"); text != nil {
		r.tell(l, *text)
	}
}

// tell has the event of an evidence tell another element than before.
func (r *tableReader) tell(l line, text string) {
	event := l.at("event")
	if event == "" {
		r.fail(l.id(), text)
		return
	}
	if was := l.at(Was + "element"); was != "" {
		if id, ok := r.words.Element(was); ok {
			e := r.c.Story[id]
			e.Drop = append(e.Drop, event)
			r.c.Story[id] = e
		}
	}
	if text == "" {
		return
	}
	id, ok := r.words.Element(text)
	if !ok {
		r.fail(l.id(), text)
		return
	}
	e := r.c.Story[id]
	e.Take = append(e.Take, event)
	r.c.Story[id] = e
}

func (r *tableReader) story(l line) {
	id := l.id()
	if !elementForm.MatchString(id) {
		return
	}
	e := r.c.Story[id]
	if told := r.yes(l, "told"); told != nil {
		record := l.at("record")
		switch {
		case record == "":
			r.fail(id, "told")
		case *told:
			e.Take = append(e.Take, record)
		default:
			e.Drop = append(e.Drop, record)
		}
	}
	if none := l.changed("none"); none != nil {
		e.None = none
	}
	if own := l.at("own"); own != "" {
		e.Say = &Telling{Text: own, At: l.at("when")}
	}
	if e.None != nil || e.Say != nil || len(e.Take)+len(e.Drop) > 0 {
		r.c.Story[id] = e
	}
}

func (r *tableReader) record(l line) {
	if id := l.id(); recordForm.MatchString(id) {
		if said := (Record{Packet: r.yes(l, "packet"), Sentence: l.changed("sentence")}); said != (Record{}) {
			r.c.Records[id] = said
		}
	}
}

func (r *tableReader) claim(l line) {
	n, err := strconv.ParseInt(l.id(), 10, 64)
	if err != nil {
		return
	}
	if c := (Claim{Number: n, Amount: l.changed("amount"), Text: l.changed("text"), Basis: l.changed("basis")}); c.Amount != nil || c.Text != nil || c.Basis != nil {
		r.c.Claims = append(r.c.Claims, c)
	}
}

// arrange makes an order of the numbers that somebody gave exhibits.
func (r *tableReader) arrange() {
	if !r.moved {
		return
	}
	slices.SortStableFunc(r.places, func(a, b place) int { return cmp.Compare(a.number, b.number) })
	for _, p := range r.places {
		r.c.Order = append(r.c.Order, p.id)
	}
}

// About is the sheet that says whose choices a workbook holds.
func About(id, base string) Table {
	return Table{{OfCase, "value"}, {"version", fmt.Sprint(Version)}, {"case", id}, {"base", base}}
}
