package packet

import (
	"slices"
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// Film is a film of which Material wants frames.
type Film struct {
	Evidence      dispute.Evidence
	Length        dispute.Moment   // 0 where it is not known
	Width, Height int              // of its pixels, upright; 0 where they are not known
	Moments       []dispute.Moment // that the user noted, in their order; without any the film chooses
}

// Frames are the frames of a film that the packet shows.
type Frames struct {
	Shown   []Frame
	Even    bool          // they are as far apart from each other as the length has it: nothing was noted
	Missing *dispute.Note // why there are none at all
}

// Frame is one picture out of a film.
type Frame struct {
	At            dispute.Moment
	Image         doc.Image
	Width, Height int           // of its pixels in the film
	By            string        // the program that took it, with its version
	Missing       *dispute.Note // why it is not there
}

// NoFilmProgram is the code of Frames.Missing where no program is installed that
// takes frames.
const NoFilmProgram = "film.no-program"

// Films are the exhibits of which Material wants Frames, by number.
func (p *Plan) Films() []Film {
	var out []Film
	for _, e := range p.shown(func(e dispute.Evidence) bool { return e.Purged == "" }) {
		r, ok := p.recording(e.ID)
		if !ok {
			continue
		}
		said, _ := r.Recording()
		if said.VideoCodec == "" || !p.exhibitOf[e.ID].document {
			continue
		}
		f := Film{Evidence: e, Length: said.Length, Width: said.Width, Height: said.Height}
		for _, n := range p.moments[e.ID] {
			f.Moments = append(f.Moments, n.at)
		}
		slices.Sort(f.Moments)
		f.Moments = slices.Compact(f.Moments)
		out = append(out, f)
	}
	return out
}

// mostApart is how many noted frames stand one below the other: more stand side by
// side.
const mostApart = 6

// film is what a packet shows of a film: the frames at the moments that the user
// noted, in the user's words, or some from all of it.
func (c *composer) film(id dispute.EvidenceID, frames Frames) []doc.Block {
	if frames.Missing != nil {
		blocks := c.momentBlocks(id)
		if told := c.toldNote(*frames.Missing); told != "" {
			blocks = append(blocks, doc.Paragraph{Style: doc.Small, Text: plain(told)})
		}
		return blocks
	}
	head := "packet.frames-noted"
	if frames.Even {
		head = "packet.frames-even"
	}
	blocks := []doc.Block{doc.Paragraph{Style: doc.Flush, Text: plain(c.say(head, len(frames.Shown), c.takenBy(frames)) + c.frameSize(frames))}}
	var figures []doc.Figure
	for _, f := range frames.Shown {
		figures = append(figures, c.frame(id, f))
	}
	if first := frames.Shown[0].Image; !frames.Even && first.Width >= first.Height && len(figures) <= mostApart {
		for _, f := range figures {
			blocks = append(blocks, f)
		}
		return blocks
	}
	for page := range slices.Chunk(figures, 6) {
		blocks = append(blocks, doc.Pair{Figures: page})
	}
	return blocks
}

// frame is one picture out of a film, with its place in it and what the user says
// of it.
func (c *composer) frame(id dispute.EvidenceID, f Frame) doc.Figure {
	title := f.At.String()
	for _, n := range c.moments[id] {
		if n.at == f.At {
			title += c.say("packet.frame-words", line(n.text))
		}
	}
	out := doc.Figure{Title: plain(title), Image: f.Image}
	if f.Missing != nil {
		out.Missing = line(c.toldNote(*f.Missing))
	}
	return out
}

// frameSize is how many pixels the frames are printed with, where that is fewer
// than the film has.
func (c *composer) frameSize(frames Frames) string {
	for _, f := range frames.Shown {
		if f.Missing == nil && f.Image.Width < f.Width {
			return c.say("packet.frames-scaled", strconv.Itoa(f.Width), strconv.Itoa(f.Height), strconv.Itoa(f.Image.Width), strconv.Itoa(f.Image.Height))
		}
	}
	return ""
}

// takenBy names the programs that took the frames of a film.
func (c *composer) takenBy(frames Frames) string {
	var by []string
	for _, f := range frames.Shown {
		if f.By != "" && !slices.Contains(by, f.By) {
			by = append(by, f.By)
		}
	}
	return strings.Join(by, c.say("list.comma"))
}

// frameChanges are the frames of films among the conversions made for printing.
func (c *composer) frameChanges() [][]doc.Inline {
	var out [][]doc.Inline
	for _, x := range c.exhibits {
		frames, ok := c.material.Films[x.evidence.ID]
		if n := frames.there(); ok && n > 0 {
			out = append(out, plain(c.say("packet.change", c.mark(x), x.evidence.ID.String(), c.say("packet.change.frames", n, c.takenBy(frames)))))
		}
	}
	return out
}

// there is how many of the frames there are.
func (f Frames) there() int {
	n := 0
	for _, frame := range f.Shown {
		if frame.Missing == nil {
			n++
		}
	}
	return n
}

// checkFilms notes what the user can do for the films that the packet shows.
func (c *composer) checkFilms() {
	for _, x := range c.exhibits {
		frames, ok := c.material.Films[x.evidence.ID]
		switch {
		case !ok:
		case frames.Missing != nil && frames.Missing.Code == NoFilmProgram:
			c.gaps.about("film-program", Remark, x.evidence.ID)
		case frames.there() < max(len(frames.Shown), 1):
			c.gaps.about("film-frames", Remark, x.evidence.ID)
		case frames.Even:
			c.gaps.about("film-moments", Remark, x.evidence.ID)
		}
	}
}
