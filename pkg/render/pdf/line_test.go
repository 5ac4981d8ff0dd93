package pdf

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"complain/pkg/doc"
)

var body = style{face: serif, size: 14}

func mustCells(t testing.TB, c *compositor, runs ...run) []cell {
	t.Helper()
	cells, err := c.cells(runs)
	if err != nil {
		t.Fatal(err)
	}
	return cells
}

// brokenAt breaks a text and returns its lines as they are read.
func brokenAt(t testing.TB, s string, width float64) []string {
	t.Helper()
	c := newCompositor(inChinese())
	cells := mustCells(t, c, run{text: s, style: body})
	var out []string
	for _, l := range breakLines(cells, width, width, true) {
		out = append(out, plain(cells[l.from:l.to]))
	}
	return out
}

const mixed = "2026年3月1日，本人在“云桥数码旗舰店”（店铺编号：88123）购买手机1台，实付人民币1,299.00元〔证据1，第4页〕。" +
	"商品页面写明“全新正品、假一赔十”，客服称：“放心，都是正品！”收货后发现序列号SN-2026-XYZ-000123查询不到——品牌方答复为无此记录；" +
	"卖家拒绝……至今未退款😀👍🏽🇨🇳👨‍👩‍👧。姓名𠮷田、𬭸。It’s “quoted”, isn’t it? See https://shop.example.com/item/88123?from=chat&session=0f3a9c51d2e84b7a. " +
	"25℃，50％，￥1,299.00，$12.50，№ 7；e\u0301te\u0301、한국어、ไทย、العربية等。"

func TestBreakLosesNothing(t *testing.T) {
	want := visible(mixed)
	for width := 4.0; width < 600; width += 7.3 {
		if got := strings.Join(brokenAt(t, mixed, width), ""); got != want {
			t.Fatalf("at %.1f pt:\n got %q\nwant %q", width, got, want)
		}
	}
}

func TestBreakFitsTheLine(t *testing.T) {
	c := newCompositor(inChinese())
	for width := 60.0; width < 500; width += 11 {
		for _, justify := range []bool{false, true} {
			cells := mustCells(t, c, run{text: mixed, style: body})
			for i, s := range breakLines(cells, width-28, width, justify) {
				room := width
				if i == 0 {
					room -= 28
				}
				line, err := c.compose(cells, s, room, i == 0, justify)
				if err != nil {
					t.Fatal(err)
				}
				if line.width > room+0.1 {
					t.Errorf("at %.0f pt the line %q is %.2f wide", room, plain(line.cells), line.width)
				}
				for k, g := range line.gaps {
					if limit := 0.1 * line.cells[k].style.size; line.cells[k].class != space && g >= limit {
						t.Errorf("gap of %.2f pt after %q", g, line.cells[k].text)
					}
				}
			}
		}
	}
}

// prose is random Chinese text with marks, numbers and Latin words.
func prose(r *rand.Rand) string {
	var b strings.Builder
	pick := func(s string) { rs := []rune(s); b.WriteRune(rs[r.IntN(len(rs))]) }
	for range 5 + r.IntN(60) {
		for range 1 + r.IntN(6) {
			pick("投诉人购买商品发现质量问题要求退款卖家拒绝平台客服答复")
		}
		switch r.IntN(9) {
		case 0, 1, 2:
			pick("，。；：、！？")
		case 3:
			b.WriteString("（店铺）")
		case 4:
			b.WriteString("“正品”")
		case 5:
			b.WriteString("——")
		case 6:
			b.WriteString("……")
		case 7:
			b.WriteString("1,299.00元")
		case 8:
			b.WriteString(" iPhone 15 ")
		}
	}
	return b.String()
}

func TestLineStartsAndEnds(t *testing.T) {
	const start = "。．，、：；！？‼⁇”’」』）》】〗〕］｝〉·・‧～–/／%％‰℃°"
	const end = "“‘「『（《〈【〖〔［｛/／￥¥＄$№#"
	r := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		s := prose(r)
		lines := brokenAt(t, s, 120+400*r.Float64())
		if strings.Join(lines, "") != s {
			t.Fatalf("lost something of %q", s)
		}
		for i, line := range lines {
			line = strings.TrimSpace(line)
			if i > 0 && startsWith(line, start+"—…") {
				t.Errorf("line %q begins with a mark", line)
			}
			if i+1 < len(lines) && endsWith(line, end) {
				t.Errorf("line %q ends with an opening mark", line)
			}
			if i == 0 {
				continue
			}
			before := strings.TrimSpace(lines[i-1])
			if digit(before) && startsWith(line, "0123456789,.元") {
				t.Errorf("the number is cut: %q | %q", before, line)
			}
			if i == len(lines)-1 && len([]rune(strings.TrimRight(line, "，。；：、！？”）"))) == 1 && !startsWith(line, "0123456789") {
				t.Errorf("a last line of one character: %q", line)
			}
		}
	}
}

func TestBreakPlaces(t *testing.T) {
	em := body.size
	tests := []struct {
		name, text string
		ems        float64
		want       string // lines, with | between them
	}{
		{"a mark is pushed in", "一二三四，五六七八，", 9.2, "一二三四，五六七八，"},
		{"a mark that cannot be pushed in takes a character along", "一二三四五六七八九十，甲乙丙", 10, "一二三四五六七八九|十，甲乙丙"},
		{"a mark at the end takes half its width", "一二三四五六七八九，十一二三", 9.5, "一二三四五六七八九，|十一二三"},
		{"an opening mark goes with what it opens", "一二三四五六七（八九十）", 8, "一二三四五六七|（八九十）"},
		{"quotation marks open and close", "一二三四五六“七八”九十一", 7.6, "一二三四五六“七|八”九十一"},
		{"a number keeps its unit", "一二三四五1,299.00元整", 8, "一二三四五|1,299.00元整"},
		{"a page keeps its number", "一二三四五六，第14页起", 7.2, "一二三四五六，|第14页起"},
		{"a dash is not cut", "一二三四五六——七八九十", 7, "一二三四五|六——七八九十"},
		{"an identifier that fits a line is not cut", "一二三四SN-2026-XYZ-1一二三四", 9, "一二三四|SN-2026-XYZ-1一|二三四"},
		{"a word is not cut", "一二三四五international六", 10, "一二三四五|international六"},
		{"one character does not stand alone", "一二三四五六七八九十一", 10, "一二三四五六七八九|十一"},
		{"what is entered by hand stays", "一二\n三四", 10, "一二\n|三四"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(brokenAt(t, tt.text, tt.ems*em), "|"); got != tt.want {
				t.Errorf("got %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestDigestStaysWhole(t *testing.T) {
	l := &layout{structure: newStructure(), compositor: newCompositor(inChinese()), wanted: map[string]bool{}}
	runs, err := l.runs(inlines("校验值为", doc.Digest(digest), "，请核对"), body)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := l.lines(runs, textWidth, textWidth, true)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		if strings.Contains(plain(line.cells), digest) {
			return
		}
	}
	t.Error("the digest is on no line whole")
}

func TestAdjacentMarksShareSpace(t *testing.T) {
	c := newCompositor(inChinese())
	for text, ems := range map[string]float64{"一，二": 3, "一》，二": 3.5, "一》（二": 3.5, "一（《二": 3.5, "一”）。二": 4, "——": 2, "……": 2} {
		cells := mustCells(t, c, run{text: text, style: body})
		w := 0.0
		for _, cell := range cells {
			w += cell.width
		}
		if got := w / body.size; got < ems-0.01 || got > ems+0.01 {
			t.Errorf("%s is %.2f em wide, want %.2f", text, got, ems)
		}
	}
}

func TestQuotationMarks(t *testing.T) {
	c := newCompositor(inChinese())
	for text, wide := range map[string]bool{"他说“好”了": true, "is “so” it": false, "it’s": false, "购买“iPhone”，": true} {
		for _, cell := range mustCells(t, c, run{text: text, style: body}) {
			if strings.ContainsAny(cell.text, "“”’") && (cell.width > body.size/2+0.01 || cell.half) != wide {
				t.Errorf("in %s the mark %s is %.2f em wide", text, cell.text, cell.width/body.size)
			}
		}
	}
}

func FuzzBreak(f *testing.F) {
	f.Add(mixed, 120.0)
	f.Add("", 1.0)
	f.Add("\u200d\u200d", 30.0)
	f.Add("\xff\xfe\x00\u202e（（（（", 5.0)
	f.Add(strings.Repeat("。", 300), 50.0)
	f.Fuzz(func(t *testing.T, s string, width float64) {
		if !(width > 0 && width < 5000) || len(s) > 2000 {
			t.Skip()
		}
		if got, want := strings.Join(brokenAt(t, s, width), ""), visible(s); got != want {
			t.Errorf("got %q\nwant %q", got, want)
		}
	})
}

func startsWith(s, set string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune(set, r)
}

func endsWith(s, set string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(set, r)
}
