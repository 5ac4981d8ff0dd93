package doctest

import (
	"fmt"
	"strings"
	"time"

	"complain/pkg/doc"
	"complain/pkg/locale"
	"complain/pkg/packet"
)

// KitchenSinkEN holds every block and every inline in English, with Chinese
// where evidence is quoted.
func KitchenSinkEN() *doc.Document {
	cite := func(n int) doc.Ref {
		return doc.Ref{Anchor: fmt.Sprintf("e%d", n), Label: fmt.Sprintf("Exhibit %d", n)}
	}
	var bill []doc.Row
	for i := range 40 {
		bill = append(bill, doc.Row{Cells: [][]doc.Inline{
			txt(fmt.Sprintf("2026-03-%02d 10:%02d:00", 1+i/2, i)), txt(fmt.Sprintf("Cloudbridge Digital 42000026%08d", 7919*i)), txt("Order 2026030112345678"),
			txt(fmt.Sprintf("-%d.%02d", 11*i+1, i)), txt(fmt.Sprintf("%d", 87+i))}, Marked: i == 17})
	}
	long := strings.Repeat("I asked for a refund and was told to wait. “Please be patient,” the agent wrote; nothing happened for a week. ", 24)
	return &doc.Document{
		Words: packet.Words(locale.English),
		Lang:  "en", Title: "Complaint: Li Xiaomeng v Cloudbridge Digital", Author: "Li Xiaomeng", Subject: "Online purchase",
		Date: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC), ID: digest,
		Head: "Li Xiaomeng v Cloudbridge Digital · Order 2026030112345678",
		Foot: "Manifest check value 3f9a-1c07-77d2-40be",
		Blocks: []doc.Block{
			doc.Title{Text: "Complaint"},
			doc.Paragraph{Style: doc.Flush, Text: txt("To the Market Supervision Bureau:")},
			doc.KeyValues{Rows: []doc.KeyValue{
				{Key: "Complainant", Value: txt("Li Xiaomeng, +86 138 0000 0000")},
				{Key: "Respondent", Value: inlines("Cloudbridge Digital, ", doc.Blank{Label: "respondent’s address", Ems: 14})},
				{Key: "Order", Value: txt("2026030112345678, placed on 1 March 2026, CNY 1,299.00")},
			}},
			doc.Heading{Level: 2, Text: "What I ask for"},
			doc.List{Numbered: true, Items: [][]doc.Inline{
				txt("Refund of the price, CNY 1,299.00."),
				txt("Compensation for the return postage, CNY 12.00."),
				inlines(doc.Strong("Total: CNY 1,311.00"), doc.Ref{Anchor: "facts", Form: doc.RefPage, Around: " (see the table on p. {0})"}, "."),
			}},
			doc.Heading{Level: 2, Text: "What happened"},
			doc.Paragraph{Text: inlines("On 1 March 2026 I bought a phone from “Cloudbridge Digital” (shop 88123) and paid CNY 1,299.00 [", cite(2), "]. The shop’s page said “brand-new and genuine — or ten times your money back”, and its agent confirmed it in writing [", cite(3), "]. The serial number SN-2026-XYZ-000123 is unknown to the manufacturer [", cite(1), "]. I asked for a refund on 5 March 2026; the seller refused … and has not answered since.")},
			doc.Paragraph{Text: inlines("The Consumer Protection Law (", doc.Emph("消费者权益保护法"), "), arts. 24 and 44, and the seven-day return rule entitle me to return the goods. The agent’s words were “放心，都是正品！”.")},
			doc.Paragraph{Style: doc.Flush, Text: txt("Enclosed:")},
			doc.List{Items: [][]doc.Inline{
				inlines("facts and calculation", doc.Ref{Anchor: "facts", Form: doc.RefPageRange, Around: ", p. {0}"}),
				inlines("exhibits 1 to 3", doc.Ref{Anchor: "e1", Form: doc.RefPageRange, Around: ", pp. {0}"}, doc.Ref{Anchor: "e3", Form: doc.RefPage, Around: " to {0}"}),
			}},
			doc.Signature{Label: "Signed: ", Name: txt("Li Xiaomeng"), Date: txt("21 November 2026")},
			doc.PageBreak{},
			doc.Heading{Level: 1, Text: "Facts", Anchor: "facts"},
			doc.Timeline{Title: "Timeline from 2026-03-01 to 2026-03-20", Moments: moments("03-01 paid CNY 1,299.00", "promised", "03-05 refund asked", "03-18 answer of an office", "03-20 refunded CNY 100.00"),
				Silences: []doc.Silence{{From: march(5), To: march(18), Text: "13 days"}},
				Keys:     []doc.MomentKey{{Kind: doc.Happened, Text: "fact"}, {Kind: doc.Said, Text: "said"}, {Kind: doc.Paid, Text: "paid"}, {Kind: doc.Returned, Text: "came back"}, {Kind: doc.Office, Text: "office"}, {Kind: doc.Quiet, Text: "silence of a week or more"}}},
			doc.Table{Columns: []doc.Column{{Head: "When", Width: 30}, {Head: "What", Width: 84}, {Head: "Evidence", Width: 42}}, Rows: []doc.Row{
				{Group: "Purchase"},
				{Cells: [][]doc.Inline{txt("2026-03-01 20:14"), txt("Order placed and paid, CNY 1,299.00."), inlines(cite(2))}, Under: txt("Time as printed by the payment platform (+08:00).")},
				{Cells: [][]doc.Inline{txt("2026-03-05 09:30"), txt("Refund asked for; the agent answered “not supported”."), inlines(cite(3))}, Marked: true},
				{Cells: [][]doc.Inline{txt("Amount claimed"), nil, txt("CNY 1,311.00")}, Total: true},
			}},
			doc.Paragraph{Style: doc.Small, Text: inlines("Times are China Standard Time (+08:00). Digest of the order page: ", doc.Digest(digest))},
			doc.Quote{Text: txt("All goods are brand-new and genuine. Within seven days of delivery you may return them without giving reasons, and we bear the postage.")},
			doc.Paragraph{Style: doc.Centered, Text: txt("* * *")},
			doc.Paragraph{Style: doc.Right, Text: txt("Shanghai, 21 November 2026")},
			doc.Exhibit{Mark: "Exhibit 1", Title: "Photograph of the serial number", Anchor: "e1", Blocks: []doc.Block{
				doc.Figure{Title: txt("Exhibit 1-1  Serial number, close"), Image: doc.Image{Key: "photo.jpg", Width: 1230, Height: 922}, Caption: [][]doc.Inline{
					txt("The label on the box, photographed at the place of delivery; 2026-03-03 11:05:22 +08:00 (from the photograph itself)."),
					inlines("SHA-256 ", doc.Digest(digest)),
				}},
			}},
			doc.Exhibit{Mark: "Exhibit 2", Title: "Bill (40 of 212 rows, from bill.csv)", Anchor: "e2", Blocks: []doc.Block{
				doc.Table{Columns: []doc.Column{{Head: "Time", Width: 34}, {Head: "Payee / number", Width: 44}, {Head: "For", Width: 34}, {Head: "CNY", Width: 24, Align: doc.Decimal}, {Head: "Row", Width: 16, Align: doc.Center}}, Rows: bill},
			}},
			doc.Exhibit{Mark: "Exhibit 3", Title: "Chat (messages 1–7 of 38)", Anchor: "e3", Blocks: []doc.Block{
				doc.KeyValues{Rows: []doc.KeyValue{{Key: "Me", Value: txt("xm_2026")}, {Key: "Seller", Value: txt("Cloudbridge service")}}},
				doc.Paragraph{Text: txt("All messages are shown as they were exported.")},
				doc.Transcript{Heads: [4]string{"No.", "Time", "Sender", "Text"}, Turns: []doc.Turn{
					{Number: 1, When: "2026-03-01 19:58:01", Who: "xm_2026", Text: txt("Is it genuine? 😀")},
					{Number: 2, When: "2026-03-01 19:58:40", Who: "Cloudbridge", Text: txt("Of course 👍🏽 it’s genuine — 放心，都是正品！"), Cited: true},
					{Number: 3, When: "2026-03-01 19:59:02", Who: "system", Text: txt("A message was recalled."), System: true},
					{Gap: "[messages 4–6 left out]"},
					{Number: 7, When: "2026-03-05 09:30:12", Who: "xm_2026", Text: txt(long), Cited: true},
				}},
			}},
		},
	}
}
