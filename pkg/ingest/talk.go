package ingest

import (
	"bytes"
	"context"
	"io"
	"slices"

	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// unreadTalk is the code of the doubt about a text that seems to be a conversation.
const unreadTalk = "conversation.unread"

// tried is how much of a file is given to readers on trial.
const tried = 256 << 10

// whoReads names the importer that reads a text as a conversation, for a text that
// seems to be one and that nobody recognised; "" where none does. n is how many
// lines have a time and a name.
func (r *run) whoReads(ctx context.Context, n int) string {
	head := make([]byte, min(r.src.Size(), tried))
	m, err := r.src.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return ""
	}
	if head = head[:m]; r.src.Size() > tried {
		head = head[:bytes.LastIndexByte(head, '\n')+1]
		n = min(n, bytes.Count(head, []byte("\n"))/4)
	}
	if start := bytes.TrimLeft(head, "\xef\xbb\xbf \t\r\n"); len(start) == 0 || bytes.IndexByte([]byte("{[<"), start[0]) >= 0 {
		return "" // text is meant
	}
	name, most := "", max(n/2, 1)
	for _, im := range r.in.Importers {
		said := 0
		tally := &importer.Tally{OnRecord: func(rec dispute.Record) error {
			if rec.Kind == dispute.Message && rec.Who != "" {
				said++
			}
			return nil
		}}
		src := importer.NewSource(r.src.Name, r.src.Path, bytes.NewReader(head), int64(len(head)), r.src.Options)
		if err := importer.Run(ctx, im, src, tally); err == nil && said > most && tally.Failed*4 <= said {
			name, most = im.Name(), said
		}
	}
	return name
}

// advise says beside the doubt about an unread conversation who reads it.
func (r *run) advise(ctx context.Context, reading *dispute.Reading) {
	i := slices.IndexFunc(reading.Doubts, func(d dispute.Problem) bool { return d.Why.Code == unreadTalk })
	if i < 0 || ctx.Err() != nil {
		return
	}
	n := 0
	for _, c := range []byte(reading.Doubts[i].Why.Args[0]) {
		n = n*10 + int(c-'0')
	}
	if name := r.whoReads(ctx, n); name != "" {
		reading.Doubts[i].Why = dispute.Say(unreadTalk, n, name)
	}
}
