package cli

import (
	"bufio"
	"cmp"
	"context"
	"os"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/limit"
	"complain/pkg/view"
)

type viewOptions struct {
	output, to, redact, maxSize string
	share, force                bool
}

func newView(s *session) *cobra.Command {
	var o viewOptions
	c := command(s.Lang, "view", "view [-o FILE]", func(cmd *cobra.Command, _ []string) error { return runView(cmd.Context(), s, o) })
	c.Args = arguments(s.Lang, 0, 0, "")
	f := c.Flags()
	f.StringVarP(&o.output, "output", "o", "", s.Say("flag.output"))
	f.StringVar(&o.to, "to", "regulator", s.Say("flag.view-to"))
	f.BoolVar(&o.share, "share", false, s.Say("flag.share"))
	f.StringVar(&o.redact, "redact", "", s.Say("flag.redact"))
	f.StringVar(&o.maxSize, "max-size", "60MB", s.Say("flag.view-size"))
	f.BoolVar(&o.force, "force", false, s.Say("flag.force"))
	return c
}

// sharedWith is the profile of a page that is shared, where none is named: what
// anybody may see.
const sharedWith = "public"

// runView writes the case as a page. It is written whole or not at all, and of one
// state of the case.
func runView(ctx context.Context, s *session, o viewOptions) error {
	most, err := parseSize(o.maxSize)
	if err != nil {
		return err
	}
	f, err := openExport(ctx, s, false)
	if err != nil {
		return err
	}
	defer f.Close()
	book, err := s.book()
	if err != nil {
		return err
	}
	if o.redact != "" {
		o.share = true
	}
	var profile channel.Profile
	if o.share {
		if profile, err = book.Profile(cmp.Or(o.redact, sharedWith)); err != nil {
			return usage("error.profile", o.redact).next("hint.profile", s.Listed(profiles(s.Lang, book)))
		}
	}
	_, head, err := f.PacketHead(ctx)
	if err != nil {
		return err
	}
	l, err := layOut(ctx, s, f.File)
	if err != nil {
		return err
	}
	around, err := beside(ctx, s, f.File, l.Dossier, o.to, o.share, profile)
	if err != nil {
		return err
	}
	if err := l.Beside(ctx, around); err != nil {
		return err
	}
	page, err := l.Page(ctx, head, "choices-"+slug(l.Dossier.Case.Title)+".json")
	if err != nil {
		return err
	}
	for _, n := range page.FitInto(most) {
		page.LeftOut = append(page.LeftOut, s.Lang.Note(n))
	}
	path, size, err := writeView(ctx, s, f.File, page, head, o)
	if err != nil {
		return err
	}
	if s.JSON {
		v := answer.View{Path: path, Bytes: size, Exhibits: countIn(page), Chats: len(page.Chats), Shared: o.share, LeftOut: append([]string{}, page.LeftOut...)}
		return s.WriteJSON(v)
	}
	if path == "-" {
		return nil
	}
	s.Print("view.done", screen.Clean(shown(path)), limit.SizeText(size))
	for _, text := range page.LeftOut {
		s.Talk("view.left-out", text)
	}
	if o.share {
		s.Talk("view.next-share", profile.Name.In(s.Lang.Tag()))
	} else {
		s.Talk("view.next")
	}
	return nil
}

// writeView writes a page under its name, or to standard output for "-".
func writeView(ctx context.Context, s *session, f *casefile.File, page *view.Page, head string, o viewOptions) (path string, size int64, err error) {
	unchanged := func() error {
		_, now, err := f.PacketHead(ctx)
		if err == nil && now != head {
			return failure("error.changed-meanwhile").next("hint.again")
		}
		return err
	}
	if o.output == "-" {
		return "-", 0, view.Write(s.Raw, page)
	}
	path = o.output
	if path == "" {
		path = freeName(slug(page.Title), ".html")
		if o.share {
			path = freeName(slug(page.Title)+"-"+s.Say("view.share-name"), ".html")
		}
	}
	err = s.writeNew(path, o.force, func(w *os.File) error {
		buffered := bufio.NewWriterSize(w, 1<<20)
		if err := view.Write(buffered, page); err != nil {
			return err
		}
		if err := buffered.Flush(); err != nil {
			return err
		}
		info, err := w.Stat()
		if err != nil {
			return err
		}
		size = info.Size()
		return unchanged()
	})
	return path, size, err
}

func countIn(p *view.Page) int {
	n := 0
	for _, it := range p.Items {
		if it.Mark != "" {
			n++
		}
	}
	return n
}
