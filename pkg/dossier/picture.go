package dossier

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/internal/media"
	"complain/pkg/packet"
	"complain/pkg/picture"
)

// size is what a picture is printed in: the purpose its rendition is kept under,
// and its most pixels.
type size struct {
	purpose       string
	width, height int
	rows          picture.Rows // that are shown; all where zero
	beside        bool         // its pieces are legible side by side
}

// of is the size for some rows of a picture.
func (s size) of(rows picture.Rows) size {
	s.purpose = fmt.Sprintf("%s-%d-%d", s.purpose, rows.Top, rows.Bottom)
	s.rows = rows
	return s
}

var (
	// A photo prints at most 156 mm wide and 170 mm high; at 200 points an inch
	// that is so many pixels.
	pageSize = size{purpose: "print", width: 1228, height: 1338}
	// A phone's screen prints half as wide and as high, next to another; its
	// text takes 300 points an inch.
	screenSize = size{purpose: "screen", width: 893, height: 2007}
)

// Fineness is how many pixels pictures are printed with, from the most.
type Fineness int

// The finenesses of pictures: Fine has 200 points an inch and screens 300, Legible
// 150 and 200: below that, small print in photos is lost. Together is two photos
// beside each other, half as wide, with 200.
const (
	Fine Fineness = iota
	Legible
	Together
)

// Finenesses are all of them, the finest first.
func Finenesses() []Fineness { return []Fineness{Fine, Legible, Together} }

// sizes are those of a photo, of a phone's screen, and of the pieces of a screen that
// is longer than a page.
func (f Fineness) sizes() (page, screen, piece size) {
	piece = size{purpose: "screen-piece", width: 893, height: 1772, beside: true}
	switch f {
	case Fine:
		return pageSize, screenSize, piece
	case Legible:
		page = size{purpose: "print-150", width: 921, height: 1004}
	case Together:
		page = size{purpose: "half-200", width: 598, height: 1003}
	}
	piece.purpose, piece.width, piece.height = "screen-piece-200", 595, 1181
	return page, size{purpose: "screen-200", width: 595, height: 1338}, piece
}

// largestPicture is how many bytes of an original are read into memory.
const largestPicture = 128 << 20

// Images gives renderers the pictures and papers of Material.
func (d *Dossier) Images(ctx context.Context) interface {
	doc.Images
	doc.Papers
} {
	return pictureStore{ctx, d.file, d.unkept}
}

// pictureStore gives renderers the pictures of a case: renditions ("E3/0" of a
// page's size, "E3/screen/0") and originals ("E3").
type pictureStore struct {
	ctx    context.Context
	f      *casefile.File
	unkept unkept
}

// Image implements doc.Images.
func (s pictureStore) Image(key string) ([]byte, error) {
	number, rest, found := strings.Cut(key, "/")
	if !found {
		return s.original(key)
	}
	purpose := pageSize.purpose
	if named, piece, found := strings.Cut(rest, "/"); found {
		purpose, rest = named, piece
	}
	id, err := dispute.ParseEvidenceID(number)
	piece, err2 := strconv.Atoi(rest)
	if err := errors.Join(err, err2); err != nil {
		return nil, fmt.Errorf("picture %q: %w", key, err)
	}
	if kept := s.unkept[renditionOf{id, purpose}]; piece >= 0 && piece < len(kept) {
		return kept[piece].Bytes, nil
	}
	return s.f.RenditionBytes(s.ctx, id, purpose, piece)
}

// original is the file of evidence "E3", byte for byte.
func (s pictureStore) original(key string) ([]byte, error) {
	id, err := dispute.ParseEvidenceID(key)
	if err != nil {
		return nil, err
	}
	e, err := s.f.Evidence(s.ctx, id)
	if err != nil {
		return nil, err
	}
	return Original(s.ctx, s.f, e)
}

// Original is the file of an evidence, byte for byte and at once.
func Original(ctx context.Context, f *casefile.File, e dispute.Evidence) ([]byte, error) {
	b, err := f.Open(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	data := make([]byte, b.Size())
	_, err = io.ReadFull(io.NewSectionReader(b, 0, b.Size()), data)
	return data, err
}

// Picture is Original of what is decoded; the error wraps picture.ErrTooLarge
// for more than largestPicture.
func Picture(ctx context.Context, f *casefile.File, e dispute.Evidence) ([]byte, error) {
	if e.Size > largestPicture {
		return nil, picture.ErrTooLarge
	}
	return Original(ctx, f, e)
}

// formatName is what people call a media type of pictures: "PNG".
func formatName(mediaType string) string {
	return strings.ToUpper(strings.TrimPrefix(mediaType, "image/"))
}

func shownPicture(e dispute.Evidence, s size, kept []casefile.Rendition) packet.Picture {
	id := e.ID
	image := func(r casefile.Rendition) doc.Image {
		key := fmt.Sprintf("%s/%d", id, r.Piece)
		if s.purpose != pageSize.purpose {
			key = fmt.Sprintf("%s/%s/%d", id, s.purpose, r.Piece)
		}
		return doc.Image{Key: key, Name: id.String(), Width: r.Width, Height: r.Height, SHA256: r.SHA256}
	}
	first := kept[0]
	p := packet.Picture{Image: image(first), Width: first.FromWidth, Height: first.FromHeight,
		Scaled: first.Width < first.FromWidth, Turned: first.Turned, Beside: s.beside}
	if s.rows.Bottom > 0 {
		p.Part = packet.Rows{Top: first.Top, Bottom: kept[len(kept)-1].Bottom}
	}
	if first.MediaType != e.MediaType {
		p.From, p.To = formatName(e.MediaType), formatName(first.MediaType)
	}
	if len(kept) > 1 {
		for _, r := range kept {
			p.Pieces = append(p.Pieces, packet.Piece{Image: image(r), Top: r.Top, Bottom: r.Bottom})
		}
	}
	return p
}

// sizes are those in which the pictures of a packet are printed.
type sizes struct {
	page  size
	other map[dispute.EvidenceID]size // of those that have another than a page's
}

func (s sizes) of(id dispute.EvidenceID) size {
	if other, ok := s.other[id]; ok {
		return other
	}
	return s.page
}

// sizesAt says which pictures are printed in another size than a page's: screens
// of phones, of which those that are so long that they are cut are side by side too,
// and pictures of which the user wants some rows.
func (d *Dossier) sizesAt(f Fineness) sizes {
	page, screen, piece := f.sizes()
	out := map[dispute.EvidenceID]size{}
	for _, r := range d.Records {
		photo, _ := r.Photo()
		long := picture.Long(photo.Width, photo.Height)
		switch {
		case long && media.ScreenWidth(photo.Width): // whatever it is called: cameras make none such
			out[r.Evidence] = piece
		case photo.Screenshot != "" && !long && photo.Height > photo.Width:
			out[r.Evidence] = screen
		}
	}
	for _, e := range d.Evidence {
		rows, ok := d.rowsOf(e)
		if s, said := out[e.ID]; ok && said {
			out[e.ID] = s.of(rows)
		} else if ok {
			out[e.ID] = page.of(rows)
		}
	}
	return sizes{page, out}
}

// rowsOf are the rows of a picture that the user wants shown, if not all.
func (d *Dossier) rowsOf(e dispute.Evidence) (rows picture.Rows, some bool) {
	rows, some = d.said.rows[e.ID]
	if !some && e.Derived != nil { // what the user said of the original
		rows, some = d.said.rows[e.Derived.From]
	}
	return rows, some
}

// PictureFailure says why a picture cannot be shown; ok is false for any other
// error, and for none.
func PictureFailure(err error) (why dispute.Note, ok bool) {
	switch {
	case errors.Is(err, picture.ErrTooLarge):
		return note("picture.too-large"), true
	case errors.Is(err, picture.ErrFormat):
		return note("picture.format"), true
	case errors.Is(err, picture.ErrNoRows):
		return note("picture.no-rows"), true
	case errors.Is(err, picture.ErrDamaged):
		return note("picture.damaged"), true
	}
	return dispute.Note{}, false
}
