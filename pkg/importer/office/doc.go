package office

import (
	"context"
	"encoding/binary"
	"errors"
	"strings"
	"time"
	"unicode/utf16"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/paper"
	"complain/pkg/internal/cause"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/compound"
)

// word97 reads a document of Word 97 to 2003: what it says of itself, and its text in
// the order of the file, with notes behind the text.
func (d *document) word97(ctx context.Context) error {
	c, err := compound.Open(d.src, d.src.Size())
	if err != nil {
		return &importer.Stopped{Why: dispute.Say("office.stop.damaged", cause.Of(err)), Err: err}
	}
	said := summary(ctx, c)
	said.MediaType = mediaTypes[variantDOC]
	r := dispute.Record{Kind: dispute.Document, Text: said.Title, Fields: said.Fields()}
	d.times(&r, said)
	if err := d.sink.Record(r); err != nil {
		return err
	}
	err = d.wordText(ctx, c)
	d.sink.Units(d.units)
	if d.hidden > 0 {
		d.sink.Remark(dispute.Say("office.hidden", d.hidden))
	}
	if d.changes > 0 {
		d.sink.Remark(dispute.Say("office.tracked", d.changes))
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errOldWord):
		return d.sink.Doubt(dispute.Locator{}, dispute.Say("office.doc-kept"))
	case errors.Is(err, errEncrypted):
		return &importer.Stopped{Why: dispute.Say("office.stop.encrypted"), Err: err}
	case errors.Is(err, errLong):
		return &importer.Stopped{Why: dispute.Say("paper.limit"), Err: err}
	case errors.Is(err, compound.ErrDamaged), errors.Is(err, compound.ErrMissing):
		return &importer.Stopped{Why: dispute.Say("office.stop.damaged", cause.Of(err)), Err: err}
	case err != nil:
		return err
	}
	return d.glimpse.Tell(d.src.Options.As, d.sink.Doubt)
}

func (d *document) wordText(ctx context.Context, c *compound.File) error {
	w, err := openWord(ctx, c)
	if err != nil {
		return err
	}
	out := paper.Writer{Sink: d.sink}
	f := &flow{line: func(text string) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if d.size += len(text); d.size > maxText {
			return errLong
		}
		d.glimpse.Line(text)
		return out.Line(text, 0, 0)
	}}
	var hidden strings.Builder
	err = w.written(f, &hidden)
	flushed := out.Flush()
	d.units, d.changes = d.units+out.Units, f.changes
	if flushed != nil {
		return flushed
	}
	if apart := d.apart(&hidden, ""); apart != nil {
		return apart
	}
	return err
}

// The properties of a summary (MS-OLEPS), by their numbers, and the kinds of values.
const (
	codePage, maxProperties        = 1, 200
	kindText, kindWide, kindMoment = 30, 31, 64
)

// summary is what a document says of itself.
func summary(ctx context.Context, c *compound.File) (said dispute.PaperFacts) {
	data, err := c.Stream(ctx, "SummaryInformation")
	if err != nil || len(data) < 48 {
		return said
	}
	at := uint64(binary.LittleEndian.Uint32(data[44:]))
	if at+8 > uint64(len(data)) {
		return said
	}
	set := data[at:]
	values := map[uint32][]byte{}
	for i := range min(int(binary.LittleEndian.Uint32(set[4:])), maxProperties) {
		if 16+8*i > len(set) {
			break
		}
		from := uint64(binary.LittleEndian.Uint32(set[12+8*i:]))
		if from+4 < uint64(len(set)) {
			values[binary.LittleEndian.Uint32(set[8+8*i:])] = set[from:]
		}
	}
	utf8 := len(values[codePage]) >= 6 && binary.LittleEndian.Uint16(values[codePage][4:]) == 65001
	for number, to := range map[uint32]*string{2: &said.Title, 3: &said.Subject, 4: &said.Creator, 8: &said.LastChangedBy, 9: &said.Revision, 18: &said.Application,
		11: &said.Printed, 12: &said.Created, 13: &said.Modified} {
		*to = property97(values[number], utf8)
	}
	return said
}

// property97 is a value as text; a moment as XML writes it.
func property97(value []byte, utf8 bool) string {
	if len(value) < 8 {
		return ""
	}
	kind, n := binary.LittleEndian.Uint32(value), int(min(binary.LittleEndian.Uint32(value[4:]), maxProperty))
	switch {
	case kind == kindMoment && len(value) >= 12:
		return fileTime(binary.LittleEndian.Uint64(value[4:]))
	case kind == kindText && 8+n <= len(value):
		text := strings.TrimRight(string(value[8:8+n]), "\x00")
		if !utf8 {
			text, _ = charset.DecodeHead([]byte(text))
		}
		return strings.TrimSpace(strings.ToValidUTF8(text, "\uFFFD"))
	case kind == kindWide && 8+2*n <= len(value):
		units := make([]uint16, n)
		for i := range units {
			units[i] = binary.LittleEndian.Uint16(value[8+2*i:])
		}
		return strings.TrimSpace(strings.TrimRight(string(utf16.Decode(units)), "\x00"))
	}
	return ""
}

// fileTime is a moment in steps of 100 nanoseconds since 1601; small counts are
// lengths of time.
func fileTime(steps uint64) string {
	const second, since1601 = 10_000_000, 11644473600
	if steps == 0 || steps/second > 20*since1601 {
		return ""
	}
	return time.Unix(int64(steps/second)-since1601, 0).UTC().Format("2006-01-02T15:04:05Z")
}
