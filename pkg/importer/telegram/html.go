package telegram

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/htmlstream"
)

// isHTML reports an HTML export by the classes that Telegram gives its messages.
func isHTML(text string) bool {
	return strings.Contains(text, `class="message default clearfix`) ||
		strings.Contains(text, `class="message service"`) && strings.Contains(text, "chat_page")
}

// page reads one messages.html.
type page struct {
	log  *transcript.Log
	who  string
	from bool // who is of a message of this page
	day  dispute.When
}

func readHTML(ctx context.Context, log *transcript.Log) error {
	p := &page{log: log}
	err := htmlstream.Read(log.Src.Reader(), 0, ctx.Err, htmlstream.Handler{
		Wanted: func(n *htmlstream.Node) bool {
			return n.Is("div", "message") || n.Is("div", "page_header")
		},
		Take: p.take,
	})
	return log.EndWith(err)
}

func (p *page) take(n *htmlstream.Node) error {
	if n.Is("div", "page_header") {
		if title := n.Find("div", "text", "bold"); title != nil {
			p.log.Chat = title.Words()
		}
		return nil
	}
	at := dispute.Locator{Offset: n.Offset, Length: n.Length}
	if n.Is("div", "service") {
		return p.service(n, at)
	}
	return p.message(n, at)
}

// service is a line of the app: a day, or something that happened. It has no
// time of its own, only the day above it.
func (p *page) service(n *htmlstream.Node, at dispute.Locator) error {
	words := n.Words()
	id, _ := strconv.Atoi(strings.TrimPrefix(n.Attribute("id"), "message"))
	if day, ok := readDay(words); ok && id <= 0 {
		when, err := p.log.Src.Local(day, dispute.Day)
		if err != nil {
			return p.log.Problem(at, *transcript.BadTime(words))
		}
		p.day = when
		return p.log.Skip(at, "chat.skip.day")
	}
	r := dispute.Record{Kind: dispute.System, Type: typeNotice, At: p.day, Text: words, Locator: at}
	if !p.day.Known() {
		r.Remarks = append(r.Remarks, dispute.Say("telegram.no-time"))
	}
	p.chat(&r)
	return p.log.Give(r)
}

// readDay reads 30 April 2026.
func readDay(s string) (dispute.Clock, bool) {
	f := strings.Fields(s)
	if len(f) != 3 || month(f[1]) == 0 {
		return dispute.Clock{}, false
	}
	day, rest, ok := transcript.Number(f[0], 1, 2)
	year, more, fine := transcript.Number(f[2], 4, 4)
	return dispute.Clock{Year: year, Month: month(f[1]), Day: day}, ok && fine && rest == "" && more == ""
}

func (p *page) message(n *htmlstream.Node, at dispute.Locator) error {
	body := n.Child("div", "body")
	if body == nil {
		return p.log.Problem(at, dispute.Say("chat.entry-strange", conversation.Excerpt(n.Words())))
	}
	r := dispute.Record{Kind: dispute.Message, Locator: at}
	date := body.Child("div", "date")
	title := ""
	if date != nil {
		title = date.Attribute("title")
	}
	when, ok := p.when(title)
	transcript.Tell(&r, when, ok, title)
	r.Raw = title
	name := body.Child("div", "from_name")
	switch {
	case name != nil:
		p.who, p.from = name.Words(), true
	case n.Is("div", "joined") && p.from:
	default:
		// The first message of a page may be joined to one of the page before.
		p.who, p.from = "", false
		r.Remarks = append(r.Remarks, dispute.Say("telegram.no-sender"))
	}
	r.Who = p.who
	if p.from && name == nil {
		r.Remarks = append(r.Remarks, dispute.Say("telegram.joined"))
	}
	holder := body
	if forwarded := body.Child("div", "forwarded"); forwarded != nil {
		holder = forwarded
		author := "?"
		if from := forwarded.Child("div", "from_name"); from != nil {
			author = withoutDate(from)
		}
		r.Remarks = append(r.Remarks, dispute.Say("chat.forwarded", author))
	}
	var texts []string
	if text := holder.Child("div", "text"); text != nil {
		texts = append(texts, text.Words())
	}
	if text := body.Child("div", "text"); text != nil && holder != body {
		texts = append(texts, text.Words())
	}
	r.Text = strings.Join(texts, "\n")
	p.media(body, &r)
	for _, b := range body.All("div", "bot_button") {
		if words := b.Words(); words != "" {
			if a := b.Find("a"); a != nil && strings.HasPrefix(a.Attribute("href"), "http") {
				words += " <" + a.Attribute("href") + ">"
			}
			r.Text = strings.TrimPrefix(r.Text+"\n["+words+"]", "\n")
		}
	}
	for _, x := range body.All("span", "reaction") {
		if len(r.Fields) < maxReactions {
			r.Fields = append(r.Fields, dispute.Field{Name: "reaction", Value: strings.Join(strings.Fields(x.Words()), " ")})
		}
	}
	if id := strings.TrimPrefix(n.Attribute("id"), "message"); id != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "id", Value: id})
	}
	if reply := body.Child("div", "reply_to"); reply != nil {
		r.Fields = append(r.Fields, dispute.Field{Name: "reply_to", Value: reply.Words()})
	}
	p.chat(&r)
	return p.log.Give(r)
}

func (p *page) chat(r *dispute.Record) {
	if p.log.Chat != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "chat", Value: p.log.Chat})
	}
}

// withoutDate is a forwarded message's author; its date stands in the same
// element.
func withoutDate(n *htmlstream.Node) string {
	own := *n
	own.Children = nil
	for _, c := range n.Children {
		if !c.Is("span", "date") {
			own.Children = append(own.Children, c)
		}
	}
	return own.Words()
}

func (p *page) media(body *htmlstream.Node, r *dispute.Record) {
	for _, wrap := range body.All("div", "media_wrap") {
		for _, a := range wrap.All("a") {
			href := a.Attribute("href")
			if href == "" || strings.HasPrefix(href, "#") {
				continue
			}
			r.Type = typeFile
			if strings.Contains(href, "://") {
				r.Type = typePlace
				if !a.Is("a", "media_location") && !a.Is("a", "media_live_location") && !a.Is("a", "media_venue") {
					r.Type = "link"
				}
				r.Fields = append(r.Fields, dispute.Field{Name: "href", Value: href})
				continue
			}
			if !slices.Contains(r.Files, href) {
				p.log.Attach(r, href)
			}
		}
		call := wrap.Find("div", "media_call")
		if call != nil {
			r.Kind, r.Type = dispute.Call, typeCall
			if status := call.Find("div", "status"); status != nil {
				r.Status = status.Words()
			}
		}
		words := strings.Join(strings.Fields(wrap.Words()), " ")
		if call == nil && len(r.Files) == 0 && r.Type == "" && words != "" {
			r.Type = typeMedia
			r.Remarks = append(r.Remarks, dispute.Say("chat.not-exported", conversation.Excerpt(words)))
		}
		if r.Text == "" {
			r.Text = wrap.Words()
		}
	}
}

// when reads 30.04.2026 11:06:45 UTC+01:00. Older versions leave the zone out.
func (p *page) when(title string) (dispute.When, bool) {
	v, rest, ok := transcript.Numbers(title, ".", [2]int{2, 2}, [2]int{2, 2}, [2]int{4, 4})
	if !ok || !strings.HasPrefix(rest, " ") {
		return dispute.When{}, false
	}
	c := dispute.Clock{Year: v[2], Month: v[1], Day: v[0]}
	precision, rest, ok := transcript.Clock(rest[1:], &c)
	if !ok {
		return dispute.When{}, false
	}
	if rest == "" {
		at, err := p.log.Src.Local(c, precision)
		return at, err == nil
	}
	offset, ok := readOffset(rest)
	if !ok {
		return dispute.When{}, false
	}
	at, err := dispute.Local(c, precision, time.FixedZone("", offset), dispute.ZoneStated)
	return at, err == nil
}

// readOffset reads the " UTC+01:00" behind a time, in seconds.
func readOffset(s string) (int, bool) {
	s, ok := strings.CutPrefix(s, " UTC")
	if !ok || len(s) < 2 || s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	v, rest, ok := transcript.Numbers(s[1:], ":", [2]int{2, 2}, [2]int{2, 2})
	if !ok || rest != "" || v[0] > 14 || v[1] > 59 {
		return 0, false
	}
	offset := v[0]*3600 + v[1]*60
	if s[0] == '-' {
		offset = -offset
	}
	return offset, true
}

// maxReactions is how many reactions to a message are kept.
const maxReactions = 20
