package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
)

// channelEdits are what a user knows better of a channel; what is empty stays.
type channelEdits struct {
	addressee, office, hotline, url string
	text, images                    int
	source                          string // where the user has it from
	remove                          bool   // go back to the built-in entry
}

// mostOwnData is how long a file of the user's own data may be.
const mostOwnData = 8 << 20

func newChannelEdit(s *session) *cobra.Command {
	var o channelEdits
	c := command(s.Lang, "channels.edit", "edit ID", func(_ *cobra.Command, args []string) error { return runChannelEdit(s, args[0], o) })
	c.Args = arguments(s.Lang, 1, 1, "ID")
	c.Flags().StringVar(&o.addressee, "addressee", "", s.Say("flag.channel-addressee"))
	c.Flags().StringVar(&o.office, "office", "", s.Say("flag.channel-office"))
	c.Flags().StringVar(&o.hotline, "hotline", "", s.Say("flag.channel-hotline"))
	c.Flags().StringVar(&o.url, "url", "", s.Say("flag.channel-url"))
	c.Flags().IntVar(&o.text, "limit-text", 0, s.Say("flag.channel-limit-text"))
	c.Flags().IntVar(&o.images, "limit-images", 0, s.Say("flag.channel-limit-images"))
	c.Flags().StringVar(&o.source, "source", "", s.Say("flag.channel-source"))
	c.Flags().BoolVar(&o.remove, "remove", false, s.Say("flag.channel-remove"))
	c.MarkFlagsMutuallyExclusive("remove", "source")
	return c
}

// runChannelEdit puts a copy of a channel into the user's own data, with what
// was said of it, or takes the copy away.
func runChannelEdit(s *session, name string, o channelEdits) error {
	book, err := s.book()
	if err != nil {
		return err
	}
	ch, err := book.Resolve(name, dispute.Case{})
	if err != nil {
		return noChannel(s.Screen, book, name)
	}
	if o.text < 0 || o.images < 0 {
		return usage("error.channel-limit").next("hint.help", "complain channels edit")
	}
	if s.config.dir == "" {
		return failure("error.no-config-folder").next("hint.no-config-folder")
	}
	to := filepath.Join(s.config.folder("channels"), channel.OwnFile)
	own, err := readPlain(to, mostOwnData)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if o.remove {
		return disownChannel(s, ch, own, to)
	}
	source := channel.Source{Title: channel.Titled(o.source), Date: s.sys.Today().Format(time.DateOnly)}
	text, err := channel.Copied(own, ch.ID, o.edits(s.Lang.Tag(), source.Date), source)
	if err != nil {
		return dataFault(s, err)
	}
	if err := replaceOwn(to, text); err != nil {
		return err
	}
	return s.Done(answer.OwnChannel{ID: ch.ID, Path: to, Own: true}, "channels.edit.done", ch.Name.In(s.Lang.Tag()), screen.Clean(shown(to)))
}

// edits are the fields that were said. What is said of a number or an address
// without a source is shown as unconfirmed.
func (o channelEdits) edits(lang, today string) []channel.Edit {
	sure := string(channel.Own)
	if o.source != "" {
		sure = string(channel.Seen)
	}
	var out []channel.Edit
	for _, e := range []channel.Edit{
		{Path: []string{"addressee", lang}, Text: o.addressee}, {Path: []string{"office", lang}, Text: o.office},
		{Path: []string{"hotline", "value"}, Text: o.hotline}, {Path: []string{"url", "value"}, Text: o.url},
		{Path: []string{"limits", "text"}, Number: o.text}, {Path: []string{"limits", "images"}, Number: o.images},
	} {
		if e.Text == "" && e.Number == 0 {
			continue
		}
		out = append(out, e)
		if e.Path[1] == "value" {
			out = append(out, channel.Edit{Path: []string{e.Path[0], "confidence"}, Text: sure})
		}
	}
	if len(out) > 0 {
		out = append(out, channel.Edit{Path: []string{"as_of"}, Text: today})
	}
	return out
}

func disownChannel(s *session, ch channel.Channel, own []byte, to string) error {
	text, was, err := channel.Disown(own, ch.ID)
	if err != nil {
		return dataFault(s, err)
	}
	if !was {
		return usage("error.channel-not-own", ch.ID).next("hint.channel-not-own", ch.ID)
	}
	if err := replaceOwn(to, text); err != nil {
		return err
	}
	return s.Done(answer.OwnChannel{ID: ch.ID, Path: to}, "channels.edit.removed", ch.Name.In(s.Lang.Tag()))
}

// replaceOwn writes a file of the user's own data, whole or not at all.
func replaceOwn(to string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return writing(to, err)
	}
	return writeNew(to, true, func(w *os.File) error {
		_, err := fmt.Fprintf(w, "%s", text)
		return err
	})
}

// ownMark says of a channel that it is the user's own, and since when the
// program knows better; "" for a built-in one.
func ownMark(s *session, book *channel.Book, ch channel.Channel) string {
	replaced, own := book.OwnEntry(ch.ID)
	switch {
	case !own:
		return ""
	case replaced > ch.AsOf:
		return s.Say("channels.own.older", replaced)
	}
	return s.Say("channels.own")
}
