package slack

import (
	"strings"

	"complain/pkg/internal/jsonstream"
)

// blockText is the text of blocks, which apps build messages of: a line each,
// and what stands beside one another in one. Of what is no text its name is
// taken.
func blockText(blocks jsonstream.Value) string {
	var lines []string
	for _, b := range blocks.Items {
		if text := strings.TrimSpace(words(b)); text != "" {
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, "\n")
}

// words is the text of a block or of a part of one.
func words(v jsonstream.Value) string {
	var parts []string
	add := func(s string) {
		if s != "" {
			parts = append(parts, s)
		}
	}
	switch kind := v.Get("type").Str(); kind {
	case "emoji":
		return ":" + v.Get("name").Str() + ":"
	case "user":
		return "@" + v.Get("user_id").Str()
	case "channel":
		return "#" + v.Get("channel_id").Str()
	case "link":
		if v.Get("text").Str() == "" {
			return v.Get("url").Str()
		}
	case "image":
		add(v.Get("alt_text").Str())
	case "rich_text_section", "rich_text_preformatted", "rich_text_quote":
		var b strings.Builder
		for _, e := range v.Get("elements").Items {
			b.WriteString(words(e))
		}
		return b.String()
	}
	for _, name := range []string{"title", "text"} {
		switch t := v.Get(name); t.Kind {
		case jsonstream.String:
			add(t.Str())
		case jsonstream.Object:
			add(words(t))
		}
	}
	for _, name := range []string{"fields", "elements"} {
		for _, e := range v.Get(name).Items {
			add(words(e))
		}
	}
	return strings.Join(parts, "\n")
}

// shared is what a card under a message says: a message that is shared, or what
// an app adds.
func shared(a jsonstream.Value) string {
	text := a.Get("text").Str()
	if text == "" {
		text = a.Get("fallback").Str()
	}
	if text == "" {
		text = blockText(a.Get("blocks"))
	}
	for _, name := range []string{"title", "author_name"} {
		if s := a.Get(name).Str(); s != "" && text != "" {
			text = s + ": " + text
		}
	}
	return text
}
