package pdfpicture

import (
	"math"

	"complain/pkg/internal/pdffile"
)

// kind is how the samples of a pixel make a colour.
type kind int

const (
	grey kind = iota
	rgb
	cmyk
	lab
	inks // 0 is none
	indexed
)

// space is a colour space.
type space struct {
	kind  kind
	n     int     // samples a pixel
	table []uint8 // brightness of the colours of an indexed one
}

// names is the colour spaces that are named, with the short names of inline
// images.
var names = map[pdffile.Name]space{
	"DeviceGray": {grey, 1, nil}, "CalGray": {grey, 1, nil}, "G": {grey, 1, nil},
	"DeviceRGB": {rgb, 3, nil}, "CalRGB": {rgb, 3, nil}, "RGB": {rgb, 3, nil},
	"DeviceCMYK": {cmyk, 4, nil}, "CMYK": {cmyk, 4, nil},
}

// spaceOf reads a colour space (ISO 32000-2, 8.6). ok is false for patterns and
// what is damaged.
func spaceOf(f *pdffile.File, o pdffile.Object, resources pdffile.Dict, depth int) (s space, ok bool) {
	const most = 4
	if depth > most {
		return space{}, false
	}
	o = f.Resolve(o)
	if name, isName := o.(pdffile.Name); isName {
		if s, ok := names[name]; ok {
			return s, true
		}
		if o = f.Resolve(f.Dict(resources["ColorSpace"])[name]); o == nil || o == pdffile.Object(name) {
			return space{}, false
		}
		return spaceOf(f, o, nil, depth+1)
	}
	a := f.Array(o)
	if len(a) == 0 {
		return space{}, false
	}
	switch name := f.Name(a[0]); {
	case len(a) == 1:
		return spaceOf(f, name, resources, depth+1)
	case name == "ICCBased":
		s, ok = map[int]space{1: names["G"], 3: names["RGB"], 4: names["CMYK"]}[f.Int(f.Dict(a[1])["N"])]
		return s, ok
	case name == "CalGray", name == "CalRGB":
		return names[name], true
	case name == "Lab":
		return space{lab, 3, nil}, true
	case name == "Separation":
		return space{inks, 1, nil}, true
	case name == "DeviceN":
		const most = 32
		n := len(f.Array(a[1]))
		return space{inks, n, nil}, n > 0 && n <= most
	case (name == "Indexed" || name == "I") && len(a) >= 4:
		return indexedOf(f, a, resources, depth)
	}
	return space{}, false
}

func indexedOf(f *pdffile.File, a pdffile.Array, resources pdffile.Dict, depth int) (space, bool) {
	base, ok := spaceOf(f, a[1], resources, depth+1)
	if !ok || base.kind == indexed {
		return space{}, false
	}
	colours := []byte(f.Bytes(a[3]))
	if s := f.Stream(a[3]); s != nil {
		colours, _ = f.Data(s)
	}
	s := space{kind: indexed, n: 1}
	for i := range min(max(f.Int(a[2]), 0), 255) + 1 {
		if (i+1)*base.n > len(colours) {
			break
		}
		s.table = append(s.table, brightness(base.kind, colours[i*base.n:(i+1)*base.n]))
	}
	return s, len(s.table) > 0
}

// brightness is that of a colour, each sample of which is from 0 to 255.
func brightness(k kind, v []uint8) uint8 {
	switch {
	case len(v) == 0:
		return 0
	case k == rgb && len(v) >= 3:
		return luma(v[0], v[1], v[2])
	case k == cmyk && len(v) >= 4:
		light := 255 - uint32(v[3])
		part := func(c uint8) uint8 { return uint8((255 - uint32(c)) * light / 255) }
		return luma(part(v[0]), part(v[1]), part(v[2]))
	case k == inks:
		sum := 0
		for _, c := range v {
			sum += int(c)
		}
		return uint8(255 - min(sum, 255))
	}
	return v[0] // also Lab, whose first sample is the lightness
}

func luma(r, g, b uint8) uint8 { return uint8((19*uint32(r) + 38*uint32(g) + 7*uint32(b)) >> 6) }

// scale is what each value of a sample of so many bits stands for: 0 to 255, or
// in an indexed space the number of a colour; Decode may turn it round.
func (s space) scale(f *pdffile.File, d pdffile.Dict, bits int) [][]uint8 {
	size := 1 << bits
	decode, ok := f.Numbers(d["Decode"], 2*s.n)
	if s.kind == lab {
		ok = false // in units of its own
	}
	top := 1.0
	if s.kind == indexed {
		top = float64(size - 1)
	}
	out := make([][]uint8, s.n)
	for i := range out {
		from, to := 0.0, top
		if ok {
			from, to = decode[2*i], decode[2*i+1]
		}
		if i > 0 && !ok {
			out[i] = out[0]
			continue
		}
		out[i] = make([]uint8, size)
		for v := range out[i] {
			x := from + float64(v)*(to-from)/float64(size-1)
			if s.kind != indexed {
				x *= 255
			}
			out[i][v] = uint8(min(max(math.Round(x), 0), 255))
		}
	}
	return out
}

// shades is the brightness of each value of a sample of a space of one sample.
func (s space) shades(f *pdffile.File, d pdffile.Dict, bits int) []uint8 {
	out := s.scale(f, d, bits)[0]
	for i, v := range out {
		if s.kind == indexed {
			out[i] = s.table[min(int(v), len(s.table)-1)]
		} else {
			out[i] = brightness(s.kind, []uint8{v})
		}
	}
	return out
}
