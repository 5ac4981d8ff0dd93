package picture

import (
	"errors"
	"image"
	"io"
)

// Piece is a part of a long picture: the full width, and the rows from Top up
// to, not including, Bottom of the picture held upright.
type Piece struct {
	Rendition
	Top, Bottom int
	// Quiet reports that the cut at Bottom goes through no text: every row
	// around it looks like the next. The last piece ends quietly.
	Quiet bool
}

// maxLong is the most rows of a picture that is cut into pieces: phones join
// screenshots to more than MaxSide of them.
const maxLong = 65_535

// Long reports whether a picture of this size is better shown in pieces.
func Long(width, height int) bool { return 2*height > 5*width }

// Pieces is Print for long screenshots: as many renditions as it takes, from
// the top, all of one scale, each of which fits into maxWidth by maxHeight. It
// cuts between lines of text where it can, and where it cannot the next piece
// begins with the last rows of the one before. They leave nothing out. A picture
// that is not Long is one piece.
func Pieces(src io.ReaderAt, size int64, maxWidth, maxHeight int) ([]Piece, error) {
	return Part(src, size, Rows{}, maxWidth, maxHeight)
}

// ErrNoRows says that a picture has none of the rows that are wanted of it.
var ErrNoRows = errors.New("the picture has none of these rows")

// Rows are a part of a picture held upright: from Top up to, not including, Bottom.
// The zero Rows are all of it.
type Rows struct{ Top, Bottom int }

// Part is Pieces of some rows of a picture. Rows that it does not have are left out;
// without any the error is ErrNoRows.
func Part(src io.ReaderAt, size int64, rows Rows, maxWidth, maxHeight int) ([]Piece, error) {
	parts, err := Parts(src, size, Box{rows, maxWidth, maxHeight})
	if err != nil {
		return nil, err
	}
	return parts[0], nil
}

// Box is some rows of a picture, in pieces that each fit into Width by Height.
type Box struct {
	Rows          Rows
	Width, Height int
}

// Parts is Part once for each box, of a picture that is decoded as few times as gives
// each what it gives alone: that is most of the work.
func Parts(src io.ReaderAt, size int64, boxes ...Box) ([][]Piece, error) {
	for _, b := range boxes {
		if err := room(b.Width, b.Height); err != nil {
			return nil, err
		}
	}
	out := make([][]Piece, len(boxes))
	var p *decoded
	for i, b := range boxes {
		var err error
		if p == nil || p.by != 0 && reduction(p.size, p.orientation, b.wanted) != p.by {
			if p, err = decodeFor(src, size, maxLong, b.wanted); err != nil {
				return nil, err
			}
		}
		if out[i], err = p.part(b.Rows, b.Width, b.Height); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// wanted is how many pixels a box has of a picture of this size.
func (b Box) wanted(width, height int) (w, h int) {
	if b.Rows != (Rows{}) || Long(width, height) {
		return width, height // where it can be cut is seen in the whole
	}
	return fit(width, height, b.Width, b.Height)
}

func (p *decoded) part(rows Rows, maxWidth, maxHeight int) ([]Piece, error) {
	width, height := p.upright()
	if rows == (Rows{}) {
		if !Long(width, height) {
			r, err := p.print(maxWidth, maxHeight)
			return []Piece{{Rendition: r, Bottom: height, Quiet: true}}, err
		}
		rows.Bottom = height
	}
	// Even, so that rows which share their colour stay together.
	rows.Top, rows.Bottom = max(rows.Top, 0)/2*2, min((rows.Bottom+1)/2*2, height)
	if rows.Top >= rows.Bottom {
		return nil, ErrNoRows
	}
	m := turn(opaque(p.pixels), p.orientation)
	whole := likeness(m)
	narrow := min(width, maxWidth)
	page := max(int(int64(maxHeight)*int64(width)/int64(narrow))/2*2, 2)
	var out []Piece
	for top := rows.Top; top < rows.Bottom; {
		piece := Piece{Top: top, Bottom: rows.Bottom, Quiet: true}
		if rows.Bottom-top > page {
			piece.Bottom, piece.Quiet = cut(m, top, page)
		}
		rows := piece.Bottom - top
		piece.Rendition = Rendition{OfWidth: width, OfHeight: height, Turned: p.orientation > 1, Scaled: narrow != width, Likeness: whole,
			Width: narrow, Height: min(max(round(rows, narrow, width), 1), maxHeight)}
		part := crop(m, top, piece.Bottom)
		if err := piece.encode(scale(part, piece.Width, piece.Height), p.lossless); err != nil {
			return nil, err
		}
		out = append(out, piece)
		top = piece.Bottom
		if !piece.Quiet {
			top -= rows / overlap / 2 * 2
		}
	}
	return out, nil
}

// overlap is the share of a piece that the next shows again, where the cut goes
// through something.
const overlap = 16

// crop is the rows from top up to bottom. Both are even, but for the last, so
// that rows which share their colour stay together.
func crop(m image.Image, top, bottom int) image.Image {
	b := m.Bounds()
	part := image.Rect(b.Min.X, b.Min.Y+top, b.Max.X, b.Min.Y+bottom)
	return m.(interface {
		SubImage(image.Rectangle) image.Image
	}).SubImage(part)
}

// cut looks for a place to cut in the last two fifths of the page that begins
// at top. A run of rows that all look alike is no text: the strokes of a line
// of text end and begin from row to row. Best is a run without any edges, the
// space between two messages; next one with few, the space between two lines
// in a bubble. Without either it is the row with the fewest edges.
func cut(m image.Image, top, page int) (at int, quiet bool) {
	first, last := top+page*3/5, top+page
	width := m.Bounds().Dx()
	least := max(6, width/108) // rows of a run; lines of text are wider apart
	const fewEdges = 8         // the sides of bubbles

	above, row := make([]uint8, width), make([]uint8, width)
	brightness(m, first, above)
	plain, spaced := 0, 0 // the last place of either kind
	plainRun, spacedRun := 0, 0
	calmest, fewest := last, width+1
	for y := first + 1; y < last; y++ {
		brightness(m, y, row)
		edges, changes := 0, 0
		for x := range row {
			if x > 0 && differ(row[x], row[x-1]) {
				edges++
			}
			if differ(row[x], above[x]) {
				changes++
			}
		}
		alike := changes == 0
		plainRun = extend(plainRun, alike && edges == 0)
		spacedRun = extend(spacedRun, alike && edges <= fewEdges)
		// A cut in the middle of the run's last rows.
		middle := (y - least/2) / 2 * 2
		if plainRun >= least {
			plain = middle
		}
		if spacedRun >= least {
			spaced = middle
		}
		if edges <= fewest {
			calmest, fewest = y/2*2, edges
		}
		above, row = row, above
	}
	switch {
	case plain > top:
		return plain, true
	case spaced > top:
		return spaced, true
	}
	return max(calmest, top+2), false
}

func extend(run int, on bool) int {
	if on {
		return run + 1
	}
	return 0
}

// differ reports an edge. That of a white bubble on light grey is one; the noise
// of JPEG in plain areas is not.
func differ(a, b uint8) bool {
	const edge = 12
	return int(a)-int(b) > edge || int(b)-int(a) > edge
}

// brightness writes that of row y of an opaque picture into to.
func brightness(m image.Image, y int, to []uint8) {
	switch m := m.(type) {
	case *image.YCbCr:
		copy(to, m.Y[y*m.YStride:])
	case *image.Gray:
		copy(to, m.Pix[y*m.Stride:])
	case *image.RGBA:
		row := m.Pix[y*m.Stride:]
		for x := range to {
			to[x] = luma(row[4*x], row[4*x+1], row[4*x+2])
		}
	case *image.Paletted:
		var shades [256]uint8
		for i, c := range m.Palette {
			r, g, b, _ := c.RGBA()
			shades[i] = luma(uint8(r>>8), uint8(g>>8), uint8(b>>8))
		}
		for x, i := range m.Pix[y*m.Stride:][:len(to)] {
			to[x] = shades[i]
		}
	}
}

func luma(r, g, b uint8) uint8 { return uint8((19*uint32(r) + 38*uint32(g) + 7*uint32(b)) >> 6) }
