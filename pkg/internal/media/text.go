package media

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"complain/pkg/internal/charset"
)

// text tells the kinds of text apart, and text from bytes that only happen to
// hold no zero.
func text(head []byte) string {
	if len(head) == 0 {
		return ""
	}
	s, encoding := charset.DecodeHead(head)
	if (encoding == charset.Binary || !printable(s)) && !charset.Textual(head) {
		return ""
	}
	s = strings.TrimLeft(s, " \t\r\n\f\ufeff")
	if t := markup(s); t != "" {
		return t
	}
	if encoding == charset.UTF8 && isJSON(s) {
		return JSON
	}
	if strings.HasPrefix(s, "BEGIN:VCARD") {
		return "text/vcard"
	}
	if strings.HasPrefix(s, "BEGIN:VCALENDAR") {
		return "text/calendar"
	}
	if line, rest, ok := strings.Cut(s, "\n"); ok && strings.HasPrefix(line, "From ") && isMail(rest) {
		return Mbox
	}
	if isMail(s) {
		return Mail
	}
	return Text
}

// printable: control characters that no text holds, or more than a few
// characters that are none in the encoding, make bytes no text. A few are
// forgiven: a damaged text is still one.
func printable(s string) bool {
	var characters, bad int
	for _, r := range s {
		characters++
		switch {
		case r == utf8.RuneError, r == 0x7f:
			bad++
		case r < ' ' && !strings.ContainsRune("\t\n\v\f\r\b\x1b", r):
			bad++
		}
	}
	return bad*50 <= characters
}

func markup(s string) string {
	lower := strings.ToLower(s[:min(len(s), 1024)])
	for strings.HasPrefix(lower, "<!--") {
		_, after, ok := strings.Cut(lower, "-->")
		if !ok {
			break
		}
		lower = strings.TrimLeft(after, " \t\r\n")
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<table", "<div"} {
		if strings.HasPrefix(lower, tag) {
			return HTML
		}
	}
	switch {
	case strings.HasPrefix(lower, "<svg"):
		return "image/svg+xml"
	case !strings.HasPrefix(lower, "<?xml"):
		return ""
	case strings.Contains(lower, "<html"):
		return HTML
	case strings.Contains(lower, "<svg"):
		return "image/svg+xml"
	}
	return XML
}

// isJSON accepts a value that the head cuts, once there is enough of it to be
// no accident: chat lines begin with brackets too.
func isJSON(s string) bool {
	if s == "" || s[0] != '{' && s[0] != '[' {
		return false
	}
	const enough = 512
	d := json.NewDecoder(strings.NewReader(s))
	for depth, seen := 0, 0; ; seen++ {
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF) && depth == 0:
			return seen > 0
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return len(s) >= enough
		case err != nil:
			return false
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
	}
}

// isMail wants a header block that begins at the first line and holds two
// headers that mail has: "Subject:" alone begins many notes.
func isMail(s string) bool {
	known := 0
	for line := range strings.Lines(s) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			continue // a long header goes on
		}
		name, _, ok := strings.Cut(line, ":")
		if !ok || name == "" || bytes.ContainsFunc([]byte(name), func(r rune) bool { return r <= ' ' || r > '~' }) {
			return false
		}
		switch strings.ToLower(name) {
		case "return-path", "received", "delivered-to", "message-id", "mime-version", "dkim-signature",
			"from", "to", "subject", "date", "content-type", "reply-to", "x-originating-ip", "x-mailer":
			known++
		}
	}
	return known >= 2
}
