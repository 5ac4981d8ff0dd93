package dispute

import "testing"

func TestWordsIn(t *testing.T) {
	both := Words{"en": "bill", "zh": "账单"}
	for _, c := range []struct {
		words      Words
		lang, want string
	}{
		{both, "zh", "账单"},
		{both, "en", "bill"},
		{both, "de", "bill"},
		{both, "zh-Hant-HK", "账单"},
		{both, "de-zh", "bill"},
		{Words{"zh": "账单", "ja": "請求書"}, "en", "請求書"},
		{Words{"en": "", "zh": "账单"}, "en", "账单"},
		{nil, "en", ""},
	} {
		if got := c.words.In(c.lang); got != c.want {
			t.Errorf("%v in %s is %q, want %q", c.words, c.lang, got, c.want)
		}
		if c.words.Empty() != (c.want == "") {
			t.Errorf("%v: empty %v", c.words, c.words.Empty())
		}
	}
}
