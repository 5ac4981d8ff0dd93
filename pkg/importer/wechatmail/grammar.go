package wechatmail

import (
	"context"
	"io"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
)

// grammar is the second look over a file. It gives the lines too, one behind
// the file: what stands below a line tells whether it is a header.
type grammar struct {
	src    *importer.Source
	survey *survey
	lines  lines

	line   line // the one being looked at
	kind   kind
	head   *head
	ahead  line // the one below it
	below  kind // start when there is none
	under  *head
	end    error // of the lines
	before kind  // what stands above

	announced bool // the banner is behind
	begun     bool // a message is being gathered
	day       *rule
	banner    int    // a line inside the message that is like the banner, or 0
	picture   string // of the line that was added last, when it is nothing else
}

func newGrammar(ctx context.Context, src *importer.Source, s *survey) *grammar {
	g := &grammar{src: src, survey: s, lines: linesOf(ctx, src)}
	g.step()
	return g
}

// step looks at the line below.
func (g *grammar) step() {
	g.below, g.under = start, nil
	if g.ahead, g.end = g.lines.next(); g.end == nil {
		g.below, g.under = g.survey.look(g.ahead)
	}
}

// Next implements transcript.Lines.
func (g *grammar) Next() (charset.Line, error) {
	if g.end != nil {
		return charset.Line{}, g.end
	}
	g.before, g.line, g.kind, g.head = g.kind, g.ahead, g.below, g.under
	g.step()
	if g.end != nil && g.end != io.EOF {
		g.below = text // it is there, and cannot be read
	}
	return g.line.Line, nil
}

// Look implements transcript.Grammar.
func (g *grammar) Look(line charset.Line) transcript.Look {
	switch {
	case g.kind == headed && g.begins():
		return g.begin()
	case g.kind == ruled:
		return g.rule(line)
	case g.kind == announce && !g.announced && !g.begun:
		g.announced = true
		return aside("wechatmail.skip.banner")
	case g.begun && g.kind == headed:
		return transcript.Look{Doubt: true}
	case g.begun && g.kind == announce:
		g.banner = line.Number
	case g.begun:
		g.picture = g.line.picture
	case g.kind != blank && g.survey.banner && !g.announced:
		return aside("wechatmail.skip.salutation")
	}
	return transcript.Look{}
}

func aside(code string) transcript.Look {
	return transcript.Look{Turn: transcript.Aside, Why: dispute.Say(code)}
}

// begins decides about a line that looks like a header.
func (g *grammar) begins() bool {
	alone := g.before != text && g.before != headed
	apart := alone && (g.below == blank || g.below == start || g.below == ruled)
	return apart || g.survey.compact() || g.survey.bold > 0 || g.survey.byName()
}

func (g *grammar) rule(line charset.Line) transcript.Look {
	g.begun, g.day = false, nil
	day, _ := readRule(line.Text)
	if _, err := g.src.Local(day.clock(), dispute.Day); err != nil {
		return transcript.Look{Turn: transcript.Failed, Why: *transcript.BadTime(line.Text)}
	}
	g.day = &day
	return aside("wechatmail.skip.rule")
}

func (g *grammar) begin() transcript.Look {
	h := *g.head
	g.begun = true
	r := dispute.Record{Kind: dispute.Message, Who: h.name, Raw: h.raw}
	if g.day == nil {
		r.Remarks = append(r.Remarks, dispute.Say("wechatmail.no-day", h.raw))
	} else {
		c := g.day.clock()
		c.Hour, c.Minute = h.hour, h.minute
		at, err := g.src.Local(c, dispute.Minute)
		transcript.Tell(&r, at, err == nil, h.raw)
	}
	return transcript.Look{Turn: transcript.Begin, Bare: true, Record: r}
}

// Finish implements transcript.Grammar.
func (g *grammar) Finish(log *transcript.Log, r *dispute.Record) {
	remark := func(code string, args ...any) { r.Remarks = append(r.Remarks, dispute.Say(code, args...)) }
	if g.survey.stranger(r.Who) {
		remark("wechatmail.stranger", r.Who, g.survey.names)
	}
	if g.banner > 0 && g.banner > r.Locator.Line && g.banner <= r.Locator.LineEnd {
		remark("wechatmail.banner-inside", g.banner)
		g.banner = 0
	}
	r.Text = withoutGap(r.Text)
	if r.Text == "" {
		remark("wechatmail.empty")
		return
	}
	x, ok := readThing(r.Text)
	if g.picture != "" && r.Text == "["+g.picture+"]" {
		if x, ok = (thing{dispute.Message, typeOmitted, ""}), true; log.Has(g.picture) {
			x = thing{dispute.Message, typeAttachment, g.picture}
		}
	}
	if !ok {
		return
	}
	if x.typ == typeAttachment {
		x.file = described(log, x.file)
	}
	r.Kind, r.Type = x.kind, x.typ
	if log.Has(x.file) {
		remark("chat.by-file")
	} else {
		remark("wechatmail.by-wording")
	}
	log.Attach(r, x.file)
}

// Blanks implements transcript.Grammar: WeChat sets blank lines between messages.
func (g *grammar) Blanks() bool { return false }

// described is the name of a file behind which WeChat put what it says of it,
// when only the name without that came along: 发票.pdf-128 KB.
func described(log *transcript.Log, file string) string {
	if name := file[:max(0, strings.LastIndexByte(file, '-'))]; !log.Has(file) && log.Has(name) {
		return name
	}
	return file
}

// withoutGap is a text without the blank lines that stand between a header and
// its text.
func withoutGap(text string) string {
	for {
		line, rest, more := strings.Cut(text, "\n")
		if !more || !conversation.IsBlank(line) {
			return text
		}
		text = rest
	}
}
