// Package pasted reads text that was copied out of a chat window: the windows
// of Qianniu and Wangwang, of JD and Pinduoduo, of WeChat and QQ on a computer
// all copy messages as a line with a name and mostly a time, and the text below.
//
// It promises that every line ends as part of exactly one record, skip or
// problem; that the forms of headers are told apart by what the whole text
// uses, so that a line of another form stays text with a remark; and that a
// time without its day is left unknown, never guessed. It forbids recognising
// anything by itself: such text has no signature, so it is read only when the
// user says that it was pasted.
package pasted

import (
	"context"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/transcript"
)

// Importer reads pasted text. The zero Importer is ready for use.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "pasted" }

// Version implements importer.Importer.
func (Importer) Version() int { return 9 }

// Identify implements importer.Importer: it knows nothing by itself.
func (Importer) Identify(*importer.Source) importer.Match { return importer.Match{} }

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	log := transcript.New(src, sink)
	s, err := look(ctx, src)
	if err != nil {
		return err
	}
	family, bare := s.family(), s.dateless()
	switch bare {
	case briefHeads:
		family = spaced
	case clockedHeads:
		family = leading
	case dailyHeads:
		family, s.dates = spaced, s.days
	}
	order, note, err := s.dates.decide(src.Options.DateOrder)
	if err != nil {
		return err
	}
	also := s.also(family)
	below := s.saying.below()
	speakers := s.over.names(below)
	if speakers != nil {
		family, also, bare = above, [families]bool{}, noBare
	}
	said, untimed := s.spoken()
	if untimed && speakers == nil {
		family, also, bare = spoken, [families]bool{}, noBare
		s.heads[spoken] = said.Said
	}
	total := s.heads[family]
	if bare != noBare {
		total = max(s.brief.lines, s.clocked.lines, s.daily.lines)
	}
	for f, taken := range also {
		if taken {
			total += s.heads[f]
		}
	}
	if s.compact() {
		total += s.loose[1]
	}
	begin := func() *grammar {
		g := &grammar{src: src, family: family, also: also, order: order, spread: s.spread(family), compact: s.compact(), total: total, speakers: speakers, bare: bare, shops: &s.accounts, spoken: said, below: below && (untimed || speakers != nil), unsure: untimed && s.saying.unsure()}
		g.ahead = src.Lines(ctx)
		g.step()
		return g
	}
	if log.Names, err = transcript.Survey(ctx, log, begin()); err != nil {
		return err
	}
	if note != nil {
		sink.Remark(*note)
	}
	switch {
	case family == colon:
		sink.Remark(dispute.Say("pasted.untimed"))
	case family == spoken && s.saying.times == 0:
		sink.Remark(dispute.Say("pasted.spoken"))
	}
	if untimed && s.saying.unsure() {
		if err := sink.Doubt(dispute.Locator{}, dispute.Say("pasted.time-unsure")); err != nil {
			return err
		}
	}
	if also != [families]bool{} {
		sink.Remark(dispute.Say("pasted.several-forms"))
	}
	g := begin()
	g.names = log.Names
	return transcript.ReadText(ctx, log, g)
}
