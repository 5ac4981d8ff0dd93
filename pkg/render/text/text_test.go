package text

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"complain/pkg/doc"
	"complain/pkg/doc/doctest"
	"complain/pkg/internal/golden"
	"complain/pkg/internal/termsafe"
	"complain/pkg/internal/textwidth"
	"complain/pkg/locale"
	"complain/pkg/packet"
)

func render(t testing.TB, d *doc.Document, width int) string {
	t.Helper()
	var b bytes.Buffer
	if d.Words == (doc.Words{}) {
		d.Words = packet.Words(locale.BuiltIn().For(d.Lang))
	}
	if err := Render(&b, d, width); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// body renders blocks in Chinese.
func body(t testing.TB, width int, blocks ...doc.Block) string {
	t.Helper()
	return render(t, &doc.Document{Lang: "zh-CN", Blocks: blocks}, width)
}

func TestGolden(t *testing.T) {
	for name, d := range map[string]*doc.Document{"zh": doctest.KitchenSinkZH(), "en": doctest.KitchenSinkEN()} {
		for suffix, width := range map[string]int{"": 0, "-40": 40} {
			t.Run(name+suffix, func(t *testing.T) {
				got := render(t, d, width)
				golden.Check(t, filepath.Join(golden.Root(t), "testdata", "render", "kitchen-sink-"+name+suffix+".txt"), []byte(got))
				checkLines(t, got, width)
				if again := render(t, d, width); again != got {
					t.Error("the same document gave other bytes")
				}
			})
		}
	}
}

// digests alone may stick out.
var digests = regexp.MustCompile(`[0-9a-f]{64}`)

func txt(s string) []doc.Inline { return doc.Plain(s) }

func cells(all ...[]doc.Inline) [][]doc.Inline { return all }

func checkLines(t *testing.T, text string, width int) {
	t.Helper()
	if width == 0 {
		width = defaultWidth
	}
	if !strings.HasSuffix(text, "\n") || strings.HasSuffix(text, "\n\n") || strings.HasPrefix(text, "\n") {
		t.Error("the text does not begin and end with a line")
	}
	if strings.Contains(text, "\n\n\n") {
		t.Error("two empty lines")
	}
	for i, l := range strings.Split(text, "\n") {
		if textwidth.Width(l) > width && !digests.MatchString(l) {
			t.Errorf("line %d is %d wide: %s", i+1, textwidth.Width(l), l)
		}
		if strings.TrimRight(l, " \u3000\t") != l {
			t.Errorf("line %d ends with a space: %q", i+1, l)
		}
		if strings.ContainsAny(l, "\x1b\r\u202e") {
			t.Errorf("line %d holds a control character: %q", i+1, l)
		}
	}
}

// No width loses a word, in grid or in records.
func TestEveryWidthSaysTheSame(t *testing.T) {
	for _, d := range []*doc.Document{doctest.KitchenSinkZH(), doctest.KitchenSinkEN()} {
		want := letters(render(t, d, 1000))
		for width := leastWidth; width < 130; width++ {
			text := render(t, d, width)
			checkLines(t, text, width)
			have := map[rune]int{}
			for _, r := range letters(text) {
				have[r]++
			}
			for _, r := range want {
				have[r]--
			}
			for r, n := range have {
				if n < 0 {
					t.Fatalf("width %d: lost %d of %q", width, -n, r)
				}
			}
		}
	}
}

// letters leaves out what tells blocks apart and changes with the width.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \n\u3000═─:：*", r) {
			return -1
		}
		return r
	}, s)
}

func TestUnknownBlocksAndInlinesAreErrors(t *testing.T) {
	for _, b := range []doc.Block{
		nil,
		doc.Paragraph{Text: []doc.Inline{nil}},
		doc.Exhibit{Blocks: []doc.Block{doc.Quote{Text: []doc.Inline{nil}}}},
		doc.Table{Columns: []doc.Column{{}}, Rows: []doc.Row{{Cells: cells([]doc.Inline{nil})}}},
		doc.Table{Rows: []doc.Row{{Cells: cells(txt("no column"))}}},
	} {
		if err := Render(&bytes.Buffer{}, &doc.Document{Words: packet.Words(locale.English), Blocks: []doc.Block{b}}, 0); err == nil {
			t.Errorf("%#v: no error", b)
		}
	}
}

func TestNoWordsAreAnError(t *testing.T) {
	d := doctest.KitchenSinkEN()
	d.Words = doc.Words{}
	if err := Render(&bytes.Buffer{}, d, 0); err == nil {
		t.Error("rendered without words")
	}
}

func TestErrorsOfWritingAreReturned(t *testing.T) {
	full := errors.New("full")
	d := doctest.KitchenSinkZH()
	if err := Render(failing{full}, d, 0); !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestPageNumbersVanish(t *testing.T) {
	page := doc.Ref{Anchor: "a", Form: doc.RefPage}
	span := doc.Ref{Anchor: "a", Form: doc.RefPageRange}
	named := doc.Ref{Anchor: "a", Label: "事实", Form: doc.RefPageRange, Around: "（第{0}页）"}
	got := body(t, 0, doc.Paragraph{Style: doc.Flush, Text: []doc.Inline{doc.Text("付款〔"), doc.Ref{Anchor: "a", Label: "证据1"}, doc.Text("〕"), page, span, named}})
	if want := "付款〔证据1〕事实\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRawLineEndsAndTabs(t *testing.T) {
	if got, want := body(t, 0, doc.Quote{Text: txt("a\r\nb\tc\rd")}), "> a\n> b c<U+000D>d\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Whatever a name or message holds, the text keeps its promises.
func FuzzRender(f *testing.F) {
	f.Add("他说“你好”，然后——走了……共128元。", "a\r\n\x1b[2J\u202eb\tc", 40, true)
	f.Add("  ", "\n\n", 20, false)
	f.Fuzz(func(t *testing.T, a, b string, width int, chinese bool) {
		width = leastWidth + (width%100+100)%100
		text := []doc.Inline{doc.Text(a), doc.Strong(b), doc.Ref{Label: b, Form: doc.RefPage}, doc.Emph(a), doc.Ref{Label: a}, doc.Break{}, doc.Blank{Label: b}}
		d := &doc.Document{Lang: "en", Head: a, Foot: b, Blocks: []doc.Block{
			doc.Title{Text: a},
			doc.Heading{Text: b, Level: 2},
			doc.Paragraph{Text: text}, doc.Paragraph{Style: doc.Right, Text: text},
			doc.List{Items: [][]doc.Inline{text, nil}, Numbered: true},
			doc.KeyValues{Rows: []doc.KeyValue{{Key: a, Value: text}, {Key: b}}},
			doc.Table{Columns: []doc.Column{{Head: a}, {Head: b, Align: doc.Decimal}, {Align: doc.Center}}, Rows: []doc.Row{
				{Group: b}, {Cells: cells(text, txt(a)), Marked: true, Under: text}, {Cells: cells(txt(b), nil, text), Total: true},
			}},
			doc.Quote{Text: text},
			doc.Exhibit{Mark: a, Title: b, Blocks: []doc.Block{
				doc.Transcript{Heads: [4]string{a, b}, Turns: []doc.Turn{{Number: 1, When: a, Who: b, Text: text, Cited: true}, {Gap: b}}},
				doc.Figure{Title: text, Image: doc.Image{Key: a}, Caption: [][]doc.Inline{text}, Missing: b},
			}},
			doc.Signature{Label: a, Name: text, Date: txt(b)},
		}}
		if chinese {
			d.Lang = "zh-CN"
		}
		got := render(t, d, width)
		for i, l := range strings.Split(got, "\n") {
			if textwidth.Width(l) > width {
				t.Errorf("%+q %+q: line %d is %d wide, not %d: %+q", a, b, i+1, textwidth.Width(l), width, l)
			}
			if strings.TrimRight(l, " \u3000") != l {
				t.Errorf("%+q %+q: line %d ends with a space: %q", a, b, i+1, l)
			}
			if l != termsafe.Clean(l) || strings.Contains(l, "\t") {
				t.Errorf("%+q %+q: line %d is not clean: %+q", a, b, i+1, l)
			}
		}
	})
}

func BenchmarkTable(b *testing.B) {
	table := doc.Table{Columns: []doc.Column{{Head: "时间", Width: 34}, {Head: "商户/单号", Width: 40}, {Head: "说明", Width: 34}, {Head: "金额", Width: 26, Align: doc.Decimal}, {Head: "原表行号", Width: 22}}}
	for i := range 5000 {
		table.Rows = append(table.Rows, doc.Row{Cells: cells(
			txt("2026-03-01 14:03:22"),
			txt(fmt.Sprintf("某某旗舰店（杭州）4200001234%018d", i)),
			txt("羽绒服（男款）黑色 XL，含绒量90％，假一赔三，七天无理由退货，送运费险"),
			txt("128.00"), txt(fmt.Sprint(i))), Marked: i%100 == 0})
	}
	d := &doc.Document{Lang: "zh-CN", Blocks: []doc.Block{table}}
	b.ReportAllocs()
	for b.Loop() {
		render(b, d, 0)
	}
}
