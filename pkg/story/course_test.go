package story

import (
	"slices"
	"strings"
	"testing"
)

// What no words tell the course of a conversation does; where nothing is demanded and
// nobody complains, it tells nothing.
func TestCourse(t *testing.T) {
	for name, c := range map[string]struct {
		lines []string // who: text
		want  string   // elements with the lines proposed for them
	}{
		"an answer before the purchase": {[]string{
			"me: does it run quietly at night?", "shop: You will hardly know that it is switched on, madam",
			"me: I ordered one", "me: it makes my windows shake, please refund me",
		}, "c.promise:2"},
		"what was said before a demand": {[]string{
			"me: I received it yesterday", "me: my windows shake from six in the evening until I pull the plug",
			"me: please refund me", "shop: Our engineer finds that in keeping with its class",
		}, "c.wrong:2 c.answer:4"},
		"nothing is demanded": {[]string{
			"me: does it run quietly at night?", "shop: You will hardly know that it is switched on, madam",
			"me: my windows face the garden, so it will hardly matter", "shop: Lovely to hear that you have a garden",
		}, ""},
	} {
		talk := conversation{category: "quality_defect"}
		for _, l := range c.lines {
			who, text, _ := strings.Cut(l, ": ")
			talk.lines = append(talk.lines, talkLine{who: who, text: text})
		}
		got := talk.elements(practice(t), "c.promise", "c.wrong", "c.answer")
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s, want %s", name, strings.Join(got, " "), c.want)
		}
	}
}

// While a dispute is open the other side's last word is its answer; a fortnight later it
// is of something else.
func TestAnswersOfAnOpenDispute(t *testing.T) {
	talk := conversation{category: "quality_defect", lines: []talkLine{
		{who: "me", text: "the screen is cracked, please refund me"},
		{who: "shop", text: "I can put that to the gentleman who owns the business"},
		{who: "me", text: "and what does the gentleman say to it now, it is Friday"},
		{who: "shop", text: "He says that goods are made by hand and differ from each other"},
	}}
	if got := talk.elements(practice(t), "c.answer"); !slices.Contains(got, "c.answer:4") && !slices.Contains(got, "c.answer:2,4") {
		t.Errorf("%v", got)
	}
}
