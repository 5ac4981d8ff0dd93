package locale

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"complain/pkg/internal/golden"
)

// composed are the codes that the program puts together of a beginning and the
// value of a closed set: the constants of a type, and further values. Each
// value has words but for those in without, and nothing else has.
var composed = []struct {
	prefix   string
	pkg, typ string // where the constants are
	further  []string
	mixed    bool
}{
	{prefix: "role.", pkg: "dispute", typ: "PartyRole"},
	{prefix: "packet.role.", pkg: "dispute", typ: "PartyRole"},
	{prefix: "packet.the.", pkg: "dispute", typ: "PartyRole"},
	{prefix: "claim.kind.", pkg: "dispute", typ: "ClaimKind"},
	{prefix: "packet.demand.", pkg: "dispute", typ: "ClaimKind"},
	{prefix: "packet.way.", pkg: "dispute", typ: "Direction", further: []string{"refund"}},
	{prefix: "packet.time.", pkg: "dispute", typ: "TimeFrom", further: []string{"record"}},
	{prefix: "event.contact.", pkg: "dispute", typ: "ContactKind"},
	{prefix: "log.kind.", pkg: "dispute", typ: "ContactKind"},
	{prefix: "packet.told.contact.", further: []string{"call", "reply", "visit"}},
	{prefix: "packet.moment.contact.", further: []string{"call", "reply", "visit"}},
	{prefix: "packet.moment.", further: []string{"transaction", "message", "system", "call", "photo", "document", "statement", "filing"}, mixed: true},
	{prefix: "filings.state.", further: []string{"waiting", "overdue", "withdrawn", "not_filed"}},
	{prefix: "stamp.check-state.", pkg: "stamp", typ: "State"},
	{prefix: "damage.works.", pkg: "casefile", typ: "Part"},
	{prefix: "damage.next.", pkg: "casefile", typ: "Part"},
	{prefix: "date-order.", further: []string{"dmy", "mdy", "ymd"}},
	{prefix: "packet.precision.", further: []string{"year", "month", "day", "hour"}},
	{prefix: "packet.month.", further: []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}},
	{prefix: "packet.told.", further: []string{"photo", "document"}, mixed: true},
	{prefix: "event.", further: []string{"photo", "document"}, mixed: true},
	{prefix: "finding.", pkg: "channel", typ: "Level", mixed: true},
	{prefix: "channels.ground.", pkg: "channel", typ: "Level"},
	{prefix: "route.element.", pkg: "channel", typ: "Level"},
	{prefix: "law.use.", pkg: "channel", typ: "Use"},
	{prefix: "clock.unit.", pkg: "channel/calendar", typ: "Unit"},
	{prefix: "course.", further: []string{"yes", "no", "unknown"}, mixed: true},
	{prefix: "clock.who.", pkg: "channel", typ: "Actor"},
	{prefix: "weekday.", further: []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}},
	{prefix: "age.", further: []string{"channel", "own", "law", "answer", "clock"}, mixed: true},
	{prefix: "redact.what.", pkg: "internal/personal", typ: "Kind", further: []string{"text", "place"}},
	{prefix: "language.", further: []string{"ja", "ko", "th", "ru", "el", "ar", "he", "hi", "de", "fr", "es", "it", "nl", "pt", "pl", "tr", "vi", "id", "sv", "da", "cs", "en", "zh"}, mixed: true},
	{prefix: "hint-kind.", pkg: "internal/hint", typ: "Kind"},
	{prefix: "office.sign.", further: []string{"docx", "odt", "doc", "rtf"}},
	{prefix: "packet.group.", further: []string{"0", "1", "2", "3", "4"}},
	{prefix: "export.fit.", further: []string{"legible", "together", "not"}},
	{prefix: "packet.by.", pkg: "packet", typ: "Grouping"},
	{prefix: "packet.kind.", further: []string{"bill", "chat", "screenshot", "photo", "recording", "paper", "document"}},
	{prefix: "packet.title.", further: []string{"bill", "chat", "screenshot", "photo", "recording", "paper", "document"}, mixed: true},
	{prefix: "naming.title.", further: []string{
		"screenshot.one", "screenshot.undated", "screen.one", "screen.undated", "photo.one", "photo.undated", "own-photo.one", "own-photo.undated", "chat.one", "chat.span", "chat.undated",
		"file.one", "file.span", "file.undated", "page.one", "page.undated",
	}, mixed: true},
	{prefix: "doubt.count.", further: []string{"photo", "recording", "paper", "file"}},
	{prefix: "apply.change.", pkg: "choices", typ: "Kind"},
	{prefix: "view.kind.", further: []string{"chat", "bill", "photo", "paper", "recording", "other"}},
	{prefix: "view.state.", further: []string{"filled", "proposed", "missing", "none", "must"}},
	{prefix: "evidence.kind.", further: []string{"photo", "chat", "bill", "paper", "recording", "all"}},
	{prefix: "config.from.", further: []string{"flag", "environment", "file", "default"}},
	{prefix: "completion.", further: []string{"association", "platform", "regulator", "seller"}},
	{prefix: "guide.q.", further: []string{"tasks", "country", "folder", "more", "conversation", "table", "facts", "order", "me", "phone", "address", "seller", "seller-address", "want", "amount", "take", "proved", "to", "page", "choices", "check", "filed"}},
	{prefix: "guide.why.", further: []string{"tasks", "country", "folder", "more", "conversation", "table", "belongs", "facts", "category", "platform", "order", "me", "phone", "address", "seller", "seller-address", "want", "amount", "take", "element", "proved", "to", "page", "choices", "check", "filed"}},
	{prefix: "guide.fact.", pkg: "likely", typ: "Of", further: []string{"country", "to"}},
	{prefix: "guide.lacks.", further: []string{"payment", "chat"}},
	{prefix: "guide.task.", further: []string{"case", "evidence", "who", "want", "story", "packet", "filed"}},
	{prefix: "help.group.", further: []string{"path", "case", "safety", "more"}},
	{prefix: "also.role.", pkg: "dispute", typ: "PartyRole"},
	{prefix: "also.claim.", pkg: "dispute", typ: "ClaimKind"},
	{prefix: "also.record.", pkg: "dispute", typ: "Kind"},
	{prefix: "also.format.", further: []string{"pdf", "text", "html", "docx", "form", "files", "script"}},
	{prefix: "also.photos.", further: []string{"print", "original"}},
	{prefix: "also.profile.", further: []string{"full", "office", "platform", "public"}},
	{prefix: "also.platform.", further: []string{"cn.taobao", "cn.jd", "cn.pdd", "cn.wxshop"}},
	{prefix: "also.category.", further: []string{"quality_defect", "counterfeit", "false_advertising", "refund_refused", "not_delivered_or_late", "parcel_lost_damaged",
		"payment_error", "after_sales", "price_fraud", "food_safety", "cross_border", "personal_info", "unfair_terms", "platform_fault"}},
	{prefix: "also.", mixed: true},
	{prefix: "subject.", further: []string{"file", "case", "custody", "claim", "pin", "picture", "said"}},
}

// constants are the values of the string constants of a type.
func constants(t *testing.T, pkg, typ string) (out []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(golden.Root(t), "pkg", pkg, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			if is, ok := spec.Type.(*ast.Ident); ok && is.Name == typ {
				if value, ok := literal(spec.Values[0]); ok && value != "" {
					out = append(out, value)
				}
			}
			return true
		})
	}
	if len(out) == 0 {
		t.Errorf("no constants of %s.%s", pkg, typ)
	}
	return out
}

func TestComposedCodes(t *testing.T) {
	for _, c := range composed {
		want := slices.Clone(c.further)
		if c.typ != "" {
			want = append(want, constants(t, c.pkg, c.typ)...)
		}
		for _, value := range want {
			if !Has(c.prefix + value) {
				t.Errorf("%s%s has no words", c.prefix, value)
			}
		}
		for _, code := range English.Codes() {
			value, ok := strings.CutPrefix(code, c.prefix)
			if ok && !c.mixed && !slices.Contains(want, value) {
				t.Errorf("%s is no code of the closed set of %s", code, c.prefix)
			}
		}
	}
}

// open are beginnings whose ends are no closed set of constants, and what the
// ends are.
var open = map[string]string{
	"blank.":             "the blanks of templates; one without words is refused with its template",
	"camt.":              "no code: the name space of a statement",
	"column.":            "the columns of the case file",
	"custody.action.":    "said only where it has words",
	"field.":             "said only where it has words",
	"fix.":               "said only where it has words",
	"help.":              "the commands",
	"log.":               "the commands below log",
	"map.ask.":           "what a mapping asks of",
	"map.role.":          "the roles of a mapping",
	"map.talk.":          "the roles of a mapping of messages",
	"packet.currency.":   "said only where it has words",
	"packet.identifier.": "the kinds of identifiers of a party",
	"packet.money.":      "said only where it has words",
	"photo.stripped-":    "the programs that photos pass through",
	"redact.what.":       "said only where it has words",
	"stamp.check.":       "the checks of a stamp",
	"value.":             "said only where it has words",
}

// A code that is put together in a new way is put into one of the tables.
func TestEveryBeginningIsKnown(t *testing.T) {
	root := golden.Root(t)
	u := &usage{t: t, root: root, literals: map[string]bool{}}
	u.walk(filepath.Join(root, "pkg"))
	for _, prefix := range u.prefixes {
		begins := func(code string) bool { return strings.HasPrefix(code, prefix) }
		known := open[prefix] != ""
		for _, c := range composed {
			known = known || c.prefix == prefix
		}
		if !known && slices.ContainsFunc(English.Codes(), begins) {
			t.Errorf("%q is the beginning of a composed code, and in neither table", prefix)
		}
	}
}
