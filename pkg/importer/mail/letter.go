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
	"complain/pkg/internal/mimetree"
)

// letter is what is read of one mail, whatever file it was in.
type letter struct {
	head    mimetree.Header
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

// The limits of one mail. Real ones have a depth of five and some forty parts.
const (
	maxDepth = 64
	maxParts = 2000
)

// parse reads the mail in a span of r.
func parse(ctx context.Context, r io.ReaderAt, where mimetree.Span, unquote bool) (*letter, error) {
	w, err := mimetree.Read(ctx, r, where, unquote, mimetree.Limits{Depth: maxDepth, Parts: maxParts})
	if err != nil {
		return nil, err
	}
	l := &letter{head: w.Root.Head, faults: faultsOf(w)}
	if len(l.head.Fields) == 0 {
		start := make([]byte, min(400, where.To-where.From))
		n, _ := r.ReadAt(start, where.From) // what cannot be read is not shown
		line, _, _ := bytes.Cut(bytes.TrimSpace(start[:n]), []byte("\n"))
		l.first = conversation.Excerpt(mimetree.DecodeText(line, "").Text)
		return l, nil
	}
	b := &body{ctx: ctx, r: r, unquote: unquote, letter: l}
	plain, marked, err := b.text(w.Root)
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
	case w.TooDeep:
		l.limit("mail.limit.depth", maxDepth)
	case w.TooMany:
		l.limit("mail.limit.parts", maxParts)
	}
	if w.Quoted > 0 {
		l.note("mail.unquoted", w.Quoted)
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

	chats    int              // texts that are chats and were handed out
	headless []*mimetree.Part // texts that have lost what tells the names in them
	page     *mimetree.Part   // the first HTML part that is a chat, or nil
}

// text is what the part and all in it say, once as plain text and once from its
// HTML, where there is no plain form of the same. What is no text becomes a file.
func (b *body) text(p *mimetree.Part) (plain, marked string, err error) {
	if len(p.Children) == 0 {
		return b.leaf(p)
	}
	var plains, all []string
	hidden := len(b.letter.hidden)
	for _, child := range p.Children {
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
		if p.Media != "multipart/alternative" && x == "" && y != "" {
			plains = append(plains, y) // in its place among the others
		}
	}
	if p.Media != "multipart/alternative" {
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

func (b *body) leaf(p *mimetree.Part) (plain, marked string, err error) {
	if p.Sealed {
		return "", "", nil
	}
	name, attached := nameOf(p)
	kind := p.Media
	if kind == "" || strings.HasPrefix(kind, "multipart/") || !strings.Contains(kind, "/") {
		kind = "text/plain" // with no word of its own, and what is left of a multipart
	}
	if attached || name != "" || kind != "text/plain" && kind != "text/html" {
		return "", "", b.file(p, name)
	}
	if p.Boundary != "" && strings.HasPrefix(p.Media, "multipart/") {
		b.letter.faults.add("mail.fault.no-parts", p.Boundary)
	}
	x, err := b.read(p, kind)
	if err != nil {
		return "", "", err
	}
	if kind == "text/html" {
		m := plainText(x.Text)
		if isChat(m.text) && b.page == nil {
			b.page = p
		}
		b.letter.hide(m)
		return "", m.text, nil
	}
	text := strings.ReplaceAll(x.Text, "\r\n", "\n")
	if isChat(text) {
		if hasHeads(text) {
			b.chat(p, ".txt", media.Text)
		} else {
			b.headless = append(b.headless, p)
		}
		return strings.TrimRight(strings.TrimLeft(text, "\r\n"), " \t\r\n"), "", nil
	}
	return strings.TrimLeft(strings.TrimRight(text, " \t\r\n"), "\r\n"), "", nil
}

// chat hands out a text that is a chat, so that its messages are read one by
// one.
func (b *body) chat(p *mimetree.Part, ending, mediaType string) {
	b.chats++
	b.letter.files = append(b.letter.files, file{name: b.letter.unique("part-" + p.Label() + ending), media: mediaType, size: -1, open: b.open(p)})
}

// read is the text of a part in its own form.
func (b *body) read(p *mimetree.Part, kind string) (mimetree.Reading, error) {
	d := b.decoder(p)
	raw, err := b.bytes(d)
	if err != nil {
		return mimetree.Reading{}, err
	}
	label := p.Params["charset"]
	if label == "" && kind == "text/html" {
		label = charset.OfPage(raw)
	}
	x := mimetree.DecodeText(raw, label)
	if d.Coding == mimetree.Base64 && d.Words > 0 && (x.Broken || !printable(x.Text)) {
		// Words with spaces between them, and no text when decoded: nobody encoded it.
		b.letter.faults.add("mail.fault.not-base64", p.Label())
		d = mimetree.NewDecoder(b.section(p), mimetree.Plain, b.unquote)
		if raw, err = b.bytes(d); err != nil {
			return mimetree.Reading{}, err
		}
		x = mimetree.DecodeText(raw, label)
	}
	b.damage(p, d)
	b.judge(label, x)
	return x, nil
}

// printable reports whether a text holds no characters that steer machines.
func printable(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\n\r\f", r) }) < 0
}

func (b *body) damage(p *mimetree.Part, d *mimetree.Decoder) {
	if d.Junk > 0 {
		b.letter.faults.add("mail.fault.junk", p.Label(), d.Junk)
	}
	if d.Short {
		b.letter.faults.add("mail.fault.cut", p.Label())
	}
}

func (b *body) judge(label string, x mimetree.Reading) {
	switch {
	case x.As != "" && mimetree.Silent(label):
		b.letter.note("mail.no-charset", x.As)
	case x.As != "":
		b.letter.faults.add("mail.fault.charset", []byte(label), x.As)
	}
	if x.Broken {
		b.letter.note("chat.unreadable")
	}
}

// bytes is the decoded content of a text part, within the limit.
func (b *body) bytes(d *mimetree.Decoder) ([]byte, error) {
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

func (b *body) section(p *mimetree.Part) *bufio.Reader { return p.Body.Reader(b.r, 32<<10) }

func (b *body) decoder(p *mimetree.Part) *mimetree.Decoder {
	c := mimetree.CodingOf(string(p.Head.Get("content-transfer-encoding")))
	if c == mimetree.Unknown {
		b.letter.faults.add("mail.fault.coding", p.Label(), p.Head.Get("content-transfer-encoding"))
	}
	return mimetree.NewDecoder(b.section(p), c, b.unquote)
}

// file takes a part as an attachment. One without any bytes is none.
func (b *body) file(p *mimetree.Part, name string) error {
	d := b.decoder(p)
	probe := make([]byte, 512)
	n, err := io.ReadFull(cancelled{b.ctx, d}, probe)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return err
	}
	if n == 0 {
		b.letter.note("mail.empty-part", p.Label(), cleanName(name))
		return nil
	}
	b.damage(p, d)
	if name = cleanName(name); name == "" {
		name = "part-" + p.Label() + ending(p.Media, probe[:n])
	}
	b.letter.files = append(b.letter.files, file{name: b.letter.unique(name), media: p.Media, size: -1, open: b.open(p)})
	return nil
}

func (b *body) open(p *mimetree.Part) func(context.Context) (io.ReadCloser, error) {
	c := mimetree.CodingOf(string(p.Head.Get("content-transfer-encoding")))
	return func(ctx context.Context) (io.ReadCloser, error) {
		d := mimetree.NewDecoder(b.section(p), c, b.unquote)
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
