package document

import (
	"context"
	"errors"
	"io"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/paper"
	"complain/pkg/importer/kit/tabular"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/sheet"
)

// workbook opens a workbook of any form; nil where the file is none. A web page is
// read as text.
func workbook(ctx context.Context, src *importer.Source) (sheet.Book, error) {
	form := sheet.FormOf(src.Head)
	if form == sheet.Text || form == sheet.JSON || sheet.IsHTML(src.Head) {
		return nil, nil
	}
	book, err := sheet.Open(ctx, src, src.Size(), 0, form)
	if err != nil {
		return nil, err
	}
	return book, nil
}

// cells gives the cells of a workbook as text, a row a line, so that they can be
// found.
func cells(ctx context.Context, src *importer.Source, book sheet.Book, err error, sink importer.Sink) error {
	if err != nil {
		return err
	}
	units, kept := 1, 0
	var glimpse conversation.Glimpse
	var stop error
	for i := range book.Count() {
		page := book.At(i)
		w := paper.Writer{Sink: sink, Sheet: page.Title(), Unlined: true}
		for stop == nil {
			row, err := page.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil && ctx.Err() != nil {
				page.Close()
				return ctx.Err()
			}
			if err != nil {
				stop = &importer.Stopped{At: dispute.Locator{Sheet: page.Title(), Row: page.Last()}, Err: err,
					Why: dispute.Say("bill.stop.sheet", page.Title(), page.Last())}
				break
			}
			line := strings.Join(strings.Fields(row.Raw), " ")
			if kept += len(line); kept > maxText {
				stop = &importer.Stopped{At: dispute.Locator{Sheet: page.Title(), Row: row.At.Row}, Why: dispute.Say("document.stop.rows", row.At.Row-1, maxText>>20)}
				break
			}
			glimpse.Line(row.Raw)
			if err := w.Line(row.Raw, 0, 0); err != nil {
				page.Close()
				return err
			}
		}
		page.Close()
		if err := w.Flush(); err != nil {
			return err
		}
		units += w.Units
	}
	sink.Units(units)
	if err := doubts(ctx, src, &glimpse, sink); err != nil {
		return err
	}
	return stop
}

// doubts says of what looks like a table or a conversation that it was not read
// as one, unless the user said how the file is read.
func doubts(ctx context.Context, src *importer.Source, glimpse *conversation.Glimpse, sink importer.Sink) error {
	if src.Options.As != "" {
		return nil
	}
	if name, said, found := emptyList(src); found {
		why := dispute.Say("table.empty", name)
		if said != "" {
			why = dispute.Say("table.empty-said", name, conversation.Excerpt(said))
		}
		return sink.Doubt(dispute.Locator{}, why)
	}
	if said, bare := tabular.Bare(ctx, src); bare {
		why := dispute.Say("table.bare")
		if said != "" {
			why = dispute.Say("table.bare-said", conversation.Excerpt(said))
		}
		return sink.Doubt(dispute.Locator{}, why)
	}
	n, dealing := tabular.Seems(ctx, src)
	spoken, talks := tabular.Talk(ctx, src)
	if talks && (!dealing || !spoken.Priced) {
		if dealing = false; spoken.Mapped {
			return sink.Doubt(dispute.Locator{}, dispute.Say(dispute.UnreadConversation, spoken.Rows, conversation.ByMap))
		}
	}
	if !dealing {
		n, ok, err := entries(ctx, src)
		if err != nil {
			return err
		}
		if ok {
			return sink.Doubt(dispute.Locator{}, dispute.Say(dispute.UnreadConversation, n))
		}
	}
	if talks && !dealing {
		return sink.Doubt(dispute.Locator{}, dispute.Say(dispute.UnreadConversation, spoken.Rows))
	}
	if _, talk := glimpse.Seems(); n > 0 && (dealing || !talk) {
		return sink.Doubt(dispute.Locator{}, dispute.Say(dispute.UnreadTable, n))
	}
	return glimpse.Tell("", sink.Doubt)
}

// entries are how many messages a document of JSON or XML holds, if it does.
func entries(ctx context.Context, src *importer.Source) (n int, ok bool, err error) {
	switch start := strings.TrimLeft(string(src.Head[:min(len(src.Head), 100)]), "\ufeff \t\r\n"); {
	case strings.HasPrefix(start, "{"), strings.HasPrefix(start, "["):
		return conversation.Entries(src.Reader(), ctx.Err)
	case strings.HasPrefix(start, "<"):
		e, err := src.Encoding()
		if err != nil {
			return 0, false, err
		}
		data, err := io.ReadAll(io.LimitReader(src.Reader(), mostElements))
		if err != nil {
			return 0, false, err
		}
		return conversation.Elements(strings.NewReader(e.Decode(charset.Unmarked(data, e))), ctx.Err)
	}
	return 0, false, nil
}

// mostElements is how much of a document of XML is looked at.
const mostElements = 1 << 20
