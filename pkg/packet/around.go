package packet

import (
	"complain/pkg/dispute"
)

const (
	// contextMessages is how many messages before and after a cited one a
	// transcript shows.
	contextMessages = 3
	// wholeConversation is the longest conversation that is shown whole where
	// the user pinned nothing of it.
	wholeConversation = 400
)

// Selection keeps of the records of a case, as they go by in the order of the
// case, those that Choose may need, and leaves them in their order: everything
// but conversations, which may hold a million messages. Of these are needed
// their beginning, which may be shown whole, and their end; what has
// attachments; and what the user chose, with what stands around it.
type Selection struct {
	Wanted func(*dispute.Record) bool // messages to be kept for another reason; nil for none

	kept   [][]dispute.Record       // in parts, so that many do not move as they become more
	recent [contextMessages]waiting // the last records, which may yet be needed: a ring
	oldest int                      // of the ring
	count  int                      // in the ring
	more   int                      // messages to keep after one that the user chose
}

type waiting struct {
	record dispute.Record
	needed bool
}

// Add decides on a record, of which it makes a copy where it keeps it; chosen says
// that the user pinned it or took it out.
func (s *Selection) Add(r *dispute.Record, chosen bool) {
	if s.count > 0 && s.waiting(s.count-1).record.Evidence != r.Evidence {
		s.drain()
	}
	needed := s.more > 0 || chosen || s.needed(r)
	s.more = max(s.more-1, 0)
	if chosen {
		s.more = contextMessages
		for i := range s.count {
			s.waiting(i).needed = true
		}
	}
	if s.count == len(s.recent) {
		s.keep(s.waiting(0))
		s.oldest, s.count = (s.oldest+1)%len(s.recent), s.count-1
	}
	s.count++
	last := s.waiting(s.count - 1)
	last.record, last.needed = *r, needed
}

// waiting is a record of the ring, the oldest first.
func (s *Selection) waiting(i int) *waiting { return &s.recent[(s.oldest+i)%len(s.recent)] }

// needed reports whether a record is, whatever stands around it.
func (s *Selection) needed(r *dispute.Record) bool {
	return !r.Kind.Talk() || r.Seq <= wholeConversation || len(r.Files) > 0 || s.Wanted != nil && s.Wanted(r)
}

func (s *Selection) keep(c *waiting) {
	if !c.needed {
		return
	}
	last := len(s.kept) - 1
	if last < 0 || len(s.kept[last]) == cap(s.kept[last]) {
		room := 64
		if last >= 0 {
			room = min(2*cap(s.kept[last]), mostTogether)
		}
		s.kept, last = append(s.kept, make([]dispute.Record, 0, room)), last+1
	}
	s.kept[last] = append(s.kept[last], c.record)
}

// mostTogether is how many records stand in one part of a selection.
const mostTogether = 4096

// drain ends an evidence.
func (s *Selection) drain() {
	for i := range s.count {
		c := s.waiting(i)
		c.needed = c.needed || i == s.count-1
		s.keep(c)
	}
	s.count, s.more = 0, 0
}

// Records ends the selection: it is what was kept.
func (s *Selection) Records() []dispute.Record {
	s.drain()
	n := 0
	for _, part := range s.kept {
		n += len(part)
	}
	out := make([]dispute.Record, 0, n)
	for i, part := range s.kept {
		out, s.kept[i] = append(out, part...), nil // a large bill is not held twice to its end
	}
	s.kept = nil
	return out
}

// aroundCited picks of the conversations that the key events cite the cited messages
// with their surroundings, in file order. A conversation that is cited as a
// whole is shown from its beginning. What the user took out is not shown beside
// others either. What the user wants as an exhibit, and no event cites, is whole.
func aroundCited(in Input) map[dispute.EvidenceID][]dispute.Record {
	records, left := in.Records, in.Left
	cited, known := map[int64]bool{}, map[dispute.EvidenceID]bool{}
	whole := map[dispute.EvidenceID]bool{}
	for _, e := range in.Events {
		for _, c := range e.Cites {
			cited[c.Record] = cited[c.Record] || e.Key
			known[c.Evidence] = known[c.Evidence] || e.Key
			whole[c.Evidence] = whole[c.Evidence] || e.Key && e.Summary != nil && e.Kind == dispute.Message
		}
	}
	for id, wanted := range in.Wanted {
		whole[id] = whole[id] || wanted && !known[id]
	}
	out := map[dispute.EvidenceID][]dispute.Record{}
	shown := map[dispute.EvidenceID]int{} // the last place taken into out
	for i, r := range records {
		switch {
		case r.Kind == dispute.Transaction && whole[r.Evidence]:
			if r.Seq <= wholeConversation {
				out[r.Evidence] = append(out[r.Evidence], r)
			}
		case !r.Kind.Talk(), left[r.ID] && !cited[r.ID]:
		case whole[r.Evidence]:
			if r.Seq <= wholeConversation {
				out[r.Evidence] = append(out[r.Evidence], r)
			}
		case cited[r.ID]:
			for _, near := range records[max(i-contextMessages, 0):min(i+contextMessages+1, len(records))] {
				if left[near.ID] && !cited[near.ID] {
					continue
				}
				if near.Evidence == r.Evidence && near.Seq > shown[r.Evidence] && max(near.Seq-r.Seq, r.Seq-near.Seq) <= contextMessages {
					out[r.Evidence] = append(out[r.Evidence], near)
					shown[r.Evidence] = near.Seq
				}
			}
		}
	}
	return out
}
