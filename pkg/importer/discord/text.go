package discord

import (
	"context"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/dateorder"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
)

// readText reads the plain text: a preamble, and messages under [1/2/2024 3:04
// PM] name.
func readText(ctx context.Context, log *transcript.Log) error {
	var d dates
	log.Names = transcript.NewNames()
	err := log.Src.Lines(ctx).Survey(func(l charset.Line) {
		if h, ok := readHead(l.Text); ok {
			d.add(h.moment, h.written)
			log.Names.Saw(h.name)
		}
	})
	if err != nil {
		return err
	}
	order, err := d.decide(log)
	if err != nil {
		return err
	}
	g := &grammar{log: log, order: order}
	err = transcript.ReadText(ctx, log, g)
	if g.declared != "" {
		log.Total("chat.total.messages", g.declared, g.messages)
	}
	return err
}

// isRule reports a row of equals signs as they stand around the preamble.
func isRule(line string) bool { return len(line) >= 60 && strings.Trim(line, "=") == "" }

// head is the line above a message.
type head struct {
	moment  moment
	written string
	name    string
	pinned  bool
}

func readHead(line string) (h head, ok bool) {
	inner, ok := strings.CutPrefix(line, "[")
	if !ok {
		return h, false
	}
	if h.written, h.name, ok = strings.Cut(inner, "] "); !ok || len(h.written) > 40 || conversation.IsBlank(h.name) {
		return h, false
	}
	h.name, h.pinned = strings.CutSuffix(h.name, " (pinned)")
	h.moment, ok = readMoment(h.written)
	return h, ok
}

// grammar reads the lines of the text.
type grammar struct {
	log      *transcript.Log
	order    dateorder.Order
	begun    bool // the preamble is behind
	rules    int
	blank    bool   // the line before is blank
	declared string // how many messages there are
	messages int
}

// Look implements transcript.Grammar.
func (g *grammar) Look(l charset.Line) transcript.Look {
	text := strings.TrimPrefix(l.Text, "\ufeff")
	after := g.blank || g.rules == 2 && !g.begun
	g.blank = conversation.IsBlank(text)
	aside := transcript.Look{Turn: transcript.Aside, Why: dispute.Say("chat.skip.banner")}
	switch {
	case isRule(text):
		g.rules++
		return aside
	case !g.begun && g.rules == 1:
		if channel, ok := strings.CutPrefix(text, "Channel: "); ok {
			g.log.Chat = channel
		}
		return aside
	case g.rules == 3:
		n, ok := strings.CutPrefix(text, "Exported ")
		if number, _, found := strings.Cut(n, " message"); ok && found {
			g.declared = strings.NewReplacer(",", "", ".", "", " ", "", "\u00a0", "", "\u202f", "", "’", "").Replace(number)
			return aside
		}
	}
	h, ok := readHead(text)
	if !ok || !after {
		return transcript.Look{Doubt: ok}
	}
	g.begun, g.rules = true, 2
	g.messages++
	at, err := g.log.Src.Local(h.moment.date(g.order), dispute.Minute)
	r := dispute.Record{Kind: dispute.Message, Who: h.name, Raw: text}
	transcript.Tell(&r, at, err == nil, h.written)
	if h.pinned {
		r.Status = "pinned"
	}
	return transcript.Look{Turn: transcript.Begin, Record: r, Bare: true}
}

// Finish implements transcript.Grammar. What comes with a message stands behind
// it, under a word in braces.
func (g *grammar) Finish(log *transcript.Log, r *dispute.Record) {
	for _, word := range []string{"{Attachments}", "{Stickers}", "{Reactions}"} {
		before, block, ok := cutLine(r.Text, word)
		if !ok {
			continue
		}
		lines, rest, _ := strings.Cut(block, "\n\n")
		if word == "{Reactions}" {
			r.Fields = append(r.Fields, dispute.Field{Name: "reactions", Value: strings.TrimSpace(lines)})
		} else {
			if r.Type == "" {
				r.Type = strings.ToLower(strings.Trim(word, "{s}"))
			}
			for file := range strings.SplitSeq(strings.TrimSpace(lines), "\n") {
				log.Attach(r, strings.TrimSpace(file))
			}
		}
		r.Text = strings.TrimRight(before, "\n")
		if rest = strings.Trim(rest, "\n"); rest != "" {
			r.Text = strings.TrimLeft(r.Text+"\n\n"+rest, "\n")
		}
	}
	r.Text = strings.TrimRight(r.Text, "\n")
	if log.Chat != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "chat", Value: log.Chat})
	}
	if conversation.IsBlank(r.Text) && r.Type == "" {
		r.Remarks = append(r.Remarks, dispute.Say("chat.empty"))
	}
}

// cutLine divides a text at a line that is nothing but word.
func cutLine(text, word string) (before, after string, found bool) {
	if after, ok := strings.CutPrefix(text, word+"\n"); ok {
		return "", after, true
	}
	return strings.Cut(text, "\n"+word+"\n")
}

// Blanks implements transcript.Grammar: the exporter sets them.
func (g *grammar) Blanks() bool { return false }
