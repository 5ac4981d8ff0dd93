package pdf

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"complain/pkg/doc"
)

// rowsDocument is a chat of n messages that a table of n facts cites.
func rowsDocument(n int) *doc.Document {
	d := &doc.Document{Lang: "zh-CN", Title: "t"}
	facts := doc.Table{Columns: []doc.Column{{Head: "时间", Width: 30}, {Head: "事实", Width: 88}, {Head: "证据（页）", Width: 38}}}
	chat := doc.Transcript{Heads: [4]string{"序号", "时间", "发送人", "内容"}}
	for i := range n {
		anchor := fmt.Sprint("t", i)
		facts.Rows = append(facts.Rows, doc.Row{Cells: [][]doc.Inline{text("2026-03-01 20:14"), text(fmt.Sprintf("第%d次要求退货，客服答复“不支持”，理由是商品已经拆封，不影响二次销售的除外。", i+1)), inlines(doc.Ref{Anchor: anchor, Label: "证据1"})}})
		chat.Turns = append(chat.Turns, doc.Turn{Number: i + 1, When: "2026-03-01 19:58:01", Who: "客服小云", Text: text(fmt.Sprintf("亲，第%d遍了，真的不支持退货哦😀，请您理解，感谢您的支持！", i+1)), Anchor: anchor, Cited: true})
	}
	d.Blocks = []doc.Block{facts, doc.Exhibit{Mark: "证据1", Title: "聊天记录", Anchor: "e1", Blocks: []doc.Block{chat}}}
	return d
}

func benchmarkRows(b *testing.B, n int) {
	d := rowsDocument(n)
	for b.Loop() {
		if err := Render(io.Discard, spoken(d), nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/row")
}

// The cost of a row should not grow with the number of rows.
func BenchmarkRender50Rows(b *testing.B)   { benchmarkRows(b, 50) }
func BenchmarkRender500Rows(b *testing.B)  { benchmarkRows(b, 500) }
func BenchmarkRender5000Rows(b *testing.B) { benchmarkRows(b, 5000) }

func BenchmarkRender200Photos(b *testing.B) {
	pictures := memory{}
	d := &doc.Document{Lang: "zh-CN", Title: "t"}
	for i := range 200 {
		key := fmt.Sprint(i)
		// A comment makes each file another one.
		pictures[key] = bytes.Replace(testPhoto(b), []byte("\xFF\xDB"), fmt.Appendf(nil, "\xFF\xFE\x00\x06%04d\xFF\xDB", i), 1)
		d.Blocks = append(d.Blocks, doc.Exhibit{Mark: "证据" + key, Title: "照片", Blocks: []doc.Block{doc.Figure{Title: text("照片"), Image: doc.Image{Key: key, Width: 1230, Height: 922}, Caption: [][]doc.Inline{inlines("SHA-256 ", doc.Digest(digest))}}}})
	}
	for b.Loop() {
		if err := Render(io.Discard, spoken(d), pictures); err != nil {
			b.Fatal(err)
		}
	}
}

func testPhoto(t testing.TB) []byte {
	data, err := folder{renderData(t)}.Image("photo.jpg")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// benchmarkPages is a letter of so many paragraphs, with as many references as one
// has. A packet of 200 pages takes at most 0.35 s of a processor; of the memory of
// one of 1,000, at most 200 MB, testdata/bench measures that of the whole program.
func benchmarkPages(b *testing.B, paragraphs int) {
	d := &doc.Document{Lang: "zh-CN", Title: "t", Blocks: []doc.Block{doc.Heading{Level: 1, Text: "事实", Anchor: "facts"}}}
	for i := range paragraphs {
		p := doc.Paragraph{Text: inlines(fmt.Sprintf("第%d段：买家在%d月%d日收到商品后发现杯子有裂纹，当日通过平台联系商家要求退款，商家回复称需要先寄回检测，买家不同意，并说明运费应当由商家承担。", i, 1+i%12, 1+i%28))}
		if i%10 == 0 {
			p.Text = append(p.Text, doc.Ref{Anchor: "facts", Label: "事实"})
		}
		d.Blocks = append(d.Blocks, p)
	}
	for b.Loop() {
		if err := Render(io.Discard, spoken(d), nil); err != nil {
			b.Fatal(err)
		}
	}
	pages, _, err := Spans(spoken(d), nil)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(pages), "pages")
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*pages), "µs/page")
}

func BenchmarkRender200Pages(b *testing.B)  { benchmarkPages(b, 1800) }
func BenchmarkRender1000Pages(b *testing.B) { benchmarkPages(b, 9000) }
