package story

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"complain/pkg/dispute"
)

// shownIn is what is proposed of a picture with a recognised text, in the story of a
// category: "element trigger's quote", in the order of the story.
func shownIn(t *testing.T, category, order, text string) []string {
	t.Helper()
	p := practice(t)
	found := NewFinder(p.Triggers(), order)
	found.SeePicture(7, 1, text)
	in := Input{Case: dispute.Case{Order: order}, Elements: p.Elements(category, ""), Triggers: p.Triggers(), Found: found, Lang: "zh",
		Events: []dispute.Event{{ID: "R30", Kind: dispute.Photo, Cites: []dispute.Citation{{Evidence: 7, Record: 30}}}}}
	var out []string
	for _, e := range Tell(in) {
		for _, f := range e.Facts {
			if f.ID != "R30" || f.Own.Evidence != 7 || f.Who != "" || f.Role != "" {
				t.Errorf("%s is proposed of %s by %q", e.ID, f.ID, f.Who)
			}
			if !slices.ContainsFunc(f.Because, func(n dispute.Note) bool { return n.Code == "story.because.seen" }) {
				t.Errorf("%s: nothing says that a program saw it", e.ID)
			}
			out = append(out, fmt.Sprint(e.ID, " ", f.Quote))
		}
	}
	return out
}

// What a screenshot shows is proposed as it stands there, blanks between characters
// and all: the state of a parcel, an order, a refusal on the page of the order. What
// only the complainant says is not: the words may be anybody's.
func TestPicturesTellTheStory(t *testing.T) {
	for name, c := range map[string]struct{ category, order, text, want string }{
		"a parcel's page":            {"counterfeit", "", "运 单 号 SF1234567890123\n2026-02-14 18:20 已 签 收 ，本 人 签 收\n", "c.delivery 2026-02-14 18:20已签收，本人签收"},
		"an order's page":            {"refund_refused", "7788120045", "订 单 编 号 ：7788120045\n退款申请已驳回，商品影响二次销售\n", "c.purchase 订单编号：7788120045|refund.refusal 退款申请已驳回，商品影响二次销售"},
		"a refusal of some chat":     {"refund_refused", "7788120045", "不能退的，拆封了\n", ""},
		"a complaint of somebody":    {"counterfeit", "", "要求退货退款\n收到的包坏了，五金断了\n", ""},
		"what the maker's page says": {"counterfeit", "", "序列号不存在，请核对\n", "fake.finding 序列号不存在，请核对"},
		"nothing":                    {"counterfeit", "", "今日天气 晴\n", ""},
	} {
		if got := strings.Join(shownIn(t, c.category, c.order, c.text), "|"); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// What is proposed of a picture cites the words' place in it, where that is known.
func TestPicturesCiteThePlaceOfTheirWords(t *testing.T) {
	p := practice(t)
	at := dispute.Locator{Region: dispute.Region{X: 40, Y: 300, Width: 500, Height: 60}}
	for name, known := range map[string]bool{"known": true, "unknown": false} {
		found := NewFinder(p.Triggers(), "")
		asked := ""
		found.Where = func(e dispute.EvidenceID, page int, words string) (dispute.Locator, error) {
			asked = fmt.Sprint(e, " ", page, " ", words)
			if !known {
				return dispute.Locator{}, nil
			}
			return at, nil
		}
		found.SeePicture(7, 1, "运单号 SF1234567890123\n2026-02-14 18:20 已签收，本人签收\n")
		in := Input{Elements: p.Elements("counterfeit", ""), Triggers: p.Triggers(), Found: found, Lang: "zh",
			Events: []dispute.Event{{ID: "R30", Kind: dispute.Photo, Cites: []dispute.Citation{{Evidence: 7, Record: 30}}}}}
		var proofs []dispute.Citation
		for _, e := range Tell(in) {
			for _, f := range e.Facts {
				proofs = append(proofs, f.Proofs...)
			}
		}
		var want []dispute.Citation
		if known {
			want = []dispute.Citation{{Evidence: 7, Record: 30, Locator: at}}
		}
		if asked != "E7 1 2026-02-14 18:20已签收，本人签收" || !slices.Equal(proofs, want) || found.Err() != nil {
			t.Errorf("%s: asked for %q, cites %+v", name, asked, proofs)
		}
	}
}
