package conversation

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// Cell is a value of a row of a table or of an entry of a document, under the name
// of its column.
type Cell struct{ Key, Text string }

// Columns looks at rows by their values: a column of times, one whose values come back
// as names do, one of sentences. The zero Columns is ready.
type Columns struct {
	rows  int
	order []string
	byKey map[string]*column
	named map[string]string // what a header calls the columns
	begun bool
}

// The limits of what is looked at.
const (
	mostRows    = 300
	mostColumns = 60
	mostValues  = 100
)

// Row is Add for the cells of a table, whose first row may name the columns. The keys are
// the numbers of the columns.
func (c *Columns) Row(texts []string) {
	cells := make([]Cell, len(texts))
	for i, text := range texts {
		cells[i] = Cell{Key: strconv.Itoa(i), Text: text}
	}
	if !c.begun && isHeader(texts) {
		c.named = map[string]string{}
		for _, cell := range cells {
			c.named[cell.Key] = cell.Text
		}
	} else {
		c.Add(cells)
	}
	c.begun = true
}

// isHeader reports whether texts can name columns: short words, no times, no sentences.
func isHeader(texts []string) bool {
	filled := 0
	for _, text := range texts {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		time, clock := timeLike(text)
		if filled++; time || clock || utf8.RuneCountInString(text) > saidName || strings.ContainsAny(text, "。！？!?，") || strings.Trim(text, "0123456789.,-") == "" {
			return false
		}
	}
	return filled > 1
}

type column struct {
	filled, times, clocks, names, sentences, talked, parcels int

	values map[string]int
	order  []string
}

// parcelWords are words of the pages on which carriers say where a parcel was.
var parcelWords = [...]string{"快件", "快递", "包裹", "签收", "派送", "物流", "清关", "揽收", "parcel", "shipment", "package", "delivered", "delivery", "customs", "in transit", "depot", "posted"}

// Add takes the next row.
func (c *Columns) Add(cells []Cell) {
	if c.rows >= mostRows || len(cells) == 0 {
		return
	}
	if c.byKey == nil {
		c.byKey = map[string]*column{}
	}
	c.rows++
	for _, cell := range cells {
		col := c.byKey[cell.Key]
		if col == nil {
			if len(c.order) >= mostColumns {
				continue
			}
			col = &column{values: map[string]int{}}
			c.byKey[cell.Key] = col
			c.order = append(c.order, cell.Key)
		}
		col.add(strings.TrimSpace(cell.Text))
	}
}

func (c *column) add(text string) {
	if text == "" {
		return
	}
	c.filled++
	if len(c.values) < mostValues || c.values[text] > 0 {
		c.values[text]++
	}
	if c.order = append(c.order, text); len(c.order) > mostRows {
		c.order = c.order[1:]
	}
	time, clock := timeLike(text)
	switch {
	case time:
		c.times++
	case clock:
		c.clocks++
	case utf8.RuneCountInString(text) <= saidName && !strings.ContainsAny(text, "。！？!?，"):
		c.names++
	}
	if Addresses(text) {
		c.talked++
	}
	if spokenText(text) {
		c.sentences++
	}
	for _, word := range parcelWords {
		if strings.Contains(strings.ToLower(text), word) {
			c.parcels++
			break
		}
	}
}

var (
	stampForm = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:\d{4}\s?[-/.年년]\s?\d{1,2}\s?[-/.月월]\s?\d{1,2}[日일]?|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{8}|\p{L}{3,9}\.? \d{1,2},? \d{4}|\d{1,2}\.? \p{L}{3,9}\.? \d{4})` +
			`(?:[T ,，\x{a0}\x{202f}]*(?:上午|下午|오전|오후|午前|午後)?\s?\d{1,2}[:：]?\d{2}(?:[:：]?\d{2}(?:[.,]\d+)?)?\s?(?:[AaPp]\.?[Mm]\.?)?\s?(?:Z|UTC|GMT)?(?:[+-]\d{2}:?\d{2})?)?$`)
	})
	countForm = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:1[0-9]{9}|20[0-9]{8})(?:\.\d+|\d{3}|\d{6}|\d{9})?$|^[34]\d{4}\.\d{3,}$`)
	})
	clockForm = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:上午|下午|오전|오후|午前|午後)?\s?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s?(?:[AaPp]\.?[Mm]\.?)?$`)
	})
)

// timeLike reports whether a value is a time as tables and programs write them, or a time
// of day.
func timeLike(text string) (time, clock bool) {
	if len(text) > 40 {
		return false, false
	}
	return stampForm().MatchString(text) || countForm().MatchString(text), clockForm().MatchString(text)
}

// Roles are the columns of a conversation; Time and Clock may be missing.
type Roles struct{ Time, Clock, Who, Text string }

// Talk reports whether the rows are messages, how many there are, and by which columns.
func (c *Columns) Talk() (n int, r Roles, ok bool) {
	for _, key := range c.order {
		switch col := c.byKey[key]; {
		case r.Time == "" && col.times*5 >= c.rows*3:
			r.Time = key
		case r.Clock == "" && col.clocks*5 >= c.rows*3:
			r.Clock = key
		}
	}
	text := c.text()
	if text == nil {
		return 0, r, false
	}
	r.Text = text.key
	if r.Who = c.who(r); r.Who == "" {
		return 0, r, false
	}
	timed := r.Time != "" || r.Clock != ""
	switch {
	case c.rows < 2, !timed && (c.rows < 4 || !whoKey(c.called(r.Who)) || c.byKey[r.Who].changes() < 3):
		return 0, r, false
	case text.parcels*2 >= c.rows, text.talked*4 < c.rows, text.sentences*2 < c.rows:
		return 0, r, false
	}
	return c.rows, r, true
}

type textColumn struct {
	*column
	key string
}

// text is the column of what is said: most of its values speak to somebody, and they
// differ.
func (c *Columns) text() *textColumn {
	var best *textColumn
	for _, key := range c.order {
		col := c.byKey[key]
		if col.talked == 0 || col.filled*2 < c.rows || col.times*2 > col.filled || len(col.values)*2 < col.filled {
			continue
		}
		if best == nil || col.talked > best.talked {
			best = &textColumn{col, key}
		}
	}
	return best
}

// who is the column of who speaks: few values, short ones, that come back and take turns.
func (c *Columns) who(r Roles) (best string) {
	most := 0
	for _, key := range c.order {
		col := c.byKey[key]
		if key == r.Time || key == r.Clock || key == r.Text || col.filled*5 < c.rows*4 || col.names*5 < col.filled*4 {
			continue
		}
		many := len(col.values)
		if many < 2 || c.rows > 3 && many > c.rows/2 || c.rows > 3 && col.changes() < 2 || col.counts() {
			continue
		}
		score := 1
		if col.lettered()*2 > many {
			score = 2 // a name rather than a number
		}
		if whoKey(c.called(key)) {
			score += 2
		}
		if score > most {
			best, most = key, score
		}
	}
	return best
}

// called is the name of a column.
func (c *Columns) called(key string) string {
	if name, ok := c.named[key]; ok {
		return name
	}
	return key
}

// changes is how often a value differs from the one before.
func (c *column) changes() (n int) {
	for i, v := range c.order {
		if i > 0 && v != c.order[i-1] {
			n++
		}
	}
	return n
}

// counts reports whether the values only number the rows or measure something.
func (c *column) counts() bool {
	for v := range c.values {
		if strings.Trim(v, "0123456789.,-") != "" || len(v) > 2 && strings.ContainsAny(v, ".,") {
			return strings.Trim(v, "0123456789.,-") == ""
		}
	}
	return false
}

func (c *column) lettered() (n int) {
	for v := range c.values {
		if strings.Trim(v, "0123456789.,-") != "" && v != "true" && v != "false" {
			n++
		}
	}
	return n
}

var whoForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)sender|from|author|speaker|nick|who|user|name|role|participant|person|\bby\b|发送|发言|發送|發言|昵称|姓名|用户|角色|absender|remitente|보낸|送信`)
})

// whoKey reports whether a column is called as those of who speaks are.
func whoKey(key string) bool { return whoForm().MatchString(key) }
