package story

import (
	"testing"

	"complain/pkg/channel"
)

// The words of a phrase follow each other in one clause: a comma, a pause, a "but" and
// a long way part them, and what is quoted somebody else said.
func TestPhrases(t *testing.T) {
	lists := map[string]map[string][]string{
		"no":   {"zh": {"不能", "无法"}, "en": {"cannot", "unable to"}},
		"give": {"zh": {"退"}, "en": {"refund*"}},
	}
	w := newWords(channel.Triggers{
		Phrases: lists, Turns: map[string][]string{"zh": {"可以"}, "en": {"but"}}, Units: map[string][]string{"zh": {"元"}},
		Conditions: map[string][]string{"zh": {"…的话", "如果"}, "en": {"if"}},
		Questions:  map[string][]string{"zh": {"有没有"}},
		List: []channel.Trigger{
			{ID: "no", Strong: map[string][]string{"zh": {"<no>…<give>"}, "en": {"<no>…<give>"}}},
			{ID: "offer", Strong: map[string][]string{"zh": {"补您…<amount>"}, "en": {"<amount>…off"}}},
			{ID: "reply", Reply: map[string][]string{"zh": {"正常现象"}}},
		},
	})
	for text, want := range map[string]string{
		"这个不能给您退":                                      "no",
		"无法退":                                          "no",
		"不能让您吃亏，给您退":                                   "",
		"不能让您吃亏 给您退款":                                  "",
		"不能用可以退":                                       "",
		"不能的话给您退":                                      "",
		"有没有不能退":                                       "",
		"没有没有，不能退":                                     "no",
		"如果不能退":                                        "",
		"您说的“不能退”是谁说的":                                 "",
		"“不能退”":                                        "no",
		"补您20元":                                        "offer",
		"补您2026":                                       "",
		"补您12.50元运费":                                   "offer",
		"We are unable to offer you a refund":          "no",
		"We cannot stop it but refunds are made daily": "",
		"We cannot tell you today what the people who look after all of these will refund": "",
		"knock £10 off":       "offer",
		"it cost £10":         "",
		"10 people off":       "",
		"这是正常现象":              "",
		"unable to fundraise": "",
	} {
		got := ""
		for _, h := range w.look(sentencesOf(text)) {
			if h.score >= channel.Enough {
				got += w.triggers[h.trigger].ID
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	if hits := w.look([]string{"这是正常现象"}); len(hits) != 1 || !hits[0].reply {
		t.Errorf("what only an answer means: %+v", hits)
	}
}

// What no word tells its place does: the message that is answered with regret and the
// first answer to a complaint, and neither before nor from the wrong side.
func TestPlaces(t *testing.T) {
	const me, shop = "林晓", "某某旗舰店客服"
	in := talkInput(t, longTalk(t, 40, map[int][2]string{
		3:  {shop, "库房里还有这个颜色的，您看着选"},
		5:  {me, "杯口一圈都是毛刺，孩子嘴都划了一道口子"},
		6:  {shop, "呀，麻烦您发个图"},
		8:  {shop, "杯子都是机器磨的，每一批手感会有一点点出入"},
		20: {shop, "今天发车的快件都装上了，路上您留意电话"},
	}))
	in.Elements = practice(t).Elements("quality_defect", "")
	got := map[string]string{}
	for _, e := range Tell(in) {
		for _, f := range e.Facts {
			got[e.ID] += f.ID + " "
		}
	}
	if got["c.wrong"] != "R5 " || got["c.answer"] != "R8 " {
		t.Errorf("by its place: %v", got)
	}
}

// Hong Kong and Taiwan write the same words in other characters, and Cantonese as it is
// spoken.
func TestWordsOfTheOtherScript(t *testing.T) {
	w := newWords(practice(t).Triggers())
	for text, want := range map[string]string{
		"收到貨了，但是鞋底開膠，我要求退款": "收到货了,但是鞋底开胶,我要求退款",
		"唔接受退款": "不接受退款",
		"唔係正品":  "不是正品",
		"我哋唔退":  "我们不退",
	} {
		if got := w.heard(text); got != want {
			t.Errorf("%s is heard as %s, want %s", text, got, want)
		}
	}
}
