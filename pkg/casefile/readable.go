package casefile

import (
	"errors"
	"io"
)

// Span is bytes of evidence: from From on, up to To and without it.
type Span struct{ From, To int64 }

// WriteReadable writes the bytes to w as far as they are proven to be those that
// were stored. Zeros stand in the place of the others, so that all bytes are where
// they were; missing says which these are, in order.
func (b *Blob) WriteReadable(w io.Writer) (missing []Span, err error) {
	for at := int64(0); at < b.size; at += chunkSize {
		end := min(at+chunkSize, b.size)
		data, err := b.readable(at)
		switch {
		case err != nil:
			return missing, err
		case data == nil:
			data = make([]byte, end-at)
			missing = joined(missing, Span{at, end})
		}
		if _, err := w.Write(data); err != nil {
			return missing, err
		}
	}
	return missing, nil
}

// readable is the chunk that begins at a place, nil where it cannot be had.
func (b *Blob) readable(at int64) ([]byte, error) {
	err := b.load(at / chunkSize)
	switch {
	case err == nil:
		return b.data, nil
	case b.ctx.Err() != nil:
		return nil, b.ctx.Err()
	case errors.Is(err, ErrDamaged), errors.Is(err, ErrDisk): // of a broken disk only a part may be
		return nil, nil
	}
	return nil, err
}

// joined is spans with one more, which may go on from the last.
func joined(spans []Span, s Span) []Span {
	if n := len(spans); n > 0 && spans[n-1].To == s.From {
		spans[n-1].To = s.To
		return spans
	}
	return append(spans, s)
}
