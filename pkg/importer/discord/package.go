package discord

import (
	"context"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/jsonstream"
)

// Discord's own data package: messages.json or, of before 2024, messages.csv, one a
// channel. It holds only what the owner of the account wrote.

const packageHeader = "ID,Timestamp,Contents,Attachments"

func isPackageEntry(v jsonstream.Value) bool {
	return v.Has("ID") && v.Has("Timestamp") && v.Has("Contents")
}

// owner is the name of who wrote all of it.
func owner(log *transcript.Log) string {
	if said := log.Src.Options.Me; said != "" {
		return said
	}
	return "Me"
}

func readPackage(ctx context.Context, log *transcript.Log) error {
	var d transcript.Direction
	elements := jsonstream.Handler{Decide: func(path []string, _ jsonstream.Kind) jsonstream.Action {
		if len(path) == 0 {
			return jsonstream.Enter
		}
		return jsonstream.Take
	}}
	elements.Take = func(_ []string, raw jsonstream.Raw) error {
		if at, ok := packageTime(log, jsonstream.Parse(raw.Bytes).Get("Timestamp").Str()); ok {
			d.Add(at.Time().UnixMilli())
		}
		return nil
	}
	if err := log.Walk(ctx, elements); err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	log.NewestFirst = d.NewestFirst()
	log.Sink.Remark(dispute.Say("discord.package"))
	elements.Take = func(_ []string, raw jsonstream.Raw) error {
		return log.Entry(raw, func(v jsonstream.Value, r *dispute.Record) *dispute.Note {
			if !isPackageEntry(v) {
				why := dispute.Say("chat.entry-strange", conversation.Excerpt(v.Get("Contents").Str()))
				return &why
			}
			packageMessage(log, r, func(name string) string { return v.Get(name).Str() })
			return nil
		})
	}
	return log.EndWith(log.Walk(ctx, elements))
}

func readPackageTable(ctx context.Context, log *transcript.Log) error {
	var d transcript.Direction
	err := transcript.ReadTable(ctx, transcript.New(log.Src, unheard{}), func(row transcript.Row) error {
		if len(row.Cells) > 1 {
			if at, ok := packageTime(log, row.Cells[1]); ok {
				d.Add(at.Time().UnixMilli())
			}
		}
		return nil
	})
	if ctx.Err() != nil {
		return err
	}
	log.NewestFirst = d.NewestFirst()
	log.Sink.Remark(dispute.Say("discord.package"))
	var header []string
	return transcript.ReadTable(ctx, log, func(row transcript.Row) error {
		switch {
		case header == nil:
			header = slices.Clone(row.Cells)
			header[0] = strings.TrimPrefix(header[0], "\ufeff")
			return log.Skip(row.At, "skip.header")
		case len(row.Cells) == 1 && conversation.IsBlank(row.Cells[0]):
			return log.Skip(row.At, "skip.blank")
		case row.Open:
			return log.Problem(row.At, dispute.Say("chat.open-quote", conversation.Excerpt(strings.Join(row.Cells, ","))))
		case len(row.Cells) != len(header):
			return log.Problem(row.At, dispute.Say("problem.width", len(row.Cells), len(header)))
		}
		r := dispute.Record{Kind: dispute.Message, Locator: row.At}
		packageMessage(log, &r, func(name string) string { return row.Cells[slices.Index(header, name)] })
		if row.Broken {
			log.Broken(&r)
		}
		return log.Give(r)
	})
}

// packageMessage makes a record of the four members that a message has.
func packageMessage(log *transcript.Log, r *dispute.Record, member func(string) string) {
	r.Raw = member("Timestamp")
	at, ok := packageTime(log, r.Raw)
	transcript.Tell(r, at, ok, r.Raw)
	r.Who, r.Text = owner(log), member("Contents")
	for _, file := range strings.Fields(member("Attachments")) {
		r.Type = typeAttachment
		log.Attach(r, file)
		if at := strings.IndexByte(file, '?'); strings.Contains(file, "://") {
			if at > 0 {
				file = file[:at]
			}
			r.Files = append(r.Files, file[strings.LastIndexByte(file, '/')+1:])
		}
	}
	if r.Text == "" && r.Type == "" {
		r.Remarks = append(r.Remarks, dispute.Say("chat.empty"))
	}
	r.Fields = append(r.Fields, dispute.Field{Name: "id", Value: member("ID")})
}

// packageTime reads the time, which is in UTC where it states no zone.
func packageTime(log *transcript.Log, written string) (dispute.When, bool) {
	if _, _, ok := transcript.Stamp(written, "-", " "); ok {
		written = strings.Replace(written, " ", "T", 1) + "Z"
	}
	return log.Machine(written)
}
