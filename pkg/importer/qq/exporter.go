package qq

import (
	"context"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
)

// QQChatExporter's text: a line with the name and a colon, one with the time, and
// the message behind 内容.

const exporterTime = "时间: "

// exporterHead reports the first line of such a file, with its maker.
func exporterHead(text string) (maker string, ok bool) {
	line, rest, _ := strings.Cut(strings.TrimPrefix(text, "\ufeff"), "\n")
	maker, _, _ = strings.Cut(strings.TrimPrefix(line, "["), " /")
	return maker, strings.HasPrefix(line, "[QQChatExporter V") && strings.Contains(rest, "QQ聊天记录导出文件") && strings.Contains(rest, "\n"+exporterTime)
}

// exporterGrammar reads the lines of such a file.
type exporterGrammar struct {
	log      *transcript.Log
	ahead    *charset.Lines // one line ahead of the line being looked at
	next     string
	begun    bool
	timed    bool // the next line is the time of the message that has begun
	ended    bool
	numbered bool // messages have their number on a line above them: [1]
	declared string
	messages int
}

func readExporter(ctx context.Context, log *transcript.Log) error {
	g := &exporterGrammar{log: log, ahead: log.Src.Lines(ctx)}
	g.step()
	err := transcript.ReadText(ctx, log, g)
	log.Total("chat.total.messages", g.declared, g.messages)
	return err
}

// step reads the line after the next. What cannot be read, the reading says.
func (g *exporterGrammar) step() {
	line, err := g.ahead.Next()
	if g.next = strings.TrimRight(line.Text, "\r"); err != nil {
		g.next = ""
	}
}

// Look implements transcript.Grammar.
func (g *exporterGrammar) Look(line charset.Line) transcript.Look {
	g.step()
	text := strings.TrimPrefix(line.Text, "\ufeff")
	aside := transcript.Look{Turn: transcript.Aside, Why: dispute.Say("chat.skip.banner")}
	name, named := strings.CutSuffix(text, ":")
	switch {
	case g.timed:
		g.timed = false
		return transcript.Look{Turn: transcript.More}
	case g.ended:
		return aside
	case named && !conversation.IsBlank(name) && strings.HasPrefix(g.next, exporterTime):
		return g.begin(name)
	case isIndex(text) && strings.HasSuffix(g.next, ":") && (g.numbered || !g.begun):
		g.numbered = true
		return aside
	case g.begun && strings.HasPrefix(text, "=====") && strings.TrimSpace(g.next) == "导出完成":
		g.ended = true
		return aside
	case g.begun || conversation.IsBlank(text):
		return transcript.Look{}
	}
	banner(g.log, text, &g.declared)
	return aside
}

// banner keeps what a line above the messages says of all of them.
func banner(log *transcript.Log, line string, declared *string) {
	if n, ok := strings.CutPrefix(line, "消息总数: "); ok {
		*declared = n
	}
	if chat, ok := strings.CutPrefix(line, "聊天名称: "); ok {
		log.Chat = chat
	}
}

func (g *exporterGrammar) begin(name string) transcript.Look {
	g.begun, g.timed = true, true
	g.messages++
	written := strings.TrimPrefix(g.next, exporterTime)
	r := dispute.Record{Kind: dispute.Message, Who: name, Raw: name + ":"}
	c, p, ok := transcript.Stamp(written, "-", " ")
	at, err := g.log.Src.Local(c, p)
	transcript.Tell(&r, at, ok && err == nil, written)
	if g.log.Chat != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "chat", Value: g.log.Chat})
	}
	return transcript.Look{Turn: transcript.Begin, Record: r, Bare: true}
}

// Finish implements transcript.Grammar. What belongs to a message stands behind
// its text, each under a word of its own.
func (g *exporterGrammar) Finish(log *transcript.Log, r *dispute.Record) {
	lines := strings.Split(strings.TrimRight(r.Text, "\n"), "\n")
	for len(lines) > 0 && behind(log, r, lines[len(lines)-1]) {
		lines = lines[:len(lines)-1]
	}
	slices.Reverse(r.Files)
	if len(lines) > 0 {
		if kind, ok := strings.CutPrefix(lines[0], "类型: "); ok {
			r.Fields = append(r.Fields, dispute.Field{Name: "type", Value: kind})
			lines = lines[1:]
		}
	}
	r.Text = strings.TrimPrefix(strings.Join(lines, "\n"), "内容: ")
	if conversation.IsBlank(r.Text) {
		r.Remarks = append(r.Remarks, dispute.Say("chat.empty"))
	}
	describe(r, "")
}

// behind takes a line that stands behind a message's text, last line first.
func behind(log *transcript.Log, r *dispute.Record, line string) bool {
	for _, f := range [...]struct{ word, field string }{{"回复: ", "quote"}, {"提及: ", "mentions"}} {
		if value, ok := strings.CutPrefix(line, f.word); ok {
			r.Fields = append(r.Fields, dispute.Field{Name: f.field, Value: value})
			return true
		}
	}
	if item, ok := strings.CutPrefix(line, "  - "); ok {
		kind, file, named := strings.Cut(item, ": ")
		if named && slices.Contains([]string{"image", "video", "audio", "file"}, kind) {
			r.Type = "attachment"
			log.Attach(r, file)
			return true
		}
	}
	return strings.HasPrefix(line, "资源: ") && strings.HasSuffix(line, " 个文件")
}

// Blanks implements transcript.Grammar: the exporter sets blank lines between
// messages.
func (g *exporterGrammar) Blanks() bool { return false }

// isIndex reports the number that some versions set above a message: [12].
func isIndex(line string) bool {
	inner, ok := strings.CutPrefix(line, "[")
	inner, closed := strings.CutSuffix(inner, "]")
	return ok && closed && inner != "" && strings.Trim(inner, "0123456789") == ""
}
