package dossier

import (
	"context"
	"slices"
	"strconv"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/packet"
	"complain/pkg/picture"
)

// The kinds of sayings of which evidence is an exhibit, and where it stands.
const (
	ExhibitSaid      = "exhibit"       // key: the number of the evidence, without its letter; body: Exhibit
	ExhibitOrderSaid = "exhibit-order" // key: PacketOrder; body: ExhibitOrder
)

// PacketOrder is the key of the one order of exhibits.
const PacketOrder = "packet"

// Exhibit is whether evidence is an exhibit of packets, whatever cites it, and of a
// picture which rows of pixels they show: all where Bottom is 0.
type Exhibit struct {
	In     bool `json:"in"`
	Top    int  `json:"top,omitempty"`
	Bottom int  `json:"bottom,omitempty"` // not included
}

// ExhibitOrder is how exhibits stand in packets.
type ExhibitOrder struct {
	Evidence []dispute.EvidenceID `json:"evidence"`     // before all others, in this order
	By       packet.Grouping      `json:"by,omitempty"` // "" where the user said nothing of it
}

// ExhibitKey is what evidence is called in what the user says of exhibits.
func ExhibitKey(id dispute.EvidenceID) string { return strconv.FormatInt(int64(id), 10) }

// exhibits is what the user said of the exhibits of a case.
type exhibits struct {
	wanted map[dispute.EvidenceID]bool
	rows   map[dispute.EvidenceID]picture.Rows
	order  ExhibitOrder
}

func readExhibits(ctx context.Context, f *casefile.File) (x exhibits, err error) {
	x.wanted, x.rows = map[dispute.EvidenceID]bool{}, map[dispute.EvidenceID]picture.Rows{}
	err = each(ctx, f, ExhibitSaid, func(s casefile.Saying, said Exhibit) {
		if id, err := dispute.ParseEvidenceID("E" + s.Key); err == nil {
			x.wanted[id] = said.In
			if rows := (picture.Rows{Top: said.Top, Bottom: said.Bottom}); said.In && rows.Bottom > rows.Top {
				x.rows[id] = rows
			}
		}
	})
	if err != nil {
		return x, err
	}
	x.order, err = OrderOfExhibits(ctx, f)
	return x, err
}

// OrderOfExhibits is what the user said of how exhibits stand in packets.
func OrderOfExhibits(ctx context.Context, f *casefile.File) (order ExhibitOrder, err error) {
	err = each(ctx, f, ExhibitOrderSaid, func(_ casefile.Saying, said ExhibitOrder) { order = said })
	if !slices.Contains(packet.Groupings(), order.By) {
		order.By = "" // of another version of the program
	}
	return order, err
}

// ExcludedExhibits are the evidence that the user said is no exhibit, by number.
func (d *Dossier) ExcludedExhibits() []dispute.EvidenceID {
	var out []dispute.EvidenceID
	for _, e := range d.Evidence {
		if in, said := d.said.wanted[e.ID]; said && !in {
			out = append(out, e.ID)
		}
	}
	return out
}

// groups are the groups of what exhibits show; whoever asks for the rules is told
// where they cannot be read.
func (d *Dossier) groups() []channel.ExhibitGroup {
	book, err := d.options.Book()
	if err != nil {
		return nil
	}
	practice, err := book.Practice()
	if err != nil {
		return nil
	}
	return practice.ExhibitGroups()
}
