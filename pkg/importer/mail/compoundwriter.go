package mail

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"io"
	"slices"
	"strings"
	"unicode/utf16"
)

// object is a stream or a folder of the file to be written.
type object struct {
	name     string
	folder   bool
	children []*object
	size     int64
	open     func() (io.Reader, error)

	left, right, child uint32 // by their places in the directory
	start              uint32 // the first sector
}

// The special values of sector numbers and directory places.
const (
	sectorOfFAT = 0xfffffffd
	endOfChain  = 0xfffffffe
	nothing     = 0xffffffff
)

const (
	miniSector = 64
	miniCutoff = 4096 // what is shorter lies in sectors of miniSector bytes
	maxHeadFAT = 109  // sectors of FAT that the header of a file lists
)

// compoundWriter is a file whose places are all known.
type compoundWriter struct {
	sector  int64
	head    []byte    // header, FAT, directory and mini FAT
	streams []*object // in the order of their bytes: the small ones, then the large
	mini    int64     // bytes of the small ones
	size    int64
}

// layOut gives every stream its place; nil when there are more than a file of
// the format can list in its header, some 450 MB.
func layOut(root *object) *compoundWriter {
	directory := list(root)
	w := &compoundWriter{}
	var large []*object
	for _, o := range directory {
		switch {
		case o.folder || o.size == 0:
			o.start = endOfChain
		case o.size < miniCutoff:
			o.start = uint32(w.mini / miniSector)
			w.mini += filled(o.size, miniSector)
			w.streams = append(w.streams, o)
		default:
			large = append(large, o)
		}
	}
	w.streams = append(w.streams, large...)
	for _, shift := range [...]int{9, 12} { // versions 3 and 4
		w.sector = 1 << shift
		parts := []int64{0, int64(len(directory)) * 128, w.mini / miniSector * 4, w.mini}
		for _, o := range large {
			parts = append(parts, o.size)
		}
		sectors := int64(0)
		for i, p := range parts {
			parts[i] = filled(p, w.sector) / w.sector
			sectors += parts[i]
		}
		for parts[0]*w.sector/4 < sectors+parts[0] {
			parts[0]++
		}
		if parts[0] <= maxHeadFAT {
			w.size = (1 + parts[0] + sectors) * w.sector
			w.write(shift, parts, directory, large)
			return w
		}
	}
	return nil
}

// filled is n rounded up to whole units.
func filled(n, unit int64) int64 { return (n + unit - 1) / unit * unit }

// list is the directory: a folder before what is in it, children as a balanced
// tree in the order of the format.
func list(root *object) []*object {
	all := []*object{root}
	for i := 0; i < len(all); i++ {
		folder := all[i]
		if i == 0 || folder.folder {
			folder.child = nothing
		}
		children := folder.children
		slices.SortFunc(children, func(a, b *object) int {
			x, y := utf16.Encode([]rune(strings.ToUpper(a.name))), utf16.Encode([]rune(strings.ToUpper(b.name)))
			return cmp.Or(cmp.Compare(len(x), len(y)), slices.Compare(x, y))
		})
		first := len(all)
		all = append(all, children...)
		if len(children) > 0 {
			folder.child = middle(all, first, len(all))
		}
	}
	for _, o := range all {
		if len(o.children) == 0 {
			o.child = nothing
		}
	}
	root.left, root.right = nothing, nothing
	return all
}

// middle makes a tree of all[from:to], and gives the place of its root.
func middle(all []*object, from, to int) uint32 {
	if from >= to {
		return nothing
	}
	at := (from + to) / 2
	all[at].left, all[at].right = middle(all, from, at), middle(all, at+1, to)
	return uint32(at)
}

// write makes the beginning of the file. parts are the sectors of the FAT, the
// directory, the mini FAT, the mini stream and the large streams, in this order.
func (w *compoundWriter) write(shift int, parts []int64, directory, large []*object) {
	var fat []uint32
	chain := func(sectors int64) (start uint32) {
		if sectors == 0 {
			return endOfChain
		}
		start = uint32(len(fat))
		for n := start + 1; n < start+uint32(sectors); n++ {
			fat = append(fat, n)
		}
		fat = append(fat, endOfChain)
		return start
	}
	for range parts[0] {
		fat = append(fat, sectorOfFAT)
	}
	atDirectory, atMini := chain(parts[1]), chain(parts[2])
	directory[0].start, directory[0].size = chain(parts[3]), w.mini
	for i, o := range large {
		o.start = chain(parts[4+i])
	}

	h := make([]byte, w.sector)
	copy(h, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	le := binary.LittleEndian
	le.PutUint16(h[24:], 0x3e)
	le.PutUint16(h[26:], map[int]uint16{9: 3, 12: 4}[shift])
	le.PutUint16(h[28:], 0xfffe) // the order of bytes
	le.PutUint16(h[30:], uint16(shift))
	le.PutUint16(h[32:], 6) // mini sectors of 2^6 bytes
	if shift == 12 {
		le.PutUint32(h[40:], uint32(parts[1]))
	}
	le.PutUint32(h[44:], uint32(parts[0]))
	le.PutUint32(h[48:], atDirectory)
	le.PutUint32(h[56:], miniCutoff)
	le.PutUint32(h[60:], atMini)
	le.PutUint32(h[64:], uint32(parts[2]))
	le.PutUint32(h[68:], endOfChain)
	for i := range maxHeadFAT {
		sector := uint32(nothing)
		if int64(i) < parts[0] {
			sector = uint32(i)
		}
		le.PutUint32(h[76+4*i:], sector)
	}
	w.head = w.numbers(h, fat, parts[0])
	for i, o := range directory {
		w.head = o.entry(w.head, i == 0)
	}
	for int64(len(w.head))%w.sector != 0 {
		w.head = (&object{left: nothing, right: nothing, child: nothing}).unused(w.head)
	}
	var miniFAT []uint32
	for _, o := range w.streams {
		for n := filled(o.size, miniSector) / miniSector; o.size < miniCutoff && n > 0; n-- {
			next := uint32(len(miniFAT)) + 1
			if n == 1 {
				next = endOfChain
			}
			miniFAT = append(miniFAT, next)
		}
	}
	w.head = w.numbers(w.head, miniFAT, parts[2])
}

// numbers appends a table that fills so many sectors.
func (w *compoundWriter) numbers(to []byte, table []uint32, sectors int64) []byte {
	for i := range sectors * w.sector / 4 {
		n := uint32(nothing)
		if i < int64(len(table)) {
			n = table[i]
		}
		to = binary.LittleEndian.AppendUint32(to, n)
	}
	return to
}

// messageID is the class of Outlook's messages:
// {00020D0B-0000-0000-C000-000000000046}.
const messageID = "\x0b\x0d\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46"

// entry appends the directory's line about o. All nodes of the tree are black:
// the format takes that for any tree.
func (o *object) entry(to []byte, root bool) []byte {
	const stored, stream, whole, black = 1, 2, 5, 1
	e := o.unused(nil)
	name, kind := o.name, byte(stream)
	if o.folder {
		kind = stored
	}
	if root {
		name, kind = "Root Entry", whole
		copy(e[80:], messageID)
	}
	units := utf16.Encode([]rune(name))
	units = units[:min(len(units), 31)]
	for i, u := range units {
		binary.LittleEndian.PutUint16(e[2*i:], u)
	}
	binary.LittleEndian.PutUint16(e[64:], uint16(2*len(units)+2))
	e[66], e[67] = kind, black
	if kind != stored {
		binary.LittleEndian.PutUint32(e[116:], o.start)
		binary.LittleEndian.PutUint64(e[120:], uint64(o.size))
	}
	return append(to, e...)
}

func (o *object) unused(to []byte) []byte {
	e := make([]byte, 128)
	binary.LittleEndian.PutUint32(e[68:], o.left)
	binary.LittleEndian.PutUint32(e[72:], o.right)
	binary.LittleEndian.PutUint32(e[76:], o.child)
	return append(to, e...)
}

// reader reads the file from its beginning.
func (w *compoundWriter) reader() io.Reader {
	readers := []io.Reader{bytes.NewReader(w.head)}
	filler := func(n int64) {
		if n > 0 {
			readers = append(readers, bytes.NewReader(make([]byte, n)))
		}
	}
	small := true
	for _, o := range w.streams {
		unit := int64(miniSector)
		if o.size >= miniCutoff {
			if small {
				filler(filled(w.mini, w.sector) - w.mini)
			}
			small, unit = false, w.sector
		}
		readers = append(readers, &whole{object: o})
		filler(filled(o.size, unit) - o.size)
	}
	if small {
		filler(filled(w.mini, w.sector) - w.mini)
	}
	return io.MultiReader(readers...)
}

// whole reads exactly as many bytes as its object has, or fails.
type whole struct {
	object *object
	r      io.Reader
	read   int64
}

// Read implements io.Reader.
func (w *whole) Read(p []byte) (int, error) {
	if w.r == nil {
		r, err := w.object.open()
		if err != nil {
			return 0, err
		}
		w.r = r
	}
	left := w.object.size - w.read
	if left == 0 {
		return 0, io.EOF
	}
	n, err := w.r.Read(p[:min(int64(len(p)), left)])
	w.read += int64(n)
	if err == io.EOF && w.read < w.object.size {
		err = errCompound
	}
	return n, err
}
