package packet

import (
	"slices"
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// photo is a picture with what is known about it: its received name, its
// pixels and what was done to them, its time and what that rests on, its hash.
func (c *composer) photo(x *exhibit) []doc.Block {
	e := x.evidence
	p, ok := c.material.Pictures[e.ID]
	f := doc.Figure{
		Title: plain(e.Proves),
		Image: p.Image,
		Caption: [][]doc.Inline{
			plain(c.originOf(e)),
		},
	}
	f.Caption = append(f.Caption, c.redactedLine(e)...)
	f.Caption = append(f.Caption, c.timeLines(e)...)
	if place := c.whereMade(e.ID); place != "" {
		f.Caption = append(f.Caption, plain(place))
	}
	f.Caption = append(f.Caption, plain(c.pixels(p)))
	if p.Instead != nil {
		f.Caption = append(f.Caption, plain(c.say("packet.pixels-instead", c.toldNote(*p.Instead))))
	}
	f.Caption = append(f.Caption, []doc.Inline{doc.Text("SHA-256 "), doc.Digest(e.SHA256)})
	switch {
	case !ok:
		f.Missing = c.say("packet.photo-none")
	case p.Missing != nil:
		f.Missing = line(c.toldNote(*p.Missing))
	}
	if p.Beside && len(p.Pieces) > 1 && f.Missing == "" {
		return append(c.piecesBeside(p, f), c.details(e)...)
	}
	return append(append([]doc.Block{f}, c.furtherPieces(p)...), c.details(e)...)
}

// piecesBeside are the parts of a long screenshot of a phone, side by side from the
// left, under what is known about it.
func (c *composer) piecesBeside(p Picture, whole doc.Figure) []doc.Block {
	blocks := []doc.Block{}
	if len(whole.Title) > 0 {
		blocks = append(blocks, doc.Paragraph{Style: doc.Flush, Text: whole.Title})
	}
	var about []doc.Inline
	for i, text := range whole.Caption {
		if i > 0 {
			about = append(about, doc.Break{})
		}
		about = append(about, text...)
	}
	blocks = append(blocks, doc.Paragraph{Style: doc.Small, Text: about})
	var figures []doc.Figure
	for i, piece := range p.Pieces {
		figures = append(figures, c.piece(p, i, piece))
	}
	for page := range slices.Chunk(figures, 2) { // of a page each, so that volumes can be cut between them
		blocks = append(blocks, doc.Pair{Figures: page})
	}
	return blocks
}

// timeLines say when a photo was made, and what that rests on, but for the codes
// that go without saying.
func (c *composer) timeLines(e dispute.Evidence, without ...string) [][]doc.Inline {
	out := [][]doc.Inline{plain(c.photoTime(e))}
	for _, n := range c.photoNotes[e.ID] {
		if hasPrefix(n.Code, timeRests) && !slices.Contains(without, n.Code) {
			if told := plain(c.toldNote(n)); told != nil {
				out = append(out, told)
			}
		}
	}
	return out
}

// whereMade is where a picture or recording was made, as its file states it; ""
// unless the user wants it in the packet.
func (c *composer) whereMade(id dispute.EvidenceID) string {
	place, ok := c.places[id]
	if !c.request.WithPlaces || !ok {
		return ""
	}
	return c.say("packet.place", place.String())
}

// furtherPieces are the parts of a long screenshot after the first, a figure
// each: which part it is, and which rows of the original it shows.
func (c *composer) furtherPieces(p Picture) []doc.Block {
	var out []doc.Block
	for i, piece := range p.Pieces {
		if i > 0 {
			out = append(out, c.piece(p, i, piece))
		}
	}
	return out
}

func (c *composer) piece(p Picture, i int, piece Piece) doc.Figure {
	return doc.Figure{
		Title:   plain(c.say("packet.piece", i+1, len(p.Pieces))),
		Image:   piece.Image,
		Caption: [][]doc.Inline{plain(c.say("packet.piece-rows", piece.Top+1, piece.Bottom))},
	}
}

// timeRests begins the codes of notes about what a photo's time rests on; its
// caption says them.
var timeRests = []string{
	"file-name.", "photo.xmp-taken", "photo.xmp-created", "photo.digitised", "photo.png-created", "photo.modified",
	"note.sent-with", "note.sent-before-made",
}

// doubts begins the codes of notes about a photo that a reader may hold against
// it; the user is told before filing.
var doubts = []string{
	"photo.unset-clock", "photo.changed", "photo.xmp-differs", "photo.iptc-differs", "photo.gps-differs", "photo.phone-differs", "photo.made-differs", "photo.placeholder", "photo.name-differs", "photo.damaged", "photo.edited", "photo.generated",
	"note.sent-before-made",
}

func hasPrefix(code string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(code, p) })
}

// photoTime is when a photo was made and what says so.
func (c *composer) photoTime(e dispute.Evidence) string {
	if at := c.photoTimes[e.ID]; at.Known() {
		source := c.timeSource(at.From)
		if source == "" {
			source = c.say("packet.time.record")
			if at.From == dispute.TimeUser {
				source = c.say("packet.time.user")
			}
		}
		bare := at
		bare.From = dispute.TimeRecord
		return c.say("packet.photo-time", c.stamp(bare), source)
	}
	if e.Captured.Known() {
		bare := e.Captured
		bare.From = dispute.TimeRecord
		return c.say("packet.photo-time", c.stamp(bare), c.say("packet.time.user"))
	}
	return c.say("packet.photo-undated")
}

// pixels is the size of the original and what its rendition differs in.
func (c *composer) pixels(p Picture) string {
	if p.Width == 0 || p.Height == 0 {
		return c.say("packet.pixels-unknown")
	}
	text := c.say("packet.pixels", strconv.Itoa(p.Width), strconv.Itoa(p.Height))
	switch {
	case p.Missing != nil:
		return text
	case p.Untouched == Bytes && p.Turned:
		return text + c.say("packet.pixels-untouched-turned")
	case p.Untouched == Bytes:
		return text + c.say("packet.pixels-untouched")
	case p.Untouched == Pixels:
		return text + c.say("packet.pixels-lossless")
	}
	if p.Part != (Rows{}) {
		text += c.say("packet.pixels-part", p.Height, p.Part.Top+1, p.Part.Bottom)
	}
	switch n := len(p.Pieces); {
	case n > 1 && p.Beside:
		return text + c.say("packet.pixels-beside", n, strconv.Itoa(p.Image.Width))
	case n > 1:
		return text + c.say("packet.pixels-pieces", n, p.Pieces[0].Bottom, strconv.Itoa(p.Image.Width))
	}
	if p.Scaled && p.Part != (Rows{}) {
		text += c.say("packet.pixels-wide", strconv.Itoa(p.Image.Width))
	} else if p.Scaled {
		text += c.say("packet.pixels-scaled", strconv.Itoa(p.Image.Width), strconv.Itoa(p.Image.Height))
	}
	if p.Turned {
		text += c.say("packet.pixels-turned")
	}
	if !p.Scaled && !p.Turned && p.Part == (Rows{}) {
		text += c.say("packet.pixels-same")
	}
	return text
}
