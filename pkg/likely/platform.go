package likely

import (
	"cmp"
	"slices"
	"strings"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// platforms counts by what name platforms are named.
type platforms struct {
	words map[string][]string // by channel, in small letters
	begin map[string]string   // how a shop's number begins, and whose it is
	count map[string]int
}

func platformsOf(book *channel.Book) *platforms {
	p := &platforms{words: map[string][]string{}, begin: map[string]string{}, count: map[string]int{}}
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

func (p *platforms) say(text string, weight int) {
	text = strings.ToLower(text)
	for id, words := range p.words {
		if slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) }) {
			p.count[id] += weight
		}
	}
}

// row looks at a row of a bill: its numbers say more than its words.
func (p *platforms) row(r *dispute.Record) {
	for mark, id := range p.begin {
		if strings.HasPrefix(r.Merchant, mark) {
			p.count[id] += 3
		}
	}
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

// Platform is the channel of the platform that the shop of a purchase is on, by
// the mark of its number, else by who is named most; "" where none is.
func (f *Finder) Platform() string {
	var ids []string
	for id := range f.text.count {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(cmp.Compare(f.text.count[b], f.text.count[a]), strings.Compare(a, b))
	})
	if len(ids) == 0 {
		return ""
	}
	return ids[0]
}
