package phrase

import (
	"strings"
	"time"

	"complain/pkg/channel"
	"complain/pkg/channel/calendar"
	"complain/pkg/locale"
	"complain/pkg/packet"
)

// Clock is a clock in a line: who has how long for what.
func Clock(lang locale.Lang, c channel.Clock) string {
	return lang.Say("clock.line", lang.Say("clock.who."+c.Who), Length(lang, c), c.Action.In(lang.Tag()))
}

// Length is how long a clock runs.
func Length(lang locale.Lang, c channel.Clock) string {
	return lang.Say("clock.unit."+string(c.Unit), c.Length)
}

// Layout is how a clock's times are written: hours to the minute.
func Layout(c channel.Clock) string {
	if c.Unit == calendar.Hour || c.Unit == calendar.BusinessHour {
		return "2006-01-02 15:04"
	}
	return time.DateOnly
}

// Weekday is a time of a clock with its day of the week.
func Weekday(lang locale.Lang, c channel.Clock, at time.Time) string {
	return lang.Say("clock.day", at.Format(Layout(c)), lang.Say("weekday."+strings.ToLower(at.Weekday().String()[:3])))
}

// Cited is an article as it is cited.
func Cited(lang locale.Lang, x channel.Article) string {
	return packet.LawTitle(lang, x.Law) + " " + packet.ArticleNumber(lang, x.Law, x.Numbers)
}

// Articles are those by which a clock runs, as they are cited, with their ids.
func Articles(lang locale.Lang, book *channel.Book, c channel.Clock) []string {
	out := []string{}
	articles, _ := book.Articles(c.Articles) // a book that loaded has them
	for _, x := range articles {
		out = append(out, Cited(lang, x)+" "+x.ID)
	}
	return out
}

// Rules are the articles by which a clock runs, and the body's own rule.
func Rules(lang locale.Lang, book *channel.Book, c channel.Clock) []string {
	out := Articles(lang, book, c)
	if rule := c.Rule.In(lang.Tag()); rule != "" {
		out = append(out, rule)
	}
	return out
}
