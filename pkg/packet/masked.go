package packet

import (
	"slices"
	"strings"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/internal/personal"
)

// maskPlace stands in the annex until it is known what was masked. No text of a
// case can hold it: the filter shows its character.
const maskPlace = "\x00masked"

// masked puts into the annex which kinds of data were masked and where, never
// the data, and notes it for the user.
func (c *composer) masked(blocks []doc.Block) {
	for i, b := range blocks {
		list, ok := b.(doc.List)
		if !ok {
			continue
		}
		at := slices.IndexFunc(list.Items, func(item []doc.Inline) bool { return len(item) == 1 && item[0] == doc.Text(maskPlace) })
		if at < 0 {
			continue
		}
		list.Items = slices.Concat(list.Items[:at], c.maskedItems())
		blocks[i] = list
		if len(list.Items) == 0 {
			blocks[i] = doc.Paragraph{Text: plain(c.say("packet.none"))}
		}
	}
	if n, what := c.maskedWhat(c.talk().Say); n > 0 {
		c.gaps.add("masked", Remark, n, what)
	}
}

// maskedItems are a line a kind, and that the originals are kept.
func (c *composer) maskedItems() [][]doc.Inline {
	var out [][]doc.Inline
	for _, kind := range personal.Kinds() {
		places := c.masks.counts[kind]
		if len(places) == 0 {
			continue
		}
		n := 0
		var where []string
		for _, place := range c.masks.order {
			if places[place] > 0 {
				n += places[place]
				where = append(where, place)
			}
		}
		out = append(out, plain(c.say("packet.masked", c.say("redact.what."+string(kind)), n, strings.Join(where, c.say("list.comma")))))
	}
	if len(out) > 0 {
		out = append(out, plain(c.say("packet.masked-kept")))
	}
	return out
}

// maskedWhat counts what was masked: "手机号 3、姓名 2".
func (c *composer) maskedWhat(say func(string, ...any) string) (n int, what string) {
	counts := map[personal.Kind]int{}
	for kind, places := range c.masks.counts {
		for _, k := range places {
			counts[kind] += k
			n += k
		}
	}
	return n, countedKinds(say, counts)
}

func countedKinds(say func(string, ...any) string, counts map[personal.Kind]int) string {
	var parts []string
	for _, kind := range personal.Kinds() {
		if counts[kind] > 0 {
			parts = append(parts, say("mask.count", say("redact.what."+string(kind)), counts[kind]))
		}
	}
	return strings.Join(parts, say("list.comma"))
}

// checkSeen notes what stands in pictures and pages that the packet shows as they
// are, where no text can be written anew.
func (c *composer) checkSeen() {
	pages := map[dispute.EvidenceID][]string{}
	for _, r := range c.in.Records {
		if r.Kind == dispute.Page {
			id := r.Evidence
			c.redaction.turn(&id)
			pages[id] = append(pages[id], r.Text)
		}
	}
	var unseen []dispute.EvidenceID
	for _, x := range c.exhibits {
		id := x.evidence.ID
		if p, ok := c.material.Pictures[id]; x.photo && ok && p.Missing == nil {
			seen, looked := c.material.Seen[id]
			if !looked && x.evidence.Derived == nil {
				unseen = append(unseen, id)
			}
			c.checkPrinted(id, "personal-picture", seen)
		}
		if p, ok := c.material.Papers[id]; x.document && ok && p.Missing == nil {
			c.checkPrinted(id, "personal-paper", append(pages[id], c.material.Seen[id]...))
		}
	}
	for _, id := range unseen {
		c.gaps.about("personal-unseen", Remark, id)
	}
}

// checkPrinted notes what the texts of an evidence hold that the reader is not to
// have.
func (c *composer) checkPrinted(id dispute.EvidenceID, code string, texts []string) {
	counts := map[personal.Kind]int{}
	seen := map[string]bool{}
	for _, text := range texts {
		for _, f := range c.masks.find("", text) {
			if datum := text[f.Start:f.End]; !seen[personal.Key(datum)] {
				seen[personal.Key(datum)] = true
				counts[f.Kind]++
			}
		}
	}
	if len(counts) == 0 {
		return
	}
	g := c.gaps.add(code+"-"+id.String(), Must, id.String(), countedKinds(c.talk().Say, counts))
	g.code, g.fix = code, []any{id.String()}
}

// toldNote is a note in the packet's language, for its reader; "" for one that is
// for the user alone.
func (c *composer) toldNote(n dispute.Note) string { return c.request.Lang.Told(n) }

// profile is what the addressee is told of people.
func (c *composer) profile() channel.Profile {
	if c.request.Profile.ID != "" {
		return c.request.Profile
	}
	return c.book.ProfileFor(c.ch)
}
