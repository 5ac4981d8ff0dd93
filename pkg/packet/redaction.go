package packet

import (
	"cmp"
	"slices"

	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/locale"
)

// redaction says which evidence a packet shows for which.
type redaction struct {
	received  []dispute.Evidence                        // as the case has it
	version   map[dispute.EvidenceID]dispute.EvidenceID // of an original: what is shown for it
	originals map[dispute.EvidenceID]dispute.Evidence   // of what is shown: the original
}

// redacted puts redacted versions everywhere in in where their originals are:
// from here on the packet knows no other. Of the original stays what people
// said of it, and its time, which its events state.
func redacted(in Input) (Input, redaction) {
	found := dispute.Redactions(standing(in.Evidence))
	r := redaction{in.Evidence, map[dispute.EvidenceID]dispute.EvidenceID{}, map[dispute.EvidenceID]dispute.Evidence{}}
	if len(found.By) == 0 {
		return in, r
	}
	in.Evidence = nil
	for _, e := range r.received {
		if found.Hidden[e.ID] {
			continue
		}
		if by, ok := found.By[e.ID]; ok && e.Withdrawn == "" {
			r.version[e.ID], r.originals[by.ID] = by.ID, e
			e = inPlaceOf(e, by)
		}
		in.Evidence = append(in.Evidence, e)
	}
	slices.SortFunc(in.Evidence, func(a, b dispute.Evidence) int { return cmp.Compare(a.ID, b.ID) })
	in.Events = slices.Clone(in.Events)
	for i := range in.Events {
		in.Events[i].Cites = slices.Clone(in.Events[i].Cites)
		for j := range in.Events[i].Cites {
			r.turn(&in.Events[i].Cites[j].Evidence)
		}
	}
	return in, r
}

func standing(evidence []dispute.Evidence) []dispute.Evidence {
	return slices.DeleteFunc(slices.Clone(evidence), func(e dispute.Evidence) bool { return e.Withdrawn != "" })
}

// inPlaceOf is a redacted version with what was said of its original, where
// nothing was said of itself.
func inPlaceOf(original, version dispute.Evidence) dispute.Evidence {
	version.Title = cmp.Or(version.Title, original.Title)
	version.Source = cmp.Or(version.Source, original.Source)
	version.Proves = cmp.Or(version.Proves, original.Proves)
	version.Captured, version.Official = original.Captured, original.Official
	version.Parent, version.Batch = original.Parent, original.Batch
	return version
}

func (r *redaction) turn(id *dispute.EvidenceID) {
	if to, ok := r.version[*id]; ok {
		*id = to
	}
}

// attached finds what is shown for the attachment name of a record of of.
func (p *Plan) attached(of dispute.EvidenceID, name string) (dispute.EvidenceID, bool) {
	id, ok := p.files.Find(of, name)
	p.redaction.turn(&id)
	return id, ok
}

// redactedLine says of a redacted picture how much of it is covered, and which
// original can be produced; none for other evidence.
func (c *composer) redactedLine(e dispute.Evidence) [][]doc.Inline {
	d := e.Derived
	if d == nil {
		return nil
	}
	original, ok := c.redaction.originals[e.ID]
	if !ok {
		return [][]doc.Inline{plain(c.say("packet.redacted-unknown", len(d.Covered), c.coveredWhat(d.Covered), d.From))}
	}
	return [][]doc.Inline{
		plain(c.say("packet.redacted", len(d.Covered), c.coveredWhat(d.Covered), original.ID)),
		{doc.Digest(original.SHA256)},
	}
}

// originOf names a picture in the case, and the file that it came as.
func (c *composer) originOf(e dispute.Evidence) string {
	code := "packet.origin"
	if e.Derived != nil {
		code = "packet.origin-redacted"
	}
	return c.say(code, e.ID.String(), line(e.Name), e.Size)
}

// coveredWhat counts what boxes cover: "手机号 2 处；指定位置 1 处".
func (c *composer) coveredWhat(boxes []dispute.Box) string {
	var order []string
	count := map[string]int{}
	for _, b := range boxes {
		what := cmp.Or(b.What, "place")
		if count[what] == 0 {
			order = append(order, what)
		}
		count[what]++
	}
	out := ""
	for i, what := range order {
		if i > 0 {
			out += c.say("packet.semicolon")
		}
		name := line(what)
		if code := "redact.what." + what; locale.Has(code) {
			name = c.say(code)
		}
		out += c.say("packet.redaction-count", name, count[what])
	}
	return out
}

// redactions lists for the annex what was covered in which exhibit, and why.
func (c *composer) redactions() [][]doc.Inline {
	var out [][]doc.Inline
	for _, x := range c.exhibits {
		if d := x.evidence.Derived; d != nil {
			from := d.From
			if original, ok := c.redaction.originals[x.evidence.ID]; ok {
				from = original.ID
			}
			out = append(out, plain(c.say("packet.redaction", c.mark(x), x.evidence.ID, len(d.Covered), c.coveredWhat(d.Covered), from, line(d.Why))))
		}
	}
	return out
}
