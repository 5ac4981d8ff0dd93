package mapped

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/dateorder"
	"complain/pkg/importer/kit/tabular"
	"complain/pkg/importer/kit/transcript"
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
			if used[c] || len(c.cells) == 0 || !c.may(g.role) {
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
	if given["who"] != nil {
		given["who"] = t.called(given["who"], used)
	}
	who := given["who"]
	if given["time"] == nil || given["text"] == nil || who == nil || !who.speaks() {
		return t.talkByValues()
	}
	return given
}

// may reports whether the values of a column of a conversation can play a role.
func (c *column) may(role string) bool {
	times := c.share(dated)+c.share(serialed) >= 0.5
	switch role {
	case "time":
		return times
	case "text", "who":
		return !times
	case "clock":
		return c.share(clocked) >= 0.5
	}
	return true
}

// speaks reports whether the values of a column are those who speak again and again.
func (c *column) speaks() bool {
	changing := c.seen > 4 && c.varied() > 0.7
	alone := c.seen > 3 && len(c.words) < 2
	return !changing && !alone
}

// talkByValues is talk where the names of the columns do not tell.
func (t *glance) talkByValues() map[string]*column {
	rows := t.rows
	if !t.headless {
		header := sheet.Row{}
		for _, c := range t.columns {
			header.Cells = append(header.Cells, sheet.Cell{Text: c.name})
		}
		rows = append([]sheet.Row{header}, rows...)
	}
	_, roles, ok := tabular.TalkIn(rows)
	if !ok || roles.Time == "" && !t.objects {
		return nil
	}
	given := map[string]*column{}
	for role, at := range map[string]string{"time": roles.Time, "clock": roles.Clock, "who": roles.Who, "text": roles.Text} {
		if i, err := strconv.Atoi(at); err == nil && i < len(t.columns) && t.columns[i].name != "" {
			given[role] = t.columns[i]
		}
	}
	if given["text"] == nil || given["who"] == nil {
		return nil
	}
	given["who"] = t.called(given["who"], nil)
	return given
}

// talkReader reads the rows of a table of messages.
type talkReader struct {
	m      *Mapping
	log    *transcript.Log
	order  dateorder.Order
	header []string
	sheet  int
	people map[string]string // names by numbers
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
	if t.people, err = m.namesOf(ctx, src); err != nil {
		return err
	}
	if len(m.Columns["time"]) == 0 {
		sink.Remark(dispute.Say("mapped.no-time"))
	}
	if err := m.lone(ctx, src, t.lone); err != nil {
		return err
	}
	if t.order == dateorder.MYD {
		if t.order, err = m.talkOrder(src, rows, sink); err != nil {
			return err
		}
	}
	if m.Header != headerNone && !slices.ContainsFunc(rows, func(r sheet.Row) bool { return m.isTalkHeader(cellsOf(r.Cells)) }) {
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
	for i, r := range rows {
		cells := cellsOf(r.Cells)
		if m.Header == headerNone && i == 0 {
			cells = numbers(len(cells))
		}
		if m.isTalkHeader(cells) {
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
		if column < 0 && m.Header == headerNone {
			column = slices.Index(numbers(len(cells)), m.Columns["time"][0])
		} else if column < 0 {
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

// eventKinds are kinds of entries in which help desks note what was done with a
// conversation.
var eventKinds = []string{"assignment", "close", "open", "away_mode_assignment", "lineitem", "system_message", "threadactivity/addmember", "threadactivity/topicupdate", "event", "activity"}

// numbers are the names of the columns of a table without any.
func numbers(n int) []string { return cellsOf(tabular.Numbered(n)) }

// isTalkHeader reports a row that has all columns of the mapping.
func (m *Mapping) isTalkHeader(cells []string) bool {
	for _, name := range m.names() {
		if !slices.Contains(cells, name) {
			return false
		}
	}
	return len(m.names()) > 0
}
