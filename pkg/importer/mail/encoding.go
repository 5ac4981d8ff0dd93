package mail

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"

	"complain/pkg/internal/charset"
)

// byLabel is the encoding that a label stands for, nil for one that is not known.
func byLabel(label string) encoding.Encoding { return charset.Labelled(label) }

// silent reports labels that say nothing about bytes beyond ASCII.
func silent(label string) bool {
	switch strings.ToLower(strings.TrimSpace(label)) {
	case "", "us-ascii", "ascii", "charset=us-ascii", "ansi_x3.4-1968", "iso646-us", "unknown-8bit", "x-unknown", "default", "default_charset", "binary", "8bit", "7bit":
		return true
	}
	return false
}

// reading is bytes made text, and how.
type reading struct {
	text   string
	as     string // the encoding, where it is not the one that was stated
	broken bool   // bytes that are no text show as U+FFFD
}

// decodeText makes text of bytes that label describes. A label that cannot be
// right is set aside: bytes that are no text in it, and are in UTF-8 or GB 18030,
// are of that.
func decodeText(p []byte, label string) reading {
	if bytes.HasPrefix(p, []byte("\xef\xbb\xbf")) {
		p = p[3:]
	}
	if text := escaped(p, label); text != "" {
		return reading{text: text, as: "iso-2022-jp"}
	}
	if ascii(p) && !strings.HasPrefix(strings.ToLower(label), "utf-16") && !shifting(label) {
		return reading{text: string(p)}
	}
	stated := byLabel(label)
	if silent(label) || stated == nil {
		return undeclared(p)
	}
	text := decode(stated, p)
	name, _ := htmlindex.Name(stated)
	switch {
	case strings.ContainsRune(text, utf8.RuneError):
		if other := undeclared(p); !other.broken && other.as != "windows-1252" {
			return other
		}
		return reading{text: text, broken: true}
	case narrow(name) && utf8.Valid(p) && wide(p):
		return undeclared(p)
	}
	return reading{text: text}
}

// narrow reports encodings of one byte a character: no bytes are wrong in them.
func narrow(name string) bool {
	return strings.HasPrefix(name, "iso-8859-") || strings.HasPrefix(name, "windows-") || strings.HasPrefix(name, "koi8") || name == "macintosh"
}

// wide reports whether valid UTF-8 holds a character of three bytes or more. As
// a text of single bytes it would be three signs that never stand together.
func wide(p []byte) bool {
	for _, c := range p {
		if c >= 0xe0 {
			return true
		}
	}
	return false
}

// shifting reports the encodings that write other scripts with ASCII bytes.
func shifting(label string) bool {
	label = strings.ToLower(label)
	return strings.HasPrefix(label, "iso-2022") || strings.HasPrefix(label, "hz")
}

// escaped is the text of bytes that nothing describes and that say themselves
// that they are Japanese: ISO-2022-JP changes its sets by escapes, in ASCII.
func escaped(p []byte, label string) string {
	if !silent(label) || !bytes.Contains(p, []byte("\x1b$B")) && !bytes.Contains(p, []byte("\x1b$@")) || !ascii(p) {
		return ""
	}
	text := decode(japanese.ISO2022JP, p)
	if strings.ContainsRune(text, utf8.RuneError) {
		return ""
	}
	return text
}

// undeclared makes text of bytes that nothing describes: UTF-8, else GB 18030,
// which hardly any other text is valid in. What is neither is from the west.
func undeclared(p []byte) reading {
	e, _, plain := charset.Detect(p)
	if e == charset.Binary {
		e = charset.UTF8
	}
	r := reading{text: e.Decode(p)}
	bad := strings.Count(r.text, string(utf8.RuneError))
	r.broken = bad > 0
	if e == charset.GB18030 && bad*20 > utf8.RuneCountInString(r.text)-asciiCount(p) {
		return reading{text: decode(charmap.Windows1252, p), as: "windows-1252"}
	}
	if !plain {
		r.as = string(e)
	}
	return r
}

func asciiCount(p []byte) int {
	n := 0
	for _, c := range p {
		if c < utf8.RuneSelf {
			n++
		}
	}
	return n
}

func decode(e encoding.Encoding, p []byte) string {
	text, err := e.NewDecoder().Bytes(p)
	if err != nil {
		return string(bytes.ToValidUTF8(p, []byte("\uFFFD")))
	}
	return string(bytes.ToValidUTF8(text, []byte("\uFFFD")))
}

func ascii(p []byte) bool {
	for _, c := range p {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
