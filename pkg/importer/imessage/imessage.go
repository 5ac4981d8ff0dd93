// Package imessage reads the text and the HTML that imessage-exporter makes of
// iMessage and SMS chats of Apple's Messages.
//
// It promises that every line or message ends as exactly one record, skip or
// problem; that a reply which is shown below the message it answers, and again
// at its own place, is counted once; and that what the program notes about a
// message (unsent, edited) is kept with it. It forbids zones: the program
// writes the clock of the computer it ran on.
package imessage

import (
	"context"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
)

// Importer reads iMessage chats. The zero Importer is ready for use.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "imessage" }

// Version implements importer.Importer.
func (Importer) Version() int { return 2 }

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	text, encoding := src.HeadText()
	if encoding == charset.Binary {
		return importer.Match{}
	}
	start := strings.TrimLeft(text, " \t\r\n\ufeff")
	if strings.HasPrefix(start, "<") {
		if isHTML(text) {
			return importer.Match{Confidence: importer.Certain, Variant: "html", Because: []dispute.Note{dispute.Say("imessage.sign.html")}}
		}
		return importer.Match{}
	}
	first, rest, _ := strings.Cut(start, "\n")
	h, ok := readHead(strings.TrimRight(first, "\r"))
	if !ok {
		return importer.Match{}
	}
	second, _, _ := strings.Cut(rest, "\n")
	if h.notice == "" && conversation.IsBlank(second) {
		return importer.Match{}
	}
	return importer.Match{Confidence: importer.Certain, Variant: "txt", Because: []dispute.Note{
		dispute.Say("imessage.sign.head", conversation.Excerpt(strings.TrimRight(first, "\r"))),
	}}
}

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	log := transcript.New(src, sink)
	text, _ := src.HeadText()
	if strings.HasPrefix(strings.TrimLeft(text, " \t\r\n\ufeff"), "<") {
		return readHTML(ctx, log)
	}
	top, err := survey(ctx, log)
	if err != nil {
		return err
	}
	return transcript.ReadText(ctx, log, &grammar{src: src, top: top})
}

// head is the line above a message: May 17, 2022  5:29:42 PM (Read by you …).
type head struct {
	indent  int
	clock   dispute.Clock
	time    string // as written
	receipt string
	notice  string // what happened, when the line says all of it
	wrong   bool   // an hour that no half day has
}

var months = []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

func readHead(line string) (h head, ok bool) {
	line = strings.TrimPrefix(line, "\ufeff")
	whole := strings.TrimLeft(line, " ")
	h.indent = len(line) - len(whole)
	if len(whole) < 20 {
		return h, false
	}
	for i, m := range months {
		if whole[:3] == m {
			h.clock.Month = i + 1
		}
	}
	if h.clock.Month == 0 || whole[3] != ' ' {
		return h, false
	}
	var rest string
	if h.clock.Day, rest, ok = transcript.Number(whole[4:], 1, 2); !ok {
		return h, false
	}
	if rest, ok = strings.CutPrefix(rest, ", "); !ok {
		return h, false
	}
	if h.clock.Year, rest, ok = transcript.Number(rest, 4, 4); !ok || !strings.HasPrefix(rest, " ") {
		return h, false
	}
	p, rest, ok := transcript.Clock(strings.TrimLeft(rest, " "), &h.clock)
	if !ok || p != dispute.Second {
		return h, false
	}
	switch {
	case strings.HasPrefix(rest, " AM"):
		h.wrong = !h.clock.HalfDay(false)
	case strings.HasPrefix(rest, " PM"):
		h.wrong = !h.clock.HalfDay(true)
	default:
		return h, false
	}
	rest = rest[3:]
	h.time = whole[:len(whole)-len(rest)]
	switch {
	case rest == "":
	case strings.HasPrefix(rest, " (Read by ") && strings.HasSuffix(rest, ")"), strings.HasPrefix(rest, " (Delivered") && strings.HasSuffix(rest, ")"):
		h.receipt = rest[1:]
	case strings.HasPrefix(rest, " "):
		h.notice = rest[1:]
	default:
		return h, false
	}
	return h, true
}

// key tells messages apart well enough to find the second place of a reply.
func key(time, sender string) string {
	return strings.Join(strings.Fields(time), " ") + "\n" + strings.TrimSpace(sender)
}

// maxKeys bounds the messages remembered for finding replies again.
const maxKeys = 300_000

// epoch is from where Apple counts. The exporters write it, in local time, for a
// message that has no time.
var epoch = time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC)

// placeholder takes a time away that stands for none: it lies within a day of
// the epoch, on a full quarter of an hour.
func placeholder(r *dispute.Record) {
	if !r.At.Known() {
		return
	}
	c := r.At.Clock()
	apart := time.Date(c.Year, time.Month(c.Month), c.Day, c.Hour, c.Minute, c.Second, 0, time.UTC).Sub(epoch)
	if apart.Abs() > 14*time.Hour || apart%(15*time.Minute) != 0 {
		return
	}
	r.Remarks = append(r.Remarks, dispute.Say("chat.placeholder", r.At.Wall()))
	r.At = dispute.When{}
}

// describe tells a message that the program has a note about.
func describe(r *dispute.Record) {
	say := func(code string) { r.Remarks = append(r.Remarks, dispute.Note{Code: code}) }
	switch {
	case conversation.IsBlank(r.Text) && len(r.Files) == 0:
		say("chat.empty")
	case strings.HasPrefix(r.Text, "This message was deleted from the conversation!"):
		r.Type = "deleted"
		say("chat.by-wording")
	case strings.Contains(r.Text, " unsent this message"), strings.Contains(r.Text, " unsent a message"):
		r.Type = "recalled"
		say("chat.by-wording")
	case strings.Contains(r.Text, "\nEdited ") && strings.Contains(r.Text, " later: "):
		r.Type = "edited"
		say("chat.by-wording")
	}
}
