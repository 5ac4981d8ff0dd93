package conversation

import (
	"slices"
	"strings"
	"unicode"
)

// Markup looks at the elements of a page for a conversation whose speakers stand in no
// text: in attributes, or in the side on which a message is drawn. The zero Markup is
// ready.
type Markup struct {
	timed int                       // elements that are called by a name and a time
	names map[string]int            // how many of them have a name
	named map[string]map[string]int // of an attribute, how often each value stands there
	sides [2]map[string]int         // the classes of messages of one's own, and of others
	own   bool                      // messages are elements of the page's own, which need no lines
	said  int                       // elements whose words stand in an attribute and speak to somebody
}

// Words that classes and names of elements are made of.
var (
	messageWords = []string{"message", "messages", "msg", "bubble", "chat", "im", "talk", "conversation", "conversations", "intercom", "dialog", "dialogue", "livechat"}
	ownWords     = []string{"out", "outgoing", "sent", "self", "me", "mine", "my", "own", "right", "user", "visitor", "customer", "client", "buyer", "guest", "outbound", "question", "human"}
	otherWords   = []string{"in", "incoming", "received", "receive", "other", "others", "left", "agent", "operator", "admin", "bot", "assistant", "seller", "merchant", "support", "staff", "server", "peer", "friend", "inbound", "answer", "them", "service", "kefu", "shop"}
	personWords  = []string{"avatar", "author", "sender", "nick", "nickname", "username", "speaker", "talker", "from"}

	// labelled are the roles of elements that can be a message.
	labelledRoles = []string{"row", "article", "listitem", "gridcell", "option", "group", "log"}
)

// maxMarkup bounds the values that are remembered of an attribute, and the classes.
const maxMarkup = 500

// Element takes the next element of a page.
func (m *Markup) Element(name string, attribute map[string]string) {
	if len(attribute) == 0 {
		return
	}
	if m.named == nil {
		m.names = map[string]int{}
		m.named, m.sides = map[string]map[string]int{}, [2]map[string]int{{}, {}}
	}
	class := wordsOf(attribute["class"])
	message := hasAny(class, messageWords) || strings.Contains(name, "-") && hasAny(wordsOf(name), messageWords)
	if message {
		m.own = m.own || strings.Contains(name, "-")
		m.side(attribute["class"], class)
	}
	if label := attribute["aria-label"]; label != "" && (message || slices.Contains(labelledRoles, attribute["role"])) {
		m.label(label)
	}
	if stamp := attribute["data-pre-plain-text"]; stamp != "" {
		m.label(stamp)
	}
	if title := attribute["title"]; title != "" && hasAny(class, personWords) {
		m.value("title", title)
	}
	for key, value := range attribute {
		words := wordsOf(strings.TrimPrefix(key, "data-"))
		switch data := strings.HasPrefix(key, "data-"); {
		case data && hasAny(words, []string{"sender", "nick", "nickname", "speaker", "talker"}),
			data && message && hasAny(words, []string{"author", "role", "direction", "side", "mine", "self", "from", "user", "username", "name"}),
			message && slices.Contains([]string{"author", "sender", "from", "user", "username", "nickname", "name", "sent-by"}, key):
			m.value(key, value)
		case message && strings.Contains(name, "-") && slices.Contains([]string{"text", "content", "body", "message"}, key) && Addresses(value):
			m.said++
		}
	}
}

// side remembers on which side a message is drawn.
func (m *Markup) side(class string, words []string) {
	own, other := hasAny(words, ownWords), hasAny(words, otherWords)
	if own == other {
		return
	}
	side := m.sides[0]
	if other {
		side = m.sides[1]
	}
	if _, known := side[class]; known || len(side) < maxMarkup {
		side[class]++
	}
}

func (m *Markup) label(text string) {
	text = Visible(head(text))
	if at := hours().FindStringSubmatchIndex(text); at != nil {
		name, ok := named(text[:at[2]] + " " + text[at[3]:])
		if spoken, _, colon := strings.Cut(text[at[3]:], ": "); colon { // At Thursday 10:01am, Anna: hello
			if behind, is := named(strings.TrimLeft(spoken, "apmAPM. ")); is {
				name, ok = behind, true
			}
		}
		if ok {
			m.timed++
			m.names[name]++
		}
	}
	if Addresses(text) {
		m.said++
	}
}

func (m *Markup) value(key, value string) {
	if value = strings.TrimSpace(value); value == "" || len(value) > glimpseHead {
		return
	}
	if m.named[key] == nil {
		if len(m.named) >= maxMarkup {
			return
		}
		m.named[key] = map[string]int{}
	}
	if _, known := m.named[key][value]; known || len(m.named[key]) < maxMarkup {
		m.named[key][value]++
	}
}

// seems reports whether the elements are messages, and how many. said is how many
// lines of the page speak to somebody.
func (m *Markup) seems(said int) (n int, ok bool) {
	if said += m.said; said < 2 && !(m.own && said > 0) {
		return 0, false
	}
	for _, values := range m.named {
		total := 0
		for _, n := range values {
			total += n
		}
		if len(values) > 1 && comeBack(total, values) {
			n = max(n, total)
		}
	}
	if len(m.names) > 1 && comeBack(m.timed, m.names) {
		n = max(n, m.timed)
	}
	if own, other := most(m.sides[0]), most(m.sides[1]); own > 0 && other > 0 && own+other >= fewest {
		n = max(n, own+other)
	}
	return n, n > 0
}

// most is how often the commonest class stands: messages have parts with such classes
// too.
func most(side map[string]int) (n int) {
	for _, times := range side {
		n = max(n, times)
	}
	return n
}

// wordsOf are the words of classes and names: message--isMine, chat_bubble.
func wordsOf(class string) []string {
	var b strings.Builder
	before := ' '
	for _, r := range class {
		switch {
		case unicode.IsUpper(r) && unicode.IsLower(before):
			b.WriteRune(' ')
			b.WriteRune(unicode.ToLower(r))
		case unicode.IsLetter(r):
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteRune(' ')
		}
		before = r
	}
	return strings.Fields(b.String())
}

func hasAny(words, of []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(of, w) })
}
