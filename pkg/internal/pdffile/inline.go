package pdffile

import (
	"bytes"
	"cmp"
)

// InlineImage reads the image whose BI was read, with the short keys of its
// dictionary written out, up to an EI that stands alone and has text, not
// pixels, behind it. It is nil where the data ends before.
func (l *Lexer) InlineImage() *Stream {
	d := Dict{}
	var key Name
	for {
		o, err := l.Next()
		if err != nil {
			return nil
		}
		if o == Keyword("ID") {
			break
		}
		if name, ok := o.(Name); ok && key == "" {
			key = cmp.Or(longKeys[name], name)
		} else if key != "" {
			d[key], key = o, ""
		}
	}
	from := min(l.pos+1, len(l.data)) // behind one space
	for {
		i := bytes.Index(l.data[l.pos:], []byte("EI"))
		if i < 0 {
			l.pos = len(l.data)
			return nil
		}
		at := l.pos + i
		l.pos = at + 2
		if at > 0 && space(l.data[at-1]) && (l.pos >= len(l.data) || space(l.data[l.pos])) && printable(l.data[l.pos:min(len(l.data), l.pos+12)]) {
			return &Stream{Dict: d, raw: l.data[from:max(at-1, from)]}
		}
	}
}

// longKeys is what the short keys of inline images stand for (ISO 32000-2,
// table 91).
var longKeys = map[Name]Name{"BPC": "BitsPerComponent", "CS": "ColorSpace", "D": "Decode", "DP": "DecodeParms", "F": "Filter", "H": "Height", "IM": "ImageMask", "W": "Width"}

func printable(p []byte) bool {
	for _, c := range p {
		if c >= 0x7f || c < ' ' && !space(c) || c == 0 {
			return false
		}
	}
	return true
}
