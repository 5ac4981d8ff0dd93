package packet

import (
	"strings"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// answerName is what a kind of answer is called in lang.
func (c *composer) answerName(kind dispute.OfficialKind, lang string) string {
	a, err := c.book.Answer(kind)
	if err != nil {
		return string(kind) // of data that is not here
	}
	return a.Name(lang)
}

// toldAnswer is an answer as sentences tell it: 某局出具《不予受理决定书》（〔2026〕第12号）.
func (c *composer) toldAnswer(o dispute.Official) string {
	paper := line(c.answerName(o.Kind, c.lang))
	if a, err := c.book.Answer(o.Kind); err == nil && len(a.Papers) > 0 {
		paper = c.say("packet.paper", paper)
	}
	if o.Reference != "" {
		paper = c.say("packet.paper-number", paper, line(o.Reference))
	}
	if o.Office == "" {
		return c.say("packet.told.answer-unnamed", paper)
	}
	return c.say("packet.told.answer", line(o.Office), paper)
}

// answerTitle is an answer as the title of its exhibit: who answered, with what,
// and in which file where the paper is in several.
func (c *composer) answerTitle(e dispute.Evidence) string {
	o := *e.Official
	title := line(c.answerName(o.Kind, c.lang))
	if o.Office != "" {
		title = c.say("packet.title.answer", line(o.Office), title)
	}
	for _, x := range c.exhibits {
		if other := x.evidence; other.ID != e.ID && other.Official != nil && other.Official.Same(o) {
			return c.say("packet.title.answer-page", title, line(e.Name))
		}
	}
	return title
}

// answerRows are what was said of an answer that paper does not show.
func (c *composer) answerRows(o dispute.Official) []doc.KeyValue {
	rows := []doc.KeyValue{{Key: c.say("packet.answer-on"), Value: plain(c.prose(o.On))}}
	if o.Reference != "" {
		rows = append(rows, doc.KeyValue{Key: c.say("packet.answer-number"), Value: plain(line(o.Reference))})
	}
	if o.Received.Known() {
		rows = append(rows, doc.KeyValue{Key: c.say("packet.answer-received"), Value: plain(c.prose(o.Received))})
	}
	return rows
}

// checkAnswers notes what may come after the last answer of an office, where an
// article says so that was in force on its day, and what bears the title of an
// answer and is not said to be one.
func (c *composer) checkAnswers() {
	latest := map[string]dispute.Evidence{} // by track
	for _, e := range c.in.Evidence {
		if e.Official == nil || e.Withdrawn != "" {
			continue
		}
		if a, err := c.book.Answer(e.Official.Kind); err == nil {
			if had, ok := latest[a.Track]; !ok || had.Official.On.Compare(e.Official.On) < 0 {
				latest[a.Track] = e
			}
		}
	}
	for _, e := range c.in.Evidence { // in order, as findings are
		if e.Official == nil {
			continue
		}
		a, err := c.book.Answer(e.Official.Kind)
		if err != nil || a.Next.Empty() || latest[a.Track].ID != e.ID {
			continue
		}
		if basis := c.inForce(a, e.Official.On); basis != "" {
			c.gaps.add("answer-next", Remark, e.ID, e.Official.On, c.answerName(a.ID, c.talk().Tag()), a.Next.In(c.talk().Tag()), basis)
		}
	}
	if len(c.material.Seems) > 0 {
		var names []string
		for _, s := range c.material.Seems {
			names = append(names, s.Evidence.String()+" "+s.Answer.Name(c.talk().Tag()))
		}
		first := c.material.Seems[0]
		c.gaps.add("answer-unsaid", Should, strings.Join(names, ", ")).fix = []any{first.Evidence, first.Answer.Call()}
	}
}

// inForce cites the articles that say what may come after an answer of a day.
func (c *composer) inForce(a channel.Answer, on dispute.When) string {
	articles, err := c.book.InForce(a.NextArticles, on.String())
	if err != nil {
		return ""
	}
	var out []string
	for _, article := range articles {
		out = append(out, LawTitle(c.talk(), article.Law)+c.talk().Say("packet.cite-article", ArticleNumber(c.talk(), article.Law, article.Numbers)))
	}
	return strings.Join(out, c.talk().Say("packet.semicolon"))
}
