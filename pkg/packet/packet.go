// Package packet composes a packet: from a case, its timeline and a template, a
// document for one addressee on one day, and the findings about what it lacks.
//
// It promises that nothing is invented: what the case does not say is a visible
// blank and a finding. Every key fact stands in the packet once and names the
// exhibits that show it, every exhibit names its evidence and its SHA-256, and
// the same input gives the same document. Text from evidence passes one filter
// and never becomes structure. It forbids I/O, clocks, geometry, and words for
// people outside package locale and the templates. Personal data pass one door
// too (masker): what the addressee's profile does not keep is rewritten in every
// text of the finished document.
package packet

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/locale"
)

// Request is what a packet is wanted for.
type Request struct {
	Channel    channel.Channel
	Document   string            // which of the addressee's letters; "" is the usual one
	Fields     map[string]string // what the user said in answer to fields of letters
	Book       *channel.Book
	Templates  fs.FS                    // package templates' FS, or one of the user's own over it
	Sources    map[string]dispute.Words // what an importer says of where its files are from, by the importer's name
	Office     string                   // the office a letter goes to, where the user knows it: fills the blank of the addressee
	Today      dispute.When             // the packet's date, day precision
	Lang       locale.Lang
	Talk       locale.Lang     // the language of findings; Lang where empty
	State      *channel.State  // the case in the words of the rules; nil where no grounds are to be held against it
	Profile    channel.Profile // what the addressee is told of people; that of the channel where empty
	Masks      []Mask          // what the user said of it
	More       []Finding       // findings that others made of the case
	WithPlaces bool            // say where pictures and recordings were made, as their files state it; else nothing says it
	Version    string          // of the program, for the annex
}

// Material is what was made of the evidence that a plan shows, and what the case
// file says beside it. What it lacks, the packet says is missing.
type Material struct {
	Pictures map[dispute.EvidenceID]Picture  // renditions of Plan.Pictures
	Details  map[dispute.EvidenceID][]Detail // of Plan.Details those that can be shown
	Papers   map[dispute.EvidenceID]Paper    // the pages of Plan.Papers
	Films    map[dispute.EvidenceID]Frames   // of Plan.Films
	Seems    []Seeming                       // evidence that bears the title of an office's answer, and is not said to be one
	Seen     map[dispute.EvidenceID][]string // the text that was recognised in pictures and pages, as far as somebody had it read
	Together bool                            // photos are shown side by side, small
	Custody  Custody                         // may be zero
	Stamps   []Stamp                         // time stamps of the manifest and of Plan.Named

	Unverified []Unverified // what of the case is damaged; none in a packet that rests on checked data
}

// Picture is the rendition of a photo that the packet shows.
type Picture struct {
	Image   doc.Image
	Width   int           // pixels of the original, as it is stored
	Height  int           // pixels of the original
	Scaled  bool          // the rendition has fewer pixels than the original
	Turned  bool          // the rendition was turned upright
	From    string        // what the original is, where the rendition is something else: "PNG"
	To      string        // what it was made into: "JPEG"
	Missing *dispute.Note // when set, there is no rendition, and this says why
	Pieces  []Piece       // of a long screenshot, from its top; Image is then the first
	Beside  bool          // its pieces are legible side by side
	Part    Rows          // the rows that the user wants shown; all where zero

	Untouched Untouched     // how much of the original itself is shown
	Instead   *dispute.Note // why a rendition is shown although the original was wanted

	Alike []dispute.EvidenceID // later pictures that look much the same, of many the first
}

// Untouched says what of the original a packet shows.
type Untouched int

// What is shown of an original.
const (
	Nothing Untouched = iota // a rendition
	Pixels                   // each of its pixels, in the packet's own file
	Bytes                    // its bytes, with all that the file says of itself
)

// Rows are rows of pixels of an upright original: from Top up to, not including,
// Bottom.
type Rows struct{ Top, Bottom int }

// Piece is a part of a picture that is too long for a page.
type Piece struct {
	Image       doc.Image
	Top, Bottom int // rows of pixels of the upright original: from Top up to, not including, Bottom
}

// Seeming is an evidence and the answer whose title it bears.
type Seeming struct {
	Evidence dispute.EvidenceID
	Answer   channel.Answer
}

// Custody is the state of the case's custody log.
type Custody struct {
	Head    string // hash of the last entry, hex
	Entries int
	Steps   []ClockStep // where its times cannot all be right
}

// ClockStep is an entry of the custody log whose time does not fit the time of
// the entry before, both RFC 3339 in UTC.
type ClockStep struct {
	Entry      int64
	At, Before string
}

// Unverified is a part of the case that is not what was stored, or cannot be
// compared: in a packet that was wanted all the same.
type Unverified struct {
	Evidence  dispute.EvidenceID // that is concerned; 0 where none is
	What, Why string             // in the language of the packet
}

// Stamp is an RFC 3161 time stamp that the case holds.
type Stamp struct {
	Evidence  dispute.EvidenceID   // what it is of; 0 for a manifest
	Files     int                  // in the manifest
	Covers    []dispute.EvidenceID // of the manifest: the evidence in it that the packet shows
	GenTime   time.Time            // as the authority states it
	Authority string
	Verified  bool   // up to a root certificate that the user named, whose owner is Root
	Root      string // "" unless Verified
}

// Compose makes the packet of a plan. The plan stays as it is, and can be
// composed for others.
func (p *Plan) Compose(r Request, m Material) (*doc.Document, []Finding, error) {
	if r.Channel.Packet == "" {
		return nil, nil, fmt.Errorf("channel %s: %w", r.Channel.ID, ErrNoTemplate)
	}
	c, err := newComposer(p, r, m)
	if err != nil {
		return nil, nil, err
	}
	blocks, err := c.run(r.Templates)
	if err != nil {
		return nil, nil, err
	}
	return c.finish(blocks)
}

// Script makes the page from which a user speaks on the phone with a channel,
// whether it takes letters or not.
func (p *Plan) Script(r Request, m Material) (*doc.Document, []Finding, error) {
	c, err := newCaller(p, r, m)
	if err != nil {
		return nil, nil, err
	}
	blocks, err := c.run(r.Templates)
	if err != nil {
		return nil, nil, err
	}
	return c.finish(blocks)
}

// ErrNothingNew says that the addressee has all exhibits already, or none.
var ErrNothingNew = errors.New("nothing to add to what was handed in")

// Supplement makes the letter with the exhibits that the addressee does not have
// yet: their numbers follow those of the packet that was handed in.
func (p *Plan) Supplement(r Request, m Material) (*doc.Document, []Finding, error) {
	added, err := p.added()
	if err != nil {
		return nil, nil, err
	}
	letters, err := r.Book.Letters()
	if err != nil {
		return nil, nil, err
	}
	letter, err := letters.Supplement()
	if err != nil {
		return nil, nil, err
	}
	c, err := newWriter(added, r, m, letters, letter)
	if err != nil {
		return nil, nil, err
	}
	blocks, err := c.run(r.Templates)
	if err != nil {
		return nil, nil, err
	}
	return c.finish(blocks)
}

// added is the plan with the exhibits alone that the addressee does not have.
func (p *Plan) added() (*Plan, error) {
	if p.in.Filed == nil {
		return nil, ErrNothingNew
	}
	out := *p
	out.exhibits, out.exhibitOf = nil, map[dispute.EvidenceID]*exhibit{}
	for _, x := range p.exhibits {
		if x.seq > len(p.in.Filed.Exhibits) {
			out.exhibits = append(out.exhibits, x)
			out.exhibitOf[x.evidence.ID] = x
		}
	}
	if len(out.exhibits) == 0 {
		return nil, ErrNothingNew
	}
	return &out, nil
}

// finish makes a document of blocks, checks what it lacks and masks it.
func (c *composer) finish(blocks []doc.Block) (*doc.Document, []Finding, error) {
	r, m := c.request, c.material
	c.preflight()
	d := &doc.Document{
		Lang:    r.Lang.Document(),
		Title:   line(c.letter.Name.In(c.lang)),
		Author:  line(c.party(dispute.Complainant).Name),
		Subject: line(c.in.Case.Title),
		Head:    c.head(),
		Blocks:  blocks,
		Words:   Words(r.Lang),
	}
	if head := m.Custody.Head; head != "" && c.sections["annex"] {
		d.Keys = "complain custody " + head + " manifest " + c.manifest
	} else {
		d.Keys = "complain custody none" // no hash is printed, and what wrote it is known all the same
	}
	if c.manifest != "" && c.sections["annex"] {
		d.Foot = c.say("packet.foot", shorten(c.manifest, 16))
	}
	if r.Today.Known() {
		k := r.Today.Clock()
		d.Date = time.Date(k.Year, time.Month(k.Month), k.Day, 0, 0, 0, 0, time.UTC)
	}
	d.ID = c.identity()
	if err := c.masks.mask(d, c.say("packet.mask-letter")); err != nil {
		return nil, nil, err
	}
	c.masked(d.Blocks)
	if err := c.checkCovered(d); err != nil {
		return nil, nil, err
	}
	if slices.ContainsFunc(d.Blocks, func(b doc.Block) bool { _, ok := b.(doc.Exhibit); return ok }) {
		c.checkSeen()
	}
	return d, c.findings(), nil
}

// head is the running head: who complains of whom, about which order. What everybody
// can read names nobody who complains, and of the order only the end.
func (c *composer) head() string {
	complainant, respondent := c.party(dispute.Complainant).Name, c.respondentName()
	respondent = cmp.Or(respondent, c.knownAs(c.party(c.respondent)))
	form := c.voice.Head.In(c.lang)
	if respondent == "" && complainant != "" && strings.Contains(form, "{0}") {
		form = "{0}"
	}
	unknown := c.say("packet.unknown")
	complainant, respondent = cmp.Or(complainant, unknown), cmp.Or(respondent, unknown)
	if len(c.joined) > 0 {
		respondent = c.say("packet.and-others", line(respondent))
	}
	head, order := strings.NewReplacer("{0}", line(complainant), "{1}", line(respondent)).Replace(form), c.in.Case.Order
	if c.letter.Unnamed {
		head, order = line(respondent), c.orderEnding()
	}
	if order != "" {
		head += c.say("packet.head-order", line(order))
	}
	return head
}

// identity is a hash of what decides a composition.
func (c *composer) identity() string {
	h := sha256.New()
	parts := []string{c.in.Case.ID, c.manifest, c.material.Custody.Head, c.ch.ID, c.request.Lang.Tag(), c.request.Today.String(), c.request.Version}
	if c.request.Document != "" {
		parts = append(parts, c.letter.ID)
	}
	if c.request.Profile.ID != "" {
		parts = append(parts, c.request.Profile.ID)
	}
	for _, part := range parts {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func shorten(s string, n int) string {
	if len(s) > n {
		return s[:n]
	}
	return s
}
