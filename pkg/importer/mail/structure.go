package mail

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"mime"
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
)

// The limits of one mail. Real ones have a depth of five and some forty parts.
const (
	maxDepth = 64
	maxParts = 2000
	maxType  = 4 << 10 // bytes of a Content-Type
)

// span is a range of bytes of the source.
type span struct{ from, to int64 }

// reader reads the span through a buffer no larger than it needs: mailboxes hold
// many small mails.
func (s span) reader(r io.ReaderAt, most int64) *bufio.Reader {
	return bufio.NewReaderSize(io.NewSectionReader(r, s.from, s.to-s.from), int(min(most, s.to-s.from+1)))
}

// part is a node of a mail's structure.
type part struct {
	number   string // "1.2", as IMAP counts
	head     header
	media    string // type/subtype in lower case, "" when nothing is said
	params   parameterSet
	boundary string
	body     span
	children []*part
	sealed   bool // it lies too deep to be searched
}

// faults counts what is wrong in a mail, and keeps the first of it.
type faults struct {
	count int
	first []dispute.Note
}

const maxFaults = 3

func (f *faults) add(code string, args ...any) {
	f.count++
	if len(f.first) >= maxFaults {
		return
	}
	for i := range args {
		if b, ok := args[i].([]byte); ok {
			args[i] = conversation.Excerpt(decodeText(bytes.TrimSpace(b), "").text)
		}
	}
	f.first = append(f.first, dispute.Say(code, args...))
}

// label is the part's number; a mail of one part has part 1.
func (p *part) label() string { return cmp.Or(p.number, "1") }

// walker finds the structure of a mail in one pass over its lines.
type walker struct {
	ctx     context.Context
	lines   *bufio.Reader
	at      int64 // of the next line
	unquote bool

	root   *part
	open   []*part // multiparts that are not closed, the outermost first
	leaf   *part   // the part whose body is being read, or nil between parts
	inHead *part   // the part whose header is being read, or nil
	eol    int64   // length of the line end before the next line
	parts  int
	quoted int // lines the mailbox quoted
	faults faults

	tooDeep, tooMany bool
}

var errHeader = errors.New("the header block is longer than 1 MiB")

// structure reads the bytes of one mail. Limits end the search for parts, and
// what was found stays.
func structure(ctx context.Context, r io.ReaderAt, where span, unquote bool) (*walker, error) {
	w := &walker{
		ctx: ctx, lines: where.reader(r, 64<<10),
		at: where.from, unquote: unquote, root: &part{},
	}
	w.inHead = w.root
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		text, length, err := w.next()
		if length > 0 {
			if err := w.line(text, length); err != nil {
				return nil, err
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	w.finish()
	return w, nil
}

// next reads a line. Of a line longer than the buffer only the beginning is
// given: it is no header, and no boundary. In a header a line counts whole.
func (w *walker) next() (text []byte, length int64, err error) {
	piece, err := w.lines.ReadSlice('\n')
	length = int64(len(piece))
	if err != bufio.ErrBufferFull {
		return piece, length, err
	}
	text = bytes.Clone(piece)
	for n := 0; err == bufio.ErrBufferFull; n++ {
		piece, err = w.lines.ReadSlice('\n')
		length += int64(len(piece))
		if w.inHead != nil && len(text) <= maxHeader {
			text = append(text, piece...)
		}
		if n%64 == 0 && w.ctx.Err() != nil {
			return nil, 0, w.ctx.Err()
		}
	}
	if bytes.HasSuffix(piece, []byte("\n")) && !bytes.HasSuffix(text, []byte("\n")) {
		text = append(text, '\n')
	}
	return text, length, err
}

func (w *walker) line(text []byte, length int64) error {
	start := w.at
	w.at += length
	before := w.eol
	switch {
	case bytes.HasSuffix(text, []byte("\r\n")):
		w.eol = 2
	case bytes.HasSuffix(text, []byte("\n")):
		w.eol = 1
	default:
		w.eol = 0
	}
	if len(w.open) > 0 && len(text) > 2 && text[0] == '-' && text[1] == '-' && w.delimiter(text, start-before, start) {
		return nil
	}
	if w.unquote && isQuotedFrom(text) {
		w.quoted++
		text = text[1:]
	}
	if w.inHead != nil {
		return w.header(text, start)
	}
	return nil
}

// delimiter looks whether a line parts or ends one of the open multiparts. The
// line end before it belongs to it.
func (w *walker) delimiter(text []byte, end, start int64) bool {
	text = bytes.TrimRight(text[2:], " \t\r\n")
	for i := len(w.open) - 1; i >= 0; i-- {
		rest, ok := bytes.CutPrefix(text, []byte(w.open[i].boundary))
		if !ok || len(rest) > 0 && string(rest) != "--" {
			continue
		}
		w.close(end, start)
		if unclosed := len(w.open) - 1 - i; unclosed > 0 {
			w.faults.add("mail.fault.unclosed", w.open[len(w.open)-1].boundary)
		}
		for _, inner := range w.open[i+1:] {
			inner.body.to = max(end, inner.body.from)
		}
		w.open = w.open[:i+1]
		if len(rest) > 0 {
			w.open[i].body.to = max(end, w.open[i].body.from)
			w.open = w.open[:i]
			return true
		}
		w.begin(w.open[i])
		return true
	}
	return false
}

// close ends the part that is open, if any.
func (w *walker) close(end, start int64) {
	if p := w.inHead; p != nil {
		if len(p.head.fields) > 0 {
			w.faults.add("mail.fault.in-header", p.label())
			p.settle(&w.faults)
		}
		p.body = span{start, start}
	}
	if p := w.leaf; p != nil {
		p.body.to = max(end, p.body.from)
	}
	w.inHead, w.leaf = nil, nil
}

func (w *walker) begin(parent *part) {
	if w.parts++; w.parts > maxParts {
		// What is behind belongs to no part: it is not searched any more.
		w.tooMany, w.open = true, nil
		return
	}
	p := &part{number: strconv.Itoa(len(parent.children) + 1)}
	if parent.number != "" {
		p.number = parent.number + "." + p.number
	}
	parent.children = append(parent.children, p)
	w.inHead = p
}

func (w *walker) header(text []byte, start int64) error {
	p := w.inHead
	kind := p.head.look(text)
	if kind == lineNone {
		switch {
		case p.head.wraps(text):
			w.faults.add("mail.fault.indent", text)
			kind = lineMore
		case p == w.root && len(p.head.fields) == 0 && len(p.head.raw) == 0 && (bytes.HasPrefix(text, []byte("From ")) || bytes.HasPrefix(text, []byte(">From "))):
			return nil // a single mail out of a mailbox
		case p == w.root && len(p.head.fields) == 0:
			text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
			if kind = p.head.look(text); kind == lineNone {
				p.body.from = start
				w.body(p)
				return nil
			}
		default:
			w.faults.add("mail.fault.no-blank", text)
			p.body.from = start
			w.body(p)
			return nil
		}
	}
	if kind == lineEnd {
		if p == w.root && len(p.head.fields) == 0 {
			return nil // blank lines above the mail
		}
		p.body.from = w.at
		w.body(p)
		return nil
	}
	p.head.add(kind, text)
	if len(p.head.raw) > maxHeader {
		return errHeader
	}
	return nil
}

// body is called where a header ends.
func (w *walker) body(p *part) {
	w.inHead = nil
	p.settle(&w.faults)
	if !strings.HasPrefix(p.media, "multipart/") {
		w.leaf = p
		return
	}
	switch {
	case p.boundary == "":
		w.faults.add("mail.fault.no-boundary", p.label())
		w.leaf = p
	case len(w.open) >= maxDepth:
		w.tooDeep, p.sealed, w.leaf = true, true, p
	default:
		w.open = append(w.open, p)
	}
}

func (w *walker) finish() {
	if p := w.inHead; p != nil {
		p.settle(&w.faults)
		p.body = span{w.at, w.at}
	}
	if p := w.leaf; p != nil {
		p.body.to = w.at
	}
	for i, p := range w.open {
		p.body.to = w.at
		if i == 0 {
			w.faults.add("mail.fault.unclosed", p.boundary)
		}
	}
	if w.root.body.to == 0 {
		w.root.body.to = w.at
	}
}

// settle reads what a part's header says about its body.
func (p *part) settle(f *faults) {
	value := p.head.get("content-type")
	p.params = parameters(value, "")
	if len(value) == 0 {
		return
	}
	shown := string(value[:min(len(value), maxType)])
	media, _, err := mime.ParseMediaType(shown)
	first, rest, _ := strings.Cut(shown, ";")
	if err != nil {
		// What is wrong with the parameters alone is read all the same, above.
		media, _, _ = strings.Cut(strings.TrimSpace(first), " ")
	}
	if !tokens(media) {
		f.add("mail.fault.type", p.label(), value)
		media = strings.TrimSpace(first)
	}
	if err != nil {
		for _, name := range valueless(rest) {
			f.add("mail.fault.parameter", p.label(), name)
		}
	}
	p.media, p.boundary = strings.ToLower(media), p.params.get("boundary")
	p.boundary = strings.TrimRight(p.boundary, " \t\r\n")
}

// tokens reports two tokens with a slash between: a media type as it is to be.
func tokens(media string) bool {
	kind, sub, ok := strings.Cut(media, "/")
	return ok && kind != "" && sub != "" && !strings.ContainsAny(kind+sub, "/=\"<>()@,:\\[]? \t\r\n")
}

// valueless lists what stands among parameters and has no value.
func valueless(params string) (names []string) {
	for _, one := range strings.Split(params, ";") {
		if one = strings.TrimSpace(one); one != "" && !strings.ContainsAny(one, `="`) {
			names = append(names, one)
		}
	}
	return names
}

// reason says why a mail cannot be read, if it is the mail that is at fault.
func reason(err error) (dispute.Note, bool) {
	switch {
	case errors.Is(err, errHeader):
		return dispute.Say("mail.stop.header"), true
	case errors.Is(err, errCompound):
		return dispute.Say("mail.stop.msg", err), true
	}
	return dispute.Note{}, false
}
