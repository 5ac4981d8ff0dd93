package pdffile

import (
	"bytes"
	"compress/flate"
	"compress/lzw"
	"compress/zlib"
	"encoding/ascii85"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	tifflzw "golang.org/x/image/tiff/lzw" // that of PDF changes to longer codes as early
)

// Raw is a stream's data as its filters left it, decrypted.
func (f *File) Raw(s *Stream) []byte { return f.decipher(s) }

// Data is a stream's data, decoded: of damaged data what comes before the
// damage, and an error that wraps ErrDamaged where that is nothing.
func (f *File) Data(s *Stream) ([]byte, error) { return f.decode(s, f.decipher(s)) }

// Samples is the data of a picture: with its filters off up to the one that
// makes pixels, such as DCTDecode, which is returned with its parameters, or ""
// where none does. most is how many bytes it may be; they do not count towards
// those of the file, since papers of many pages are read page by page.
func (f *File) Samples(s *Stream, most int64) (data []byte, filter Name, params Dict, err error) {
	var spent int64
	return f.undo(s, f.decipher(s), most, &spent)
}

// pixels is the filters that make pixels.
var pixels = map[Name]bool{"DCTDecode": true, "DCT": true, "CCITTFaxDecode": true, "CCF": true, "JPXDecode": true, "JBIG2Decode": true}

func (f *File) decode(s *Stream, data []byte) ([]byte, error) {
	data, filter, _, err := f.undo(s, data, maxStream, &f.decoded)
	if err == nil && filter != "" {
		return nil, fmt.Errorf("%q: %w", filter, ErrFilter)
	}
	return data, err
}

// undo takes the filters off, up to one that makes pixels. It stops at the
// limits of one stream and of all that was spent.
func (f *File) undo(s *Stream, data []byte, most int64, spent *int64) (_ []byte, filter Name, params Dict, err error) {
	fail := func(err error) ([]byte, Name, Dict, error) { return nil, "", nil, err }
	if err := f.ctx.Err(); err != nil {
		return fail(err)
	}
	filters := f.list(s.Dict["Filter"], s.Dict["F"])
	allParams := f.list(s.Dict["DecodeParms"], s.Dict["DP"])
	const mostFilters = 8
	if len(filters) > mostFilters {
		return fail(fmt.Errorf("%d filters: %w", len(filters), ErrFilter))
	}
	for i, o := range filters {
		if len(data) == 0 {
			return nil, "", nil, nil // programs write nothing at all for nothing
		}
		var p Dict
		if i < len(allParams) {
			p = f.Dict(allParams[i])
		}
		name := f.Name(o)
		if pixels[name] && i == len(filters)-1 {
			return data, name, p, nil
		}
		r, err := f.filter(name, data, p)
		if err != nil {
			return fail(err)
		}
		left := min(most, maxDecoded-*spent)
		out, err := io.ReadAll(io.LimitReader(r, left+1))
		*spent += int64(len(out))
		if int64(len(out)) > left {
			return fail(ErrTooMuch)
		}
		if err != nil && len(out) == 0 { // else viewers show what comes before the damage
			return fail(fmt.Errorf("%w: %w", ErrDamaged, err))
		}
		if f.Int(p["Predictor"]) > 1 && (name == "FlateDecode" || name == "Fl" || name == "LZWDecode" || name == "LZW") {
			if out, err = f.predict(out, p); err != nil {
				return fail(err)
			}
		}
		data = out
		if err := f.ctx.Err(); err != nil {
			return fail(err)
		}
	}
	return data, "", nil, nil
}

// list is a value that may stand alone or in an array. A dictionary under the
// short key of inline images is a file specification, and is left out.
func (f *File) list(o, short Object) Array {
	o = f.Resolve(o)
	if o == nil {
		if o = f.Resolve(short); o == nil {
			return nil
		}
		switch o.(type) {
		case Name, Array:
		case Dict:
			return Array{o}
		default:
			return nil
		}
	}
	if a, ok := o.(Array); ok {
		return a
	}
	return Array{o}
}

func (f *File) filter(name Name, data []byte, p Dict) (io.Reader, error) {
	switch name {
	case "FlateDecode", "Fl":
		// Some files lack the checksum or have a wrong one, and some the head.
		if r, err := zlib.NewReader(bytes.NewReader(data)); err == nil {
			return forgiving{r}, nil
		}
		return forgiving{flate.NewReader(bytes.NewReader(data))}, nil
	case "LZWDecode", "LZW":
		if early, ok := f.Number(p["EarlyChange"]); ok && early == 0 {
			return lzw.NewReader(bytes.NewReader(data), lzw.MSB, 8), nil
		}
		return tifflzw.NewReader(bytes.NewReader(data), tifflzw.MSB, 8), nil
	case "ASCII85Decode", "A85":
		if i := bytes.IndexByte(data, '~'); i >= 0 {
			data = data[:i]
		}
		data = bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~"))
		return ascii85.NewDecoder(bytes.NewReader(data)), nil
	case "ASCIIHexDecode", "AHx":
		return bytes.NewReader((&Lexer{data: data}).hex()), nil
	case "RunLengthDecode", "RL":
		return &runLength{data: data}, nil
	case "Crypt":
		return bytes.NewReader(data), nil // decipher has seen to it
	}
	return nil, fmt.Errorf("%q: %w", name, ErrFilter)
}

// forgiving ends at damage behind data that was good.
type forgiving struct{ r io.Reader }

func (r forgiving) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	if errors.Is(err, zlib.ErrChecksum) {
		err = io.EOF
	}
	return n, err
}

// runLength unpacks runs: a byte n below 128 comes before n+1 bytes as they
// are, above 128 before one that stands for 257-n.
type runLength struct {
	data  []byte
	left  int
	fill  byte
	alike bool
}

func (r *runLength) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		if r.left == 0 {
			if len(r.data) < 2 || r.data[0] == 128 {
				break
			}
			r.alike = r.data[0] > 128
			if r.alike {
				r.left, r.fill, r.data = 257-int(r.data[0]), r.data[1], r.data[2:]
			} else {
				r.left, r.data = int(r.data[0])+1, r.data[1:]
			}
		}
		if r.alike {
			p[n] = r.fill
		} else if len(r.data) == 0 {
			break
		} else {
			p[n], r.data = r.data[0], r.data[1:]
		}
		n++
		r.left--
	}
	if n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

// predict undoes the differences that PNG's and TIFF's predictors took.
func (f *File) predict(data []byte, p Dict) ([]byte, error) {
	colors, bits, columns := max(f.Int(p["Colors"]), 1), f.Int(p["BitsPerComponent"]), max(f.Int(p["Columns"]), 1)
	if bits == 0 {
		bits = 8
	}
	if colors > 32 || bits > 16 || columns > 1<<20 {
		return nil, fmt.Errorf("%w: predictor", ErrDamaged)
	}
	size := (colors*bits + 7) / 8
	row := (colors*bits*columns + 7) / 8
	if f.Int(p["Predictor"]) == 2 {
		for start := 0; start+row <= len(data); start += row {
			unTIFF(data[start:start+row], colors, bits, columns)
		}
		return data, nil
	}
	var out []byte
	above := make([]byte, row)
	for len(data) > 1 {
		kind := data[0]
		line := make([]byte, row)
		n := copy(line, data[1:])
		data = data[1+n:]
		for i := range line {
			var left, corner byte
			if i >= size {
				left, corner = line[i-size], above[i-size]
			}
			switch kind {
			case 1:
				line[i] += left
			case 2:
				line[i] += above[i]
			case 3:
				line[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				line[i] += paeth(left, above[i], corner)
			}
		}
		out = append(out, line[:n]...)
		above = line
	}
	return out, nil
}

// unTIFF adds to every sample of a row the one of its colour before it.
func unTIFF(row []byte, colors, bits, columns int) {
	switch bits {
	case 8:
		for i := colors; i < len(row); i++ {
			row[i] += row[i-colors]
		}
	case 16:
		for i := 2 * colors; i+1 < len(row); i += 2 {
			binary.BigEndian.PutUint16(row[i:], binary.BigEndian.Uint16(row[i:])+binary.BigEndian.Uint16(row[i-2*colors:]))
		}
	default: // 1, 2 and 4; others are no sizes of samples
		if bits > 4 || 8%bits != 0 {
			return
		}
		mask := byte(1)<<bits - 1
		at := func(i int) (n, shift int) { return i * bits / 8, 8 - bits - i*bits%8 }
		for i := colors; i < colors*columns; i++ {
			from, down := at(i - colors)
			to, up := at(i)
			sum := (row[to]>>up + row[from]>>down) & mask
			row[to] = row[to]&^(mask<<up) | sum<<up
		}
	}
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	da, db, dc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case da <= db && da <= dc:
		return a
	case db <= dc:
		return b
	}
	return c
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
