package mail

import (
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
)

// shown are the headers that become fields, in this order. A header that stands
// there more than once is taken the first time, except where each counts.
var shown = [...]string{"subject", "to", "cc", "bcc", "date", "message-id", "in-reply-to", "reply-to", "sender", "return-path", "received"}

// record makes the record of a mail, without its place.
func record(src *importer.Source, l *letter) dispute.Record {
	guessed := ""
	if !isChat(l.text) {
		l.text, guessed = markQuoted(l.text)
	}
	r := dispute.Record{Kind: dispute.Message, Text: l.text, Raw: l.head.Shown()}
	say := func(code string, args ...any) { r.Remarks = append(r.Remarks, dispute.Say(code, args...)) }
	if guessed != "" {
		say("mail.quoted-below", conversation.Excerpt(guessed))
	}
	from := l.head.Text("from")
	if from == "" {
		if from = l.head.Text("sender"); from == "" {
			say("mail.no-from")
		} else {
			say("mail.sender")
		}
	}
	r.Who = sender(from)
	if other := pretended(r.Who); other != "" {
		say("mail.other-address", other)
	}
	var notes []dispute.Note
	if r.At = l.at; !l.fixed {
		r.At, notes = when(src, l.head.Text("date"))
		r.Remarks = append(r.Remarks, notes...)
	}
	l.compare(r.At, say)
	for _, name := range [...]string{"from", "date", "subject"} {
		if n := l.head.Count(name); n > 1 {
			say("mail.twice", name, n)
		}
	}
	r.Fields = l.fields()
	if len(l.hidden) > 0 {
		say("mail.hidden")
	}
	for _, f := range l.files {
		r.Files = append(r.Files, f.name)
		if f.media == "application/ms-tnef" || strings.EqualFold(f.name, "winmail.dat") {
			say("mail.winmail", f.name)
		}
	}
	r.Remarks = append(r.Remarks, l.notes...)
	r.Remarks = append(r.Remarks, l.faults.first...)
	if more := l.faults.count - len(l.faults.first); more > 0 {
		say("mail.more-faults", more)
	}
	return r
}

func (l *letter) fields() []dispute.Field {
	var out []dispute.Field
	add := func(name, value string) {
		if value != "" {
			out = append(out, dispute.Field{Name: name, Value: value})
		}
	}
	for _, name := range shown {
		add(name, l.head.Text(name))
	}
	add("postmark", l.postmark)
	add("delivered", l.delivered)
	if l.head.Count("dkim-signature") > 0 {
		add("dkim", "present")
	}
	for _, f := range l.files {
		add("attachment", strings.TrimSpace(f.name+" "+f.media))
	}
	hidden := strings.Join(l.hidden, "\n")
	add("hidden-text", hidden[:cut(hidden, maxHidden)])
	return append(out, hints(l.head.Text("subject"), l.text)...)
}

// maxHidden is how much text that nobody was shown is kept beside a mail, in bytes.
const maxHidden = 4 << 10

// late is how much later than its Date a mail may arrive without that being
// worth a word.
const late = 24 * time.Hour

// early is how much before its Date a mail may arrive, by clocks that go wrong a
// little.
const early = 10 * time.Minute

// told gives a mail to the sink, with what its clocks have against one another.
func told(sink importer.Sink, r dispute.Record) error {
	if err := sink.Record(r); err != nil {
		return err
	}
	for _, n := range r.Remarks {
		if n.Code == "mail.received-differs" || n.Code == "mail.bad-date" {
			if err := sink.Doubt(r.Locator, n); err != nil {
				return err
			}
		}
	}
	return nil
}

// compare says so when the time of arrival does not fit the time the sender
// wrote. The first Received header is of the last server, the recipient's own.
func (l *letter) compare(at dispute.When, say func(string, ...any)) {
	s, ok := received(l.head.Text("received"))
	if !ok || !s.stated || !at.Known() {
		return
	}
	arrived, err := dispute.Local(s.clock, dispute.Second, time.FixedZone("", s.offset), dispute.ZoneStated)
	if err != nil {
		return
	}
	if d := arrived.Time().Sub(at.Time()); d > late || d < -early {
		say("mail.received-differs", at, arrived)
	}
}

// sender is a From header as people read it: a name in quotation marks without
// them. Several senders are left as they are.
func sender(from string) string {
	if !strings.HasPrefix(from, `"`) {
		return from
	}
	end := strings.Index(from[1:], `"`)
	if end < 0 || strings.Contains(from[1:1+end], `\`) || strings.Contains(from[end+2:], ",") {
		return from
	}
	name, rest := strings.TrimSpace(from[1:1+end]), strings.TrimSpace(from[end+2:])
	return strings.TrimSpace(name + " " + rest)
}

// pretended is an address that stands in the sender's name and is not the
// sender's: programs that show only names show that one.
func pretended(who string) string {
	name, address, ok := strings.Cut(who, "<")
	if !ok || !strings.Contains(name, "@") || strings.Contains(name, ",") {
		return ""
	}
	address, _, _ = strings.Cut(address, ">")
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(` "'()[]（）`, r) }) {
		if strings.Contains(word, "@") && !strings.EqualFold(word, strings.TrimSpace(address)) {
			return word
		}
	}
	return ""
}
