package picture

import "image"

const (
	// levelRadius is how far around a pixel its background is looked for: most of
	// such a square must be background, in chats with their bubbles too.
	levelRadius = 32
	levelGain   = 2
	levelMost   = 40_000_000 // pixels: more is no screenshot
	darkest     = 110        // the median of a picture that is dark text on light is above
)

// isDark reports whether most of a picture is dark, as the night mode of phones
// makes it.
func isDark(m *image.Gray) bool {
	var count [256]int
	for y := range m.Rect.Dy() {
		for _, v := range m.Pix[y*m.Stride:][:m.Rect.Dx()] {
			count[v]++
		}
	}
	sum := 0
	for v := range darkest {
		sum += count[v]
	}
	return 2*sum > m.Rect.Dx()*m.Rect.Dy()
}

// level makes every pixel as dark as it differs from the background around it,
// the median there: light text on dark and dark text on a coloured bubble both
// become dark text on white. Recognisers take one of the two for a whole
// picture and lose the other. The picture begins at 0, 0.
func level(m *image.Gray) *image.Gray {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	out := image.NewGray(m.Rect)
	for y := range h {
		win := window{m: m, top: max(y-levelRadius, 0), bottom: min(y+levelRadius+1, h)}
		for x := range min(levelRadius, w) {
			win.add(x, 1)
		}
		row, to := m.Pix[y*m.Stride:], out.Pix[y*out.Stride:]
		for x := range w {
			if x+levelRadius < w {
				win.add(x+levelRadius, 1)
			}
			if x > levelRadius {
				win.add(x-levelRadius-1, -1)
			}
			differ := int(row[x]) - int(win.middle())
			if differ < 0 {
				differ = -differ
			}
			to[x] = uint8(255 - min(255, levelGain*differ))
		}
	}
	return out
}

// window is the pixels around one, counted by brightness (T. S. Huang, A Fast
// Two-Dimensional Median Filtering Algorithm, 1979).
type window struct {
	m           *image.Gray
	top, bottom int
	count       [256]int
	all, below  int // pixels, and those darker than median
	median      uint8
}

// add takes a column of pixels in, or out with -1.
func (w *window) add(x, n int) {
	for y := w.top; y < w.bottom; y++ {
		v := w.m.Pix[y*w.m.Stride+x]
		w.count[v] += n
		if v < w.median {
			w.below += n
		}
	}
	w.all += n * (w.bottom - w.top)
}

func (w *window) middle() uint8 {
	for 2*w.below > w.all {
		w.median--
		w.below -= w.count[w.median]
	}
	for 2*(w.below+w.count[w.median]) < w.all {
		w.below += w.count[w.median]
		w.median++
	}
	return w.median
}
