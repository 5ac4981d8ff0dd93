package whatsapp

import (
	"context"
	"errors"
	"io"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/conversation"
	"complain/pkg/internal/transcript"
)

// reader is the second look over a file: it gathers messages and gives them to
// the sink.
type reader struct {
	src    *importer.Source
	sink   importer.Sink
	survey *survey
	files  conversation.Files

	draft conversation.Draft
	open  dispute.Record // the message being gathered, without its text
	named bool           // it has a speaker
	quote int            // the first line in it that looks like a header of another form, or 0

	last      dispute.When // the time of the message before
	lastClock dispute.Clock
	lastWall  int64
	units     int
	counts    transcript.Counts
}

func (r *reader) read(ctx context.Context) error {
	lines := charset.NewLines(ctx, r.src.Reader(), r.src.Head)
	var h header
	for {
		line, err := lines.Next()
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
		if err := r.line(line, &h); err != nil {
			return err
		}
	}
	if err := r.close(); err != nil {
		return err
	}
	r.sink.Units(r.units)
	r.counts.Remark(r.sink)
	return nil
}

// stop ends the reading at a place that cannot be passed; the message before
// it is kept.
func (r *reader) stop(at dispute.Locator, cause error) error {
	if err := r.close(); err != nil {
		return err
	}
	r.sink.Units(r.units)
	return &importer.Stopped{At: at, Why: dispute.Say("stop.limit", cause), Err: cause}
}

func (r *reader) line(line charset.Line, h *header) error {
	clock, begins, quoted := r.survey.headerAt(line.Text, h)
	if begins {
		r.draft.KeepBlank() // blank lines before another message were typed
		if err := r.close(); err != nil {
			return err
		}
		return r.begin(line, h, clock)
	}
	if r.draft.Open() {
		if quoted && r.quote == 0 {
			r.quote = line.Number
		}
		if err := r.draft.Add(line); err != nil {
			return r.stop(place(conversation.SpanOf(line)), err)
		}
		return nil
	}
	at := place(conversation.SpanOf(line))
	switch {
	case conversation.IsBlank(line.Text):
		return r.sink.Skip(at, dispute.Say("skip.blank"))
	case isWebLine(line.Text):
		return r.sink.Skip(at, dispute.Say("whatsapp.skip.preamble"))
	}
	return r.sink.Problem(at, dispute.Say("chat.no-message", conversation.Excerpt(line.Text)))
}

func (r *reader) begin(line charset.Line, h *header, c dispute.Clock) error {
	precision := dispute.Minute
	if h.form.seconds() {
		precision = dispute.Second
	}
	at := r.last
	if c != r.lastClock || precision != at.Precision {
		var err error
		if at, err = r.src.Local(c, precision); err != nil {
			return err // h.clock lets no impossible time pass
		}
	}
	rest := line.Text[h.rest:]
	name, text, named := r.survey.speakers.split(rest)
	r.open = dispute.Record{
		Kind: dispute.Message, At: at, Who: name,
		Raw: strings.TrimRight(line.Text[:h.rest+text], " "),
	}
	r.named, r.quote = named, 0
	r.draft.Begin(line, rest[text:])

	wall := at.Stored().Wall
	if r.last.Known() && wall < r.lastWall {
		r.counts.Backward++
		if named && r.survey.speakers.once(name) {
			r.remark("chat.quoted", r.last.Wall(), name)
		} else {
			r.remark("chat.backward", r.last.Wall())
		}
	}
	r.last, r.lastClock, r.lastWall = at, c, wall
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
	text, blank, hasBlank := r.draft.End()
	r.open.Locator = place(span)
	r.describe(text)
	if r.quote > 0 {
		r.remark("whatsapp.quoted-form", r.quote)
	}
	if broken {
		r.remark("chat.unreadable")
	}
	if err := r.sink.Record(r.open); err != nil {
		return err
	}
	r.open = dispute.Record{}
	if hasBlank {
		return r.sink.Skip(place(blank), dispute.Say("skip.blank"))
	}
	return nil
}

// describe tells what kind of thing was said, and by what sign that is known.
func (r *reader) describe(text string) {
	// WhatsApp sets its marks before its own words; some versions put a space
	// before the mark.
	bare, led := conversation.TrimMarks(text)
	if !led {
		if inner, inside := conversation.TrimMarks(strings.TrimLeft(text, " ")); inside {
			bare, led = inner, true
		}
	}
	r.open.Text = bare
	if !r.named {
		r.open.Kind = dispute.System
		r.open.Text = strings.TrimPrefix(bare, "- ") // WhatsApp Web
		if isNotice(r.open.Text) {
			r.open.Type = typeNotice
		}
		return
	}
	if conversation.IsBlank(bare) {
		r.remark("whatsapp.empty")
		return
	}
	marksOwnWords := r.survey.marks && r.survey.form.style() == bracket
	found, known := recognise(bare, led)
	switch {
	case !known && led && marksOwnWords:
		r.remark("whatsapp.marked-unknown")
	case !known:
	case marksOwnWords && !found.led && found.typ != typeLocation && !r.files.Has(found.file):
		r.remark("whatsapp.unmarked")
	default:
		r.take(found)
	}
	r.edited(bare, marksOwnWords)
}

func (r *reader) take(found appText) {
	r.open.Kind, r.open.Type = found.kind, found.typ
	switch {
	case found.led:
		r.remark("whatsapp.by-marker")
	case r.files.Has(found.file):
		r.remark("chat.by-file")
	default:
		r.remark("whatsapp.by-wording")
	}
	if found.file == "" {
		return
	}
	name, missing := r.files.Find(found.file)
	r.open.Files = []string{name}
	if missing {
		r.counts.Missing++
		r.remark("chat.missing", name)
	}
}

// edited looks for the tag at the end of a message that was changed later.
func (r *reader) edited(text string, marksOwnWords bool) {
	tag, marked, known := editedTag(text)
	switch {
	case tag == "" || r.open.Type == typeAttachment || r.open.Type == typeOmitted:
		return
	case !known && marked && marksOwnWords:
		r.remark("whatsapp.marked-tag", tag)
		return
	case !known:
		return
	case marksOwnWords && !marked:
		r.remark("whatsapp.unmarked")
		return
	}
	if r.open.Type == "" {
		r.open.Type = typeEdited
	}
	if marked {
		r.remark("whatsapp.by-marker")
	} else {
		r.remark("whatsapp.by-wording")
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
