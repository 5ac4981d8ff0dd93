package slack

import (
	"slices"
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
	case "button":
		return button(v)
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
	for _, name := range []string{"fields", "elements", "options"} {
		for _, e := range v.Get(name).Items {
			add(words(e))
		}
	}
	if beside := v.Get("accessory"); beside.Kind == jsonstream.Object {
		add(words(beside))
	}
	return strings.Join(parts, "\n")
}

// button is what a button says, and where it leads to.
func button(v jsonstream.Value) string {
	said := v.Get("text", "text").Str()
	if said == "" {
		said = v.Get("text").Str()
	}
	if to := v.Get("url").Str(); to != "" {
		said += " <" + to + ">"
	}
	return "[" + said + "]"
}

// beside is what blocks say and the text of their message does not: of apps, whose
// text is often only a summary. What people write stands in both.
func beside(blocks jsonstream.Value, text string) string {
	said := bare(text)
	var lines []string
	for _, b := range blocks.Items {
		if b.Get("type").Str() == "rich_text" {
			continue
		}
		for line := range strings.SplitSeq(words(b), "\n") {
			if plain := bare(line); plain != "" && !strings.Contains(said, plain) {
				lines = append(lines, line)
			}
		}
	}
	return strings.Join(lines, "\n")
}

// bare is a text without the marks of its formatting, for comparing.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("*_~`<>[] \t", r) {
			return -1
		}
		return r
	}, text)
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
	lines := []string{a.Get("pretext").Str(), text}
	for _, f := range a.Get("fields").Items {
		lines = append(lines, strings.TrimSuffix(f.Get("title").Str()+": "+f.Get("value").Str(), ": "))
	}
	for _, b := range a.Get("actions").Items {
		lines = append(lines, button(b))
	}
	if more := beside(a.Get("blocks"), text); text != "" && more != "" {
		lines = append(lines, more)
	}
	lines = append(lines, a.Get("footer").Str())
	return strings.Join(slices.DeleteFunc(lines, func(s string) bool { return s == "" || s == "[]" }), "\n")
}
