// Package signal reads Signal chats: main.jsonl, which Signal itself exports;
// and the JSON, text and Markdown that open exporters write, such as
// [2019-12-24 12:23:45] Jane: …, or with a comma and without seconds.
//
// It promises that every line or entry ends as part of exactly one record, skip
// or problem, and that in text reactions and quotations stay part of the text
// they stand in. It forbids certainty about the text: that form has no signature
// of its own.
package signal

import (
	"bytes"
	"context"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/jsonstream"
)

// Importer reads Signal's chats. The zero Importer is ready for use.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "signal" }

// Version implements importer.Importer.
func (Importer) Version() int { return 3 }

// head is the beginning of a message.
type head struct {
	clock     dispute.Clock
	precision dispute.Precision
	name      string
	raw, text string
	system    bool // nobody typed it
	file      bool // the text names a file
}

func readHead(line string) (h head, ok bool) {
	line = strings.TrimPrefix(line, "\ufeff")
	inner, ok := strings.CutPrefix(line, "[")
	if !ok {
		return h, false
	}
	c, rest, ok := transcript.Date(inner, "-")
	if !ok {
		return h, false
	}
	h.clock = c
	rest = strings.TrimPrefix(rest, ",")
	if rest, ok = strings.CutPrefix(rest, " "); !ok {
		return h, false
	}
	if h.precision, rest, ok = transcript.Clock(rest, &h.clock); !ok {
		return h, false
	}
	if rest, ok = strings.CutPrefix(rest, "] "); !ok {
		return h, false
	}
	name, text, ok := strings.Cut(rest, ": ")
	if !ok {
		if name, ok = strings.CutSuffix(rest, ":"); !ok {
			return h, false
		}
	}
	h.name, h.text = name, text
	h.raw = line[:len(line)-len(text)]
	return h, !conversation.IsBlank(name) && !strings.ContainsAny(name, "[]") && len(name) < 200
}

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	text, encoding := src.HeadText()
	switch v := firstLine(src.Head); {
	case isExport(v):
		return importer.Match{Confidence: importer.Certain, Variant: "export", Because: []dispute.Note{dispute.Say("chat.sign.keys", "version, backupTimeMs")}}
	case isEntry(v):
		return importer.Match{Confidence: importer.Certain, Variant: "data", Because: []dispute.Note{dispute.Say("chat.sign.keys", "date, sender, body, reactions, attachments")}}
	}
	if m := identifyTools(text); m.Confidence > importer.None {
		return m
	}
	if encoding == charset.Binary || strings.Contains(text, "\u200e") {
		return importer.Match{} // marks are WhatsApp's
	}
	heads, levels, example := 0, 0, ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if conversation.IsBlank(line) {
			continue
		}
		if h, ok := readHead(line); ok {
			if heads++; heads == 1 {
				example = conversation.Excerpt(line)
			}
			if isLevel(h.name) {
				levels++
			}
		} else if heads == 0 {
			return importer.Match{}
		}
	}
	if heads == levels {
		return importer.Match{}
	}
	return importer.Match{Confidence: importer.Shape, Variant: "txt", Because: []dispute.Note{dispute.Say("signal.sign.head", example)}}
}

// firstLine is the value in the first line of a file of JSON.
func firstLine(head []byte) jsonstream.Value {
	if !bytes.HasPrefix(head, []byte("{")) {
		return jsonstream.Value{}
	}
	line, _, _ := bytes.Cut(head, []byte("\n"))
	return jsonstream.Look(line, "").First[""]
}

// isLevel reports a name that programs' logs write in that place.
func isLevel(name string) bool {
	name = strings.ToUpper(name[strings.LastIndexAny(name, ". ")+1:])
	switch name {
	case "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "CRITICAL", "ALERT", "EMERGENCY", "FATAL", "TRACE", "LOG":
		return true
	}
	return false
}

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	log := transcript.New(src, sink)
	switch v := firstLine(src.Head); {
	case isExport(v):
		return readExport(ctx, log)
	case isEntry(v):
		return readLines(ctx, log)
	}
	var g transcript.Grammar = &grammar{src}
	if text, _ := src.HeadText(); identifyTools(text).Confidence > importer.None {
		g = &toolsGrammar{src}
		sink.Remark(dispute.Say("signal.arrival"))
	}
	names, err := transcript.Survey(ctx, log, g)
	if err != nil {
		return err
	}
	log.Names = names
	return transcript.ReadText(ctx, log, g)
}

// grammar reads the lines of a chat.
type grammar struct{ src *importer.Source }

// Look implements transcript.Grammar.
func (g *grammar) Look(line charset.Line) transcript.Look {
	h, ok := readHead(line.Text)
	if !ok {
		return transcript.Look{}
	}
	return h.begins(g.src, line)
}

// begins is the message that begins under h.
func (h *head) begins(src *importer.Source, line charset.Line) transcript.Look {
	at, err := src.Local(h.clock, h.precision)
	r := dispute.Record{Kind: dispute.Message, Who: h.name, Raw: strings.TrimRight(h.raw, " ")}
	transcript.Tell(&r, at, err == nil, line.Text)
	return transcript.Look{Turn: transcript.Begin, Record: r, Text: h.text}
}

// Finish implements transcript.Grammar: the Markdown ends each line with two
// spaces, and points at files as ![name](path).
func (g *grammar) Finish(log *transcript.Log, r *dispute.Record) {
	lines := strings.Split(r.Text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSuffix(line, "  ")
		for rest := line; ; {
			_, after, ok := strings.Cut(rest, "](")
			file, more, closed := strings.Cut(after, ")")
			if !ok || !closed {
				break
			}
			if strings.HasPrefix(file, "./media/") || strings.HasPrefix(file, "media/") {
				r.Type = "attachment"
				log.Attach(r, file)
			}
			rest = more
		}
	}
	r.Text = strings.TrimLeft(strings.Join(lines, "\n"), "\n")
	if r.Text == "(This message was deleted)" {
		r.Type = typeRecalled
		r.Remarks = append(r.Remarks, dispute.Say("chat.by-wording"))
	}
	if conversation.IsBlank(r.Text) {
		r.Remarks = append(r.Remarks, dispute.Say("chat.empty"))
	}
}

// Blanks implements transcript.Grammar.
func (g *grammar) Blanks() bool { return false }
