package packet

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// annex says in plain words what holds the packet together: the files with
// their hashes, the custody log, what was changed for printing, and what could
// not be read. It speaks of "unchanged since import" and of nothing more.
func (c *composer) annex() []doc.Block {
	blocks := []doc.Block{doc.Paragraph{Text: plain(c.say("packet.no-evidence"))}}
	if len(c.exhibits) > 0 {
		blocks = []doc.Block{doc.Paragraph{Text: plain(c.say(c.annexHead()))}, c.filesTable()}
	}
	if c.manifest != "" {
		blocks = append(blocks, doc.Paragraph{Style: doc.Small, Text: []doc.Inline{
			doc.Text(c.say("packet.manifest")), doc.Digest(c.manifest),
		}})
	}
	if head := c.material.Custody.Head; head != "" {
		blocks = append(blocks, doc.Paragraph{Style: doc.Small, Text: []doc.Inline{
			doc.Text(c.say("packet.custody", c.material.Custody.Entries)), doc.Digest(head),
		}})
	}
	blocks = append(blocks,
		doc.Paragraph{Style: doc.Small, Text: plain(c.say("packet.recompute"))},
		doc.Paragraph{Style: doc.Small, Text: plain(c.say("packet.made-by", line(c.request.Version), c.zoneName()))})
	var none []string
	section := func(code string, items [][]doc.Inline) {
		if len(items) == 0 {
			none = append(none, c.say(code))
			return
		}
		blocks = append(blocks, doc.Heading{Level: 2, Text: c.say(code)}, doc.List{Items: items})
	}
	if unverified := c.unverified(); len(unverified) > 0 {
		section("packet.unverified", unverified)
	}
	section("packet.changes", slices.Concat(c.changes(), c.frameChanges(), c.paperChanges()))
	section("packet.redactions", append(append(c.redactions(), c.coveredTexts()...), []doc.Inline{doc.Text(maskPlace)}))
	section("packet.warnings", c.warnings())
	section("packet.stamps", c.stamps())
	section("packet.rules", [][]doc.Inline{plain(c.say("packet.as-of", c.book.AsOf()))})
	if len(none) > 0 {
		blocks = append(blocks, doc.Paragraph{Style: doc.Flush, Text: plain(c.say("packet.none-of", strings.Join(none, c.say("list.comma"))))})
	}
	return blocks
}

// annexHead is what is said of the files: that they are unchanged is said of none
// where one is not.
func (c *composer) annexHead() string {
	if len(c.material.Unverified) > 0 {
		return "packet.annex-head-damaged"
	}
	return "packet.annex-head"
}

// unverified is what of the case could not be verified.
func (c *composer) unverified() [][]doc.Inline {
	var out [][]doc.Inline
	for _, u := range c.material.Unverified {
		out = append(out, plain(c.say("packet.unverified-line", line(u.What), line(u.Why))))
	}
	return out
}

func (c *composer) filesTable() doc.Block {
	t := doc.Table{Columns: []doc.Column{
		{Head: c.say("packet.col.number"), Width: 24, Align: doc.Center},
		{Head: c.say("packet.col.file"), Width: 74},
		{Head: c.say("packet.col.bytes"), Width: 22, Align: doc.Decimal},
		{Head: c.say("packet.col.imported"), Width: 36},
	}}
	for _, x := range c.exhibits {
		e := x.evidence
		under := []doc.Inline{doc.Text("SHA-256 "), doc.Digest(e.SHA256)}
		for _, u := range c.material.Unverified {
			if u.Evidence == e.ID {
				under = append(under, doc.Break{}, doc.Strong(c.say("packet.unverified-line", line(u.What), line(u.Why))))
			}
		}
		if original, ok := c.redaction.originals[e.ID]; ok {
			under = append(under, doc.Break{}, doc.Text(c.say("packet.file-original", original.ID)), doc.Digest(original.SHA256))
		}
		t.Rows = append(t.Rows, doc.Row{
			Cells: [][]doc.Inline{
				{doc.Text(c.mark(x)), doc.Break{}, doc.Text(e.ID.String())},
				plain(e.Name),
				plain(strconv.FormatInt(e.Size, 10)),
				plain(c.imported(e.Added)),
			},
			Under: under,
		})
	}
	return t
}

// imported is a moment of the log, in the zone of the tables.
func (c *composer) imported(t time.Time) string {
	if t.IsZero() {
		return "—"
	}
	return t.In(c.location()).Format(time.DateTime)
}

// stamps says what time stamps there are, and which of them were verified.
func (c *composer) stamps() [][]doc.Inline {
	var out [][]doc.Inline
	for _, s := range c.material.Stamps {
		authority := line(s.Authority)
		if authority == "" {
			authority = c.say("packet.unknown")
		}
		state := c.say("packet.stamp.unverified")
		if s.Verified {
			state = c.say("packet.stamp.verified", line(s.Root))
		}
		out = append(out, plain(c.say("packet.stamp", c.stamped(s), c.imported(s.GenTime), authority, state)))
	}
	return out
}

// stamped names what a time stamp is of.
func (c *composer) stamped(s Stamp) string {
	switch {
	case s.Evidence != 0:
		return s.Evidence.String()
	case len(s.Covers) == 0:
		return c.say("stamp.of-manifest", s.Files)
	}
	var covers []string
	for _, id := range s.Covers {
		covers = append(covers, id.String())
	}
	return c.say("stamp.of-manifest-with", s.Files, strings.Join(covers, ", "))
}

// changes are the conversions that were made for printing.
func (c *composer) changes() [][]doc.Inline {
	var out [][]doc.Inline
	for _, x := range c.exhibits {
		p, ok := c.material.Pictures[x.evidence.ID]
		if !ok || !x.photo || p.Missing != nil || p.Untouched != Nothing {
			continue
		}
		var did []string
		if p.Part != (Rows{}) {
			did = append(did, c.say("packet.change.part", p.Part.Top+1, p.Part.Bottom, p.Height))
		}
		if p.Scaled && p.Pieces == nil && p.Part == (Rows{}) {
			did = append(did, c.say("packet.change.scaled", p.Width, p.Height, p.Image.Width, p.Image.Height))
		}
		if p.From != "" {
			did = append(did, c.say("packet.change.converted", p.From, p.To))
		}
		if p.Turned {
			did = append(did, c.say("packet.change.turned"))
		}
		if n := len(p.Pieces); n > 1 {
			did = append(did, c.say("packet.change.cut", n))
		}
		if len(did) > 0 {
			out = append(out, plain(c.say("packet.change", c.mark(x), x.evidence.ID.String(), strings.Join(did, c.say("packet.semicolon")))))
		}
	}
	return out
}

// warnings are what a reader of the exhibits must know: files read in part,
// rows not understood, totals that differ, signs of damage, pictures missing.
func (c *composer) warnings() [][]doc.Inline {
	var out [][]doc.Inline
	for _, s := range c.material.Custody.Steps {
		out = append(out, plain(c.say("packet.warn.clock", s.Entry, s.At, s.Before)))
	}
	for _, x := range c.exhibits {
		r := x.evidence.Reading
		warn := func(text string) {
			if text == "" { // for the user alone
				return
			}
			out = append(out, plain(c.say("packet.change", c.mark(x), x.evidence.ID.String(), text)))
		}
		switch {
		case r.State == dispute.Partial && r.Failure != nil:
			warn(c.say("packet.warn.partial", c.toldNote(*r.Failure)))
		case r.State == dispute.Partial:
			warn(c.say("packet.warn.partial", "—"))
		case r.State == dispute.Asking && r.Question != nil:
			warn(c.say("packet.warn.asking", c.toldNote(*r.Question)))
		}
		if n := len(r.Problems); n > 0 {
			p := r.Problems[0]
			warn(c.say("packet.warn.problems", n, c.where(p.At), c.toldNote(p.Why)))
		}
		for _, t := range r.Totals {
			if !t.OK {
				warn(c.say("packet.warn.total", c.toldNote(t.What), line(t.Declared), line(t.Read)))
			}
		}
		for _, n := range r.Remarks {
			warn(c.toldNote(n))
		}
		if p, ok := c.material.Pictures[x.evidence.ID]; x.photo && ok && p.Missing != nil {
			warn(c.toldNote(*p.Missing))
		}
		if p, ok := c.material.Papers[x.evidence.ID]; x.document && ok && p.Missing != nil {
			warn(c.toldNote(*p.Missing))
		}
	}
	return out
}

// manifestLines are what the manifest is the SHA-256 of: the files of the
// exhibits in their order, as sha256sum writes them.
func (c *composer) manifestLines() string {
	var b strings.Builder
	for _, x := range c.exhibits {
		b.WriteString(x.evidence.ManifestLine())
	}
	return b.String()
}

func digest(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:])
}
