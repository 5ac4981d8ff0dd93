package whatsapp

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

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

	draft conversation.Draft
	open  dispute.Record // the message being gathered, without its text
	named bool           // it has a speaker
	marks bool           // a direction mark stands before its header
	quote int            // the first line in it that looks like a header of another form, or 0

	dialogue bool // one name speaks once, in a chat of two

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
	r.named, r.marks, r.quote = named, h.marked, 0
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
	led = led && ownMark(text)
	r.open.Text = bare
	if !r.named {
		r.open.Kind = dispute.System
		r.open.Text = strings.TrimPrefix(bare, "- ") // WhatsApp Web
		if isNotice(r.open.Text) {
			r.open.Type = typeNotice
		} else if typ, ok := words().call(fold(r.open.Text), led); ok { // Android names no caller
			r.open.Kind, r.open.Type = dispute.Call, typ
		}
		return
	}
	if conversation.IsBlank(bare) {
		r.remark("whatsapp.empty")
		return
	}
	marksOwnWords := r.survey.marks && r.survey.form.style() == bracket
	found, known := recognise(bare, led)
	if !known {
		if name := named(bare); name != "" && (ownName(name) || r.files.Has(name)) {
			found, known = appText{kind: dispute.Message, typ: typeAttachment, file: name, led: led}, true
		}
	}
	switch {
	case !known && marksOwnWords && r.marks && leftOut(text):
		r.take(appText{kind: dispute.Message, typ: typeOmitted, led: true})
	case !known && led && marksOwnWords && r.ownWords(text):
		r.open.Kind = dispute.System
		r.remark("whatsapp.by-name")
	case !known && led && marksOwnWords:
		r.remark("whatsapp.marked-unknown")
	case !known && !r.survey.marks && r.survey.form.style() == bracket && ofItself(bare, r.open.Who):
		r.take(appText{kind: dispute.System})
	case !known:
	case marksOwnWords && !found.led && !r.marks && found.typ != typeLocation && !r.files.Has(found.file):
		r.remark("whatsapp.unmarked")
	default:
		r.take(found)
	}
	r.edited(bare, marksOwnWords)
	quoted := slices.ContainsFunc(r.open.Remarks, func(n dispute.Note) bool { return n.Code == "chat.quoted" })
	if r.dialogue && !quoted && r.open.Kind == dispute.Message && r.survey.speakers.once(r.open.Who) {
		r.remark("whatsapp.once", r.open.Who)
	}
}

// ownWords tells a notice in a wording that is not known from what a person
// sent behind a mark (a text copied from a web page may begin with one): it
// stands under the name of the group, which types nothing, or speaks of the
// person whose name it stands under.
func (r *reader) ownWords(text string) bool {
	first, _, _ := strings.Cut(text, "\n")
	who := r.open.Who
	return who == r.survey.noticeBy && !r.survey.speakers.typed[who] ||
		utf8.RuneCountInString(who) > 1 && strings.Contains(conversation.Visible(first), who)
}

// ofItself reports whether a text is a notice in known words about the very
// person whose name it stands under: Ann: Ann left. It is for files that have
// lost their marks.
func ofItself(text, who string) bool {
	rest, found := strings.CutPrefix(text, who)
	if !found || who == "" || !strings.HasPrefix(rest, " ") || strings.Contains(rest, "\n") {
		return false
	}
	return slices.ContainsFunc(words().said, func(s string) bool { return strings.Contains(rest, s) })
}

// leftOut tells the words for something that was not exported where they are not
// known: they stand behind a mark at the end of a message whose header has a
// mark before it, as only those with a file have.
func leftOut(text string) bool {
	last := text[strings.LastIndexByte(text, '\n')+1:]
	at := lastMark(last)
	if at < 0 {
		return false
	}
	words := conversation.Visible(last[at:])
	return !conversation.IsBlank(words) && utf8.RuneCountInString(words) <= 60 && !strings.ContainsAny(words, ":：<>\"“")
}

func (r *reader) take(found appText) {
	r.open.Kind, r.open.Type = found.kind, found.typ
	switch {
	case found.led, r.marks:
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
