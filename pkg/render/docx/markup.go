package docx

import (
	"bytes"
	"strings"
)

// markup is XML being written. Attributes are given as names and values in
// turn.
type markup struct{ bytes.Buffer }

func (m *markup) tag(name string, attrs []string) {
	m.WriteByte('<')
	m.WriteString(name)
	for i := 0; i+1 < len(attrs); i += 2 {
		m.WriteByte(' ')
		m.WriteString(attrs[i])
		m.WriteString(`="`)
		m.chars(attrs[i+1])
		m.WriteByte('"')
	}
}

// begin opens an element.
func (m *markup) begin(name string, attrs ...string) {
	m.tag(name, attrs)
	m.WriteByte('>')
}

// end closes an element.
func (m *markup) end(name string) {
	m.WriteString("</")
	m.WriteString(name)
	m.WriteByte('>')
}

// void writes an element with nothing in it.
func (m *markup) void(name string, attrs ...string) {
	m.tag(name, attrs)
	m.WriteString("/>")
}

// value writes an element whose w:val is all it says.
func (m *markup) value(name, val string) { m.void(name, "w:val", val) }

// element writes an element around text.
func (m *markup) element(name, text string, attrs ...string) {
	m.begin(name, attrs...)
	m.chars(text)
	m.end(name)
}

var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

func (m *markup) chars(s string) { escapes.WriteString(m, s) }
