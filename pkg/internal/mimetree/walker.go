package mimetree

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"strconv"
	"strings"
)

// walker finds the structure in one pass over the lines.
type walker struct {
	*Tree
	ctx     context.Context
	limits  Limits
	lines   *bufio.Reader
	at      int64 // of the next line
	unquote bool

	open   []*Part // multiparts that are not closed, the outermost first
	leaf   *Part   // the part whose body is being read, or nil between parts
	inHead *Part   // the part whose header is being read, or nil
	eol    int64   // length of the line end before the next line
	parts  int
}

// ErrHeader is of a header block that is no header block any more.
var ErrHeader = errors.New("the header block is longer than 1 MiB")

// Read finds the structure of what stands at a place of r. Limits end the search
// for parts, and what was found stays. Errors are ErrHeader, and those of r and
// of ctx.
func Read(ctx context.Context, r io.ReaderAt, where Span, unquote bool, limits Limits) (*Tree, error) {
	w := &walker{
		Tree: &Tree{Root: &Part{Whole: where}}, ctx: ctx, limits: limits,
		lines: where.Reader(r, 64<<10), at: where.From, unquote: unquote,
	}
	w.inHead = w.Root
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
	return w.Tree, nil
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
		w.Quoted++
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
		rest, ok := bytes.CutPrefix(text, []byte(w.open[i].Boundary))
		if !ok || len(rest) > 0 && string(rest) != "--" {
			continue
		}
		w.close(end, start)
		if unclosed := len(w.open) - 1 - i; unclosed > 0 {
			w.fault(Unclosed, "", []byte(w.open[len(w.open)-1].Boundary))
		}
		for _, inner := range w.open[i+1:] {
			inner.Body.To = max(end, inner.Body.From)
			inner.lastEnds(start)
		}
		w.open[i].lastEnds(start)
		w.open = w.open[:i+1]
		if len(rest) > 0 {
			w.open[i].Body.To = max(end, w.open[i].Body.From)
			w.open = w.open[:i]
			return true
		}
		w.begin(w.open[i], start)
		return true
	}
	return false
}

// lastEnds sets the end of the part of p that began last.
func (p *Part) lastEnds(at int64) {
	if n := len(p.Children); n > 0 {
		p.Children[n-1].Whole.To = at
	}
}

// close ends the part that is open, if any.
func (w *walker) close(end, start int64) {
	if p := w.inHead; p != nil {
		if len(p.Head.Fields) > 0 {
			w.fault(InHeader, p.Label(), nil)
			p.settle(w.Tree)
		}
		p.Body = Span{start, start}
	}
	if p := w.leaf; p != nil {
		p.Body.To = max(end, p.Body.From)
	}
	w.inHead, w.leaf = nil, nil
}

func (w *walker) begin(parent *Part, start int64) {
	if w.parts++; w.parts > w.limits.Parts {
		// What is behind belongs to no part: it is not searched any more.
		for _, p := range w.open {
			p.lastEnds(start)
		}
		w.TooMany, w.open = true, nil
		return
	}
	p := &Part{Number: strconv.Itoa(len(parent.Children) + 1), Whole: Span{From: start}}
	if parent.Number != "" {
		p.Number = parent.Number + "." + p.Number
	}
	parent.Children = append(parent.Children, p)
	w.inHead = p
}

func (w *walker) header(text []byte, start int64) error {
	p := w.inHead
	kind := p.Head.look(text)
	if kind == lineNone {
		switch {
		case p.Head.wraps(text):
			w.fault(Indent, "", text)
			kind = lineMore
		case p == w.Root && len(p.Head.Fields) == 0 && len(p.Head.Raw) == 0 && (bytes.HasPrefix(text, []byte("From ")) || bytes.HasPrefix(text, []byte(">From "))):
			return nil // a single mail out of a mailbox
		case p == w.Root && len(p.Head.Fields) == 0:
			text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
			if kind = p.Head.look(text); kind == lineNone {
				p.Body.From = start
				w.body(p)
				return nil
			}
		default:
			w.fault(NoBlank, "", text)
			p.Body.From = start
			w.body(p)
			return nil
		}
	}
	if kind == lineEnd {
		if p == w.Root && len(p.Head.Fields) == 0 {
			return nil // blank lines above the mail
		}
		p.Body.From = w.at
		w.body(p)
		return nil
	}
	p.Head.add(kind, text)
	if len(p.Head.Raw) > maxHeader {
		return ErrHeader
	}
	return nil
}

// body is called where a header ends.
func (w *walker) body(p *Part) {
	w.inHead = nil
	p.settle(w.Tree)
	if !strings.HasPrefix(p.Media, "multipart/") {
		w.leaf = p
		return
	}
	switch {
	case p.Boundary == "":
		w.fault(NoBoundary, p.Label(), nil)
		w.leaf = p
	case len(w.open) >= w.limits.Depth:
		w.TooDeep, p.Sealed, w.leaf = true, true, p
	default:
		w.open = append(w.open, p)
	}
}

func (w *walker) finish() {
	if p := w.inHead; p != nil {
		p.settle(w.Tree)
		p.Body = Span{w.at, w.at}
	}
	if p := w.leaf; p != nil {
		p.Body.To = w.at
	}
	for i, p := range w.open {
		p.Body.To = w.at
		p.lastEnds(w.at)
		if i == 0 {
			w.fault(Unclosed, "", []byte(p.Boundary))
		}
	}
	if w.Root.Body.To == 0 {
		w.Root.Body.To = w.at
	}
}

// settle reads what a part's header says about its body.
func (p *Part) settle(t *Tree) {
	value := p.Head.Get("content-type")
	p.Params = ParametersOf(value, "")
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
		t.fault(BadType, p.Label(), value)
		media = strings.TrimSpace(first)
	}
	if err != nil {
		for _, name := range valueless(rest) {
			t.fault(Valueless, p.Label(), []byte(name))
		}
	}
	p.Media, p.Boundary = strings.ToLower(media), p.Params["boundary"]
	p.Boundary = strings.TrimRight(p.Boundary, " \t\r\n")
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
