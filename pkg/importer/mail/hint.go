package mail

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/hint"
	"complain/pkg/internal/pattern"
)

// The bounds of the search: hints are for a first look.
const (
	maxSearched = 256 << 10
	maxHints    = 12 // of a kind
)

// hintNames are the fields that hints become: fields, so that nobody takes them
// for what the file states. Dates in a mail's text are left to the reader.
var hintNames = map[hint.Kind]string{hint.Order: "hint-order", hint.Tracking: "hint-tracking", hint.Amount: "hint-amount"}

// hints lists what looks like a number of an order, of a parcel, or an amount.
// What a mail quotes is another's.
func hints(subject, text string) []dispute.Field {
	text = strings.ToValidUTF8(subject+"\n"+own(text[:cut(text, maxSearched)]), "\uFFFD")
	var out []dispute.Field
	for _, h := range hint.Distinct(hint.Find(text), maxHints) {
		if name := hintNames[h.Kind]; name != "" {
			out = append(out, dispute.Field{Name: name, Value: h.Value})
		}
	}
	return out
}

// own is a text without the lines that begin as quoted.
func own(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, ">") {
			b.WriteString(line)
		}
	}
	return b.String()
}

// chatHead is the line above a message of such a text: a name, two spaces and a
// time. Programs that make text of a page leave one space.
var chatHead = pattern.New(`(?m)\S[ \x{00a0}]{2,}\d{1,2}:\d{2}[ \r]*$`)

func hasHeads(text string) bool { return chatHead.MatchString(text) }

// isChat reports whether a text is what WeChat makes of chosen messages.
func isChat(text string) bool {
	for _, banner := range [...][2]string{
		{"聊天记录如下，", "请查收"}, {"聊天記錄如下，", "請查收"},
		{"WeChat chat history between ", " below"}, {"The chatting history for this WeChat group ", " is shown below"},
	} {
		if _, rest, ok := strings.Cut(text, banner[0]); ok {
			line, _, _ := strings.Cut(rest, "\n")
			if strings.Contains(line, banner[1]) {
				return true
			}
		}
	}
	return false
}
