package cli

import (
	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/packet"
	"complain/pkg/story"
)

// storyFindings are what the story of a case lacks for an addressee, what its
// claims need, and what its sources say against one another.
func storyFindings(s *session, to addressee, d *dossier.Dossier, state *channel.State, rows *story.Rows, today dispute.When) []packet.Finding {
	practice, office := to.practice, to.practice.Office(to.channel.ID)
	elements := story.Tell(story.Input{Case: d.Case, Parties: d.Parties, Evidence: d.Evidence, Events: d.Events,
		Elements: practice.Elements(d.Case.Category, office), Triggers: practice.Triggers(), Untold: d.Untold(), Lang: s.Lang.Tag()})
	var out []packet.Finding
	for _, f := range story.Findings(story.Check{Elements: elements, Case: d.Case, Parties: d.Parties, Claims: d.Claims, Evidence: d.Evidence, Events: d.Events,
		Pages: d.Records, Rows: rows, Practice: practice, Kinds: func(c dispute.Claim) []string { return dossier.KindsOf(to.book, practice, c) }, State: state, Office: office,
		Today: today, Lang: s.Lang.Tag(), Comma: s.Say("list.comma")}) {
		out = append(out, packet.Finding{ID: f.ID, Level: packet.Level(f.Level), Text: f.Text, Fix: f.Fix})
	}
	return out
}
