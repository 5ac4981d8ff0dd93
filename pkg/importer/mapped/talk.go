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
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/dateorder"
	"complain/pkg/importer/kit/tabular"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/sheet"
)

// A table of messages: a mapping whose rows are messages names the columns that
// say when, who and what.

// What the rows of a table are.
const (
	rowsPayments = "payments"
	rowsMessages = "messages"
)

// Rows lists what the rows of a table can be.
func Rows() []string { return []string{rowsPayments, rowsMessages} }

// TalkRoles lists the roles that a column of a table of messages can have.
func TalkRoles() []string { return []string{"time", "clock", "who", "text", "type"} }

// Talks reports whether the rows are messages.
func (m *Mapping) Talks() bool { return m.Rows == rowsMessages }

// talkWords are the words of columns of conversations, for the roles that they share
// with payments.
var talkWords = []guess{
	{"text", []string{"消息内容", "聊天内容", "内容", "消息", "發言內容", "正文", "text", "message", "content", "contents", "body", "msg", "nachricht", "mensaje", "mensagem", "messaggio", "メッセージ", "内容", "메시지", "сообщение"}},
	{"who", []string{"发送者", "发送人", "發送者", "发言人", "发信人", "昵称", "姓名", "用户", "sender", "sender name", "from", "author", "speaker", "user", "username", "name", "absender", "expéditeur", "remitente", "送信者", "보낸사람", "отправитель"}},
	{"time", []string{"时间", "發送時間", "发送时间", "消息时间", "日期", "时间戳", "timestamp", "time", "date", "datetime", "sent", "sent at", "created", "zeit", "datum", "fecha", "heure", "日時", "시간", "дата"}},
	{"clock", []string{"time", "时刻", "uhrzeit", "heure", "hora"}},
	{"type", []string{"消息类型", "类型", "type", "message type", "kind"}},
}

// talk is the columns of a conversation, or nil where the table is none: it has a
// time, somebody who speaks again and again, and words that differ, and no amount
// that is called one.
func (t *glance) talk() map[string]*column {
	for _, role := range []string{"amount", "in", "out"} {
		if c := t.given[role]; c != nil {
			for _, g := range guesses() {
				if g.role == role && named(c.name, g.words) > 40 {
					return nil
				}
			}
		}
	}
	given, used := map[string]*column{}, map[*column]bool{}
	for _, g := range talkWords {
		var best *column
		most := 30.0
		for _, c := range t.columns {
			score := named(c.name, g.words)
			if used[c] || len(c.cells) == 0 || (g.role == "time") != (c.share(dated)+c.share(serialed) >= 0.5) && (g.role == "time" || g.role == "text" || g.role == "who") {
				continue
			}
			if g.role == "clock" && c.share(clocked) < 0.5 {
				continue
			}
			if score > most {
				best, most = c, score
			}
		}
		if best != nil {
			given[g.role], used[best] = best, true
		}
	}
	who := given["who"]
	if given["time"] == nil || given["text"] == nil || who == nil || who.seen > 4 && who.varied() > 0.7 || who.seen > 3 && len(who.words) < 2 {
		return t.talkByValues()
	}
	return given
}

// talkByValues is talk where the names of the columns do not tell.
func (t *glance) talkByValues() map[string]*column {
	_, roles, ok := tabular.TalkIn(t.rows)
	if !ok || roles.Time == "" {
		return nil
	}
	given := map[string]*column{}
	for role, at := range map[string]string{"time": roles.Time, "clock": roles.Clock, "who": roles.Who, "text": roles.Text} {
		if i, err := strconv.Atoi(at); err == nil && i < len(t.columns) && t.columns[i].name != "" {
			given[role] = t.columns[i]
		}
	}
	if len(given) < 3 {
		return nil
	}
	return given
}

// talkReader reads the rows of a table of messages.
type talkReader struct {
	m      *Mapping
	log    *transcript.Log
	order  dateorder.Order
	header []string
	sheet  int
}

// readTalk reads a table whose rows are messages.
func (m *Mapping) readTalk(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	own := *src
	if m.Zone != "" {
		own.Options.Zone, _ = time.LoadLocation(m.Zone) // Parse saw that there is one
		own.Options.ZoneFrom = dispute.ZoneUser
	}
	t := &talkReader{m: m, log: transcript.New(&own, sink), sheet: -1}
	switch m.Dates {
	case "dmy":
		t.order = dateorder.DMY
	case "mdy":
		t.order = dateorder.MDY
	case "ask":
		t.order = dateorder.MYD // until the rows were looked at
	default:
		t.order = dateorder.YMD
	}
	rows, err := tabular.Glance(ctx, src, glanced)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return &importer.Stopped{Why: dispute.Say("bill.stop.workbook"), Err: err}
	}
	if t.order == dateorder.MYD {
		if t.order, err = m.talkOrder(src, rows, sink); err != nil {
			return err
		}
	}
	if !slices.ContainsFunc(rows, func(r sheet.Row) bool { return m.isTalkHeader(cellsOf(r.Cells)) }) {
		return &importer.Stopped{Why: dispute.Say("mapped.stop.columns", strings.Join(m.names(), ", "))}
	}
	if sheet.FormOf(src.Head) != sheet.Text {
		return transcript.ReadBook(ctx, t.log, t.row)
	}
	return t.readText(ctx)
}

// headSeen is how many rows are looked at for the header.
const headSeen = 40

func (m *Mapping) identifyTalk(src *importer.Source) importer.Match {
	rows, err := tabular.Glance(context.Background(), src, headSeen)
	if err != nil {
		return importer.Match{}
	}
	for _, r := range rows {
		if cells := cellsOf(r.Cells); m.isTalkHeader(cells) {
			return importer.Match{Confidence: importer.Certain, Variant: "own", Because: []dispute.Note{
				dispute.Say("chat.sign.columns", conversation.Excerpt(strings.Join(cells, ","))),
			}}
		}
	}
	return importer.Match{}
}

// talkOrder is the order of day and month that the file's dates leave possible, or
// that was given.
func (m *Mapping) talkOrder(src *importer.Source, rows []sheet.Row, sink importer.Sink) (dateorder.Order, error) {
	if order, ok := dateorder.Parse(src.Options.DateOrder); ok {
		return order, nil
	}
	column, example := -1, ""
	first, second := false, false // a number beyond the months stands there
	for _, r := range rows {
		cells := cellsOf(r.Cells)
		if column < 0 {
			if m.isTalkHeader(cells) {
				column = slices.Index(cells, m.Columns["time"][0])
			}
			continue
		}
		if column >= len(cells) {
			continue
		}
		if parts := dayAndTime().FindStringSubmatch(cells[column]); parts != nil {
			a, _ := strconv.Atoi(parts[1])
			b, _ := strconv.Atoi(parts[2])
			if first, second = first || a > 12, second || b > 12; example == "" || a > 12 || b > 12 {
				example = cells[column]
			}
		}
	}
	switch {
	case first && !second:
		sink.Remark(dispute.Say("mapped.dates.only", "dmy", example))
		return dateorder.DMY, nil
	case second && !first:
		sink.Remark(dispute.Say("mapped.dates.only", "mdy", example))
		return dateorder.MDY, nil
	}
	return 0, dateorder.Ask(dispute.Say("mapped.ask.dates", example), dateorder.DMY, dateorder.MDY)
}

func cellsOf(cells []sheet.Cell) (out []string) {
	for _, c := range cells {
		out = append(out, sheet.Trim(c.Text))
	}
	return out
}

// isTalkHeader reports a row that has all columns of the mapping.
func (m *Mapping) isTalkHeader(cells []string) bool {
	for _, name := range m.names() {
		if !slices.Contains(cells, name) {
			return false
		}
	}
	return len(m.names()) > 0
}

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
			if t.m.isTalkHeader(cellsOf(sheet.Split(strings.TrimRight(line, "\r\n"), comma))) {
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
	r := dispute.Record{Kind: dispute.Message, Locator: row.At, Text: cell("text").Text, Who: sheet.Trim(cell("who").Text)}
	when := cell("time")
	written := strings.TrimSpace(sheet.Trim(when.Text) + " " + sheet.Trim(cell("clock").Text))
	at, ok := t.when(when, written)
	transcript.Tell(&r, at, ok, written)
	r.Raw = written
	t.describe(&r, sheet.Trim(cell("type").Text))
	for i, name := range t.header {
		if value := row.Text(i); value != "" && !slices.Contains(t.m.Columns["text"], name) && !slices.Contains(t.m.Columns["time"], name) {
			r.Fields = append(r.Fields, dispute.Field{Name: name, Value: value})
		}
	}
	return t.log.Give(r)
}

// describe tells what a message is by the column for its kind.
func (t *talkReader) describe(r *dispute.Record, kind string) {
	lower := strings.ToLower(kind)
	switch {
	case strings.Contains(kind, "系统") || lower == "system" || lower == "notice":
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
