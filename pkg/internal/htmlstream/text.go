package htmlstream

import (
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
)

// Line is one line of a page's text, and the bytes of the file it is from.
type Line struct {
	Text     string
	From, To int64
}

// Page says what is to be read out of a whole page.
type Page struct {
	// MaxToken is the longest tag or piece of text in bytes: pictures stand in
	// attributes.
	MaxToken int
	// Decode makes text of the file's bytes. Its encoding must write tags in
	// ASCII.
	Decode func([]byte) string
	// Line receives the lines in order. None is blank.
	Line func(Line) error

	Title   func(text string)                              // the first title; may be nil
	Comment func(text string)                              // each comment; may be nil
	Tag     func(name string, attribute map[string]string) // each <meta>, <link> and <base>; may be nil
}

// unseen are the elements whose text is not the page's.
const unseen = " script style template noscript noembed noframes iframe svg math object head "

// ofHead are the elements that a head holds.
const ofHead = " meta link base title script style noscript template head basefont bgsound "

// rows are the elements that stand on lines of their own, beside blocks.
const rows = " body main aside nav form fieldset legend caption figure figcaption thead tbody tfoot summary details option optgroup select center dir menu html textarea frameset address hgroup search dialog title "

// typed are the kinds of fields whose value is to be seen.
const typed = " text button submit reset search tel email number url date "

// ReadPage reads the text of a whole page, however large and however nested, in
// the order of the file. What style sheets hide is not known, and is given too.
func ReadPage(r io.Reader, cancelled func() error, page Page) error {
	z := html.NewTokenizer(r)
	z.SetMaxBuf(page.MaxToken)
	p := &pageReader{page: page}
	for n := 0; ; n++ {
		if n%256 == 0 {
			if err := cancelled(); err != nil {
				return err
			}
		}
		kind := z.Next()
		raw := z.Raw()
		p.next = p.at + int64(len(raw))
		if kind == html.ErrorToken {
			if err := p.newline(); err != nil {
				return err
			}
			switch {
			case errors.Is(z.Err(), html.ErrBufferExceeded):
				return &Error{p.at, ErrLong}
			case z.Err() != io.EOF:
				return z.Err()
			case len(raw) > 0:
				return &Error{p.at, ErrCut}
			}
			return nil
		}
		if err := p.token(kind, z, raw); err != nil {
			return err
		}
		p.at = p.next
	}
}

type pageReader struct {
	page     Page
	at, next int64 // bytes of the token

	hidden []string // elements open whose text nobody sees, the outermost first
	pre    int
	title  bool // its text is next
	titled bool

	line  strings.Builder
	from  int64
	to    int64
	space bool
}

func (p *pageReader) token(kind html.TokenType, z *html.Tokenizer, raw []byte) error {
	switch kind {
	case html.TextToken:
		return p.text(html.UnescapeString(p.page.Decode(raw)))
	case html.CommentToken:
		if p.page.Comment != nil {
			p.page.Comment(p.page.Decode(z.Text()))
		}
	case html.StartTagToken, html.SelfClosingTagToken:
		name, more := z.TagName()
		return p.start(string(name), z, more, kind == html.SelfClosingTagToken)
	case html.EndTagToken:
		name, _ := z.TagName()
		return p.end(string(name))
	}
	return nil
}

func (p *pageReader) start(name string, z *html.Tokenizer, more, closed bool) error {
	switch name {
	case "meta", "link", "base", "img", "input":
		if len(p.hidden) == 0 || name == "meta" || name == "link" || name == "base" {
			p.single(name, attributes(z, more, p.page.Decode))
		}
		return nil
	case "title":
		if len(p.hidden) == 0 || p.hidden[0] == "head" {
			p.title = !p.titled
		}
	}
	if len(p.hidden) == 1 && p.hidden[0] == "head" && !is(ofHead, name) {
		p.hidden = nil // a head that nobody ended
	}
	if is(unseen, name) {
		if !closed || name == "head" {
			p.hidden = append(p.hidden, name)
		}
		return nil
	}
	switch {
	case name == "br" || name == "hr":
		return p.newline()
	case name == "td" || name == "th" || name == "dd":
		p.space = true
		return nil
	case name == "pre" || name == "textarea":
		p.pre++
		return p.newline()
	case is(blocks, name) || is(rows, name):
		if err := p.newline(); err != nil {
			return err
		}
		if name == "li" {
			p.word("- ")
		}
	}
	return nil
}

func (p *pageReader) single(name string, attribute map[string]string) {
	switch {
	case name == "img":
		if alt := strings.TrimSpace(attribute["alt"]); alt != "" {
			p.words("[" + alt + "]")
		}
	case name == "input":
		kind := strings.ToLower(attribute["type"])
		if kind == "" || is(typed, kind) {
			p.words(attribute["value"])
			p.space = true
		}
	case p.page.Tag != nil:
		p.page.Tag(name, attribute)
	}
}

func (p *pageReader) end(name string) error {
	if name == "title" {
		p.title = false
	}
	if n := len(p.hidden); n > 0 {
		for i := n - 1; i >= 0; i-- {
			if p.hidden[i] == name {
				p.hidden = p.hidden[:i]
				break
			}
		}
		return nil
	}
	switch {
	case name == "pre" || name == "textarea":
		p.pre = max(0, p.pre-1)
		return p.newline()
	case name == "td" || name == "th":
		p.space = true
	case is(blocks, name) || is(rows, name):
		return p.newline()
	}
	return nil
}

func (p *pageReader) text(s string) error {
	if p.title && !p.titled && p.page.Title != nil {
		p.titled = true
		p.page.Title(strings.Join(strings.FieldsFunc(s, isGap), " "))
		return nil
	}
	if len(p.hidden) > 0 {
		return nil
	}
	if p.pre == 0 {
		p.words(s)
		if p.full() {
			return p.newline()
		}
		return nil
	}
	for {
		line, rest, more := strings.Cut(s, "\n")
		p.word(strings.TrimRight(line, "\r"))
		if !more {
			return nil
		}
		if err := p.newline(); err != nil {
			return err
		}
		s = rest
	}
}

// words adds text whose white space is only a gap between words.
func (p *pageReader) words(s string) {
	for s != "" {
		end := strings.IndexFunc(s, isGap)
		if end < 0 {
			end = len(s)
		}
		if end > 0 {
			p.word(s[:end])
			s = s[end:]
			continue
		}
		p.space = true
		s = strings.TrimLeftFunc(s, isGap)
	}
}

func (p *pageReader) word(s string) {
	if s == "" {
		return
	}
	if p.line.Len() == 0 {
		p.from = p.at
	} else if p.space && p.pre == 0 && !strings.HasSuffix(p.line.String(), " ") {
		p.line.WriteByte(' ')
	}
	p.line.WriteString(s)
	p.to, p.space = p.next, false
}

// full reports whether a line has grown so long that it is two.
func (p *pageReader) full() bool { return p.line.Len() > maxPageLine }

func (p *pageReader) newline() error {
	text := strings.TrimRight(p.line.String(), " ")
	p.line.Reset()
	p.space = false
	if strings.TrimSpace(text) == "" || text == "-" {
		return nil
	}
	return p.page.Line(Line{text, p.from, p.to})
}

// isGap reports the characters that a browser shows as one space.
func isGap(r rune) bool { return isSpace(r) || r == '\u00a0' }

func is(list, name string) bool { return strings.Contains(list, " "+name+" ") }

// attributes are a tag's, the first of each name.
func attributes(z *html.Tokenizer, more bool, decode func([]byte) string) map[string]string {
	out := map[string]string{}
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		if _, had := out[string(key)]; !had && len(value) <= maxAttribute {
			out[string(key)] = decode(value)
		}
	}
	return out
}

// maxAttribute is how long a value is that anybody looks at, in bytes.
const maxAttribute = 8 << 10

// maxPageLine is how long a line grows, in bytes, but for its last piece.
const maxPageLine = 16 << 10
