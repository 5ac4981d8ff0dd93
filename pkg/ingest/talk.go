package ingest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode"

	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// tried is how much of a file is given to readers on trial.
const tried = 256 << 10

// whoReads names the importer that reads a text as a conversation, for a text that
// seems to be one and that nobody recognised; "" where none does. n is how many
// lines look like messages.
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
	if start := bytes.TrimLeft(head, "\xef\xbb\xbf \t\r\n"); len(start) == 0 || notText(start) {
		return ""
	}
	name, most := "", max(n/2, min(n-1, 1))
	for _, im := range r.in.Importers {
		if said, ok := r.trial(ctx, im, head, r.src.Options); ok && said > most {
			name, most = im.Name(), said
		}
	}
	return name
}

// trial is how many messages an importer reads in the beginning of a file, and
// whether it reads nearly all of it. What it would ask of the order of dates is
// answered with its first choice.
func (r *run) trial(ctx context.Context, im importer.Importer, head []byte, o importer.Options) (said int, ok bool) {
	tally := &importer.Tally{OnRecord: func(rec dispute.Record) error {
		if rec.Kind == dispute.Message && strings.ContainsFunc(rec.Who, unicode.IsLetter) {
			said++
		}
		return nil
	}}
	src := importer.NewSource(r.src.Name, r.src.Path, bytes.NewReader(head), int64(len(head)), o)
	err := importer.Run(ctx, im, src, tally)
	if asks := (*importer.Undecided)(nil); errors.As(err, &asks) && asks.Flag == "date-order" && o.DateOrder == "" && len(asks.Choices) > 0 {
		o.DateOrder = asks.Choices[0]
		return r.trial(ctx, im, head, o)
	}
	return said, err == nil && tally.Failed*4 <= said
}

// notText reports whether a file begins as JSON, XML or a page does, and not as a
// time in brackets.
func notText(start []byte) bool {
	if start[0] != '[' {
		return start[0] == '{' || start[0] == '<'
	}
	rest := bytes.TrimLeft(start[1:], " \t\r\n")
	return len(rest) == 0 || bytes.IndexByte([]byte(`{["]`), rest[0]) >= 0
}

// advise says beside the doubt about an unread conversation who reads it.
func (r *run) advise(ctx context.Context, reading *dispute.Reading) {
	i := slices.IndexFunc(reading.Doubts, func(d dispute.Problem) bool { return d.Why.Code == dispute.UnreadConversation })
	if i < 0 || ctx.Err() != nil || len(reading.Doubts[i].Why.Args) > 1 {
		return
	}
	n := 0
	for _, c := range []byte(reading.Doubts[i].Why.Args[0]) {
		n = n*10 + int(c-'0')
	}
	if name := r.whoReads(ctx, n); name != "" {
		reading.Doubts[i].Why = dispute.Say(dispute.UnreadConversation, n, name)
	}
}
