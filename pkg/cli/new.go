package cli

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/internal/filename"
	"complain/pkg/internal/scratch"
)

// newOptions are the facts of a new case.
type newOptions struct {
	title, category, platform, seller, order, tz, currency, jurisdiction, path string
}

// bare says whether a form is worth asking: nothing but a title was given, if that.
func (o *newOptions) bare() bool {
	about := o.category + o.platform + o.seller + o.order
	return o.title == "" || about == ""
}

func newNew(s *session) *cobra.Command {
	var o newOptions
	c := command(s.Lang, "new", "new TITLE", func(cmd *cobra.Command, args []string) error {
		o.title = strings.TrimSpace(strings.Join(args, " "))
		return runNew(cmd.Context(), s, o)
	})
	f := c.Flags()
	f.StringVar(&o.category, "category", "", s.Say("flag.new.category"))
	f.StringVar(&o.platform, "platform", "", s.Say("flag.new.platform"))
	f.StringVar(&o.seller, "seller", "", s.Say("flag.new.seller"))
	f.StringVar(&o.order, "order", "", s.Say("flag.new.order"))
	f.StringVar(&o.tz, "tz", "", s.Say("flag.new.tz"))
	f.StringVar(&o.currency, "currency", "", s.Say("flag.new.currency"))
	f.StringVar(&o.jurisdiction, "jurisdiction", "", s.Say("flag.new.jurisdiction"))
	f.StringVar(&o.path, "path", "", s.Say("flag.new.path"))
	return c
}

func runNew(ctx context.Context, s *session, o newOptions) error {
	book, err := s.book()
	if err != nil {
		return err
	}
	if s.Asks() && o.bare() {
		if err := newForm(s.Screen, &o, book); err != nil {
			return err
		}
	}
	if o.title == "" {
		return usage("error.no-title").next("hint.no-title")
	}
	c, err := caseFrom(s, o, book)
	if err != nil {
		return err
	}
	if o.path == "" {
		name := slug(o.title)
		if name == "" {
			return usage("error.title-no-name", o.title).next("hint.title-no-name")
		}
		o.path = name + casefile.Extension
	}
	path := o.path
	if s.dryRun {
		folder, err := nowhere(s, path)
		if err != nil {
			return err
		}
		defer folder.Close()
		path = filepath.Join(folder.Path(), "case"+casefile.Extension)
	}
	file, err := create(ctx, s, path, c)
	if err != nil {
		return err
	}
	defer file.Close()
	for _, p := range firstParties(s, o) {
		if err := file.SetParty(ctx, p); err != nil {
			return err
		}
	}
	stored, err := file.Case(ctx)
	if err != nil {
		return err
	}
	if s.JSON {
		return s.WriteJSON(answer.NewCase{Path: o.path, ID: stored.ID, Title: stored.Title, Category: stored.Category,
			Platform: stored.Platform, Order: stored.Order, Language: stored.Language, Zone: stored.Zone,
			Currency: stored.Currency, Jurisdiction: stored.Jurisdiction})
	}
	s.Print("new.done", s.Out.Style.Bold.Render(screen.Clean(shown(o.path))))
	if !s.Quiet {
		s.Print("new.facts", stored.Zone, stored.Currency)
		s.Print("new.next")
	}
	return nil
}

// caseFrom fills what was not said with what this machine and language make
// likely; the answer names it, and complain case set changes it.
func caseFrom(s *session, o newOptions, book *channel.Book) (dispute.Case, error) {
	c := dispute.Case{
		Title: o.title, Category: o.category, Platform: o.platform, Order: o.order,
		Zone: o.tz, Currency: o.currency, Jurisdiction: cmp.Or(o.jurisdiction, "cn"),
	}
	if err := namedCountry(&c); err != nil {
		return c, err
	}
	c.Language = packetLanguage(s, c.Jurisdiction)
	if c.Zone == "" {
		c.Zone = defaultZone(s, c.Jurisdiction)
	}
	if c.Currency == "" {
		if c.Currency = channel.CurrencyOf(c.Jurisdiction); c.Currency == "" {
			return c, usage("error.no-currency", c.Jurisdiction).next("hint.no-currency")
		}
	}
	err := checkCase(s, &c, book)
	return c, err
}

// create makes a case file, with a random id unless c has one.
func create(ctx context.Context, s *session, path string, c dispute.Case) (*casefile.File, error) {
	if c.ID == "" {
		var id [16]byte
		if _, err := io.ReadFull(s.sys.Random, id[:]); err != nil {
			return nil, fmt.Errorf("make an id: %w", err)
		}
		c.ID = hex.EncodeToString(id[:])
	}
	file, err := casefile.Create(ctx, path, c, s.sys.Now)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, writing(path, err) // it is the folder that is missing
	}
	return file, err
}

// nowhere is a folder for a case that goes with it, where one could be made at path.
func nowhere(s *session, path string) (*scratch.Folder, error) {
	if _, err := os.Lstat(path); err == nil {
		return nil, &casefile.FileError{Doing: "make", Path: path, Err: casefile.ErrExists}
	}
	folder, err := scratch.Make(os.TempDir())
	if err == nil {
		s.Talk("rehearse.nothing-kept")
	}
	return folder, err
}

// packetLanguage is what packets are written in: what --lang says, else what
// the offices of the country read.
func packetLanguage(s *session, jurisdiction string) string {
	if lang, ok := s.sys.Languages.Find(s.langFlag); ok {
		return lang.Tag()
	}
	if jurisdiction == "cn" {
		return s.Lang.For("zh").Tag()
	}
	return s.Lang.For("en").Tag()
}

// defaultZone is that of the country, where it has one, and else the machine's.
func defaultZone(s *session, jurisdiction string) string {
	if zone := channel.ZoneOf(jurisdiction); zone != "" {
		return zone
	}
	if tz := s.sys.Getenv("TZ"); tz != "" {
		return strings.TrimPrefix(tz, ":")
	}
	if name := s.sys.Now().Location().String(); name != "Local" {
		return name
	}
	return "UTC"
}

// namedCountry turns what the user calls a country into its id: rules hang on it,
// and a name that none of them has would leave the case without any.
func namedCountry(c *dispute.Case) error {
	id, ok, err := channel.Country(c.Jurisdiction)
	switch {
	case err != nil:
		return err
	case !ok:
		return usage("error.jurisdiction", c.Jurisdiction).next("hint.jurisdiction")
	}
	c.Jurisdiction = id
	return nil
}

// checkCase refuses facts that no case can have, and turns the names of a
// category and a platform into their ids.
func checkCase(s *session, c *dispute.Case, book *channel.Book) error {
	if _, err := time.LoadLocation(c.Zone); err != nil || c.Zone == "Local" {
		return usage("error.zone", c.Zone).next("hint.zone")
	}
	if err := namedCountry(c); err != nil {
		return err
	}
	currency, ok, err := channel.Currency(c.Currency)
	switch {
	case err != nil:
		return err
	case !ok:
		return usage("error.currency", c.Currency).next("hint.currency")
	}
	c.Currency = currency
	if lang, ok := s.sys.Languages.Find(c.Language); !ok || lang.Tag() != c.Language {
		return usage("error.language", c.Language, s.sys.Languages.Names())
	}
	if c.Category != "" {
		if id := screen.Chosen(c.Category, categories(s.Lang, book)); id != "" {
			c.Category = id
		} else {
			return usage("error.category", c.Category).next("hint.category", s.Listed(categories(s.Lang, book)))
		}
	}
	if c.Platform != "" {
		if id := screen.Chosen(c.Platform, platforms(s.Lang, book)); id != "" {
			c.Platform = id
		} else if _, err := book.Channel(c.Platform); err != nil {
			return noneOf(s.Screen, "error.platform", c.Platform, "hint.platform", platforms(s.Lang, book))
		}
	}
	return nil
}

// firstParties are the seller named and the complainant of the configuration.
func firstParties(s *session, o newOptions) []dispute.Party {
	var out []dispute.Party
	if name := s.config.text("complainant.name"); name != "" {
		out = append(out, dispute.Party{Role: dispute.Complainant, Name: name, Phone: s.config.text("complainant.phone"),
			Address: s.config.text("complainant.address"), Email: s.config.text("complainant.email")})
	}
	if o.seller != "" {
		out = append(out, dispute.Party{Role: dispute.Seller, Name: o.seller})
	}
	return out
}

// slug makes a file name of a title: letters and digits of any script stay,
// all else becomes a hyphen.
func slug(title string) string {
	var b strings.Builder
	for _, r := range title {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.Mn, r):
			b.WriteRune(unicode.ToLower(r))
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() > 120 { // of the 255 bytes a name may have
			break
		}
	}
	name := strings.TrimRight(b.String(), "-")
	if filename.Device(name) {
		name += "-case"
	}
	return name
}

// shown is a path as people type it.
func shown(path string) string {
	if filepath.IsAbs(path) || strings.HasPrefix(path, ".") {
		return path
	}
	return fmt.Sprintf(".%c%s", filepath.Separator, path)
}

// newForm asks for what complain new was not told. Every answer but the title
// may be left open: it can be said later.
func newForm(scr *screen.Screen, o *newOptions, book *channel.Book) error {
	later := []screen.Choice{{Label: scr.Say("form.later")}}
	wrong := func(title string) string {
		if slug(title) == "" {
			return scr.Say("form.title.needed")
		}
		return ""
	}
	err := scr.Form(
		[]screen.Field{{Code: "form.title", Into: &o.title, Needed: true, Wrong: wrong}},
		[]screen.Field{{Code: "form.category", Into: &o.category, Choices: append(later, categories(scr.Lang, book)...)}},
		[]screen.Field{{Code: "form.platform", Into: &o.platform, Choices: append(later, platforms(scr.Lang, book)...)}},
		[]screen.Field{{Code: "form.seller", Into: &o.seller}, {Code: "form.order", Into: &o.order}})
	o.title = strings.TrimSpace(o.title)
	return err
}
