package mail

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"complain/pkg/internal/conversation"
)

// page gathers the text of an HTML part as a person would read it.
type page struct {
	b      strings.Builder
	hidden int // elements open whose text nobody sees
	pre    int
	links  []link
	space  bool // white space is owed before the next word
	lines  int  // line ends at the end of b
}

// link is an open <a>, and where its text begins.
type link struct {
	url  string
	from int
}

const maxLinks = 64 // open at once

// plainText is the text of an HTML document. It works on the tags as they come:
// nothing is repaired, and what is nested deeply costs no more.
func plainText(document string) string {
	p := &page{lines: 2}
	z := html.NewTokenizer(strings.NewReader(document))
	z.SetMaxBuf(maxText)
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return strings.TrimSpace(p.b.String())
		case html.TextToken:
			if p.hidden == 0 {
				p.text(string(z.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			p.start(atom.Lookup(name), z, more, kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := z.TagName()
			p.end(atom.Lookup(name))
		}
		if p.b.Len() > maxText {
			return strings.TrimSpace(p.b.String())
		}
	}
}

func (p *page) start(a atom.Atom, z *html.Tokenizer, more, closed bool) {
	switch a {
	case atom.Script, atom.Style, atom.Title:
		if !closed {
			p.hidden++
		}
	case atom.Br:
		p.newline(1)
	case atom.Hr:
		p.newline(1)
	case atom.Td, atom.Th:
		p.space = true
	case atom.Pre:
		p.newline(1)
		p.pre++
	case atom.Li:
		p.newline(1)
		p.word("- ")
	case atom.Img:
		if alt := strings.TrimSpace(attribute(z, more, "alt")); alt != "" && p.hidden == 0 {
			p.word("[" + conversation.Excerpt(alt) + "]")
		}
	case atom.A:
		url := strings.TrimSpace(attribute(z, more, "href"))
		if len(p.links) < maxLinks {
			p.links = append(p.links, link{url, p.b.Len()})
		}
	default:
		p.newline(breaks(a))
	}
}

func (p *page) end(a atom.Atom) {
	switch a {
	case atom.Script, atom.Style, atom.Title:
		p.hidden = max(0, p.hidden-1)
	case atom.Pre:
		p.newline(1)
		p.pre = max(0, p.pre-1)
	case atom.A:
		if n := len(p.links); n > 0 {
			p.link(p.links[n-1])
			p.links = p.links[:n-1]
		}
	case atom.Td, atom.Th, atom.Br, atom.Img, atom.Hr:
	default:
		p.newline(breaks(a))
	}
}

// link writes the address behind a link's text, unless the text is the address.
func (p *page) link(l link) {
	scheme, _, ok := strings.Cut(strings.ToLower(l.url), ":")
	if !ok || p.hidden > 0 {
		return
	}
	switch scheme {
	case "http", "https", "mailto", "tel":
	default:
		return
	}
	text := strings.TrimSpace(p.b.String()[min(l.from, p.b.Len()):])
	bare := strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(l.url, scheme+":"), "//"), "/")
	if same := strings.TrimSuffix(text, "/"); text != "" && (same == strings.TrimSuffix(l.url, "/") || same == bare) {
		return
	}
	p.space = text != ""
	p.word("(" + l.url + ")")
}

// breaks is how many line ends stand around an element.
func breaks(a atom.Atom) int {
	switch a {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Table, atom.Ul, atom.Ol:
		return 2
	case atom.Div, atom.Tr, atom.Li, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Center, atom.Dt, atom.Dd, atom.Dl,
		atom.Body, atom.Head, atom.Address, atom.Form, atom.Fieldset, atom.Caption, atom.Tbody, atom.Thead, atom.Tfoot, atom.Figure, atom.Main, atom.Nav:
		return 1
	}
	return 0
}

func (p *page) text(s string) {
	if p.pre > 0 {
		s = strings.ReplaceAll(s, "\r\n", "\n")
		p.b.WriteString(s)
		p.lines, p.space = 0, false
		return
	}
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

// isGap reports the characters that a browser shows as one space.
func isGap(r rune) bool {
	return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' || r == '\u00a0'
}

func (p *page) word(s string) {
	if p.space && p.lines == 0 {
		p.b.WriteByte(' ')
	}
	p.b.WriteString(s)
	p.space, p.lines = false, 0
}

func (p *page) newline(n int) {
	for p.lines < n {
		p.b.WriteByte('\n')
		p.lines++
	}
	if n > 0 {
		p.space = false
	}
}

func attribute(z *html.Tokenizer, more bool, name string) string {
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		if string(key) == name {
			return string(value)
		}
	}
	return ""
}

// metaCharset is the charset that an HTML document states about itself.
func metaCharset(document []byte) string {
	head := bytes.ToLower(document[:min(len(document), 2048)])
	i := bytes.Index(head, []byte("charset="))
	if i < 0 || !bytes.Contains(head[:i], []byte("<meta")) {
		return ""
	}
	value := bytes.TrimLeft(head[i+len("charset="):], `"' `)
	end := bytes.IndexAny(value, "\"'; />")
	if end < 0 {
		return ""
	}
	return string(value[:end])
}
