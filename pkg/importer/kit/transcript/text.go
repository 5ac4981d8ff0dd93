package transcript

import (
	"context"
	"errors"
	"io"
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/internal/charset"
)

// Turn is what a line is to a chat.
type Turn int

// The turns.
const (
	Text   Turn = iota // a line of the message above it
	Begin              // a new message begins
	More               // the header of the message goes on: its speaker stands on a line of its own
	Aside              // it belongs to no message, and ends the one above: a banner, a day
	Failed             // it begins a message that cannot be read
)

// Look is what a grammar says of a line.
type Look struct {
	Turn   Turn
	Why    dispute.Note   // for Aside and Failed
	Record dispute.Record // for Begin: kind, time, speaker, header; for More: speaker
	Text   string         // for Begin: what of the line is text
	Bare   bool           // for Begin: the line holds no text
	Doubt  bool           // for Text: it looks like a header of this chat program; those of others are looked for
}

// Grammar reads one chat, from its first line to its last.
type Grammar interface {
	// Look tells what a line is. It may remember what it has seen: the day
	// above a time, a quotation mark left open.
	Look(line charset.Line) Look
	// Finish is given a message when its text is whole, to tell what it is.
	Finish(log *Log, r *dispute.Record)
	// Blanks reports whether blank lines before a header belong to the message
	// above it; otherwise the program sets them between messages.
	Blanks() bool
}

// Survey reads a chat's lines without giving anything to anybody: it counts
// who speaks, for Log.Names.
func Survey(ctx context.Context, l *Log, g Grammar) (*Names, error) {
	names := NewNames()
	err := l.Src.Lines(ctx).Survey(func(line charset.Line) {
		switch look := g.Look(line); {
		case look.Turn == Begin && look.Record.Who != "":
			names.Saw(look.Record.Who)
		case look.Turn == More && look.Record.Who != "":
			names.Saw(look.Record.Who)
		}
	})
	return names, err
}

// Lines gives the lines of a chat, and io.EOF after the last.
type Lines interface {
	Next() (charset.Line, error)
}

// text gathers the lines of a chat into messages.
type text struct {
	log      *Log
	g        Grammar
	repeater Repeater // g, or nil
	draft    conversation.Draft
	open     dispute.Record
	bare     bool
	wrong    bool         // it cannot be read
	why      dispute.Note // why not
	last     int          // the number of the line that was read last
	spoke    *Names       // who spoke up to here
	who      string       // who spoke last
}

// ReadText reads a whole chat under a grammar.
func ReadText(ctx context.Context, l *Log, g Grammar) error {
	return ReadLines(l, g, l.Src.Lines(ctx))
}

// ReadLines is ReadText for lines that are not simply those of the file.
func ReadLines(l *Log, g Grammar, lines Lines) error {
	t := &text{log: l, g: g, spoke: NewNames()}
	t.repeater, _ = g.(Repeater)
	for {
		line, err := lines.Next()
		if err == io.EOF {
			break
		}
		if err == nil {
			err = t.line(line)
		} else if errors.Is(err, charset.ErrLongLine) {
			err = t.stop(dispute.Locator{Line: t.last + 1}, err)
		}
		if err != nil {
			return err
		}
	}
	if err := t.close(); err != nil {
		return err
	}
	l.End()
	return nil
}

// stop ends the reading at a place that cannot be passed; the message before it
// is kept.
func (t *text) stop(at dispute.Locator, cause error) error {
	if err := t.close(); err != nil {
		return err
	}
	return t.log.stop(at, dispute.Say("stop.limit", cause), cause)
}

func (t *text) line(line charset.Line) error {
	t.last = line.Number
	if line.Broken {
		t.log.counts.UnreadableLines++
	}
	look := t.g.Look(line)
	if t.draft.Open() && look.Turn != Text && look.Turn != More {
		if look.Turn == Begin && t.g.Blanks() {
			t.draft.KeepBlank()
		}
		if err := t.close(); err != nil {
			return err
		}
	}
	at := At(conversation.SpanOf(line))
	switch look.Turn {
	case Begin, Failed:
		t.draft.Begin(line, look.Text)
		t.open, t.bare = look.Record, look.Bare
		t.wrong, t.why = look.Turn == Failed, look.Why
		return nil
	case Aside:
		return t.log.Skip(at, look.Why.Code, anys(look.Why.Args)...)
	}
	switch {
	case t.draft.Open() && look.Turn == More:
		if look.Record.Who != "" {
			t.open.Who = look.Record.Who
		}
		t.open.Raw += "\n" + line.Text
		t.draft.Head(line)
		return nil
	case t.draft.Open():
		if look.Doubt || conversation.LikeHeader(line.Text, t.speaks) {
			if err := t.log.Sink.Doubt(at, dispute.Say("chat.like-header", conversation.Excerpt(line.Text))); err != nil {
				return err
			}
		}
		if err := t.draft.Add(line); err != nil {
			return t.stop(at, err)
		}
		return nil
	case conversation.IsBlank(line.Text):
		return t.log.Skip(at, "skip.blank")
	}
	return t.log.Problem(at, dispute.Say("chat.no-message", conversation.Excerpt(line.Text)))
}

// speaks reports whether somebody of that name spoke up to here, or is known to speak
// in the file.
func (t *text) speaks(name string) bool {
	return t.spoke.Speaks(name) || t.log.Names != nil && t.log.Names.Speaks(name)
}

// close gives the message that was gathered.
func (t *text) close() error {
	if !t.draft.Open() {
		return nil
	}
	span, broken := t.draft.Span, t.draft.Broken
	said, blank, hasBlank := t.draft.End()
	if t.bare {
		said = strings.TrimPrefix(said, "\n")
	}
	at := At(span)
	var err error
	why, again := t.repeats()
	switch {
	case t.wrong:
		err = t.log.Problem(at, t.why)
	case again:
		err = t.log.Skip(at, why.Code, anys(why.Args)...)
	default:
		t.open.Locator, t.open.Text = at, said
		if t.open.Kind == "" {
			t.open.Kind = dispute.Message
		}
		t.g.Finish(t.log, &t.open)
		if t.open.Who != t.who {
			t.who = t.open.Who
			t.spoke.Saw(t.who)
		}
		if broken {
			t.open.Remarks = append(t.open.Remarks, dispute.Say("chat.unreadable"))
		}
		if err = t.log.give(&t.open); err == nil {
			err = t.log.Sink.Record(t.open)
		}
	}
	t.open = dispute.Record{}
	if err != nil || !hasBlank {
		return err
	}
	return t.log.Skip(At(blank), "skip.blank")
}

// Repeater is a Grammar of files in which a message can stand twice.
type Repeater interface {
	// Repeats reports whether r stands elsewhere in the file too, and is to be
	// passed over here.
	Repeats(r *dispute.Record) (why dispute.Note, again bool)
}

func (t *text) repeats() (dispute.Note, bool) {
	if t.repeater == nil || t.wrong {
		return dispute.Note{}, false
	}
	return t.repeater.Repeats(&t.open)
}

func anys(args []string) []any {
	out := make([]any, len(args))
	for i, a := range args {
		out[i] = a
	}
	return out
}

func itoa(n int) string { return strconv.Itoa(n) }
