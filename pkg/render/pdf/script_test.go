package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/go-text/typesetting/bidi"

	"complain/pkg/doc"
)

// What a shop and a customer might write: with digits, Latin and Chinese between.
var foreign = []string{
	"عزيزي العميل، طلبك رقم 12345 (iPhone 15 Pro) تم شحنه ولن نقبل الإرجاع بعد 14 يومًا.",
	"بِسْمِ اللَّهِ الرَّحْمٰنِ", "می\u200cخواهم کتاب\u200cها را پس بدهم",
	"לקוח יקר, הזמנה מספר 12345 נשלחה בשעה 10:30", "שָׁלוֹם עֲלֵיכֶם",
	"ร้านน้ำใจ ขอโทษค่ะ ปู่ญี่ฎุฐู สินค้าหมดแล้ว",
	"क्षमा करें, आपका ऑर्डर 12345 रद्द कर दिया गया है। श्रीमती कृष्णा",
	"卖家 متجر الهدى 拒绝退款，חנות 也拒绝，ร้าน 同意 दुकान 。",
}

func foreignDocument() *doc.Document {
	d := &doc.Document{Lang: "zh-CN", Title: "t", Head: "投诉人 甲 诉 متجر الهدى", Foot: "清单 חנות הספרים 甲"}
	chat := doc.Transcript{Heads: [4]string{"序号", "时间", "发送人", "内容"}}
	table := doc.Table{Columns: []doc.Column{{Head: "事实 น้ำ", Width: 60}, {Head: "מחיר", Width: 96}}}
	for i, s := range foreign {
		chat.Turns = append(chat.Turns, doc.Turn{Number: i + 1, When: "2026-03-01 19:58:01", Who: strings.Fields(s)[0], Text: text(s)})
		table.Rows = append(table.Rows, doc.Row{Cells: [][]doc.Inline{text("见"), text(s)}, Marked: i%2 == 0})
		d.Blocks = append(d.Blocks, doc.Paragraph{Text: text(s)}, doc.Quote{Text: text(s)}, doc.Paragraph{Text: text(strings.Repeat("买家要求退款。", 10))})
	}
	d.Blocks = append([]doc.Block{doc.Title{Text: "متجر الهدى"}, doc.Heading{Level: 1, Text: "一、 ร้านน้ำใจ"}}, append(d.Blocks, table, chat)...)
	return d
}

// Each word is read back as it is written, wherever it stands. (pdftotext takes a page
// that is mostly written from the right for one that is read so, hence the Chinese.)
func TestForeignWordsComeBack(t *testing.T) {
	got := strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r >= 0x202A && r <= 0x202E {
			return -1
		}
		return r
	}, tool(t, "pdftotext", saved(t, render(t, foreignDocument(), nil)), "-"))), " ")
	for _, s := range foreign {
		for _, word := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ،,.()。，", r) || unicode.Is(unicode.Han, r) }) {
			if n := strings.Count(got, word); n < 4 { // a paragraph, a quotation, a cell, a message
				t.Errorf("%q comes back %d times", word, n)
			}
		}
	}
	if t.Failed() {
		t.Log(got)
	}
}

// Nothing of what the fonts have is framed, in no face.
func TestForeignLettersAreSet(t *testing.T) {
	for _, f := range []faceID{serif, sans, sansBold} {
		c := newCompositor(inChinese())
		for _, s := range foreign {
			cells := mustCells(t, c, run{text: s, style: style{face: f, size: 10}})
			if plain(cells) != s {
				t.Errorf("%q is set as %q", s, plain(cells))
			}
			for i := range cells {
				if cells[i].missing || cells[i].actual != "" {
					t.Errorf("%q of %q has no letter", cells[i].text, s)
				}
			}
		}
	}
}

// What the shaper does: forms of letters by their place, marks on their letters,
// letters that become one.
func TestShaping(t *testing.T) {
	c := newCompositor(inChinese())
	letters := func(s string) []letter {
		var out []letter
		for _, l := range mustCells(t, c, run{text: s, style: body}) {
			for _, code := range l.codes {
				out = append(out, c.cases[l.face].letters[code])
			}
		}
		return out
	}
	forms := map[string]bool{}
	for _, l := range append(letters("ببب"), letters("ب")...) {
		if l.text != "ب" {
			t.Errorf("a letter is read as %q", l.text)
		}
		forms[fmt.Sprint(l.gid, l.parts)] = true
	}
	if len(forms) != 4 {
		t.Errorf("%d forms of a letter, want 4", len(forms))
	}
	if got := letters("بَ"); len(got) != 2 || got[0].text != "\u064E" || got[0].advance != 0 || got[1].text != "ب" {
		t.Errorf("a letter with a mark is %+v", got)
	}
	if got := letters("น้ำ"); len(got) != 1 || got[0].text != "น้ำ" || len(slices.Collect(got[0].components())) < 3 {
		t.Errorf("a letter with two marks is %+v", got)
	}
	if got := letters("क्षे"); len(got) != 1 || got[0].text != "क्षे" {
		t.Errorf("a conjunct is %+v", got)
	}
}

// A capital letter is written from the right here.
func TestDirections(t *testing.T) {
	hebrewOf := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r >= 'A' && r <= 'Z' {
				return 'א' + r - 'A'
			}
			return r
		}, s)
	}
	for _, test := range []struct {
		text, want string
		said       bool
	}{
		{"abc 123", "abc 123", false},
		{"abc ABC def", "abc CBA def", false},
		{"ABC abc DEF", "CBA abc FED", false},
		{"ABC abc DEF", "FED abc CBA", true},
		{"ABC DEF!", "!FED CBA", false},
		{"ABC 12 DEF", "FED 12 CBA", false},
		{"a ABC 12 DEF", "a FED 12 CBA", false},
		{"a ABC 12, b", "a 12 CBA, b", false},
		{"a (A) 1-2", "a (A) 1-2", false},
		{"ABC (de) F", "F (de) CBA", true},
		{"ABC (DE) 50%", "50% (ED) CBA", true},
		{"甲 ABC·乙", "甲 CBA·乙", true},
		{"ABC 甲", "甲 CBA", true},
		{"ABC 甲", "CBA 甲", false},
	} {
		c := newCompositor(inChinese())
		cells := mustCells(t, c, run{text: hebrewOf(test.text), style: body, said: test.said})
		line, err := c.compose(cells, span{to: len(cells), last: true}, 500, true, false)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for i := range line.cells {
			s := line.cells[i].text
			if look, _, ok := mirrored(s); ok && line.cells[i].level%2 == 1 {
				s = string(look)
			}
			got += s
		}
		if want := hebrewOf(test.want); got != want {
			t.Errorf("%q (said %t) stands as %q, want %q", test.text, test.said, got, want)
		}
		for i := 1; i < len(line.at); i++ {
			if line.at[i] < line.at[i-1]+line.cells[i-1].width-1e-6 {
				t.Errorf("%q: a cell stands over the one before", test.text)
			}
		}
	}
}

// From the conformance test of UAX #9: where go-text's runs hide a level.
func TestLevelsOfFigures(t *testing.T) {
	for text, want := range map[string]string{
		"(א) 1*2":     "0100212",
		"א 1 a":       "11200",
		"א1%a":        "1220",
		"a ٣ א":       "00211",
		"a ٣ b":       "00000",
		"א ٣ b":       "11200",
		"(אا) 1-2":    "01100212",
		"1 א 2":       "00112",
		"א 1, 2":      "112112",
		"א 1,2 a":     "1122200",
		"a 1 א":       "00001",
		"א a 1 א":     "1000001",
		"אב 12/34 גד": "11122222111",
	} {
		var p bidi.Paragraph
		got := ""
		for _, l := range lineLevels(&p, []rune(text), false) {
			got += fmt.Sprint(l)
		}
		if got != want {
			t.Errorf("%q has the levels %s, want %s", text, got, want)
		}
	}
}

// What is said from the right begins at the right, in a quotation and in a chat.
func TestSaidFromTheRight(t *testing.T) {
	l := &layout{structure: newStructure(), compositor: newCompositor(inChinese()), pictures: newPictures(nil)}
	chat := doc.Transcript{Heads: [4]string{"序号", "时间", "发送人", "内容"}, Turns: []doc.Turn{{Number: 1, When: "一", Who: "甲", Text: text("שלום")}, {Number: 2, When: "一", Who: "甲", Text: text("好")}}}
	if err := l.blocks([]doc.Block{doc.Quote{Text: text("שלום")}, chat}); err != nil {
		t.Fatal(err)
	}
	ends := func(s *strip, face faceID) (left, right float64) {
		for _, k := range s.inks {
			if k, ok := k.(textInk); ok && k.face == face {
				width := 0.0
				for _, code := range k.codes {
					width += float64(l.cases[face].letters[code].advance) * k.size / 1000
				}
				left, right = k.x, k.x+width
			}
		}
		return left, right
	}
	if _, right := ends(l.strips[0], hebrew); right < textRight-10*mm-0.1 || right > textRight-10*mm+0.1 {
		t.Errorf("a quotation ends at %.1f", right)
	}
	if _, right := ends(l.strips[2], hebrew); right < textRight-cellPadX-0.1 || right > textRight-cellPadX+0.1 {
		t.Errorf("a message ends at %.1f", right)
	}
	if left, _ := ends(l.strips[3], serif); left > textRight-40*mm {
		t.Errorf("a Chinese message begins at %.1f", left)
	}
}
