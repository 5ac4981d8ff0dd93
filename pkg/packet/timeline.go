package packet

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/locale"
)

// Silent is how long nothing happens before it is called a silence.
const Silent = 7 * day

const day = 24 * time.Hour

// A line of time stands above the table of facts where it shows more than the
// table does: so many facts on so many days, and no more than have room.
const (
	fewestMoments = 4
	fewestDays    = 3
	mostMoments   = 20
)

// MomentKind is what an event is on a line of time.
func MomentKind(e dispute.Event) doc.MomentKind {
	switch {
	case e.Official != nil || e.Kind == dispute.Filed:
		return doc.Office
	case e.Kind == dispute.Transaction && e.Refund && e.Direction != dispute.Out:
		return doc.Returned
	case e.Kind == dispute.Transaction:
		return doc.Paid
	case e.Kind.Talk() || e.Kind == dispute.Contacted:
		return doc.Said
	}
	return doc.Happened
}

// MomentKeys says what the marks of the kinds that are used mean.
func MomentKeys(lang locale.Lang, used map[doc.MomentKind]bool) []doc.MomentKey {
	var out []doc.MomentKey
	for _, k := range []doc.MomentKey{
		{Kind: doc.Happened, Text: "figure.key.fact"}, {Kind: doc.Said, Text: "figure.key.said"}, {Kind: doc.Paid, Text: "figure.key.paid"},
		{Kind: doc.Returned, Text: "figure.key.back"}, {Kind: doc.Office, Text: "figure.key.office"},
	} {
		if used[k.Kind] {
			out = append(out, doc.MomentKey{Kind: k.Kind, Text: lang.Say(k.Text)})
		}
	}
	return out
}

// timeline is the dated facts on one line of time; nothing where the table alone
// is easier to read.
func (c *composer) timeline() []doc.Block {
	dated := c.dated()
	days := map[time.Time]bool{}
	for _, e := range dated {
		days[dayOf(e.At)] = true
	}
	if len(dated) < fewestMoments || len(dated) > mostMoments || len(days) < fewestDays {
		return nil
	}
	first, last := dayOf(dated[0].At), dayOf(dated[len(dated)-1].At)
	t := doc.Timeline{Title: c.say("packet.line-of-time", first.Format(time.DateOnly), last.Format(time.DateOnly))}
	form := "01-02"
	if first.Year() != last.Year() {
		form = time.DateOnly
	}
	used := map[doc.MomentKind]bool{}
	before := first
	times := 1 // that the moment before stands for
	for i, e := range dated {
		at, label, same := dayOf(e.At), c.momentLabel(e), i > 0 && dayOf(e.At).Equal(before)
		if same && c.momentLabel(dated[i-1]) == label && MomentKind(dated[i-1]) == MomentKind(e) {
			m := &t.Moments[len(t.Moments)-1]
			m.Label, times = strings.TrimSuffix(m.Label, timesMark(times))+timesMark(times+1), times+1
			continue
		}
		times = 1
		if !same {
			label = at.Format(form) + " " + label
		}
		if gap := at.Sub(before); gap >= Silent {
			t.Silences = append(t.Silences, doc.Silence{From: before, To: at, Text: c.say("packet.moment.days", int(gap/day))})
		}
		kind := MomentKind(e)
		t.Moments, used[kind], before = append(t.Moments, doc.Moment{Day: at, Kind: kind, Label: label}), true, at
	}
	t.Keys = MomentKeys(c.request.Lang, used)
	if len(t.Silences) > 0 {
		t.Keys = append(t.Keys, doc.MomentKey{Kind: doc.Quiet, Text: c.say("packet.moment.quiet")})
	}
	return []doc.Block{t}
}

// timesMark says how many facts in a row a moment stands for.
func timesMark(times int) string {
	if times == 1 {
		return ""
	}
	return " ×" + strconv.Itoa(times)
}

// dated are the facts whose day is known, by their days as the table has them.
func (c *composer) dated() []dispute.Event {
	var out []dispute.Event
	for _, e := range c.facts {
		if e.At.Precision >= dispute.Day {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b dispute.Event) int { return dayOf(a.At).Compare(dayOf(b.At)) })
	return out
}

// dayOf is the day of a time where it was written.
func dayOf(w dispute.When) time.Time {
	k := w.Clock()
	return time.Date(k.Year, time.Month(k.Month), k.Day, 0, 0, 0, 0, time.UTC)
}

// momentLabel says in a few words what a fact is: which elements of the story it
// tells, else what was said or done, and of money how much.
func (c *composer) momentLabel(e dispute.Event) string {
	var told []string
	for _, id := range e.Elements {
		if element, ok := c.practice.Element(id); ok {
			told = append(told, element.Name.In(c.lang))
		}
	}
	label := strings.Join(told, c.say("list.comma"))
	if label == "" {
		label = c.momentAlone(e)
	}
	if e.Kind == dispute.Transaction && e.Amount != nil {
		label += " " + c.money(absolute(*e.Amount))
	}
	return label
}

// momentAlone is the label of a fact that tells no element: the user's words, else
// those of the evidence. They are masked before they are cut to the room there is.
func (c *composer) momentAlone(e dispute.Event) string {
	if e.Kind == dispute.Photo || e.Kind == dispute.Document {
		if title := c.userTitle(e); title != "" {
			return title
		}
	}
	switch {
	case e.Official != nil:
		return c.say("packet.moment.official")
	case e.Contact != nil:
		return c.say("packet.moment.contact." + string(e.Contact.Kind))
	case e.Sentence != "":
		return line(e.Sentence)
	case MomentKind(e) == doc.Returned:
		return c.say("packet.moment.refund")
	case e.Kind == dispute.Transaction && e.Direction == dispute.In:
		return c.say("packet.moment.received")
	case e.Kind == dispute.Message:
		return c.momentSaid(e)
	case e.Kind == dispute.Statement && line(e.Text) != "":
		return line(e.Text)
	}
	return c.say("packet.moment." + string(e.Kind))
}

// momentSaid is who said what.
func (c *composer) momentSaid(e dispute.Event) string {
	side := c.say("packet.moment.someone")
	if role, ok := c.role(e.Who); ok {
		side = c.the(role)
	}
	if text := line(c.kept(cmp.Or(e.Quote, e.Text))); text != "" {
		return c.say("packet.moment.message", side, text)
	}
	return c.say("packet.moment.wordless", side)
}

// userTitle is what the user calls the first evidence that an event cites; "" where
// nobody called it anything.
func (c *composer) userTitle(e dispute.Event) string {
	for _, cite := range e.Cites {
		if x := c.exhibitOf[cite.Evidence]; x != nil {
			return line(x.evidence.Title)
		}
	}
	return ""
}
