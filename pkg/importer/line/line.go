// Package line reads the text file of a LINE chat: a banner, a line for each
// day, and messages of a time, a name and a text with tabs between. LINE for
// computers leaves out the banner and sets spaces between.
//
// It promises that every line ends as part of exactly one record, skip or
// problem; that day and month are told apart by the weekday that LINE writes
// beside them, else by the order of time, else asked for; and that a line
// inside a quotation which looks like a message is marked as such. It forbids
// guessing a day that is not written.
package line

import (
	"context"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
)

// Importer reads LINE's chats. The zero Importer is ready for use.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "line" }

// Version implements importer.Importer.
func (Importer) Version() int { return 4 }

const banner = "[LINE] "

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	text, encoding := src.HeadText()
	if encoding == charset.Binary {
		return importer.Match{}
	}
	var days, messages, spaced, lines int
	var because []dispute.Note
	dotted := false // days are written as LINE for computers does
	tree := &names{}
	for raw := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		raw = strings.TrimRight(raw, "\r\n")
		if conversation.IsBlank(raw) {
			continue
		}
		if lines++; lines == 1 && strings.HasPrefix(raw, banner) {
			because = append(because, dispute.Say("line.sign.banner", conversation.Excerpt(raw)))
			continue
		}
		if d, ok := readDay(raw); ok {
			dotted = dotted || d.named && d.first && strings.Contains(raw, ".")
			if days++; days == 1 {
				because = append(because, dispute.Say("line.sign.day", raw))
			}
		} else if _, ok := readHead(raw); ok && days > 0 {
			if messages++; messages == 1 {
				because = append(because, dispute.Say("line.sign.head", conversation.Excerpt(raw)))
			}
		} else if h, ok := readSpaced(raw); ok && days > 0 {
			if !isSpoken(h.text) {
				tree.add(h.text)
			}
			if spaced++; spaced == 1 && messages == 0 {
				because = append(because, dispute.Say("line.sign.spaced", conversation.Excerpt(raw)))
			}
		}
		if lines > maxAbove && days == 0 {
			break
		}
	}
	hasBanner := len(because) > 0 && because[0].Code == "line.sign.banner"
	switch {
	case hasBanner && days > 0:
		return importer.Match{Confidence: importer.Certain, Variant: "txt", Because: because}
	case messages == 0 && days > 0 && spaced > 0 && dotted && (tree.talk() || strings.HasPrefix(src.Name, "[LINE]")):
		return importer.Match{Confidence: importer.Shape, Variant: "desktop", Because: because}
	case hasBanner, days > 0 && messages > 0:
		return importer.Match{Confidence: importer.Shape, Variant: "txt", Because: because}
	}
	return importer.Match{}
}

// maxAbove is how many lines may stand above the first day.
const maxAbove = 5

// maxShown is how many names are shown for the user to look at.
const maxShown = 12

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	log := transcript.New(src, sink)
	log.Names = transcript.NewNames()
	var d days
	var tabs, spaces int
	tree := &names{}
	err := src.Lines(ctx).Survey(func(l charset.Line) {
		if day, ok := readDay(l.Text); ok {
			d.add(day, l.Text)
		} else if h, ok := readHead(l.Text); ok {
			if tabs++; h.name != "" {
				log.Names.Saw(h.name)
			}
		} else if h, ok := readSpaced(l.Text); ok {
			if spaces++; !isSpoken(h.text) {
				tree.add(h.text)
			}
		}
	})
	if err != nil {
		return err
	}
	order, rule, err := d.decide(src.Options.DateOrder)
	if err != nil {
		return err
	}
	if rule != nil {
		sink.Remark(*rule)
	}
	g := &grammar{src: src, order: order}
	if tabs == 0 && spaces > 0 {
		g.names = tree
		all := tree.all()
		sink.Remark(dispute.Say("line.spaces", len(all), strings.Join(all[:min(len(all), maxShown)], ", ")))
	}
	return transcript.ReadText(ctx, log, g)
}
