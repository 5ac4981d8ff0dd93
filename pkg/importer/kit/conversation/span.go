package conversation

import (
	"errors"
	"strings"

	"complain/pkg/internal/charset"
)

// MaxText is the longest message in bytes. Chat programs stop at some 64 KiB;
// what is longer is no chat, and would have to be held in memory whole.
const MaxText = 4 << 20

// ErrLongText is returned for a message over MaxText.
var ErrLongText = errors.New("message too long")

// Span is the place of consecutive lines in a file.
type Span struct {
	Line, LineEnd  int
	Offset, Length int64
}

// SpanOf is the place of one line.
func SpanOf(l charset.Line) Span {
	return Span{Line: l.Number, LineEnd: l.Number, Offset: l.Offset, Length: l.Length}
}

// Extend is s with the next line.
func (s Span) Extend(l charset.Line) Span {
	s.LineEnd = l.Number
	s.Length = l.Offset + l.Length - s.Offset
	return s
}

// Draft gathers the lines of one message. The zero Draft is empty.
type Draft struct {
	Span   Span
	Broken bool // a line of it holds bytes that are no text

	open  bool
	first string
	more  strings.Builder // first and all later lines, when there are several
	lines int
	blank []charset.Line // read and not yet known to be inside the message
}

// maxBlank is how many blank lines in a row may stand inside a message.
const maxBlank = 1000

// Open reports whether a message has begun.
func (d *Draft) Open() bool { return d.open }

// Begin starts a message at l; text is the part of it that belongs to the
// message's text.
func (d *Draft) Begin(l charset.Line, text string) {
	d.Span, d.Broken, d.open = SpanOf(l), l.Broken, true
	d.first, d.lines, d.blank = text, 1, d.blank[:0]
	d.more.Reset()
}

// Head takes l into the place of the message, and not into its text: its header
// has more than one line.
func (d *Draft) Head(l charset.Line) {
	d.Span = d.Span.Extend(l)
	d.Broken = d.Broken || l.Broken
}

// Add gives the draft another line. Blank lines wait until a visible one
// shows that the message goes on.
func (d *Draft) Add(l charset.Line) error {
	if IsBlank(l.Text) && len(d.blank) < maxBlank {
		d.blank = append(d.blank, l)
		return nil
	}
	return d.Keep(l)
}

// Keep takes the blank lines that waited, and l, into the message.
func (d *Draft) Keep(l charset.Line) error {
	for _, b := range d.blank {
		d.append(b)
	}
	d.blank = d.blank[:0]
	d.append(l)
	if d.more.Len() > MaxText {
		return ErrLongText
	}
	return nil
}

// KeepBlank takes the blank lines that waited into the message.
func (d *Draft) KeepBlank() {
	for _, b := range d.blank {
		d.append(b)
	}
	d.blank = d.blank[:0]
}

func (d *Draft) append(l charset.Line) {
	if d.lines == 1 {
		d.more.WriteString(d.first)
	}
	d.more.WriteByte('\n')
	d.more.WriteString(l.Text)
	d.lines++
	d.Span = d.Span.Extend(l)
	d.Broken = d.Broken || l.Broken
}

// End closes the message: its text, and the span of the blank lines behind it,
// if any.
func (d *Draft) End() (text string, blank Span, hasBlank bool) {
	text = d.first
	if d.lines > 1 {
		text = d.more.String()
		d.more = strings.Builder{}
	}
	for i, b := range d.blank {
		if i == 0 {
			blank, hasBlank = SpanOf(b), true
		} else {
			blank = blank.Extend(b)
		}
	}
	d.open, d.first, d.blank = false, "", d.blank[:0]
	return text, blank, hasBlank
}
