package wechatmail

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"complain/pkg/importer"
	"complain/pkg/internal/charset"
)

// line is a line of the text, or of the page as a person sees it.
type line struct {
	charset.Line
	bold    bool   // all of it is: WeChat sets the heads of its pages so
	picture string // it is nothing but the picture of that name
}

// lines reads a file line by line.
type lines interface {
	next() (line, error)
}

// linesOf chooses between the two forms of the mail.
func linesOf(ctx context.Context, src *importer.Source) lines {
	if isPage(src.Head) {
		p := newPage(ctx, src.Reader(), src.Head)
		p.encoding, p.err = src.Encoding()
		return p
	}
	return plain{src.Lines(ctx)}
}

// plain is the form that is text.
type plain struct{ lines *charset.Lines }

func (p plain) next() (line, error) {
	l, err := p.lines.Next()
	return line{Line: l}, err
}

// decoded is a text that is at hand already.
type decoded struct{ rest string }

func (d *decoded) next() (line, error) {
	if d.rest == "" {
		return line{}, io.EOF
	}
	text, rest, _ := strings.Cut(d.rest, "\n")
	d.rest = rest
	return line{Line: charset.Line{Text: strings.TrimRight(text, "\r")}}, nil
}

// isPage reports whether a file begins with an HTML tag.
func isPage(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	return len(head) > 1 && head[0] == '<' && (head[1] == '!' || head[1]|0x20 >= 'a' && head[1]|0x20 <= 'z')
}

// page is the form that is HTML. It works on the tags as they come, and repairs
// nothing: what is nested deeply costs no more.
type page struct {
	ctx      context.Context
	z        *html.Tokenizer
	encoding charset.Encoding
	err      error

	offset int64 // of the tag or text that comes next
	from   int64 // where the line that is gathered begins
	number int
	queue  []line // lines that are done

	text    strings.Builder
	space   bool   // white space is owed before the next word
	light   bool   // something of the line is not bold
	picture string // the line begins with the picture of that name
	broken  bool
	open    []element
	tokens  int
}

// element is one whose text looks otherwise than that around it.
type element struct {
	name              string
	bold, pre, hidden bool
}

// The limits of a page.
const (
	maxOpen  = 256 // elements that matter, one in another
	maxToken = 4 << 20
)

func newPage(ctx context.Context, r io.Reader, head []byte) *page {
	e, _, _ := charset.Detect(head)
	p := &page{ctx: ctx, z: html.NewTokenizer(r), encoding: e}
	p.z.SetMaxBuf(maxToken)
	return p
}

func (p *page) next() (line, error) {
	for len(p.queue) == 0 && p.err == nil {
		p.err = p.token()
	}
	if len(p.queue) == 0 {
		return line{}, p.err
	}
	l := p.queue[0]
	p.queue = p.queue[1:]
	return l, nil
}

// token takes in the next tag or text.
func (p *page) token() error {
	if p.tokens++; p.tokens%1024 == 0 && p.ctx.Err() != nil {
		return p.ctx.Err()
	}
	kind := p.z.Next()
	start := p.offset
	raw := p.z.Raw()
	p.offset += int64(len(raw))
	switch kind {
	case html.ErrorToken:
		if p.z.Err() == html.ErrBufferExceeded {
			return fmt.Errorf("byte %d: %w", start, charset.ErrLongLine)
		}
		p.end(p.offset) // with what is left of a tag, where the file was cut inside one
		return p.z.Err()
	case html.TextToken:
		return p.shown(raw, start)
	case html.StartTagToken, html.SelfClosingTagToken:
		p.begin(start, kind == html.SelfClosingTagToken)
	case html.EndTagToken:
		name, _ := p.z.TagName()
		p.close(string(name))
	}
	if p.text.Len() > charset.MaxLine {
		return fmt.Errorf("byte %d: %w", start, charset.ErrLongLine)
	}
	return nil
}

// shown takes in text. Line ends count only where the page says that they do.
func (p *page) shown(raw []byte, start int64) error {
	style := p.style()
	switch {
	case style.hidden:
	case style.pre:
		for piece := range bytes.Lines(raw) {
			start += int64(len(piece))
			body := bytes.TrimRight(piece, "\r\n")
			p.light = p.light || !style.bold && len(bytes.TrimSpace(body)) > 0
			p.text.WriteString(p.decode(body))
			if len(body) < len(piece) {
				p.lineEnd(start)
			}
		}
	default:
		p.words(raw)
	}
	if p.text.Len() > charset.MaxLine {
		return fmt.Errorf("byte %d: %w", start, charset.ErrLongLine)
	}
	return nil
}

// words takes in text in which white space of any length is one space.
func (p *page) words(raw []byte) {
	text := p.decode(raw)
	for text != "" {
		end := strings.IndexAny(text, " \t\n\r\f")
		if end == 0 {
			p.space = true
			text = strings.TrimLeft(text, " \t\n\r\f")
			continue
		}
		if end < 0 {
			end = len(text)
		}
		if p.space && p.text.Len() > 0 {
			p.text.WriteByte(' ')
		}
		p.space = false
		p.light = p.light || !p.style().bold && trim(text[:end]) != ""
		p.text.WriteString(text[:end])
		text = text[end:]
	}
}

// decode is the text of raw, with what stands for characters replaced by them.
func (p *page) decode(raw []byte) string {
	text := html.UnescapeString(p.encoding.Decode(raw))
	p.broken = p.broken || strings.ContainsRune(text, utf8.RuneError)
	return strings.Trim(text, "\ufeff")
}

func (p *page) style() element {
	if len(p.open) == 0 {
		return element{}
	}
	return p.open[len(p.open)-1]
}

// inline are the elements that go on in the same line.
const inline = " a abbr b bdi bdo big cite code em font i img ins label mark meta link q s small span strike strong sub sup tt u wbr script style title "

func (p *page) begin(start int64, closed bool) {
	tag, more := p.z.TagName()
	name := string(tag)
	var alt, src, css string
	for more {
		var key, value []byte
		key, value, more = p.z.TagAttr()
		switch string(key) {
		case "alt":
			alt = p.decode(value)
		case "src":
			src = p.decode(value)
		case "style":
			css = strings.ToLower(string(value))
		}
	}
	switch {
	case name == "br":
		p.lineEnd(p.offset)
		return
	case name == "img":
		if word := pictureName(alt, src); !p.style().hidden && word != "" {
			if p.light = p.light || !p.style().bold; p.text.Len() == 0 {
				p.picture = word
			}
			p.text.WriteString("[" + word + "]")
		}
		return
	case name == "td" || name == "th":
		p.space = true
	case !strings.Contains(inline, " "+name+" "):
		p.end(start)
	}
	if closed || strings.Contains(" hr meta link wbr input ", " "+name+" ") || len(p.open) >= maxOpen {
		return
	}
	s := p.style()
	s.name = name
	s.bold = s.bold || name == "b" || name == "strong" || isBold(css)
	s.pre = s.pre || name == "pre"
	s.hidden = s.hidden || name == "script" || name == "style" || name == "title"
	p.open = append(p.open, s)
}

func (p *page) close(name string) {
	if name != "td" && name != "th" && !strings.Contains(inline, " "+name+" ") {
		p.end(p.offset)
	}
	for i := len(p.open) - 1; i >= 0; i-- {
		if p.open[i].name == name {
			p.open = p.open[:i]
			return
		}
	}
}

// isBold reads font-weight out of a style.
func isBold(css string) bool {
	_, weight, ok := strings.Cut(css, "font-weight")
	weight = strings.TrimLeft(weight, ": ")
	return ok && (strings.HasPrefix(weight, "bold") || len(weight) > 0 && weight[0] >= '6' && weight[0] <= '9')
}

// pictureName is what stands for a picture in the text: its own words, else the
// name of its file.
func pictureName(alt, src string) string {
	if alt = trim(alt); alt != "" {
		return strings.Trim(alt, "[]")
	}
	if scheme, _, ok := strings.Cut(src, ":"); ok && strings.EqualFold(scheme, "data") {
		return "" // the picture itself
	}
	return strings.TrimPrefix(src[strings.LastIndexByte(src, '/')+1:], "cid:")
}

// end closes a line at the edge of a block, if there is one.
func (p *page) end(at int64) {
	if p.text.Len() > 0 {
		p.lineEnd(at)
	}
	p.space = false
}

// lineEnd closes a line, which may be blank. Lines follow each other without a
// gap: the tags between two belong to the later one.
func (p *page) lineEnd(at int64) {
	p.number++
	l := line{
		Line: charset.Line{Number: p.number, Offset: p.from, Length: at - p.from, Text: p.text.String(), Broken: p.broken},
		bold: !p.light && p.text.Len() > 0,
	}
	if l.Text == "["+p.picture+"]" {
		l.picture = p.picture
	}
	p.queue = append(p.queue, l)
	p.text.Reset()
	p.from, p.space, p.light, p.broken, p.picture = at, false, false, false, ""
}
