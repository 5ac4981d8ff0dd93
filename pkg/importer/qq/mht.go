package qq

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/htmlstream"
	"complain/pkg/internal/mimetree"
)

func mhtHead(text string) bool {
	head, _, _ := strings.Cut(text, "\n\n")
	head = strings.ReplaceAll(head[:min(len(head), 4096)], "\r", "")
	return strings.Contains(head, "From: <Save by Tencent MsgMgr>")
}

// part is one part of an .mht file.
type part struct {
	at       dispute.Locator // with its head
	body     int64
	location string
	html     bool
}

// The limits of an .mht file; a chat of years has some thousands of pictures.
const (
	maxParts = 200_000
	maxDepth = 4
)

// parts finds the parts of an .mht file. The file's own head breaks the rules of
// MIME: it lacks a semicolon, and begins with a byte order mark.
func parts(ctx context.Context, log *transcript.Log) ([]part, error) {
	tree, err := mimetree.Read(ctx, log.Src, mimetree.Span{To: log.Src.Size()}, false, mimetree.Limits{Depth: maxDepth, Parts: maxParts})
	if errors.Is(err, mimetree.ErrHeader) {
		return nil, log.Stop(err)
	}
	if err != nil || len(tree.Root.Children) == 0 {
		return nil, err
	}
	var out []part
	err = tree.Leaves(func(p *mimetree.Part) error {
		out = append(out, part{
			at:       dispute.Locator{Offset: p.Whole.From, Length: p.Whole.To - p.Whole.From},
			body:     p.Body.From,
			location: string(p.Head.Get("content-location")),
			html:     p.Media == "text/html",
		})
		return nil
	})
	return out, err
}

// readMHT reads an .mht file: its units are the rows of its table and its
// parts that are pictures.
func readMHT(ctx context.Context, log *transcript.Log) error {
	all, err := parts(ctx, log)
	if err != nil {
		return err
	}
	places := make(map[string]part, len(all))
	for _, p := range all {
		if p.location != "" {
			places[p.location] = p
		}
	}
	rows := rows{log: log, places: places}
	for _, p := range all {
		if !p.html {
			continue
		}
		section := io.NewSectionReader(log.Src, p.body, p.at.Offset+p.at.Length-p.body)
		err := htmlstream.Read(section, p.body, ctx.Err, htmlstream.Handler{
			Wanted: func(n *htmlstream.Node) bool { return n.Name == "tr" },
			Take:   rows.row,
		})
		if err != nil {
			return log.Stop(err)
		}
	}
	for _, p := range all {
		if !p.html {
			if err := log.Skip(p.at, "qq.skip.part"); err != nil {
				return err
			}
		}
	}
	log.End()
	return nil
}

// rows reads the rows of an .mht file's table.
type rows struct {
	log    *transcript.Log
	places map[string]part
	day    dispute.Clock
	chat   string
}

func (t *rows) row(n *htmlstream.Node) error {
	at := dispute.Locator{Offset: n.Offset, Length: n.Length}
	words := n.Words()
	switch {
	case strings.HasPrefix(words, "日期:"):
		day, rest, ok := transcript.Date(strings.TrimSpace(strings.TrimPrefix(words, "日期:")), "/")
		if !ok {
			day, rest, ok = transcript.Date(strings.TrimSpace(strings.TrimPrefix(words, "日期:")), "-")
		}
		t.day = dispute.Clock{}
		if _, err := t.log.Src.Local(day, dispute.Day); !ok || rest != "" || err != nil {
			return t.log.Problem(at, *transcript.BadTime(words))
		}
		t.day = day
		return t.log.Skip(at, "chat.skip.day")
	case strings.HasPrefix(words, withText):
		t.chat = strings.TrimSpace(strings.TrimPrefix(words, withText))
		t.log.In(t.chat)
		return t.log.Skip(at, "chat.skip.banner")
	case strings.HasPrefix(words, groupOf), isBanner(words), conversation.IsBlank(words):
		return t.log.Skip(at, "chat.skip.banner")
	}
	return t.message(n, at, words)
}

func (t *rows) message(n *htmlstream.Node, at dispute.Locator, words string) error {
	divs := n.All("div")
	if len(divs) < 2 {
		return t.log.Problem(at, dispute.Say("chat.no-message", conversation.Excerpt(words)))
	}
	top, who := divs[0], divs[0].Child("div")
	if who == nil {
		return t.log.Problem(at, dispute.Say("chat.no-message", conversation.Excerpt(words)))
	}
	clock := t.day
	time := strings.TrimSpace(strings.TrimPrefix(top.Words(), who.Words()))
	p, rest, ok := transcript.Clock(time, &clock)
	for _, half := range []string{" AM", " PM"} {
		if ok && rest == half {
			ok, rest = clock.HalfDay(half == " PM"), ""
		}
	}
	if !ok || rest != "" {
		return t.log.Problem(at, *transcript.BadTime(top.Words()))
	}
	if clock.Year == 0 {
		return t.log.Problem(at, dispute.Say("chat.no-day", conversation.Excerpt(words)))
	}
	when, err := t.log.Src.Local(clock, p)
	if err != nil {
		return t.log.Problem(at, *transcript.BadTime(top.Words()))
	}
	name, account := splitAccount(who.Words())
	r := dispute.Record{Kind: dispute.Message, At: when, Who: name, Locator: at, Raw: who.Words() + time}
	if account != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "account", Value: account})
	}
	if t.chat != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "chat", Value: t.chat})
	}
	cell := n.Find("td")
	if cell == nil { // a damaged table
		cell = n
	}
	var lines []string
	for _, d := range cell.Children {
		if d.Name == "div" && d != top {
			lines = append(lines, d.Words())
		}
	}
	r.Text = strings.Join(lines, "\n")
	t.pictures(n, &r)
	if conversation.IsBlank(r.Text) && len(r.Files) == 0 {
		r.Remarks = append(r.Remarks, dispute.Say("chat.empty"))
	}
	describe(&r, account)
	return t.log.Give(r)
}

// pictures notes the pictures of a message, which are parts of the same file.
func (t *rows) pictures(n *htmlstream.Node, r *dispute.Record) {
	for _, img := range n.All("img") {
		name := img.Attribute("src")
		if name == "" {
			continue
		}
		r.Files = append(r.Files, name)
		if r.Type = "attachment"; t.places[name].at.Length == 0 {
			r.Remarks = append(r.Remarks, dispute.Say("chat.missing", name))
			continue
		}
		p := t.places[name]
		r.Remarks = append(r.Remarks, dispute.Say("qq.inside", name, fmt.Sprint(p.at.Offset)))
	}
}
