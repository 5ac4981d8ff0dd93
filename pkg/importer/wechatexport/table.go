package wechatexport

import (
	"context"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/jsonstream"
)

func never() error { return nil }

// layoutOf tells a table by its header row.
func layoutOf(header []string) string {
	has := func(names ...string) bool {
		for _, name := range names {
			if !slices.Contains(header, name) {
				return false
			}
		}
		return true
	}
	switch {
	case has("localId", "TalkerId", "Type", "IsSender", "CreateTime", "StrContent"):
		return memotraceCSV
	case has("MsgSvrID", "type_name", "is_sender", "talker", "msg", "CreateTime"):
		return pywxdumpCSV
	case has("Time", "SenderName", "Sender", "TalkerName", "Talker", "Content"):
		return chatlogCSV
	}
	return ""
}

// table reads the rows of a CSV file.
type table struct {
	log    *transcript.Log
	header []string
	layout string
	near   owners
}

func readTable(ctx context.Context, log *transcript.Log) error {
	t := table{log: log}
	if strings.Contains(string(log.Src.Head), "TalkerId") {
		if err := t.near.surveyTable(ctx, log); err != nil {
			return err
		}
	}
	return transcript.ReadTable(ctx, log, t.row)
}

func (t *table) row(row transcript.Row) error {
	if t.header == nil {
		t.header, t.layout = row.Cells, layoutOf(row.Cells)
		return t.log.Skip(row.At, "skip.header")
	}
	if len(row.Cells) == 1 && conversation.IsBlank(row.Cells[0]) {
		return t.log.Skip(row.At, "skip.blank")
	}
	if row.Open {
		return t.log.Problem(row.At, dispute.Say("chat.open-quote", conversation.Excerpt(strings.Join(row.Cells, ","))))
	}
	cell := func(name string) string {
		if i := slices.Index(t.header, name); i >= 0 && i < len(row.Cells) {
			return row.Cells[i]
		}
		return ""
	}
	// MemoTrace leaves the last three cells out in chats of two.
	short := t.layout == memotraceCSV && len(row.Cells) >= slices.Index(t.header, "StrContent")+1
	if len(row.Cells) != len(t.header) && !(short && len(row.Cells) < len(t.header)) {
		return t.log.Problem(row.At, dispute.Say("problem.width", len(row.Cells), len(t.header)))
	}
	r := dispute.Record{Kind: dispute.Message, Locator: row.At}
	var fields []dispute.Field
	for i, value := range row.Cells {
		if name := t.header[i]; value != "" && name != "StrContent" && name != "msg" && name != "Content" {
			fields = append(fields, dispute.Field{Name: name, Value: value})
		}
	}
	var why *dispute.Note
	switch t.layout {
	case memotraceCSV:
		why = t.near.memotrace(t.log, cell, fields, &r)
	case pywxdumpCSV:
		why = t.pywxdump(cell, fields, &r)
	default:
		why = t.chatlog(cell, fields, &r)
	}
	if why != nil {
		return t.log.Problem(row.At, *why)
	}
	if row.Broken {
		t.log.Broken(&r)
	}
	return t.log.Give(r)
}

// when reads a count of seconds, or a local time written out.
func when(log *transcript.Log, written string) (dispute.When, bool) {
	return log.Machine(written)
}

func (t *table) pywxdump(cell func(string) string, fields []dispute.Field, r *dispute.Record) *dispute.Note {
	at, ok := when(t.log, cell("CreateTime"))
	transcript.Tell(r, at, ok, cell("CreateTime"))
	t.log.In(cell("room_name"))
	r.Who, r.Text, r.Fields = cell("talker"), cell("msg"), fields
	r.Kind, r.Type = byWord(cell("type_name"))
	if r.Kind == dispute.System {
		r.Who = ""
	}
	recall(r)
	if src := cell("src"); src != "" && isPath(src) {
		r.Type = typeFile
		t.log.Attach(r, src)
	}
	return nil
}

func (t *table) chatlog(cell func(string) string, fields []dispute.Field, r *dispute.Record) *dispute.Note {
	at, ok := when(t.log, cell("Time"))
	transcript.Tell(r, at, ok, cell("Time"))
	t.log.In(cell("Talker"))
	r.Who, r.Text, r.Fields = cell("SenderName"), cell("Content"), fields
	if r.Who == "" {
		if r.Who = cell("Sender"); r.Who != "" && r.Who != systemSender {
			r.Remarks = append(r.Remarks, dispute.Say("chat.by-id"))
		}
	}
	if cell("Sender") == systemSender {
		r.Kind, r.Type, r.Who = dispute.System, typeNotice, ""
		recall(r)
		return nil
	}
	bracketed(r)
	return nil
}

// systemSender is what chatlog writes for the system's account.
const systemSender = "系统消息"

// owners knows who of a MemoTrace file is not the owner of the account. Some of
// its versions print the other side's names beside the owner's words too, so
// the owner has a name only where no one else goes by the same identifier.
type owners struct{ others map[string]bool }

const maxOthers = 20_000

func (o *owners) saw(isSender, sender string) {
	if o.others == nil {
		o.others = map[string]bool{}
	}
	if isSender == "0" && len(o.others) < maxOthers {
		o.others[sender] = true
	}
}

func (o *owners) surveyTable(ctx context.Context, log *transcript.Log) error {
	var header []string
	lines := transcript.New(log.Src, discard{})
	err := transcript.ReadTable(ctx, lines, func(row transcript.Row) error {
		if header == nil {
			header = row.Cells
			return nil
		}
		sender, is := slices.Index(header, "Sender"), slices.Index(header, "IsSender")
		if is >= 0 && sender >= 0 && is < len(row.Cells) && sender < len(row.Cells) {
			o.saw(row.Cells[is], row.Cells[sender])
		}
		return nil
	})
	return ctxError(ctx, err)
}

func (o *owners) surveyJSON(ctx context.Context, log *transcript.Log) error {
	root := jsonstream.None
	err := log.Walk(ctx, jsonstream.Handler{
		Decide: func(path []string, kind jsonstream.Kind) jsonstream.Action {
			if len(path) == 0 {
				root = kind
			}
			return entries(path, root)
		},
		Take: func(_ []string, raw jsonstream.Raw) error {
			v := jsonstream.Parse(raw.Bytes)
			o.saw(v.Get("IsSender").Str(), v.Get("Sender").Str())
			return nil
		},
	})
	return ctxError(ctx, err)
}

// ctxError is what of a survey's error must end the reading: what is wrong with
// the file will be met again.
func ctxError(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return nil
}

func (o *owners) memotrace(log *transcript.Log, cell func(string) string, fields []dispute.Field, r *dispute.Record) *dispute.Note {
	at, ok := when(log, cell("CreateTime"))
	if !ok {
		at, ok = when(log, cell("StrTime"))
	}
	log.In(cell("TalkerId"))
	transcript.Tell(r, at, ok, cell("CreateTime"))
	r.Text, r.Fields = cell("StrContent"), fields
	r.Kind, r.Type = byNumber(cell("Type"), cell("SubType"))
	named := cell("Remark")
	if named == "" {
		named = cell("NickName")
	}
	switch {
	case r.Kind == dispute.System:
		recall(r)
	case cell("IsSender") == "1" && (named == "" || cell("Sender") == "" || o.others[cell("Sender")]):
		r.Who = log.Src.Options.Me
		r.Remarks = append(r.Remarks, dispute.Say("chat.own"))
	case named != "":
		r.Who = named
	case cell("Sender") != "":
		r.Who = cell("Sender")
		r.Remarks = append(r.Remarks, dispute.Say("chat.by-id"))
	default:
		r.Remarks = append(r.Remarks, dispute.Say("wechatexport.other-side"))
	}
	return nil
}
