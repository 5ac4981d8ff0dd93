package photo

import (
	"context"
	"io"
	"strings"

	"complain/pkg/internal/charset"
	"complain/pkg/internal/exif"
)

// pngChunks is what a PNG file holds beside pixels.
type pngChunks struct {
	text   map[string]string // tEXt and uncompressed iTXt, by keyword
	xmp    string
	exif   string // a TIFF file
	origin string
	cut    bool
}

const maxText = 1 << 20 // bytes of all text and EXIF together

// readPNG walks through the chunks by their headers. Compressed text is left
// alone: no program is known to write dates so.
func readPNG(ctx context.Context, r io.ReaderAt, size int64) pngChunks {
	c := pngChunks{text: make(map[string]string)}
	left := int64(maxText)
	whole := exif.PNG(r, func(name string, at, length int64) bool {
		switch name {
		case c2paPNG:
			c.origin = c2pa
		case "tEXt", "iTXt", "eXIf":
			if length > left || at+length > size {
				c.cut = true
				break
			}
			left -= length
			data := make([]byte, length)
			if n, _ := r.ReadAt(data, at); int64(n) < length {
				c.cut = true
				return false
			}
			c.add(name, data)
		}
		c.cut = c.cut || ctx.Err() != nil
		return ctx.Err() == nil
	})
	c.cut = c.cut || !whole
	return c
}

func (c *pngChunks) add(name string, data []byte) {
	if name == "eXIf" {
		// Some writers put JPEG's header before the TIFF file.
		c.exif = strings.TrimPrefix(string(data), "Exif\x00\x00")
		return
	}
	keyword, value, ok := strings.Cut(string(data), "\x00")
	if !ok || keyword == "" || len(keyword) > 79 {
		return
	}
	if name == "iTXt" {
		// Flag and method of compression, language, translated keyword, text.
		if len(value) < 2 || value[0] != 0 {
			return
		}
		parts := strings.SplitN(value[2:], "\x00", 3)
		if len(parts) < 3 {
			return
		}
		value = parts[2]
	}
	if keyword == "XML:com.adobe.xmp" {
		c.xmp = value
		return
	}
	// tEXt is Latin-1 by the letter; what people meet is UTF-8 or GBK.
	text, _ := charset.DecodeHead([]byte(value))
	if text = clean(text); text != "" && len(c.text) < 100 {
		c.text[keyword] = text
	}
}
