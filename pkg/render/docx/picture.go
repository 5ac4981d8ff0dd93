package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // the pictures of a document are JPEG or PNG
	_ "image/png"
	"strconv"

	"complain/pkg/doc"
	"complain/pkg/internal/termsafe"
)

// Pictures are measured in English metric units: 360,000 a centimetre.
const (
	emuMM       = 36000
	textWidth   = 156.0 // mm
	pairWidth   = 75.0
	mostHeight  = 165.0
	pairHeight  = 170.0
	leastDots   = 150.0 // a small picture stays small
	quarterTurn = 90 * 60000
)

// pictures knows what pictures are in the file.
type pictures struct {
	images doc.Images
	known  map[string]*picture
	order  []*picture
}

// picture is one of them: its number and its size as stored.
type picture struct {
	number        int
	extension     string
	width, height int
}

func (p *picture) part() string { return fmt.Sprintf("media/picture%d.%s", p.number, p.extension) }
func (p *picture) id() string   { return "picture" + strconv.Itoa(p.number) }

// store puts a picture into the file, once.
func (w *writer) store(key string) (*picture, error) {
	if p := w.known[key]; p != nil {
		return p, nil
	}
	if w.images == nil {
		return nil, fmt.Errorf("picture %q: no pictures were given", key)
	}
	data, err := w.images.Image(key)
	if err != nil {
		return nil, fmt.Errorf("picture %q: %w", key, err)
	}
	head, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("picture %q: %w", key, err)
	}
	p := &picture{number: len(w.order) + 1, extension: format, width: head.Width, height: head.Height}
	part, err := w.zip.CreateHeader(&zip.FileHeader{Name: "word/" + p.part(), Method: zip.Store})
	if err == nil {
		_, err = part.Write(data)
	}
	if err != nil {
		return nil, fmt.Errorf("picture %q: %w", key, err)
	}
	w.known[key] = p
	w.order = append(w.order, p)
	return p, nil
}

// orientation is how a picture is drawn that is stored as EXIF counts it.
type orientation struct {
	turn   int // clockwise, in sixty-thousandths of a degree
	mirror bool
	lies   bool // its sides change places
}

// orientations is indexed by the number EXIF gives (TIFF 6.0, Orientation).
var orientations = [...]orientation{
	2: {mirror: true},
	3: {turn: 2 * quarterTurn},
	4: {turn: 2 * quarterTurn, mirror: true},
	5: {turn: 3 * quarterTurn, mirror: true, lies: true},
	6: {turn: quarterTurn, lies: true},
	7: {turn: quarterTurn, mirror: true, lies: true},
	8: {turn: 3 * quarterTurn, lies: true},
}

// figure sets a picture with its title above and its caption below, on one
// page.
func (w *writer) figure(f doc.Figure, room float64) error {
	return w.framed(f.Title, f.Caption, f.Anchor, func() error {
		if f.Missing != "" {
			return w.paragraph(paragraph{style: "Frame", keep: len(f.Caption) > 0}, doc.Plain(doc.Put(w.doc.Words.NoPicture, f.Image.Called(), f.Missing)))
		}
		return w.drawn(f, room, len(f.Caption) > 0)
	})
}

// framed writes what show shows between a title and a caption.
func (w *writer) framed(title []doc.Inline, caption [][]doc.Inline, anchor string, show func() error) error {
	if err := w.paragraph(paragraph{style: "FigureTitle", anchor: anchor}, title); err != nil {
		return err
	}
	if err := show(); err != nil {
		return err
	}
	for i, line := range caption {
		if err := w.paragraph(paragraph{style: "Caption", keep: i+1 < len(caption)}, line); err != nil {
			return err
		}
	}
	return nil
}

// sheet stands for a page of a paper, which such a file cannot hold.
func (w *writer) sheet(b doc.Sheet) error {
	name, page := termsafe.CleanLine(b.Paper), strconv.Itoa(b.Page)
	words := doc.Put(w.doc.Words.Sheet, name, page)
	if b.Missing != "" {
		words = doc.Put(w.doc.Words.NoSheet, name, page, termsafe.CleanLine(b.Missing))
	}
	return w.framed(b.Title, b.Caption, b.Anchor, func() error {
		return w.paragraph(paragraph{style: "Frame", keep: len(b.Caption) > 0}, doc.Plain(words))
	})
}

// drawn writes the paragraph that holds a picture, at most so wide.
func (w *writer) drawn(f doc.Figure, room float64, keep bool) error {
	p, err := w.store(f.Image.Key)
	if err != nil {
		return err
	}
	var o orientation
	if t := f.Image.Turn; 0 <= t && t < len(orientations) {
		o = orientations[t]
	}
	wide, high := float64(p.width), float64(p.height)
	if o.lies {
		wide, high = high, wide
	}
	most := mostHeight
	if room < textWidth {
		most = pairHeight
	}
	scale := min(25.4/leastDots, room/wide, most/high) // mm a pixel
	w.body.begin("w:p")
	w.properties(paragraph{style: "Figure", keep: keep})
	w.body.begin("w:r")
	w.drawing(p, o, int(float64(p.width)*scale*emuMM), int(float64(p.height)*scale*emuMM), doc.PlainText(f.Title))
	w.body.end("w:r")
	w.body.end("w:p")
	return nil
}

// drawing is a picture in the line, so large in its stored position; says is
// what a screen reader says of it.
func (w *writer) drawing(p *picture, o orientation, cx, cy int, says string) {
	w.drawings++
	id := strconv.Itoa(w.drawings)
	outerX, outerY := cx, cy
	if o.lies {
		outerX, outerY = cy, cx
	}
	b := &w.body
	b.begin("w:drawing")
	b.begin("wp:inline", "distT", "0", "distB", "0", "distL", "0", "distR", "0")
	b.void("wp:extent", "cx", strconv.Itoa(outerX), "cy", strconv.Itoa(outerY))
	b.void("wp:docPr", "id", id, "name", p.id(), "descr", termsafe.CleanLine(says))
	b.begin("a:graphic")
	b.begin("a:graphicData", "uri", pictureSpace)
	b.begin("pic:pic")
	b.begin("pic:nvPicPr")
	b.void("pic:cNvPr", "id", id, "name", p.id())
	b.void("pic:cNvPicPr")
	b.end("pic:nvPicPr")
	b.begin("pic:blipFill")
	b.void("a:blip", "r:embed", p.id())
	b.begin("a:stretch")
	b.void("a:fillRect")
	b.end("a:stretch")
	b.end("pic:blipFill")
	b.begin("pic:spPr")
	var turned []string
	if o.turn != 0 {
		turned = append(turned, "rot", strconv.Itoa(o.turn))
	}
	if o.mirror {
		turned = append(turned, "flipH", "1")
	}
	b.begin("a:xfrm", turned...)
	b.void("a:off", "x", "0", "y", "0")
	b.void("a:ext", "cx", strconv.Itoa(cx), "cy", strconv.Itoa(cy))
	b.end("a:xfrm")
	b.begin("a:prstGeom", "prst", "rect")
	b.void("a:avLst")
	b.end("a:prstGeom")
	b.end("pic:spPr")
	b.end("pic:pic")
	b.end("a:graphicData")
	b.end("a:graphic")
	b.end("wp:inline")
	b.end("w:drawing")
}

// pair sets figures two in a row, in a table without rules.
func (w *writer) pair(b doc.Pair) error {
	widths := []int{textTwips / 2, textTwips - textTwips/2}
	w.beginTable(plainTable, widths)
	for i := 0; i < len(b.Figures); i += 2 {
		w.beginRow(false)
		for j, width := range widths {
			w.beginCell(cell{width: width})
			if i+j < len(b.Figures) {
				if err := w.figure(b.Figures[i+j], pairWidth); err != nil {
					return err
				}
			} else if err := w.paragraph(paragraph{style: "Spacer"}, nil); err != nil {
				return err
			}
			w.body.end("w:tc")
		}
		w.body.end("w:tr")
	}
	w.endTable()
	return nil
}
