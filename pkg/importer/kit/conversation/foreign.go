package conversation

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// What the headers of all programs have: a day with its year, and a time of day.
const (
	foreignDay   = `(?:\d{4}\s?[-/.年년]\s?\d{1,2}\s?[-/.月월]\s?\d{1,2}[日일.]?|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2}))`
	foreignClock = `(?:(?:上午|下午|凌晨|早上|中午|晚上|오전|오후|午前|午後)\s?)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[AaPp]\.?\s?[Mm]\.?)?`
	foreignStamp = foreignDay + `[,，،T]?\s*` + foreignClock
)

var foreignForms = sync.OnceValue(func() [4]*regexp.Regexp {
	return [4]*regexp.Regexp{
		// [05.03.26, 14:03] Ada: hi; 05.03.26, 14:03 - Ada: hi; 2026-03-05 14:03 Ada: hi
		regexp.MustCompile(`^[\[【(（]?` + foreignStamp + `\s?[\]】)）]?\s*[-–—]?\s*([^:：\d\s][^:：]*?)\s?[:：]`),
		// Ada, [05.03.26 14:03]; Ada (2026-03-05 14:03:22): hi
		regexp.MustCompile(`^([^:：]+?),?\s?[\[【(（]` + foreignStamp + `[\]】)）]`),
		// Ada 2026-03-05 14:03:22
		regexp.MustCompile(`^([^:：]+?),?\s+` + foreignStamp + `$`),
		// Ada Thu, 05.03.2026, 14:03 Uhr
		regexp.MustCompile(`^([^:：]+?),?\s+(?:\p{L}{2,12}[,.]*\s+)?` + foreignStamp + `(?:\s?(?:Uhr|Z|h|[A-Z]{3,4}\S{0,6}))?$`),
	}
})

// LikeHeader reports whether a line inside a message looks like the header of another
// one, in the form of any program: a name beside a day with its year and a time, with a
// colon or a bracket between. Where nothing stands between, the name must be known.
func LikeHeader(line string, speaks func(name string) bool) bool {
	if len(line) < len("1.1.26 1:00") || !strings.ContainsAny(line, ":：") || !strings.ContainsAny(line, "-/.年년") {
		return false
	}
	line = strings.TrimFunc(Visible(head(line)), IsSpace)
	if hours().FindStringIndex(line) == nil {
		return false
	}
	for i, form := range foreignForms() {
		if m := form.FindStringSubmatch(line); m != nil && (speaks(m[1]) || i < 2 && mayName(m[1])) {
			return true
		}
	}
	return false
}

// mayName reports whether s can be a speaker's name and is no field, title or sentence.
func mayName(s string) bool {
	s = strings.TrimFunc(s, IsSpace)
	return strings.ContainsFunc(s, unicode.IsLetter) && utf8.RuneCountInString(s) <= saidName && len(strings.Fields(s)) <= saidWords &&
		!strings.ContainsAny(s, ",，.。!！?？;；、【】[]()（）") && !IsLabel(s) && !isTitle(s) && !ofTime(s)
}
