package pdf

// crossReference says where each object is: the rows of a cross-reference stream.
// Each has a byte that says what the others are: how much more than those of the row
// before (filter 2 of PNG), which is mostly nothing.
type crossReference struct {
	rows []byte
	last [rowBytes]byte
}

const (
	offsetBytes = 5
	rowBytes    = 1 + offsetBytes + 2
)

// add adds an object: of kind 1 at an offset, or of kind 2 in an object stream, at
// its place there.
func (x *crossReference) add(kind byte, at int64, place int) {
	row := [rowBytes]byte{kind, byte(at >> 32), byte(at >> 24), byte(at >> 16), byte(at >> 8), byte(at), byte(place >> 8), byte(place)}
	x.rows = append(x.rows, 2)
	for i, b := range row {
		x.rows = append(x.rows, b-x.last[i])
	}
	x.last = row
}
