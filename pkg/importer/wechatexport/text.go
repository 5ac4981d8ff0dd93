package wechatexport

import (
	"context"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
)

// head is the line above a message of one of the text formats.
type head struct {
	clock   dispute.Clock
	name    string
	account string
	chat    string
	partial bool // the year, or the whole date, was left out
	sure    bool // it holds a word that is WeChat's alone
}

// weflowHead reads 2024-01-02 03:04:05 '我'.
func weflowHead(line string) (h head, ok bool) {
	h, ok = memotraceHead(line)
	if !ok || len(h.name) < 2 || h.name[0] != '\'' || h.name[len(h.name)-1] != '\'' {
		return h, false
	}
	h.name = h.name[1 : len(h.name)-1]
	return h, true
}

// memotraceHead reads 2024-01-02 03:04:05 张三.
func memotraceHead(line string) (h head, ok bool) {
	c, rest, ok := transcript.Date(strings.TrimPrefix(line, "\ufeff"), "-")
	if !ok {
		return h, false
	}
	h.clock = c
	if rest, ok = strings.CutPrefix(rest, " "); !ok {
		return h, false
	}
	p, rest, ok := transcript.Clock(rest, &h.clock)
	if !ok || p != dispute.Second {
		return h, false
	}
	h.name, ok = strings.CutPrefix(rest, " ")
	return h, ok && !conversation.IsBlank(h.name)
}

// chatlogHead reads 张三(wxid_a1) 2024-01-02 15:04:05, and the forms that leave
// out the year (01-02 15:04:05) or the date (15:04:05).
func chatlogHead(line string) (h head, ok bool) {
	line = strings.TrimPrefix(line, "\ufeff")
	if strings.HasPrefix(line, ">") || len(line) < 10 {
		return h, false
	}
	who, stamp, ok := cutStamp(line, 19)
	if c, p, whole := transcript.Stamp(stamp, "-", " "); ok && whole && p == dispute.Second {
		h.clock = c
	} else if who, stamp, ok = cutStamp(line, 14); ok && shortStamp(stamp) {
		h.partial = true
	} else if who, stamp, ok = cutStamp(line, 8); ok && timeOnly(stamp) {
		h.partial = true
	} else {
		return h, false
	}
	if inner, room := strings.CutSuffix(who, "]"); room {
		if at := strings.LastIndex(inner, " ["); at > 0 {
			who, h.chat = inner[:at], inner[at+2:]
		}
	}
	if inner, named := strings.CutSuffix(who, ")"); named {
		at := strings.LastIndexByte(inner, '(')
		if at <= 0 || !isAccount(inner[at+1:]) {
			return h, false
		}
		h.name, h.account = inner[:at], inner[at+1:]
		h.sure = h.account == "我" || strings.HasPrefix(h.account, "wxid_")
		return h, true
	}
	// A sender without a name. Other identifiers people choose themselves, and
	// they look like any word before a time.
	h.name, h.account = who, who
	h.sure = strings.HasPrefix(who, "wxid_")
	return h, who == "我" || who == systemSender || isAccount(who) && (h.sure || strings.HasPrefix(who, "gh_") || strings.Contains(who, "@"))
}

func cutStamp(line string, n int) (before, stamp string, ok bool) {
	at := len(line) - n
	if at < 2 || line[at-1] != ' ' {
		return "", "", false
	}
	return line[:at-1], line[at:], true
}

func timeOnly(s string) bool {
	_, rest, ok := transcript.Numbers(s, ":", [2]int{2, 2}, [2]int{2, 2}, [2]int{2, 2})
	return ok && rest == ""
}

func shortStamp(s string) bool {
	_, rest, ok := transcript.Numbers(s, "-", [2]int{2, 2}, [2]int{2, 2})
	return ok && strings.HasPrefix(rest, " ") && timeOnly(rest[1:])
}

// isAccount tells WeChat's identifiers from words at the end of a line.
func isAccount(s string) bool {
	if s == "我" || s == systemSender {
		return true
	}
	return len(s) >= 5 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-@") == ""
}

// identifyText looks which of the text formats the first lines have.
func identifyText(text string) importer.Match {
	var weflow, chatlog, sure, memotrace, other, lines int
	var first string
	names := map[string]int{}
	blank := true
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if conversation.IsBlank(line) {
			blank = true
			continue
		}
		lines++
		_, isWeflow := weflowHead(line)
		c, isChatlog := chatlogHead(line)
		m, isMemotrace := memotraceHead(line)
		switch {
		case isWeflow && blank:
			weflow++
		case isChatlog:
			if chatlog++; c.sure {
				sure++
			}
		case isMemotrace && blank:
			memotrace++
			names[m.name]++
		case isMemotrace:
			other++
		}
		if lines == 1 {
			if !isWeflow && !isChatlog && !isMemotrace {
				return importer.Match{}
			}
			first = conversation.Excerpt(line)
		}
		blank = false
	}
	because := []dispute.Note{dispute.Say("wechatexport.sign.head", first)}
	switch {
	case weflow > 0:
		return importer.Match{Confidence: importer.Certain, Variant: weflowText, Because: because}
	case sure > 0:
		return importer.Match{Confidence: importer.Certain, Variant: chatlogText, Because: because}
	case chatlog > 0 && memotrace == 0:
		return importer.Match{Confidence: importer.Shape, Variant: chatlogText, Because: because}
	case memotrace > other && repeats(names) && accounts(names)*2 < len(names)+1:
		// Logs of programs have lines of that form too, but no blank lines
		// between, and no two that end the same.
		return importer.Match{Confidence: importer.Shape, Variant: memotraceText, Because: because}
	}
	return importer.Match{}
}

func repeats(names map[string]int) bool {
	for _, n := range names {
		if n > 1 {
			return true
		}
	}
	return false
}

// accounts counts the names that end as QQ's do, in an account.
func accounts(names map[string]int) int {
	n := 0
	for name := range names {
		inner, ok := strings.CutSuffix(name, ")")
		at := strings.LastIndexByte(inner, '(')
		if ok && at >= 0 && strings.Trim(inner[at+1:], "0123456789") == "" || strings.HasSuffix(name, ">") && strings.Contains(name, "@") {
			n++
		}
	}
	return n
}

// grammar reads the lines of one of the text formats.
type grammar struct {
	src     *importer.Source
	variant string
	blank   bool // the line before is blank, or there is none
	dated   bool // a head with its whole date was seen
	whole   bool // heads have whole dates in this file, so that a line with less is text
}

func readText(ctx context.Context, log *transcript.Log, variant string) error {
	first := &grammar{src: log.Src, variant: variant, blank: true}
	names, err := transcript.Survey(ctx, log, first)
	if err != nil {
		return err
	}
	log.Names = names
	return transcript.ReadText(ctx, log, &grammar{src: log.Src, variant: variant, blank: true, whole: first.dated})
}

// Look implements transcript.Grammar.
func (g *grammar) Look(line charset.Line) transcript.Look {
	after := g.blank
	g.blank = conversation.IsBlank(line.Text)
	var h head
	var ok bool
	switch g.variant {
	case exporterText:
		return g.exporterLine(line.Text)
	case weflowMD:
		if h, ok = weflowMarkdownHead(line.Text); !ok && !g.dated && !g.blank {
			return transcript.Look{Turn: transcript.Aside, Why: dispute.Say("chat.skip.banner")}
		}
	case weflowText:
		h, ok = weflowHead(line.Text)
	case chatlogText:
		h, ok = chatlogHead(line.Text)
		after = true // it sets no blank lines
	default:
		h, ok = memotraceHead(line.Text)
	}
	if !ok || !after || h.partial && g.whole {
		return transcript.Look{}
	}
	g.dated = g.dated || !h.partial
	r := dispute.Record{Kind: dispute.Message, Who: h.name, Raw: line.Text}
	if h.partial {
		r.Remarks = append(r.Remarks, dispute.Say("wechatexport.no-year", conversation.Excerpt(line.Text)))
	} else {
		at, err := g.src.Local(h.clock, dispute.Second)
		transcript.Tell(&r, at, err == nil, line.Text)
	}
	if h.account != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "account", Value: h.account})
	}
	if h.chat != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "chat", Value: h.chat})
	}
	return transcript.Look{Turn: transcript.Begin, Record: r, Bare: true}
}

// Finish implements transcript.Grammar.
func (g *grammar) Finish(log *transcript.Log, r *dispute.Record) {
	log.In(r.Field("chat"))
	switch {
	case g.variant == weflowMD:
		finishMarkdown(log, r)
	case g.variant == exporterText:
		finishExporter(r)
	case g.variant == chatlogText && r.Field("account") == systemSender:
		r.Kind, r.Type, r.Who = dispute.System, typeNotice, ""
		recall(r)
	case g.variant == memotraceText && conversation.IsBlank(r.Text):
		// The system's lines stand where others have a name, with nothing below.
		r.Kind, r.Type, r.Text, r.Who = dispute.System, typeNotice, r.Who, ""
		r.Remarks = append(r.Remarks, dispute.Say("wechatexport.by-place"))
		recall(r)
	case conversation.IsBlank(r.Text):
		r.Remarks = append(r.Remarks, dispute.Say("chat.empty"))
	case g.variant == weflowText && isPath(r.Text) && strings.Contains(r.Text, "/"):
		log.Attach(r, r.Text)
		r.Type = typeFile
		r.Remarks = append(r.Remarks, dispute.Say("chat.by-wording"))
	default:
		bracketed(r)
	}
}

// Blanks implements transcript.Grammar.
func (g *grammar) Blanks() bool { return false }
