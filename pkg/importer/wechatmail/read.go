package wechatmail

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
)

// reader is the second look over a file: it gathers messages and gives them to
// the sink.
type reader struct {
	src    *importer.Source
	sink   importer.Sink
	survey *survey
	files  conversation.Files

	announced bool // the banner is behind
	day       *rule
	before    kind
	held      *charset.Line // a line like a header, until the next line tells whether it is one
	heldHead  head
	alone     bool

	draft   conversation.Draft
	open    dispute.Record
	dayless bool   // the open message stands under no day
	picture string // of the line that was added last, when it is nothing else

	last   dispute.When
	units  int
	counts transcript.Counts
}

func (r *reader) read(ctx context.Context) error {
	lines := linesOf(ctx, r.src)
	for {
		line, err := lines.next()
		if err == io.EOF {
			break
		}
		if errors.Is(err, charset.ErrLongLine) {
			return r.stop(dispute.Locator{Line: r.units + 1}, err)
		}
		if err != nil {
			return err
		}
		r.units++
		if line.Broken {
			r.counts.UnreadableLines++
		}
		if err := r.line(line); err != nil {
			return err
		}
	}
	if err := r.settle(start); err != nil {
		return err
	}
	if err := r.close(); err != nil {
		return err
	}
	r.sink.Units(r.units)
	r.counts.Remark(r.sink)
	return nil
}

func (r *reader) stop(at dispute.Locator, cause error) error {
	if err := r.close(); err != nil {
		return err
	}
	r.sink.Units(r.units)
	return &importer.Stopped{At: at, Why: dispute.Say("stop.limit", cause), Err: cause}
}

func (r *reader) line(l line) error {
	k, h := r.survey.look(l)
	line := l.Line
	if err := r.settle(k); err != nil {
		return err
	}
	before := r.before
	r.before = k
	switch k {
	case headed:
		r.held, r.heldHead, r.alone = &line, *h, before != text && before != headed
		return nil
	case ruled:
		if err := r.close(); err != nil {
			return err
		}
		return r.rule(line)
	case announce:
		if r.announced || r.draft.Open() {
			if r.draft.Open() {
				r.remark("wechatmail.banner-inside", line.Number)
			}
			return r.add(line)
		}
		r.announced = true
		return r.sink.Skip(place(conversation.SpanOf(line)), dispute.Say("wechatmail.skip.banner"))
	}
	r.picture = l.picture
	return r.add(line)
}

// settle decides about the line that looks like a header, now that the kind of
// the next is known.
func (r *reader) settle(next kind) error {
	if r.held == nil {
		return nil
	}
	line := *r.held
	r.held = nil
	apart := r.alone && (next == blank || next == start || next == ruled)
	if apart || r.survey.compact() || r.survey.bold > 0 || r.survey.byName() {
		if err := r.close(); err != nil {
			return err
		}
		return r.begin(line, r.heldHead)
	}
	return r.add(line)
}

// add takes a line that begins nothing.
func (r *reader) add(line charset.Line) error {
	at := place(conversation.SpanOf(line))
	isBlank := conversation.IsBlank(line.Text)
	switch {
	case r.draft.Open():
		if err := r.draft.Add(line); err != nil {
			return r.stop(at, err)
		}
		return nil
	case isBlank:
		return r.sink.Skip(at, dispute.Say("skip.blank"))
	case r.survey.banner && !r.announced:
		return r.sink.Skip(at, dispute.Say("wechatmail.skip.salutation"))
	}
	return r.sink.Problem(at, dispute.Say("chat.no-message", conversation.Excerpt(line.Text)))
}

func (r *reader) rule(line charset.Line) error {
	at := place(conversation.SpanOf(line))
	day, _ := readRule(line.Text)
	if _, err := r.src.Local(dispute.Clock{Year: day.year, Month: day.month, Day: day.day}, dispute.Day); err != nil {
		r.day = nil
		return r.sink.Problem(at, dispute.Say("problem.time", conversation.Excerpt(line.Text)))
	}
	r.day = &day
	return r.sink.Skip(at, dispute.Say("wechatmail.skip.rule"))
}

func (r *reader) begin(line charset.Line, h head) error {
	r.open = dispute.Record{Kind: dispute.Message, Who: h.name, Raw: h.raw}
	r.draft.Begin(line, "")
	r.dayless = r.day == nil
	if r.dayless {
		return nil
	}
	at, err := r.src.Local(dispute.Clock{
		Year: r.day.year, Month: r.day.month, Day: r.day.day, Hour: h.hour, Minute: h.minute,
	}, dispute.Minute)
	if err != nil {
		return fmt.Errorf("line %d: %w", line.Number, err) // the day was tried, and readHead lets no other hour pass
	}
	r.open.At = at
	if r.last.Known() && at.Stored().Wall < r.last.Stored().Wall {
		r.counts.Backward++
		if r.survey.once(h.name) {
			r.remark("chat.quoted", r.last.Wall(), h.name)
		} else {
			r.remark("chat.backward", r.last.Wall())
		}
	}
	if r.survey.stranger(h.name) {
		r.remark("wechatmail.stranger", h.name, r.survey.names)
	}
	r.last = at
	return nil
}

func (r *reader) remark(code string, args ...any) {
	r.open.Remarks = append(r.open.Remarks, dispute.Say(code, args...))
}

// close gives the open message to the sink.
func (r *reader) close() error {
	if !r.draft.Open() {
		return nil
	}
	span, broken := r.draft.Span, r.draft.Broken
	text, after, hasBlank := r.draft.End()
	if err := r.give(place(span), text, broken); err != nil || !hasBlank {
		return err
	}
	return r.sink.Skip(place(after), dispute.Say("skip.blank"))
}

func (r *reader) give(at dispute.Locator, text string, broken bool) error {
	if r.dayless {
		return r.sink.Problem(at, dispute.Say("wechatmail.no-day", r.open.Raw))
	}
	text = withoutGap(text)
	r.open.Locator, r.open.Text = at, text
	x, ok := readThing(text)
	if r.picture != "" && text == "["+r.picture+"]" {
		if x, ok = (thing{dispute.Message, typeOmitted, ""}), true; r.files.Has(r.picture) {
			x = thing{dispute.Message, typeAttachment, r.picture}
		}
	}
	if x.typ == typeAttachment {
		x.file = r.described(x.file)
	}
	switch {
	case text == "":
		r.remark("wechatmail.empty")
	case ok:
		r.open.Kind, r.open.Type = x.kind, x.typ
		if r.files.Has(x.file) {
			r.remark("chat.by-file")
		} else {
			r.remark("wechatmail.by-wording")
		}
		if x.file != "" {
			name, missing := r.files.Find(x.file)
			r.open.Files = []string{name}
			if missing {
				r.counts.Missing++
				r.remark("chat.missing", name)
			}
		}
	}
	if broken {
		r.remark("chat.unreadable")
	}
	return r.sink.Record(r.open)
}

// described is the name of a file behind which WeChat put what it says of it,
// when only the name without that came along: 发票.pdf-128 KB.
func (r *reader) described(file string) string {
	if name := file[:max(0, strings.LastIndexByte(file, '-'))]; !r.files.Has(file) && r.files.Has(name) {
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

// place is a span as a locator.
func place(s conversation.Span) dispute.Locator {
	l := dispute.Locator{Line: s.Line, Offset: s.Offset, Length: s.Length}
	if s.LineEnd > s.Line {
		l.LineEnd = s.LineEnd
	}
	return l
}
