package cli

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/templates"
)

func note(code string, args ...any) dispute.Note { return dispute.Say(code, args...) }

// book is the data on channels and rules, with the user's own over it.
func (a *app) book() (*channel.Book, error) {
	if a.channels == nil {
		book, err := channel.Load(a.overrides("channels"))
		if err != nil {
			return nil, failure("error.plain", err).next("hint.overrides", filepath.Join(a.config.dir, "channels"))
		}
		a.channels = book
	}
	return a.channels, nil
}

// templates are the packet templates, with the user's own over them.
func (a *app) templates() fs.FS {
	if own := a.overrides("templates"); own != nil {
		return overlay{own, templates.FS}
	}
	return templates.FS
}

// overrides is a folder beside the configuration, or nil when there is none.
func (a *app) overrides(name string) fs.FS {
	dir := filepath.Join(a.config.dir, name)
	if info, err := os.Stat(dir); a.config.dir == "" || err != nil || !info.IsDir() {
		return nil
	}
	return os.DirFS(dir)
}

// overlay shows the files of over, and those of under that over lacks.
type overlay struct{ over, under fs.FS }

func (o overlay) Open(name string) (fs.File, error) {
	if info, err := fs.Stat(o.over, name); err == nil && !info.IsDir() {
		return o.over.Open(name)
	}
	return o.under.Open(name)
}

func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.under, name)
	own, ownErr := fs.ReadDir(o.over, name)
	if err != nil && ownErr != nil {
		return nil, err
	}
	for _, e := range own {
		if !slices.ContainsFunc(entries, func(x fs.DirEntry) bool { return x.Name() == e.Name() }) {
			entries = append(entries, e)
		}
	}
	slices.SortFunc(entries, func(x, y fs.DirEntry) int {
		if x.Name() < y.Name() {
			return -1
		}
		return 1
	})
	return entries, nil
}

func newChannels(a *app) *cobra.Command {
	c := a.command("channels", "channels [ID]", func(cmd *cobra.Command, args []string) error {
		book, err := a.book()
		if err != nil {
			return err
		}
		if len(args) == 1 {
			return a.showChannel(book, args[0])
		}
		return a.listChannels(book)
	})
	c.Args = a.arguments(0, 1, "ID")
	return c
}

func (a *app) listChannels(book *channel.Book) error {
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
		for _, c := range book.Channels() {
			rows = append(rows, row{c.ID, c.Kind, c.Name.In(lang), c.Packet != "", c.AsOf, string(c.Confidence)})
		}
		return a.writeJSON(a.out, rows)
	}
	t := a.table("channels.head.id", "channels.head.name", "channels.head.packet", "channels.head.as-of")
	t.flexible = 1
	for _, c := range book.Channels() {
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

func (a *app) showChannel(book *channel.Book, id string) error {
	ch, err := book.Channel(id)
	if err != nil {
		return usage("error.channel", id).next("hint.channel")
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
		sources = append(sources, fmt.Sprintf("%s %s", s.Title, s.URL))
	}
	if a.json {
		return a.writeJSON(a.out, map[string]any{"id": ch.ID, "kind": ch.Kind, "name": ch.Name.In(lang), "packet": ch.Packet != "",
			"must_contain": ch.MustContain, "which_office": ch.WhichOffice.In(lang), "refused_when": list(ch.RefusedWhen),
			"first": list(ch.First), "notes": list(ch.Notes), "hotline": ch.Hotline.Value, "url": ch.URL.Value,
			"as_of": ch.AsOf, "confidence": ch.Confidence, "sources": sources})
	}
	fmt.Fprintln(a.out, a.out.style.bold.Render(ch.Name.In(lang)), ch.ID)
	item := func(code string, values ...string) {
		for _, v := range values {
			if v != "" {
				fmt.Fprintf(a.out, "%s  %s\n", a.say(code), v)
			}
		}
	}
	item("channels.hotline", a.stated(ch.Hotline))
	item("channels.url", a.stated(ch.URL))
	item("channels.office", ch.WhichOffice.In(lang))
	item("channels.first", list(ch.First)...)
	item("channels.refused", list(ch.RefusedWhen)...)
	item("channels.note", list(ch.Notes)...)
	item("channels.source", sources...)
	a.print("channels.as-of", ch.AsOf)
	return nil
}

func (a *app) stated(s channel.Stated) string {
	if s.Value != "" && s.Confidence == channel.Own {
		return s.Value + " " + a.say("channels.unconfirmed")
	}
	return s.Value
}
