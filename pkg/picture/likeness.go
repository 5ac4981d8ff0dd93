package picture

import (
	"encoding/binary"
	"encoding/hex"
	"image"
	"iter"
	"math/bits"
)

// Likeness is what a picture looks like from afar, 32 hexadecimal digits: of a
// picture of 9 by 8 points whether each is brighter than the one to its left,
// and of one of 8 by 9 whether each is brighter than the one above. It is ""
// for a picture too plain to tell it from others, such as a photo of a wall.
//
// It is for hints only. Two photos of one thing from one place look alike
// without being copies.
type Likeness string

const (
	// alike is how many of the 128 comparisons may differ. Measured: JPEG at
	// quality 30, half the size, both, and a caption over the lowest twelfth
	// differ by at most 13 in 19 of 20 photographs, 3 hundredths cut off all
	// around by 20; of 2,016 pairs of different photographs none differs by
	// less than 36 but two shots of one scene, and of 7,140 pairs of drawn chat
	// screens, and as many pages of text, none by less than 20.
	alike = 18
	// plain is how many of the comparisons must be of different shades at
	// least. Of a screen in one colour with one button it is 10, of chats and
	// pages 90 and more.
	plain = 32
)

// Pairs yields all i < j where the i-th and the j-th picture look alike. Every
// two are compared: 20,000 pictures take about a second.
func Pairs(all []Likeness) iter.Seq2[int, int] {
	type look struct {
		bits [2]uint64
		at   int
	}
	var looks []look
	for i, l := range all {
		if b, ok := l.bits(); ok {
			looks = append(looks, look{b, i})
		}
	}
	return func(yield func(i, j int) bool) {
		for i, a := range looks {
			for _, b := range looks[i+1:] {
				if near(a.bits, b.bits) && !yield(a.at, b.at) {
					return
				}
			}
		}
	}
}

// bits are the 128 comparisons; false for what is no likeness.
func (l Likeness) bits() ([2]uint64, bool) {
	b, err := hex.DecodeString(string(l))
	if err != nil || len(b) != 16 {
		return [2]uint64{}, false
	}
	return [2]uint64{binary.BigEndian.Uint64(b), binary.BigEndian.Uint64(b[8:])}, true
}

func near(a, b [2]uint64) bool {
	return bits.OnesCount64(a[0]^b[0])+bits.OnesCount64(a[1]^b[1]) <= alike
}

// likeness is that of an opaque picture held upright.
func likeness(m image.Image) Likeness {
	across, down := points(m, 9, 8), points(m, 8, 9)
	var out [16]byte
	shades := 0
	note := func(i int, before, after int32) {
		if after > before {
			out[i/8] |= 1 << (i % 8)
		}
		if d := after - before; d >= shade || d <= -shade {
			shades++
		}
	}
	for y := range 8 {
		for x := range 8 {
			note(8*y+x, across[9*y+x], across[9*y+x+1])
			note(64+8*y+x, down[8*y+x], down[8*(y+1)+x])
		}
	}
	if shades < plain {
		return ""
	}
	return Likeness(hex.EncodeToString(out[:]))
}

// shade is a step of brightness of 255, in the unit of points.
const shade = 16

// points is the brightness of a picture in width by height points, each the
// mean of the pixels that it stands for, in 16ths.
func points(m image.Image, width, height int) []int32 {
	b := m.Bounds()
	sums, counts := make([]int64, width*height), make([]int64, width*height)
	row := make([]uint8, b.Dx())
	for y := range b.Dy() {
		brightness(m, y, row)
		at := y * height / b.Dy() * width
		for p := range width {
			// Of column x the point is x*width/b.Dx().
			from, to := (p*b.Dx()+width-1)/width, ((p+1)*b.Dx()+width-1)/width
			for _, v := range row[from:to] {
				sums[at+p] += int64(v)
			}
			counts[at+p] += int64(to - from)
		}
	}
	out := make([]int32, len(sums))
	for i := range out {
		out[i] = int32(shade * sums[i] / max(counts[i], 1))
	}
	return out
}
