package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image/color"
	"image/jpeg"
)

// encodedJPEG is a JPEG as PDF's DCTDecode reads it, baseline or progressive,
// byte for byte. Its pixels are not looked at: one that is cut short shows what
// there is, as everywhere.
func encodedJPEG(data []byte) (encoded, error) {
	config, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return encoded{}, err
	}
	o := encoded{width: config.Width, height: config.Height, data: data}
	if o.width <= 0 || o.height <= 0 {
		return o, fmt.Errorf("%d × %d pixels", o.width, o.height)
	}
	space, more := "DeviceRGB", ""
	switch config.ColorModel {
	case color.GrayModel:
		space = "DeviceGray"
	case color.CMYKModel:
		space = "DeviceCMYK"
		if adobe(data) {
			more = "\n/Decode [1 0 1 0 1 0 1 0]" // Adobe's programs store it inverted
		}
	case color.RGBAModel:
		if !adobe(data) {
			more = "\n/DecodeParms <</ColorTransform 0>>"
		}
	}
	o.dict = "/ColorSpace /" + space + "\n/BitsPerComponent 8\n/Filter /DCTDecode" + more
	return o, nil
}

// adobe reports whether the segments before the first scan have Adobe's marker,
// which decides what three or four colours mean.
func adobe(data []byte) bool {
	const app14, scan, fill = 0xEE, 0xDA, 0xFF
	for at := 2; at+4 <= len(data) && data[at] == 0xFF; {
		if data[at+1] == fill {
			at++
			continue
		}
		length := int(binary.BigEndian.Uint16(data[at+2:]))
		switch {
		case data[at+1] == scan || length < 2:
			return false
		case data[at+1] == app14 && bytes.HasPrefix(data[at+4:], []byte("Adobe")):
			return true
		}
		at += 2 + length
	}
	return false
}
