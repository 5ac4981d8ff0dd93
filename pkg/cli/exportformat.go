package cli

import (
	"io"
	"path/filepath"
	"strings"

	"complain/pkg/render/docx"
	"complain/pkg/render/html"
	"complain/pkg/render/pdf"
	"complain/pkg/render/text"
)

// format is a way to render a packet.
type format struct {
	name, extension string
	render          func(io.Writer, *composition) error
}

func formats() []format {
	return []format{
		{"pdf", ".pdf", func(w io.Writer, c *composition) error { return pdf.Render(w, c.document, c.images) }},
		{"text", ".txt", func(w io.Writer, c *composition) error { return text.Render(w, c.document, 0) }},
		{"html", ".html", func(w io.Writer, c *composition) error { return html.Render(w, c.document, c.images) }},
		{"docx", ".docx", func(w io.Writer, c *composition) error { return docx.Render(w, c.document, c.images) }},
	}
}

// The formats that are no letter in one file: what is copied into a form, the page
// to speak from, and what is uploaded file by file.
const (
	formFormat   = "form"
	scriptFormat = "script"
	filesFormat  = "files"
)

// supplement is what a request is for that adds to what was handed in.
const supplement = "supplement"

// formatOf is the format of a name, where it is written to output; nil for none.
func formatOf(name, output string) *format {
	switch name {
	case formFormat:
		return &format{formFormat, ".txt", func(w io.Writer, c *composition) error { return writeForm(w, c) }}
	case filesFormat:
		return &format{name: filesFormat}
	case scriptFormat:
		f := *formatOf("pdf", output)
		if output == "-" || filepath.Ext(output) == ".txt" {
			f = *formatOf("text", output)
		}
		f.name = scriptFormat
		return &f
	}
	for _, f := range formats() {
		if f.name == name {
			return &f
		}
	}
	return nil
}

func formatNames() string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return strings.Join(append(names, formFormat, filesFormat, scriptFormat), "|")
}
