// Package wechatmail reads the text that WeChat makes of chosen messages when
// they are sent by mail or shared with another app: a banner, a rule for each
// day, and messages under a name and a time of day.
//
// It promises that every line ends as part of exactly one record, skip or
// problem; that messages keep the file's order, because WeChat writes no
// seconds; and that a time of day without a day is a problem, never a guess.
// It forbids reading the HTML form of the same mail, and sorting.
package wechatmail

import (
	"context"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/conversation"
)

// Importer reads WeChat's mail text. The zero Importer is ready for use.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "wechatmail" }

// Version implements importer.Importer.
func (Importer) Version() int { return 1 }

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	content, encoding := src.HeadText()
	if encoding == charset.Binary {
		return importer.Match{}
	}
	s := newSurvey()
	var banner, day string
	for line := range strings.Lines(content) {
		line = strings.TrimRight(line, "\r\n")
		had, rules := s.banner, s.rules
		s.line(line)
		if s.banner && !had {
			banner = conversation.Excerpt(trim(line))
		}
		if s.rules > 0 && rules == 0 {
			day = trim(line)
		}
	}
	s.next(start, nil)
	heads := s.apart
	if s.compact() {
		heads = s.close
	}
	var m importer.Match
	add := func(code string, args ...any) { m.Because = append(m.Because, dispute.Say(code, args...)) }
	if s.banner {
		add("wechatmail.sign.banner", banner)
	}
	if s.rules > 0 {
		add("wechatmail.sign.rule", day)
	}
	if heads > 0 {
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
	m.Variant = "text"
	return m
}

// maxAbove is how many lines may stand above the banner: a salutation, and what
// people add. The head of a mail file has more.
const maxAbove = 5

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	s := newSurvey()
	if err := s.read(ctx, src.Reader(), src.Head); err != nil {
		return err
	}
	if s.compact() {
		sink.Remark(dispute.Say("wechatmail.compact"))
	}
	r := &reader{src: src, sink: sink, survey: s, files: conversation.NewFiles(src.Siblings, src.Name)}
	return r.read(ctx)
}
