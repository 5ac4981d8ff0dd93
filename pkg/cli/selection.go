package cli

import (
	"complain/pkg/dispute"
	"complain/pkg/timeline"
)

// selection takes out of all records those that are needed, and leaves them in
// their order.
type selection struct {
	wanted func(*dispute.Record) bool
	kept   []dispute.Record
	recent []waiting // the last records, which may yet be needed
	more   int       // messages to keep after one that the user chose
}

type waiting struct {
	record dispute.Record
	needed bool
}

// add decides on a record. Of conversations are needed: their beginning, which
// may be shown whole, and their end; what has attachments; and what the user
// chose, with what stands around it.
func (s *selection) add(r dispute.Record, chosen bool) {
	if n := len(s.recent); n > 0 && s.recent[n-1].record.Evidence != r.Evidence {
		s.drain()
	}
	needed := !timeline.Talk(r.Kind) || r.Seq <= wholeConversation || len(r.Files) > 0 || s.more > 0 || chosen || s.wanted(&r)
	s.more = max(s.more-1, 0)
	if chosen {
		s.more = contextMessages
		for i := range s.recent {
			s.recent[i].needed = true
		}
	}
	s.recent = append(s.recent, waiting{r, needed})
	if len(s.recent) > contextMessages {
		s.keep(s.recent[0])
		s.recent = append(s.recent[:0], s.recent[1:]...)
	}
}

func (s *selection) keep(c waiting) {
	if c.needed {
		s.kept = append(s.kept, c.record)
	}
}

// drain ends an evidence.
func (s *selection) drain() {
	for i, c := range s.recent {
		c.needed = c.needed || i == len(s.recent)-1
		s.keep(c)
	}
	s.recent, s.more = s.recent[:0], 0
}

func (s *selection) finish() []dispute.Record {
	s.drain()
	return s.kept
}
