package timeline

import (
	"maps"
	"slices"
	"time"

	"complain/pkg/dispute"
)

// Hand is what the user says of events that are one, and of those that are not.
type Hand struct {
	Together func(dispute.Citation) string // the name of the group that its event belongs to; "" for none
	Apart    func(dispute.Citation) bool   // its event stays by itself, whatever the rules say
}

// How far apart the sources of one payment may date it.
const (
	sameNumber = 3 * 24 * time.Hour  // by its number
	sameMinute = 10 * time.Minute    // by its amount, where both have a time of day
	booked     = 24 * time.Hour      // by its amount, where a bank gives the day of booking
	invoiced   = 60 * 24 * time.Hour // an invoice after its payment
)

// joiner makes one event of what several sources say of one thing. Two events are
// one by the rules:
//
//   - by number: two rows of different files bear the same long number, and agree
//     in currency, amount and direction within three days;
//   - by amount: a bank's row and a wallet's agree in currency, amount and day,
//     the bank names the wallet or both name the same other side, and nothing else
//     fits either; or as many rows of one file as of the other fit one another, all
//     alike, of which the first is the first: a double charge in both;
//   - by invoice: an invoice agrees with one payment in currency and amount, by
//     the same seller, within sixty days after it;
//   - by message: a mail or message names the number of one payment and its
//     amount within three days;
//   - deliveries by the number of the parcel, and by day: see byDelivery.
//
// What the user joined and split by hand goes before them. Never are two of one
// file joined by rule, which may be a double charge, and never two currencies.
type joiner struct {
	b       *builder
	events  []dispute.Event
	records map[int64]*dispute.Record
	parent  []int
	because map[int]dispute.Note // why an event was joined
	late    map[int]bool         // what dates no event that it is joined with
}

// joined are the events with those made one that are.
func (b *builder) joined(events []dispute.Event) []dispute.Event {
	if !b.joinable() && !b.arrives(events) {
		return events
	}
	j := &joiner{b: b, events: events, records: map[int64]*dispute.Record{}, parent: make([]int, len(events)), because: map[int]dispute.Note{}, late: map[int]bool{}}
	for i := range b.in.Records {
		r := &b.in.Records[i]
		if r.Amount != nil || r.Kind == dispute.Message && hasLongNumber(r.Text) {
			j.records[r.ID] = r
		}
	}
	for i := range j.parent {
		j.parent[i] = i
	}
	j.byHand()
	j.byNumber()
	j.byAmount()
	j.byPaper()
	j.byDelivery()
	return j.merged()
}

// joinable reports whether there is anything to join: what the user joined, rows of
// two files, or a row and a paper or message that may be of it. A single bill of
// hundreds of thousands of rows has nothing.
func (b *builder) joinable() bool {
	if b.in.Hand.Together != nil {
		return true
	}
	var file dispute.EvidenceID
	rows, several, papers := false, false, false
	for i := range b.in.Records {
		switch r := &b.in.Records[i]; {
		case r.Kind == dispute.Transaction:
			several = several || rows && r.Evidence != file
			rows, file = true, r.Evidence
		case r.Kind == dispute.Document && r.Amount != nil, MayJoin(r):
			papers = true
		}
	}
	return several || rows && papers
}

func (j *joiner) root(i int) int {
	for j.parent[i] != i {
		j.parent[i] = j.parent[j.parent[i]]
		i = j.parent[i]
	}
	return i
}

// union makes two events one, for a reason that is said of the later.
func (j *joiner) union(a, b int, why dispute.Note) {
	x, y := j.root(a), j.root(b)
	if x == y {
		return
	}
	if j.earlier(y, x) {
		x, y = y, x
	}
	j.parent[y] = x
	for _, one := range []int{a, b} {
		if _, has := j.because[one]; !has {
			j.because[one] = why
		}
	}
}

// earlier is an order of events that more evidence does not change.
func (j *joiner) earlier(a, b int) bool {
	return j.events[a].Cites[0].Record < j.events[b].Cites[0].Record
}

// record is what an event was made from; nil for what stands for many.
func (j *joiner) record(i int) *dispute.Record {
	if e := &j.events[i]; e.Kind.Talk() && e.Summary != nil {
		return nil
	}
	return j.records[j.events[i].Cites[0].Record]
}

// apart reports whether the user keeps an event by itself.
func (j *joiner) apart(i int) bool {
	return j.b.in.Hand.Apart != nil && j.b.in.Hand.Apart(j.events[i].Cites[0])
}

func (j *joiner) byHand() {
	if j.b.in.Hand.Together == nil {
		return
	}
	first := map[string]int{}
	for i := range j.events {
		group := j.b.in.Hand.Together(j.events[i].Cites[0])
		if e := &j.events[i]; group == "" || e.Kind.Talk() && e.Summary != nil {
			continue
		}
		k, ok := first[group]
		if !ok {
			first[group] = i
		} else if oneCurrency(&j.events[k], &j.events[i]) {
			j.union(k, i, dispute.Say("join.hand"))
		}
	}
}

func oneCurrency(a, b *dispute.Event) bool {
	return a.Amount == nil || b.Amount == nil || a.Amount.Currency == b.Amount.Currency
}

// rows are the transactions that rules may join.
func (j *joiner) rows() []int {
	var out []int
	for i := range j.events {
		e := &j.events[i]
		if r := j.record(i); e.Kind == dispute.Transaction && e.Amount != nil && e.Amount.Minor != 0 && r != nil && !r.Unmoved() && !j.apart(i) {
			out = append(out, i)
		}
	}
	return out
}

// dated reports whether the day of an event is known.
func dated(e *dispute.Event) bool { return e.At.Precision >= dispute.Day }

// alike reports whether two rows of different files agree in all but the time.
func (j *joiner) alike(a, b int) bool {
	x, y := &j.events[a], &j.events[b]
	return !sameFile(*x, *y) && sameMoney(x.Amount, y.Amount) && x.Direction == y.Direction && x.Refund == y.Refund
}

func (j *joiner) byNumber() {
	byNumber := map[string][]int{}
	for _, i := range j.rows() {
		r := j.record(i)
		for _, number := range slices.Compact([]string{r.Order, r.Merchant}) {
			if len(number) >= longNumber {
				byNumber[number] = append(byNumber[number], i)
			}
		}
	}
	for _, number := range slices.Sorted(maps.Keys(byNumber)) {
		list := byNumber[number]
		for k, a := range list {
			for _, b := range list[k+1:] {
				// Of two rows of one file with the number, nothing tells which it is.
				if j.alike(a, b) && j.atOnce(list, number, a, b) && j.only(list, a, b) {
					j.union(a, b, dispute.Say("join.number", number))
				}
			}
		}
	}
}

// atOnce reports whether two rows with a number, of all in a list, are of one time. Where
// the day of one is not known, the number has to be that of the transaction itself, and
// all days of the list have to be one time: else nothing tells which it is of.
func (j *joiner) atOnce(list []int, number string, a, b int) bool {
	if dated(&j.events[a]) && dated(&j.events[b]) {
		return apartBy(j.events[a].At, j.events[b].At) <= sameNumber
	}
	var first *dispute.Event
	for _, i := range list {
		e := &j.events[i]
		if !dated(e) {
			continue
		}
		if first == nil {
			first = e
		}
		if apartBy(first.At, e.At) > sameNumber {
			return false
		}
	}
	return j.record(a).Order == number && j.record(b).Order == number
}

// only reports whether of all in a list no other of the two's files is alike.
func (j *joiner) only(list []int, a, b int) bool {
	for _, other := range list {
		if other != a && other != b && (sameFile(j.events[other], j.events[a]) && j.alike(other, b) || sameFile(j.events[other], j.events[b]) && j.alike(other, a)) {
			return false
		}
	}
	return true
}

func sameFile(a, b dispute.Event) bool { return a.Cites[0].Evidence == b.Cites[0].Evidence }

func apartBy(a, b dispute.When) time.Duration {
	if a.Precision > dispute.Day && b.Precision > dispute.Day {
		return a.Time().Sub(b.Time()).Abs()
	}
	return date(a).Sub(date(b)).Abs()
}

func date(w dispute.When) time.Time {
	k := w.Clock()
	return time.Date(k.Year, time.Month(k.Month), k.Day, 0, 0, 0, 0, time.UTC)
}
