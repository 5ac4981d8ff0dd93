package channel

import (
	"strings"
	"testing"
	"testing/fstest"

	"complain/pkg/dispute"
)

func TestAnswersAreWhole(t *testing.T) {
	b := book(t)
	names := map[string]dispute.OfficialKind{}
	for _, a := range b.Answers() {
		for what, w := range map[string]Words{"title": a.Title, "gist": a.Gist} {
			if w["zh"] == "" || w["en"] == "" {
				t.Errorf("%s: %s is not in both languages", a.ID, what)
			}
		}
		if a.Next["zh"] == "" != (a.Next["en"] == "") {
			t.Errorf("%s: what comes next is not in both languages", a.ID)
		}
		if len(a.Sources) == 0 || a.AsOf == "" {
			t.Errorf("%s has no source or no date", a.ID)
		}
		// One word never names two answers.
		words := append(append([]string{string(a.ID), a.Title["zh"], a.Title["en"]}, a.Short...), a.Papers...)
		for _, w := range words {
			if other, ok := names[w]; ok && other != a.ID {
				t.Errorf("%q names %s and %s", w, other, a.ID)
			}
			names[w] = a.ID
			if got, err := b.AnswerNamed(" " + strings.ToUpper(w)); err != nil || got.ID != a.ID {
				t.Errorf("%q names %q, want %q (%v)", w, got.ID, a.ID, err)
			}
		}
		for _, p := range a.Papers {
			if got, ok := b.TitledAs(p + "\n某市监〔2026〕第12号\n张三：\n"); !ok || got.ID != a.ID {
				t.Errorf("a paper titled %q is %q, want %q", p, got.ID, a.ID)
			}
		}
	}
	if len(names) == 0 {
		t.Fatal("no answers")
	}
	if _, err := b.AnswerNamed("判决书"); err == nil {
		t.Error("判决书 names an answer")
	}
}

func TestTitleOfAPaper(t *testing.T) {
	b := book(t)
	for _, c := range []struct {
		name, text string
		want       dispute.OfficialKind
	}{
		{"with an office above and a number below", "杭州市某区市场监督管理局\n投诉不予受理决定书\n杭某市监〔2026〕第12号\n林晓禾：\n", "not-accepted"},
		{"set apart", "投 诉 受 理 决 定 书\n", "accepted"},
		{"set apart by wide spaces, after the office", "某区市场监督管理局　调　解　通　知　书\r\n", "mediation-notice"},
		{"office and title in one word", "某区市场监督管理局终止调解决定书", "mediation-ended"},
		{"with its number in the line", "\n投诉不予受理决定书 某市监〔2026〕第12号\n", "not-accepted"},
		{"a copy", "投诉调解书（副本）\n投诉人 林晓禾", "mediated"},
		{"in a text without lines", "某区市场监督管理局 举报处理结果告知书 某市监〔2026〕第3号 林晓禾： 我局于2026年3月", "report-result"},
		{"broken in two", "某区市场监督管理局\n限期提供身份\n证明材料通知书\n", "identity-request"},
		{"in the radicals that some fonts give for characters", "限期提供⾝份证明材料通知书\n", "identity-request"},
		{"below what a scanner saw", "。\n口\n文书式样六\n投诉不予受理决定书", "not-accepted"},

		{"inside a sentence", "如对不予受理决定书不服，可以申请行政复议。\n", ""},
		{"at the beginning of a sentence", "不予受理决定书已经收到。\n", ""},
		{"before a comma", "不予受理决定书 ，已经收到", ""},
		{"left in a line of its own by the width of the page", "我局对你关于耳机质量问题的投诉作出\n不予受理决定书\n，并告知理由", ""},
		{"in a list of enclosures", "附件：\n1. 不予受理决定书\n2. 调解书\n", ""},
		{"a list of forms", "投诉受理决定书\n投诉不予受理决定书\n投诉调解书\n", ""},
		{"a court's paper", "某市某区人民法院\n民事调解书\n（2026）浙0000民初1号", ""},
		{"another proceeding", "行政复议不予受理决定书", ""},
		{"about one", "关于不予受理决定书的说明", ""},
		{"far down", "投诉信\n" + strings.Repeat("正文\n", 30) + "受理决定书\n", ""},
		{"nothing", " \n\n", ""},
	} {
		got, _ := b.TitledAs(c.text)
		if got.ID != c.want {
			t.Errorf("%s: %q, want %q", c.name, got.ID, c.want)
		}
	}
}

// A user's own answer is one entry in one file.
func TestOwnAnswer(t *testing.T) {
	own := fstest.MapFS{answersFile: {Data: []byte(`
as_of: "2026-05-01"
sources: {MINE: {title: "a letter"}}
answers:
- id: hk.reply
  title: {zh: 消費者委員會覆函, en: reply of the Consumer Council}
  papers: [消費者委員會覆函]
  source: [MINE]
  confidence: own
`)}}
	b, err := Load(own)
	if err != nil {
		t.Fatal(err)
	}
	a, ok := b.TitledAs("消費者委員會覆函\n")
	if !ok || a.ID != "hk.reply" || a.Call() != "hk.reply" || a.Name("en") != "reply of the Consumer Council (消費者委員會覆函)" {
		t.Errorf("%+v %v", a, ok)
	}
	if _, err := b.Answer("accepted"); err != nil {
		t.Error("an answer of one's own drove out the others:", err)
	}
	for name, text := range map[string]string{
		"no article":   `answers: [{id: x, title: {zh: 甲}, next: {zh: 乙}, source: [OWN], as_of: "2026-01-01", confidence: own}]`,
		"spaced title": `answers: [{id: x, title: {zh: 甲}, papers: ["甲 乙"], source: [OWN], as_of: "2026-01-01", confidence: own}]`,
		"no source":    `answers: [{id: x, title: {zh: 甲}, as_of: "2026-01-01", confidence: own}]`,
	} {
		if _, err := Load(fstest.MapFS{answersFile: {Data: []byte(text)}}); err == nil {
			t.Errorf("%s: loads", name)
		}
	}
}

func TestArticlesInForce(t *testing.T) {
	b := book(t)
	ended, err := b.Answer("mediation-ended")
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]string{"2026-03-20": "crpl.39", "2026-04-15": "samr.25 crpl.39", "2010-01-01": ""} {
		articles, err := b.InForce(ended.NextArticles, day)
		var got []string
		for _, a := range articles {
			got = append(got, a.ID)
		}
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %q (%v)", day, got, want, err)
		}
	}
}

func FuzzTitledAs(f *testing.F) {
	b, err := Load(nil)
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"", "投诉受理决定书", "某局 调 解 书 （副本）\n", "\xff\n受理决定书", "限期\n提供", "　\n("} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if a, ok := b.TitledAs(s); ok && a.ID == "" {
			t.Fatalf("%q has a title of nothing", s)
		}
	})
}
