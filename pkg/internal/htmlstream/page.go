package htmlstream

import (
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"

	"complain/pkg/internal/broken"
)

// Line is one line of a page's text, and the bytes of the file it is from.
type Line struct {
	Text     string
	From, To int64
	Above    int // line ends since the line before: 2 where paragraphs part
	Quoted   int // how many quotations it stands in
	Hidden   bool
	Cells    []int // where in the text the cells of a table's row begin
	Fields   []int // where in the text the values of fields of a form begin and end, in turn
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

	Script func(text string) // the text of each script; may be nil

	Alt      func(words string) string // what is shown of a picture's words; nil shows all
	Links    bool                      // the address of a link stands behind its text, unless it is the text
	Embedded bool                      // the text of SVG, MathML and objects is the page's, too
	// Mark says what an element is to the text in it; nil marks nothing.
	Mark    func(name string, attribute map[string]string) Mark
	MaxLine int // bytes of a line, but for its last piece; 0 is 16 KiB

	frames int // that the page stands in
}

// unseen are the elements whose text is never the page's, and embedded those
// whose text may be.
const (
	unseen   = " script style template head "
	embedded = " noscript noembed noframes iframe svg math object "
)

// ofHead are the elements that a head holds.
const ofHead = " meta link base title script style noscript template head basefont bgsound "

// rows are the elements that stand on lines of their own, beside blocks.
const rows = " body main aside nav form fieldset legend caption figure figcaption thead tbody tfoot summary details option optgroup select center dir menu html textarea frameset address hgroup search dialog title "

// apart are the elements with an empty line around them.
const apart = " p h1 h2 h3 h4 h5 h6 blockquote table ul ol "

// typed are the kinds of fields whose value is to be seen.
const typed = " text button submit reset search tel email number url date "

// ReadPage reads the text of a whole page, however large and however nested, in
// the order of the file. What style sheets hide is not known, and is given too.
func ReadPage(r io.Reader, cancelled func() error, page Page) error {
	z := html.NewTokenizer(r)
	z.SetMaxBuf(page.MaxToken)
	if page.MaxLine == 0 {
		page.MaxLine = 16 << 10
	}
	p := &pageReader{page: page, cancelled: cancelled}
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
			if err := p.newline(1); err != nil {
				return err
			}
			switch {
			case errors.Is(z.Err(), html.ErrBufferExceeded):
				return &broken.Error{Offset: p.at, Err: ErrLong}
			case z.Err() != io.EOF:
				return z.Err()
			case len(raw) > 0:
				return &broken.Error{Offset: p.at, Err: broken.ErrCut}
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
	page      Page
	cancelled func() error
	at, next  int64 // bytes of the token

	hidden []string // elements open whose text nobody sees, the outermost first
	pre    int
	title  bool // one is open
	titled bool
	link   link
	marked

	line   strings.Builder
	from   int64
	to     int64
	ends   int  // line ends since the last line
	bullet bool // of a list item, is owed before the next word
	item   int64
	space  bool // white space is
	cell   bool // a cell begins with the next word
	cells  []int
	fields []int
}

func (p *pageReader) token(kind html.TokenType, z *html.Tokenizer, raw []byte) error {
	switch kind {
	case html.TextToken:
		if n := len(p.hidden); n > 0 && p.hidden[n-1] == "script" {
			p.script(raw)
			return nil
		}
		return p.text(html.UnescapeString(p.page.Decode(raw)))
	case html.CommentToken:
		if p.page.Comment != nil {
			p.page.Comment(p.page.Decode(z.Text()))
		}
	case html.StartTagToken, html.SelfClosingTagToken:
		name, more := z.TagName()
		return p.start(string(name), &tag{z: z, more: more, decode: p.page.Decode}, kind == html.SelfClosingTagToken)
	case html.EndTagToken:
		name, _ := z.TagName()
		return p.end(string(name))
	}
	return nil
}

func (p *pageReader) start(name string, t *tag, closed bool) error {
	switch name {
	case "meta", "link", "base", "img", "input":
		if len(p.hidden) == 0 || name == "meta" || name == "link" || name == "base" {
			p.single(name, t.attributes())
		}
		return nil
	case "title":
		p.title = len(p.hidden) == 0 || p.hidden[0] == "head"
	}
	if p.inHead() && !is(ofHead, name) {
		p.hidden = nil // a head that nobody ended
	}
	if name == "template" && len(p.hidden) == 0 && t.shadow() {
		return p.newline(1) // the text of a shadow root is the page's
	}
	if name == "iframe" && len(p.hidden) == 0 {
		if err := p.frame(t.attributes()["srcdoc"]); err != nil {
			return err
		}
	}
	if is(unseen, name) || !p.page.Embedded && is(embedded, name) {
		if !closed || name == "head" {
			p.hidden = append(p.hidden, name)
		}
		return nil
	}
	if err := p.mark(name, t, closed); err != nil {
		return err
	}
	switch {
	case name == "br" || name == "hr":
		return p.newline(1)
	case name == "a" && p.page.Links:
		if p.link.text.Len() > 0 {
			p.endLink()
		}
		p.link.url = strings.TrimSpace(t.attributes()["href"])
		p.link.text.Reset()
	case name == "td" || name == "th" || name == "dd":
		p.space, p.cell = true, name != "dd"
		return nil
	case strings.Contains(name, "-"): // of the page's own: nobody knows whether it parts lines
		p.space = true
	case name == "pre" || name == "textarea":
		p.pre++
		return p.newline(1)
	case is(blocks, name) || is(rows, name):
		err := p.newline(around(name))
		if name == "li" {
			p.bullet, p.item = true, p.at
		}
		return err
	}
	return nil
}

// inHead reports whether the head is open, and nothing in it that hides text.
func (p *pageReader) inHead() bool { return len(p.hidden) == 1 && p.hidden[0] == "head" }

// around is how many line ends stand around an element.
func around(name string) int {
	if is(apart, name) {
		return 2
	}
	return 1
}

func (p *pageReader) single(name string, attribute map[string]string) {
	switch {
	case name == "img":
		if alt := strings.TrimSpace(attribute["alt"]); alt != "" {
			if p.page.Alt != nil {
				alt = p.page.Alt(alt)
			}
			p.words("[" + alt + "]")
		}
	case name == "input":
		kind := strings.ToLower(attribute["type"])
		if kind == "" || is(typed, kind) {
			p.field(attribute["value"])
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
	if err := p.unmark(name); err != nil {
		return err
	}
	switch {
	case name == "pre" || name == "textarea":
		p.pre = max(0, p.pre-1)
		return p.newline(1)
	case name == "a":
		p.endLink()
	case name == "td" || name == "th":
		p.space = true
	case is(blocks, name) || is(rows, name):
		p.bullet = p.bullet && !is(" li ul ol dir menu ", name)
		return p.newline(around(name))
	}
	return nil
}

// script gives the text of a script, in which nothing is escaped.
func (p *pageReader) script(raw []byte) {
	if p.page.Script != nil {
		p.page.Script(p.page.Decode(raw))
	}
}

func is(list, name string) bool { return strings.Contains(list, " "+name+" ") }

// tag is a tag that was begun, whose attributes are read when somebody asks.
type tag struct {
	z      *html.Tokenizer
	more   bool
	decode func([]byte) string
	read   map[string]string
}

// attributes are a tag's, the first of each name.
func (t *tag) attributes() map[string]string {
	if t.read == nil {
		t.read = map[string]string{}
	}
	for t.more {
		var key, value []byte
		key, value, t.more = t.z.TagAttr()
		if _, had := t.read[string(key)]; !had && (len(value) <= maxAttribute || string(key) == "srcdoc") {
			t.read[string(key)] = t.decode(value)
		}
	}
	return t.read
}

// maxAttribute is how long a value is that anybody looks at, in bytes.
const maxAttribute = 8 << 10
