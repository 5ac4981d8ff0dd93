package likely

import (
	"slices"
	"strings"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// platforms counts by what name platforms are named.
type platforms struct {
	words map[string][]string         // by channel, in small letters
	begin map[string]string           // how a shop's number begins, and whose it is
	count map[string]int              // how often people and papers name one
	cites map[string]dispute.Citation // who does first
}

func platformsOf(book *channel.Book) *platforms {
	p := &platforms{words: map[string][]string{}, begin: map[string]string{}, count: map[string]int{}, cites: map[string]dispute.Citation{}}
	if book == nil {
		return p
	}
	for _, c := range book.Channels() {
		if c.Kind != "platform" || c.Closed != "" || strings.HasSuffix(c.ID, "platform") {
			continue
		}
		for _, name := range c.Name {
			for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return strings.ContainsRune("/、,()（）", r) }) {
				if part = strings.ToLower(strings.TrimSpace(part)); len([]rune(part)) > 1 {
					p.words[c.ID] = append(p.words[c.ID], part)
				}
			}
		}
	}
	marks, err := channel.OrderMarks()
	if err != nil {
		return p // the built-in data is read by its own tests
	}
	for id, begins := range marks {
		for _, mark := range begins {
			p.begin[mark] = id
		}
	}
	return p
}

// say looks at what somebody or a paper says, and at who says it.
func (p *platforms) say(r *dispute.Record) {
	who, text := strings.ToLower(r.Who), strings.ToLower(r.Text)
	for id, words := range p.words {
		if !names(who, words) && !names(text, words) {
			continue
		}
		if p.count[id]++; p.count[id] == 1 {
			p.cites[id] = citationOf(r)
		}
	}
}

// names reports whether a text in small letters has one of the words: a Latin one
// not inside of a longer one.
func names(text string, words []string) bool {
	for _, w := range words {
		for at := 0; ; at += len(w) {
			i := strings.Index(text[at:], w)
			if i < 0 {
				break
			}
			if at += i; wide([]rune(w)[0]) || !letterAt(text, at-1) && !letterAt(text, at+len(w)) {
				return true
			}
		}
	}
	return false
}

func letterAt(text string, i int) bool {
	return i >= 0 && i < len(text) && (text[i] >= 'a' && text[i] <= 'z' || text[i] >= '0' && text[i] <= '9')
}

// row is the platform of a row of a bill, by the mark of the shop's number, else by
// whom it names; "" where it names several.
func (p *platforms) row(r *dispute.Record) string {
	for mark, id := range p.begin {
		if strings.HasPrefix(r.Merchant, mark) {
			return id
		}
	}
	on, who := "", strings.ToLower(r.Who)
	for id, words := range p.words {
		if !names(who, words) {
			continue
		}
		if on != "" {
			return ""
		}
		on = id
	}
	return on
}

// bare is a shop's number without the mark that a wallet writes before it.
func (p *platforms) bare(number string) string {
	for mark := range p.begin {
		if rest, ok := strings.CutPrefix(number, mark); ok && rest != "" {
			return rest
		}
	}
	return number
}

// named are the platforms that people and papers name most: several where each is
// named as often.
func (p *platforms) named() []string {
	var out []string
	most := 0
	for id, n := range p.count {
		switch {
		case n > most:
			out, most = []string{id}, n
		case n == most:
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}
