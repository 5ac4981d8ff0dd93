package picture

import (
	"image"

	"complain/pkg/picture/baseline"
)

// finer is how many times as many pixels as are wanted a reduced picture has at least,
// in each direction, in tenths: the filter that makes the last step needs some.
const finer = 15

// reduction is the part of its width and height that a picture is read at, from what
// is wanted of it: 1/4, 1/2, or 1.
func reduction(size image.Point, orientation int, wanted func(width, height int) (w, h int)) int {
	if orientation >= 5 {
		size.X, size.Y = size.Y, size.X
	}
	w, h := wanted(size.X, size.Y)
	by := 4
	for by > 1 && (10*size.X < finer*w*by || 10*size.Y < finer*h*by) {
		by /= 2
	}
	return by
}

// reduced reads a JPEG at 1/by of its size; ok is false where it must be read whole.
func (s *source) reduced(by int) (m image.Image, ok bool, err error) {
	return baseline.Decode(s.reader(s.size), by)
}
