package transcript

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// Counts is what was noticed at single messages of a file.
type Counts struct {
	Backward        int // messages at which time runs backward
	Missing         int // attachments that did not come along
	Elsewhere       int // attachments in folders that cannot be looked into
	UnreadableLines int // lines with bytes that are no text
	UnreadableUnits int // records with bytes that are no text
}

// Remark says of the whole file what was noticed at single messages.
func (c Counts) Remark(sink importer.Sink) {
	for _, s := range []struct {
		code string
		n    int
	}{
		{"chat.backward-count", c.Backward}, {"chat.missing-count", c.Missing}, {"chat.elsewhere-count", c.Elsewhere},
		{"chat.unreadable-lines", c.UnreadableLines}, {"chat.unreadable-count", c.UnreadableUnits},
	} {
		if s.n > 0 {
			sink.Remark(dispute.Say(s.code, s.n))
		}
	}
}
