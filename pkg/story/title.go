package story

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/internal/fold"
)

// title is what an evidence is called by its app, its kind and its time.
func (n *naming) title(e dispute.Evidence, g *glimpse, kind string) dispute.Note {
	from, to := n.days(e, g)
	name := n.Reader(e.Reading).Name.In(n.Lang)
	own, kindName := givenName(e.Name, n.Practice.Unnamed()), ""
	if kind != "" {
		kindName = beforeBracket(n.Practice.EvidenceTerm(kind).Name.In(n.Lang))
	}
	switch {
	case g.kind == dispute.Photo && g.photo.Screenshot == "" && n.Practice.EvidenceTerm(kind).Kind == "photo":
		return n.dated("file", e, from, "", kindName)
	case g.photo.Screenshot != "" || kind != "" && g.kind == dispute.Photo:
		app := n.app(e, n.Seen[e.ID])
		return n.dated("screenshot", e, from, "", app+spaceBetween(app, kindName)+kindName)
	case g.kind == dispute.Photo && own != "":
		return n.dated("own-photo", e, from, "", own)
	case g.kind == dispute.Photo:
		return n.dated("photo", e, from, "")
	case g.kind == dispute.Message || g.kind == dispute.Call || g.kind == dispute.System:
		if other := n.other(e.ID); other != "" && name != "" {
			return n.dated("chat", e, from, to, name, dispute.DisplayName(other))
		}
		return n.dated("file", e, from, to, name)
	case g.kind == dispute.Transaction:
		return n.dated("file", e, from, to, name)
	case g.invoice.Number != "":
		return dispute.Say("naming.title.invoice", g.invoice.Number)
	case g.recording:
		return n.dated("file", e, from, "", name)
	case kindName != "":
		return n.dated("file", e, from, "", kindName)
	case g.paper.URL != "" && g.paper.Title != "":
		return n.dated("page", e, from, "", excerpt(g.paper.Title))
	case g.kind == dispute.Document && own != "":
		return n.dated("file", e, "", "", own)
	}
	return dispute.Note{} // its own name says more
}

func beforeBracket(name string) string {
	if i := strings.IndexFunc(name, func(r rune) bool { return unicode.Is(unicode.Ps, r) }); i > 0 {
		return strings.TrimSpace(name[:i])
	}
	return name
}

// mostTitle is how many characters of a paper's own title are taken over.
const mostTitle = 40

func excerpt(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > mostTitle {
		return string(runes[:mostTitle]) + "…"
	}
	return text
}

// spaceBetween is what stands between two words: nothing beside Chinese.
func spaceBetween(a, b string) string {
	if a == "" || b == "" || fold.String(a+" "+b) == fold.String(a+b) {
		return ""
	}
	return " "
}

// dated is a title with the days of a file, or without: naming.title.WHAT.one,
// .span or .undated, with the words first. Two titles are never the same: a time
// of day tells them apart, else the file's number.
func (n *naming) dated(what string, e dispute.Evidence, from, to string, words ...string) dispute.Note {
	if slices.Contains(words, "") && what != "screenshot" {
		return dispute.Note{}
	}
	if what == "screenshot" && words[0] == "" {
		what, words = "screen", nil
	}
	say := func(from, to string) dispute.Note {
		var args []any
		for _, w := range words {
			args = append(args, w)
		}
		switch {
		case from == "":
			return dispute.Say("naming.title."+what+".undated", args...)
		case to == "" || to == from:
			return dispute.Say("naming.title."+what+".one", append(args, from)...)
		}
		return dispute.Say("naming.title."+what+".span", append(args, from, to)...)
	}
	key := func(note dispute.Note) string { return note.Code + "\x00" + strings.Join(note.Args, "\x00") }
	note := say(from, to)
	if event := n.first[e.ID]; n.used[key(note)] && event != nil && dates(event.At) && event.At.Precision > dispute.Day && to == "" {
		note = say(event.At.Wall(), "")
	}
	if n.used[key(note)] {
		if from == "" {
			return dispute.Note{}
		}
		note = say(fmt.Sprintf("%s (%s)", cmp.Or(to, from), e.ID), "")
		if to != "" && to != from {
			note = say(from, fmt.Sprintf("%s (%s)", to, e.ID))
		}
	}
	n.used[key(note)] = true
	return note
}

// dates reports whether a time can be in a title. When a file was last changed cannot:
// each copy sets it anew, so that it is the day on which the file came in.
func dates(w dispute.When) bool {
	return w.Precision >= dispute.Day && w.From != dispute.TimeModified
}

// days are the first and the last day of a file.
func (n *naming) days(e dispute.Evidence, g *glimpse) (from, to string) {
	if g.kind != dispute.Photo && g.kind != dispute.Document && dates(g.first) && dates(g.last) {
		return day(g.first), day(g.last)
	}
	if event := n.first[e.ID]; event != nil && dates(event.At) {
		return day(event.At), ""
	}
	if in, sent := n.attached[e.ID]; sent && dates(in.at) {
		return day(in.at), ""
	}
	return "", ""
}

// other is who the other side of a conversation is, where there is one.
func (n *naming) other(id dispute.EvidenceID) string {
	t := n.Namer.talks[id]
	if t == nil {
		return ""
	}
	var others, sellers []string
	for who := range t.speakers {
		switch role := n.sides.of(id, who); {
		case who == "" || role == dispute.Complainant:
		case role == dispute.Seller:
			sellers = append(sellers, who)
			fallthrough
		default:
			others = append(others, who)
		}
	}
	switch {
	case len(others) == 1:
		return others[0]
	case len(sellers) == 1:
		return sellers[0]
	}
	return ""
}

// kind is the kind of evidence that a text is of: the one of which most marks
// stand in it, two at least; "" where two have as many. Conversations and bills
// speak of everything.
func (n *naming) kind(text string, g *glimpse) string {
	if text == "" || g.kind != dispute.Photo && g.kind != dispute.Document {
		return ""
	}
	text = fold.String(text)
	best, most, tie := "", 1, false
	for _, kind := range n.Practice.EvidenceKinds() {
		switch found := marksIn(text, n.Practice.EvidenceTerm(kind)); {
		case found > most:
			best, most, tie = kind, found, false
		case found == most:
			tie = true
		}
	}
	if tie {
		return ""
	}
	return best
}

// marksIn counts the marks of a kind in a folded text; one inside another that
// was found is none.
func marksIn(text string, t channel.Term) int {
	var found []string
	for _, mark := range t.Marks {
		mark = fold.String(mark)
		if holds(text, mark) && !slices.ContainsFunc(found, func(f string) bool { return strings.Contains(f, mark) || strings.Contains(mark, f) }) {
			found = append(found, mark)
		}
	}
	return len(found)
}

// app is the program whose screen a picture shows, by the name that the phone
// gave it, else by the only one that its text names.
func (n *naming) app(e dispute.Evidence, text string) string {
	name, text := fold.String(e.Name), fold.String(text)
	found := ""
	for _, a := range n.Practice.Apps() {
		in := func(where string, marks []string) bool {
			return where != "" && slices.ContainsFunc(marks, func(m string) bool { return strings.Contains(where, fold.String(m)) })
		}
		switch {
		case in(name, a.Files):
			return a.Name.In(n.Lang)
		case in(text, a.Marks) && found == "":
			found = a.Name.In(n.Lang)
		case in(text, a.Marks):
			text, found = "", ""
		}
	}
	return found
}

// savedFrom is the program that a picture was saved out of, by the name that it gave.
func (n *naming) savedFrom(e dispute.Evidence) string {
	name := fold.String(e.Name)
	for _, a := range n.Practice.Apps() {
		if slices.ContainsFunc(a.Saved, func(mark string) bool { return strings.Contains(name, fold.String(mark)) }) {
			return a.Name.In(n.Lang)
		}
	}
	return ""
}
