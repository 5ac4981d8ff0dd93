package qq

import (
	"context"
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
)

// The text that QQChatExporter writes of large chats: a head with the number of the
// message, its time and its sender.

// streamHead reads [#12] 2025/3/3 19:06:40 name.
func streamHead(line string) (number string, c dispute.Clock, p dispute.Precision, name string, ok bool) {
	inner, ok := strings.CutPrefix(line, "[#")
	number, rest, closed := strings.Cut(inner, "] ")
	if !ok || !closed {
		return "", c, p, "", false
	}
	if c, rest, ok = transcript.Date(rest, "/"); !ok {
		return "", c, p, "", false
	}
	p, rest, ok = transcript.Clock(strings.TrimPrefix(rest, " "), &c)
	name, spaced := strings.CutPrefix(rest, " ")
	if c.Hour == 24 { // as the program writes the first hour of the day
		c.Hour = 0
	}
	return number, c, p, name, ok && spaced
}

func isStream(text string) bool {
	line, rest, _ := strings.Cut(strings.TrimPrefix(text, "\ufeff"), "\n")
	return strings.HasPrefix(line, "[QQChatExporter V") && strings.Contains(rest, "\n[#1] ")
}

// streamGrammar reads the lines of such a file.
type streamGrammar struct {
	log      *transcript.Log
	begun    bool
	ended    bool
	declared string
	messages int
}

func readStream(ctx context.Context, log *transcript.Log) error {
	g := &streamGrammar{log: log}
	err := transcript.ReadText(ctx, log, g)
	log.Total("chat.total.messages", g.declared, g.messages)
	return err
}

// Look implements transcript.Grammar.
func (g *streamGrammar) Look(line charset.Line) transcript.Look {
	text := strings.TrimPrefix(line.Text, "\ufeff")
	aside := transcript.Look{Turn: transcript.Aside, Why: dispute.Say("chat.skip.banner")}
	if number, c, p, name, ok := streamHead(text); ok && !g.ended {
		if number != strconv.Itoa(g.messages+1) { // somebody typed it
			return transcript.Look{Doubt: true}
		}
		g.begun = true
		g.messages++
		r := dispute.Record{Kind: dispute.Message, Who: name, Raw: text}
		at, err := g.log.Src.Local(c, p)
		transcript.Tell(&r, at, err == nil, text)
		if g.log.Chat != "" {
			r.Fields = append(r.Fields, dispute.Field{Name: "chat", Value: g.log.Chat})
		}
		return transcript.Look{Turn: transcript.Begin, Record: r, Bare: true}
	}
	switch {
	case g.ended:
		return aside
	case g.begun && strings.Trim(text, "=") == "" && len(text) > 40:
		g.ended = true
		return aside
	case g.begun || conversation.IsBlank(text):
		return transcript.Look{}
	}
	banner(g.log, text, &g.declared)
	return aside
}

// Finish implements transcript.Grammar.
func (g *streamGrammar) Finish(log *transcript.Log, r *dispute.Record) {
	if r.Text == "[无文本内容]" || conversation.IsBlank(r.Text) {
		r.Remarks = append(r.Remarks, dispute.Say("chat.empty"))
	}
	named(log, r)
	describe(r, "")
}

// Blanks implements transcript.Grammar: the program sets none between messages.
func (g *streamGrammar) Blanks() bool { return false }
