package packet

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/internal/personal"
	"complain/pkg/internal/termsafe"
	"complain/pkg/locale"
)

// ErrNoTemplate is wrapped when no packet is written for a channel.
var ErrNoTemplate = errors.New("there is no packet template for it")

// composer is one composition under way.
type composer struct {
	*Plan
	request    Request
	material   Material
	ch         channel.Channel
	book       *channel.Book
	lang       string // its tag, as channel takes it
	letters    *channel.Letters
	letter     channel.Letter
	voice      channel.Voice
	claims     []dispute.Claim // those that the addressee takes
	notTaken   []dispute.Claim // those that it does not
	ofOthers   []dispute.Claim // those that are made against somebody of whom the letter is not
	printed    []string        // parts of the letter that stand there so far, in their order
	apart      bool            // each exhibit by itself: screenshots are not shown side by side
	anonymous  bool            // nobody is named who writes
	category   *channel.Category
	practice   *channel.Practice
	parties    map[dispute.PartyRole]dispute.Party
	respondent dispute.PartyRole
	joined     []dispute.PartyRole          // whom the letter names beside the respondent
	names      map[string]dispute.PartyRole // names and aliases of parties, folded
	speakers   map[string]dispute.PartyRole // whose the names in the evidence are, as found so far; "" nobody's
	manifest   string
	sections   map[string]bool // anchors of headings in the template
	masks      *masker

	translation map[int64]string  // of records, by their numbers; nil until it is asked for
	home        *time.Location    // the zone of the case; nil until it is asked for
	twins       map[twin][]string // facts that are the same to the minute, by their IDs; nil until it is asked for
	gaps        gaps
}

func newComposer(p *Plan, r Request, m Material) (*composer, error) {
	letters, err := r.Book.Letters()
	if err != nil {
		return nil, err
	}
	letter, err := letters.Letter(r.Channel, p.in.Case.Jurisdiction, r.Document)
	if err != nil {
		return nil, err
	}
	return newWriter(p, r, m, letters, letter)
}

// newCaller is a composition of the page for a call.
func newCaller(p *Plan, r Request, m Material) (*composer, error) {
	letters, err := r.Book.Letters()
	if err != nil {
		return nil, err
	}
	script, err := letters.Script()
	if err != nil {
		return nil, err
	}
	return newWriter(p, r, m, letters, script)
}

// newWriter is a composition of a letter.
func newWriter(p *Plan, r Request, m Material, letters *channel.Letters, letter channel.Letter) (*composer, error) {
	c := &composer{
		Plan: p, request: r, material: m, ch: r.Channel, book: r.Book, lang: r.Lang.Tag(),
		parties:  map[dispute.PartyRole]dispute.Party{},
		names:    map[string]dispute.PartyRole{},
		speakers: map[string]dispute.PartyRole{},
		sections: map[string]bool{},
	}
	var err error
	if c.practice, err = c.book.Practice(); err != nil {
		return nil, err
	}
	c.letters, c.letter = letters, letter
	c.voice = c.letters.Voice(c.letter)
	if id := c.in.Case.Category; id != "" {
		category, err := c.book.Category(id)
		if err != nil && !errors.Is(err, channel.ErrUnknown) {
			return nil, err
		}
		if err == nil {
			c.category = &category
		}
	}
	for _, p := range c.in.Parties {
		c.parties[p.Role] = p
		for _, name := range append([]string{p.Name}, p.Aliases...) {
			if key := fold(name); key != "" {
				c.names[key], c.speakers[key] = p.Role, p.Role
			}
		}
	}
	if c.anonymous = c.wantsNoName(); c.anonymous {
		me := c.parties[dispute.Complainant]
		c.parties[dispute.Complainant] = dispute.Party{Role: me.Role}
	}
	c.respondent = c.letter.Respondent(c.category, c.in.Parties)
	c.chooseBeside()
	c.chooseClaims()
	c.jointLast()
	c.masks = newMasker(c.in.Parties, c.profile(), r.Masks)
	c.ownAddresses()
	c.masks.learn(c.in)
	for _, value := range r.Fields { // what the user says for letters, letters say
		c.masks.keep.Add(personal.Word, value)
	}
	if len(c.exhibits) > 0 {
		c.manifest = digest(c.manifestLines())
	}
	if err := c.checkSums(); err != nil {
		return nil, err
	}
	return c, nil
}

func fold(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

// say is the sentence of a code in the packet's language.
func (c *composer) say(code string, args ...any) string { return c.request.Lang.Say(code, args...) }

func (c *composer) party(role dispute.PartyRole) dispute.Party { return c.parties[role] }

// respondentName is the respondent's name, or "".
func (c *composer) respondentName() string { return c.parties[c.respondent].Name }

// nameOf is the name of a party, or where only another is known, as of a shop or an
// account, that beside the blank for its name: it shows whom it is about.
func (c *composer) nameOf(role dispute.PartyRole, key string) []doc.Inline {
	p := c.party(role)
	if known := c.knownAs(p); known != "" {
		return []doc.Inline{doc.Text(known), c.blank(key)}
	}
	return c.orBlank(p.Name, key)
}

// knownAs says by which name a party is known whose own the case does not have.
func (c *composer) knownAs(p dispute.Party) string {
	for _, alias := range p.Aliases {
		if alias = line(alias); p.Name == "" && alias != "" {
			return c.say("packet.known-as", alias)
		}
	}
	return ""
}

// orBlank is s, or a blank when the case does not say it.
func (c *composer) orBlank(s, key string) []doc.Inline {
	if strings.TrimSpace(s) == "" {
		return []doc.Inline{c.blank(key)}
	}
	return plain(s)
}

// platformName is the platform as the case names it: the party, else the known
// platform, else what the case says.
func (c *composer) platformName() string {
	if name := c.party(dispute.Platform).Name; name != "" {
		return name
	}
	if c.in.Case.Platform == "" {
		return ""
	}
	if ch, err := c.book.Channel(c.in.Case.Platform); err == nil {
		return ch.Name.In(c.lang)
	}
	return c.in.Case.Platform
}

// addressed is the party to whom a channel of its kind writes; "" for an office.
func (c *composer) addressed() dispute.PartyRole {
	return map[string]dispute.PartyRole{
		"platform": dispute.Platform, "merchant": dispute.Seller, "courier": dispute.Carrier, "bank": dispute.Payment,
	}[c.ch.Kind]
}

// goesTo reports whether the letter goes to a party.
func (c *composer) goesTo(role dispute.PartyRole) bool {
	return role == c.addressed() || role == dispute.Payment && c.ch.Kind == "payment"
}

// otherPlatform reports whether the letter goes to a platform with a name of its own
// which is not the one on which the case's goods were bought.
func (c *composer) otherPlatform() bool {
	named := c.ch.Kind == "platform" && !strings.Contains(c.ch.Addressee.In(c.lang), channel.Hole)
	return named && c.in.Case.Platform != "" && c.in.Case.Platform != c.ch.ID
}

// noName is the field in which the user says that the letter shall be anonymous.
const noName = "anonymous"

// wantsNoName reports whether the letter can be anonymous, and the user wants it
// to be.
func (c *composer) wantsNoName() bool {
	f, err := c.letters.Field(noName)
	if err != nil || !slices.Contains(c.letter.May, f.ID) {
		return c.letter.Unnamed
	}
	said := strings.ToLower(c.fieldText(f))
	return slices.ContainsFunc(locale.Langs(), func(lang locale.Lang) bool { return said == strings.ToLower(lang.Say("course.yes")) })
}

// they is the other side in a sentence.
func (c *composer) they() string {
	if len(c.joined) > 0 {
		return c.nth(0)
	}
	return c.voice.They.In(c.lang)
}

// chooseClaims parts the claims from those that the addressee does not take.
func (c *composer) chooseClaims() {
	if !c.letter.Holds("demands") {
		return
	}
	office := c.practice.Office(c.ch.ID)
	for _, claim := range c.in.Claims {
		articles, err := c.book.Articles(channel.ArticleIDs(claim.Basis))
		if err != nil {
			articles = nil // the user's words, not ids
		}
		switch {
		case !c.practice.Takes(office, c.letter, claim, articles):
			c.notTaken = append(c.notTaken, claim)
		case c.ofOther(claim, articles):
			c.ofOthers = append(c.ofOthers, claim)
		default:
			c.claims = append(c.claims, claim)
		}
	}
}

// ofOther reports whether a claim is made against others alone than the letter is about
// or goes to.
func (c *composer) ofOther(claim dispute.Claim, articles []channel.Article) bool {
	roles := c.practice.Against(claim, articles)
	concerned := func(role dispute.PartyRole) bool {
		return role == c.respondent || slices.Contains(c.joined, role) || c.goesTo(role)
	}
	selfOperated := c.request.State != nil && c.request.State.Flags[channel.SelfOperated]
	return len(roles) > 0 && !slices.ContainsFunc(roles, func(word string) bool {
		role := channel.PartyOf(word)
		return concerned(role) || selfOperated && role == dispute.Platform && concerned(dispute.Seller)
	})
}

// addressee is the first line of the letter. Which office it is, the program
// does not know.
func (c *composer) addressee() []doc.Inline {
	name := c.ch.Addressee.In(c.lang)
	switch {
	case c.request.Office != "":
		return plain(c.request.Office)
	case c.party(c.addressed()).Name != "" && !c.otherPlatform():
		return plain(c.party(c.addressed()).Name)
	}
	before, after, ok := strings.Cut(name, channel.Hole)
	if !ok {
		return plain(name)
	}
	c.gaps.add("office", "")
	var out []doc.Inline
	for i, part := range []string{before, after} {
		if i > 0 {
			out = append(out, doc.Blank{Label: c.ch.Office.In(c.lang)})
		}
		if part != "" {
			out = append(out, doc.Text(termsafe.CleanLine(part)))
		}
	}
	return out
}

// checkSums adds up everything the packet adds up, so that a sum too large for
// an amount is an error before anything is written.
func (c *composer) checkSums() error {
	var all []dispute.Amount
	for _, claim := range c.claims {
		if c.counted(claim) {
			all = append(all, *claim.Amount)
		}
	}
	if _, err := sum(all); err != nil {
		return fmt.Errorf("claims: %w", err)
	}
	if _, err := sum(amounts(c.payments())); err != nil {
		return fmt.Errorf("payments: %w", err)
	}
	if _, err := sum(amounts(c.refunds())); err != nil {
		return fmt.Errorf("refunds: %w", err)
	}
	return nil
}
