package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"

	"complain/pkg/doc"
)

// pictures knows the pictures of a document by what the document says of them, or
// by their headers. Their bytes are read when the file is written, one picture at a
// time: a packet may show more of them than memory holds. gofpdf never sees them.
type pictures struct {
	images doc.Images
	known  map[string]*picture
	drawn  []*picture // in the order in which they are first drawn, each content once
	byHash map[[sha256.Size]byte]*picture
}

// picture is what is kept of one.
type picture struct {
	key           string
	width, height int // as stored
	hash          [sha256.Size]byte
	name          string // in the resources; "" until it is drawn
}

func newPictures(images doc.Images) *pictures {
	return &pictures{images: images, known: map[string]*picture{}, byHash: map[[sha256.Size]byte]*picture{}}
}

// restart forgets what was drawn, for another file of the same document.
func (p *pictures) restart() {
	p.drawn, p.byHash = nil, map[[sha256.Size]byte]*picture{}
	for _, one := range p.known {
		one.name = ""
	}
}

// size is a picture's size held upright.
func (p *pictures) size(i doc.Image) (width, height int, err error) {
	one, err := p.get(i)
	if err != nil {
		return 0, 0, err
	}
	width, height = upright(one.width, one.height, i.Turn)
	return width, height, nil
}

// upright turns the size of a picture that is stored as turn says upright, and back.
func upright(width, height, turn int) (int, int) {
	if turn >= 5 {
		return height, width
	}
	return width, height
}

func (p *pictures) get(i doc.Image) (*picture, error) {
	if one := p.known[i.Key]; one != nil {
		return one, nil
	}
	if one, ok := declared(i); ok {
		p.known[i.Key] = one
		return one, nil
	}
	return p.read(i.Key)
}

// declared is a picture as the document says it is; write holds the bytes against
// it.
func declared(i doc.Image) (*picture, bool) {
	sum, err := hex.DecodeString(i.SHA256)
	if err != nil || len(sum) != sha256.Size || i.Width <= 0 || i.Height <= 0 {
		return nil, false
	}
	one := &picture{key: i.Key, hash: [sha256.Size]byte(sum)}
	one.width, one.height = upright(i.Width, i.Height, i.Turn)
	return one, true
}

// read is a picture as its bytes say it is.
func (p *pictures) read(key string) (*picture, error) {
	data, err := p.bytes(key)
	if err != nil {
		return nil, err
	}
	o, err := readPicture(data)
	if err != nil {
		return nil, fmt.Errorf("picture %q: %w", key, err)
	}
	one := &picture{key: key, width: o.width, height: o.height, hash: sha256.Sum256(data)}
	p.known[key] = one
	return one, nil
}

func (p *pictures) bytes(key string) ([]byte, error) {
	if p.images == nil {
		return nil, fmt.Errorf("picture %q: no pictures were given", key)
	}
	data, err := p.images.Image(key)
	if err != nil {
		return nil, fmt.Errorf("picture %q: %w", key, err)
	}
	return data, nil
}

// draw is the name of a picture in the file's resources. The same bytes under
// two keys are embedded once.
func (p *pictures) draw(i doc.Image) (name string, err error) {
	one, err := p.get(i)
	if err != nil {
		return "", err
	}
	if first := p.byHash[one.hash]; first != nil {
		return first.name, nil
	}
	p.drawn = append(p.drawn, one)
	p.byHash[one.hash] = one
	one.name = fmt.Sprintf("P%d", len(p.drawn))
	return one.name, nil
}

// write writes a drawn picture as the file's object of that number.
func (p *pictures) write(c *counted, one *picture, number int) error {
	data, err := p.bytes(one.key)
	if err != nil {
		return err
	}
	o, err := readPicture(data)
	if err != nil {
		return fmt.Errorf("picture %q: %w", one.key, err)
	}
	if o.width != one.width || o.height != one.height {
		return fmt.Errorf("picture %q: %d × %d pixels, not %d × %d as the document says", one.key, o.width, o.height, one.width, one.height)
	}
	c.write(fmt.Appendf(nil, "%d 0 obj\n<</Type /XObject\n/Subtype /Image\n/Width %d\n/Height %d\n%s\n/Length %d>>\nstream\n",
		number, o.width, o.height, o.dict, len(o.data)))
	c.write(o.data)
	c.write([]byte("\nendstream\nendobj\n"))
	return c.err
}

// encoded is a picture as PDF holds it: the data of a stream, and what its
// dictionary says of them beside their size.
type encoded struct {
	width, height int
	dict          string
	data          []byte
}

var errNeither = errors.New("neither JPEG nor PNG")

// readPicture makes a picture one that PDF holds: a JPEG byte for byte, the
// pixels of a PNG as they are compressed. A PNG that PDF cannot hold so, since
// it is interlaced or has a layer of transparency, is written anew, with white
// behind what is transparent.
func readPicture(data []byte) (encoded, error) {
	o, err := asItIs(data)
	if !errors.Is(err, errLayered) {
		return o, err
	}
	img, err := decodeLayered(data)
	if err != nil {
		return o, err
	}
	if _, palette := img.(*image.Paletted); palette || !opaque(img) {
		img = onWhite(img) // a palette may have clear colours that no pixel shows
	}
	return rewritten(img)
}

func asItIs(data []byte) (encoded, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xD8")):
		return encodedJPEG(data)
	case bytes.HasPrefix(data, []byte(pngSignature)):
		return encodedPNG(data)
	}
	return encoded{}, errNeither
}

// Verbatim reports whether a picture goes into a PDF as it is: the bytes of a
// JPEG, each pixel of a PNG. width and height are as it is stored.
func Verbatim(data []byte) (width, height int, ok bool) {
	o, err := asItIs(data)
	if errors.Is(err, errLayered) {
		img, err := decodeLayered(data)
		return o.width, o.height, err == nil && opaque(img)
	}
	return o.width, o.height, err == nil
}

// maxLayered is the most pixels of a PNG that is written anew, all of which are
// in memory for that.
const maxLayered = 40_000_000

func decodeLayered(data []byte) (image.Image, error) {
	config, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if int64(config.Width)*int64(config.Height) > maxLayered {
		return nil, fmt.Errorf("%d × %d pixels", config.Width, config.Height)
	}
	return png.Decode(bytes.NewReader(data))
}

func opaque(img image.Image) bool {
	o, ok := img.(interface{ Opaque() bool })
	return ok && o.Opaque()
}

func onWhite(img image.Image) image.Image {
	size := img.Bounds().Size()
	flat := image.NewRGBA(image.Rect(0, 0, size.X, size.Y))
	draw.Draw(flat, flat.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), img, img.Bounds().Min, draw.Over)
	return flat
}

func rewritten(img image.Image) (encoded, error) {
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		return encoded{}, err
	}
	return encodedPNG(out.Bytes())
}
