package story

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/internal/fold"
)

// about is a message that speaks of pictures of one kind.
type about struct {
	record int64
	in     dispute.EvidenceID
	who    string
	at     dispute.When
	kind   string
	word   string
	score  int
	back   int      // how many days before it the message says that they were taken; -1 where it does not
	codes  []string // long numbers in it, in capitals
}

const (
	mostAbout  = 20000
	besideSent = 3 * time.Minute  // a message and the picture sent with it
	besideMade = 10 * time.Minute // a message and the picture made or saved by then
	mostBack   = 2                // days
	longCode   = 8                // characters of a serial number
)

// speaksOf keeps a message that speaks of pictures. Of one that speaks of two kinds
// nobody can tell which is meant.
func (n *Namer) speaksOf(r *dispute.Record) {
	if len(n.about) >= mostAbout || r.At.Precision < dispute.Minute || len(r.Text) > mostText {
		return
	}
	best := hit{trigger: -1}
	for _, h := range n.words.look(sentencesOf(ownWords(r.Text))) {
		if best.trigger >= 0 && h.trigger != best.trigger {
			return
		}
		if h.score > best.score {
			best = h
		}
	}
	if best.trigger < 0 {
		return
	}
	a := about{r.ID, r.Evidence, strings.Clone(r.Who), r.At, n.kinds[best.trigger], strings.Clone(best.word), best.score, -1, codesIn(r.Text)}
	if text := fold.String(r.Text); anyOf(n.triggers.Pictures, func(w string) bool { return strings.Contains(text, w) }) {
		a.back = n.daysBack(text)
	}
	n.about = append(n.about, a)
}

// daysBack is how many days ago a folded text says that it was; -1 where it does not, or
// names several days.
func (n *Namer) daysBack(text string) int {
	out := -1
	for back, words := range n.triggers.Days {
		if anyOf(words, func(w string) bool { return holds(text, w) }) {
			if out >= 0 {
				return -1
			}
			out = back
		}
	}
	return out
}

// anyOf reports whether something holds of any of some words, which it is given folded.
func anyOf(words map[string][]string, holds func(string) bool) bool {
	for _, list := range words {
		if slices.ContainsFunc(list, func(w string) bool { return holds(fold.String(w)) }) {
			return true
		}
	}
	return false
}

// codesIn are the numbers in a text that can be serial numbers.
func codesIn(text string) []string {
	var out []string
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsDigit(r) && !unicode.IsLetter(r) }) {
		if len(word) >= longCode && strings.ContainsAny(word, "0123456789") && len(out) < 10 {
			out = append(out, strings.ToUpper(word))
		}
	}
	return out
}

// told is the kind of evidence that a picture is by what is said about it, and why:
// its text has a number that a message calls so; a message within minutes speaks of
// such a picture; a message of the days after tells that it was taken that day. ""
// where nothing is said, or two things alike.
func (n *naming) told(e dispute.Evidence, g *glimpse) (string, dispute.Note) {
	seen := strings.ToUpper(fold.Tight(n.Seen[e.ID]))
	best, why, rank, alike := "", dispute.Note{}, [3]int{}, false
	for i := range n.Namer.about {
		a := &n.Namer.about[i]
		if !n.speaks(a) {
			continue
		}
		now, note := n.closeness(e, g, a, seen)
		if note.Code == "" {
			continue
		}
		switch c := slices.Compare(now[:], rank[:]); {
		case best == "" || c < 0:
			best, why, rank, alike = a.kind, note, now, false
		case c == 0 && a.kind != best:
			alike = true
		}
	}
	if alike {
		return "", dispute.Note{}
	}
	return best, why
}

// speaks reports whether it is for the one who wrote a message to say so.
func (n *naming) speaks(a *about) bool {
	by := n.Practice.EvidenceTerm(a.kind).By
	if len(by) == 0 {
		by = []channel.Speaking{channel.Self}
	}
	switch n.sides.of(a.in, a.who) {
	case "":
		return true
	case dispute.Complainant:
		return slices.Contains(by, channel.Self)
	}
	return slices.Contains(by, channel.Other)
}

// closeness is how near a message is to a picture of which it may speak, the nearest
// first, and why; a note without a code where it is not.
func (n *naming) closeness(e dispute.Evidence, g *glimpse, a *about, seen string) (rank [3]int, why dispute.Note) {
	name, sort := fmt.Sprintf("R%d", a.record), n.Practice.EvidenceTerm(a.kind).Kind
	unfit := 0
	if screen := g.photo.Screenshot != ""; screen != (sort == "screenshot") {
		unfit = 1
	}
	if seen != "" && sort == "photo" {
		if i := slices.IndexFunc(a.codes, func(code string) bool { return strings.Contains(seen, code) }); i >= 0 {
			return [3]int{0, unfit, -a.score}, dispute.Say("naming.because.code", a.codes[i], name, a.word)
		}
	}
	if in, sent := n.attached[e.ID]; sent {
		if apart := apart(instantOf(in.at), instantOf(a.at)); in.evidence == a.in && in.who == a.who && in.at.Precision >= dispute.Minute && apart <= besideSent {
			if in.left != 0 {
				return [3]int{1 + int(apart/time.Minute), unfit, -a.score}, dispute.Say("naming.because.left-out", fmt.Sprintf("R%d", in.left), name, a.word)
			}
			return [3]int{1 + int(apart/time.Minute), unfit, -a.score}, dispute.Say("naming.because.sent", name, a.word)
		}
		return rank, why
	}
	made := n.first[e.ID]
	saved := g.photo.Screenshot == "" && n.savedFrom(e) != ""
	if made == nil || unfit == 1 && !saved {
		return rank, why
	}
	if made.At.Precision >= dispute.Minute {
		if apart := apart(instantOf(made.At), instantOf(a.at)); apart <= besideMade {
			return [3]int{1 + int(apart/time.Minute), unfit, -a.score}, dispute.Say("naming.because.near", name, a.word)
		}
	}
	if later := daysBetween(made.At, a.at); !saved && sort == "photo" && a.back >= 0 && later == a.back && later <= mostBack && made.At.Precision >= dispute.Day {
		return [3]int{100 + later, 0, -a.score}, dispute.Say("naming.because.day", name, a.word)
	}
	return rank, why
}

// daysBetween is how many days on the clock on the wall are from one time to another.
func daysBetween(from, to dispute.When) int {
	date := func(w dispute.When) time.Time {
		k := w.Clock()
		return time.Date(k.Year, time.Month(cmp.Or(k.Month, 1)), cmp.Or(k.Day, 1), 0, 0, 0, 0, time.UTC)
	}
	return int(date(to).Sub(date(from)) / (24 * time.Hour))
}
