// Package whatsapp reads the text file of a WhatsApp chat export, as iOS,
// Android and WhatsApp Web write it, in any of their languages.
//
// It promises that every line ends as part of exactly one record, skip or
// problem; that a text is kept as it was written; that day and month are
// exchanged for no reason but one it names, or asked for; and that what
// WhatsApp itself wrote is told from what people typed, with the sign it was
// told by. Lines of other forms inside a message stay its text: anybody can
// type a header. It forbids general date parsers, and sorting: the order of
// the file is evidence.
package whatsapp

import (
	"context"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
)

// Importer reads WhatsApp exports. The zero Importer is ready for use.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "whatsapp" }

// Version implements importer.Importer.
func (Importer) Version() int { return 6 }

// The variants of the format.
const (
	variantIOS     = "ios"
	variantAndroid = "android"
	variantWeb     = "web"
)

func (s *survey) variant() string {
	switch {
	case s.webLines && s.form.style() == bracket:
		return variantWeb
	case s.form.style() == dash:
		return variantAndroid
	}
	return variantIOS
}

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	text, encoding := src.HeadText()
	if encoding == charset.Binary {
		return importer.Match{}
	}
	s := newSurvey()
	var (
		h       header
		first   string // the first header, for quoting
		wording string // WhatsApp's own words
	)
	for raw := range strings.Lines(text) {
		raw = strings.TrimRight(raw, "\r\n")
		before := s.headers
		s.line(charset.Line{Text: raw}, &h)
		if s.headers == before {
			continue
		}
		rest := raw[h.rest:]
		if before == 0 {
			first = strings.TrimRight(raw[:h.rest], " ")
		}
		if name, at, named := s.speakers.split(rest); named && wording == "" && name != "" {
			said, led := conversation.TrimMarks(rest[at:])
			if found, ok := recognise(said, led); ok && found.typ != typeLocation {
				wording = conversation.Excerpt(said)
			}
		}
	}
	if !s.found && s.strange > 1 && s.above == 0 {
		// Extract will say what to do about it.
		return importer.Match{Confidence: importer.Shape, Variant: variantIOS, Because: []dispute.Note{s.stopped.Why}}
	}
	if !s.found {
		return importer.Match{}
	}
	m := importer.Match{Variant: s.variant()}
	add := func(code string, args ...any) { m.Because = append(m.Because, dispute.Say(code, args...)) }
	switch m.Variant {
	case variantAndroid:
		add("whatsapp.sign.android", first)
	case variantWeb:
		add("whatsapp.sign.web", first)
	default:
		add("whatsapp.sign.ios", first)
	}
	add("whatsapp.sign.headers", s.headers)
	own := false // a sign that is WhatsApp's alone
	if s.notice || s.webLines {
		add("whatsapp.sign.notice")
		own = true
	} else if wording != "" {
		add("whatsapp.sign.wording", wording)
		own = true
	}
	if s.marks {
		add("whatsapp.sign.marks")
		own = true
	}
	if _, named := nameInFile(src.Name); named {
		add("whatsapp.sign.name", src.Name)
		own = true
	}
	above := s.above
	if s.webLines {
		above = 0
	}
	switch iso := s.form.year() == yearFirst && s.forms[s.form].dashed; {
	case above > maxAbove || above > 0 && (s.named < 2 || !own):
		return importer.Match{} // something else, in which a chat is quoted
	case above > 0:
		m.Confidence = importer.Shape
	case own:
		m.Confidence = importer.Certain
	case s.named == 0, s.form.style() == bracket && iso:
		// [2019-12-24 12:23:45] Ann: is how Signal's exporters and many a log
		// write their lines.
		return importer.Match{}
	case s.form.style() == dash && !s.form.seconds() && s.named > 1:
		m.Confidence = importer.Certain
	default:
		m.Confidence = importer.Shape
	}
	return m
}

// maxAbove is how many lines people may have put above the first message.
const maxAbove = 5

// enough is how many messages a chat must have before it means something that
// somebody speaks only once in it.
const enough = 6

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	contact, _ := nameInFile(src.Name)
	s := newSurvey(src.Options.Me, contact)
	s.colons.contact = contact
	if err := s.read(src.Lines(ctx)); err != nil {
		return err
	}
	rules, err := s.decide(src.Options.DateOrder)
	if err != nil {
		return err
	}
	for _, rule := range rules {
		sink.Remark(rule)
	}
	if s.buddhist {
		sink.Remark(dispute.Say("whatsapp.calendar.buddhist"))
	}
	if s.japanese {
		sink.Remark(dispute.Say("whatsapp.calendar.japanese"))
	}
	if s.persian {
		sink.Remark(dispute.Say("whatsapp.calendar.persian"))
	}
	if s.found && s.form.style() == bracket && !s.marks {
		sink.Remark(dispute.Say("whatsapp.no-marks"))
	}
	if s.returns() {
		sink.Remark(dispute.Say("whatsapp.line-ends"))
	}
	s.speakers.remark(sink)
	log := transcript.New(src, sink)
	log.Names = s.speakers.count
	return transcript.ReadText(ctx, log, newGrammar(src, s))
}
