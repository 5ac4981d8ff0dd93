package mail

import (
	"bytes"
	"context"
	"io"
	"path"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/media"
	"complain/pkg/internal/mimetree"
	"complain/pkg/internal/rtf"
)

func identifyMSG(src *importer.Source) importer.Match {
	c, err := openCompound(src)
	if err != nil || !c.has("Root Entry/__properties_version1.0") && !c.has("__properties_version1.0") {
		return importer.Match{}
	}
	// Contacts and appointments are stored in the same way.
	if !c.hasAny(pidSubject) && !c.hasAny(pidBody) && !c.hasAny(pidSenderName) && !c.hasAny(pidHeaders) {
		return importer.Match{}
	}
	return importer.Match{Confidence: importer.Certain, Variant: variantMSG, Because: []dispute.Note{dispute.Say("mail.sign.msg")}}
}

func (c *compound) hasAny(id string) bool {
	for _, kind := range [...]string{"001F", "001E", "0102"} {
		if c.has("__substg1.0_" + id + kind) {
			return true
		}
	}
	return false
}

// outlook reads a file that Outlook saved.
func (e *extraction) outlook(ctx context.Context) error {
	at := dispute.Locator{Length: e.src.Size()}
	l, err := readOutlook(ctx, e.src)
	if err != nil {
		return e.stop(at, err)
	}
	e.units = 1
	r := record(e.src, l)
	r.Locator = at
	e.sums.add(l)
	if err := told(e.sink, r); err != nil {
		return err
	}
	e.end()
	return nil
}

func readOutlook(ctx context.Context, src *importer.Source) (*letter, error) {
	c, err := openCompound(src)
	if err != nil {
		return nil, err
	}
	const headOfMessage, headOfPart = 32, 8
	m := c.object("", headOfMessage)
	for _, tag := range [...]uint32{tagHTMLPage, tagCodePage} {
		if n, ok := m.number(tag); ok && charset.CodePage(n) != nil {
			m.page = charset.CodePage(n)
		}
	}
	l := &letter{}
	headers, _ := m.text(pidHeaders)
	// Exchange puts a line of its own above them.
	headers = strings.TrimPrefix(headers, "Microsoft Mail Internet Headers Version 2.0\r\n")
	l.head = *mimetree.ReadHeader([]byte(headers))
	l.address(m)
	l.dated(m)
	if err := l.body(m); err != nil {
		return nil, err
	}
	for _, name := range c.names {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !strings.Contains(name, "/") && strings.HasPrefix(name, "__attach_version1.0_#") {
			part := c.object(name+"/", headOfPart)
			part.page = m.page
			l.attach(part)
		}
		if len(l.files) > maxParts {
			l.limit("mail.limit.parts", maxParts)
			break
		}
	}
	return l, nil
}

// set puts a property where the headers have nothing of the name.
func (l *letter) set(name, value string) {
	if value != "" && len(l.head.Get(name)) == 0 {
		l.head.Fields = append(l.head.Fields, mimetree.Field{Name: name, Value: []byte(value)})
	}
}

func (l *letter) address(m *folder) {
	l.set("subject", m.line(pidSubject))
	from := person(m.line(pidSentName), m.line(pidSentSMTP, pidSentAddress))
	if from == "" {
		from = person(m.line(pidSenderName), m.line(pidSenderSMTP, pidSenderAddress))
	}
	l.set("from", from)
	var to, cc []string
	for _, name := range m.c.names {
		if strings.Contains(name, "/") || !strings.HasPrefix(name, "__recip_version1.0_#") || len(to)+len(cc) >= 200 {
			continue
		}
		r := m.c.object(name+"/", 8)
		r.page = m.page
		who := person(r.line(pidName), r.line(pidSMTP, pidAddress))
		switch kind, _ := r.number(tagRecipient); {
		case who == "":
		case kind == 2:
			cc = append(cc, who)
		case kind <= 1:
			to = append(to, who)
		}
	}
	l.set("to", strings.Join(to, ", "))
	l.set("cc", strings.Join(cc, ", "))
	l.set("to", m.line(pidDisplayTo))
	l.set("cc", m.line(pidDisplayCc))
	l.set("message-id", m.line(pidMessageID))
	l.set("in-reply-to", m.line(pidInReplyTo))
}

// dated takes the time the sender's program noted where no Date header has come
// along. It is in UTC by the format.
func (l *letter) dated(m *folder) {
	if flags, ok := m.number(tagFlags); ok && flags&flagUnsent != 0 {
		l.note("mail.unsent")
	}
	if len(l.head.Get("date")) > 0 {
		return
	}
	if at, ok := m.time(tagSubmitted); ok {
		l.at, l.fixed = dispute.Instant(at, dispute.Second, dispute.ZoneFormat), true
		l.note("mail.submitted")
	}
	if at, ok := m.time(tagDelivered); ok {
		l.delivered = dispute.Instant(at, dispute.Second, dispute.ZoneFormat).String()
	}
}

func (l *letter) body(m *folder) error {
	text, whole := m.text(pidBody)
	form, content := "part-1.txt", []byte(nil)
	if l.text = strings.TrimRight(strings.ReplaceAll(text, "\r\n", "\n"), " \n"); l.text == "" {
		form = "part-1.html"
		var page marked
		page, content, whole = m.html()
		l.text = page.text
		l.hide(page)
	}
	if n := cut(l.text, maxText); n < len(l.text) || !whole {
		l.text = l.text[:n]
		l.limit("mail.limit.text", maxText>>20)
	}
	if isChat(l.text) {
		if content == nil && !hasHeads(l.text) { // the page has kept what the text has lost
			if text, page, whole := m.html(); whole && isChat(text.text) {
				form, content = "part-1.html", page
			}
		}
		stated := media.HTML
		if content == nil {
			stated, content = media.Text, []byte(l.text)
		}
		l.files = append(l.files, file{name: l.unique(form), media: stated, size: int64(len(content)),
			open: func(context.Context) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }})
	}
	if m.as != "" {
		l.note("mail.no-charset", m.as)
	}
	if l.text == "" && m.c.has(m.stream(pidRTF, "0102")) {
		l.rtf(m)
	}
	return nil
}

// html is the text of the HTML form, which is bytes in a code page or Unicode,
// and the form itself.
func (f *folder) html() (m marked, page []byte, whole bool) {
	if f.c.has(f.stream(pidHTML, "001F")) {
		text, whole := f.text(pidHTML)
		return plainText(text), []byte(text), whole
	}
	p, whole := f.c.bytes(f.stream(pidHTML, "0102"), maxText)
	if len(p) == 0 {
		p, whole = f.c.bytes(f.stream(pidHTML, "001E"), maxText)
	}
	if n, ok := f.number(tagHTMLPage); ok && charset.CodePage(n) != nil {
		return plainText(charset.DecodeAs(charset.CodePage(n), p)), p, whole
	}
	return plainText(mimetree.DecodeText(p, charset.OfPage(p)).Text), p, whole
}

// rtf reads the text when it is there in RTF only, and hands the RTF out as a
// file: it holds what the text has lost.
func (l *letter) rtf(m *folder) {
	packed, whole := m.c.bytes(m.stream(pidRTF, "0102"), maxText)
	content, ok := unpackRTF(packed)
	if !whole || !ok {
		l.limit("mail.limit.rtf")
		return
	}
	read := rtf.Read(content, maxText)
	if read.Page {
		m := plainText(read.Text)
		l.text = m.text
		l.hide(m)
	} else {
		l.text = strings.TrimSpace(read.Text)
	}
	if n := cut(l.text, maxText); n < len(l.text) {
		l.text = l.text[:n]
		l.limit("mail.limit.text", maxText>>20)
	}
	l.note("mail.rtf-only")
	l.files = append(l.files, file{name: l.unique("part-1.rtf"), media: "application/rtf", size: int64(len(content)),
		open: func(context.Context) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }})
}

// attach takes one attachment.
func (l *letter) attach(part *folder) {
	name := cleanName(part.line(pidLongName, pidShortName, pidName))
	data := part.stream(pidData, "0102")
	if !part.c.has(data) {
		if inner := part.stream(pidData, "000D"); part.c.has(inner) {
			l.attachMessage(part, inner, name)
		}
		return
	}
	size := part.c.sizes[data]
	if size == 0 {
		l.note("mail.empty-part", "-", name)
		return
	}
	stated := part.line(pidMediaType)
	if name == "" {
		probe, _ := part.c.bytes(data, 512)
		name = "part-" + number(len(l.files)+1) + ending(stated, probe)
	}
	l.files = append(l.files, file{name: l.unique(name), media: stated, size: size, open: func(ctx context.Context) (io.ReadCloser, error) {
		r, err := part.c.open(data)
		if err != nil {
			return nil, err
		}
		return io.NopCloser(cancelled{ctx, r}), nil
	}})
}

// attachMessage takes a message that is attached to the message. A program's
// object, such as a table, lies in the same place and is none: it stays inside.
func (l *letter) attachMessage(part *folder, inner, name string) {
	if l.messages++; l.messages > maxMessages || !part.c.holdsMessage(inner+"/") {
		l.limit("mail.embedded", conversation.Excerpt(name))
		return
	}
	if name == "" {
		message := part.c.object(inner+"/", 24)
		message.page = part.page
		name = cleanName(message.line(pidSubject))
	}
	if name == "" {
		name = "part-" + number(len(l.files)+1)
	}
	if !strings.EqualFold(path.Ext(name), ".msg") {
		name = cleanName(name + ".msg")
	}
	l.files = append(l.files, file{name: l.unique(name), media: mediaOutlook, size: -1, open: part.c.embedded(inner + "/")})
}

// maxMessages is how many messages attached to one are handed out.
const maxMessages = 200

// mediaOutlook is the media type of a file that Outlook saves a message in.
const mediaOutlook = "application/vnd.ms-outlook"
