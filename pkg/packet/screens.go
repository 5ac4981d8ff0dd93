package packet

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// together is how far apart screenshots that were added one by one may be and
// still be of one sitting.
const together = 10 * time.Minute

// findKinds notes which exhibits are screenshots, and which are recordings, as
// their records say.
func (p *Plan) findKinds() {
	screens, recordings := map[dispute.EvidenceID]bool{}, map[dispute.EvidenceID]bool{}
	for _, r := range p.records {
		photo, _ := r.Photo()
		_, recorded := r.Recording()
		screens[r.Evidence] = screens[r.Evidence] || photo.Screenshot != ""
		recordings[r.Evidence] = recordings[r.Evidence] || recorded
	}
	for _, x := range p.exhibits {
		x.screenshot = x.photo && screens[x.evidence.ID]
		x.recording = recordings[x.evidence.ID]
	}
}

// screensFirst orders exhibits of one time: screenshots before others, and those
// that came together by name.
func screensFirst(a, b *exhibit) int {
	switch {
	case a.screenshot != b.screenshot && a.screenshot:
		return -1
	case a.screenshot != b.screenshot:
		return 1
	case !a.screenshot:
		return 0
	}
	return cmp.Or(cmp.Compare(a.evidence.Batch, b.evidence.Batch), natural(a.evidence.Name, b.evidence.Name))
}

// screens is the exhibits from the first of list that are screenshots of a
// phone and came together: in one folder or archive, or within minutes. They
// are shown side by side. nil where the first stands alone.
func (c *composer) screens(list []*exhibit) []*exhibit {
	n := 0
	if c.apart {
		return nil
	}
	for n < len(list) && c.sideBySide(list[n]) && (n == 0 || c.beside(list[n-1], list[n])) {
		n++
	}
	if n < 2 {
		return nil
	}
	return list[:n]
}

// sideBySide reports whether an exhibit is a screenshot that is legible in half
// the width of a page: higher than wide, and not so long that it is cut.
func (c *composer) sideBySide(x *exhibit) bool {
	p, ok := c.material.Pictures[x.evidence.ID]
	below := len(x.rows) + len(x.turns) + len(c.material.Details[x.evidence.ID]) // what stands under it
	if !x.photo || x.evidence.Official != nil || below > 0 {
		return false
	}
	if !ok || p.Missing != nil || len(p.Pieces) > 1 || p.Part != (Rows{}) {
		return false
	}
	return c.material.Together || x.screenshot && p.Image.Height > p.Image.Width
}

// beside reports whether exhibits stand side by side: those that came together,
// and where room is short all of a kind.
func (c *composer) beside(a, b *exhibit) bool {
	return came(a, b) && a.screenshot == b.screenshot || c.material.Together && a.screenshot == b.screenshot
}

func came(a, b *exhibit) bool {
	if a.evidence.Batch != 0 && a.evidence.Batch == b.evidence.Batch && a.evidence.Parent == b.evidence.Parent {
		return true
	}
	return a.first.Precision >= dispute.Minute && b.first.Precision >= dispute.Minute &&
		a.first.Time().Sub(b.first.Time()).Abs() <= together
}

// screenBlocks are screenshots side by side, each with its own mark, number,
// name and hash; the files' table has the hashes whole.
func (c *composer) screenBlocks(set []*exhibit) doc.Exhibit {
	first, last := set[0], set[len(set)-1]
	what, title := "packet.screenshot", "packet.title.screens"
	if !first.screenshot {
		what, title = "packet.photo-small", "packet.photos-together"
	}
	var figures []doc.Figure
	for _, x := range set {
		p := c.material.Pictures[x.evidence.ID]
		f := doc.Figure{
			Title:  plain(c.mark(x) + " " + cmp.Or(line(x.evidence.Title), c.say(what))), // the caption names the file
			Image:  p.Image,
			Anchor: x.anchor,
		}
		if x.evidence.Proves != "" {
			f.Caption = append(f.Caption, plain(x.evidence.Proves))
		}
		f.Caption = append(f.Caption, plain(c.say("packet.screen-origin", x.evidence.ID.String(), line(x.evidence.Name))))
		if d := x.evidence.Derived; d != nil { // the hash of its original is in the annex
			f.Caption = append(f.Caption, plain(c.say("packet.screen-redacted", len(d.Covered), c.coveredWhat(d.Covered), d.From.String())))
		}
		f.Caption = append(f.Caption, c.timeLines(x.evidence, "file-name.screenshot")...)
		f.Caption = append(f.Caption, plain(c.screenPixels(p)), plain(c.say("packet.screen-hash", shorten(x.evidence.SHA256, 16))))
		figures = append(figures, f)
	}
	var pairs []doc.Block // of a page each, so that volumes can be cut between them
	for page := range slices.Chunk(figures, 4) {
		pairs = append(pairs, doc.Pair{Figures: page})
	}
	return doc.Exhibit{
		Mark:  c.say("packet.exhibit-range", first.number.String(), last.number.String()),
		Title: c.say(title, len(set)), Blocks: pairs,
	}
}

// screenPixels is pixels in the words of half a page.
func (c *composer) screenPixels(p Picture) string {
	if p.Untouched != Nothing || !p.Scaled || p.Turned {
		return c.pixels(p)
	}
	return c.say("packet.screen-pixels", strconv.Itoa(p.Width), strconv.Itoa(p.Height), strconv.Itoa(p.Image.Width), strconv.Itoa(p.Image.Height))
}

// natural compares names as people count: "10" comes after "9".
func natural(a, b string) int {
	for a != "" && b != "" {
		na, nb := digits(a), digits(b)
		if na == "" || nb == "" {
			if a[0] != b[0] {
				return cmp.Compare(a[0], b[0])
			}
			a, b = a[1:], b[1:]
			continue
		}
		x, y := strings.TrimLeft(na, "0"), strings.TrimLeft(nb, "0")
		if order := cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)); order != 0 {
			return order
		}
		a, b = a[len(na):], b[len(nb):]
	}
	return cmp.Compare(len(a), len(b))
}

// digits is the digits that s begins with.
func digits(s string) string {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return s[:n]
}
