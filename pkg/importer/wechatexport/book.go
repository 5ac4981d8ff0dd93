package wechatexport

import (
	"context"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
)

// aboveHeader is how many rows stand above the header of a workbook at most.
const aboveHeader = 8

// Columns of the workbooks, by what they hold. A name that two exporters use is of
// the same thing.
var bookColumns = struct{ time, name, remark, nick, role, typ, text, account []string }{
	time:    []string{"时间"},
	name:    []string{"发送者", "发送者昵称"},
	remark:  []string{"发送者备注"},
	nick:    []string{"群昵称"},
	role:    []string{"发送者身份"},
	account: []string{"发送者账号ID", "发送者微信ID"},
	typ:     []string{"消息类型"},
	text:    []string{"内容"},
}

// isBookHeader reports the header row of EchoTrace's and WeFlow's workbooks.
func isBookHeader(cells []string) bool {
	has := func(names []string) bool { return column(cells, names) >= 0 }
	c := bookColumns
	if slices.Contains(cells, "是否撤回") { // QQ's
		return false
	}
	return has(c.time) && (has(c.name) || has(c.role)) && has(c.typ) && has(c.text)
}

func column(header, names []string) int {
	return slices.IndexFunc(header, func(cell string) bool { return slices.Contains(names, cell) })
}

func identifyBook(src *importer.Source) importer.Match {
	head := transcript.BookHead(src, aboveHeader)
	for i, cells := range head {
		if !isBookHeader(cells) {
			continue
		}
		variant := echotraceBook
		if i > 0 || column(cells, bookColumns.role) >= 0 {
			variant = weflowBook
		}
		return importer.Match{Confidence: importer.Certain, Variant: variant, Because: []dispute.Note{
			dispute.Say("chat.sign.columns", conversation.Excerpt(strings.Join(cells, ","))),
		}}
	}
	return importer.Match{}
}

// readBook reads the rows of a workbook.
func readBook(ctx context.Context, log *transcript.Log) error {
	return transcript.ReadHeadedBook(ctx, log, isBookHeader, func(header []string, row transcript.BookRow) error {
		return bookRow(log, header, row)
	})
}

func bookRow(log *transcript.Log, header []string, row transcript.BookRow) error {
	cell := func(names []string) string { return strings.TrimSpace(row.Text(column(header, names))) }
	c := bookColumns
	r := dispute.Record{Kind: dispute.Message, Locator: row.At, Text: row.Text(column(header, c.text))}
	var at dispute.When
	written, ok := cell(c.time), false
	if i := column(header, c.time); i < len(row.Cells) {
		at, ok = log.CellTime(row.Cells[i])
	}
	transcript.Tell(&r, at, ok, written)
	r.Kind, r.Type = byWord(cell(c.typ))
	r.Who = firstOf(cell(c.nick), cell(c.remark), cell(c.name), cell(c.role))
	for i, name := range header {
		if value := row.Text(i); value != "" && !slices.Contains(c.text, name) && !slices.Contains(c.time, name) {
			r.Fields = append(r.Fields, dispute.Field{Name: name, Value: value})
		}
	}
	byID(&r, cell(c.account))
	recall(&r)
	attached(log, &r)
	return log.Give(r)
}

// attached takes the path of a file for what the message held.
func attached(log *transcript.Log, r *dispute.Record) {
	if (r.Type == typeMedia || r.Type == typeFile) && isPath(r.Text) {
		r.Type = typeFile
		log.Attach(r, r.Text)
	}
}

func firstOf(names ...string) string {
	for _, name := range names {
		if name != "" {
			return name
		}
	}
	return ""
}
