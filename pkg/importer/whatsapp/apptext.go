package whatsapp

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
)

// appText is what is known of a text that WhatsApp may have written itself.
type appText struct {
	kind  dispute.Kind
	typ   string
	file  string // the attachment it names
	led   bool   // a mark stands before WhatsApp's words
	about string // WhatsApp's words, where the text has others too
}

// recognise finds WhatsApp's own words in a text. led says that a mark stood
// before it. It is quick about texts that can be none.
func recognise(text string, led bool) (found appText, ok bool) {
	w := words()
	first, rest, several := strings.Cut(text, "\n")
	if isNotice(first) {
		return appText{kind: dispute.System, typ: typeNotice, led: led}, true
	}
	if file, inTag, ok := w.attachment(text, led); ok {
		return appText{kind: dispute.Message, typ: typeAttachment, file: file, led: inTag}, true
	}
	if len(first) <= 200 && w.mayBe(first) {
		if a, ok := w.short(first, several, led); ok {
			return a, true
		}
	}
	if several {
		if a, ok := w.behindCaption(rest[strings.LastIndexByte(rest, '\n')+1:]); ok {
			return a, true
		}
	}
	if isPoll(first, rest) {
		led = led || strings.Contains(rest, "\u200e") // some versions mark only the options
		return appText{kind: dispute.Message, typ: typePoll, led: led}, true
	}
	if isLocation(text) {
		return appText{kind: dispute.Message, typ: typeLocation, led: led}, true
	}
	if led {
		for _, s := range w.said {
			if strings.Contains(first, s) {
				return appText{kind: dispute.System, led: true}, true
			}
		}
	}
	return appText{}, false
}

// short recognises what is said in one line.
func (w *wordings) short(line string, several, led bool) (appText, bool) {
	folded := fold(line)
	typ := w.whole[folded]
	// A caption may follow a placeholder; nothing follows the rest.
	if typ != "" && (!several || typ == typeOmitted || typ == typeViewOnce && folded != "null") {
		return appText{kind: dispute.Message, typ: typ, led: led}, true
	}
	if a, ok := w.behindCaption(line); ok {
		return a, true
	}
	if end := strings.Index(folded, "> "); end > 0 && folded[0] == '<' { // <image omitted> caption
		if typ := w.whole[folded[:end+1]]; typ == typeOmitted {
			return appText{kind: dispute.Message, typ: typ, led: led, about: line[:strings.IndexByte(line, '>')+1]}, true
		}
	}
	if typ, ok := w.call(folded, led); ok {
		return appText{kind: dispute.Call, typ: typ, led: led}, true
	}
	if several {
		return appText{}, false
	}
	for _, t := range w.deleted {
		if _, ok := t.fill(folded); ok {
			return appText{kind: dispute.Message, typ: typeDeleted, led: led}, true
		}
	}
	return appText{}, false
}

// behindCaption recognises what a line ends with:
//
//	Some file.txt <mark>document omitted
func (w *wordings) behindCaption(line string) (appText, bool) {
	mark := lastMark(line)
	if mark < 0 {
		return appText{}, false
	}
	words, _ := conversation.TrimMarks(line[mark:])
	if w.whole[fold(words)] != typeOmitted {
		return appText{}, false
	}
	return appText{kind: dispute.Message, typ: typeOmitted, led: true, about: words}, true
}

// callSeps set off what became of a call: "Voice call, 5 min", "Voice call. 10 sec".
var callSeps = [...]string{",", "，", "، ", ". "}

// call recognises a call: its word alone, or with what became of it. Without
// a mark, people may well begin a sentence with the word.
func (w *wordings) call(folded string, led bool) (typ string, ok bool) {
	head, tail := folded, ""
	for _, sep := range callSeps {
		if i := strings.Index(folded, sep); i > 0 && w.calls[folded] == "" {
			head, tail = folded[:i], strings.TrimLeft(folded[i:], sep+" ")
			break
		}
	}
	if typ, ok = w.calls[strings.TrimRight(head, " ")]; !ok {
		return "", false
	}
	if tail == "" {
		// 语音通话 alone may be a question; without a mark only the missed ones stand.
		return typ, led || typ == typeCallMissed
	}
	if tail[0] >= '0' && tail[0] <= '9' {
		return typ, true
	}
	for _, end := range w.callEnd {
		if strings.HasPrefix(tail, end) {
			if typ == typeCall && !strings.HasPrefix(end, "answered") {
				typ = typeCallMissed
			}
			return typ, true
		}
	}
	return typ, led
}

// ownMark reports whether one of the two marks that WhatsApp sets stands before
// the words of s. Others come with what people paste: telephone numbers.
func ownMark(s string) bool {
	s = strings.TrimLeft(s, " ")
	rest, _ := conversation.TrimMarks(s)
	return strings.ContainsAny(s[:len(s)-len(rest)], "\u200e\u200f")
}

// lastMark is the place of the last mark in s that stands before a word, or -1.
func lastMark(s string) int {
	return max(strings.LastIndex(s, "\u200e"), strings.LastIndex(s, "\u200f"))
}

// attachment finds the file that a text names, and whether a mark stands
// before WhatsApp's words about it.
func (w *wordings) attachment(text string, led bool) (file string, inTag, ok bool) {
	if strings.IndexByte(text, '>') >= 0 {
		at := 0
		for line := range strings.SplitSeq(text, "\n") {
			if file, marked, ok := w.tag(line); ok {
				return file, marked || led && strings.HasPrefix(line, "<") && at == 0, true
			}
			at++
		}
	}
	first, _, _ := strings.Cut(text, "\n")
	if strings.IndexByte(first, ')') >= 0 {
		first = strings.TrimRight(first, " \u200e\u200f")
		if open := strings.LastIndexByte(first, '('); open > 0 && strings.HasSuffix(first, ")") && w.suffix[fold(first[open:])] {
			return strings.TrimSpace(first[:open]), led, true
		}
		if name, _, ok := strings.Cut(first, " (file attached) "); ok { // WhatsApp Web puts the caption behind
			return name, led, true
		}
	}
	for _, t := range w.around {
		if name, ok := t.fill(first); ok && strings.Contains(name, ".") {
			return strings.TrimSpace(name), led, true
		}
	}
	return "", false, false
}

// named is the file in a text of the form: name.jpg (words).
func named(text string) string {
	first, _, _ := strings.Cut(text, "\n")
	first = strings.TrimRight(first, " \u200e\u200f")
	open := strings.LastIndex(first, " (")
	if open <= 0 || !strings.HasSuffix(first, ")") || len(first)-open > 120 {
		return ""
	}
	return strings.TrimSpace(first[:open])
}

// ownName reports whether a file has a name that Android's WhatsApp gives:
// IMG-20240327-WA0001.jpg.
func ownName(name string) bool {
	kind, rest, _ := strings.Cut(name, "-")
	day, rest, _ := strings.Cut(rest, "-WA")
	number, _, dotted := strings.Cut(rest, ".")
	return len(kind) == 3 && dotted && len(day) == 8 && len(number) >= 4 && strings.Trim(day+number, "0123456789") == ""
}

// tag reads <attached: name> at the end of a line, in all languages, and the
// older form: name <attached>.
func (w *wordings) tag(line string) (file string, marked, ok bool) {
	line = strings.TrimRight(line, " \u200e\u200f")
	open := strings.LastIndexByte(line, '<')
	if open < 0 || !strings.HasSuffix(line, ">") {
		return "", false, false
	}
	inner, marked := conversation.TrimMarks(line[open+1 : len(line)-1])
	marked = marked || strings.HasSuffix(line[:open], "\u200e") || strings.HasSuffix(line[:open], "\u200f")
	for _, sep := range []string{":", "："} {
		if word, name, found := strings.Cut(inner, sep); found && w.tags[fold(word)] {
			return strings.TrimSpace(name), marked, true
		}
	}
	folded := fold(inner)
	for _, word := range w.after {
		if strings.HasSuffix(folded, " "+word) {
			return strings.TrimSpace(inner[:strings.LastIndexByte(strings.TrimRight(inner, " "), ' ')]), marked, true
		}
	}
	if name := clean(line[:open]); w.tags[folded] && name != "" {
		return name, marked, true
	}
	return "", false, false
}

// editedTag finds the tag at the end of an edited text; known is false for a
// tag behind a mark whose words are not in the table.
func editedTag(text string) (tag string, marked, known bool) {
	if strings.IndexByte(text, '>') < 0 {
		return "", false, false
	}
	text = strings.TrimRight(text, " \u200e\u200f")
	if !strings.HasSuffix(text, ">") {
		return "", false, false
	}
	open := strings.LastIndexByte(text, '<')
	if open < 0 {
		return "", false, false
	}
	tag = text[open:]
	marked = strings.HasSuffix(text[:open], "\u200e") || strings.HasSuffix(text[:open], "\u200f")
	return tag, marked, words().edited[foldTag(tag)]
}

// isLocation recognises a shared place by the link that WhatsApp makes of it.
func isLocation(text string) bool {
	if !strings.Contains(text, "https://") {
		return false
	}
	first, rest, several := strings.Cut(text, "\n")
	if at := strings.Index(first, "https://maps.google.com/?q="); at >= 0 {
		word := strings.TrimRight(first[:at], " \u00a0\u202f")
		if !strings.ContainsAny(first[at:], " ") && (strings.HasSuffix(word, ":") || strings.HasSuffix(word, "：") || strings.HasSuffix(word, "-")) {
			return true
		}
	}
	last := first
	if several {
		last = rest[strings.LastIndexByte(rest, '\n')+1:]
	}
	at := strings.Index(last, "https://foursquare.com/v/")
	return at == 0 && several || at > 0 && strings.HasSuffix(last[:at], ": ")
}

// isPoll recognises a poll by its build, which is the same in every language:
//
//	POLL:
//	When shall we meet?
//	OPTION: Monday (2 votes)
//	OPTION: Friday (0 votes)
func isPoll(first, rest string) bool {
	first = strings.TrimRight(first, " ")
	if rest == "" || !strings.HasSuffix(first, ":") && !strings.HasSuffix(first, "：") {
		if strings.HasPrefix(first, "Poll: ") && rest != "" { // WhatsApp Web
			for line := range strings.SplitSeq(rest, "\n") {
				if !strings.HasPrefix(line, "    - ") {
					return false
				}
			}
			return true
		}
		return false
	}
	word, options := "", 0
	for line := range strings.SplitSeq(rest, "\n") {
		line, _ = conversation.TrimMarks(line)
		if !strings.HasSuffix(strings.TrimRight(line, " \u200e\u200f"), ")") {
			continue
		}
		at := strings.IndexAny(line, ":：")
		votes := line[strings.LastIndexByte(line, '(')+1:]
		if at <= 0 || !strings.ContainsFunc(votes, func(r rune) bool { _, w := digit(string(r)); return w > 0 }) {
			continue
		}
		if word == "" {
			word = line[:at]
		}
		if line[:at] == word {
			options++
		}
	}
	return options > 0
}
