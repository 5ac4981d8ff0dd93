package wechatexport

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
)

// WechatExporter's text: name (2021-03-02 18:20:31):text.

// exporterHead reads the head of such a line, and what is said behind it.
func exporterHead(line string) (h head, text string, ok bool) {
	line = strings.TrimPrefix(line, "\ufeff")
	for from := 0; ; {
		open := strings.Index(line[from:], " (")
		if open < 0 {
			return h, "", false
		}
		open += from
		stamp, rest, closed := strings.Cut(line[open+2:], "):")
		c, p, whole := transcript.Stamp(stamp, "-", " ")
		if closed && whole && p == dispute.Second && open > 0 {
			return head{name: line[:open], clock: c}, rest, true
		}
		from = open + 2
	}
}

func identifyExporter(text string) importer.Match {
	heads, above, first := 0, 0, ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if _, _, ok := exporterHead(line); ok {
			if heads++; first == "" {
				first = conversation.Excerpt(line)
			}
		} else if heads == 0 && !conversation.IsBlank(line) {
			above++
		}
	}
	if heads == 0 || above > 2 {
		return importer.Match{}
	}
	m := importer.Match{Confidence: importer.Shape, Variant: exporterText, Because: []dispute.Note{dispute.Say("wechatexport.sign.head", first)}}
	if heads > 1 {
		m.Confidence = importer.Certain
	}
	return m
}

// exporterNotice reads a line of the system, which has no time.
func exporterNotice(line string) (text string, ok bool) {
	for _, word := range []string{"系统消息：", "系统消息:", "系统信息:", "系统信息：", "System Message:"} {
		if text, ok = strings.CutPrefix(line, word); ok {
			return strings.TrimSpace(text), true
		}
	}
	return line, strings.HasSuffix(line, "撤回了一条消息") || strings.HasSuffix(line, " recalled a message")
}

func (g *grammar) exporterLine(line string) transcript.Look {
	h, text, ok := exporterHead(line)
	if !ok {
		text, system := exporterNotice(line)
		switch {
		case system:
			r := dispute.Record{Kind: dispute.System, Type: typeNotice, Raw: line, Remarks: []dispute.Note{dispute.Say("chat.by-wording")}}
			return transcript.Look{Turn: transcript.Begin, Record: r, Text: text}
		case !g.dated && !conversation.IsBlank(line):
			return transcript.Look{Turn: transcript.Aside, Why: dispute.Say("chat.skip.banner")}
		}
		return transcript.Look{}
	}
	g.dated = true
	r := dispute.Record{Kind: dispute.Message, Who: h.name, Raw: strings.TrimSuffix(line, text)}
	at, err := g.src.Local(h.clock, dispute.Second)
	transcript.Tell(&r, at, err == nil, line)
	return transcript.Look{Turn: transcript.Begin, Record: r, Text: text}
}

// finishExporter takes a quotation out of a message: the words quoted, a rule, and
// what was said of them.
func finishExporter(r *dispute.Record) {
	quote, said, ok := strings.Cut(r.Text, "」\n- - - - -")
	if ok && strings.HasPrefix(quote, "「") {
		if _, after, more := strings.Cut(said, "\n"); more {
			r.Fields = append(r.Fields, dispute.Field{Name: "quote", Value: strings.TrimPrefix(quote, "「")})
			r.Type, r.Text = typeQuote, after
		}
	}
	if r.Kind == dispute.System {
		recall(r)
		return
	}
	for _, word := range []string{"微信转账", "Weixin Transfer", "[转账]"} {
		if strings.HasPrefix(r.Text, word) {
			r.Type = typeTransfer
			r.Remarks = append(r.Remarks, dispute.Say("chat.by-wording"))
			return
		}
	}
	if r.Type == "" {
		bracketed(r)
	}
}
