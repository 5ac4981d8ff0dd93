package signal

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
)

// The text of signalbackup-tools: [Mar 01, 2026 20:00:00] <Jane> text, with ***
// before what nobody typed. The times are those at which messages arrived, on
// the clock of the computer that exported.

var months = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

func readToolsHead(line string) (h head, ok bool) {
	inner, ok := strings.CutPrefix(strings.TrimPrefix(line, "\ufeff"), "[")
	if !ok {
		return h, false
	}
	for i, m := range months {
		if rest, found := strings.CutPrefix(inner, m+" "); found {
			h.clock.Month, inner = i+1, rest
		}
	}
	if h.clock.Month == 0 {
		return h, false
	}
	if h.clock.Day, inner, ok = transcript.Number(inner, 1, 2); !ok {
		return h, false
	}
	if inner, ok = strings.CutPrefix(inner, ", "); !ok {
		return h, false
	}
	if h.clock.Year, inner, ok = transcript.Number(inner, 4, 4); !ok {
		return h, false
	}
	if inner, ok = strings.CutPrefix(inner, " "); !ok {
		return h, false
	}
	if h.precision, inner, ok = transcript.Clock(inner, &h.clock); !ok || h.precision != dispute.Second {
		return h, false
	}
	if inner, ok = strings.CutPrefix(inner, "] "); !ok {
		return h, false
	}
	if text, own := strings.CutPrefix(inner, "*** "); own {
		h.system, h.text = true, text
		if name, file, sent := strings.Cut(text, "> sent file"); sent && strings.HasPrefix(name, "<") {
			h.system, h.file = false, true
			h.name, h.text = name[1:], strings.TrimSpace(file)
		}
	} else if h.name, h.text, ok = strings.Cut(inner, "> "); !ok || !strings.HasPrefix(h.name, "<") {
		return h, false
	} else {
		h.name = h.name[1:]
	}
	h.raw = line[:len(line)-len(h.text)]
	return h, h.system || !conversation.IsBlank(h.name)
}

// identifyTools recognises the text by its first line, and that others follow.
func identifyTools(text string) importer.Match {
	first, _, _ := strings.Cut(text, "\n")
	h, ok := readToolsHead(strings.TrimRight(first, "\r"))
	if !ok || h.system && !strings.Contains(text, "] <") {
		return importer.Match{}
	}
	return importer.Match{Confidence: importer.Certain, Variant: "backup-tools", Because: []dispute.Note{
		dispute.Say("signal.sign.head", conversation.Excerpt(strings.TrimRight(first, "\r"))),
	}}
}

// toolsGrammar reads the lines of the text.
type toolsGrammar struct{ src *importer.Source }

// Look implements transcript.Grammar.
func (g *toolsGrammar) Look(line charset.Line) transcript.Look {
	h, ok := readToolsHead(line.Text)
	if !ok {
		return transcript.Look{}
	}
	look := h.begins(g.src, line)
	switch {
	case h.system:
		look.Record.Kind, look.Record.Type = dispute.System, "notice"
	case h.file:
		look.Record.Type = typeAttachment
	}
	return look
}

// Finish implements transcript.Grammar. A file stands in quotation marks, or
// nothing is known of it but its type.
func (g *toolsGrammar) Finish(log *transcript.Log, r *dispute.Record) {
	if r.Type != typeAttachment {
		return
	}
	if inner, ok := strings.CutPrefix(r.Text, `"`); ok {
		if name, _, closed := strings.Cut(inner, `"`); closed {
			log.Attach(r, name)
		}
	}
}

// Blanks implements transcript.Grammar: blank lines were typed.
func (g *toolsGrammar) Blanks() bool { return true }
