// Package timeline turns records into events: what happened, in order, each
// event with the records that say so, and what the user says was done.
//
// It promises that it is a pure function of its input, that every record but
// the pages of papers and redacted pictures is in exactly one event, that what
// several sources say of one thing is one event with the rule that joined it, and
// the files of an office's answer give one together, that order is by time and then
// by place in the file, and that an event says how sure its time is. It forbids
// I/O, words for people (it speaks in notes) and invention: no event without a
// citation.
package timeline

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"complain/pkg/dispute"
)

// Input is what events are made from.
type Input struct {
	Case     dispute.Case
	Parties  []dispute.Party
	Evidence []dispute.Evidence
	Records  []dispute.Record // in file order within each evidence
	// Conversations counted all records, where Records leaves out messages that
	// nobody asked for. Nil: Records has them all.
	Conversations *Conversations
	// Pinned says whether the user put a record into packets or kept it out;
	// said is false where the user did neither. It may be nil.
	Pinned func(dispute.Record) (pinned, said bool)
	// Told is what the user says of the event of the place that a citation names.
	// It may be nil.
	Told func(dispute.Citation) (dispute.Telling, bool)
	// Filings and Contacts are the course of the case; those that were withdrawn
	// make no events.
	Filings  []dispute.Filing
	Contacts []dispute.Contact
	// Office names a channel for whoever reads the events. It may be nil.
	Office func(channel string) string
	// Wallets are the names by which banks call what was paid through a wallet, by
	// the importer of its bills.
	Wallets map[string][]string
	// Delivery is how texts speak of an arrival.
	Delivery Delivery
	// Hand is what the user joined and split.
	Hand Hand
	// Answer names an office's answer for whoever reads the events. It may be nil.
	Answer func(dispute.OfficialKind) string
}

// Build makes the events of in, in order. Key is set on those that belong in
// packets by these rules, the first that applies:
//
//  1. what the user pinned or unpinned;
//  2. statements of the user, and what the user tells in the story of the case;
//  3. transactions whose order number is the case's, or whose other side is the
//     seller or platform of the case, and refunds linked to them;
//  4. answers of offices, and photos and documents that were not sent in a
//     conversation;
//  5. what was handed in and logged, but notes and what the user keeps out;
//  6. conversations of which nothing is pinned, as one event each, made here in
//     addition to the events of their messages.
func Build(in Input) []dispute.Event {
	var pages map[dispute.EvidenceID]string
	if in.Delivery.Says != nil {
		pages = pagesOf(in.Records)
	}
	in.Records = happenings(in.Records, in.Evidence)
	b := builder{in: in, pages: pages, links: linkRefunds(in.Records), names: sellerNames(in.Parties)}
	b.evidence = make(map[dispute.EvidenceID]dispute.Evidence, len(in.Evidence))
	for _, e := range in.Evidence {
		b.evidence[e.ID] = e
	}
	b.attached = attachments(in.Records, in.Evidence)
	events := make([]dispute.Event, 0, len(in.Records)+8)
	for i := range in.Records {
		events = append(events, b.event(&in.Records[i]))
	}
	b.spreadKey(events)
	events = b.withAnswers(events)
	if talks := b.conversations().events(); len(talks) > 0 {
		events = append(talks, events...)
	}
	for i := range events {
		b.tell(&events[i])
	}
	events = append(b.joined(events), b.course()...)
	slices.SortStableFunc(events, func(x, y dispute.Event) int {
		return cmp.Or(x.At.Compare(y.At), cmp.Compare(order(x), order(y)))
	})
	return events
}

// tell puts what the user says of an event to it. What a file proves, as the user
// says of the file, is the sentence of a picture or paper that has no other.
func (b *builder) tell(e *dispute.Event) {
	if b.in.Told != nil {
		if told, ok := b.in.Told(e.Cites[0]); ok {
			e.Telling = told
			for _, c := range told.Proofs {
				if !slices.Contains(e.Cites, c) {
					e.Cites = append(e.Cites, c)
				}
			}
		}
	}
	undated := !e.At.Known() || e.At.From == dispute.TimeModified
	if e.Quote != "" && (e.Kind == dispute.Document && undated || e.Kind == dispute.Photo && len(e.Elements) > 0) {
		e.At = cmp.Or(b.quotedDay(e.Quote), e.At)
	}
	if e.Sentence == "" && paper(e.Kind) && e.Official == nil {
		e.Sentence = b.evidence[e.Cites[0].Evidence].Proves
	}
	if len(e.Elements) > 0 && !e.Key {
		_, said := b.pinnedAt(e.Cites[0])
		e.Key = !said
	}
}

// quotedDay is the day with which a passage of a paper begins, as the lines of
// couriers' pages do: what it tells was then. It is in the zone of the case.
func (b *builder) quotedDay(quote string) dispute.When {
	if len(quote) < len(time.DateOnly) {
		return dispute.When{}
	}
	day, err := time.Parse(time.DateOnly, strings.NewReplacer("/", "-", ".", "-").Replace(quote[:len(time.DateOnly)]))
	if err != nil {
		return dispute.When{}
	}
	zone := time.UTC
	for i := range b.in.Records {
		if of := b.in.Records[i].At; of.Known() && of.Zone.From == dispute.ZoneCase {
			zone = time.FixedZone("", of.Zone.Offset)
			break
		}
	}
	when, err := dispute.Local(dispute.Clock{Year: day.Year(), Month: int(day.Month()), Day: day.Day()}, dispute.Day, zone, dispute.ZoneCase)
	if err != nil {
		return dispute.When{}
	}
	return when
}

// ofPaper says that an event's sentence is what its file proves: an invoice says
// nothing of the payment that it is joined with.
func (b *builder) ofPaper(e *dispute.Event) bool {
	return paper(e.Kind) && e.Sentence == b.evidence[e.Cites[0].Evidence].Proves
}

func (b *builder) pinnedAt(c dispute.Citation) (pinned, said bool) {
	return b.pinned(&dispute.Record{ID: c.Record, Evidence: c.Evidence, Locator: c.Locator})
}

func (b *builder) conversations() *Conversations {
	if b.in.Conversations != nil {
		return b.in.Conversations
	}
	var c Conversations
	for i := range b.in.Records {
		_, said := b.pinned(&b.in.Records[i])
		c.Add(&b.in.Records[i], said)
	}
	return &c
}

// happenings leaves out what is no event of its own: pages of papers, and what
// was read out of redacted pictures whose originals are there.
func happenings(records []dispute.Record, evidence []dispute.Evidence) []dispute.Record {
	hidden := dispute.Redactions(evidence).Hidden
	none := func(r dispute.Record) bool { return r.Kind == dispute.Page || hidden[r.Evidence] }
	if !slices.ContainsFunc(records, none) {
		return records
	}
	return slices.DeleteFunc(slices.Clone(records), none)
}

// order breaks ties of time: by evidence, statements last. The sort is stable,
// so records of one evidence keep the file's order.
func order(e dispute.Event) dispute.EvidenceID {
	if len(e.Cites) == 0 || e.Cites[0].Evidence == 0 {
		return 1 << 62
	}
	return e.Cites[0].Evidence
}

type builder struct {
	in       Input
	evidence map[dispute.EvidenceID]dispute.Evidence
	links    map[int64]int64 // refund record -> record of the payment
	names    []string
	pages    map[dispute.EvidenceID]string          // what stands in papers
	attached map[dispute.EvidenceID]*dispute.Record // the first record that each came with
}

func (b *builder) event(r *dispute.Record) dispute.Event {
	e := happened(r)
	if r.Kind == dispute.Photo || r.Kind == dispute.Document {
		b.describe(&e, r)
	}
	e.Notes = append(e.Notes, timeNotes(e.At)...)
	e.Notes = append(e.Notes, r.Remarks...)
	if with := b.attached[r.Evidence]; with != nil && (r.Kind == dispute.Photo || r.Kind == dispute.Document) {
		e.Notes = append(e.Notes, sentNotes(e.At, with)...)
	}
	if n, ok := r.Noted(); ok {
		e.Notes = append(e.Notes, dispute.Say("note.moment", n.Evidence, n.At))
	}
	if paid, ok := b.links[r.ID]; ok {
		e.Notes = append(e.Notes, dispute.Say("note.refund-of", fmt.Sprintf("R%d", paid)))
	}
	e.Key = b.key(r)
	return e
}

func cite(r *dispute.Record) dispute.Citation {
	return dispute.Citation{Evidence: r.Evidence, Record: r.ID, Locator: r.Locator}
}

// describe says what a file is, by what the user said of it, else by its own
// title, the number of an invoice, or its name.
func (b *builder) describe(e *dispute.Event, r *dispute.Record) {
	ev := b.evidence[r.Evidence]
	if ev.Captured.Known() {
		e.At = ev.Captured
	}
	if e.Text != "" && ev.Title == "" {
		return
	}
	say := dispute.Say("event.document", cmp.Or(ev.Title, ev.Name))
	switch {
	case r.Kind == dispute.Photo:
		say.Code = "event.photo"
	case (ev.Title == "" || oneOfSeveral(r)) && r.Amount != nil && r.Order != "":
		say = billed(r)
	}
	e.Text, e.Summary = "", &say
}

// billed says what an invoice is: one in red letters gives back what another billed.
func billed(r *dispute.Record) dispute.Note {
	invoice, _ := r.Invoice()
	switch {
	case invoice.Credit && invoice.Cancels != "":
		return dispute.Say("event.credit-note-of", r.Order, invoice.Cancels)
	case invoice.Credit:
		return dispute.Say("event.credit-note", r.Order)
	case invoice.Cancels != "":
		return dispute.Say("event.red-invoice-of", r.Order, invoice.Cancels)
	case r.Amount.Minor < 0:
		return dispute.Say("event.red-invoice", r.Order)
	}
	return dispute.Say("event.invoice", r.Order)
}

// timeNotes says how sure a time is, where it is not plainly written.
func timeNotes(w dispute.When) []dispute.Note {
	var out []dispute.Note
	switch {
	case !w.Known():
		return []dispute.Note{dispute.Say("note.undated")}
	case w.From == dispute.TimeFileName:
		out = append(out, dispute.Say("note.time-from-name"))
	case w.From == dispute.TimeModified:
		out = append(out, dispute.Say("note.time-from-modified"))
	}
	if w.Zone.From == dispute.ZoneCase && w.Precision > dispute.Day {
		out = append(out, dispute.Say("note.zone-assumed", w.Zone.Name))
	}
	return out
}

func (b *builder) key(r *dispute.Record) bool {
	if pinned, said := b.pinned(r); said {
		return pinned
	}
	switch r.Kind {
	case dispute.Statement:
		_, noted := r.Noted()
		return !noted // the sheet of its recording lists it
	case dispute.Transaction:
		return !r.Unmoved() && b.concerns(r)
	case dispute.Document:
		if b.attached[r.Evidence] != nil || b.empty(r.Evidence) {
			return false
		}
		if oneOfSeveral(r) {
			return b.concerns(r)
		}
		return r.At.Known() || !slices.ContainsFunc(b.in.Records, func(o dispute.Record) bool {
			return o.Evidence == r.Evidence && oneOfSeveral(&o) && b.concerns(&o)
		})
	case dispute.Photo:
		return b.attached[r.Evidence] == nil && !b.empty(r.Evidence)
	}
	return false
}

// oneOfSeveral reports one of the papers that a file holds, which its row counts.
func oneOfSeveral(r *dispute.Record) bool { return r.Kind == dispute.Document && r.Locator.Row > 0 }

// emptyFile is the SHA-256 of no bytes.
const emptyFile = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// empty reports whether a file holds nothing: it is kept, and shows nothing.
func (b *builder) empty(id dispute.EvidenceID) bool {
	return slices.ContainsFunc(b.in.Evidence, func(e dispute.Evidence) bool { return e.ID == id && e.SHA256 == emptyFile })
}

// concerns reports whether a transaction is of the order, or with the seller
// or platform, that the case is about.
func (b *builder) concerns(r *dispute.Record) bool {
	if no := strings.TrimSpace(b.in.Case.Order); len(no) >= 6 {
		// Platforms put prefixes and suffixes around the number they show.
		if strings.Contains(r.Order, no) || strings.Contains(r.Merchant, no) {
			return true
		}
	}
	for _, name := range b.names {
		if r.Who == name || utf8.RuneCountInString(name) >= 3 && strings.Contains(r.Who, name) {
			return true
		}
		if r.Who == "" && inText(r.Text, name) {
			return true
		}
	}
	return false
}

// inText reports whether the text of a row that names nobody has a name, as
// statements of accounts write it: in any case, and in whole words.
func inText(text, name string) bool {
	if utf8.RuneCountInString(name) < 3 {
		return false
	}
	text, name = strings.ToLower(text), strings.ToLower(name)
	for from := 0; ; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(name):])
		if !inWord(before) && !inWord(after) {
			return true
		}
		from = i + len(name)
	}
}

// inWord reports whether a character goes on a word of a script with blanks.
func inWord(r rune) bool { return r < 0x2e80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

func sellerNames(parties []dispute.Party) []string {
	var out []string
	for _, p := range parties {
		if p.Role != dispute.Seller {
			continue
		}
		for _, name := range append([]string{p.Name}, p.Aliases...) {
			if name != "" {
				out = append(out, name)
			}
		}
	}
	return out
}

// spreadKey makes a refund key when its payment is, and the other way round,
// unless the user said otherwise of it. Two refunds of one payment make one another
// key through it, so it goes on until nothing more is.
func (b *builder) spreadKey(events []dispute.Event) {
	if len(b.links) == 0 {
		return
	}
	at := make(map[int64]int, len(events))
	for i, e := range events {
		at[e.Cites[0].Record] = i
	}
	for spread := true; spread; {
		spread = false
		for refund, paid := range b.links {
			i, j := at[refund], at[paid]
			k := i
			if events[i].Key {
				k = j
			}
			if _, said := b.pinnedAt(events[k].Cites[0]); !said && events[i].Key != events[j].Key {
				events[k].Key, spread = true, true
			}
		}
	}
}
