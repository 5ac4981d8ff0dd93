package discord

import (
	"context"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/dateorder"
	"complain/pkg/importer/kit/transcript"
)

const csvHeader = "AuthorID,Author,Date,Content,"

// readTable reads the CSV. Times have their offset; versions of before 2023
// wrote them as the text does.
func readTable(ctx context.Context, log *transcript.Log) error {
	var d dates
	err := transcript.ReadTable(ctx, transcript.New(log.Src, unheard{}), func(row transcript.Row) error {
		if len(row.Cells) > dateCell {
			if m, ok := readMoment(row.Cells[dateCell]); ok {
				d.add(m, row.Cells[dateCell])
			}
		}
		return nil
	})
	if ctx.Err() != nil {
		return err
	}
	order, err := d.decide(log)
	if err != nil {
		return err
	}
	t := &table{log: log, order: order}
	return transcript.ReadTable(ctx, log, t.row)
}

const dateCell = 2

type table struct {
	log    *transcript.Log
	order  dateorder.Order
	header []string
}

func (t *table) row(row transcript.Row) error {
	switch {
	case t.header == nil:
		t.header = slices.Clone(row.Cells)
		return t.log.Skip(row.At, "skip.header")
	case len(row.Cells) == 1 && conversation.IsBlank(row.Cells[0]):
		return t.log.Skip(row.At, "skip.blank")
	case row.Open:
		return t.log.Problem(row.At, dispute.Say("chat.open-quote", conversation.Excerpt(strings.Join(row.Cells, ","))))
	case len(row.Cells) != len(t.header):
		return t.log.Problem(row.At, dispute.Say("problem.width", len(row.Cells), len(t.header)))
	}
	written := row.Cells[dateCell]
	at, ok := transcript.Offset(written)
	if !ok {
		at, ok = when(t.order, t.log.Src, written)
	}
	if !ok {
		at, ok = t.log.Machine(written)
	}
	r := dispute.Record{Kind: dispute.Message, Locator: row.At, Raw: written}
	transcript.Tell(&r, at, ok, written)
	for i, name := range t.header {
		cell := row.Cells[i]
		switch name {
		case "Author":
			r.Who = cell
		case "Content":
			r.Text = cell
		case "Attachments":
			for file := range strings.SplitSeq(cell, ",") {
				if file != "" {
					r.Type = typeAttachment
					t.log.Attach(&r, file)
				}
			}
		case "Date":
		default:
			if cell != "" {
				r.Fields = append(r.Fields, dispute.Field{Name: strings.ToLower(name), Value: cell})
			}
		}
	}
	if row.Broken {
		t.log.Broken(&r)
	}
	if conversation.IsBlank(r.Text) && r.Type == "" {
		r.Remarks = append(r.Remarks, dispute.Say("chat.empty"))
	}
	return t.log.Give(r)
}

const typeAttachment = "attachment"

// unheard is a sink for a first look.
type unheard struct{}

func (unheard) Record(dispute.Record) error                 { return nil }
func (unheard) Skip(dispute.Locator, dispute.Note) error    { return nil }
func (unheard) Problem(dispute.Locator, dispute.Note) error { return nil }
func (unheard) Units(int)                                   {}
func (unheard) Total(dispute.Total)                         {}
func (unheard) Doubt(dispute.Locator, dispute.Note) error   { return nil }
func (unheard) Remark(dispute.Note)                         {}
