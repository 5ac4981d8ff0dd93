package timeline

import (
	"maps"
	"slices"
	"strings"
	"time"

	"complain/pkg/dispute"
)

// Delivery is how texts speak of an arrival. Without it no deliveries are joined.
type Delivery struct {
	Says func(text string) bool        // that something was delivered
	Back func(text string) (int, bool) // how many days before; false where it names several days
}

// deliveryElement is the element of the story that a delivery fills.
const deliveryElement = "c.delivery"

// arrival is an event that tells of a delivery.
type arrival struct {
	event   int
	told    bool      // the user says that it is one
	day     time.Time // zero where nobody can tell
	back    int
	numbers []string // that may be of parcels
}

// byDelivery joins what several sources say of one delivery:
//
//   - by number: several sources, each once, say that something was delivered, and
//     bear the same long number, which is no order's; they name no two days;
//   - by day: what the user takes for the delivery in several sources is of one day,
//     with "yesterday" counted, in each source once, and names no two parcels.
func (j *joiner) byDelivery() {
	if j.b.in.Delivery.Says == nil {
		return
	}
	byNumber, byDay := map[string][]arrival{}, map[time.Time][]arrival{}
	all := j.arrivals()
	for _, a := range all {
		for _, number := range a.numbers {
			byNumber[number] = append(byNumber[number], a)
		}
		if a.told && !a.day.IsZero() {
			byDay[a.day] = append(byDay[a.day], a)
		}
	}
	for _, number := range slices.Sorted(maps.Keys(byNumber)) {
		if list := byNumber[number]; j.onceEach(list) && oneDay(list) {
			j.unite(all, list, dispute.Say("join.parcel", number))
		}
	}
	for _, day := range slices.SortedFunc(maps.Keys(byDay), time.Time.Compare) {
		if list := byDay[day]; j.onceEach(list) && oneParcel(list) {
			j.unite(all, list, dispute.Say("join.delivery", day.Format(time.DateOnly)))
		}
	}
}

// unite joins arrivals, but none with another of its own source. A paper, and who
// tells of another day, do not date them.
func (j *joiner) unite(all, list []arrival, why dispute.Note) {
	var both []arrival
	for _, a := range all {
		if slices.ContainsFunc(list, func(l arrival) bool { return j.root(l.event) == j.root(a.event) }) {
			both = append(both, a)
		}
	}
	if len(list) < 2 || !j.onceEach(both) {
		return
	}
	for _, a := range list {
		j.late[a.event] = a.back > 0 || j.events[a.event].Kind == dispute.Document
		j.union(list[0].event, a.event, why)
	}
}

// arrivals are the events that tell of a delivery and may be joined.
func (j *joiner) arrivals() []arrival {
	orders := j.orders()
	var out []arrival
	for i := range j.events {
		e := &j.events[i]
		if e.Summary != nil && e.Kind.Talk() || !slices.Contains([]dispute.Kind{dispute.Message, dispute.Statement, dispute.Document, dispute.Photo}, e.Kind) || j.apart(i) {
			continue
		}
		text, told := j.textOf(e), slices.Contains(e.Elements, deliveryElement)
		if e.Kind == dispute.Photo && !told { // what a picture shows, the user says
			continue
		}
		if e.Kind != dispute.Document && !told && !hasLongNumber(text) {
			continue
		}
		a := arrival{event: i, told: told, numbers: slices.DeleteFunc(longDigits(text), func(n string) bool { return orders[n] })}
		if !told && (len(a.numbers) == 0 || !j.b.in.Delivery.Says(text)) {
			continue
		}
		slices.Sort(a.numbers)
		a.numbers = slices.Compact(a.numbers)
		if back, ok := j.b.in.Delivery.Back(text); ok && e.Kind != dispute.Document && e.At.Precision >= dispute.Day {
			a.day, a.back = date(e.At).AddDate(0, 0, -back), back
		}
		out = append(out, a)
	}
	return out
}

// textOf is what an event's source says: of a paper all of its pages.
func (j *joiner) textOf(e *dispute.Event) string {
	switch e.Kind {
	case dispute.Photo:
		return e.Quote
	case dispute.Document:
	default:
		return e.Text
	}
	return e.Text + "\n" + j.b.pages[e.Cites[0].Evidence]
}

// orders are the numbers of orders and payments, which are no parcels'; what a carrier
// was paid for bears the parcel's.
func (j *joiner) orders() map[string]bool {
	out := map[string]bool{strings.TrimSpace(j.b.in.Case.Order): true}
	for i := range j.b.in.Records {
		r := &j.b.in.Records[i]
		for _, number := range []string{r.Order, r.Merchant} {
			if len(number) >= longNumber && !j.b.carries(r) {
				out[number], out[digits(number)] = true, true
			}
		}
	}
	return out
}

// carries reports whether a record is of the carrier of the case.
func (b *builder) carries(r *dispute.Record) bool {
	return r.Who != "" && slices.ContainsFunc(b.in.Parties, func(p dispute.Party) bool { return p.Role == dispute.Carrier && p.Called(r.Who) })
}

// onceEach reports whether a list has each source once.
func (j *joiner) onceEach(list []arrival) bool {
	seen := map[dispute.EvidenceID]bool{}
	for _, a := range list {
		id := j.events[a.event].Cites[0].Evidence
		if seen[id] {
			return false
		}
		seen[id] = true
	}
	return true
}

// oneDay reports whether no two of a list are of different days.
func oneDay(list []arrival) bool {
	var day time.Time
	for _, a := range list {
		if !a.day.IsZero() && !day.IsZero() && !a.day.Equal(day) {
			return false
		}
		if !a.day.IsZero() {
			day = a.day
		}
	}
	return true
}

// oneParcel reports whether all of a list that bear numbers share one.
func oneParcel(list []arrival) bool {
	var shared []string
	for _, a := range list {
		switch {
		case len(a.numbers) == 0:
		case shared == nil:
			shared = a.numbers
		default:
			if shared = slices.DeleteFunc(slices.Clone(shared), func(n string) bool { return !slices.Contains(a.numbers, n) }); len(shared) == 0 {
				return false
			}
		}
	}
	return true
}

// arrives reports whether something may tell of a delivery: what the user says is
// one, or a paper with a number.
func (b *builder) arrives(events []dispute.Event) bool {
	return b.in.Delivery.Says != nil && slices.ContainsFunc(events, func(e dispute.Event) bool {
		return slices.Contains(e.Elements, deliveryElement) || e.Kind == dispute.Document
	})
}

// mostPages is how much of a paper's pages is looked at, in bytes.
const mostPages = 20_000

// pagesOf is what stands in papers, their beginnings.
func pagesOf(records []dispute.Record) map[dispute.EvidenceID]string {
	out := map[dispute.EvidenceID]string{}
	for i := range records {
		if r := &records[i]; r.Kind == dispute.Page && len(out[r.Evidence]) < mostPages {
			out[r.Evidence] += strings.ToValidUTF8(r.Text[:min(len(r.Text), mostPages)], "") + "\n"
		}
	}
	return out
}
