package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/packet"
	"complain/pkg/standing"
)

type fileOptions struct {
	to, on, office, ref, packet string
	keptOut                     bool
}

func newFile(s *session) *cobra.Command {
	var o fileOptions
	c := command(s.Lang, "file", "file --to CHANNEL --on DATE", func(cmd *cobra.Command, _ []string) error { return runFile(cmd.Context(), s, o) })
	c.Args = arguments(s.Lang, 0, 0, "")
	f := c.Flags()
	f.StringVar(&o.to, "to", "", s.Say("flag.file-to"))
	f.StringVar(&o.on, "on", "", s.Say("flag.file-on"))
	f.StringVar(&o.ref, "ref", "", s.Say("flag.file-ref"))
	f.StringVar(&o.packet, "packet", "", s.Say("flag.file-packet"))
	f.StringVar(&o.office, "office", "", s.Say("flag.office"))
	f.BoolVar(&o.keptOut, "keep-out", false, s.Say("flag.keep-out"))
	return c
}

// runFile keeps what was handed in, and says which periods it starts.
func runFile(ctx context.Context, s *session, o fileOptions) error {
	f, c, err := openWith(ctx, s.openWhole, casefile.ReadWrite, caseOf)
	if err != nil {
		return err
	}
	defer f.Close()
	if o.to == "" {
		return usage("error.no-channel").next("hint.no-channel")
	}
	filing := dispute.Filing{Office: strings.TrimSpace(o.office), Reference: strings.TrimSpace(o.ref), KeptOut: o.keptOut}
	if filing.Channel, err = correspondent(s, o.to, c); err != nil {
		return err
	}
	if filing.On, err = dayOrNow(s, o.on, "form.filed-on", c.Zone); err != nil {
		return err
	}
	filing, err = keepFiling(ctx, s, f, filing, o.packet)
	if err != nil {
		return err
	}
	return tellFiling(ctx, s, f, filing, "file.done")
}

// correspondent is the id of the channel that a word means, or a kind of office
// that has none.
func correspondent(s *session, word string, c dispute.Case) (string, error) {
	book, err := s.book()
	if err != nil {
		return "", err
	}
	if ch, err := book.Resolve(word, c); err == nil {
		return ch.ID, nil
	}
	practice, err := practice(s)
	if err != nil {
		return "", err
	}
	if practice.Office(word) == "" {
		return "", usage("error.channel", word).next("hint.channel-or-office", strings.Join(practice.Offices(), s.Say("list.comma")))
	}
	return practice.Office(word), nil
}

// channelName is the name of a channel, or of a kind of office.
func channelName(s *session, id string) string {
	if book, err := s.book(); err == nil {
		if ch, err := book.Channel(id); err == nil {
			return ch.Name.In(s.Lang.Tag())
		}
	}
	if practice, err := practice(s); err == nil {
		if name, err := practice.OfficeName(id); err == nil {
			return name.In(s.Lang.Tag())
		}
	}
	return id
}

// dayOrNow reads a day or a time of the user's; today and now are those of the
// clock. What is missing is asked for. The future is no day on which something
// was done.
func dayOrNow(s *session, text, ask, zone string) (dispute.When, error) {
	if text == "" {
		if !s.Asks() {
			return dispute.When{}, usage("error.no-on").next("hint.no-on")
		}
		if err := s.AskLine(ask, &text, true); err != nil {
			return dispute.When{}, err
		}
	}
	now := s.sys.Today()
	if screen.Chosen(text, []screen.Choice{{Value: "now", Label: s.Say("day.now")}}) == "now" {
		return dispute.Instant(now.In(location(zone)), dispute.Minute, dispute.ZoneCase), nil
	}
	w, err := userWhen(s, text, zone)
	switch {
	case err != nil:
		return w, err
	case w.Precision < dispute.Day:
		return w, usage("error.no-day", text).next("hint.official-day")
	case w.Time().After(now):
		return w, usage("error.day-ahead", text).next("hint.day-ahead")
	}
	return w, nil
}

// location is a zone that a case has, which was checked.
func location(zone string) *time.Location {
	if loc, err := time.LoadLocation(zone); err == nil {
		return loc
	}
	return time.UTC
}

// keepFiling stores a filing, with the file that was sent where path names one.
func keepFiling(ctx context.Context, s *session, f *casefile.File, filing dispute.Filing, path string) (dispute.Filing, error) {
	var file io.Reader
	if path != "" {
		data, err := readPacket(path)
		if err != nil {
			return filing, err
		}
		filing.Packet, file = filepath.Base(path), bytes.NewReader(data)
		if filing.Head, err = headIn(ctx, f, data); err != nil {
			return filing, err
		}
		if filing.Head == "" {
			s.Talk("file.no-head", screen.Clean(shown(path)))
		}
	}
	saying, err := dossier.FilingSaying(filing)
	if err != nil {
		return filing, err
	}
	if saying, err = f.Say(ctx, saying, file); err != nil {
		return filing, err
	}
	return dossier.FilingOf(saying)
}

func readPacket(path string) ([]byte, error) {
	r, err := openPlain(path, packet.LargestFile)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, packet.LargestFile))
	if err != nil {
		return nil, fmt.Errorf("read the packet: %w", err)
	}
	if len(data) == 0 {
		return nil, failure("error.file-empty", shown(path))
	}
	return data, nil
}

// headIn is the hash of the case's custody log that a packet bears; "" where it
// bears none of this case.
func headIn(ctx context.Context, f *casefile.File, data []byte) (string, error) {
	hashes := packet.HashesIn(ctx, data)
	p, err := f.FindPoint(ctx, func(hash string) bool { return hashes[hash] })
	if errors.Is(err, casefile.ErrNotFound) {
		return "", nil
	}
	return p.Entry.Hash, err
}

// tellFiling says what is kept of a filing, and the periods that it started.
func tellFiling(ctx context.Context, s *session, f *casefile.File, filing dispute.Filing, code string) error {
	c, err := s.standing(ctx, f)
	if err != nil {
		return err
	}
	for _, one := range c.Courses() {
		if one.Filing == nil || one.Filing.Number != filing.Number {
			continue
		}
		if s.JSON {
			return s.WriteJSON(courseJSON(s, one))
		}
		s.Print(code, filing.Number, channelName(s, filing.Channel), filing.On.Wall())
		if filing.SHA256 != "" {
			s.Print("file.kept", screen.Clean(filing.Packet), filing.SHA256)
		} else {
			s.Talk("file.nothing-kept", filing.Number)
		}
		for _, r := range one.Clocks {
			s.PrintLine("  " + deadlineLine(s, standing.Deadline{Run: r, Over: r.Over(c.State.Day)}))
		}
	}
	return nil
}
