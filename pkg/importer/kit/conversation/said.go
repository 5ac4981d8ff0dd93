package conversation

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Said is a line with the name of who speaks and the words, as people write a
// conversation down: "Anna: hello".
type Said struct {
	Form       Form
	Name, Text string
	Head       string // the line up to the words
}

// Form is how a line sets the name off from the words.
type Form int

// The forms.
const (
	Colon  Form = iota // Anna: hello; 1. **Anna**: hello
	Angle              // <anna> hello
	Square             // [Anna] hello
	Tabbed             // the name, a tab, the words
	Dashed             // Anna - hello
	Comma              // Anna,hello
	Forms
)

// What a name may be, and what a line may have in front of it.
const (
	saidName  = 32  // runes
	saidWords = 4   // of a name in letters of the alphabet
	saidHead  = 200 // bytes within which the name ends
)

var saidForms = sync.OnceValue(func() [Forms]*regexp.Regexp {
	const (
		before = `^[\s\x{a0}\x{3000}]*(?:(?:\d{1,4}[.、)）]|[-*•>])[\s\x{a0}]*)?` // a number or a bullet
		space  = `[ \x{a0}\x{3000}]`
	)
	return [Forms]*regexp.Regexp{
		Colon:  regexp.MustCompile(before + `(\*{2})?([^:：*<>\[\]【】\t]+?)(?:\*{2})?` + space + `*([:：])(?:\*{2})?(.*)$`),
		Angle:  regexp.MustCompile(before + `()<([^<>]+)>()` + space + `+(.*)$`),
		Square: regexp.MustCompile(before + `()[\[【]([^\[\]【】]+)[\]】]()[:：]?(.*)$`),
		Tabbed: regexp.MustCompile(before + `()([^\t]+)()\t+([^\t]+)$`),
		Dashed: regexp.MustCompile(before + `()([^:：]+?)()` + space + `+[-–—|>]+` + space + `+(.+)$`),
		Comma:  regexp.MustCompile(`^()"?([^,;":：]+)"?()[,;]([^,;].*)$`),
	}
})

// ReadSaid reads a line as one that has a name and words, in the first of the forms
// that it fits.
func ReadSaid(line string) (Said, bool) {
	for form := range Forms {
		if s, ok := ReadSaidAs(form, line); ok {
			return s, true
		}
	}
	return Said{}, false
}

// ReadSaidAs is ReadSaid for one form.
func ReadSaidAs(form Form, line string) (Said, bool) {
	if !strings.ContainsAny(head(line), saidMarks[form]) {
		return Said{}, false
	}
	line = Visible(line)
	m := saidForms()[form].FindStringSubmatch(line)
	if m == nil || len(m[2]) > saidHead {
		return Said{}, false
	}
	s := Said{Form: form, Name: strings.TrimFunc(m[2], IsSpace), Text: strings.TrimFunc(m[4], IsSpace)}
	s.Head = strings.TrimRightFunc(strings.TrimSuffix(strings.TrimRightFunc(line, IsSpace), s.Text), IsSpace)
	if m[3] == ":" && s.Text != "" && !IsSpace(rune(m[4][0])) && m[4][0] < utf8.RuneSelf && !Mentions(s.Name) {
		return Said{}, false // 12:30, http://, key:value
	}
	if m[3] != "" && digitAt(s.Name, len(s.Name)-1) && digitAt(s.Text, 0) {
		return Said{}, false // a time of day
	}
	return s, MayBeName(s.Name)
}

func digitAt(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

var saidMarks = [Forms]string{Colon: ":：", Angle: "<", Square: "[【", Tabbed: "\t", Dashed: "-–—|>", Comma: ",;"}

// Mentions reports whether a text has letters of languages that set no spaces behind
// a colon.
func Mentions(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
	})
}

// MayBeName reports whether a text can be the name of who speaks: short, with a
// letter, and no sentence.
func MayBeName(s string) bool {
	return s != "" && utf8.RuneCountInString(s) <= saidName && len(strings.Fields(s)) <= saidWords &&
		strings.ContainsFunc(s, unicode.IsLetter) && !strings.ContainsAny(s, `，。！？；,!?;/\={}"“”`)
}
