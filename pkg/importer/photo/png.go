package photo

import (
	"compress/zlib"
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"time"

	"complain/pkg/internal/charset"
	"complain/pkg/internal/exif"
)

// pngChunks is what a PNG file holds beside pixels.
type pngChunks struct {
	text    map[string]string // tEXt, zTXt and iTXt, by keyword
	xmp     string
	exif    string // a TIFF file
	iptc    string // a date, as EXIF would write it
	changed string // tIME, as EXIF would write it, UTC
	origin  string
	cut     bool
}

const maxText = 1 << 20 // bytes of all text and EXIF together

// readPNG walks through the chunks by their headers.
func readPNG(ctx context.Context, r io.ReaderAt, size int64) pngChunks {
	c := pngChunks{text: make(map[string]string)}
	left := int64(maxText)
	whole := exif.PNG(r, func(name string, at, length int64) bool {
		switch name {
		case c2paPNG:
			c.origin = c2pa
		case "tEXt", "zTXt", "iTXt", "eXIf", "tIME":
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

// unpack is a text that zlib compressed.
func unpack(value string) (string, bool) {
	z, err := zlib.NewReader(strings.NewReader(value))
	if err != nil {
		return "", false
	}
	defer z.Close()
	text, err := io.ReadAll(io.LimitReader(z, maxText))
	return string(text), err == nil
}

func (c *pngChunks) add(name string, data []byte) {
	if name == "eXIf" {
		// Some writers put JPEG's header before the TIFF file.
		c.exif = strings.TrimPrefix(string(data), "Exif\x00\x00")
		return
	}
	if name == "tIME" {
		if len(data) == 7 {
			c.changed = fmt.Sprintf("%04d-%02d-%02dT%02d:%02d:%02dZ", int(data[0])<<8|int(data[1]), data[2], data[3], data[4], data[5], data[6])
		}
		return
	}
	keyword, value, ok := strings.Cut(string(data), "\x00")
	if !ok || keyword == "" || len(keyword) > 79 {
		return
	}
	packed := name == "zTXt"
	switch name {
	case "zTXt":
		// The method of compression, text.
		if len(value) < 1 {
			return
		}
		value = value[1:]
	case "iTXt":
		// Flag and method of compression, language, translated keyword, text.
		if len(value) < 2 {
			return
		}
		parts := strings.SplitN(value[2:], "\x00", 3)
		if len(parts) < 3 {
			return
		}
		packed, value = value[0] == 1, parts[2]
	}
	if packed {
		if value, ok = unpack(value); !ok {
			c.cut = true
			return
		}
	}
	if keyword == "XML:com.adobe.xmp" {
		c.xmp = value
		return
	}
	if kind, ok := strings.CutPrefix(keyword, "Raw profile type "); ok {
		c.profile(kind, value)
		return
	}
	// tEXt is Latin-1 by the letter; what people meet is UTF-8 or GBK.
	text, _ := charset.DecodeHead([]byte(value))
	if text = clean(text); text != "" && len(c.text) < 100 {
		c.text[keyword] = text
	}
}

// profile takes what programs keep of another format's metadata in a text: a name, a
// length, and hexadecimal digits in lines.
func (c *pngChunks) profile(kind, value string) {
	fields := strings.Fields(value)
	if len(fields) < 3 {
		return
	}
	data, err := hex.DecodeString(strings.Join(fields[2:], ""))
	if err != nil {
		return
	}
	switch strings.ToLower(kind) {
	case "exif", "app1":
		if body, ok := strings.CutPrefix(string(data), "Exif\x00\x00"); ok && c.exif == "" {
			c.exif = body
		}
	case "xmp":
		if c.xmp == "" {
			c.xmp = string(data)
		}
	case "iptc":
		c.iptc = readIPTC(append([]byte(iptcHead), data...))
	}
}

// The keywords of a PNG's text with the time at which the picture was made, and those
// with the times of the file that it was converted from, the strongest first.
var (
	pngMade = []string{"Creation Time", "exif:DateTimeOriginal", "CreationTime", "create-date", "exif:DateTimeDigitized"}
	pngFile = []string{"date:create", "date:modify"}
)

// written is a time in a PNG's text, as EXIF or XMP would write it. The standard wants
// the form of mails, 5 Mar 2026 14:03:22 +0800.
func written(text map[string]string, keywords []string) string {
	for _, keyword := range keywords {
		value := text[keyword]
		if value == "" {
			continue
		}
		for _, layout := range [...]string{time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 GMT", "2 Jan 2006 15:04:05 GMT"} {
			if t, err := time.Parse(layout, value); err == nil {
				return t.Format("2006-01-02T15:04:05Z07:00")
			}
		}
		for _, layout := range [...]string{time.ANSIC, "Mon, 2 Jan 2006 15:04:05", "2 Jan 2006 15:04:05"} {
			if t, err := time.Parse(layout, value); err == nil {
				return t.Format("2006-01-02T15:04:05")
			}
		}
		return value
	}
	return ""
}
