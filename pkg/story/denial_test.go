package story

import (
	"slices"
	"testing"

	"complain/pkg/channel"
)

// What is denied before a word, or between the words of a phrase, is not said; a denial
// that a phrase says itself is.
func TestDenials(t *testing.T) {
	w := newWords(channel.Triggers{
		Denials:    map[string][]string{"zh": {"不", "没", "没有…", "是不是…"}, "en": {"no…", "not…", "doesn't…"}},
		Assertions: map[string][]string{"zh": {"没有几天"}, "en": {"not only"}},
		Turns:      map[string][]string{"zh": {"就"}, "en": {"and"}},
		Phrases:    map[string]map[string][]string{"part": {"zh": {"屏幕", "盒子"}, "en": {"screen"}}},
		List: []channel.Trigger{{ID: "bad", Denied: true, Strong: map[string][]string{
			"zh": {"掉色", "没反应", "破损", "<part>‥(破|裂)(了|)", "少(了|)<number>件", "要的是⋯发的是"},
			"en": {"scratch", "scratches", "doesn't work", "<part>…(cracked|broken)", "paid <number>"},
		}}},
	})
	for text, want := range map[string]string{
		"一洗就掉色": "掉色", "不掉色": "", "没有掉色": "", "没有任何破损": "", "没有几天就破损": "破损", "是不是有破损": "", "按了没反应": "没反应",
		"屏幕破了": "屏幕破了", "屏幕都没破": "", "盒子裂": "盒子裂", "盒子里的东西我都拿出来以后裂了": "", "盒子好，裂": "",
		"少了三件": "少了三件", "少2件": "少2件", "少了件": "", "少了十几件": "少了十几件",
		"我要的是白的，发的是黑的": "要的是白的,发的是", "坏勒没有就破损": "破损",
		"a scratch": "scratch", "no scratches": "", "not only scratches": "scratches", "no problem, a scratch": "scratch", "it doesn't work": "doesn't work",
		"no refund and a scratch": "scratch", "the screen came cracked": "screen came cracked", "the screen is not cracked": "", "no cracked screen was ever broken": "",
		"paid 1,200 for it": "paid 1,200", "I paid nobody": "",
	} {
		got := ""
		for _, h := range w.look([]string{text}) {
			got = h.word
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// What people type is heard as what they mean: slips, and words without apostrophe or
// with the one of a phone's keyboard.
func TestSpellings(t *testing.T) {
	s := newSpellings(map[string]map[string]string{"zh": {"木有": "没有", "啦": "了"}, "en": {"dont": "don't", "recieved": "received"}})
	for typed, want := range map[string]string{
		"木有收到啦": "没有收到了", "收到": "收到", "i dont know": "i don't know", "it’s recieved": "it's received",
		"dontcha": "dontcha", "won'dont": "won'dont", "": "",
	} {
		if got := s.mended(typed); got != want {
			t.Errorf("%s: %q, want %q", typed, got, want)
		}
	}
}

func TestAmounts(t *testing.T) {
	w := newWords(channel.Triggers{Units: map[string][]string{"zh": {"元", "块"}}, List: []channel.Trigger{{ID: "a", Strong: map[string][]string{"zh": {"付<amount>"}}}}})
	for text, want := range map[string]bool{
		"付20元": true, "付了20元": false, "付二十块": true, "付两千三": true, "付三百多": true, "付千万": false, "付三百个": false, "付£5": true, "付20": false, "付几百": true, "付一": false,
	} {
		if got := len(w.look([]string{text})) > 0; got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// FuzzSentence holds that looking at any text ends, and finds words where they stand.
func FuzzSentence(f *testing.F) {
	f.Add("没有任何破损，但屏幕裂了 \xff no scratches at all…")
	w := newWords(practice(f).Triggers())
	f.Fuzz(func(t *testing.T, text string) {
		for _, s := range sentencesOf(text) {
			h := w.heard(s)
			for _, m := range slices.Clone(w.lookAt(h).matches(nil, w.said)) {
				if m.from < 0 || m.to < m.from || m.to > len(h) {
					t.Fatalf("%q: %d to %d", h, m.from, m.to)
				}
			}
			w.sentence(h)
		}
	})
}
