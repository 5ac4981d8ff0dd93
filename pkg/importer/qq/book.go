package qq

import (
	"context"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
)

// isBookHeader reports the header of the messages in QQChatExporter's workbook,
// whose other sheets are counts of them. Versions differ in what they call the
// text, and some leave the account out.
func isBookHeader(cells []string) bool {
	for _, name := range []string{"时间", "发送者", "消息类型", "是否撤回"} {
		if !slices.Contains(cells, name) {
			return false
		}
	}
	return slices.Contains(cells, "消息内容") || slices.Contains(cells, "内容")
}

func identifyBook(src *importer.Source) importer.Match {
	for _, cells := range transcript.BookHead(src, 3) {
		if isBookHeader(cells) {
			return match(importer.Certain, variantBook, dispute.Say("chat.sign.columns", conversation.Excerpt(strings.Join(cells, ","))))
		}
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
	r := dispute.Record{Kind: dispute.Message, Locator: row.At}
	account := ""
	for i, name := range header {
		value := row.Text(i)
		switch name {
		case "时间":
			at, ok := dispute.When{}, false
			if i < len(row.Cells) {
				at, ok = log.CellTime(row.Cells[i])
			}
			transcript.Tell(&r, at, ok, value)
			r.Raw = value
			continue
		case "发送者":
			r.Who = value
		case "发送者QQ号":
			account = value
		case "消息内容", "内容":
			r.Text = value
			continue
		case "消息类型":
			if strings.Contains(value, "系统") || value == "system" {
				r.Kind, r.Type = dispute.System, typeNotice
			}
		case "是否撤回":
			if value == "是" {
				r.Type = typeRecalled
				r.Remarks = append(r.Remarks, dispute.Say("chat.recalled"))
			}
		}
		if value != "" {
			r.Fields = append(r.Fields, dispute.Field{Name: name, Value: value})
		}
	}
	if r.Kind == dispute.System {
		r.Who = ""
	}
	named(log, &r)
	describe(&r, account)
	return log.Give(r)
}

// named takes the files that a text names in brackets: [image: A1B2.jpg].
func named(log *transcript.Log, r *dispute.Record) {
	for _, kind := range []string{"image", "video", "audio", "file"} {
		for rest := r.Text; ; {
			_, after, ok := strings.Cut(rest, "["+kind+": ")
			file, more, closed := strings.Cut(after, "]")
			if !ok || !closed {
				break
			}
			if rest = more; file != "" && r.Type == "" || r.Type == "attachment" {
				r.Type = "attachment"
				log.Attach(r, file)
			}
		}
	}
}
