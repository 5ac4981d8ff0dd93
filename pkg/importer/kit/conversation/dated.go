package conversation

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"complain/pkg/internal/monthname"
)

// Messages that shops show by the day, without a time: "Message from Anna on 5 March
// 2026", "Anna Mar 5, 2026".

var dayAlone = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:\b(?:on|am|le|el|em|il)\s+)?(?:` + foreignDay + `|(?P<d>\d{1,2})\.?\s+(?:de\s+)?(?P<m>\p{L}{3,12})\.?,?\s+(?:de\s+)?\d{4}|(?P<m2>\p{L}{3,12})\.?\s+\d{1,2},?\s+\d{4})`)
})

// senders are words around the name of who wrote a message.
var senders = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:new )?(?:message from|reply from|sent by|from|by|to|nachricht von|von|message de|de|mensaje de|messaggio da|da)[:\s]+|\s+(?:wrote|says|said|replied|schrieb|a écrit|escribió)[:\s]*$`)
})

// day takes a line that may be a name and a day.
func (g *Glimpse) day(line string) {
	if IsBlank(line) {
		return
	}
	above := g.dayOf
	g.dayOf = ""
	if above != "" && Addresses(line) && len(g.spoken) < mostSpeakers {
		g.spoken[above] = true
	}
	if len(line) > glimpseHead/4 || hours().MatchString(line) {
		return
	}
	at := dayAlone().FindStringSubmatchIndex(line)
	if at == nil {
		return
	}
	for _, group := range []int{2, 3} {
		if from := at[2*group]; from >= 0 && monthname.Of(line[from:at[2*group+1]]) == 0 {
			return
		}
	}
	rest := strings.Trim(line[:at[0]]+" "+line[at[1]:], " \t·•|-–—,:()（）[]")
	name := strings.TrimSpace(senders().ReplaceAllString(rest, ""))
	if name == "" || IsLabel(name) || isTitle(name) || ofTime(name) || !MayBeName(name) || utf8.RuneCountInString(name) > glimpseName {
		return
	}
	g.dated++
	g.days[name]++
	g.dayOf = name
}
