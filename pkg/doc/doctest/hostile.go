package doctest

import (
	"complain/pkg/doc"
	"complain/pkg/locale"
	"complain/pkg/packet"
)

// Naughty is text that tries to be more than text.
var Naughty = []string{
	`</script><script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='x`, `]]>`, `<!--`, `-->`, `&amp;&lt;&#x3c;`,
	"a\u202eexe.gpj", "\u2066x\u2069", "\x00\x01\x1f\x7f", "\ufeff\ufffe\uffff", "\xff\xfe", "\r\n\t", "javascript:alert(1)", "{{.}}", "# 1\n| a | b |", "\\0041", `"}</style>`,
	"\U0001F468\u200d\U0001F469\u200d\U0001F467", "\u0639\u0631\u0628\u064a", "e\u0301", "\u3000", "{0} {1} {2}",
}

// Hostile is a document of every block with one text in every place for text.
func Hostile(text string) *doc.Document {
	all := []doc.Inline{doc.Text(text), doc.Strong(text), doc.Emph(text), doc.Digest(text), doc.Blank{Label: text}, doc.Ref{Anchor: text, Label: text},
		doc.Ref{Anchor: text, Form: doc.RefPage, Around: text}, doc.Ref{Anchor: text, Form: doc.RefPageRange}, doc.Break{}}
	cells := [][]doc.Inline{all, all}
	missing := doc.Figure{Title: all, Image: doc.Image{Key: text, Width: 3, Height: 4}, Caption: [][]doc.Inline{all}, Missing: text + "."}
	return &doc.Document{
		Lang: "en", Words: packet.Words(locale.English),
		Title: text, Author: text, Subject: text, Keys: "", Head: text, Foot: text, ID: text,
		Blocks: []doc.Block{
			doc.Title{Text: text},
			doc.Heading{Level: 1, Text: text, Anchor: text},
			doc.Paragraph{Text: all},
			doc.List{Items: cells},
			doc.KeyValues{Rows: []doc.KeyValue{{Key: text, Value: all}}},
			doc.Table{Columns: []doc.Column{{Head: text, Width: 1}, {Head: text, Width: 2}}, Rows: []doc.Row{{Group: text + "."}, {Cells: cells, Under: all, Marked: true}, {Cells: cells, Total: true}}},
			doc.Timeline{Title: text, Moments: moments(text, text, text, text, text), Silences: []doc.Silence{{From: march(1), To: march(20), Text: text}}, Keys: []doc.MomentKey{{Kind: doc.Paid, Text: text}}},
			doc.Quote{Text: all},
			doc.Transcript{Heads: [4]string{text, text, text, text}, Turns: []doc.Turn{{Number: 1, When: text, Who: text, Text: all}, {Gap: text + "."}}},
			missing,
			doc.Pair{Figures: []doc.Figure{missing, missing, missing}},
			doc.Sheet{Title: all, Paper: text, Page: 1, Width: 300, Height: 400, Caption: [][]doc.Inline{all}, Missing: text + "."},
			doc.Signature{Label: text, Name: all, Date: all},
			doc.Exhibit{Mark: text, Title: text, Blocks: []doc.Block{doc.Paragraph{Text: all}}},
			doc.Paragraph{Style: doc.Right, Text: all},
		},
	}
}
