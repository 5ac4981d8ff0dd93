// Package transcript is what the readers of chat exports share beside the text
// itself: giving messages to the sink and keeping the books, telling files that
// run backward from files that were put together, reading whole chats line by
// line under a grammar, and ending at what cannot be read.
//
// It promises that every unit given is counted, that messages keep the order of
// the file, and that what a limit ends is said as importer.Stopped, with all
// before it kept. It forbids knowing any chat program's format.
package transcript

import (
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/internal/broken"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/jsonstream"
	"complain/pkg/internal/xmlstream"
)

// Log gives what is read of one chat file to the sink.
type Log struct {
	Src         *importer.Source
	Sink        importer.Sink
	NewestFirst bool     // the file begins with the last message
	Names       *Names   // who speaks how often, or nil where nobody can forge a header
	Chat        string   // the name of the chat being read, for files that hold several
	Since       Sequence // of the chat being read

	threads map[string]Sequence // of the chats that are not being read
	thread  string

	files  conversation.Files
	units  int
	counts Counts
}

// New is a Log for src.
func New(src *importer.Source, sink importer.Sink) *Log {
	return &Log{Src: src, Sink: sink, files: conversation.NewFiles(src.Siblings, src.Name)}
}

// maxThreads bounds the chats of one file whose times are followed.
const maxThreads = 20_000

// In says that what follows belongs to the chat of that name: time goes on in
// each chat for itself.
func (l *Log) In(thread string) {
	if thread == l.thread {
		return
	}
	if l.threads == nil {
		l.threads = map[string]Sequence{}
	}
	if _, known := l.threads[l.thread]; known || len(l.threads) < maxThreads {
		l.threads[l.thread] = l.Since
	}
	l.thread, l.Since = thread, l.threads[thread]
}

// Quoted reports whether r may be a quotation: time runs backward at it, and
// its speaker is heard nowhere else.
func (l *Log) Quoted(r *dispute.Record) bool {
	return !l.NewestFirst && l.heardOnce(r) && l.Since.out(spanOf(r.At), false)
}

func (l *Log) heardOnce(r *dispute.Record) bool {
	return l.Names != nil && r.Who != "" && l.Names.Once(r.Who)
}

// Give gives a record to the sink, with what is to be said about its time.
func (l *Log) Give(r dispute.Record) error {
	if err := l.give(&r); err != nil {
		return err
	}
	return l.Sink.Record(r)
}

// doubtful are the remarks of records that ask for a look.
var doubtful = []string{"pasted.only-here", "wechatexport.no-sender", "chat.colon-taken", "chat.colon-cut"}

// timeless are the remarks that say why a record has no time.
var timeless = []string{dispute.RemarkUnreadTime, dispute.RemarkNoTime, "chat.no-day", "wechatmail.no-day", "wechatexport.no-year", "pasted.no-year"}

func (l *Log) give(r *dispute.Record) error {
	l.units += r.Locator.Units()
	l.moved(r)
	for _, n := range r.Remarks {
		if slices.Contains(doubtful, n.Code) {
			if err := l.Sink.Doubt(r.Locator, n); err != nil {
				return err
			}
		}
	}
	if !r.At.Known() {
		for _, n := range r.Remarks {
			if slices.Contains(timeless, n.Code) {
				return l.Sink.Doubt(r.Locator, n)
			}
		}
		return nil
	}
	at := l.Since.at
	if r.At != l.Since.last {
		at = spanOf(r.At)
	}
	if l.Since.out(at, l.NewestFirst) {
		l.counts.Backward++
		last := l.Since.last.Wall()
		switch {
		case l.NewestFirst:
			r.Remarks = append(r.Remarks, dispute.Say("chat.forward", last))
		case l.heardOnce(r):
			r.Remarks = append(r.Remarks, dispute.Say("chat.quoted", last, r.Who))
		default:
			r.Remarks = append(r.Remarks, dispute.Say("chat.backward", last))
		}
	}
	if at.known() {
		l.Since.last, l.Since.at = r.At, at
	}
	return nil
}

// Skip accounts for units that hold no message by their nature.
func (l *Log) Skip(at dispute.Locator, code string, args ...any) error {
	l.units += at.Units()
	return l.Sink.Skip(at, dispute.Note{Code: code, Args: dispute.Say(code, args...).Args})
}

// Problem accounts for a unit that could not be read.
func (l *Log) Problem(at dispute.Locator, why dispute.Note) error {
	l.units += at.Units()
	return l.Sink.Problem(at, why)
}

// Broken counts a record whose bytes are not all text, and says so on it.
func (l *Log) Broken(r *dispute.Record) {
	l.counts.UnreadableUnits++
	r.Remarks = append(r.Remarks, dispute.Say("chat.unreadable"))
}

// Attach notes a file that a message points at. Exports write it as a name or
// as a path from their own folder; what lies in another folder cannot be looked
// for, since an importer sees only the names beside its own file.
func (l *Log) Attach(r *dispute.Record, file string) {
	if file == "" {
		return
	}
	if strings.HasPrefix(file, "http://") || strings.HasPrefix(file, "https://") {
		r.Remarks = append(r.Remarks, dispute.Say("chat.remote", conversation.Excerpt(file)))
		return
	}
	slashed := strings.TrimPrefix(strings.ReplaceAll(file, `\`, "/"), "./")
	found, missing := l.files.Find(path.Base(slashed))
	r.Files = append(r.Files, found)
	switch {
	case !missing:
	case strings.Contains(slashed, "/"):
		l.counts.Elsewhere++
	default:
		l.counts.Missing++
		r.Remarks = append(r.Remarks, dispute.Say("chat.missing", found))
	}
}

// Has reports whether a file of that name arrived.
func (l *Log) Has(file string) bool { return l.files.Has(file) }

// End closes the books of a file that was read to its end.
func (l *Log) End() {
	l.Sink.Units(l.units)
	l.sum()
}

// EndWith is End where err is nil, and Stop where it is not.
func (l *Log) EndWith(err error) error {
	if err != nil {
		return l.Stop(err)
	}
	l.End()
	return nil
}

// sum says of the whole file what was said of single messages.
func (l *Log) sum() {
	if l.NewestFirst {
		l.Sink.Remark(dispute.Say("chat.newest-first"))
	}
	l.counts.Remark(l.Sink)
}

// Stop turns an error that ended the reading into importer.Stopped, if it is
// one of the file; errors of the sink and of the context stay what they are.
func (l *Log) Stop(err error) error {
	var (
		b  *broken.Error
		at dispute.Locator
	)
	cause := err
	switch {
	case errors.As(err, &b):
		at, cause = dispute.Locator{Offset: b.Offset, Length: 1}, b.Err
	case errors.Is(err, charset.ErrLongLine):
	default:
		return err
	}
	why := dispute.Say("stop.limit", cause)
	switch cause {
	case broken.ErrCut:
		why = dispute.Say("stop.cut")
	case jsonstream.ErrSyntax, xmlstream.ErrSyntax:
		why = dispute.Say("stop.unreadable", cause)
	}
	return l.stop(at, why, err)
}

func (l *Log) stop(at dispute.Locator, why dispute.Note, cause error) error {
	l.End()
	return &importer.Stopped{At: at, Why: why, Err: cause}
}

// Total compares a count that the file declares with what was read.
func (l *Log) Total(what string, declared string, read int) {
	declared = strings.TrimSpace(declared)
	if declared == "" {
		return
	}
	n := itoa(read)
	l.Sink.Total(dispute.Total{What: dispute.Note{Code: what}, Declared: declared, Read: n, OK: declared == n})
}

// Units is how many units were given so far.
func (l *Log) Units() int { return l.units }

// firstDay is the end of the first day of 1970 in milliseconds: a count in it says that there
// is no time.
const firstDay = 86_400_000

// Instant is a point in time that a file states as a count of seconds or
// milliseconds: the format fixes it, and it is shown on the case's clock.
func (l *Log) Instant(milli int64, p dispute.Precision) (dispute.When, bool) {
	t := time.UnixMilli(milli).In(l.Src.Options.Zone)
	if milli < firstDay || t.Year() > 9998 {
		return dispute.When{}, false
	}
	return dispute.Instant(t, p, dispute.ZoneFormat), true
}

// Sequence knows whether times go on.
type Sequence struct {
	last dispute.When
	at   span // of last
}

// span is the instants between which a time lies that is known to the minute or
// the second only: 12:01 does not lie before 12:01:20. The zero span is that of
// a time that cannot be put in order with others of its day.
type span struct{ from, to int64 }

func (s span) known() bool { return s.from != s.to }

func spanOf(at dispute.When) span {
	if !at.Known() || at.Precision <= dispute.Hour {
		return span{}
	}
	s := at.Stored()
	from := s.Wall - int64(s.Zone.Offset)*1000
	switch s.Precision {
	case dispute.Minute:
		return span{from, from + 60_000}
	case dispute.Second:
		return span{from, from + 1000}
	}
	return span{from, from + 1}
}

func (s *Sequence) out(at span, newestFirst bool) bool {
	switch {
	case !s.at.known() || !at.known():
		return false
	case newestFirst:
		return at.from >= s.at.to
	}
	return at.to <= s.at.from
}

// Direction finds out whether a file begins with its first message or with its
// last.
type Direction struct {
	last     int64
	any      bool
	up, down int
}

// Add takes in the next message's time.
func (d *Direction) Add(milli int64) {
	if d.any && milli > d.last {
		d.up++
	}
	if d.any && milli < d.last {
		d.down++
	}
	d.last, d.any = milli, true
}

// NewestFirst reports that time goes down more often than up.
func (d *Direction) NewestFirst() bool { return d.down > d.up }

// At is the place of lines.
func At(s conversation.Span) dispute.Locator {
	l := dispute.Locator{Line: s.Line, Offset: s.Offset, Length: s.Length}
	if s.LineEnd > s.Line {
		l.LineEnd = s.LineEnd
	}
	return l
}

// reader is the source from its beginning.
func (l *Log) reader() io.Reader { return l.Src.Reader() }
