package hevc

// place is where a coefficient, or a block of 4 by 4 of them, stands.
type place struct{ x, y uint8 }

// The orders of clause 6.5.3 to 6.5.5. A block larger than 4 by 4 is scanned
// in blocks of 4 by 4, those in the same order; horizontal and vertical scans
// are of blocks of 8 by 8 at most, or 4 by 4 for the last two.
var (
	diagonal1 = diagonalScan(1)
	diagonal2 = diagonalScan(2)
	diagonal4 = diagonalScan(4)
	diagonal8 = diagonalScan(8)

	horizontal1 = []place{{0, 0}}
	horizontal2 = []place{{0, 0}, {1, 0}, {0, 1}, {1, 1}}
	horizontal4 = rowScan(4, false)
	vertical2   = []place{{0, 0}, {0, 1}, {1, 0}, {1, 1}}
	vertical4   = rowScan(4, true)
)

const (
	scanDiagonal = iota
	scanHorizontal
	scanVertical
)

// scans is by order and by log2 of the side.
var scans = [3][4][]place{
	scanDiagonal:   {diagonal1, diagonal2, diagonal4, diagonal8},
	scanHorizontal: {horizontal1, horizontal2, horizontal4, diagonal8},
	scanVertical:   {horizontal1, vertical2, vertical4, diagonal8},
}

func diagonalScan(side int) []place {
	var out []place
	for sum := range 2*side - 1 {
		for x := range side { // from the lower left up
			if y := sum - x; y >= 0 && y < side {
				out = append(out, place{uint8(x), uint8(y)})
			}
		}
	}
	return out
}

func rowScan(side int, columns bool) []place {
	var out []place
	for a := range side {
		for b := range side {
			if columns {
				out = append(out, place{uint8(a), uint8(b)})
			} else {
				out = append(out, place{uint8(b), uint8(a)})
			}
		}
	}
	return out
}
