package mimetree

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"

	"complain/pkg/internal/charset"
)

// Silent reports labels that say nothing about bytes beyond ASCII.
func Silent(label string) bool {
	switch strings.ToLower(strings.TrimSpace(label)) {
	case "", "us-ascii", "ascii", "charset=us-ascii", "ansi_x3.4-1968", "iso646-us", "unknown-8bit", "x-unknown", "default", "default_charset", "binary", "8bit", "7bit":
		return true
	}
	return false
}

// Reading is bytes made text, and how.
type Reading struct {
	Text   string
	As     string // the encoding, where it is not the one that was stated
	Broken bool   // bytes that are no text show as U+FFFD
}

// DecodeText makes text of bytes that label describes. A label that cannot be
// right is set aside: bytes that are no text in it, and are in UTF-8 or GB 18030,
// are of that.
func DecodeText(p []byte, label string) Reading {
	if bytes.HasPrefix(p, []byte("\xef\xbb\xbf")) {
		p = p[3:]
	}
	if text := escaped(p, label); text != "" {
		return Reading{Text: text, As: "iso-2022-jp"}
	}
	if ascii(p) && !strings.HasPrefix(strings.ToLower(label), "utf-16") && !shifting(label) {
		return Reading{Text: string(p)}
	}
	stated := charset.Labelled(label)
	if Silent(label) || stated == nil {
		return Undeclared(p)
	}
	text := charset.DecodeAs(stated, p)
	name, _ := htmlindex.Name(stated)
	switch {
	case strings.ContainsRune(text, utf8.RuneError):
		if other := Undeclared(p); !other.Broken && other.As != "windows-1252" {
			return other
		}
		return Reading{Text: text, Broken: true}
	case narrow(name) && utf8.Valid(p) && wide(p):
		return Undeclared(p)
	}
	return Reading{Text: text}
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
	return strings.HasPrefix(label, "iso-2022") || strings.HasPrefix(label, "hz") || strings.Contains(label, "utf-7") || label == "utf7"
}

// escaped is the text of bytes that nothing describes and that say themselves
// that they are Japanese: ISO-2022-JP changes its sets by escapes, in ASCII.
func escaped(p []byte, label string) string {
	if !Silent(label) || !bytes.Contains(p, []byte("\x1b$B")) && !bytes.Contains(p, []byte("\x1b$@")) || !ascii(p) {
		return ""
	}
	text := charset.DecodeAs(japanese.ISO2022JP, p)
	if strings.ContainsRune(text, utf8.RuneError) {
		return ""
	}
	return text
}

// Undeclared makes text of bytes that nothing describes: UTF-8, else GB 18030,
// which hardly any other text is valid in. What is neither is from the west.
func Undeclared(p []byte) Reading {
	e, _, plain := charset.Detect(p)
	if e == charset.Binary {
		e = charset.UTF8
	}
	r := Reading{Text: e.Decode(p)}
	bad := strings.Count(r.Text, string(utf8.RuneError))
	r.Broken = bad > 0
	if e == charset.GB18030 && bad*20 > utf8.RuneCountInString(r.Text)-asciiCount(p) {
		return Reading{Text: charset.DecodeAs(charmap.Windows1252, p), As: "windows-1252"}
	}
	if !plain {
		r.As = string(e)
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

func ascii(p []byte) bool {
	for _, c := range p {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
