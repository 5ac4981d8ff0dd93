package pasted

import (
	"regexp"
	"strings"
	"sync"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
)

// Headers with a time of day and no date are so little that words inside a message
// look like them. They are read only in a text that has no other header, and where
// names come back.

var clockedForms = sync.OnceValue(func() []*regexp.Regexp {
	const at = `^[\[(（【]?` + clock + `[\])）】]?` + gap + `*`
	return []*regexp.Regexp{
		regexp.MustCompile(at + `<(?P<who>[^<>]{1,64})>` + gap + `*(?P<text>.*)$`),
		regexp.MustCompile(`^(?P<who>[^()（）:：]{1,64}?)` + gap + `*[(（]` + clock + `[)）]` + gap + `*[:：]` + gap + `*(?P<text>.*)$`),
		regexp.MustCompile(at + `[-–|]?` + gap + `*(?:From` + gap + `+)?(?P<who>[^:：*]{1,64}?)(?:` + gap + `+to` + gap + `+(?P<to>[^:：]{1,80}?))?` + gap + `*[:：](?:` + gap + `+(?P<text>.*))?$`),
	}
})

// readClocked reads a line that has the time of day, the name and the words:
// "(15:23:15) Anna: hello", "[15:23] <anna> hello", "15:23:10 From Anna to Everyone:".
func readClocked(line string) (h head, ok bool) {
	s := strings.TrimFunc(conversation.Visible(line), conversation.IsSpace)
	if len(s) < 6 || !strings.ContainsAny(s[:1], "0123456789[(") && !strings.HasPrefix(s, "（") && !strings.HasPrefix(s, "【") && !strings.Contains(s, "):") && !strings.Contains(s, ")：") && !strings.ContainsRune(s, '）') {
		return h, false
	}
	for _, form := range clockedForms() {
		m := form.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		part := map[string]string{}
		for i, name := range form.SubexpNames() {
			if name != "" && m[i] != "" {
				part[name] = m[i]
			}
		}
		if len(part["min"]) < 2 {
			continue
		}
		h.family, h.dayless = leading, true
		h.name, h.to, h.text = part["who"], part["to"], part["text"]
		h.raw = strings.TrimRightFunc(strings.TrimSuffix(s, part["text"]), conversation.IsSpace)
		h.written = h.raw
		return h, h.time(part) && isName(h.name)
	}
	return h, false
}

var stamped = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:\[(?:` + date + then + `)?` + clock + `\]|\(` + clockAgain + `\))` + gap)
})

// clockAgain is clock without its names.
const clockAgain = `\d{1,2}:\d{2}(?::\d{2})?(?:` + gap + `?[AaPp][Mm])?`

// readStamped reports a line that begins as messages do, with a time in brackets, and
// says no name: the program's own.
func readStamped(line string) bool {
	return stamped().MatchString(strings.TrimLeftFunc(conversation.Visible(line), conversation.IsSpace))
}

// bare is what a survey saw of headers without a date.
type bareHeads struct {
	names map[string]int
	lines int
}

func (b *bareHeads) add(name string) {
	if b.names == nil {
		b.names = map[string]int{}
	}
	if b.lines++; len(b.names) < maxNames {
		b.names[name]++
	}
}

// maxNames bounds what is remembered of a text that is no conversation.
const maxNames = 1000

// likely reports whether these are headers: several, and half of them of names that
// come back.
func (b *bareHeads) likely() bool {
	again := 0
	for _, n := range b.names {
		if n > 1 {
			again += n
		}
	}
	return b.lines >= 3 && again*2 >= b.lines
}

// notedAt is a line of the program itself.
func notedAt() dispute.Record {
	return dispute.Record{Kind: dispute.System, Type: typeNotice, Remarks: []dispute.Note{dispute.Say("chat.by-wording")}}
}
