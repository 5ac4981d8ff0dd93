package story

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// longTalk is a chat of n messages of small talk with what matters at some of
// them.
func longTalk(t testing.TB, n int, matters map[int][2]string) []dispute.Record {
	t.Helper()
	small := []string{"你好", "在吗", "好的", "嗯嗯", "谢谢", "哈哈哈", "亲，在的哦", "请问有什么可以帮您", "收到", "晚点回复你", "今天天气不错", "稍等"}
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var out []dispute.Record
	for i := 1; i <= n; i++ {
		who, text := []string{"林晓", "某某旗舰店客服"}[i%2], small[i%len(small)]
		if m, ok := matters[i]; ok {
			who, text = m[0], m[1]
		}
		out = append(out, dispute.Record{ID: int64(i), Evidence: 1, Seq: i, Kind: dispute.Message, Who: who, Text: text, Locator: dispute.Locator{Line: 2 * i},
			At: dispute.Instant(start.Add(time.Duration(i)*20*time.Minute), dispute.Minute, dispute.ZoneFormat)})
	}
	return out
}

func talkInput(t testing.TB, records []dispute.Record) Input {
	p := practice(t)
	found := NewFinder(p.Triggers(), "")
	for i := range records {
		found.See(&records[i])
	}
	return Input{Elements: p.Elements("counterfeit", ""), Triggers: p.Triggers(), Found: found, Lang: "zh"}
}

// In 3,000 messages of which nobody chose any, what matters is found, each with its
// reason, and the rest is counted.
func TestLongChats(t *testing.T) {
	const me, shop = "林晓", "某某旗舰店客服"
	in := talkInput(t, longTalk(t, 3000, map[int][2]string{
		120: {shop, "店里都是专柜正品，假一赔三"}, 410: {me, "东西昨天收到了"}, 902: {me, "官网查不到这个序列号，是假货"},
		1500: {me, "我要退货退款"}, 1505: {shop, "已经拆封了，不能退的"}, 2800: {shop, "抱歉亲，您看下物流"},
	}))
	elements := Tell(in)
	got := map[string][]string{}
	for _, e := range elements {
		for _, f := range e.Facts {
			got[e.ID] = append(got[e.ID], f.ID)
			if len(f.Because) == 0 {
				t.Errorf("%s is proposed for %s without a reason", f.ID, e.ID)
			}
		}
	}
	for id, want := range map[string]string{"c.promise": "R120", "c.delivery": "R410", "fake.finding": "R902", "c.demand": "R1500", "c.answer": "R1505"} {
		if s := strings.Join(got[id], " "); s != want {
			t.Errorf("%s: %q, want %s", id, s, want)
		}
	}
	i := slices.IndexFunc(elements, func(e Element) bool { return e.ID == "c.answer" })
	if codes := fmt.Sprint(elements[i].Facts[0].Because); !strings.Contains(codes, "story.because.reply [R1500]") {
		t.Errorf("why the refusal is proposed: %s", codes)
	}
	if c := Count(in, elements); c.Messages != 3000 || c.Told != 5 || c.Marked < 5 || c.Marked > 20 {
		t.Errorf("counted %+v", c)
	}
}

// Whose words a message is decides what it can tell: an own "no refund" is no
// answer of the shop, and what nobody can attribute accuses nobody.
func TestWhoSpeaks(t *testing.T) {
	for _, c := range []struct{ who, text, element string }{
		{"林晓", "不能退的吧，我知道", "c.answer"}, {"林晓", "都是专柜正品", "c.promise"}, {"某某旗舰店客服", "左边耳机没有声音", "c.wrong"},
	} {
		p := practice(t)
		in := talkInput(t, longTalk(t, 20, map[int][2]string{10: {c.who, c.text}}))
		in.Elements = p.Elements("quality_defect", "")
		for _, e := range Tell(in) {
			if e.ID == c.element && len(e.Facts) > 0 {
				t.Errorf("%s of %s tells %s", c.text, c.who, e.ID)
			}
		}
	}
	// Of three who are unknown, none is the shop.
	records := longTalk(t, 12, map[int][2]string{5: {"甲", "不能退的"}, 6: {"乙", "我要退货退款"}, 7: {"丙", "好"}})
	for i := range records {
		if records[i].Who == "林晓" || records[i].Who == "某某旗舰店客服" {
			records[i].Who = "丙"
		}
	}
	for _, e := range Tell(talkInput(t, records)) {
		if (e.ID == "c.answer" || e.ID == "c.demand") && len(e.Facts) > 0 {
			t.Errorf("%s is told by somebody unknown: %v", e.ID, e.Facts)
		}
	}
}

// What the user told stays, and nothing is proposed for it or for what there is
// none of.
func TestStates(t *testing.T) {
	in := talkInput(t, longTalk(t, 30, map[int][2]string{10: {"某某旗舰店客服", "已经拆封了，不能退的"}}))
	in.Events = []dispute.Event{{ID: "R99", Kind: dispute.Statement, Text: "客服拒绝退款", Cites: []dispute.Citation{{Record: 99}}, Telling: dispute.Telling{Elements: []string{"c.answer"}}}}
	in.Untold = map[string]string{"c.promise": "nothing was promised"}
	states := map[string]State{}
	for _, e := range Tell(in) {
		states[e.ID] = e.State
		if e.ID == "c.answer" && (len(e.Facts) != 1 || e.Facts[0].ID != "R99" || e.Facts[0].Number != 0) {
			t.Errorf("the answer: %+v", e.Facts)
		}
	}
	if states["c.answer"] != Filled || states["c.promise"] != None || states["c.delivery"] != Missing {
		t.Errorf("%v", states)
	}
}

func FuzzLook(f *testing.F) {
	for _, s := range []string{"不能退的。要是坏了呢？", "We can't refund; if it is fake, sorry!", "\xff\x00", "？！", "a.b c"} {
		f.Add(s)
	}
	b, err := channel.Load(nil)
	if err != nil {
		f.Fatal(err)
	}
	p, err := b.Practice()
	if err != nil {
		f.Fatal(err)
	}
	w := newWords(p.Triggers())
	f.Fuzz(func(t *testing.T, text string) {
		sentences := sentencesOf(text)
		if got := strings.Join(sentences, ""); len(got) > len(text) {
			t.Errorf("%q grew to %q", text, got)
		}
		for _, h := range w.look(sentences) {
			if h.sentence >= len(sentences) || h.word == "" || h.score < 1 {
				t.Errorf("%+v in %q", h, text)
			}
		}
	})
}

// What seems to be a conversation and was not read as one tells nothing: nobody knows
// who says what in it.
func TestAnUnreadConversationTellsNothing(t *testing.T) {
	p := practice(t)
	r := dispute.Record{ID: 1, Evidence: 1, Kind: dispute.Document, Text: "The test report: the bag is fake, not genuine", At: at2026(t, 3, 5)}
	f := NewFinder(p.Triggers(), "")
	f.See(&r)
	whole := event("R1", 1, 1, dispute.Document, r.At)
	for _, doubts := range [][]dispute.Problem{nil, {{Why: dispute.Say(dispute.UnreadConversation, 2)}}} {
		told := 0
		for _, e := range Tell(Input{Elements: p.Elements("counterfeit", ""), Triggers: p.Triggers(), Found: f, Lang: "en", Events: []dispute.Event{whole},
			Evidence: []dispute.Evidence{{ID: 1, Reading: dispute.Reading{Doubts: doubts}}}}) {
			told += len(e.Facts)
		}
		if (told > 0) != (doubts == nil) {
			t.Errorf("doubts %v: %d facts are proposed", doubts, told)
		}
	}
}
