package standing

import "complain/pkg/story"

// Told is how far the story of a case is told.
type Told struct {
	All   int             // elements that matter in this case
	Lacks []story.Element // those that nobody told, the needed ones first
}

// Told holds the story against what its category wants to know. What could be
// proposed is not looked for: that takes a walk through every message.
func (c *Standing) Told(lang string) Told {
	d := c.Dossier
	elements := story.Tell(story.Input{Case: d.Case, Parties: d.Parties, Evidence: d.Evidence, Events: d.Events,
		Elements: c.Practice.Elements(d.Case.Category, ""), Triggers: c.Practice.Triggers(), Untold: d.Untold(), Lang: lang})
	lacks, all := story.Untold(story.Check{Elements: elements, Events: d.Events, State: c.State})
	return Told{all, lacks}
}

// Barely says that less than half of what matters is told.
func (t Told) Barely() bool { return len(t.Lacks)*2 > t.All }

// Words are the elements that the story lacks, as a command takes them.
func (t Told) Words() []string {
	out := []string{}
	for _, e := range t.Lacks {
		out = append(out, e.Word())
	}
	return out
}
