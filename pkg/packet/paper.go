package packet

import (
	"slices"
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// Paper is a file of pages that a packet shows page by page.
type Paper struct {
	Pages   int           // of the whole file
	Shown   []PaperPage   // in order; those that PagesShown names
	Signed  int           // signatures in the file, which are not verified and hold in the original only
	Foreign []string      // fonts that shown pages name and the file does not hold
	Missing *dispute.Note // when set, no page can be shown, and this says why
	Undrawn bool          // its pages were wanted as pictures, and no program is there that draws them
}

// PaperPage is a page of a Paper.
type PaperPage struct {
	Number        int           // from 1
	Width, Height float64       // points, upright
	Missing       *dispute.Note // when set, it cannot be shown, and this says why
	Drawn         *DrawnPage    // the page as a picture, where pages are wanted so
}

// DrawnPage is a page as a picture.
type DrawnPage struct {
	Image     doc.Image
	MediaType string
}

// drawn reports whether all pages that are shown were drawn as pictures.
func (p Paper) drawn() bool {
	return len(p.Shown) > 0 && !slices.ContainsFunc(p.Shown, func(page PaperPage) bool { return page.Drawn == nil })
}

// WholePaper is how many pages a paper may have to be shown whole.
const WholePaper = 20

// PagesShown says which pages of a paper a packet shows. Up to WholePaper pages
// are shown whole. Of a longer paper the first page and those that the user
// pinned are shown, or the first WholePaper where none is pinned. A page that
// the user unpinned is never shown. Pins are by page, true for pinned.
func PagesShown(count int, pins map[int]bool) []int {
	pinned := false
	for page, in := range pins {
		pinned = pinned || in && page >= 1 && page <= count
	}
	var out []int
	for page := 1; page <= count; page++ {
		in, said := pins[page]
		switch {
		case said && !in:
		case in, count <= WholePaper, page == 1, !pinned && page <= WholePaper:
			out = append(out, page)
		}
	}
	return out
}

// paper is the pages of a paper, a sheet each. The first says what the file is,
// and the last what of it is left out.
func (c *composer) paper(x *exhibit, p Paper) []doc.Block {
	e := x.evidence
	var blocks []doc.Block
	hash := []doc.Inline{doc.Text("SHA-256 "), doc.Digest(e.SHA256)}
	if p.Missing != nil {
		caption := append(c.paperIs(e, p), hash, plain(c.say("packet.attached")))
		return append(blocks, doc.Sheet{Paper: e.ID.String(), Page: 1, Caption: caption, Missing: line(c.toldNote(*p.Missing))})
	}
	left := c.leftOut(p)
	for i, page := range p.Shown {
		s := doc.Sheet{Paper: e.ID.String(), Page: page.Number, Width: page.Width, Height: page.Height}
		if page.Missing != nil {
			s.Missing = line(c.toldNote(*page.Missing))
		}
		if i == 0 {
			s.Caption = append(c.paperIs(e, p), plain(c.say("packet.paper-first", page.Number, p.Pages)))
		} else {
			s.Caption = append(s.Caption, plain(c.say("packet.paper-page", e.ID.String(), line(e.Name), page.Number, p.Pages)))
		}
		if left != "" && (i == 0 || i == len(p.Shown)-1) {
			s.Caption = append(s.Caption, plain(left))
		}
		s.Caption = append(s.Caption, hash)
		blocks = append(blocks, s)
	}
	if len(p.Shown) == 0 {
		blocks = append(blocks, doc.Paragraph{Style: doc.Flush, Text: plain(left)}, c.origin(x))
	}
	return blocks
}

// paperIs is what a reader must know of the file as a whole.
func (c *composer) paperIs(e dispute.Evidence, p Paper) [][]doc.Inline {
	out := [][]doc.Inline{plain(c.originOf(e))}
	out = append(out, c.redactedLine(e)...)
	// Above the page they would leave it no room: a page stands alone with its title.
	if e.Official != nil {
		for _, row := range c.answerRows(*e.Official) {
			out = append(out, plain(c.say("packet.paper-said", row.Key, doc.Outline(row.Value))))
		}
	} else if at := c.paperTime(e); at.Known() {
		out = append(out, plain(c.say("packet.paper-time", c.stamp(at))))
	}
	if p.Signed > 0 {
		out = append(out, plain(c.say("packet.paper-signed", e.ID.String())))
	}
	return out
}

// paperTime is when a paper was made: as the user says, else as it says itself.
func (c *composer) paperTime(e dispute.Evidence) dispute.When {
	if e.Captured.Known() {
		return e.Captured
	}
	for _, r := range c.records {
		if r.Evidence == e.ID && r.Kind == dispute.Document {
			return r.At // a file has one
		}
	}
	return dispute.When{}
}

// leftOut says which pages are not shown, "" when all are.
func (c *composer) leftOut(p Paper) string {
	ranges := pageRanges(p)
	if ranges == "" {
		return ""
	}
	return c.say("packet.paper-left-out", ranges, p.Pages)
}

// pageRanges is "2-6, 9": the pages that are not shown.
func pageRanges(p Paper) string {
	var parts []string
	from := 1
	until := func(end int) {
		switch {
		case end == from:
			parts = append(parts, strconv.Itoa(from))
		case end > from:
			parts = append(parts, strconv.Itoa(from)+"-"+strconv.Itoa(end))
		}
	}
	for _, page := range p.Shown {
		until(page.Number - 1)
		from = page.Number + 1
	}
	until(p.Pages)
	return strings.Join(parts, ", ")
}

// paperChanges is what was done to papers to print them.
func (c *composer) paperChanges() [][]doc.Inline {
	var out [][]doc.Inline
	for _, x := range c.exhibits {
		p, ok := c.material.Papers[x.evidence.ID]
		if !ok || !x.document || p.Missing != nil {
			continue
		}
		out = append(out, plain(c.say("packet.change", c.mark(x), x.evidence.ID.String(), c.say("packet.change.paper"))))
		if left := c.leftOut(p); left != "" {
			out = append(out, plain(c.say("packet.change", c.mark(x), x.evidence.ID.String(), left)))
		}
	}
	return out
}

// checkPapers notes what the user should know of the papers before filing.
func (c *composer) checkPapers() {
	for _, x := range c.exhibits {
		p, ok := c.material.Papers[x.evidence.ID]
		if !ok || !x.document {
			continue
		}
		id := x.evidence.ID
		if p.Missing != nil || slices.ContainsFunc(p.Shown, func(page PaperPage) bool { return page.Missing != nil }) {
			c.gaps.about("paper-missing", Should, id)
		}
		if p.Missing == nil && pageRanges(p) != "" {
			c.gaps.about("paper-left-out", Should, id)
		}
		if p.Undrawn {
			c.gaps.about("paper-undrawn", Should, id)
		}
		if p.Signed > 0 {
			c.gaps.about("paper-signed", Remark, id)
		}
		if len(p.Foreign) > 0 {
			c.gaps.about("paper-fonts", Remark, id)
		}
	}
}
