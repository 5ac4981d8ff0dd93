package whatsapp

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
)

// grammar is the second look over a file: it knows the form of the headers and
// the order of their dates.
type grammar struct {
	src    *importer.Source
	survey *survey

	h     header
	begun bool
	above charset.Line // the line above
	now   opening      // of the message that began last
	was   opening      // of the one before, which is finished when the next has begun

	at    dispute.When // the time of the message that began last
	clock dispute.Clock
}

// opening is what the header of a message tells beside its record.
type opening struct {
	line  int  // where it stands
	named bool // the message has a speaker
	marks bool // a direction mark stands before the header
	quote int  // the first line in the message that looks like a header of another form, or 0
}

func newGrammar(src *importer.Source, s *survey) *grammar { return &grammar{src: src, survey: s} }

// Look implements transcript.Grammar.
func (g *grammar) Look(line charset.Line) (out transcript.Look) {
	clock, begins, quoted := g.survey.headerAt(line.Text, &g.h)
	if begins && g.survey.returns() && g.typed() {
		begins, quoted = false, true
	}
	g.above = line
	switch {
	case begins:
		g.begin(line, clock, &out)
	case !g.begun && isWebLine(line.Text):
		out.Turn, out.Why = transcript.Aside, dispute.Say("whatsapp.skip.preamble")
	case quoted:
		out.Doubt = true
		if g.now.quote == 0 {
			g.now.quote = line.Number
		}
	}
	return out
}

// typed reports whether the header that was read stands inside a message: its
// line follows an LF alone, and no mark of WhatsApp's own stands before it.
func (g *grammar) typed() bool { return g.above.Ended && !g.above.Return && !g.h.marked }

func (g *grammar) begin(line charset.Line, c dispute.Clock, out *transcript.Look) {
	precision := dispute.Minute
	if g.h.form.seconds() {
		precision = dispute.Second
	}
	if c != g.clock || precision != g.at.Precision {
		at, err := g.src.Local(c, precision)
		if err != nil { // headerAt lets no impossible time pass
			out.Turn, out.Why = transcript.Failed, *transcript.BadTime(line.Text)
			return
		}
		g.at, g.clock = at, c
	}
	rest := line.Text[g.h.rest:]
	name, text, named := g.survey.speakers.split(rest)
	g.begun, g.was = true, g.now
	g.now = opening{line: line.Number, named: named, marks: g.h.marked}
	out.Turn, out.Text = transcript.Begin, rest[text:]
	r := &out.Record
	r.Kind, r.At, r.Who, r.Raw = dispute.Message, g.at, name, strings.TrimRight(line.Text[:g.h.rest+text], " ")
}

// Finish implements transcript.Grammar.
func (g *grammar) Finish(log *transcript.Log, r *dispute.Record) {
	m := message{Record: r, opening: g.now, survey: g.survey, log: log}
	if r.Locator.Line != g.now.line {
		m.opening = g.was
	}
	m.describe(r.Text)
	g.survey.colons.tell(r)
	if m.quote > 0 {
		m.remark("whatsapp.quoted-form", m.quote)
	}
}

// Blanks implements transcript.Grammar: blank lines before another message were
// typed.
func (g *grammar) Blanks() bool { return true }
