package pasted

import (
	"regexp"
	"strings"
	"sync"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
)

// Headers with a day and no time, as shops show messages. They are read only in a text
// that has no other header, and where names come back.

var dailyForms = sync.OnceValue(func() []*regexp.Regexp {
	const (
		on  = `(?:` + gap + `+(?:wrote|said|replied|schrieb|a écrit|escribió))?,?` + gap + `+(?:(?:on|am|le|el|em|il)` + gap + `+)?`
		end = week + gap + `*:?$`
	)
	return []*regexp.Regexp{
		regexp.MustCompile(`^(?:(?:New )?[Mm]essage from|Reply from|From|Nachricht von|Message de|Mensaje de|Messaggio da)` + gap + `+(?P<who>[^:：]{1,64}?)` + on + date + end),
		regexp.MustCompile(`^(?P<who>[^:：]{1,64}?)` + on + date + end),
	}
})

// readDaily reads a line that has a name and a day.
func readDaily(line string) (h head, ok bool) {
	s := strings.TrimFunc(conversation.Visible(line), conversation.IsSpace)
	if len(s) > longest || len(s) < len("A 1.1.26") || !strings.ContainsAny(s, "0123456789") {
		return h, false
	}
	for _, pattern := range dailyForms() {
		m := pattern.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		part := map[string]string{}
		for i, name := range pattern.SubexpNames() {
			if name != "" && m[i] != "" {
				part[name] = m[i]
			}
		}
		h = head{form: form{family: spaced}, name: unmarked(part["who"]), raw: s, written: s}
		if !h.time(part) {
			return h, false
		}
		h.precision = dispute.Day
		return h, isName(h.name) && !conversation.IsLabel(h.name)
	}
	return h, false
}
