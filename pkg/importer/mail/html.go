package mail

import (
	"errors"
	"slices"
	"strings"

	"complain/pkg/importer/kit/conversation"
	"complain/pkg/internal/htmlstream"
)

// marked is what an HTML document says to a person, and what it says to nobody.
type marked struct {
	text   string // quoted lines begin with >, as in plain text
	hidden string // what the document itself says is not shown
}

// plainText is the text of an HTML document as a person would read it in a
// mail: paragraphs stand apart, links say where they lead, and what is quoted
// is marked.
func plainText(document string) marked {
	var b, hidden strings.Builder
	full := errors.New("more text than is kept")
	last, behind := 0, false
	// What ends the reading ends the text.
	_ = htmlstream.ReadPage(strings.NewReader(document), func() error { return nil }, htmlstream.Page{
		MaxToken: maxText,
		MaxLine:  maxText,
		Decode:   func(raw []byte) string { return string(raw) },
		Title:    func(string) {}, // mail programs do not show it
		Alt:      conversation.Excerpt,
		Links:    true,
		Embedded: true,
		Mark:     (&quotations{unseen: unseenClasses(document), paper: !colored().MatchString(document)}).mark,
		Line: func(l htmlstream.Line) error {
			if b.Len()+l.Above > maxText {
				return full
			}
			if l.Hidden {
				if hidden.Len() > 0 {
					hidden.WriteByte('\n')
				}
				hidden.WriteString(l.Text)
				return nil
			}
			behind = behind || isForwarded(l.Text)
			depth := l.Quoted
			if behind && depth == 0 {
				depth = 1
			}
			if b.Len() > 0 {
				b.WriteByte('\n')
				gap := min(depth, last)
				for range l.Above - 1 {
					b.WriteString(strings.Repeat(">", gap) + "\n")
				}
			}
			last = depth
			if depth > 0 {
				b.WriteString(strings.Repeat(">", depth) + " ")
			}
			b.WriteString(l.Text)
			return nil
		},
	})
	return marked{strings.TrimSpace(b.String()), strings.TrimSpace(hidden.String())}
}

// quotations tells what mail programs quote with. Each has a way of its own.
type quotations struct {
	unseen map[string]bool // classes whose style hides
	paper  bool            // nothing of the mail has a colour behind it

	gmail bool // the element around Gmail's quotation was seen: the one in it is the same
}

// quoting are the classes and ids of elements that hold what is quoted: of
// Gmail, Yahoo, Proton, Thunderbird, NetEase, Alibaba, Tuta and of Outlook on phones.
const quoting = " gmail_quote yahoo_quoted protonmail_quote moz-forward-container isReplyContent tutanota_quote ntes-mailmaster-quote __aliyun_previous_history_quote mail-editor-reference-message-container ms-outlook-mobile-reference-message xmail-cited-contain quoted-content iNotesHistory freshdesk_quote "

// heading are the ids of elements behind which Outlook puts what is quoted.
const heading = " divRplyFwdMsg appendonsend "

func (q *quotations) mark(name string, attribute map[string]string) htmlstream.Mark {
	if unshown(attribute) || q.unreadable(name, attribute) || slices.ContainsFunc(strings.Fields(attribute["class"]), func(class string) bool { return q.unseen[class] }) {
		return htmlstream.Hidden
	}
	if strings.Contains(heading, " "+attribute["id"]+" ") && attribute["id"] != "" {
		return htmlstream.Behind
	}
	if name == "div" && isOutlookBorder(attribute["style"]) {
		return htmlstream.Behind
	}
	gmail := false
	for _, word := range append(strings.Fields(attribute["class"]), attribute["id"], attribute["name"]) {
		if word == "" || !strings.Contains(quoting, " "+word+" ") {
			continue
		}
		gmail = word == "gmail_quote"
		if name == "blockquote" && gmail && q.gmail {
			return htmlstream.Plain
		}
		q.gmail = q.gmail || gmail
		return htmlstream.Quoted
	}
	if name == "blockquote" {
		return htmlstream.Quoted
	}
	return htmlstream.Plain
}

// style is a style attribute without its spaces, in small letters.
func style(text string) string {
	return ";" + strings.ToLower(strings.Join(strings.Fields(text), "")) + ";"
}

// isOutlookBorder reports the line that Outlook draws above what it quotes: a
// border at the top only.
func isOutlookBorder(text string) bool {
	s := style(text)
	if !strings.Contains(s, ";padding:3.0pt0") && !strings.Contains(s, ";padding:3pt0") {
		return false
	}
	for _, line := range []string{";border:none;border-top:solid", ";border-style:solidnonenone;", ";border-width:1ptmediummedium;", ";border-left:none;border-image:initial;border-top:1ptsolid"} {
		if strings.Contains(s, line) {
			return true
		}
	}
	return strings.Contains(s, ";border-top:") && strings.Contains(s, ";border-left:none") && strings.Contains(s, "solid")
}
