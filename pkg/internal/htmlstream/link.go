package htmlstream

import "strings"

// link is the link that is open.
type link struct {
	url  string
	text strings.Builder // as far as it may be the address
}

// add takes in a word of the link's text.
func (l *link) add(s string, space bool) {
	if l.url == "" || l.text.Len() > len(l.url)+1 {
		return
	}
	if space && l.text.Len() > 0 {
		l.text.WriteByte(' ')
	}
	l.text.WriteString(s)
}

// endLink writes the address behind a link's text, unless the text is the
// address.
func (p *pageReader) endLink() {
	url, text := p.link.url, strings.TrimSpace(p.link.text.String())
	p.link.url = ""
	scheme, _, _ := strings.Cut(strings.ToLower(url), ":")
	if len(p.hidden) > 0 || !is(schemes, scheme) || !strings.Contains(url, ":") {
		return
	}
	bare := strings.TrimPrefix(strings.TrimPrefix(url, url[:len(scheme)+1]), "//")
	shown := strings.TrimSuffix(text, "/")
	if text != "" && (shown == strings.TrimSuffix(url, "/") || shown == strings.TrimSuffix(bare, "/")) {
		return
	}
	p.space = text != ""
	p.word("(" + url + ")")
}

// schemes are those of addresses that say where a link leads.
const schemes = " http https mailto tel "
