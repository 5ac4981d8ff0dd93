package pdf

// kind is what an element of a document is, as PDF names it.
type kind uint8

const (
	kindDocument kind = iota
	kindSection
	kindH1 // the others follow
	kindH2
	kindH3
	kindH4
	kindParagraph
	kindQuote
	kindList
	kindItem
	kindLabel
	kindBody
	kindTable
	kindRow
	kindHead // of a column
	kindGroup
	kindCell
	kindFigure
	kindCaption
	kindLink
)

var kindNames = [...]string{
	kindDocument: "Document", kindSection: "Sect", kindH1: "H1", kindH2: "H2", kindH3: "H3", kindH4: "H4",
	kindParagraph: "P", kindQuote: "BlockQuote", kindList: "L", kindItem: "LI", kindLabel: "Lbl", kindBody: "LBody",
	kindTable: "Table", kindRow: "TR", kindHead: "TH", kindGroup: "TH", kindCell: "TD", kindFigure: "Figure", kindCaption: "Caption", kindLink: "Link",
}

// elementID is an element of a document's structure: its index. Artifact is what
// belongs to none: rules, frames, heads and feet of pages.
type elementID int32

const (
	artifact elementID = iota
	documentElement
)

// element is a part of what a document says. Those of a document stand in its
// order, each behind the one that it is in.
type element struct {
	parent elementID
	kind   kind
	span   uint8 // how many columns a cell is across; 0 is one
}

// structure is what a document says, apart from where it stands on pages.
type structure struct {
	elements []element
	alt      map[elementID]string // what a picture shows, in words
	parent   elementID            // that new elements are in
	current  elementID            // that new strips are of
	depth    int                  // of the heading before
}

func newStructure() *structure {
	return &structure{elements: []element{{}, {kind: kindDocument}}, alt: map[elementID]string{}, parent: documentElement}
}

// element adds an element. Strips that follow are of it.
func (s *structure) element(k kind) elementID {
	s.elements = append(s.elements, element{parent: s.parent, kind: k})
	s.current = elementID(len(s.elements) - 1)
	return s.current
}

// enter adds an element that those that follow are in, until leave is called.
func (s *structure) enter(k kind) (leave func()) {
	before := s.parent
	s.parent = s.element(k)
	return func() { s.parent, s.current = before, artifact }
}

// cell adds a cell across some columns.
func (s *structure) cell(k kind, span int) elementID {
	id := s.element(k)
	if span > 1 {
		s.elements[id].span = uint8(min(span, 255))
	}
	return id
}

// figure adds a picture with what it shows in words.
func (s *structure) figure(alt string) elementID {
	id := s.element(kindFigure)
	s.alt[id] = alt
	return id
}

// heading adds a heading so deep in the document, or less deep where none is above
// it that is one step higher.
func (s *structure) heading(depth int) {
	s.depth = min(depth, s.depth+1)
	s.element(min(kindH1+kind(s.depth), kindH4))
}

// tagInk draws nothing: what is drawn after it is of an element.
type tagInk elementID

func (tagInk) draw(*canvas, float64) error { return nil }

// untagged are inks without their elements.
func untagged(inks []ink) []ink {
	var out []ink
	for _, k := range inks {
		if _, ok := k.(tagInk); !ok {
			out = append(out, k)
		}
	}
	return out
}

// fragment is a piece of a page that is of an element: the one with that number on
// the page.
type fragment struct {
	element      elementID
	page, number int32
	child        elementID // in place of a piece: an element inside the other; 0 for a piece
}

// linkElement is an element that leads somewhere by an annotation of a page: the
// annotations of each page stand in the order of their links.
type linkElement struct {
	element elementID
	page    int32
	says    string
}

// enterLink lets what is drawn up to leaveLink be of a link inside the element that is
// drawn.
func (c *canvas) enterLink(says string) {
	s := c.structure
	s.elements = append(s.elements, element{parent: c.element, kind: kindLink})
	id := elementID(len(s.elements) - 1)
	c.fragments = append(c.fragments, fragment{element: c.element, page: int32(c.page), child: id})
	c.links = append(c.links, linkElement{id, int32(c.page), says})
	c.around, c.element = c.element, id
}

// leaveLink goes back to the element that a link is in.
func (c *canvas) leaveLink() {
	if c.around != none {
		c.element, c.around = c.around, none
	}
}

// none is no piece of a page.
const none elementID = -1

// ink draws one ink of a strip or of a page's furniture as part of an element.
func (c *canvas) ink(k ink, dy float64) error {
	switch k := k.(type) {
	case tagInk:
		c.element = elementID(k)
		return nil
	case linkInk:
	case linkEnd:
		c.leaveLink()
		return nil
	case barInk, frameInk:
		c.mark(artifact)
	default:
		c.mark(c.element)
	}
	return k.draw(c, dy)
}

// mark begins a piece of an element where the piece before is not of it.
func (c *canvas) mark(e elementID) {
	if c.open == e {
		return
	}
	c.unmark()
	c.open = e
	if e == artifact {
		c.pdf.RawWriteStr("/Artifact BMC")
		return
	}
	c.raw("/%s <</MCID %d>> BDC", kindNames[c.structure.elements[e].kind], c.pieces)
	c.fragments = append(c.fragments, fragment{element: e, page: int32(c.page), number: int32(c.pieces)})
	c.pieces++
}

// unmark ends the piece that was begun.
func (c *canvas) unmark() {
	if c.open != none {
		c.pdf.RawWriteStr("EMC")
		c.open = none
	}
}
