package packet

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/internal/personal"
)

// Mask is what the user said of a text: that it is left out of packets, or that
// it stays in them whatever it is.
type Mask struct {
	Text string
	Kind personal.Kind // how it is masked; "" as a word
	Keep bool
}

// masker rewrites the texts of a document so that its reader is told of people
// only what the profile keeps. It works on the finished document: nothing is
// printed that did not pass it. What it leaves out it counts, by kind and place,
// and forgets.
type masker struct {
	profile channel.Profile
	owners  map[string]channel.Owner // of the data of parties, by key
	phones  map[string]channel.Owner // of their telephone numbers, digits alone
	doors   map[string]channel.Owner // of their addresses
	hide    personal.Known           // what is masked wherever it stands
	keep    personal.Known           // what the user lets stand
	said    personal.Known           // what the user masks: it is in no masked form of something else

	only     bool // nothing is looked for but what is hidden by name
	learning bool // the first of two walks: what is found by its words is learned
	place    string
	order    []string // places, as they come
	counts   map[personal.Kind]map[string]int
}

func newMasker(parties []dispute.Party, profile channel.Profile, said []Mask) *masker {
	m := &masker{profile: profile, owners: map[string]channel.Owner{}, phones: map[string]channel.Owner{}, doors: map[string]channel.Owner{},
		hide: personal.Known{}, keep: personal.Known{}, said: personal.Known{}, counts: map[personal.Kind]map[string]int{}}
	for _, p := range parties {
		m.takeParty(p)
	}
	for _, s := range said {
		if s.Keep {
			m.keep.Add(personal.Word, s.Text)
			continue
		}
		m.hide.Add(cmp.Or(s.Kind, personal.Word), s.Text)
		m.said.Add(cmp.Or(s.Kind, personal.Word), s.Text)
	}
	return m
}

// learn takes in what the words of the case give away: a name in the title is
// known by the message that says whose it is, also in a letter without messages.
func (m *masker) learn(in Input) {
	m.learning = true
	defer func() { m.learning = false }()
	for name, kind := range in.People.All() {
		if m.hidden(kind, name) {
			m.hide.Add(kind, name)
		}
	}
	heard := make(map[string]bool, len(in.Records))
	hear := func(text string) { // events repeat what their records say
		if !heard[text] {
			heard[text] = true
			m.line("", text)
		}
	}
	for i := range in.Records {
		hear(in.Records[i].Text)
	}
	for i := range in.Events {
		hear(in.Events[i].Text)
	}
	for _, e := range in.Evidence {
		for _, text := range []string{e.Name, e.Title, e.Source, e.Proves} {
			m.line("", text)
		}
	}
	for _, c := range in.Claims {
		m.line("", c.Text)
	}
}

// ownerOf is whose the data of a party are, as profiles call it.
func ownerOf(role dispute.PartyRole) channel.Owner {
	if role == dispute.Complainant {
		return channel.OfComplainant
	}
	return channel.OfRespondent
}

// takeParty takes in what the case says of a party. What the profile does not
// keep of it is masked wherever it stands.
func (m *masker) takeParty(p dispute.Party) {
	owner := ownerOf(p.Role)
	take := func(kind personal.Kind, text string) {
		key := personal.Key(text)
		if utf8.RuneCountInString(key) < 2 {
			return
		}
		m.owners[key] = owner
		switch kind {
		case personal.Phone:
			m.phones[nationalDigits(text)] = owner
		case personal.Address:
			m.doors[key] = owner
		}
		if !m.profile.Keeps(owner, channel.Datum(kind)) {
			m.hide.Add(kind, text)
		}
	}
	for _, name := range append([]string{p.Name}, p.Aliases...) {
		take(personal.Name, name)
	}
	for _, f := range []struct {
		kind personal.Kind
		text string
	}{{personal.Phone, p.Phone}, {personal.Mail, p.Email}, {personal.Address, p.Address}} {
		take(f.kind, f.text)
		for _, found := range personal.Find(f.text) { // a field can hold two numbers
			take(found.Kind, f.text[found.Start:found.End])
		}
	}
	for _, id := range p.Identifiers {
		if kind, ok := identifierKinds[id.Kind]; ok {
			take(kind, id.Value)
		}
	}
}

// takeSender takes in the data that the name of a sender holds, such as the address of
// a mail, as those of the party whose the name is.
func (m *masker) takeSender(owner channel.Owner, name string) {
	for _, found := range personal.Find(name) {
		text := name[found.Start:found.End]
		if found.Kind != personal.Mail && found.Kind != personal.Phone {
			continue
		}
		m.owners[personal.Key(text)] = owner
		if !m.profile.Keeps(owner, channel.Datum(found.Kind)) {
			m.hide.Add(found.Kind, text)
		}
	}
}

// identifierKinds are the identifiers of parties that are personal data.
var identifierKinds = map[string]personal.Kind{
	"id-number": personal.Identity, "passport": personal.Passport, "card": personal.Card, "card-number": personal.Card, "account": personal.Card,
	"phone": personal.Phone, "mail": personal.Mail, "email": personal.Mail, "plate": personal.Plate,
}

// nationalDigits is a telephone number without the number of its country.
func nationalDigits(s string) string {
	digits := personal.Key(s)
	if len(digits) == 13 {
		digits = strings.TrimPrefix(digits, "86")
	}
	if strings.HasPrefix(strings.TrimSpace(s), "+44") {
		digits = "0" + strings.TrimPrefix(digits, "44")
	}
	return digits
}

// owner is whose a datum is, as far as the case says so.
func (m *masker) owner(kind personal.Kind, text string) channel.Owner {
	key := personal.Key(text)
	if o, ok := m.owners[key]; ok {
		return o
	}
	if o, ok := m.phones[nationalDigits(text)]; ok && kind == personal.Phone {
		return o
	}
	if kind == personal.Address {
		for door, o := range m.doors {
			if short := min(len(door), len(key)); short >= shortestDoor && (strings.Contains(door, key) || strings.Contains(key, door)) {
				return o
			}
		}
	}
	return channel.OfOther
}

// shortestDoor is how many bytes a part of an address has that is known by it: a
// British postcode has six.
const shortestDoor = 6

// hidden reports whether the reader is not to have a datum.
func (m *masker) hidden(kind personal.Kind, text string) bool {
	key := personal.Key(text)
	if m.keep.Has(key) {
		return false
	}
	if m.hide.Has(key) {
		return true
	}
	return !m.profile.Keeps(m.owner(kind, text), channel.Datum(kind))
}

// find lists what the reader is not to have of a text, which stands behind
// before.
func (m *masker) find(before, text string) []personal.Found {
	if text == "" {
		return nil
	}
	whole := before + text
	var found []personal.Found
	if m.only {
		return m.hide.Find(text)
	}
	for _, f := range personal.Find(whole) {
		if f.Start -= len(before); f.Start < 0 {
			continue
		}
		f.End -= len(before)
		found = append(found, f)
	}
	kept := m.keep.Find(text)
	stays := func(f personal.Found) bool {
		return !m.hidden(f.Kind, text[f.Start:f.End]) ||
			slices.ContainsFunc(kept, func(k personal.Found) bool { return k.Start <= f.Start && f.End <= k.End })
	}
	return personal.Together(slices.DeleteFunc(m.hide.Find(text), stays), slices.DeleteFunc(found, stays))
}

// longestBefore is how much of the text before one can say what it is.
const longestBefore = 60

func tail(s string) string {
	if len(s) > longestBefore {
		s = s[len(s)-longestBefore:]
		for s != "" && !utf8.RuneStart(s[0]) {
			s = s[1:]
		}
	}
	return s
}

// line is a text with what is hidden masked.
func (m *masker) line(before, text string) string {
	found := m.find(before, text)
	if len(found) == 0 {
		return text
	}
	var b strings.Builder
	last := 0
	for _, f := range found {
		b.WriteString(text[last:f.Start])
		b.WriteString(m.masked(f.Kind, text[f.Start:f.End]))
		last = f.End
	}
	b.WriteString(text[last:])
	return b.String()
}

// masked is what stands in a datum's place.
func (m *masker) masked(kind personal.Kind, text string) string {
	if m.learning {
		m.hide.Add(kind, text)
		return text
	}
	if m.counts[kind] == nil {
		m.counts[kind] = map[string]int{}
	}
	m.counts[kind][m.place]++
	if !slices.Contains(m.order, m.place) {
		m.order = append(m.order, m.place)
	}
	shown := personal.Masked(kind, text)
	for _, f := range slices.Backward(m.said.Find(shown)) {
		shown = shown[:f.Start] + "***" + shown[f.End:]
	}
	return shown
}

// piece is an inline that is text, and where it stands in the whole.
type piece struct {
	at         int // of the inlines
	start, end int
}

// text is inlines with what is hidden masked, also where it runs from one into
// the next.
func (m *masker) text(before string, in []doc.Inline) []doc.Inline {
	var b strings.Builder
	var pieces []piece
	for i, one := range in {
		start := b.Len()
		switch one := one.(type) {
		case doc.Text, doc.Strong, doc.Emph:
			b.WriteString(worded(one))
			pieces = append(pieces, piece{i, start, b.Len()})
		case doc.Break:
			b.WriteString("\n")
		default: // numbers of pages and hashes are not of people
			b.WriteString("\x00")
		}
	}
	whole := b.String()
	found := m.find(before, whole)
	if len(found) == 0 {
		return in
	}
	out := slices.Clone(in)
	for _, p := range pieces {
		var kept strings.Builder
		last := p.start
		for _, f := range found {
			if f.End <= p.start || f.Start >= p.end {
				continue
			}
			kept.WriteString(whole[last:max(last, f.Start)])
			if f.Start >= p.start { // it begins here: what stands for it does too
				kept.WriteString(m.masked(f.Kind, whole[f.Start:f.End]))
			}
			last = min(f.End, p.end)
		}
		kept.WriteString(whole[last:p.end])
		if !m.learning {
			out[p.at] = reworded(in[p.at], kept.String())
		}
	}
	return out
}

// worded is the words of an inline of text, reworded one of its kind with others.
func worded(in doc.Inline) string {
	switch in := in.(type) {
	case doc.Text:
		return string(in)
	case doc.Strong:
		return string(in)
	case doc.Emph:
		return string(in)
	}
	return ""
}

func reworded(in doc.Inline, words string) doc.Inline {
	switch in.(type) {
	case doc.Strong:
		return doc.Strong(words)
	case doc.Emph:
		return doc.Emph(words)
	}
	return doc.Text(words)
}
