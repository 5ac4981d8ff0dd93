package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/channel"
)

// channelFilter is which channels are listed.
type channelFilter struct{ category, platform, country string }

func newChannels(a *app) *cobra.Command {
	var filter channelFilter
	c := a.command("channels", "channels [ID]", func(cmd *cobra.Command, args []string) error {
		book, err := a.book()
		if err != nil {
			return err
		}
		if len(args) == 1 {
			return a.showChannel(book, args[0])
		}
		return a.listChannels(book, filter)
	})
	c.Args = a.arguments(0, 1, "ID")
	c.Flags().StringVar(&filter.category, "category", "", a.say("flag.channels-category"))
	c.Flags().StringVar(&filter.platform, "platform", "", a.say("flag.channels-platform"))
	c.Flags().StringVar(&filter.country, "country", "", a.say("flag.channels-country"))
	c.AddCommand(newChannelLaw(a), newChannelClock(a), newChannelRoute(a), newChannelWords(a), newChannelStatus(a))
	return c
}

func (a *app) listChannels(book *channel.Book, filter channelFilter) error {
	channels, err := a.chooseChannels(book, filter)
	if err != nil {
		return err
	}
	lang := a.lang.Tag()
	if a.json {
		type row struct {
			ID         string `json:"id"`
			Kind       string `json:"kind"`
			Name       string `json:"name"`
			Packet     bool   `json:"packet"`
			AsOf       string `json:"as_of"`
			Confidence string `json:"confidence"`
		}
		rows := []row{}
		for _, c := range channels {
			rows = append(rows, row{c.ID, c.Kind, c.Name.In(lang), c.Packet != "", c.AsOf, string(c.Confidence)})
		}
		return a.writeJSON(a.out, rows)
	}
	t := a.table("channels.head.id", "channels.head.name", "channels.head.packet", "channels.head.as-of")
	t.flexible = 1
	for _, c := range channels {
		packet, asOf := "", c.AsOf
		if c.Packet != "" {
			packet = a.say("channels.packet")
		}
		if c.Confidence == channel.Own {
			asOf += " " + a.say("channels.unconfirmed")
		}
		t.row(c.ID, c.Name.In(lang), packet, asOf)
	}
	t.print()
	a.talk("channels.as-of", book.AsOf())
	return nil
}

// chooseChannels are the channels that the filter leaves: of a category in the
// order of its steps.
func (a *app) chooseChannels(book *channel.Book, filter channelFilter) ([]channel.Channel, error) {
	channels := book.Channels()
	if filter.category != "" {
		category, err := a.chosenCategory(book, filter.category)
		if err != nil {
			return nil, err
		}
		practice, err := a.practice()
		if err != nil {
			return nil, err
		}
		ids := practice.RouteChannels(category)
		channels = slices.DeleteFunc(channels, func(c channel.Channel) bool { return !slices.Contains(ids, c.ID) && c.Kind != "platform" })
		at := func(c channel.Channel) int {
			if i := slices.Index(ids, c.ID); i >= 0 {
				return i
			}
			return slices.Index(ids, "platform") // whichever it is
		}
		slices.SortStableFunc(channels, func(x, y channel.Channel) int { return at(x) - at(y) })
	}
	if filter.platform != "" {
		platform := chosen(filter.platform, a.platforms(book))
		if platform == "" {
			return nil, usage("error.platform", filter.platform).next("hint.platform", a.listed(a.platforms(book)))
		}
		channels = slices.DeleteFunc(channels, func(c channel.Channel) bool { return c.Kind == "platform" && c.ID != platform })
	}
	if filter.country != "" {
		country := strings.ToLower(filter.country)
		if country == "gb" {
			country = "uk" // as the ids say
		}
		channels = slices.DeleteFunc(channels, func(c channel.Channel) bool { return !strings.HasPrefix(c.ID, country+".") })
	}
	return channels, nil
}

func (a *app) chosenCategory(book *channel.Book, text string) (string, error) {
	if id := chosen(text, a.categories(book)); id != "" {
		return id, nil
	}
	return "", usage("error.category", text).next("hint.category", a.listed(a.categories(book)))
}

func (a *app) showChannel(book *channel.Book, id string) error {
	ch, err := book.Channel(id)
	if err != nil {
		return usage("error.channel", id).next("hint.channel")
	}
	practice, err := a.practice()
	if err != nil {
		return err
	}
	lang := a.lang.Tag()
	list := func(words []channel.Words) []string {
		out := []string{}
		for _, w := range words {
			out = append(out, w.In(lang))
		}
		return out
	}
	sources := []string{}
	for _, s := range ch.Sources {
		sources = append(sources, strings.TrimSpace(s.Title+" "+s.URL))
	}
	grounds := practice.Grounds(ch.ID)
	slices.SortStableFunc(grounds, func(x, y channel.Ground) int {
		return slices.Index(channel.Levels(), x.Level) - slices.Index(channel.Levels(), y.Level)
	})
	if a.json {
		return a.writeJSON(a.out, map[string]any{"id": ch.ID, "kind": ch.Kind, "name": ch.Name.In(lang), "packet": ch.Packet != "",
			"must_contain": ch.MustContain, "which_office": ch.WhichOffice.In(lang), "refused_when": list(ch.RefusedWhen),
			"first": list(ch.First), "notes": list(ch.Notes), "hotline": ch.Hotline.Value, "url": ch.URL.Value,
			"limits":  map[string]any{"text": ch.Limits.Text, "images": ch.Limits.Images, "note": ch.Limits.Note.In(lang)},
			"grounds": a.groundsJSON(grounds), "clocks": ch.Clocks, "basis": ch.Basis,
			"as_of": ch.AsOf, "confidence": ch.Confidence, "sources": sources})
	}
	fmt.Fprintln(a.out, a.out.style.bold.Render(ch.Name.In(lang)), ch.ID)
	item := func(code string, values ...string) {
		for _, v := range values {
			labelled(a, code, v)
		}
	}
	item("channels.hotline", a.stated(ch.Hotline))
	item("channels.url", a.stated(ch.URL))
	item("channels.office", ch.WhichOffice.In(lang))
	item("channels.first", list(ch.First)...)
	if len(grounds) == 0 {
		item("channels.refused", list(ch.RefusedWhen)...)
	}
	for _, g := range grounds {
		item("channels.ground."+string(g.Level), a.ground(g))
	}
	item("channels.note", list(ch.Notes)...)
	item("channels.limits", a.limits(ch.Limits))
	for _, id := range ch.Clocks {
		if c, err := practice.Clock(id); err == nil {
			item("channels.clock", a.clock(c)+" "+c.ID)
		}
	}
	item("channels.source", sources...)
	a.print("channels.as-of", ch.AsOf)
	return nil
}

// ground is what a ground says, what to do instead and by which rule.
func (a *app) ground(g channel.Ground) string {
	lang := a.lang.Tag()
	text := a.say("channels.ground", g.Say.In(lang), g.Instead.In(lang), sourceOf(g))
	if g.Confidence == channel.Own {
		text += " " + a.say("channels.unconfirmed")
	}
	return text
}

// sourceOf is the first source of a ground, with the article and its date.
func sourceOf(g channel.Ground) string {
	s := g.Sources[0]
	parts := slices.DeleteFunc([]string{s.Title, g.Rule, s.Date}, func(p string) bool { return p == "" })
	return strings.Join(parts, ", ")
}

func (a *app) groundsJSON(grounds []channel.Ground) []map[string]any {
	lang, out := a.lang.Tag(), []map[string]any{}
	for _, g := range grounds {
		out = append(out, map[string]any{"id": g.ID, "level": g.Level, "says": g.Say.In(lang), "instead": g.Instead.In(lang),
			"always": g.Always(), "source": sourceOf(g), "as_of": g.AsOf, "confidence": g.Confidence})
	}
	return out
}

func (a *app) limits(l channel.Limits) string {
	var parts []string
	if l.Text > 0 {
		parts = append(parts, a.say("channels.limits.text", l.Text))
	}
	if l.Images > 0 {
		parts = append(parts, a.say("channels.limits.images", l.Images))
	}
	if note := l.Note.In(a.lang.Tag()); note != "" {
		parts = append(parts, note)
	}
	return strings.Join(parts, a.say("list.comma"))
}

func (a *app) stated(s channel.Stated) string {
	if s.Value != "" && s.Confidence == channel.Own {
		return s.Value + " " + a.say("channels.unconfirmed")
	}
	return s.Value
}
