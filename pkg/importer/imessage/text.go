package imessage

import (
	"context"
	"path"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
)

// survey counts who speaks, and notes the messages that stand at their own
// place.
func survey(ctx context.Context, log *transcript.Log) (top map[string]bool, err error) {
	log.Names, top = transcript.NewNames(), map[string]bool{}
	var before *head
	err = log.Src.Lines(ctx).Survey(func(line charset.Line) {
		if before != nil {
			if before.indent == 0 && len(top) < maxKeys {
				top[key(before.time, line.Text)] = true
			}
			log.Names.Saw(strings.TrimSpace(line.Text))
			before = nil
		} else if h, ok := readHead(line.Text); ok && h.notice == "" {
			before = &h
		}
	})
	return top, err
}

// grammar reads the lines of a .txt file.
type grammar struct {
	src    *importer.Source
	top    map[string]bool
	before *head // the head whose sender the next line names
}

// Look implements transcript.Grammar.
func (g *grammar) Look(line charset.Line) transcript.Look {
	if g.before != nil {
		g.before = nil
		return transcript.Look{Turn: transcript.More, Record: dispute.Record{Who: strings.TrimSpace(line.Text)}}
	}
	h, ok := readHead(line.Text)
	if !ok {
		return transcript.Look{}
	}
	at, err := g.src.Local(h.clock, dispute.Second)
	r := dispute.Record{Kind: dispute.Message, Raw: line.Text}
	transcript.Tell(&r, at, err == nil && !h.wrong, h.time)
	placeholder(&r)
	if h.notice != "" {
		r.Kind, r.Type = dispute.System, "notice"
		return transcript.Look{Turn: transcript.Begin, Record: r, Text: h.notice}
	}
	if h.receipt != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "receipt", Value: h.receipt})
	}
	g.before = &h
	if h.indent > 0 {
		r.Type = typeReply
	}
	return transcript.Look{Turn: transcript.Begin, Record: r, Bare: true}
}

const (
	typeReply = "reply"
	typeFile  = "attachment"
)

// Finish implements transcript.Grammar.
func (g *grammar) Finish(log *transcript.Log, r *dispute.Record) {
	if r.Type == typeReply {
		r.Text = unindent(r.Text)
		r.Remarks = append(r.Remarks, dispute.Say("imessage.reply"))
	}
	if r.Kind == dispute.System {
		return
	}
	for line := range strings.SplitSeq(r.Text, "\n") {
		if isFile(line) {
			log.Attach(r, line)
			r.Type = typeFile
		}
	}
	describe(r)
}

// Repeats implements transcript.Repeater: a reply that has its own place too.
func (g *grammar) Repeats(r *dispute.Record) (dispute.Note, bool) {
	if r.Type != typeReply {
		return dispute.Note{}, false
	}
	time, _, _ := strings.Cut(strings.TrimSpace(r.Raw), " (")
	time, _, _ = strings.Cut(time, "\n")
	return dispute.Say("imessage.skip.reply"), g.top[key(time, r.Who)]
}

// Blanks implements transcript.Grammar.
func (g *grammar) Blanks() bool { return false }

func unindent(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimLeft(line, " ")
	}
	return strings.Join(lines, "\n")
}

// isFile reports a line that is the path of an attachment.
func isFile(line string) bool {
	line = strings.TrimSpace(line)
	ext := path.Ext(line)
	return (strings.HasPrefix(line, "attachments/") || strings.Contains(line, "/Attachments/")) &&
		len(ext) > 1 && len(ext) <= 6 && !conversation.IsBlank(line)
}
