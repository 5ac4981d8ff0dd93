package conversation

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"complain/pkg/dispute"
	"complain/pkg/internal/monthname"
)

// Glimpse looks at the lines of a text that no reader knows, for what makes a
// conversation: times beside names that come back. The zero Glimpse is ready.
type Glimpse struct {
	timed  int            // lines with a time and a name
	names  map[string]int // how many of them have a name
	bare   bool           // the line above is a time alone: a name and a colon may follow
	above  string         // the line above, that may be the name of a time alone
	alone  bool           // the line above is a time alone: the name may stand in this one
	below  int            // times alone with a name in the line below
	under  map[string]int // how many of them have a name
	tailed int            // lines with words, a name and a time at the end
	tails  map[string]int
	keys   [len(entryKeys)]int
	read   int // bytes looked at
	talk   Talk
	rows   Columns
	data   int // messages in data beside the text
	markup Markup
	spoke  int // lines that speak to somebody
	dated  int // lines that are a name and a day
	days   map[string]int
	dayOf  string          // the name of the line above, if it is one
	spoken map[string]bool // names above lines that speak to somebody
	first  []string        // the first lines that are not blank, one more than a short text has
}

// The limits of a glimpse.
const (
	glimpseBytes = 1 << 20 // a conversation shows itself sooner
	glimpseHead  = 400     // bytes of a line: the time and the name stand at its beginning
	glimpseName  = 40      // runes
	fewest       = 3       // lines, and of names that come back, twice the same
)

// entryKeys are the keys that entries of a conversation in JSON have: when, who
// and what.
var entryKeys = [3]string{
	`(?i)"[a-z_]*(?:time|date|timestamp|created_?at|sent_?at)(?:_?ms|_?str)?"\s*:`,
	`(?i)"(?:[a-z_]*(?:sender|talker|speaker|author|nick|from|account)[a-z_]*|user|username|who|role)"\s*:`,
	`(?i)"(?:[a-z_]*(?:content|message|text|body)|msg)"\s*:`,
}

var entryForms = sync.OnceValue(func() (out [len(entryKeys)]*regexp.Regexp) {
	for i, key := range entryKeys {
		out[i] = regexp.MustCompile(key)
	}
	return out
})

var (
	hours = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?:^|[^\d:：.])((?:[01]?\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d(?:[.,]\d{1,9})?)?)(?:Z|[+-]\d\d:?\d\d)?(?:[:：]?[^\d:：]|[:：]?$)`)
	})
	days = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\d{1,4}\s?[-/.年년]\s?\d{1,2}\s?[-/.月월]\s?(?:\d{1,4}[日일]?)?T?|\d{1,2}[/月]\d{1,2}日?|(?:오전|오후|午前|午後|上午|下午|凌晨|早上|中午|晚上|星期.|周[一二三四五六日]|昨天|今天|\b[AaPp]\.?[Mm]\b\.?)`)
	})
)

// Line takes the next line.
func (g *Glimpse) Line(line string) {
	if g.read += len(line) + 1; g.read > glimpseBytes {
		return
	}
	if g.names == nil {
		g.names, g.under, g.tails, g.days, g.spoken = map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, map[string]bool{}
	}
	if strings.Contains(line, `":`) || strings.Contains(line, `" :`) {
		for i, form := range entryForms() {
			g.keys[i] += len(form.FindAllStringIndex(line, -1))
		}
		return
	}
	line = latin(line)
	g.talk.Line(line)
	if g.spoke < fewest && Addresses(line) {
		g.spoke++
	}
	g.day(line)
	if len(g.first) <= shortLines && !IsBlank(line) {
		g.first = append(g.first, head(line))
	}
	above, alone := g.above, g.alone
	line = Visible(head(line))
	if !IsBlank(line) {
		g.above, g.alone = line, false
	}
	if name, ok := named(line); ok && alone && strings.TrimFunc(line, IsSpace) == name {
		g.below++ // 【杭州市】已发出 is no name
		g.under[name]++
	}
	if g.bare {
		if name, _, ok := strings.Cut(strings.Replace(line, "：", ":", 1), ":"); ok && !hours().MatchString(line) {
			if name, ok = named(name); ok {
				g.names[name]++
			}
		}
		g.bare = IsBlank(line)
	}
	if !strings.ContainsAny(line, ":：") {
		return
	}
	at := hours().FindStringSubmatchIndex(line)
	if at == nil {
		return
	}
	name, ok := named(line[:at[2]] + " " + line[at[3]:])
	if !ok {
		g.alone = true
		name, ok = named(above)
		g.bare = true
	}
	if ok {
		g.timed++
		g.names[name]++
	}
	if words := strings.Fields(strings.TrimRight(days().ReplaceAllString(line[:at[2]], " "), " ·•|-–—,(（[")); len(words) > 1 && IsBlank(strings.TrimLeft(line[at[3]:], ")）]")) {
		g.tailed++
		g.tails[words[len(words)-1]]++
	}
}

// Element takes an element of a page.
func (g *Glimpse) Element(name string, attribute map[string]string) {
	g.markup.Element(name, attribute)
}

// Row takes a row of a table in the text.
func (g *Glimpse) Row(cells []string) { g.rows.Row(cells) }

// Data looks into what stands beside the text and holds it: a script of a page. Scripts are
// programs with data in them, so that each place where a list or an object begins is tried.
func (g *Glimpse) Data(text string, cancelled func() error) {
	const most = 8
	for range most {
		at := dataForm().FindStringIndex(text)
		if at == nil {
			return
		}
		text = text[at[0]+strings.IndexAny(text[at[0]:], "[{"):]
		if n, ok, _ := Entries(strings.NewReader(text), cancelled); ok {
			g.data = max(g.data, n)
			return
		}
		text = text[1:]
	}
}

var dataForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[=(:,])\s*(?:\[\s*\{\s*["'}]|\{\s*"|\[\s*\[)`)
})

// latin is s with the digits 0 to 9 for those of other scripts.
func latin(s string) string {
	other := func(r rune) bool { return r > 0x7f && unicode.IsDigit(r) }
	if strings.IndexFunc(s, other) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		for _, zero := range "٠۰०০၀０" {
			if r >= zero && r <= zero+9 {
				return '0' + r - zero
			}
		}
		return r
	}, s)
}

func head(line string) string {
	if len(line) <= glimpseHead {
		return line
	}
	return strings.ToValidUTF8(line[:glimpseHead], "")
}

// named is the name in a header whose time was taken out: what stands between
// punctuation first. A label of a time, as orders have them, names nobody.
func named(s string) (string, bool) {
	s = days().ReplaceAllString(s, " ")
	for part := range strings.FieldsFuncSeq(s, parts) {
		if from, found := strings.CutPrefix(strings.TrimSpace(part), "From "); found {
			part, _, _ = strings.Cut(from, " to ")
		}
		part = strings.TrimFunc(undated(part), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		switch {
		case !strings.ContainsFunc(part, unicode.IsLetter), ofTime(part):
			continue
		case utf8.RuneCountInString(part) > glimpseName:
			return "", false
		}
		return part, true
	}
	return "", false
}

// undated is a part of a header without the words of a date that it begins with:
// "12. Jan. 2026", "3 de fev. de 2026".
func undated(part string) string {
	words := strings.Fields(part)
	month := slices.IndexFunc(words, func(word string) bool { return monthname.Of(word) > 0 })
	if month < 0 || month > 2 {
		return part
	}
	for len(words) > 0 && (month >= 0 || strings.Trim(words[0], "0123456789.") == "" || words[0] == "de" || words[0] == "г.") {
		words, month = words[1:], month-1
	}
	return strings.Join(words, " ")
}

// parts reports whether r stands beside names and not in them.
func parts(r rune) bool {
	if unicode.IsPunct(r) {
		return !strings.ContainsRune("-_.'’·@&#", r)
	}
	return strings.ContainsRune("\t|｜<>=~", r)
}

// ofTime reports whether a word only says that a time follows.
func ofTime(word string) bool {
	word = strings.ToLower(word)
	return strings.HasSuffix(word, "时间") || strings.HasSuffix(word, "時間") || strings.HasSuffix(word, "time") || strings.HasSuffix(word, "date") || word == "t" || word == "z"
}

// ByMap stands behind that number where the file is a table of which a mapping can be
// proposed.
const ByMap = "map"

// Tell gives doubt what Seems found. The user's own word for how the file is
// read, as, settles it.
func (g *Glimpse) Tell(as string, doubt func(dispute.Locator, dispute.Note) error) error {
	if n, ok := g.Seems(); ok && as == "" {
		return doubt(dispute.Locator{}, dispute.Say(dispute.UnreadConversation, n))
	}
	return nil
}

// Seems reports whether what was taken is a conversation, and how many lines or
// entries of it look like messages.
func (g *Glimpse) Seems() (n int, ok bool) {
	if entries := min(g.keys[0], g.keys[1], g.keys[2]); entries >= 2 {
		return entries, true
	}
	if comeBack(g.timed, g.names) && !stations(g.names) {
		return g.timed, true
	}
	if comeBack(g.below, g.under) && !stations(g.under) {
		return g.below, true
	}
	if comeBack(g.tailed, g.tails) {
		return g.tailed, true
	}
	if n, _, ok := g.rows.Talk(); ok {
		return n, true
	}
	if g.data > 0 {
		return g.data, true
	}
	if n, ok := g.markup.seems(g.spoke); ok {
		return n, true
	}
	if len(g.spoken) > 1 && comeBack(g.dated, g.days) && !stations(g.days) {
		return g.dated, true
	}
	if n, ok := short(g.first); ok {
		return n, true
	}
	return g.talk.Seems()
}

// comeBack reports whether of timed lines enough have a name that another has too.
func comeBack(timed int, names map[string]int) bool {
	again := 0
	for name, n := range names {
		if n += announced(names, name); n > 1 {
			again += n
		}
	}
	return timed >= fewest && again*2 >= timed
}

// stations reports whether more of the names stand once than come back: the places at
// the times of a parcel do, speakers do not.
func stations(names map[string]int) bool {
	once, again := 0, 0
	for name, n := range names {
		switch announces := func(what string) bool { return strings.HasSuffix(name, what) }; {
		case slices.ContainsFunc(announcements[:], announces):
		case n+announced(names, name) == 1:
			once++
		default:
			again++
		}
	}
	return once > again
}

// announcements stand behind the name of who comes and goes.
var announcements = [...]string{" joined the chat", " left the chat", " has joined", " has left", " 加入了聊天", " 离开了聊天"}

// announced is how often a program tells of somebody: "Anna joined the chat".
func announced(names map[string]int, name string) (n int) {
	for _, what := range announcements {
		n += names[name+what]
	}
	return n
}
