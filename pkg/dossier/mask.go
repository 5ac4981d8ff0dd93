package dossier

import (
	"context"
	"encoding/json"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/internal/personal"
	"complain/pkg/packet"
)

// MaskSaid is the kind of sayings that mask a text in packets, or keep it. Key:
// its number; body: Mask.
const MaskSaid = "mask"

// Mask is what the user said of a text.
type Mask struct {
	Number string        `json:"-"`
	Text   string        `json:"text"`
	As     personal.Kind `json:"as,omitempty"`
	Keep   bool          `json:"keep,omitempty"`
}

// Masks reads what the user masked and kept, by number.
func Masks(ctx context.Context, f *casefile.File) ([]Mask, error) {
	var out []Mask
	err := each(ctx, f, MaskSaid, func(s casefile.Saying, m Mask) {
		m.Number = s.Key
		out = append(out, m)
	})
	return out, err
}

// Say keeps a mask and returns it with its number.
func (m Mask) Say(ctx context.Context, f *casefile.File) (Mask, error) {
	body, err := json.Marshal(m)
	if err != nil {
		return m, err
	}
	said, err := f.Say(ctx, casefile.Saying{Kind: MaskSaid, Key: m.Number, Body: body}, nil)
	m.Number = said.Key
	return m, err
}

// PacketMasks are the masks as a packet takes them.
func PacketMasks(masks []Mask) []packet.Mask {
	var out []packet.Mask
	for _, m := range masks {
		out = append(out, packet.Mask{Text: m.Text, Kind: m.As, Keep: m.Keep})
	}
	return out
}

// seen is the text that was recognised in what a plan shows as it is.
func (d *Dossier) seen(ctx context.Context, p *packet.Plan) (map[dispute.EvidenceID][]string, error) {
	out := map[dispute.EvidenceID][]string{}
	for _, id := range p.Exhibits() {
		pages, err := d.file.RecognisedText(ctx, id)
		if err != nil {
			return nil, err
		}
		for _, page := range pages {
			out[id] = append(out[id], page.Text)
		}
	}
	return out, nil
}
