package pdf

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// scan reports a page of pictures alone.
func (t pageText) scan() bool {
	return !t.late && t.Failed == nil && t.Letters == 0 && t.Pictures > 0
}

// remarkScans says how many pages are pictures, and how many mostly; of how many
// a program may recognise the text, and the compression where none can.
func remarkScans(sink importer.Sink, texts []pageText) {
	bare, lettered, readable, closed := 0, 0, 0, 0
	format := ""
	for _, t := range texts {
		switch {
		case t.scan():
			bare++
		case t.looked:
			lettered++
		}
		switch {
		case t.format != "":
			closed++
			format = t.format
		case t.looked:
			readable++
		}
	}
	if bare > 0 {
		sink.Remark(dispute.Say("pdf.scans", bare, len(texts)))
	}
	if lettered > 0 {
		sink.Remark(dispute.Say("pdf.scans-lettered", lettered, len(texts)))
	}
	if readable > 0 {
		sink.Remark(dispute.Say("pdf.scans-readable", readable))
	}
	if closed > 0 {
		sink.Remark(dispute.Say("pdf.scans-format", closed, format))
	}
}
