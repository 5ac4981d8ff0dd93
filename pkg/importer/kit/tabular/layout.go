package tabular

import (
	"slices"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/internal/sheet"
)

// Role is what a column means to a record.
type Role int

// The roles of columns. A column without a role is kept in Record.Fields only,
// as all others are too.
const (
	Time     Role = iota // date, and the time of day if that has no column of its own
	Clock                // time of day
	Zone                 // of the time: an IANA name or an abbreviation
	Amount               // with or without a sign
	In                   // amounts received, where the table has two columns
	Out                  // amounts spent
	Currency             // ISO 4217 or a word of Layout.Currencies
	Direction
	Who
	Text
	Status
	Type
	Order
	Merchant
	roles
)

// Form is the kind of file a layout comes in.
type Form = sheet.Form

// The forms of files.
const (
	CSV  = sheet.Text
	XLSX = sheet.XLSX
	XLS  = sheet.XLS

	AnyForm Form = -1 // for a layout that is at home in all of them
)

// Either is a Layout's Decimal for files that always write the minor units, so
// that the mark before them is the decimal one: "1,234.56" and "1.234,56".
const Either = '?'

// Signed says what the sign of an amount means.
type Signed int

// The meanings. A direction that has a column of its own counts before them.
const (
	Unsigned Signed = iota
	MinusOut        // an account: what is spent is negative
	MinusIn         // a credit card's bill: what is given back is negative
)

// States says how the words of the column Status are taken.
type States int

// The ways. Layout.Unmoved counts in both.
const (
	StatesKnown States = iota // one that is known to say so means that no money moved
	StatesGiven               // Layout.Unmoved is all there is
)

// Layout is one table as one company's program writes it. A new layout is a
// new value of this type, and nothing else.
type Layout struct {
	Variant  string
	Name     dispute.Words     // what such a file is called beside the bill's own title: "app, since 2025-10"
	Form     Form              // as the program hands it out
	Header   []string          // all columns' names
	Whole    bool              // Header is the whole row: another order, or a name more, is another table
	Required []string          // those without which it is another table
	OneOf    [][]string        // columns that go by several names: of each list one is there
	Marks    []string          // words before the table that tell it from a layout with the same header
	Columns  map[Role][]string // the names of the columns with a role; in each row, the first that is not empty counts
	Received map[Role][]string // the columns of rows in which money came in, in place of those in Columns

	Dates   Dates
	Undated bool           // a row may be without a date
	Zone    *time.Location // the format's; nil for a format without one
	// ZoneFrom says who states Zone; "" is the format.
	ZoneFrom dispute.ZoneFrom
	Zones    map[string]int // abbreviations of the Zone column: seconds east of UTC

	Currency   string            // ISO 4217; "" for a format without one
	Currencies map[string]string // words of the Currency column
	Decimal    byte              // ',' for 1.234,56; Either; 0 for a point
	Loose      bool              // amounts may carry the sign or code of a currency
	Minor      bool              // amounts count the smallest unit: 5120 is 51.20
	Embedded   *Embedded         // what an amount's cell says of refunds

	Nothing    []string // words that stand in an empty cell: "/"
	Directions map[string]dispute.Direction
	Sign       Signed
	Turned     Turned            // rows in which the sign means the opposite
	TakenBack  bool              // a minus beside a word for the direction takes that movement back
	Always     dispute.Direction // the direction of all rows
	Refund     []Sign            // a row with any of them gives money back
	Returned   []Sign            // a row with any of them gives money back, if money came in
	Refunds    bool              // all rows do
	Unmoved    []Sign            // a row with any of them moved no money
	States     States            // what other words of the column Status say of that
	Closed     []Sign            // a row with any of them may have moved money or not, and is doubted
	Settled    []string          // where there are any, what other words of the column Status say is doubted, unless it is known
	Paid       []string          // columns that are empty where nothing was paid: the one that is there tells of an order that was closed
	PerOrder   bool              // the sum of an order stands in the row of each of its items, or of the first
	Totals     []Sum             // what the file declares about itself
	Balances   []string          // names of columns with running balances, of a table that has each row of an account
	Accounts   []string          // names of columns that say of which account, of a table that has several
	Standing   []Sign            // a row with any of them only states a balance
	Bare       bool              // a row without time and amount is none of a transaction
	Footers    []string          // beginnings of the rows after the table that hold sums or remarks

	Notes []dispute.Note // what a reader must know of every such file

	// Refuse, when set, says why a table of this kind is recognised and not
	// read, and what to get in its place.
	Refuse *dispute.Note
}

// Sign is a text that gives a row its meaning. It must fit in all parts set.
type Sign struct {
	Role                  Role
	Equal, Prefix, Suffix string
}

// Turned are the rows whose Column has Holds in it: those of a card, in the table of
// an account.
type Turned struct{ Column, Holds string }

// Sum is a line such as "收入：1笔 28.50元", and the rows that it is about:
// those whose Column holds one of Values.
type Sum struct {
	Label  string
	Column string
	Values []string
	Uncost []Sign // rows with any of them are counted, and not added
}

// Embedded is how the cell of an amount says what was given back of it:
// "131.77(已退款89.84)", "468.32(已全额退款)".
type Embedded struct {
	Part  string // the words before the part given back
	All   string // the words for all of it
	Field string // the name of the record's field that holds it
}

// table is a layout found in a file.
type table struct {
	*Layout
	names    []string // of the columns, trimmed
	width    int      // columns up to the last with a name
	raw      int      // cells of the header row
	comma    byte     // what parts them in a text file
	column   [roles][]int
	sums     []int  // columns of Layout.Totals; -1 where there is none
	complete bool   // all names of Layout.Header are there
	balance  string // the name of the column of running balances; "" for none
	account  string // the name of the column of Layout.Accounts; "" for none
	turned   int    // the column of Layout.Turned; -1 for none
	received *table // as Layout.Received has it; nil for none

	heads map[int]string // currencies in the names of columns of amounts
	signs spent          // of the columns of what was received and spent

	judgements map[string][2]bool // of the words of the column Status; see judged
}

// has reports whether the table has a column with the role.
func (t *table) has(role Role) bool { return len(t.column[role]) > 0 }

// name is the name of the first column with the role.
func (t *table) name(role Role) string {
	if !t.has(role) {
		return ""
	}
	return t.names[t.column[role][0]]
}

// find recognises a header row, whose cells are parted by comma. Where it fits
// several layouts equally well, the one with the highest rank counts, of those
// the one whose columns stand in this order, and of those the first.
func find(layouts []Layout, cells []sheet.Cell, comma byte, rank func(*Layout) int) *table {
	names := make([]string, 0, len(cells))
	width := 0
	for i, c := range cells {
		name := sheet.Trim(c.Text)
		names = append(names, name)
		if name != "" {
			width = i + 1
		}
	}
	if width < 3 {
		return nil
	}
	at := make(map[string]int, width)
	for i, name := range names {
		name = plainName(name)
		if _, twice := at[name]; !twice && name != "" {
			at[name] = i
		}
	}
	of := func(name string) int { // the column's index, or -1
		if i := slices.Index(names, name); i >= 0 {
			return i
		}
		if i, ok := at[plainName(name)]; ok {
			return i
		}
		return -1
	}
	has := func(want []string) (n int) {
		for _, name := range want {
			if of(name) >= 0 {
				n++
			}
		}
		return n
	}
	var best *Layout
	var score [4]int
	for i := range layouts {
		l := &layouts[i]
		if l.Whole && (width != len(l.Header) || !inOrder(names, l.Header)) {
			continue
		}
		if has(l.Required) < len(l.Required) || slices.ContainsFunc(l.OneOf, func(names []string) bool { return has(names) == 0 }) {
			continue
		}
		n := has(l.Header)
		s := [4]int{0, n, rank(l), 0}
		if n == len(l.Header) {
			s[0] = 1
		}
		if inOrder(names, l.Header) {
			s[3] = 1
		}
		if best == nil || slices.Compare(s[:], score[:]) > 0 {
			best, score = l, s
		}
	}
	if best == nil {
		return nil
	}
	t := &table{Layout: best, names: names[:width], width: width, raw: len(cells), comma: comma, complete: score[0] == 1}
	t.place(best.Columns, of)
	t.turned = -1
	if best.Turned.Column != "" {
		t.turned = of(best.Turned.Column)
	}
	if i := slices.IndexFunc(t.names, t.balances); i >= 0 {
		t.balance = t.names[i]
	}
	if i := slices.IndexFunc(t.names, func(name string) bool { return slices.Contains(t.Accounts, name) }); i >= 0 {
		t.account = t.names[i]
	}
	if best.Received != nil {
		in := *t
		in.place(best.Received, of)
		t.received = &in
	}
	for _, sum := range best.Totals {
		t.sums = append(t.sums, of(sum.Column))
	}
	return t
}

// place gives roles their columns.
func (t *table) place(columns map[Role][]string, of func(name string) int) {
	for role, names := range columns {
		t.column[role] = nil
		for _, name := range names {
			if i := of(name); i >= 0 {
				t.column[role] = append(t.column[role], i)
			}
		}
	}
	t.heads = t.moneyHeads()
}

// meant are the names by which the table has the columns that it needs.
func (t *table) meant() (names []string) {
	names = append(names, t.Required...)
	for _, list := range t.OneOf {
		for _, name := range t.names {
			if slices.ContainsFunc(list, func(n string) bool { return plainName(n) == plainName(name) }) {
				names = append(names, name)
				break
			}
		}
	}
	return names
}

// inOrder reports whether the names of the columns begin with header.
func inOrder(names, header []string) bool {
	if len(names) < len(header) {
		return false
	}
	for i, name := range header {
		if plainName(names[i]) != plainName(name) {
			return false
		}
	}
	return true
}

// missing are the columns of the layout that the file does not have.
func (t *table) missing() []string {
	if t.complete {
		return nil
	}
	var out []string
	for _, name := range t.Header {
		if !slices.ContainsFunc(t.names, func(n string) bool { return plainName(n) == plainName(name) }) {
			out = append(out, name)
		}
	}
	return out
}

// plainName is a column's name as it is compared: apps and the programs that
// save their files again differ in the width of parentheses and strokes, in
// capitals and spaces, and in whether they name the yuan.
func plainName(name string) string {
	name = strings.Map(func(c rune) rune {
		if sheet.Padding(c) {
			return -1
		}
		return c
	}, sheet.Narrow(name))
	return strings.TrimSuffix(strings.ToLower(name), "(元)")
}

// parted is what parts the cells of the rows below a table's header; a comma before
// there is any.
func (t *table) parted() byte {
	if t == nil {
		return ','
	}
	return t.comma
}

// shape is what the reader of a text file must know of the table.
func (t *table) shape() sheet.Shape {
	return sheet.Shape{Comma: t.comma, Width: t.width, Raw: t.raw, Least: t.least()}
}

// bears reports whether a row has the sign.
func (t *table) bears(s Sign, cells []sheet.Cell) bool {
	return s.is(t.text(cells, s.Role))
}

// is reports whether the text is one of the sign.
func (s Sign) is(text string) bool {
	return (s.Equal == "" || text == s.Equal) && strings.HasPrefix(text, s.Prefix) && strings.HasSuffix(text, s.Suffix)
}

// generated reports whether the row is the header "Column1, Column2 ..." that
// a spreadsheet program puts above a table it imported.
func generated(cells []sheet.Cell) bool {
	return len(cells) > 2 && sheet.Trim(cells[0].Text) == "Column1" && sheet.Trim(cells[1].Text) == "Column2" ||
		len(cells) > 2 && sheet.Trim(cells[0].Text) == "列1" && sheet.Trim(cells[1].Text) == "列2"
}
