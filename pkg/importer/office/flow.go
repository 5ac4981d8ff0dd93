package office

import "strings"

// flow makes lines of paragraphs, tables and boxes as they open and close. A
// paragraph is a line; a row of a table is one, its cells parted by " | "; what
// stands in a box inside of a paragraph comes behind that paragraph.
type flow struct {
	line func(string) error

	open    []*paragraph // the outermost first
	boxes   []string     // lines that wait for the paragraph or row around them
	rows    []*row       // of tables that are open, the outermost first
	changes int
}

type paragraph struct {
	text   strings.Builder
	prefix string
}

type row struct {
	cells []string
	cell  []string
	depth int // paragraphs open around the table
}

func (f *flow) begin(prefix string) { f.open = append(f.open, &paragraph{prefix: prefix}) }

// write adds text to the innermost paragraph. Text outside of all is none of
// the document's.
func (f *flow) write(text string) {
	if n := len(f.open); n > 0 {
		f.open[n-1].text.WriteString(text)
	}
}

// prefix puts a mark before the innermost paragraph.
func (f *flow) prefix(mark string) {
	if n := len(f.open); n > 0 {
		f.open[n-1].prefix += mark
	}
}

func (f *flow) end() error {
	n := len(f.open)
	if n == 0 {
		return nil
	}
	text := f.open[n-1].text.String()
	if strings.TrimSpace(text) != "" {
		text = f.open[n-1].prefix + text
	}
	f.open = f.open[:n-1]
	return f.give(text)
}

// give puts a line where it belongs: into a cell, behind the paragraph around
// it, or out.
func (f *flow) give(text string) error {
	if n := len(f.rows); n > 0 && f.rows[n-1].depth == len(f.open) {
		if text = strings.TrimSpace(strings.ReplaceAll(text, "\n", " ")); text != "" {
			f.rows[n-1].cell = append(f.rows[n-1].cell, text)
		}
		return nil
	}
	if len(f.open) > 0 || len(f.rows) > 0 {
		f.boxes = append(f.boxes, text)
		return nil
	}
	for line := range strings.SplitSeq(text, "\n") {
		if err := f.line(strings.TrimRight(line, " \t")); err != nil {
			return err
		}
	}
	boxes := f.boxes
	f.boxes = nil
	for _, b := range boxes {
		if strings.TrimSpace(b) == "" {
			continue
		}
		if err := f.give(b); err != nil {
			return err
		}
	}
	return nil
}

func (f *flow) beginRow() { f.rows = append(f.rows, &row{depth: len(f.open)}) }

func (f *flow) endCell() {
	if n := len(f.rows); n > 0 {
		r := f.rows[n-1]
		r.cells, r.cell = append(r.cells, strings.Join(r.cell, " ")), nil
	}
}

func (f *flow) endRow() error {
	n := len(f.rows)
	if n == 0 {
		return nil
	}
	r := f.rows[n-1]
	f.rows = f.rows[:n-1]
	if len(r.cell) > 0 {
		r.cells = append(r.cells, strings.Join(r.cell, " "))
	}
	text := strings.Join(r.cells, " | ")
	if strings.Trim(text, " |") == "" {
		text = ""
	}
	return f.give(text)
}

// beginChange and endChange mark what stands between them as inserted or
// deleted. A change without text leaves no mark.
func (f *flow) beginChange(mark string) { f.write("[" + mark) }

func (f *flow) endChange(mark string) {
	n := len(f.open)
	if n == 0 {
		return
	}
	p := f.open[n-1]
	if text, empty := strings.CutSuffix(p.text.String(), "["+mark); empty {
		p.text.Reset()
		p.text.WriteString(text)
		return
	}
	p.text.WriteString(mark + "]")
	f.changes++
}

// close gives what a document cut short leaves open.
func (f *flow) close() error {
	for len(f.rows) > 0 || len(f.open) > 0 {
		n := len(f.rows)
		if n > 0 && f.rows[n-1].depth == len(f.open) {
			if err := f.endRow(); err != nil {
				return err
			}
			continue
		}
		if len(f.open) == 0 {
			f.rows = nil
			break
		}
		if err := f.end(); err != nil {
			return err
		}
	}
	if len(f.boxes) == 0 {
		return nil
	}
	first := f.boxes[0]
	f.boxes = f.boxes[1:]
	return f.give(first)
}
