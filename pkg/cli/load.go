package cli

import (
	"context"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/locale"
	"complain/pkg/packet"
	"complain/pkg/timeline"
)

// loaded is a case as its timeline and packets need it.
type loaded struct {
	c        dispute.Case
	parties  []dispute.Party
	claims   []dispute.Claim
	evidence []dispute.Evidence // what stands, by number
	records  []dispute.Record   // but of conversations only those that were wanted, or that packets need
	events   []dispute.Event
}

// load reads a case as it is at one moment, whatever others write meanwhile, for
// readers of lang. Of conversations it keeps what packets need and what else is
// wanted: they may hold a million messages.
func (a *app) load(ctx context.Context, f *casefile.File, lang locale.Lang, wanted func(*dispute.Record) bool) (l *loaded, err error) {
	err = f.View(ctx, func() error {
		l, err = loadCase(ctx, f, a.answerIn(lang), wanted)
		return err
	})
	return l, err
}

// everyMessage is what load may be asked for; nil is for no more than packets need.
func everyMessage(*dispute.Record) bool { return true }

func loadCase(ctx context.Context, f *casefile.File, answer func(dispute.OfficialKind) string,
	wanted func(*dispute.Record) bool) (*loaded, error) {
	var l loaded
	var err error
	if l.c, err = f.Case(ctx); err != nil {
		return nil, err
	}
	if l.parties, err = f.Parties(ctx); err != nil {
		return nil, err
	}
	if l.claims, err = f.Claims(ctx); err != nil {
		return nil, err
	}
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		if e.Withdrawn == "" {
			l.evidence = append(l.evidence, e)
		}
	}
	pins, err := f.Pins(ctx)
	if err != nil {
		return nil, err
	}
	in := timeline.Input{Case: l.c, Parties: l.parties, Evidence: l.evidence, Answer: answer, Conversations: new(timeline.Conversations)}
	if len(pins) > 0 {
		in.Pinned = func(r dispute.Record) (bool, bool) {
			p, said := pins[casefile.PlaceOf(r)]
			return p, said
		}
	}
	s := packet.Selection{Wanted: wanted}
	for r, err := range f.Records(ctx, casefile.Filter{}) {
		if err != nil {
			return nil, err
		}
		said := false
		if in.Pinned != nil {
			_, said = in.Pinned(r)
		}
		in.Conversations.Add(&r, said)
		s.Add(r, said)
	}
	l.records = s.Records()
	in.Records = l.records
	l.events = timeline.Build(in)
	return &l, nil
}
