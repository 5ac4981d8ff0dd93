package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/phrase"
)

// channelFilter is which channels are listed.
type channelFilter struct{ category, platform, country string }

func newChannels(s *session) *cobra.Command {
	var filter channelFilter
	c := command(s.Lang, "channels", "channels [ID]", func(cmd *cobra.Command, args []string) error {
		book, err := s.book()
		if err != nil {
			return err
		}
		home := s.caseAtHand(cmd.Context())
		home.Jurisdiction = cmp.Or(home.Jurisdiction, homeCountry(s))
		if len(args) == 1 {
			return showChannel(s, book, args[0], home)
		}
		return listChannels(s, book, filter, home.Jurisdiction)
	})
	c.Args = arguments(s.Lang, 0, 1, "ID")
	c.Flags().StringVar(&filter.category, "category", "", s.Say("flag.channels-category"))
	c.Flags().StringVar(&filter.platform, "platform", "", s.Say("flag.channels-platform"))
	c.Flags().StringVar(&filter.country, "country", "", s.Say("flag.channels-country"))
	c.AddCommand(newChannelLaw(s), newChannelClock(s), newChannelRoute(s), newChannelWords(s), newChannelStatus(s), newChannelEdit(s))
	return c
}

func listChannels(s *session, book *channel.Book, filter channelFilter, home string) error {
	channels, err := chooseChannels(s, book, filter)
	if err != nil {
		return err
	}
	if filter == (channelFilter{}) {
		homeFirst(channels, home)
	}
	lang := s.Lang.Tag()
	if s.JSON {
		rows := []answer.ChannelRow{}
		for _, c := range channels {
			_, own := book.OwnEntry(c.ID)
			rows = append(rows, answer.ChannelRow{ID: c.ID, Kind: c.Kind, Name: c.Name.In(lang), Packet: c.Packet != "",
				AsOf: c.AsOf, Confidence: c.Confidence, Own: own})
		}
		return s.WriteJSON(rows)
	}
	t := s.Table("channels.head.id", "channels.head.name", "channels.head.packet", "channels.head.as-of")
	t.Flexible = 1
	for _, c := range channels {
		packet, asOf := "", c.AsOf
		if c.Packet != "" {
			packet = s.Say("channels.packet")
		}
		if c.Confidence == channel.Own {
			asOf += " " + s.Say("channels.unconfirmed")
		}
		t.Row(c.ID, c.Name.In(lang), packet, phrase.Join(" ", asOf, ownMark(s, book, c)))
	}
	t.Print()
	s.Talk("channels.as-of", book.AsOf())
	return nil
}

// homeFirst puts the channels of a country before those of all countries, and these
// before those of others.
func homeFirst(channels []channel.Channel, country string) {
	if country == "gb" {
		country = "uk" // as the ids say
	}
	rank := func(c channel.Channel) int {
		switch of, _, _ := strings.Cut(c.ID, "."); of {
		case country:
			return 0
		case "any", "intl":
			return 1
		}
		return 2
	}
	slices.SortStableFunc(channels, func(x, y channel.Channel) int { return rank(x) - rank(y) })
}

// chooseChannels are the channels that the filter leaves: of a category in the
// order of its steps.
func chooseChannels(s *session, book *channel.Book, filter channelFilter) ([]channel.Channel, error) {
	channels := book.Channels()
	if filter.category != "" {
		category, err := chosenCategory(s.Screen, book, filter.category)
		if err != nil {
			return nil, err
		}
		practice, err := practice(s)
		if err != nil {
			return nil, err
		}
		ids := practice.RouteChannels(category, filter.country)
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
		platform := screen.Chosen(filter.platform, platforms(s.Lang, book))
		if platform == "" {
			return nil, noneOf(s.Screen, "error.platform", filter.platform, "hint.platform", platforms(s.Lang, book))
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

func chosenCategory(scr *screen.Screen, book *channel.Book, text string) (string, error) {
	if id := screen.Chosen(text, categories(scr.Lang, book)); id != "" {
		return id, nil
	}
	return "", noneOf(scr, "error.category", text, "hint.category", categories(scr.Lang, book))
}

// showChannel shows the channel that a word means in a case.
func showChannel(s *session, book *channel.Book, id string, home dispute.Case) error {
	ch, err := book.Resolve(id, home)
	if err != nil {
		return noChannel(s.Screen, book, id)
	}
	practice, err := practice(s)
	if err != nil {
		return err
	}
	lang := s.Lang.Tag()
	list := func(words []channel.Words) []string {
		out := []string{}
		for _, w := range words {
			out = append(out, w.In(lang))
		}
		return out
	}
	sources := []string{}
	for _, source := range ch.Sources {
		sources = append(sources, strings.TrimSpace(source.Title.In(lang)+" "+source.URL))
	}
	all, err := letters(s, book)
	if err != nil {
		return err
	}
	documents := []answer.Letter{}
	for _, l := range all.Of(ch, "") {
		documents = append(documents, answer.Letter{ID: l.ID, Name: l.Name.In(lang), Note: l.Note.In(lang), Countries: append([]string{}, l.Countries...)})
	}
	grounds := practice.Grounds(ch.ID)
	slices.SortStableFunc(grounds, func(x, y channel.Ground) int {
		return slices.Index(channel.Levels(), x.Level) - slices.Index(channel.Levels(), y.Level)
	})
	_, own := book.OwnEntry(ch.ID)
	if s.JSON {
		return s.WriteJSON(answer.Channel{Own: own, ID: ch.ID, Kind: ch.Kind, Name: ch.Name.In(lang), Packet: ch.Packet != "", Documents: documents, Takes: ch.Takes.In(lang),
			MustContain: ch.MustContain, WhichOffice: ch.WhichOffice.In(lang), RefusedWhen: list(ch.RefusedWhen),
			First: list(ch.First), Notes: list(ch.Notes), Hotline: ch.Hotline.Value, URL: ch.URL.Value,
			Limits:  answer.Limits{Bytes: ch.Limits.Bytes, Confidence: cmp.Or(ch.Limits.Confidence, ch.Confidence), Images: ch.Limits.Images, Note: ch.Limits.Note.In(lang), Only: ch.Limits.Only, Pages: ch.Limits.Pages, Text: ch.Limits.Text},
			Grounds: groundsJSON(s.Screen, grounds), Clocks: ch.Clocks, Basis: ch.Basis,
			AsOf: ch.AsOf, Confidence: ch.Confidence, Sources: sources})
	}
	fmt.Fprintln(s.Out, s.Out.Style.Bold.Render(ch.Name.In(lang)), ch.ID)
	item := func(code string, values ...string) {
		for _, v := range values {
			s.Labelled(code, v)
		}
	}
	item("channels.hotline", phrase.Stated(s.Lang, ch.Hotline))
	item("channels.url", phrase.Stated(s.Lang, ch.URL))
	item("channels.takes", ch.Takes.In(lang))
	for _, d := range documents {
		text := s.Say("letter.named", d.ID, d.Name)
		if d.Note != "" {
			text = s.Say("letter.noted", text, d.Note)
		}
		item("channels.letter", text)
	}
	item("channels.office", ch.WhichOffice.In(lang))
	item("channels.first", list(ch.First)...)
	if len(grounds) == 0 {
		item("channels.refused", list(ch.RefusedWhen)...)
	}
	for _, g := range grounds {
		item("channels.ground."+string(g.Level), ground(s.Screen, g))
	}
	item("channels.note", list(ch.Notes)...)
	item("channels.limits", phrase.Limits(s.Lang, ch.Limits))
	for _, id := range ch.Clocks {
		if c, err := practice.Clock(id); err == nil {
			item("channels.clock", phrase.Clock(s.Lang, c)+" "+c.ID)
		}
	}
	item("channels.source", sources...)
	if mark := ownMark(s, book, ch); mark != "" {
		s.PrintLine(mark)
	}
	s.Print("channels.as-of", ch.AsOf)
	return nil
}

// ground is what a ground says, what to do instead and by which rule.
func ground(scr *screen.Screen, g channel.Ground) string {
	lang := scr.Lang.Tag()
	text := scr.Say("channels.ground", g.Say.In(lang), g.Instead.In(lang), g.Basis(lang))
	if g.Confidence == channel.Own {
		text += " " + scr.Say("channels.unconfirmed")
	}
	return text
}

func groundsJSON(scr *screen.Screen, grounds []channel.Ground) []answer.Ground {
	lang, out := scr.Lang.Tag(), []answer.Ground{}
	for _, g := range grounds {
		out = append(out, answer.Ground{ID: g.ID, Level: g.Level, Says: g.Say.In(lang), Instead: g.Instead.In(lang),
			Always: g.Always(), Source: g.Basis(lang), AsOf: g.AsOf, Confidence: g.Confidence})
	}
	return out
}
