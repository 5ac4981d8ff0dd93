package phrase

import (
	"strings"

	"complain/pkg/channel"
	"complain/pkg/limit"
	"complain/pkg/locale"
)

// Limits are what a channel takes at the most, in a line.
func Limits(lang locale.Lang, l channel.Limits) string {
	var parts []string
	if l.Text > 0 {
		parts = append(parts, lang.Say("channels.limits.text", l.Text))
	}
	if l.Images > 0 {
		code := "channels.limits.files"
		if l.Only == channel.Pictures {
			code = "channels.limits.images"
		}
		parts = append(parts, lang.Say(code, l.Images))
	}
	if l.Only == channel.Pictures {
		parts = append(parts, lang.Say("channels.limits.pictures"))
	}
	if l.Bytes > 0 {
		parts = append(parts, lang.Say("channels.limits.bytes", limit.SizeText(int64(l.Bytes))))
	}
	if l.Pages > 0 {
		parts = append(parts, lang.Say("channels.limits.pages", l.Pages))
	}
	if l.Confidence == channel.Infer || l.Confidence == channel.Own {
		parts = append(parts, lang.Say("channels.limits.unsure"))
	}
	if note := l.Note.In(lang.Tag()); note != "" {
		parts = append(parts, note)
	}
	return strings.Join(parts, lang.Say("list.comma"))
}

// Stated is a value of the data, marked where nobody confirmed it.
func Stated(lang locale.Lang, s channel.Stated) string {
	if s.Value != "" && s.Confidence == channel.Own {
		return s.Value + " " + lang.Say("channels.unconfirmed")
	}
	return s.Value
}
