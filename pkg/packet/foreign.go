package packet

import (
	"strings"
	"unicode"

	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/internal/tongue"
)

// fewestForeign is how many letters of another script make a quotation that a
// reader of the packet may not be able to read: a name or a model has fewer.
const fewestForeign = 20

// foreignNote says that quotations stand in another script than the packet's,
// untranslated: a court takes what is in a foreign language with a translation
// only. It is nil where there are none.
func (c *composer) foreignNote() []doc.Block {
	translated, n := 0, 0
	for _, e := range c.facts {
		switch {
		case c.translated(e) != "":
			translated++
		case e.Kind != dispute.Statement && e.Sentence == "" && foreign(e.Text, c.lang):
			n++
		}
	}
	for _, x := range c.exhibits {
		for _, r := range x.turns {
			if foreign(r.Text, c.lang) && c.translations()[r.ID] == "" {
				n++
			}
		}
	}
	var out []doc.Block
	if translated > 0 {
		out = append(out, doc.Paragraph{Style: doc.Small, Text: plain(c.say("packet.translated-by", c.voice.I.In(c.lang)))})
	}
	switch {
	case n > 0 && translated > 0:
		out = append(out, doc.Paragraph{Style: doc.Small, Text: plain(c.say("packet.untranslated-rest"))})
	case n > 0:
		out = append(out, doc.Paragraph{Style: doc.Small, Text: plain(c.say("packet.untranslated"))})
	}
	return out
}

// translated is the user's translation of what an event quotes, where the packet is
// in another script; "" for none.
func (c *composer) translated(e dispute.Event) string {
	if e.Translation == "" || e.Sentence != "" || !foreign(e.Text, c.lang) {
		return ""
	}
	return c.say("packet.translation", line(e.Translation))
}

// translations are the user's translations of records, by their numbers.
func (c *composer) translations() map[int64]string {
	if c.translation == nil {
		c.translation = map[int64]string{}
		for _, e := range c.in.Events {
			if e.Translation != "" && len(e.Cites) > 0 {
				c.translation[e.Cites[0].Record] = e.Translation
			}
		}
	}
	return c.translation
}

// foreign reports whether a text is in another script than Chinese, or than Latin
// where the packet is not Chinese, or for certain in another language than the
// packet's.
func foreign(text, lang string) bool {
	document := doc.Document{Lang: lang}
	chinese := document.Chinese()
	own, other := 0, 0
	for _, r := range text {
		switch {
		case !unicode.IsLetter(r):
		case unicode.Is(unicode.Han, r) == chinese:
			own++
		default:
			other++
		}
	}
	if chinese {
		return other > 4*own && other >= fewestForeign
	}
	if other > own/2 && other >= 4 { // a character of Chinese is a word
		return true
	}
	in := tongue.Of(text)
	return in != "" && !strings.HasPrefix(lang, in)
}

func (c *composer) chinese() bool {
	d := doc.Document{Lang: c.lang}
	return d.Chinese()
}
