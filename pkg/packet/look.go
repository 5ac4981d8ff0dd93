package packet

import (
	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// Evidence is what stands in the case as packets name it, by number: redacted
// versions in place of their originals.
func (p *Plan) Evidence() []dispute.Evidence { return p.in.Evidence }

// Original is the evidence that a redacted version stands for.
func (p *Plan) Original(id dispute.EvidenceID) (dispute.Evidence, bool) {
	e, ok := p.redaction.originals[id]
	return e, ok
}

// Events are those of the timeline, with redacted versions in place of their
// originals.
func (p *Plan) Events() []dispute.Event { return p.in.Events }

// Attached is the evidence of the name by which a record of another one points at
// it, as packets name it.
func (p *Plan) Attached(of dispute.EvidenceID, name string) (dispute.EvidenceID, bool) {
	return p.attached(of, name)
}

// Masker rewrites texts outside of packets as packets are rewritten.
type Masker struct{ m *masker }

// NewMasker is a masker of what a profile does not keep of the people in a plan.
func (p *Plan) NewMasker(profile channel.Profile, masks []Mask) Masker {
	m := newMasker(p.in.Parties, profile, masks)
	m.learn(p.in)
	return Masker{m}
}

// Text is a text with what is hidden masked.
func (m Masker) Text(text string) string { return m.m.line("", text) }
