package pdf

import (
	"fmt"
	"strings"

	"complain/pkg/doc"
)

// layout turns the blocks of a document into strips, with references resolved
// by the places of the layout before it.
type layout struct {
	*compositor
	*structure
	known    places
	wanted   map[string]bool
	pictures *pictures
	sheets   *sheets
	strips   []*strip
	exhibit  string
	nested   int     // how deep headings stand in the outline: 1 in an exhibit
	space    float64 // what the block before wants below it
	newPage  bool    // the next strip begins a page
	open     []section

	newVolume bool // the next strip begins a volume
}

// section is a heading or exhibit whose pages are not all known yet.
type section struct {
	level  int
	anchor *anchor
}

// add appends a strip.
func (l *layout) add(s *strip) {
	s.exhibit, s.element = l.exhibit, l.current
	s.before += l.space
	l.space = 0
	if l.newPage && len(l.strips) > 0 {
		s.breakPage = true
	}
	s.volume = l.newVolume
	l.newPage, l.newVolume = false, false
	l.strips = append(l.strips, s)
}

// leave ends the sections of a level and below.
func (l *layout) leave(level int) {
	kept := l.open[:0]
	for _, s := range l.open {
		if s.level < level {
			kept = append(kept, s)
			continue
		}
		s.anchor.until = len(l.strips)
	}
	l.open = kept
}

func (l *layout) blocks(blocks []doc.Block) error {
	for i, b := range blocks {
		if err := l.layBlock(b); err != nil {
			return fmt.Errorf("block %d (%T): %w", i+1, b, err)
		}
	}
	return nil
}

func (l *layout) layBlock(b doc.Block) error {
	switch b := b.(type) {
	case doc.Title:
		return l.title(b)
	case doc.Heading:
		return l.heading(b)
	case doc.Paragraph:
		return l.paragraph(b)
	case doc.List:
		return l.list(b)
	case doc.KeyValues:
		return l.keyValues(b)
	case doc.Table:
		return l.table(b)
	case doc.Quote:
		return l.quote(b)
	case doc.Transcript:
		return l.transcript(b)
	case doc.Timeline:
		return l.timeline(b)
	case doc.Figure:
		return l.figure(b)
	case doc.Sheet:
		return l.sheet(b)
	case doc.Pair:
		return l.pair(b)
	case doc.Signature:
		return l.signature(b)
	case doc.PageBreak:
		l.newPage, l.newVolume = true, l.newVolume || b.Volume
		return nil
	case doc.Exhibit:
		return l.layExhibit(b)
	default:
		return fmt.Errorf("no way to set it")
	}
}

// layExhibit begins a page, and so does what follows the exhibit: its mark
// stands on its own pages and no others.
func (l *layout) layExhibit(e doc.Exhibit) error {
	l.newPage, l.exhibit, l.space = true, e.Mark, 0
	lines, err := l.lines([]run{{text: strings.TrimSpace(e.Mark + l.wideSpace() + e.Title), style: style{face: sansBold, size: 14}}}, textWidth, textWidth, false)
	if err != nil {
		return err
	}
	defer l.enter(kindSection)()
	l.structure.heading(1)
	first := len(l.strips)
	l.flow(lines, column{x: marginLeft, width: textWidth, pitch: 7.5 * mm, after: 2.5 * mm, keep: true})
	if first == len(l.strips) { // neither mark nor title
		l.add(&strip{keep: true})
	}
	top := l.strips[first]
	l.enterAt(first, 0, e.Anchor)
	top.bookmark = &bookmark{level: 1, title: e.Mark + " " + e.Title}
	l.nested++
	err = l.blocks(e.Blocks)
	l.nested--
	l.leave(0)
	l.exhibit, l.newPage, l.space = "", true, 0
	return err
}

// enterAt opens a section at a strip that is laid already.
func (l *layout) enterAt(index, level int, name string) {
	all := l.strips
	l.strips = all[:index]
	l.leave(level)
	l.strips = all
	if name != "" {
		a := &anchor{name: name}
		all[index].anchors = append(all[index].anchors, a)
		l.open = append(l.open, section{level, a})
	}
}

// wideSpace is what stands between a number and the title after it.
func (l *layout) wideSpace() string {
	if l.chinese {
		return "\u3000"
	}
	return "  "
}

// places are the places of the anchors once the strips are on pages.
func (l *layout) places(pages []page, where []int) places {
	tops := make(map[*strip]float64, len(l.strips))
	for i := range pages {
		for _, p := range pages[i].strips {
			if len(p.strip.anchors) > 0 {
				tops[p.strip] = p.y
			}
		}
	}
	out := places{}
	for i, s := range l.strips {
		for _, a := range s.anchors {
			if _, ok := out[a.name]; ok {
				continue // the first of a name
			}
			last := where[i]
			if a.until > i {
				last = where[a.until-1]
			}
			out[a.name] = place{first: where[i], last: last, top: tops[s]}
		}
	}
	return out
}
