package office

import (
	"context"
	"io"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/paper"
	"complain/pkg/internal/rtf"
)

// maxRich is the size up to which RTF is read: pictures in it are written as text.
const maxRich = 64 << 20

// rich reads a document in RTF.
func (d *document) rich(ctx context.Context) error {
	r := dispute.Record{Kind: dispute.Document, Fields: dispute.PaperFacts{MediaType: mediaTypes[variantRTF]}.Fields()}
	r.At, r.Remarks = paper.Time(d.src)
	if err := d.sink.Record(r); err != nil {
		return err
	}
	content, err := io.ReadAll(io.NewSectionReader(d.src, 0, min(d.src.Size(), maxRich)))
	if err != nil {
		return err
	}
	read := rtf.Read(content, maxText)
	if read.Page { // of a mail, which is read there
		d.sink.Units(d.units)
		return nil
	}
	out := paper.Writer{Sink: d.sink, Unlined: true}
	for line := range strings.SplitSeq(strings.TrimSpace(read.Text), "\n") {
		if err := ctx.Err(); err != nil {
			return err
		}
		d.glimpse.Line(line)
		if err := out.Line(line, 0, 0); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	d.sink.Units(d.units + out.Units)
	if read.Hidden > 0 {
		d.sink.Remark(dispute.Say("office.hidden", read.Hidden))
	}
	if read.Changes > 0 {
		d.sink.Remark(dispute.Say("office.tracked", read.Changes))
	}
	if d.src.Size() > maxRich || len(read.Text) > maxText {
		return &importer.Stopped{Why: dispute.Say("paper.limit"), Err: errLong}
	}
	return d.glimpse.Tell(d.src.Options.As, d.sink.Doubt)
}
