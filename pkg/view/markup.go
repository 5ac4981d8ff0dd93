package view

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"html"
	"strings"

	"complain/pkg/internal/termsafe"
)

// writer is the page being written. Errors of writing stay in w until Flush.
type writer struct {
	w    *bufio.Writer
	page *Page
	err  error
}

// raw writes markup that is ours.
func (h *writer) raw(s string) { h.w.WriteString(s) }

// text writes text from anywhere.
func (h *writer) text(s string) { h.w.WriteString(html.EscapeString(clean(s))) }

// open begins an element; an attribute without a value is left out, one whose name
// ends in "?" stands without a value where it has one.
func (h *writer) open(name string, attrs ...string) {
	h.raw("<" + name)
	for i := 0; i+1 < len(attrs); i += 2 {
		name, value := attrs[i], attrs[i+1]
		if value == "" {
			continue
		}
		if bare, is := strings.CutSuffix(name, "?"); is {
			h.raw(" " + bare)
			continue
		}
		h.raw(" " + name + `="`)
		h.w.WriteString(html.EscapeString(termsafe.CleanLine(value)))
		h.raw(`"`)
	}
	h.raw(">")
}

func (h *writer) shut(name string) { h.raw("</" + name + ">\n") }

// element writes an element around text; line ends in it are line breaks.
func (h *writer) element(name, text string, attrs ...string) {
	h.open(name, attrs...)
	for i, line := range strings.Split(clean(text), "\n") {
		if i > 0 {
			h.raw("<br>")
		}
		h.w.WriteString(html.EscapeString(line))
	}
	h.raw("</" + name + ">")
}

// optional is element where there is text.
func (h *writer) optional(name, text string, attrs ...string) {
	if text != "" {
		h.element(name, text, attrs...)
	}
}

func (h *writer) say(code string, args ...any) string { return h.page.Lang.Say(code, args...) }

// data writes a value where the script finds it.
func (h *writer) data(id string, v any, attrs ...string) {
	h.open("script", append([]string{"type", "application/json", "id", id}, attrs...)...)
	h.json(v)
	h.shut("script")
}

// json writes a value so that nothing in it ends a script. Texts in it are made
// safe before.
func (h *writer) json(v any) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil && h.err == nil {
		h.err = err
	}
	h.w.Write(bytes.ReplaceAll(bytes.TrimSuffix(b.Bytes(), []byte("\n")), []byte("<"), []byte(`\u003c`)))
}

// base64 writes the bytes of a picture.
func (h *writer) base64(i *Image) {
	data, err := i.Bytes()
	if err != nil && h.err == nil {
		h.err = err
	}
	enc := base64.NewEncoder(base64.StdEncoding, h.w)
	enc.Write(data)
	enc.Close()
}

// clean is text as it may stand in the file: its line ends are LF, and what is
// invisible is shown by its code point.
func clean(s string) string {
	if strings.ContainsAny(s, "\r\t") {
		s = lineEnds.Replace(s)
	}
	return termsafe.Clean(s)
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\t", " ")

func cleanLine(s string) string { return termsafe.CleanLine(s) }
