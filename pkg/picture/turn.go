package picture

import "image"

// turn holds a picture upright that is stored as EXIF's orientation says.
func turn(m image.Image, orientation int) image.Image {
	if orientation < 2 || orientation > 8 {
		return m
	}
	b := m.Bounds()
	w, h := b.Dx(), b.Dy()
	size := turned(w, h, orientation)
	// from is where the pixel at x, y of the upright picture is stored.
	from := func(x, y int) (int, int) {
		switch orientation {
		case 2:
			return w - 1 - x, y
		case 3:
			return w - 1 - x, h - 1 - y
		case 4:
			return x, h - 1 - y
		case 5:
			return y, x
		case 6:
			return y, h - 1 - x
		case 7:
			return w - 1 - y, h - 1 - x
		default:
			return w - 1 - y, x
		}
	}
	move := func(to []uint8, toStride int, pix []uint8, stride, samples int) {
		for y := range size.Dy() {
			row := to[y*toStride:]
			for x := range size.Dx() {
				fx, fy := from(x, y)
				if samples == 1 {
					row[x] = pix[fy*stride+fx]
					continue
				}
				copy(row[x*samples:(x+1)*samples], pix[fy*stride+fx*samples:])
			}
		}
	}
	switch m := m.(type) {
	case *image.Gray:
		out := image.NewGray(size)
		move(out.Pix, out.Stride, m.Pix, m.Stride, 1)
		return out
	case *image.Paletted:
		out := image.NewPaletted(size, m.Palette)
		move(out.Pix, out.Stride, m.Pix, m.Stride, 1)
		return out
	case *image.RGBA:
		out := image.NewRGBA(size)
		move(out.Pix, out.Stride, m.Pix, m.Stride, 4)
		return out
	case *image.YCbCr:
		if m.SubsampleRatio == image.YCbCrSubsampleRatio420 && w%2 == 0 && h%2 == 0 {
			out := image.NewYCbCr(size, image.YCbCrSubsampleRatio420)
			move(out.Y, out.YStride, m.Y, m.YStride, 1)
			w, h = w/2, h/2
			size = turned(w, h, orientation)
			move(out.Cb, out.CStride, m.Cb, m.CStride, 1)
			move(out.Cr, out.CStride, m.Cr, m.CStride, 1)
			return out
		}
		full := m
		if m.SubsampleRatio != image.YCbCrSubsampleRatio444 {
			full = spread(m)
		}
		out := image.NewYCbCr(size, image.YCbCrSubsampleRatio444)
		move(out.Y, out.YStride, full.Y, full.YStride, 1)
		move(out.Cb, out.CStride, full.Cb, full.CStride, 1)
		move(out.Cr, out.CStride, full.Cr, full.CStride, 1)
		return out
	}
	return m // render gives no other
}

// turned is the size of a picture of w by h points that is turned.
func turned(w, h, orientation int) image.Rectangle {
	if orientation >= 5 {
		w, h = h, w
	}
	return image.Rect(0, 0, w, h)
}

// spread gives every pixel a colour of its own.
func spread(m *image.YCbCr) *image.YCbCr {
	out := image.NewYCbCr(image.Rect(0, 0, m.Rect.Dx(), m.Rect.Dy()), image.YCbCrSubsampleRatio444)
	for y := range m.Rect.Dy() {
		copy(out.Y[y*out.YStride:(y+1)*out.YStride], m.Y[m.YOffset(m.Rect.Min.X, m.Rect.Min.Y+y):])
		for x := range m.Rect.Dx() {
			from := m.COffset(m.Rect.Min.X+x, m.Rect.Min.Y+y)
			out.Cb[y*out.CStride+x] = m.Cb[from]
			out.Cr[y*out.CStride+x] = m.Cr[from]
		}
	}
	return out
}
