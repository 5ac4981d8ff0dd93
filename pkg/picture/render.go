package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"

	"complain/pkg/internal/media"
)

// render makes the picture upright, opaque, and width by height pixels large.
func (p *decoded) render(width, height int) image.Image {
	if p.orientation >= 5 {
		width, height = height, width
	}
	return turn(scale(opaque(p.pixels), width, height), p.orientation)
}

// opaque is the picture on white, in one of the forms that scale knows.
func opaque(m image.Image) image.Image {
	switch m := m.(type) {
	case *image.YCbCr, *image.Gray:
		return m
	case *image.Paletted:
		return onWhite(m)
	case *image.RGBA:
		if m.Opaque() {
			return m
		}
	case *image.NRGBA:
		// In place: a second picture of this size is not worth its memory.
		for i := 0; i < len(m.Pix); i += 4 {
			a := uint32(m.Pix[i+3])
			if a == 255 {
				continue
			}
			for j := i; j < i+3; j++ {
				m.Pix[j] = uint8((uint32(m.Pix[j])*a + 255*(255-a) + 127) / 255)
			}
			m.Pix[i+3] = 255
		}
		return &image.RGBA{Pix: m.Pix, Stride: m.Stride, Rect: m.Rect}
	}
	white := image.NewRGBA(image.Rect(0, 0, m.Bounds().Dx(), m.Bounds().Dy()))
	draw.Draw(white, white.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(white, white.Rect, m, m.Bounds().Min, draw.Over)
	return white
}

// onWhite is a palette without transparency. Pixels beyond the palette, which
// damaged files have, become white.
func onWhite(m *image.Paletted) image.Image {
	out := *m
	out.Palette = make(color.Palette, 256)
	for i := range out.Palette {
		c := color.NRGBA{A: 255, R: 255, G: 255, B: 255}
		if i < len(m.Palette) {
			r, g, b, a := m.Palette[i].RGBA()
			over := func(v uint32) uint8 { return uint8((v + 0xffff - a) >> 8) }
			c = color.NRGBA{over(r), over(g), over(b), 255}
		}
		out.Palette[i] = c
	}
	return &out
}

// scale makes an opaque picture width by height pixels large.
func scale(m image.Image, width, height int) image.Image {
	if m.Bounds().Dx() == width && m.Bounds().Dy() == height {
		return m
	}
	to := image.Rect(0, 0, width, height)
	switch m := m.(type) {
	case *image.Gray:
		out := image.NewGray(to)
		resample(plane{out.Pix, 1, out.Stride, width, height}, plane{m.Pix, 1, m.Stride, m.Rect.Dx(), m.Rect.Dy()})
		return out
	case *image.YCbCr:
		return scaleYCbCr(m, to)
	case *image.Paletted:
		flat := image.NewRGBA(image.Rect(0, 0, m.Rect.Dx(), m.Rect.Dy()))
		draw.Draw(flat, flat.Rect, m, m.Rect.Min, draw.Src)
		return scale(flat, width, height)
	case *image.RGBA:
		out := image.NewRGBA(to)
		for c := range 3 {
			resample(plane{out.Pix[c:], 4, out.Stride, width, height}, plane{m.Pix[c:], 4, m.Stride, m.Rect.Dx(), m.Rect.Dy()})
		}
		for i := 3; i < len(out.Pix); i += 4 {
			out.Pix[i] = 255
		}
		return out
	}
	return m // opaque gives no other
}

// scaleYCbCr scales brightness and colour each from its own resolution: colour to
// half of that of the brightness in each direction, which is how it is written.
func scaleYCbCr(m *image.YCbCr, to image.Rectangle) *image.YCbCr {
	out := image.NewYCbCr(to, image.YCbCrSubsampleRatio420)
	resample(plane{out.Y, 1, out.YStride, to.Dx(), to.Dy()}, plane{m.Y, 1, m.YStride, m.Rect.Dx(), m.Rect.Dy()})
	w, h := coloured(m)
	toW, toH := coloured(out)
	resample(plane{out.Cb, 1, out.CStride, toW, toH}, plane{m.Cb, 1, m.CStride, w, h})
	resample(plane{out.Cr, 1, out.CStride, toW, toH}, plane{m.Cr, 1, m.CStride, w, h})
	return out
}

// coloured is how many points of colour a picture that begins at an even place has.
func coloured(m *image.YCbCr) (w, h int) {
	w, h = m.Rect.Dx(), m.Rect.Dy()
	switch m.SubsampleRatio {
	case image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420:
		w = (w + 1) / 2
	case image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410:
		w = (w + 3) / 4
	}
	switch m.SubsampleRatio {
	case image.YCbCrSubsampleRatio420, image.YCbCrSubsampleRatio440, image.YCbCrSubsampleRatio410:
		h = (h + 1) / 2
	}
	return w, h
}

// encode writes the picture as JPEG, or as PNG where that is smaller: drawn
// pictures and screenshots with few colours, in which JPEG blurs the text.
func (r *Rendition) encode(m image.Image, lossless bool) error {
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, forJPEG(m), &jpeg.Options{Quality: Quality}); err != nil {
		return err
	}
	r.Bytes, r.MediaType = photo.Bytes(), media.JPEG
	if !lossless {
		return nil
	}
	few, ok := fewColours(m)
	if !ok && r.Scaled {
		return nil // scaling made too many colours for a PNG to be small
	}
	var drawn bytes.Buffer
	if err := png.Encode(&drawn, few); err != nil {
		return err
	}
	if drawn.Len() < photo.Len() {
		r.Bytes, r.MediaType = drawn.Bytes(), media.PNG
	}
	return nil
}

// forJPEG is a picture that the encoder reads fast.
func forJPEG(m image.Image) image.Image {
	if m, ok := m.(*image.Paletted); ok {
		flat := image.NewRGBA(m.Rect)
		draw.Draw(flat, flat.Rect, m, m.Rect.Min, draw.Src)
		return flat
	}
	return m
}

// fewColours is the picture with a palette, if 256 colours suffice.
func fewColours(m image.Image) (image.Image, bool) {
	rgba, ok := m.(*image.RGBA)
	if !ok {
		return m, true // a palette or greys already
	}
	index := make(map[[3]uint8]uint8, 256)
	var palette color.Palette
	out := image.NewPaletted(rgba.Rect, nil)
	var last [3]uint8
	var i uint8
	for y := range rgba.Rect.Dy() {
		row := rgba.Pix[y*rgba.Stride:]
		for x := range rgba.Rect.Dx() {
			c := [3]uint8(row[4*x : 4*x+3])
			if c != last || len(palette) == 0 {
				if i, ok = index[c]; !ok {
					if len(palette) == 256 {
						return m, false
					}
					i = uint8(len(palette))
					index[c] = i
					palette = append(palette, color.RGBA{c[0], c[1], c[2], 255})
				}
				last = c
			}
			out.Pix[y*out.Stride+x] = i
		}
	}
	out.Palette = palette
	return out, true
}
