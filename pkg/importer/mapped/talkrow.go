package mapped

import (
	"context"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/dateorder"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/sheet"
)

// Rows of messages, and what a message is.

func (t *talkReader) readText(ctx context.Context) error {
	comma := t.comma(ctx)
	r := sheet.NewTextReader(t.log.Src.Lines(ctx))
	r.SetShape(sheet.Shape{Comma: comma})
	for {
		row, err := r.Next()
		if err == io.EOF {
			t.log.End()
			return nil
		}
		if err != nil {
			if errors.Is(err, charset.ErrLongLine) {
				return t.log.Stop(err)
			}
			return err
		}
		at := dispute.Locator{Row: row.At.Row, Line: row.At.Line, Offset: row.At.Offset, Length: row.At.Length}
		if row.At.LineEnd > row.At.Line {
			at.LineEnd = row.At.LineEnd
		}
		found := t.header != nil
		switch {
		case row.Blank():
			err = t.log.Skip(at, "skip.blank")
		case row.Open:
			err = t.log.Problem(at, dispute.Say("chat.open-quote", conversation.Excerpt(row.Raw)))
		default:
			err = t.row(transcript.BookRow{At: at, Sheet: 0, Cells: slices.Clone(row.Cells), Raw: row.Raw})
		}
		if err != nil {
			return err
		}
		if n := len(t.header); !found && n > 0 { // from here on a cell may run over lines
			r.SetShape(sheet.Shape{Comma: comma, Width: n, Least: n, Raw: n})
		}
	}
}

// comma is the mark that parts the cells of the header.
func (t *talkReader) comma(ctx context.Context) byte {
	text, _ := t.log.Src.HeadText()
	for line := range strings.Lines(text) {
		for _, comma := range []byte{',', '\t', ';'} {
			cells := cellsOf(sheet.Split(strings.TrimRight(line, "\r\n"), comma))
			if t.m.Header == headerNone {
				cells = numbers(len(cells))
			}
			if t.m.isTalkHeader(cells) {
				return comma
			}
		}
	}
	return ','
}

func (t *talkReader) row(row transcript.BookRow) error {
	if row.Sheet != t.sheet {
		t.sheet, t.header = row.Sheet, nil
	}
	if t.header == nil && t.m.Header == headerNone {
		t.header = numbers(len(row.Cells))
	}
	if t.header == nil {
		cells := cellsOf(row.Cells)
		if !t.m.isTalkHeader(cells) {
			return t.log.Skip(row.At, "chat.skip.banner")
		}
		t.header = cells
		return t.log.Skip(row.At, "skip.header")
	}
	cell := func(role string) sheet.Cell {
		for _, name := range t.m.Columns[role] {
			if i := slices.Index(t.header, name); i >= 0 && i < len(row.Cells) && sheet.Trim(row.Cells[i].Text) != "" {
				return row.Cells[i]
			}
		}
		return sheet.Cell{}
	}
	r := t.message(row.At, cell)
	for i, name := range t.header {
		if value := row.Text(i); value != "" && !slices.Contains(t.m.Columns["text"], name) && !slices.Contains(t.m.Columns["time"], name) {
			r.Fields = append(r.Fields, dispute.Field{Name: name, Value: value})
		}
	}
	return t.log.Give(r)
}

// message is the record of a row or of an entry.
func (t *talkReader) message(at dispute.Locator, cell func(role string) sheet.Cell) dispute.Record {
	r := dispute.Record{Kind: dispute.Message, Locator: at, Text: plainBody(cell("text").Text), Who: sheet.Trim(cell("who").Text)}
	if name := t.people[r.Who]; name != "" {
		r.Who = name
	}
	if len(t.m.Columns["time"]) > 0 {
		when := cell("time")
		r.Raw = strings.TrimSpace(sheet.Trim(when.Text) + " " + sheet.Trim(cell("clock").Text))
		at, ok := t.when(when, r.Raw)
		transcript.Tell(&r, at, ok, r.Raw)
	}
	t.describe(&r, sheet.Trim(cell("type").Text))
	return r
}

// describe tells what a message is by the column for its kind.
func (t *talkReader) describe(r *dispute.Record, kind string) {
	lower := strings.ToLower(kind)
	switch {
	case strings.Contains(kind, "系统") || lower == "system" || lower == "notice" || slices.Contains(eventKinds, lower):
		r.Kind, r.Type, r.Who = dispute.System, "notice", ""
	case strings.Contains(kind, "撤回") || strings.Contains(lower, "recall") || strings.Contains(lower, "deleted"):
		r.Type = "recalled"
	case strings.Contains(kind, "转账") || lower == "transfer":
		r.Type = "transfer"
	case strings.Contains(kind, "红包"):
		r.Type = "red-packet"
	case strings.Contains(kind, "图片") || strings.Contains(kind, "语音") || strings.Contains(kind, "视频") || lower == "image" || lower == "audio" || lower == "video":
		r.Type = "media-omitted"
	}
	if r.Kind == dispute.System && strings.Contains(r.Text, "撤回了一条消息") {
		r.Type = "recalled"
	}
	if r.Text == "" && r.Type == "" {
		r.Remarks = append(r.Remarks, dispute.Say("chat.empty"))
	}
}

var dayAndTime = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp])?\.?[Mm]?\.?)?$`)
})

func (t *talkReader) when(c sheet.Cell, written string) (dispute.When, bool) {
	if t.order == dateorder.YMD {
		if written == sheet.Trim(c.Text) {
			if at, ok := t.log.CellTime(c); ok {
				return at, true
			}
		} else if at, ok := t.log.Machine(written); ok {
			return at, true
		}
	}
	m := dayAndTime().FindStringSubmatch(written)
	if m == nil {
		return t.log.CellTime(c)
	}
	var n [7]int
	for i := 1; i < 7; i++ {
		n[i], _ = strconv.Atoi(m[i])
	}
	clock := dispute.Clock{Year: n[1], Month: n[2], Day: n[3], Hour: n[4], Minute: n[5], Second: n[6]}
	switch t.order {
	case dateorder.DMY:
		clock.Day, clock.Month, clock.Year = n[1], n[2], n[3]
	case dateorder.MDY:
		clock.Month, clock.Day, clock.Year = n[1], n[2], n[3]
	}
	if clock.Year < 100 {
		clock.Year += 2000
	}
	precision := dispute.Second
	switch {
	case m[4] == "":
		precision = dispute.Day
	case m[6] == "":
		precision = dispute.Minute
	}
	if m[7] != "" && !clock.HalfDay(strings.EqualFold(m[7], "p")) {
		return dispute.When{}, false
	}
	at, err := t.log.Src.Local(clock, precision)
	return at, err == nil
}
