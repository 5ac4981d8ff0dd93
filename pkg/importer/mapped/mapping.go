package mapped

import (
	"cmp"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"go.yaml.in/yaml/v3"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/tabular"
	"complain/pkg/internal/pattern"
)

// MaxSize is the largest mapping in bytes.
const MaxSize = 64 << 10

// Mapping is what the columns of a table mean.
type Mapping struct {
	// Columns says for each role which column has it; several names are tried
	// row by row until one is not empty.
	Columns map[string]Names `yaml:"columns"`
	// Rows is what the rows are; "" for payments. See Rows.
	Rows string `yaml:"rows"`
	// Header is "none" where the first row is one already; columns then go by their
	// numbers. See Headers.
	Header string `yaml:"header"`
	// Dates is how dates are written; see Dates.
	Dates string `yaml:"dates"`
	// Zone is an IANA name; "" for the case's.
	Zone string `yaml:"zone"`
	// Currency is an ISO 4217 code; "" for the case's.
	Currency string `yaml:"currency"`
	// Decimal is "." or ",".
	Decimal string `yaml:"decimal"`
	// Units is what whole numbers in columns of amounts count; "" is whole. See Units.
	Units string `yaml:"units"`
	// Sign is what the sign of an amount means; see Signs.
	Sign string `yaml:"sign"`
	// Directions are the words of the column direction: in, out or none.
	Directions map[string]string `yaml:"directions"`
	// Refund are beginnings of the type, status or text of rows that give
	// money back.
	Refund Names `yaml:"refund"`
	// Unmoved are states or types of rows that moved no money, as they stand in
	// the file; nil for the words that are known to say so.
	Unmoved Names `yaml:"unmoved"`
	// Closed are states of orders that ended, paid and given back or never paid;
	// nil for the words that are known to say so. Paid is the column that tells, and is empty where
	// nothing was paid; without one, such rows move no money and are doubted.
	Closed Names `yaml:"closed"`
	Paid   Names `yaml:"paid"`
	// PerOrder is true where an order has a row for each of its items, and its sum in
	// all of them or in the first.
	PerOrder bool `yaml:"per-order"`
	// People is where the names of those who speak stand, in a document of JSON whose
	// messages only have their numbers: a list, and of its entries the members with the
	// number and the name.
	People Names `yaml:"people,omitempty"`
	// Nothing are words that stand in an empty cell.
	Nothing Names `yaml:"nothing"`
}

// Names is one name or several.
type Names []string

// UnmarshalYAML takes a single name for a list of one.
func (n *Names) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		*n = nil
		if node.Value != "" {
			*n = Names{node.Value}
		}
		return nil
	}
	return node.Decode((*[]string)(n))
}

// Roles lists the roles that a column can have, in the order in which a
// mapping is written.
func Roles() []string {
	return []string{"time", "clock", "zone", "who", "text", "amount", "in", "out", "currency", "direction", "status", "type", "order", "merchant"}
}

var roles = map[string]tabular.Role{
	"time": tabular.Time, "clock": tabular.Clock, "zone": tabular.Zone, "who": tabular.Who, "text": tabular.Text,
	"amount": tabular.Amount, "in": tabular.In, "out": tabular.Out, "currency": tabular.Currency,
	"direction": tabular.Direction, "status": tabular.Status, "type": tabular.Type, "order": tabular.Order,
	"merchant": tabular.Merchant,
}

var dates = map[string]tabular.Dates{
	"ymd": tabular.YearFirst, "dmy": tabular.DayFirst, "mdy": tabular.MonthFirst, "ask": tabular.DayOrMonth,
	"packed": tabular.Packed, "instant": tabular.Instant,
}

// Dates lists the ways to write dates.
func Dates() []string { return []string{"ymd", "dmy", "mdy", "ask", "packed", "instant"} }

// Headers lists what a table may have in front of its rows.
func Headers() []string { return []string{"names", headerNone} }

const headerNone = "none"

// Signs lists what the sign of an amount can mean.
func Signs() []string {
	return []string{"minus-is-spent", "minus-is-received", "all-spent", "all-received", "unknown"}
}

// lineNumber and noField are what the reader of YAML, whose errors are words
// alone, says of a line and of a field that it does not know.
var (
	lineNumber = pattern.New(`\bline ([0-9]{1,6})`)
	noField    = pattern.New(`field (\S+) not found`)
)

func syntaxFault(err error) dispute.Note {
	line := "1"
	if m := lineNumber.FindStringSubmatch(err.Error()); m != nil {
		line = m[1]
	}
	if m := noField.FindStringSubmatch(err.Error()); m != nil {
		return dispute.Say("mapped.stop.field", line, m[1])
	}
	return dispute.Say("mapped.stop.syntax", line)
}

// Parse reads a mapping as YAML or TOML and checks it. The error is an
// *importer.Stopped, whose note says what is wrong.
func Parse(text string) (*Mapping, error) {
	stop := func(code string, args ...any) (*Mapping, error) {
		return nil, &importer.Stopped{Why: dispute.Say(code, args...)}
	}
	if strings.TrimSpace(text) == "" {
		return stop("mapped.stop.none")
	}
	if len(text) > MaxSize {
		return stop("mapped.stop.large", MaxSize>>10)
	}
	m, err := decode(text)
	if err != nil {
		return nil, &importer.Stopped{Why: syntaxFault(err)}
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	return m, nil
}

// check is an *importer.Stopped that says what is wrong with a mapping.
func (m *Mapping) check() error {
	stop := func(code string, args ...any) error { return &importer.Stopped{Why: dispute.Say(code, args...)} }
	for role := range m.Columns {
		if _, ok := roles[role]; !ok {
			return stop("mapped.stop.value", "columns", role, strings.Join(Roles(), ", "))
		}
	}
	has := func(role string) bool { return len(m.Columns[role]) > 0 }
	switch {
	case m.Talks() && !has("text"):
		return stop("mapped.stop.need", "text")
	case len(m.People) > 0 && len(m.People) != 3:
		return stop("mapped.stop.value", "people", strings.Join(m.People, ", "), "LIST, ID, NAME")
	case m.Talks():
	case !has("time"):
		return stop("mapped.stop.need", "time")
	case !has("amount") && !has("in") && !has("out"):
		return stop("mapped.stop.need", "amount")
	case has("amount") && (has("in") || has("out")):
		return stop("mapped.stop.both")
	}
	for _, check := range []struct {
		key, value string
		allowed    []string
	}{{"rows", m.Rows, Rows()}, {"dates", m.Dates, Dates()}, {"sign", m.Sign, Signs()}, {"units", m.Units, Units()}, {"header", m.Header, Headers()}, {"decimal", m.Decimal, []string{".", ","}}} {
		if check.value != "" && !slices.Contains(check.allowed, check.value) {
			return stop("mapped.stop.value", check.key, check.value, strings.Join(check.allowed, ", "))
		}
	}
	for word, way := range m.Directions {
		if !slices.Contains([]string{"in", "out", "none"}, way) {
			return stop("mapped.stop.value", "directions: "+word, way, "in, out, none")
		}
	}
	if m.Currency != "" && (len(m.Currency) != 3 || strings.Trim(m.Currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "") {
		return stop("mapped.stop.value", "currency", m.Currency, "CNY, USD, EUR, JPY …")
	}
	if m.Zone != "" {
		if _, err := time.LoadLocation(m.Zone); err != nil {
			return stop("mapped.stop.value", "zone", m.Zone, "Asia/Shanghai, Europe/Berlin …")
		}
	}
	return nil
}

// decode reads YAML, and where that is no mapping, TOML.
func decode(text string) (*Mapping, error) {
	m, err := decodeYAML(text)
	if err == nil {
		return m, nil
	}
	var tree map[string]any
	if toml.Unmarshal([]byte(text), &tree) != nil {
		return nil, err // what is wrong with it as YAML
	}
	again, err := yaml.Marshal(tree)
	if err != nil {
		return nil, err
	}
	return decodeYAML(string(again))
}

func decodeYAML(text string) (*Mapping, error) {
	m := &Mapping{}
	d := yaml.NewDecoder(strings.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(m); err != nil && err != io.EOF {
		return nil, err
	}
	return m, nil
}

// names lists the columns that the mapping needs.
func (m *Mapping) names() []string {
	var out []string
	for _, role := range Roles() {
		for _, name := range m.Columns[role] {
			if !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return append(out, m.Paid...)
}

// closed are the signs of rows of orders that ended.
func (m *Mapping) closed() (signs []tabular.Sign) {
	words := []string(m.Closed)
	if m.Closed == nil {
		words = tabular.Closed()
	}
	for _, word := range words {
		if !slices.Contains(m.Unmoved, word) {
			signs = append(signs, tabular.Sign{Role: tabular.Status, Equal: word})
		}
	}
	return signs
}

func (m *Mapping) layout() tabular.Layout {
	l := tabular.Layout{
		Variant: "own", Form: tabular.AnyForm, Header: m.names(), Required: m.names(),
		Columns: map[tabular.Role][]string{}, Dates: dates[cmp.Or(m.Dates, "ymd")],
		Currency: m.Currency, Currencies: tabular.Currencies(), Loose: true, Zones: tabular.Zones(), Nothing: m.Nothing, Balances: tabular.Balances(),
	}
	for role, names := range m.Columns {
		l.Columns[roles[role]] = names
	}
	if m.Zone != "" {
		l.Zone, _ = time.LoadLocation(m.Zone) // Parse saw that there is one
		l.ZoneFrom = dispute.ZoneUser
	}
	if m.Decimal == "," {
		l.Decimal = ','
	}
	l.Minor = m.Units == unitsMinor
	switch m.Sign {
	case "", "minus-is-spent":
		l.Sign = tabular.MinusOut
	case "minus-is-received":
		l.Sign = tabular.MinusIn
	case "all-spent":
		l.Always = dispute.Out
	case "all-received":
		l.Always = dispute.In
	}
	if len(m.Directions) > 0 {
		l.Directions = map[string]dispute.Direction{}
		for word, way := range maps.All(m.Directions) {
			l.Directions[word] = dispute.Direction(way)
		}
	}
	l.Closed = append(l.Closed, m.closed()...)
	if m.Unmoved != nil {
		l.States = tabular.StatesGiven
	}
	for _, word := range m.Unmoved {
		for _, role := range []tabular.Role{tabular.Status, tabular.Type} {
			l.Unmoved = append(l.Unmoved, tabular.Sign{Role: role, Equal: word})
		}
	}
	l.Paid, l.PerOrder = m.Paid, m.PerOrder
	for _, word := range m.Refund {
		for _, role := range []tabular.Role{tabular.Type, tabular.Status, tabular.Text} {
			l.Refund = append(l.Refund, tabular.Sign{Role: role, Prefix: word})
		}
	}
	return l
}
