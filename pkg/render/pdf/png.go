package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

// maxInflated is of a picture that is decompressed to see whether it is whole.
const maxInflated = 200_000_000

// errLayered is of a PNG that PDF cannot hold as it is compressed.
var errLayered = errors.New("interlaced, or with a layer of transparency")

// encodedPNG is the pixels of a PNG as they are compressed: PDF knows PNG's way
// of doing that. They are decompressed once, to find what is cut short.
func encodedPNG(data []byte) (encoded, error) {
	var o encoded
	var palette []byte
	var depth, colour, interlace byte
	transparent, ended := false, false
	for rest := data[len(pngSignature):]; len(rest) >= 12 && !ended; {
		length := int64(binary.BigEndian.Uint32(rest))
		if length > int64(len(rest)-12) {
			return o, io.ErrUnexpectedEOF
		}
		content := rest[8 : 8+length]
		switch string(rest[4:8]) {
		case "IHDR":
			if length != 13 {
				return o, fmt.Errorf("a header of %d bytes", length)
			}
			w, h := binary.BigEndian.Uint32(content), binary.BigEndian.Uint32(content[4:])
			if w == 0 || h == 0 || w > 1<<30 || h > 1<<30 {
				return o, fmt.Errorf("%d × %d pixels", w, h)
			}
			o.width, o.height, depth, colour, interlace = int(w), int(h), content[8], content[9], content[12]
		case "PLTE":
			palette = content
		case "tRNS":
			transparent = true
		case "IDAT":
			if o.data == nil {
				o.data = content[:len(content):len(content)]
			} else {
				o.data = append(o.data, content...)
			}
		case "IEND":
			ended = true
		}
		rest = rest[12+length:]
	}
	if !ended || o.width == 0 {
		return o, io.ErrUnexpectedEOF
	}
	const grey, rgb, indexed, alpha = 0, 2, 3, 4
	if colour&alpha != 0 || transparent || interlace != 0 {
		return o, errLayered
	}
	colours, space := 1, "/DeviceGray"
	switch {
	case depth != 1 && depth != 2 && depth != 4 && depth != 8 && (depth != 16 || colour == indexed):
		return o, fmt.Errorf("%d bits", depth)
	case colour == grey:
	case colour == rgb && depth >= 8:
		colours, space = 3, "/DeviceRGB"
	case colour == indexed && len(palette) >= 3 && len(palette)%3 == 0 && len(palette) <= 3*256:
		space = fmt.Sprintf("[/Indexed /DeviceRGB %d <%x>]", len(palette)/3-1, palette)
	default:
		return o, fmt.Errorf("a colour type %d of %d bits", colour, depth)
	}
	if int64(o.width)*int64(o.height) > maxInflated {
		return o, fmt.Errorf("%d × %d pixels", o.width, o.height)
	}
	row := 1 + (int64(o.width)*int64(colours)*int64(depth)+7)/8
	if err := inflates(o.data, row*int64(o.height)); err != nil {
		return o, err
	}
	o.dict = fmt.Sprintf("/ColorSpace %s\n/BitsPerComponent %d\n/Filter /FlateDecode\n/DecodeParms <</Predictor 15 /Colors %d /BitsPerComponent %d /Columns %d>>",
		space, depth, colours, depth, o.width)
	return o, nil
}

// inflates checks that data is size bytes compressed.
func inflates(data []byte, size int64) error {
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return err
	}
	n, err := io.Copy(io.Discard, io.LimitReader(z, size+1))
	if err != nil {
		return err
	}
	if n != size {
		return io.ErrUnexpectedEOF
	}
	return nil
}
