package meta

import (
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/transcript"
)

// months are the beginnings of the names of months in the languages that pages are
// most often in.
var months = [...][]string{
	{"jan", "gen", "ene"}, {"feb", "fév", "fev"}, {"mar", "mär", "mrt"}, {"apr", "avr", "abr"}, {"may", "mai", "mag", "mei", "maj"},
	{"jun", "juin", "giu"}, {"jul", "juil", "lug"}, {"aug", "aoû", "ago"}, {"sep", "set"}, {"oct", "okt", "ott", "out"}, {"nov"}, {"dec", "dez", "déc", "dic"},
}

func monthOf(word string) int {
	word = strings.ToLower(strings.TrimRight(word, "."))
	best, month := 0, 0
	for i, names := range months {
		for _, name := range names {
			if len(name) > best && strings.HasPrefix(word, name) {
				best, month = len(name), i+1
			}
		}
	}
	return month
}

// wordTime reads a time as the pages write it: the month as a word, the day and the
// year as numbers, then the time of day, in the language of the account. They state
// no zone.
func wordTime(log *transcript.Log, written string) (dispute.When, bool) {
	plain := strings.NewReplacer("\u202f", " ", "\u00a0", " ", "年", " ", "月", " ", "日", " ", "上午", " am ", "下午", " pm ", "오전", " am ", "오후", " pm ", "午前", " am ", "午後", " pm ", ",", " ").Replace(strings.ToLower(written))
	for _, half := range []string{"am", "pm"} { // 4:55:32pm
		plain = strings.ReplaceAll(plain, half, " "+half+" ")
	}
	var (
		c       dispute.Clock
		numbers []int
		p       = dispute.Unknown
		half    string
	)
	for _, word := range strings.Fields(plain) {
		switch n, err := strconv.Atoi(strings.TrimRight(word, ".")); {
		case err == nil:
			numbers = append(numbers, n)
		case word == "am" || word == "pm":
			half = word
		case strings.Contains(word, ":"):
			var rest string
			var ok bool
			if p, rest, ok = transcript.Clock(word, &c); !ok || rest != "" {
				return dispute.When{}, false
			}
		case monthOf(word) > 0 && c.Month == 0:
			c.Month = monthOf(word)
		}
	}
	switch {
	case p == dispute.Unknown:
		return dispute.When{}, false
	case c.Month > 0 && len(numbers) == 2:
		c.Day, c.Year = numbers[0], numbers[1]
		if numbers[0] > 31 {
			c.Year, c.Day = numbers[0], numbers[1]
		}
	case c.Month == 0 && len(numbers) == 3 && numbers[0] > 31: // 2025年3月3日
		c.Year, c.Month, c.Day = numbers[0], numbers[1], numbers[2]
	default:
		return dispute.When{}, false
	}
	if half != "" && !transcript.Noon(&c, half == "pm") {
		return dispute.When{}, false
	}
	at, err := log.Src.Local(c, p)
	return at, err == nil && c.Year > 1999
}
