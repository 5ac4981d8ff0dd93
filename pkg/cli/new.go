package cli

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// newOptions are the facts of a new case.
type newOptions struct {
	title, category, platform, seller, order, tz, currency, jurisdiction, path string
}

func newNew(a *app) *cobra.Command {
	var o newOptions
	c := a.command("new", "new TITLE", func(cmd *cobra.Command, args []string) error {
		o.title = strings.TrimSpace(strings.Join(args, " "))
		return a.runNew(cmd.Context(), o)
	})
	f := c.Flags()
	f.StringVar(&o.category, "category", "", a.say("flag.new.category"))
	f.StringVar(&o.platform, "platform", "", a.say("flag.new.platform"))
	f.StringVar(&o.seller, "seller", "", a.say("flag.new.seller"))
	f.StringVar(&o.order, "order", "", a.say("flag.new.order"))
	f.StringVar(&o.tz, "tz", "", a.say("flag.new.tz"))
	f.StringVar(&o.currency, "currency", "", a.say("flag.new.currency"))
	f.StringVar(&o.jurisdiction, "jurisdiction", "", a.say("flag.new.jurisdiction"))
	f.StringVar(&o.path, "path", "", a.say("flag.new.path"))
	return c
}

func (a *app) runNew(ctx context.Context, o newOptions) error {
	book, err := a.book()
	if err != nil {
		return err
	}
	if a.asks() && (o.title == "" || o.category == "" && o.platform == "" && o.seller == "" && o.order == "") {
		if err := a.newForm(&o, book); err != nil {
			return err
		}
	}
	if o.title == "" {
		return usage("error.no-title").next("hint.no-title")
	}
	c, err := a.newCase(o, book)
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
	file, err := a.create(ctx, o.path, c)
	if err != nil {
		return err
	}
	defer file.Close()
	for _, p := range a.firstParties(o) {
		if err := file.SetParty(ctx, p); err != nil {
			return err
		}
	}
	stored, err := file.Case(ctx)
	if err != nil {
		return err
	}
	if a.json {
		return a.writeJSON(a.out, map[string]any{"path": o.path, "id": stored.ID, "title": stored.Title, "category": stored.Category,
			"platform": stored.Platform, "order": stored.Order, "language": stored.Language, "zone": stored.Zone,
			"currency": stored.Currency, "jurisdiction": stored.Jurisdiction})
	}
	a.print("new.done", a.out.style.bold.Render(clean(shown(o.path))))
	if !a.quiet {
		a.print("new.facts", stored.Zone, stored.Currency)
		a.print("new.next")
	}
	return nil
}

// newCase fills what was not said with what this machine and language make
// likely; the answer names it, and complain case set changes it.
func (a *app) newCase(o newOptions, book *channel.Book) (dispute.Case, error) {
	c := dispute.Case{
		Title: o.title, Category: o.category, Platform: o.platform, Order: o.order, Language: a.packetLanguage(strings.ToLower(o.jurisdiction)),
		Zone: o.tz, Currency: strings.ToUpper(o.currency), Jurisdiction: strings.ToLower(o.jurisdiction),
	}
	if c.Jurisdiction == "" {
		c.Jurisdiction = "cn"
	}
	if c.Zone == "" {
		c.Zone = a.defaultZone(c.Jurisdiction)
	}
	if c.Currency == "" {
		c.Currency = "CNY"
		if c.Jurisdiction != "cn" {
			return c, usage("error.no-currency", c.Jurisdiction).next("hint.no-currency")
		}
	}
	err := a.checkCase(&c, book)
	return c, err
}

// create makes a case file, with a random id unless c has one.
func (a *app) create(ctx context.Context, path string, c dispute.Case) (*casefile.File, error) {
	if c.ID == "" {
		var id [16]byte
		if _, err := io.ReadFull(a.sys.Random, id[:]); err != nil {
			return nil, fmt.Errorf("make an id: %w", err)
		}
		c.ID = hex.EncodeToString(id[:])
	}
	file, err := casefile.Create(ctx, path, c, a.sys.Now)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, writing(path, err) // it is the folder that is missing
	}
	return file, err
}

// packetLanguage is what packets are written in: what --lang says, else what
// the offices of the country read.
func (a *app) packetLanguage(jurisdiction string) string {
	if lang, ok := a.sys.Languages.Find(a.langFlag); ok {
		return lang.Tag()
	}
	if jurisdiction == "" || jurisdiction == "cn" {
		return a.lang.For("zh").Tag()
	}
	return a.lang.For("en").Tag()
}

// defaultZone is Beijing time for a Chinese case, and else the machine's zone.
func (a *app) defaultZone(jurisdiction string) string {
	if jurisdiction == "cn" {
		return "Asia/Shanghai"
	}
	if tz := a.sys.Getenv("TZ"); tz != "" {
		return strings.TrimPrefix(tz, ":")
	}
	if name := a.sys.Now().Location().String(); name != "Local" {
		return name
	}
	return "UTC"
}

// checkCase refuses facts that no case can have, and turns the names of a
// category and a platform into their ids.
func (a *app) checkCase(c *dispute.Case, book *channel.Book) error {
	if _, err := time.LoadLocation(c.Zone); err != nil || c.Zone == "Local" {
		return usage("error.zone", c.Zone).next("hint.zone")
	}
	if len(c.Currency) != 3 || strings.ToUpper(c.Currency) != c.Currency || strings.Trim(c.Currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return usage("error.currency", c.Currency).next("hint.currency")
	}
	if lang, ok := a.sys.Languages.Find(c.Language); !ok || lang.Tag() != c.Language {
		return usage("error.language", c.Language, a.sys.Languages.Names())
	}
	if c.Category != "" {
		if id := chosen(c.Category, a.categories(book)); id != "" {
			c.Category = id
		} else {
			return usage("error.category", c.Category).next("hint.category", a.listed(a.categories(book)))
		}
	}
	if c.Platform != "" {
		if id := chosen(c.Platform, a.platforms(book)); id != "" {
			c.Platform = id
		} else if _, err := book.Channel(c.Platform); err != nil {
			return usage("error.platform", c.Platform).next("hint.platform", a.listed(a.platforms(book)))
		}
	}
	return nil
}

// firstParties are the seller named and the complainant of the configuration.
func (a *app) firstParties(o newOptions) []dispute.Party {
	var out []dispute.Party
	if name := a.config.text("complainant.name"); name != "" {
		out = append(out, dispute.Party{Role: dispute.Complainant, Name: name, Phone: a.config.text("complainant.phone"),
			Address: a.config.text("complainant.address"), Email: a.config.text("complainant.email")})
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
	if reserved[name] {
		name += "-case"
	}
	return name
}

// reserved are names that Windows keeps for devices.
var reserved = map[string]bool{"con": true, "prn": true, "aux": true, "nul": true, "com1": true, "com2": true, "com3": true, "com4": true, "lpt1": true, "lpt2": true, "lpt3": true}

// shown is a path as people type it.
func shown(path string) string {
	if filepath.IsAbs(path) || strings.HasPrefix(path, ".") {
		return path
	}
	return fmt.Sprintf(".%c%s", filepath.Separator, path)
}
