package cli

import (
	"complain/pkg/cli/answer"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/packet"
)

// doubtFindings asks of each group of evidence whether it belongs to the case.
func doubtFindings(s *session, d *dossier.Dossier) []packet.Finding {
	var out []packet.Finding
	for _, one := range d.Doubts {
		numbers := dossier.Numbers(one.Evidence)
		out = append(out, packet.Finding{ID: "doubt-" + string(one.Why) + "-" + one.What, Level: packet.Should,
			Text: doubtNote(s, d.Span, one), Fix: dispute.Say("fix.doubt", numbers)})
	}
	return out
}

func doubtNote(s *session, span dossier.Span, d dossier.Doubt) dispute.Note {
	count, numbers := s.Say("doubt.count."+d.What, len(d.Evidence)), dossier.Numbers(d.Evidence)
	switch d.Why {
	case dossier.Far:
		return dispute.Say("doubt.far", count, numbers, wallDay(d.From), wallDay(d.To), wallDay(span.From), wallDay(span.To))
	case dossier.OtherOrder:
		return dispute.Say("doubt.order", count, numbers, d.Order)
	case dossier.Bare:
		return dispute.Say("doubt.bare", count, numbers)
	}
	return dispute.Say("doubt.unreadable", count, numbers)
}

// wallDay is a time without its hours.
func wallDay(w dispute.When) string {
	if w.Precision <= dispute.Day {
		return w.Wall()
	}
	return w.WholeDay().Wall()
}

func doubtsJSON(s *session, d *dossier.Dossier) []answer.Doubt {
	out := []answer.Doubt{}
	for _, one := range d.Doubts {
		v := answer.Doubt{Why: string(one.Why), Kind: one.What, Evidence: []string{}, From: one.From.String(), To: one.To.String(), Order: one.Order,
			Text: s.Lang.Note(doubtNote(s, d.Span, one)), Fix: s.Say("fix.doubt", dossier.Numbers(one.Evidence))}
		for _, id := range one.Evidence {
			v.Evidence = append(v.Evidence, id.String())
		}
		out = append(out, v)
	}
	return out
}
