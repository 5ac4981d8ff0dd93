package packet

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"complain/pkg/dispute"
)

func TestSelection(t *testing.T) {
	const talk = 1000
	for _, c := range []struct {
		name   string
		chosen map[int]bool
		files  map[int]bool
		wanted func(*dispute.Record) bool
		want   string // places after the beginning of the conversation
	}{
		{name: "the end", want: "1000"},
		{name: "a choice with its surroundings", chosen: map[int]bool{700: true}, want: "697 698 699 700 701 702 703 1000"},
		{name: "choices near one another", chosen: map[int]bool{700: true, 702: true}, want: "697 698 699 700 701 702 703 704 705 1000"},
		{name: "a choice at the end", chosen: map[int]bool{1000: true}, want: "997 998 999 1000"},
		{name: "an attachment", files: map[int]bool{500: true}, want: "500 1000"},
		{name: "an attachment before a choice", files: map[int]bool{698: true}, chosen: map[int]bool{700: true}, want: "697 698 699 700 701 702 703 1000"},
		{name: "what is asked for", wanted: func(r *dispute.Record) bool { return r.Seq == 600 || r.Seq == 601 }, want: "600 601 1000"},
	} {
		s := Selection{Wanted: c.wanted}
		s.Add(&dispute.Record{Evidence: 1, Seq: 1, Kind: dispute.Photo}, false)
		for i := range talk {
			r := dispute.Record{Evidence: 2, Seq: i + 1, Kind: dispute.Message}
			if c.files[r.Seq] {
				r.Files = []string{"a.jpg"}
			}
			s.Add(&r, c.chosen[r.Seq])
		}
		s.Add(&dispute.Record{Evidence: 3, Seq: 1, Kind: dispute.Transaction}, false)
		kept := s.Records()
		if len(kept) < wholeConversation+2 || kept[0].Kind != dispute.Photo || kept[wholeConversation].Seq != wholeConversation || kept[len(kept)-1].Kind != dispute.Transaction {
			t.Fatalf("%s: %d records", c.name, len(kept))
		}
		var got []string
		for _, r := range kept[wholeConversation+1 : len(kept)-1] {
			got = append(got, fmt.Sprint(r.Seq))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s, want %s", c.name, strings.Join(got, " "), c.want)
		}
	}
}

// Whatever is asked for, order stays and nothing but messages is left out.
func TestSelectionKeepsOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 50 {
		s := Selection{Wanted: func(*dispute.Record) bool { return rng.IntN(9) == 0 }}
		others := 0
		for e := range dispute.EvidenceID(4) {
			for i := range rng.IntN(2 * wholeConversation) {
				r := dispute.Record{Evidence: e, Seq: i + 1, Kind: dispute.Kinds()[rng.IntN(len(dispute.Kinds()))]}
				if !r.Kind.Talk() {
					others++
				}
				s.Add(&r, rng.IntN(50) == 0)
			}
		}
		var last dispute.Record
		for _, r := range s.Records() {
			if r.Evidence < last.Evidence || r.Evidence == last.Evidence && r.Seq <= last.Seq {
				t.Fatalf("%s %d after %s %d", r.Evidence, r.Seq, last.Evidence, last.Seq)
			}
			if !r.Kind.Talk() {
				others--
			}
			last = r
		}
		if others != 0 {
			t.Fatalf("%d records that are no messages were left out", others)
		}
	}
}
