package recognise

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/internal/personal"
)

// pageOf lays words out on lines: 10 pixels a byte, 20 a line.
func pageOf(text string) Page {
	var lines [][]Word
	for y, line := range strings.Split(text, "\n") {
		var words []Word
		x := 0
		for _, w := range strings.Split(line, " ") {
			words = append(words, Word{w, dispute.Box{X: x, Y: 20 * y, Width: 10 * len(w), Height: 16}, 90})
			x += 10*len(w) + 10
		}
		lines = append(lines, words)
	}
	return Join(lines)
}

func TestFindGoesAcrossWordsAndLines(t *testing.T) {
	p := pageOf("收 货 人 林 晓 禾\n电话 13800138000 林晓\n禾 End")
	for _, c := range []struct {
		sought string
		want   []string
	}{
		{"林晓禾", []string{"林 晓 禾 1", "林晓 禾 2"}},
		{"晓禾电话", []string{"晓 禾 电话 2"}},
		{"1380013", []string{"13800138000 1"}},
		{"ＥＮＤ", []string{"End 1"}},
		{"王", nil},
		{" ", nil},
	} {
		var got []string
		for _, m := range p.Find(c.sought) {
			got = append(got, fmt.Sprintf("%s %d", m.Text, len(m.Boxes)))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.sought, got, c.want)
		}
	}
	m := p.Find("林晓禾")[0]
	if want := (dispute.Box{X: 120, Y: 0, Width: 110, Height: 16}); m.Boxes[0] != want {
		t.Errorf("the box of %q is %+v, want %+v", m.Text, m.Boxes[0], want)
	}
}

func TestCandidates(t *testing.T) {
	p := pageOf("订单 编 号 ： 4316208857120346159\n创建 时间 2026-03-01 20:14:09\n实 付款 #1,299.00 运费 ￥5.00\n版本 8.40.00")
	var got []string
	for _, c := range p.Candidates() {
		got = append(got, fmt.Sprintf("%s %s", c.Kind, c.Value))
		if len(c.Boxes) == 0 {
			t.Errorf("%s has no box", c.Value)
		}
	}
	want := []string{"order 4316208857120346159", "amount ￥5.00", "date 2026-03-01 20:14:09", "amount 1,299.00"}
	if slices.Sort(got); !slices.Equal(got, sorted(want)) {
		t.Errorf("%q, want %q", got, want)
	}
}

func sorted(s []string) []string { slices.Sort(s); return s }

func TestNumbersLeaveOrdersOut(t *testing.T) {
	p := pageOf("订单编号: 13800138000\n联系 电话 138 0013 8000\n身份证 11010519491231002X")
	found := p.Numbers()
	if n := len(found[personal.Phone]); n != 1 || found[personal.Phone][0].Text != "138 0013 8000" {
		t.Errorf("phones: %+v", found[personal.Phone])
	}
	if len(found[personal.Identity]) != 1 || len(found[personal.Card]) != 0 {
		t.Errorf("%+v", found)
	}
}

// A file may hold words that are not those of its text.
func TestWordsThatAreNotInTheText(t *testing.T) {
	p := pageOf("退 款\n申请")
	p.Text = "something else"
	if m := p.Find("申请"); len(m) != 1 || m[0].Text != "申请" {
		t.Errorf("%+v", m)
	}
}

func FuzzParseTSV(f *testing.F) {
	const head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
	f.Add([]byte(head+"5\t1\t1\t1\t1\t1\t50\t57\t116\t29\t96.344391\t交易\n5\t1\t1\t1\t1\t2\t-9\t53\t27\t47\t-1\t成\n"), "易")
	f.Fuzz(func(t *testing.T, out []byte, sought string) {
		lines, err := parseTSV(out, 300, 200)
		if err != nil {
			return
		}
		p := Join(lines)
		for _, w := range p.Words {
			b := w.Box
			if b.X < 0 || b.Y < 0 || b.Width < 1 || b.Height < 1 || b.X+b.Width > 300 || b.Y+b.Height > 200 || w.Confidence < 0 || w.Confidence > 100 || w.Text == "" {
				t.Fatalf("%+v", w)
			}
		}
		p.Candidates()
		p.Numbers()
		for _, m := range p.Find(sought) {
			if len(m.Boxes) == 0 {
				t.Fatalf("%q is found nowhere: %+v", sought, m)
			}
		}
	})
}
