package mail

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/mimetree"
)

// postmark reports whether a line is one that a mailbox puts above each mail:
// "From somebody Mon Mar  2 10:11:12 2026". The order differs, and a zone may
// stand anywhere; a month, a time of day and a year are always there.
func postmark(line []byte) bool {
	rest, ok := bytes.CutPrefix(bytes.TrimRight(line, "\r\n"), []byte("From "))
	if !ok || len(rest) > 512 {
		return false
	}
	words := strings.Fields(string(rest))
	var months, times, years int
	for _, w := range words {
		var s stamp
		switch {
		case month(w) > 0:
			months++
		case s.time(w):
			times++
		case isYear(w):
			years++
		}
	}
	return len(words) >= 5 && months > 0 && times == 1 && years > 0
}

// slot is the place of one mail in a mailbox.
type slot struct {
	line   int           // of its postmark
	span   mimetree.Span // from its postmark to the next
	mail   int64
	mark   string // the postmark
	abrupt bool   // no blank line stands above
	bytes  io.ReaderAt
}

// maxWindow is the largest mail that is kept while its end is looked for.
const maxWindow = 1 << 20

// window is a reader of a mailbox that has a mail of it at hand: going back in
// the file for each would read, and check, its bytes many times.
type window struct {
	io.ReaderAt
	from int64
	data []byte
}

// ReadAt implements io.ReaderAt.
func (w *window) ReadAt(p []byte, off int64) (int, error) {
	if at := off - w.from; at >= 0 && at+int64(len(p)) <= int64(len(w.data)) {
		return copy(p, w.data[at:]), nil
	}
	return w.ReaderAt.ReadAt(p, off)
}

// mailbox reads a file of several mails.
func (e *extraction) mailbox(ctx context.Context) error {
	abrupt := 0
	err := slots(ctx, e.src, func(s slot) error {
		e.units++
		at := dispute.Locator{Line: s.line, Offset: s.span.From, Length: s.span.To - s.span.From}
		if s.mark == "" {
			e.sums.unread++
			return e.sink.Problem(at, dispute.Say("mail.no-postmark"))
		}
		if s.abrupt {
			abrupt++
		}
		l, err := parse(ctx, s.bytes, mimetree.Span{From: s.mail, To: s.span.To}, true)
		if err != nil {
			why, ours := reason(err)
			if !ours {
				return err
			}
			e.sums.unread++
			return e.sink.Problem(at, why)
		}
		l.postmark = s.mark
		if s.abrupt {
			l.note("mail.abrupt")
		}
		return e.give(l, at)
	})
	if err != nil {
		return err
	}
	e.end()
	if abrupt > 0 {
		e.sink.Remark(dispute.Say("mail.abrupt-count", abrupt))
	}
	return nil
}

// slots finds the mails of a mailbox. A line is a postmark when it reads like
// one, a header follows, and a blank line stands above; without the blank line
// the header must be one that mail begins with. Inside the length that a mail's
// own header gives there is none, where that length is right. What stands above
// the first is a slot without a mark.
func slots(ctx context.Context, r io.ReaderAt, each func(slot) error) error {
	in := bufio.NewReaderSize(io.NewSectionReader(r, 0, 1<<62), 64<<10)
	var (
		open    slot
		pending *slot // a line like a postmark, until the next line tells
		at      int64
		number  = 1
		blank   = true
		begins  = true // at the beginning of a line
		visible bool   // something stands above the first postmark
		kept    []byte // from the postmark of open on, as long as that is not too much
		above   []byte // the line of pending
		length  bodyLength
	)
	done := func(to int64) error {
		open.span.To, open.bytes = to, r
		if length := to - open.span.From; int64(len(kept)) >= length {
			// A copy: what is handed out of the mail may be read later.
			open.bytes = &window{r, open.span.From, bytes.Clone(kept[:length])}
		}
		if to == open.span.From || open.mark == "" && !visible {
			return nil
		}
		return each(open)
	}
	open.line = 1
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		piece, err := in.ReadSlice('\n')
		if begins && len(piece) > 0 {
			if pending != nil && (mimetree.FieldName(piece) > 0 || bytes.HasPrefix(piece, []byte(">From "))) && (!pending.abrupt || opens(piece)) {
				if err := done(pending.span.From); err != nil {
					return err
				}
				kept = kept[min(int64(len(kept)), pending.span.From-open.span.From):]
				open = *pending
				if int64(len(kept)) < at-open.span.From {
					kept = bytes.Clone(above) // the mail before was too large
				}
				open.mail = at
				length = bodyLength{header: true}
			}
			pending = nil
			length.line(r, piece, at)
			if at >= length.until && bytes.HasPrefix(piece, []byte("From ")) && postmark(piece) {
				mark := mimetree.DecodeText(bytes.TrimSpace(piece), "").Text
				above = append(above[:0], piece...)
				pending = &slot{line: number, span: mimetree.Span{From: at}, mark: mark, abrupt: !blank}
			}
			text := len(bytes.TrimRight(piece, "\r\n")) > 0
			visible = visible || text && pending == nil && open.mark == ""
			blank = !text
		}
		if int64(len(kept)) == at-open.span.From && len(kept)+len(piece) <= maxWindow {
			kept = append(kept, piece...)
		}
		at += int64(len(piece))
		if begins = bytes.HasSuffix(piece, []byte("\n")); begins {
			number++
		}
		switch err {
		case nil, bufio.ErrBufferFull:
		case io.EOF:
			return done(at)
		default:
			return err
		}
	}
}

// bodyLength is what a mail's header says about the length of its text. Such
// mailboxes put no sign before lines of the text that look like postmarks.
type bodyLength struct {
	header bool  // the header is being read
	stated int64 // Content-Length
	until  int64 // where the text ends, when another mail or the end of the file is there
}

// line takes in a line of the mail, which begins at.
func (b *bodyLength) line(r io.ReaderAt, line []byte, at int64) {
	if !b.header {
		return
	}
	if name := mimetree.FieldName(line); name > 0 && strings.EqualFold(string(line[:name]), "content-length") {
		if n, err := strconv.ParseInt(string(bytes.TrimSpace(line[name+1:])), 10, 64); err == nil && n > 0 && n < 1<<40 {
			b.stated = n
		}
	}
	if len(bytes.TrimRight(line, "\r\n")) > 0 {
		return
	}
	b.header = false
	if end := at + int64(len(line)) + b.stated; b.stated > 0 && endsAt(r, end) {
		b.until = end
	}
}

// endsAt reports whether a mail can end there: the file does, or a postmark
// follows, behind at most two ends of lines.
func endsAt(r io.ReaderAt, end int64) bool {
	behind := make([]byte, 600)
	n, err := r.ReadAt(behind, end)
	if err != nil && err != io.EOF {
		return false
	}
	if n == 0 {
		_, err := r.ReadAt(behind[:1], end-1)
		return err == nil
	}
	rest := bytes.TrimLeft(behind[:n], "\r\n")
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	return n-len(rest) <= 4 && (len(rest) == 0 && n <= 4 || postmark(line))
}

// opens reports whether a line is one of the headers that stand first in mails.
func opens(line []byte) bool {
	switch strings.ToLower(string(line[:mimetree.FieldName(line)])) {
	case "received", "return-path", "delivered-to", "message-id", "from", "date", "x-mozilla-status", "x-gm-thrid", "x-uidl", "status":
		return true
	}
	return false
}
