package pasted

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/dateorder"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
)

// grammar reads the lines of a text whose way of writing headers is known.
type grammar struct {
	src     *importer.Source
	family  family
	also    [families]bool // other ways of writing headers that the text uses as a rule
	order   dateorder.Order
	spread  bool              // blank lines stand between the messages
	compact bool              // headers without a day need no blank line above them
	bare    bareKind          // headers that lack a part of the time begin messages
	shops   *accounts         // of names with a colon
	below   bool              // times stand below the words
	unsure  bool              // whether they do nobody can tell
	total   int               // headers of the whole text
	names   *transcript.Names // who speaks how often, nil in the first look

	ahead *charset.Lines // one line ahead of the line being looked at
	next  string
	end   bool // there is no next line

	day     dispute.Clock // of the rule above
	before  string        // the line above
	headed  bool          // the line above was the name of a header of two lines
	notice  bool          // the message being gathered is a notice of one line
	foreign []int         // lines that look like headers of another form, of messages not finished
	heads   int

	speakers map[string]bool // the names, where the times stand above them
	timed    head            // the time above the names
	first    bool            // nobody has spoken below it
	spoken   conversation.Spoken
}

// step reads the line after the next. What cannot be read ends what is known
// of the lines to come; the reading itself says so.
func (g *grammar) step() {
	line, err := g.ahead.Next()
	g.next, g.end = line.Text, g.end || err != nil
}

// Look implements transcript.Grammar.
func (g *grammar) Look(line charset.Line) transcript.Look {
	g.step()
	out := g.look(line)
	g.before = line.Text
	return out
}

func (g *grammar) look(line charset.Line) transcript.Look {
	headed := g.headed
	g.headed = false
	if headed {
		return transcript.Look{Turn: transcript.More}
	}
	if conversation.IsBlank(line.Text) {
		return transcript.Look{}
	}
	switch g.family {
	case above:
		return g.under(line.Text)
	case spoken:
		return g.say(line.Text)
	}
	if day, ok := readRule(line.Text); ok {
		g.notice = false
		if g.day = (dispute.Clock{}); !g.valid(day) {
			return transcript.Look{Turn: transcript.Failed, Why: *transcript.BadTime(line.Text)}
		}
		g.day = day
		return transcript.Look{Turn: transcript.Aside, Why: dispute.Say("chat.skip.day")}
	}
	h, is := g.head(line.Text)
	switch {
	case is:
		return g.begin(h)
	case g.family == leading && readStamped(line.Text):
		g.notice = true
		return transcript.Look{Turn: transcript.Begin, Text: line.Text, Record: notedAt()}
	case h.raw != "" && !g.notice:
		g.foreign = append(g.foreign, line.Number)
		return transcript.Look{Doubt: true}
	}
	if typ, ok := readNotice(line.Text); ok && (stands(g.before) || g.notice) && g.closes() {
		g.notice = true
		return transcript.Look{Turn: transcript.Begin, Text: line.Text, Record: dispute.Record{
			Kind: dispute.System, Type: typ, Remarks: []dispute.Note{dispute.Say("chat.by-wording")},
		}}
	}
	if g.notice {
		g.notice = false
		return transcript.Look{Turn: transcript.Failed, Why: dispute.Say("chat.no-message", conversation.Excerpt(line.Text))}
	}
	return transcript.Look{}
}

// head reads the line as a header of this text. What is a header of another
// form has its raw text set, and is none.
func (g *grammar) head(line string) (h head, ok bool) {
	if g.family == colon {
		name, is := readColon(line)
		if !is || !stands(g.before) {
			return head{}, false
		}
		return head{name: name, raw: strings.TrimFunc(line, conversation.IsSpace), form: form{family: colon}}, true
	}
	switch g.bare {
	case clockedHeads:
		h, ok = readClocked(line)
		return g.shops.whole(h), ok
	case dailyHeads:
		return readDaily(line)
	}
	if g.takes(twoLines) && !g.end && isName(line) && !saysSomething(line) {
		if below, is := readHead(g.next); is && below.bare {
			if _, self := readHead(line); !self {
				below.name = strings.TrimFunc(conversation.Visible(line), conversation.IsSpace)
				below.raw, below.written = below.name, below.raw // the line below is joined when it is read
				return below, true
			}
		}
	}
	h, ok = readHead(line)
	switch {
	case !ok && g.bare == briefHeads && h.brief:
		return h, true
	case !ok && g.takes(leading):
		h, ok = readLead(line)
		return g.shops.whole(h), ok
	case !ok:
		return head{}, false
	case h.loose && !g.compact && !stands(g.before), h.bare, h.family == either && !g.takes(spaced) && !g.takes(tight), h.family != either && !g.takes(h.family):
		return h, false
	}
	return h, true
}

// saysSomething reports a line with a name and words behind a colon: it is no name
// above a time.
func saysSomething(line string) bool {
	return strings.Contains(line, "：") || strings.Contains(line, ": ")
}

// takes reports whether headers of the family begin messages of this text.
func (g *grammar) takes(f family) bool { return f == g.family || g.also[f] }

// closes reports whether the message ends with the line being looked at.
func (g *grammar) closes() bool {
	if g.end || stands(g.next) {
		return true
	}
	if _, ok := readNotice(g.next); ok {
		return true
	}
	_, ok := readHead(g.next)
	return ok || g.takes(twoLines) && isName(g.next)
}

func (g *grammar) begin(h head) transcript.Look {
	g.headed = h.bare
	g.notice = false
	g.heads++
	r := dispute.Record{Kind: dispute.Message, Who: strings.TrimFunc(h.name, conversation.IsSpace), Raw: h.raw, Status: h.state}
	if h.to != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "to", Value: h.to})
	}
	written := h.written
	if h.bare && g.family != above && g.family != spoken { // it stands in the line below
		written = g.next
	}
	out := transcript.Look{Turn: transcript.Begin, Bare: h.family != leading, Text: h.text}
	g.tell(&r, h, written)
	if g.spread && !stands(g.before) && g.heads > 1 {
		r.Remarks = append(r.Remarks, dispute.Say("pasted.inside"))
	}
	out.Record = r
	return out
}

// tell gives a record the time of a header.
func (g *grammar) tell(r *dispute.Record, h head, written string) {
	switch {
	case h.family == colon:
	case h.yearless:
		r.Remarks = append(r.Remarks, dispute.Say("pasted.no-year", conversation.Excerpt(written)))
	case h.dayless && (h.wrong || g.day.Year == 0):
		r.Remarks = append(r.Remarks, dispute.Say("pasted.no-day", conversation.Excerpt(written)))
	default:
		at, err := g.src.Local(g.dated(h), h.precision)
		transcript.Tell(r, at, err == nil && !h.wrong, h.written)
	}
}

// dated is the time of a header, with the day of the rule above it or with day
// and month in their order.
func (g *grammar) dated(h head) dispute.Clock {
	c := h.clock
	switch {
	case h.dayless:
		c.Year, c.Month, c.Day = g.day.Year, g.day.Month, g.day.Day
	case h.open:
		day, _ := h.in(g.order)
		c.Year, c.Month, c.Day = day.Year, day.Month, day.Day
	}
	return c
}

func (g *grammar) valid(day dispute.Clock) bool {
	_, err := g.src.Local(day, dispute.Day)
	return err == nil
}

// Finish implements transcript.Grammar.
func (g *grammar) Finish(_ *transcript.Log, r *dispute.Record) {
	remark := func(code string, args ...any) {
		r.Remarks = append(r.Remarks, dispute.Say(code, args...))
	}
	if r.Kind == dispute.System {
		return
	}
	if g.below && g.timed.written != "" {
		g.tell(r, g.timed, g.timed.written)
		remark("pasted.time-below", g.timed.written)
	}
	for {
		line, rest, more := strings.Cut(r.Text, "\n")
		if !more || !conversation.IsBlank(line) {
			break
		}
		r.Text = rest
	}
	if at := strings.LastIndexByte(r.Text, '\n'); at >= 0 {
		switch last := strings.TrimFunc(r.Text[at:], isEdge); last {
		case "已读", "未读", "发送中":
			r.Text, r.Status = strings.TrimRightFunc(r.Text[:at], isEdge), last
			remark("pasted.state", last)
		}
	}
	said := 0
	for _, n := range g.foreign {
		if n > r.Locator.Line && n <= r.Locator.LineEnd && said < 3 {
			remark("pasted.other-form", n)
			said++
		}
	}
	// Of the lines of the next message only its header has been looked at.
	g.foreign = g.foreign[:0]
	if g.names != nil && g.total > 2 && g.names.Once(r.Who) {
		remark("pasted.once", r.Who)
	}
	switch text := strings.TrimFunc(r.Text, isEdge); text {
	case "":
		remark("chat.empty")
	case "[图片]", "[圖片]", "[语音]", "[視頻]", "[视频]", "[文件]", "[表情]", "[动画表情]", "[闪照]":
		r.Type = typeOmitted
		remark("chat.by-wording")
	}
}

func isEdge(r rune) bool { return r == '\n' || conversation.IsSpace(r) }

// Blanks implements transcript.Grammar: chat programs set a blank line between
// messages.
func (g *grammar) Blanks() bool { return false }
