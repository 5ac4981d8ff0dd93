package pdf

import (
	"fmt"
	"strconv"
	"strings"

	"complain/pkg/doc"
)

// mm is a millimetre in points, which everything is measured in.
const mm = 72 / 25.4

// The grid of every page: A4, bound at the left.
const (
	paperWidth  = 210 * mm
	paperHeight = 297 * mm
	marginLeft  = 28 * mm
	textWidth   = 156 * mm
	textRight   = marginLeft + textWidth
	textTop     = 37 * mm
	textBottom  = 262 * mm
	textHeight  = textBottom - textTop
	headLine    = 25 * mm // baseline of the running head
	headRule    = 32 * mm
	footLine    = 271 * mm // baseline of the foot, its top at 268 mm
	hairline    = 0.2 * mm
	markHeight  = 8 * mm
	markTop     = 22.5 * mm
)

// smallest is the least size of type.
const smallest = 8.0

// leastText is the least size of type that is to be read: only hashes and the
// foot are smaller.
const leastText = 9.0

// strip is a slice of the column of text that no page break cuts: a line of a
// paragraph, a row of a table, a figure.
type strip struct {
	before    float64 // space above, left out at the head of a page
	height    float64
	keep      bool      // stays on the page of the strip after it
	breakPage bool      // begins a page
	volume    bool      // the page that it begins begins a volume
	element   elementID // that its inks are of which have no tag before them
	inks      []ink
	head      *strip // what is repeated above it at the head of a page
	anchors   []*anchor
	bookmark  *bookmark
	exhibit   string // the mark at the head of its page
	atTop     []ink  // drawn when it begins a page: a mark that its row goes on
	atBottom  []ink  // drawn when its page ends after it: the rule under a cut row
}

// anchor opens a place at a strip; what it names ends with the strip before
// the index until.
type anchor struct {
	name  string
	until int // index into the strips; 0: it is this strip alone
}

// page is a page's strips and how far down they stand.
type page struct {
	exhibit string
	nth, of int  // which page of its exhibit it is, and of how many
	volume  bool // it begins a volume
	strips  []placed
}

type placed struct {
	strip *strip
	y     float64
}

// paginate puts strips on pages. It keeps together what is marked so, as long
// as it fits one page.
func paginate(strips []*strip) (pages []page, where []int) {
	keepTails(strips)
	where = make([]int, len(strips))
	y := textBottom + 1.0 // the first strip opens the first page
	for i := 0; i < len(strips); {
		j := i + 1
		need := strips[i].before + strips[i].height
		for ; j < len(strips) && strips[j-1].keep && !strips[j].breakPage; j++ {
			more := strips[j].before + strips[j].height
			if need+more-strips[i].before > textHeight {
				break
			}
			need += more
		}
		const slop = 0.05
		fresh := len(pages) == 0 || strips[i].breakPage || y+need > textBottom+slop
		if fresh {
			pages = append(pages, page{exhibit: strips[i].exhibit, volume: strips[i].volume})
			y = textTop
		}
		p := &pages[len(pages)-1]
		for k := i; k < j; k++ {
			s := strips[k]
			if fresh && k == i {
				if s.head != nil {
					p.strips = append(p.strips, placed{s.head, y})
					y += s.head.height
				}
			} else {
				y += s.before
			}
			p.strips = append(p.strips, placed{s, y})
			y += s.height
			where[k] = len(pages)
		}
		i = j
	}
	return pages, where
}

// fewest is how many lines may stand alone on a page, and tail how high what is
// kept together for their sake may be.
const (
	fewest = 5
	tail   = 70 * mm
)

// keepTails keeps the last lines before a new page together, so that no page is
// for a line or two.
func keepTails(strips []*strip) {
	for i := range strips {
		if i+1 < len(strips) && !strips[i+1].breakPage {
			continue
		}
		height := strips[i].height
		for k, n := i-1, 1; k >= 0 && n < fewest && !strips[k+1].breakPage; k, n = k-1, n+1 {
			if height += strips[k].height + strips[k+1].before; height > tail {
				break
			}
			strips[k].keep = true
		}
	}
}

// countExhibits tells each page of an exhibit which of its pages it is.
func countExhibits(pages []page) {
	for i := 0; i < len(pages); {
		j := i + 1
		for j < len(pages) && pages[j].exhibit == pages[i].exhibit {
			j++
		}
		for k := i; k < j; k++ {
			pages[k].nth, pages[k].of = k-i+1, j-i
		}
		i = j
	}
}

// furniture is the head, the foot and the exhibit's mark of one page.
func (l *layout) furniture(d *doc.Document, p *page, n, of int) ([]ink, error) {
	var out []ink
	number := doc.Put(l.words.PageNumber, strconv.Itoa(n), strconv.Itoa(of))
	inks, width, err := l.label(number, style{face: serif, size: 12}, footLine, textRight, true)
	if err != nil {
		return nil, err
	}
	out = append(out, inks...)
	if p.exhibit != "" {
		which := doc.Put(l.words.ExhibitPage, strconv.Itoa(p.nth), strconv.Itoa(p.of))
		small := style{face: sans, size: 9}
		inks, more, err := l.label(which, small, footLine, textRight-width-6*mm, true)
		if err != nil {
			return nil, err
		}
		if together := width + more + 6*mm; together <= textWidth/2 || d.Foot == "" {
			width = together
		} else if inks, _, err = l.label(which, small, footLine+12, textRight, true); err != nil {
			return nil, err // in a language of long words it stands below, and leaves the foot its room
		} else {
			width = max(width, more)
		}
		out = append(out, inks...)
	}
	if d.Foot != "" {
		inks, err := l.block(d.Foot, style{face: sans, size: smallest}, textWidth-width-6*mm, footLine, 9)
		if err != nil {
			return nil, err
		}
		out = append(out, inks...)
	}
	room := textWidth
	if p.exhibit != "" {
		inks, width, err := l.label(p.exhibit, style{face: sansBold, size: 12}, markTop+markHeight/2+0.36*12, textRight-3*mm, true)
		if err != nil {
			return nil, err
		}
		w := width + 6*mm
		out = append(out, inks...)
		out = append(out, frameInk{x: textRight - w, y: markTop, w: w, h: markHeight, line: 0.4 * mm})
		room -= w + 4*mm
	}
	if n > 1 && d.Head != "" {
		head, err := l.shortened(d.Head, style{face: sans, size: leastText}, room)
		if err != nil {
			return nil, err
		}
		inks, _, err := l.label(head, style{face: sans, size: leastText}, headLine+1.4*mm, marginLeft, false)
		if err != nil {
			return nil, err
		}
		out = append(out, inks...)
	}
	if n > 1 {
		out = append(out, barInk{x: marginLeft, y: headRule, w: textWidth, h: hairline})
	}
	return out, nil
}

// shortened is a running head that fits one line: without its last part, where
// there are parts, else cut. The letter's first page has all of it.
func (l *layout) shortened(head string, st style, room float64) (string, error) {
	const parts, cut = " · ", "…"
	head = oneLine(head)
	for full := head; ; {
		lines, err := l.lines([]run{{text: head, style: st}}, room, room, false)
		if err != nil || len(lines) <= 1 {
			return head, err
		}
		if i := strings.LastIndex(head, parts); i > 0 {
			head = head[:i]
			full = head
			continue
		}
		clusters := []rune(strings.TrimSuffix(full, cut))
		if len(clusters) < 2 {
			return head, nil
		}
		full = string(clusters[:len(clusters)-max(1, len(clusters)/16)])
		head = full + cut
	}
}

// label is one line of text at x, or ending at x.
func (l *layout) label(s string, st style, y, x float64, ends bool) ([]ink, float64, error) {
	cells, err := l.cells([]run{{text: oneLine(s), style: st}})
	if err != nil || len(cells) == 0 {
		return nil, 0, err
	}
	line, err := l.compose(cells, span{to: len(cells), last: true}, textWidth, true, false)
	if err != nil {
		return nil, 0, err
	}
	if ends {
		x -= line.width
	}
	return line.inks(x, y), line.width, nil
}

// block is small text at the left margin from a baseline on; a head grows
// upwards with a negative pitch. Nothing of it is lost, and it never leaves its
// margin.
func (l *layout) block(s string, st style, width, y, pitch float64) ([]ink, error) {
	lines, err := l.lines([]run{{text: oneLine(s), style: st}}, width, width, false)
	if err != nil {
		return nil, err
	}
	const most = 4
	if len(lines) > most {
		return nil, fmt.Errorf("a running head or foot of %d lines; there is room for %d", len(lines), most)
	}
	if pitch < 0 {
		y += float64(len(lines)-1) * pitch
		pitch = -pitch
	}
	var out []ink
	for i := range lines {
		out = append(out, lines[i].inks(marginLeft, y+float64(i)*pitch)...)
	}
	return out, nil
}

// oneLine is a text without the line ends it may hold.
func oneLine(s string) string { return strings.Join(strings.Fields(visible(s)), " ") }
