// Package wechatmail reads the text that WeChat makes of chosen messages when
// they are sent by mail or shared with another app: a banner, a rule for each
// day, and messages under a name and a time of day. Mail programs send it as
// text or as an HTML page, whose lines are those that a person sees.
//
// It promises that every line ends as part of exactly one record, skip or
// problem; that messages keep the file's order, because WeChat writes no
// seconds; and that a time of day without a day is unknown, never a guess.
// It forbids sorting.
package wechatmail

import (
	"bytes"
	"context"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
)

// Importer reads WeChat's mail text. The zero Importer is ready for use.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "wechatmail" }

// Version implements importer.Importer.
func (Importer) Version() int { return 3 }

// The variants: the two forms in which mail programs send the text.
const (
	variantText = "text"
	variantPage = "html"
)

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	content, encoding := src.HeadText()
	if encoding == charset.Binary {
		return importer.Match{}
	}
	s := newSurvey()
	var banner, day string
	form, variant := lines(&decoded{content}), variantText
	if isPage(src.Head) {
		form, variant = newPage(context.Background(), bytes.NewReader(src.Head), src.Head), variantPage
	}
	for {
		line, err := form.next()
		if err != nil {
			break
		}
		had, rules := s.banner, s.rules
		s.line(line)
		if s.banner && !had {
			banner = conversation.Excerpt(trim(line.Text))
		}
		if s.rules > 0 && rules == 0 {
			day = trim(line.Text)
		}
	}
	s.next(start, nil)
	heads := s.heads()
	var m importer.Match
	add := func(code string, args ...any) { m.Because = append(m.Because, dispute.Say(code, args...)) }
	if s.banner {
		add("wechatmail.sign.banner", banner)
	}
	if s.rules > 0 {
		add("wechatmail.sign.rule", day)
	}
	switch {
	case s.bold > 0:
		add("wechatmail.sign.bold", s.bold)
	case s.byName():
		add("wechatmail.sign.by-name", heads)
	case heads > 0:
		add("wechatmail.sign.heads", heads)
	}
	switch {
	case s.banner && s.rules > 0 && s.above <= maxAbove:
		m.Confidence = importer.Certain
	case s.banner && heads > 0, s.rules > 0 && heads > 0:
		m.Confidence = importer.Shape
	default:
		return importer.Match{}
	}
	m.Variant = variant
	return m
}

// maxAbove is how many lines may stand above the banner: a salutation, and what
// people add. The head of a mail file has more.
const maxAbove = 5

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	s := newSurvey()
	if err := s.read(linesOf(ctx, src)); err != nil {
		return err
	}
	if isPage(src.Head) {
		sink.Remark(dispute.Say("wechatmail.page"))
	}
	switch {
	case s.compact():
		sink.Remark(dispute.Say("wechatmail.compact"))
	case s.byName():
		sink.Remark(dispute.Say("wechatmail.by-name", s.names))
	case s.banner && s.heads() == 0:
		sink.Remark(dispute.Say("wechatmail.no-heads"))
	}
	log := transcript.New(src, sink)
	log.Names = s.speakers()
	g := newGrammar(ctx, src, s)
	return transcript.ReadLines(log, g, g)
}
