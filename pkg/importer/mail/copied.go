package mail

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/filedate"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/mimetree"
)

// A mail that a program saved as text, or that was copied: its head is in the words
// of the program's language.

// copiedNames are those words.
var copiedNames = map[string]string{
	"from": "From", "发件人": "From", "寄件者": "From", "寄件人": "From", "差出人": "From", "보낸 사람": "From", "보낸사람": "From", "送信者": "From", "发信人": "From", "发送人": "From", "发送者": "From", "寄信人": "From", "来自": "From", "von": "From", "de": "From", "da": "From", "van": "From", "от": "From",
	"sent": "Sent", "发送时间": "Sent", "发送日期": "Sent", "发件时间": "Sent", "enviada em": "Sent", "enviado em": "Sent", "fecha": "Sent", "data": "Sent", "datum": "Sent", "日時": "Sent", "날짜": "Sent", "дата": "Sent", "时间": "Sent", "日期": "Sent", "傳送日期": "Sent", "寄件日期": "Sent", "送信日時": "Sent", "보낸 날짜": "Sent", "보낸날짜": "Sent", "보낸 시간": "Sent", "보낸시간": "Sent", "送信日": "Sent", "受信日時": "Sent", "发信时间": "Sent", "收到时间": "Sent", "gesendet": "Sent", "envoyé": "Sent", "enviado": "Sent", "enviado el": "Sent", "inviato": "Sent", "verzonden": "Sent", "отправлено": "Sent", "date": "Sent",
	"to": "To", "收件人": "To", "收件者": "To", "宛先": "To", "받는 사람": "To", "받는사람": "To", "送信先": "To", "受信者": "To", "收信人": "To", "接收人": "To", "发给": "To", "发送至": "To", "an": "To", "à": "To", "para": "To", "a": "To", "aan": "To", "кому": "To",
	"cc": "Cc", "抄送": "Cc", "副本": "Cc", "참조": "Cc",
	"subject": "Subject", "主题": "Subject", "标题": "Subject", "標題": "Subject", "主旨": "Subject", "件名": "Subject", "제목": "Subject", "betreff": "Subject", "objet": "Subject", "asunto": "Subject", "assunto": "Subject", "oggetto": "Subject", "onderwerp": "Subject", "тема": "Subject",
	"附件": "Attachments", "attachments": "Attachments", "anlagen": "Attachments", "pièces jointes": "Attachments", "importance": "", "重要性": "", "正文": "", "邮件正文": "",
}

// looseNames are those of them that other papers have too: a mail must name an address.
var looseNames = []string{"标题", "標題", "来自", "发给", "发送者", "接收人", "送信者", "受信者", "送信先"}

// copiedName is what a line of such a head states by the word in front of its colon.
// Chinese programs fill the words up with spaces: 主　题.
func copiedName(written string) (name string, known bool) {
	written = strings.ToLower(strings.Trim(written, " *\u00a0"))
	if name, known = copiedNames[written]; known {
		return name, true
	}
	name, known = copiedNames[spaces.Replace(written)]
	return name, known
}

// copiedHead is the head of such a mail.
type copiedHead struct {
	values map[string]string
	names  []string // as written
	plain  bool     // all of them are those of the mail format itself
	loose  bool     // one of them is of looseNames
	raw    string
	body   string
}

// readCopied reads the head at the beginning of a text.
func readCopied(text string) (h copiedHead, ok bool) {
	h.values, h.plain = map[string]string{}, true
	rest := strings.TrimLeft(strings.TrimPrefix(text, "\ufeff"), "\r\n")
	for {
		line, more, _ := strings.Cut(rest, "\n")
		line = strings.TrimRight(line, "\r")
		at := strings.IndexAny(line, ":：")
		if at <= 0 || at > 30 {
			break
		}
		written := strings.TrimSpace(line[:at])
		name, known := copiedName(written)
		if !known {
			break
		}
		h.loose = h.loose || slices.Contains(looseNames, written)
		value := strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(line[at:], ":"), "："))
		if name != "" && h.values[name] == "" {
			h.values[name] = value
			h.names = append(h.names, written)
		}
		switch strings.ToLower(written) {
		case "from", "date", "to", "cc", "subject":
		default:
			h.plain = false
		}
		rest = more
	}
	h.raw = strings.TrimRight(strings.TrimSuffix(text, rest), "\r\n")
	h.body = strings.TrimLeft(rest, "\r\n")
	return h, h.values["Subject"] != "" && h.body != "" && (h.received() || h.draft())
}

// received reports the headers of a mail that somebody sent.
func (h *copiedHead) received() bool {
	addressed := strings.Contains(h.values["From"]+h.values["To"], "@")
	return !h.plain && (addressed || !h.loose) && h.values["From"] != "" && (h.values["To"] != "" || h.values["Sent"] != "")
}

// draft reports the headers of a mail that is still to be sent.
func (h *copiedHead) draft() bool {
	return h.values["From"] == "" && h.values["Sent"] == "" && strings.Contains(h.values["To"], "@")
}

// isCopied reports a mail that the headers of the format do not tell.
func isCopied(src *importer.Source) (copiedHead, bool) {
	text, encoding := src.HeadText()
	if encoding == charset.Binary {
		return copiedHead{}, false
	}
	return readCopied(text)
}

// copied reads such a file as one mail.
func (e *extraction) copied(ctx context.Context) error {
	lines := e.src.Lines(ctx)
	var b strings.Builder
	for {
		line, err := lines.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if b.Len() < maxText {
			b.WriteString(line.Text)
			b.WriteByte('\n')
		}
	}
	h, _ := readCopied(b.String())
	var out bytes.Buffer
	for _, name := range [...]string{"From", "To", "Cc", "Subject"} {
		if value := h.values[name]; value != "" {
			out.WriteString(name + ": " + value + "\n")
		}
	}
	out.WriteString("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + h.body)
	l, err := parse(ctx, bytes.NewReader(out.Bytes()), mimetree.Span{To: int64(out.Len())}, false)
	at := dispute.Locator{Line: 1, Length: e.src.Size()}
	if err != nil {
		return e.stop(at, err)
	}
	if sent := h.values["Sent"]; sent != "" {
		l.fixed = true
		l.at = e.copiedTime(l, sent)
	}
	l.head.Raw = []byte(h.raw)
	l.note("mail.copied")
	e.units = 1
	if err := e.give(l, at); err != nil {
		return err
	}
	e.end()
	return nil
}

func (e *extraction) copiedTime(l *letter, written string) dispute.When {
	if c, p, ok := filedate.Words(written); ok {
		if at, err := e.src.Local(c, p); err == nil {
			l.note("mail.no-zone", written)
			return at
		}
	}
	at, notes := when(e.src, written)
	l.notes = append(l.notes, notes...)
	return at
}
