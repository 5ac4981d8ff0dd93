package cli

import (
	"complain/pkg/cli/answer"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/packet"
	"complain/pkg/phrase"
)

// doubtFindings asks of each group of evidence whether it belongs to the case.
func doubtFindings(s *session, d *dossier.Dossier) []packet.Finding {
	var out []packet.Finding
	for _, one := range d.Doubts {
		numbers := dossier.Numbers(one.Evidence)
		out = append(out, packet.Finding{ID: "doubt-" + string(one.Why) + "-" + one.What, Level: packet.Should,
			Text: phrase.Doubt(s.Lang, d.Span, one), Fix: dispute.Say("fix.doubt", numbers)})
	}
	return out
}

func doubtsJSON(s *session, d *dossier.Dossier) []answer.Doubt {
	out := []answer.Doubt{}
	for _, one := range d.Doubts {
		v := answer.Doubt{Why: string(one.Why), Kind: one.What, Evidence: []string{}, From: one.From.String(), To: one.To.String(), Order: one.Order,
			Text: s.Lang.Note(phrase.Doubt(s.Lang, d.Span, one)), Fix: s.Say("fix.doubt", dossier.Numbers(one.Evidence))}
		for _, id := range one.Evidence {
			v.Evidence = append(v.Evidence, id.String())
		}
		out = append(out, v)
	}
	return out
}
