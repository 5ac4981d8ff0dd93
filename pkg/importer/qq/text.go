package qq

import (
	"context"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
)

const (
	withText = "消息对象:"
	groupOf  = "消息分组:"
)

// isBanner reports the line that the message manager begins its files with.
func isBanner(line string) bool {
	return strings.HasPrefix(strings.TrimPrefix(line, "\ufeff"), "消息记录（此消息记录为文本格式")
}

// shape is how the heads of a file are written.
type shape struct {
	accounts bool // they carry accounts: they do in groups and not in private chats
	spread   bool // a blank line stands above them
}

// survey counts who speaks, and finds out how heads are written.
func survey(ctx context.Context, log *transcript.Log) (s shape, err error) {
	log.Names = transcript.NewNames()
	named, bare, apart := 0, 0, 0
	blank := true
	err = log.Src.Lines(ctx).Survey(func(line charset.Line) {
		h, ok := readHead(line.Text)
		above := blank
		blank = conversation.IsBlank(line.Text) || strings.Trim(line.Text, "=") == ""
		if ok && above {
			apart++
		}
		switch {
		case !ok:
			return
		case h.account != "":
			named++
		default:
			bare++
		}
		log.Names.Saw(h.name)
	})
	tight := named + bare - apart
	return shape{accounts: named > 0 && named >= bare, spread: apart > 2 && apart >= 3*tight}, err
}

// grammar reads the lines of a .txt file.
type grammar struct {
	src   *importer.Source
	shape      // heads of another are text
	blank bool // the line before was
	ruled bool // the line before was a rule of equals signs
	began bool
	chat  string // what 消息对象 says
}

// furniture reports the lines between and above the chats of a file.
func (g *grammar) furniture(line string) bool {
	rule := len(line) >= 3 && strings.Trim(line, "=") == ""
	long := len(line) >= 60 && rule
	known := isBanner(line) || long ||
		(g.ruled || !g.began) && (strings.HasPrefix(line, groupOf) || strings.HasPrefix(line, withText)) ||
		rule && !g.began
	if chat, ok := strings.CutPrefix(line, withText); ok && known {
		g.chat = chat
	}
	g.ruled = rule
	return known
}

// Look implements transcript.Grammar.
func (g *grammar) Look(line charset.Line) transcript.Look {
	above := g.blank || !g.began
	g.blank = conversation.IsBlank(line.Text) || strings.Trim(line.Text, "=") == ""
	if g.furniture(line.Text) {
		return transcript.Look{Turn: transcript.Aside, Why: dispute.Say("chat.skip.banner")}
	}
	h, ok := readHead(line.Text)
	if !ok || g.accounts && h.account == "" || g.spread && !above {
		return transcript.Look{Doubt: ok}
	}
	g.began = true
	at, err := g.src.Local(h.clock, dispute.Second)
	r := dispute.Record{Kind: dispute.Message, Who: h.name, Raw: line.Text}
	transcript.Tell(&r, at, err == nil && !h.wrong, line.Text)
	if h.account != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "account", Value: h.account})
	}
	if g.chat != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "chat", Value: g.chat})
	}
	return transcript.Look{Turn: transcript.Begin, Record: r, Bare: true}
}

// Finish implements transcript.Grammar.
func (g *grammar) Finish(log *transcript.Log, r *dispute.Record) {
	log.In(r.Field("chat"))
	if conversation.IsBlank(r.Text) {
		r.Remarks = append(r.Remarks, dispute.Say("chat.empty"))
	}
	describe(r, r.Field("account"))
}

// Blanks implements transcript.Grammar: the message manager sets a blank line
// between messages.
func (g *grammar) Blanks() bool { return false }
