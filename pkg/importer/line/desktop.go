package line

import (
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/transcript"
)

// LINE for computers saves a chat without a banner, with days such as
// 2025.12.10 Wednesday, and with a space between time, name and text. Names may
// hold spaces themselves, so where one ends is learned from all its messages.

// readSpaced reads 10:00 name text. The name is still in the text.
func readSpaced(line string) (h head, ok bool) {
	rest, ok := readTime(line, &h)
	if !ok || !strings.HasPrefix(rest, " ") || len(rest) < 2 || rest[1] == ' ' || strings.ContainsRune(rest, '\t') {
		return h, false
	}
	h.text = rest[1:]
	h.raw = line[:len(line)-len(h.text)]
	return h, true
}

// readTime reads a time of day at the beginning of a line: 10:00, 上午10:00,
// 10:00 AM.
func readTime(line string, h *head) (rest string, ok bool) {
	half := -1
	for i, x := range halves {
		if after, found := strings.CutPrefix(line, x.word); found {
			half, line = i, strings.TrimPrefix(after, " ")
			break
		}
	}
	_, rest, ok = transcript.Clock(line, &h.clock)
	if !ok {
		return "", false
	}
	for i, x := range halves {
		after, found := strings.CutPrefix(strings.TrimPrefix(rest, " "), x.word)
		if half < 0 && found && strings.HasPrefix(after, " ") {
			half, rest = i, after
			break
		}
	}
	if half >= 0 {
		h.wrong = !h.clock.HalfDay(halves[half].afternoon)
	}
	return rest, true
}

// names is a tree of the words that messages begin with.
type names struct {
	count    int // messages that begin with the words up to here
	short    int // of these, with nothing behind
	children map[string]*names
	nodes    int // in the whole tree; kept at its root
}

const (
	maxWords = 5      // of a name
	maxNodes = 50_000 // of a tree
	enough   = 3      // messages that tell whether a word belongs to the name
)

// add takes in a message with its name.
func (n *names) add(text string) {
	root, words := n, strings.SplitN(text, " ", maxWords+2)
	for i, w := range words[:min(len(words), maxWords)] {
		next := n.children[w]
		if next == nil {
			if root.nodes++; root.nodes > maxNodes {
				return
			}
			if n.children == nil {
				n.children = map[string]*names{}
			}
			next = &names{}
			n.children[strings.Clone(w)] = next
		}
		n = next
		n.count++
		if i == len(words)-1 {
			n.short++
		}
	}
}

// split divides a message into name and text: a name is as many words as every
// message that begins so goes on with, each several times. sure is false for a
// name of too few messages to tell.
func (n *names) split(text string) (name, rest string, sure bool) {
	at := 0
	for {
		word, _, more := strings.Cut(text[at:], " ")
		next := n.children[word]
		if at > 0 && (!more || next == nil || !n.goesOn()) {
			break
		}
		at = min(at+len(word)+1, len(text))
		if n = next; n == nil || !more {
			break
		}
	}
	name = strings.TrimSuffix(text[:at], " ")
	return name, text[at:], n != nil && n.count >= enough
}

// talk reports whether the same names come again and again, as in a chat, and
// not in what somebody noted by day and hour.
func (n *names) talk() bool {
	all, again := 0, 0
	for _, c := range n.children {
		all += c.count
		if said := c.count - c.short; said > 1 {
			again += said
		}
	}
	return again*5 >= all*3 && again > 0
}

// goesOn reports whether the next word belongs to the name too.
func (n *names) goesOn() bool {
	if n.short > 0 || len(n.children) == 0 {
		return false
	}
	for _, c := range n.children {
		if c.count < enough || c.short > 0 {
			return false
		}
	}
	return true
}

// all are the names of the file, those of many messages first.
func (n *names) all() []string {
	var out []string
	count := map[string]int{}
	var walk func(n *names, name string)
	walk = func(n *names, name string) {
		if name == "" || n.goesOn() {
			for w, c := range n.children {
				walk(c, strings.TrimPrefix(name+" "+w, " "))
			}
			return
		}
		out, count[name] = append(out, name), n.count
	}
	walk(n, "")
	slices.SortFunc(out, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return strings.Compare(a, b)
	})
	return out
}

// spokenOf are the ends of LINE's own lines, which begin with a name as
// messages do.
var spokenOf = []string{
	"joined the group.", "left the group.", "joined the chat.", "left the chat.", "unsent a message.",
	"加入群組", "退出群組", "加入聊天", "已收回訊息", "がメッセージの送信を取り消しました", "がグループに参加しました。", "がグループを退会しました。",
}

func isSpoken(text string) bool {
	return slices.ContainsFunc(spokenOf, func(end string) bool { return strings.HasSuffix(text, end) })
}

// spaced is the record of a line of this layout.
func (g *grammar) spaced(h head) (r dispute.Record, text string) {
	r = dispute.Record{Kind: dispute.Message, Raw: strings.TrimRight(h.raw, " ")}
	if isSpoken(h.text) {
		r.Kind, r.Type = dispute.System, typeNotice
		return r, h.text
	}
	name, text, sure := g.names.split(h.text)
	r.Who, r.Raw = name, h.raw+name
	if !sure {
		r.Remarks = append(r.Remarks, dispute.Say("line.name-unsure", name))
	}
	return r, text
}
