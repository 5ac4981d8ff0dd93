package mail

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/media"
)

// letter is what is read of one mail, whatever file it was in.
type letter struct {
	head    header
	first   string // the first line, when there is no header
	text    string
	hidden  []string // what its pages say is not shown
	files   []file
	faults  faults
	notes   []dispute.Note
	limited bool // something of it was not read

	postmark  string // the line a mailbox put above it
	delivered string // when Outlook says it arrived

	messages int // attached to it in Outlook's way

	at    dispute.When // when the file states it beside the header
	fixed bool         // at counts, not the Date header
}

// file is one attachment.
type file struct {
	name  string
	media string // as the mail says
	size  int64  // -1 when not known
	open  func(ctx context.Context) (io.ReadCloser, error)
}

// maxText is the longest text of a mail that a record holds; conversations stop
// at the same.
const maxText = conversation.MaxText

// parse reads the mail in a span of r.
func parse(ctx context.Context, r io.ReaderAt, where span, unquote bool) (*letter, error) {
	w, err := structure(ctx, r, where, unquote)
	if err != nil {
		return nil, err
	}
	l := &letter{head: w.root.head, faults: w.faults}
	if len(l.head.fields) == 0 {
		start := make([]byte, min(400, where.to-where.from))
		n, _ := r.ReadAt(start, where.from) // what cannot be read is not shown
		line, _, _ := bytes.Cut(bytes.TrimSpace(start[:n]), []byte("\n"))
		l.first = conversation.Excerpt(decodeText(line, "").text)
		return l, nil
	}
	b := &body{ctx: ctx, r: r, unquote: unquote, letter: l}
	plain, marked, err := b.text(w.root)
	if err != nil {
		return nil, err
	}
	l.text = plain
	if plain == "" {
		l.text = marked
	}
	switch {
	case b.chats > 0: // in the text form, which says the same as the page
	case b.page != nil:
		b.chat(b.page, ".html", media.HTML)
	default:
		for _, p := range b.headless {
			b.chat(p, ".txt", media.Text)
		}
	}
	switch {
	case w.tooDeep:
		l.limit("mail.limit.depth", maxDepth)
	case w.tooMany:
		l.limit("mail.limit.parts", maxParts)
	}
	if w.quoted > 0 {
		l.note("mail.unquoted", w.quoted)
	}
	return l, nil
}

func (l *letter) note(code string, args ...any) {
	l.notes = append(l.notes, dispute.Say(code, args...))
}

func (l *letter) limit(code string, args ...any) {
	l.limited = true
	l.note(code, args...)
}

// body turns the parts of a mail into text and files.
type body struct {
	ctx     context.Context
	r       io.ReaderAt
	unquote bool
	letter  *letter

	chats    int     // texts that are chats and were handed out
	headless []*part // texts that have lost what tells the names in them
	page     *part   // the first HTML part that is a chat, or nil
}

// text is what the part and all in it say, once as plain text and once from its
// HTML, where there is no plain form of the same. What is no text becomes a file.
func (b *body) text(p *part) (plain, marked string, err error) {
	if len(p.children) == 0 {
		return b.leaf(p)
	}
	var plains, all []string
	hidden := len(b.letter.hidden)
	for _, child := range p.children {
		x, y, err := b.text(child)
		if err != nil {
			return "", "", err
		}
		if x != "" {
			plains = append(plains, x)
		}
		if y != "" {
			all = append(all, y)
		}
		if p.media != "multipart/alternative" && x == "" && y != "" {
			plains = append(plains, y) // in its place among the others
		}
	}
	if p.media != "multipart/alternative" {
		return joined(plains), "", nil
	}
	// The forms of an alternative say the same: the first plain one, else the
	// last, which is the one that programs show.
	switch {
	case len(plains) == 0 && len(all) > 0:
		return "", all[len(all)-1], nil
	case len(plains) == 0:
		return "", "", nil
	case len(all) > 0 && poor(plains[0], all[len(all)-1]):
		b.letter.note("mail.html-more", utf8.RuneCountInString(plains[0]), utf8.RuneCountInString(all[len(all)-1]))
	}
	b.letter.hidden = b.letter.hidden[:hidden] // of a form that is not the record's
	return plains[0], "", nil
}

// hide keeps what a page says is not shown.
func (l *letter) hide(m marked) {
	if m.hidden != "" {
		l.hidden = append(l.hidden, m.hidden)
	}
}

// poor reports whether a plain form holds so much less than the HTML that the
// recipient did not see the same.
func poor(plain, marked string) bool {
	return utf8.RuneCountInString(marked) > 4*utf8.RuneCountInString(plain)+200
}

// joined puts texts behind each other, within the limit.
func joined(texts []string) string {
	text := strings.Join(texts, "\n\n")
	return text[:cut(text, maxText)]
}

// cut is the largest length of s within most that ends no character inside.
func cut(s string, most int) int {
	if len(s) <= most {
		return len(s)
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return most
}

func (b *body) leaf(p *part) (plain, marked string, err error) {
	if p.sealed {
		return "", "", nil
	}
	name, attached := p.name()
	kind := p.media
	if kind == "" || strings.HasPrefix(kind, "multipart/") || !strings.Contains(kind, "/") {
		kind = "text/plain" // with no word of its own, and what is left of a multipart
	}
	if attached || name != "" || kind != "text/plain" && kind != "text/html" {
		return "", "", b.file(p, name)
	}
	if p.boundary != "" && strings.HasPrefix(p.media, "multipart/") {
		b.letter.faults.add("mail.fault.no-parts", p.boundary)
	}
	x, err := b.read(p, kind)
	if err != nil {
		return "", "", err
	}
	if kind == "text/html" {
		m := plainText(x.text)
		if isChat(m.text) && b.page == nil {
			b.page = p
		}
		b.letter.hide(m)
		return "", m.text, nil
	}
	text := strings.ReplaceAll(x.text, "\r\n", "\n")
	if isChat(text) {
		if hasHeads(text) {
			b.chat(p, ".txt", media.Text)
		} else {
			b.headless = append(b.headless, p)
		}
	}
	return strings.TrimRight(strings.TrimLeft(text, "\r\n"), " \t\r\n"), "", nil
}

// chat hands out a text that is a chat, so that its messages are read one by
// one.
func (b *body) chat(p *part, ending, mediaType string) {
	b.chats++
	b.letter.files = append(b.letter.files, file{name: b.letter.unique("part-" + p.label() + ending), media: mediaType, size: -1, open: b.open(p)})
}

// read is the text of a part in its own form.
func (b *body) read(p *part, kind string) (reading, error) {
	d := b.decoder(p)
	raw, err := b.bytes(d)
	if err != nil {
		return reading{}, err
	}
	label := p.params.get("charset")
	if label == "" && kind == "text/html" {
		label = charset.OfPage(raw)
	}
	x := decodeText(raw, label)
	if d.coding == base64Coding && d.words > 0 && (x.broken || !printable(x.text)) {
		// Words with spaces between them, and no text when decoded: nobody encoded it.
		b.letter.faults.add("mail.fault.not-base64", p.label())
		d = newDecoder(b.section(p), plainCoding, b.unquote)
		if raw, err = b.bytes(d); err != nil {
			return reading{}, err
		}
		x = decodeText(raw, label)
	}
	b.damage(p, d)
	b.judge(label, x)
	return x, nil
}

// printable reports whether a text holds no characters that steer machines.
func printable(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\n\r\f", r) }) < 0
}

func (b *body) damage(p *part, d *decoder) {
	if d.junk > 0 {
		b.letter.faults.add("mail.fault.junk", p.label(), d.junk)
	}
	if d.short {
		b.letter.faults.add("mail.fault.cut", p.label())
	}
}

func (b *body) judge(label string, x reading) {
	switch {
	case x.as != "" && silent(label):
		b.letter.note("mail.no-charset", x.as)
	case x.as != "":
		b.letter.faults.add("mail.fault.charset", []byte(label), x.as)
	}
	if x.broken {
		b.letter.note("chat.unreadable")
	}
}

// bytes is the decoded content of a text part, within the limit.
func (b *body) bytes(d *decoder) ([]byte, error) {
	raw, err := io.ReadAll(&io.LimitedReader{R: cancelled{b.ctx, d}, N: maxText + 1})
	if err != nil {
		return nil, err
	}
	if len(raw) > maxText {
		raw = raw[:maxText]
		b.letter.limit("mail.limit.text", maxText>>20)
	}
	return raw, nil
}

func (b *body) section(p *part) *bufio.Reader { return p.body.reader(b.r, 32<<10) }

func (b *body) decoder(p *part) *decoder {
	c := codingOf(string(p.head.get("content-transfer-encoding")))
	if c == unknownCoding {
		b.letter.faults.add("mail.fault.coding", p.label(), p.head.get("content-transfer-encoding"))
	}
	return newDecoder(b.section(p), c, b.unquote)
}

// file takes a part as an attachment. One without any bytes is none.
func (b *body) file(p *part, name string) error {
	d := b.decoder(p)
	probe := make([]byte, 512)
	n, err := io.ReadFull(cancelled{b.ctx, d}, probe)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return err
	}
	if n == 0 {
		b.letter.note("mail.empty-part", p.label(), cleanName(name))
		return nil
	}
	b.damage(p, d)
	if name = cleanName(name); name == "" {
		name = "part-" + p.label() + ending(p.media, probe[:n])
	}
	b.letter.files = append(b.letter.files, file{name: b.letter.unique(name), media: p.media, size: -1, open: b.open(p)})
	return nil
}

func (b *body) open(p *part) func(context.Context) (io.ReadCloser, error) {
	c := codingOf(string(p.head.get("content-transfer-encoding")))
	return func(ctx context.Context) (io.ReadCloser, error) {
		d := newDecoder(b.section(p), c, b.unquote)
		return io.NopCloser(cancelled{ctx, d}), nil
	}
}

// unique is a name that no other file of the mail has: messages name files, and
// two of one name could not be told apart.
func (l *letter) unique(name string) string {
	taken := func(name string) bool {
		for _, f := range l.files {
			if f.name == name {
				return true
			}
		}
		return false
	}
	if !taken(name) {
		return name
	}
	ext := path.Ext(name)
	for n := 2; ; n++ {
		if other := strings.TrimSuffix(name, ext) + "-" + number(n) + ext; !taken(other) {
			return other
		}
	}
}

// cancelled is a reader that ends with its context.
type cancelled struct {
	ctx context.Context
	r   io.Reader
}

func (c cancelled) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
