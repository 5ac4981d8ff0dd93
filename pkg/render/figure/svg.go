package figure

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// File writes a drawing as an SVG file that every browser shows and printers
// print. title is what it is for who does not see it.
func File(w io.Writer, d Drawing, title string) error {
	_, err := fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%[1]spt" height="%[2]spt" font-family="'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif" fill="#000">
<title>%[3]s</title>
<rect width="100%%" height="100%%" fill="#fff"/>
%[4]s</svg>
`, number(d.Width), number(d.Height), escaped(title), content(d, "#fff"))
	return err
}

// Inline writes a drawing as a part of a page in HTML, in the colours of the page:
// its ink is currentColor, its paper what paper says.
func Inline(w io.Writer, d Drawing, title, paper string) error {
	_, err := fmt.Fprintf(w, `<svg role="img" viewBox="0 0 %s %s" fill="currentColor">
<title>%s</title>
%s</svg>
`, number(d.Width), number(d.Height), escaped(title), content(d, paper))
	return err
}

func content(d Drawing, paper string) string {
	var b strings.Builder
	for _, a := range d.Areas {
		b.WriteString(`<path d="`)
		for i, p := range a.Points {
			command := "L"
			if i == 0 {
				command = "M"
			}
			b.WriteString(command + number(p.X) + " " + number(p.Y))
		}
		b.WriteString(`z"`)
		if a.Paper {
			b.WriteString(` fill="` + paper + `"`)
		}
		b.WriteString("/>\n")
	}
	for _, t := range d.Texts {
		anchor := [...]string{Start: "", Middle: ` text-anchor="middle"`, End: ` text-anchor="end"`}[t.Anchor]
		fmt.Fprintf(&b, "<text x=\"%s\" y=\"%s\" font-size=\"%s\"%s>%s</text>\n", number(t.X), number(t.Y), number(t.Size), anchor, escaped(t.Text))
	}
	return b.String()
}

func number(f float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", f), "0"), ".")
}

// escaped is text as XML has it. What XML cannot hold is U+FFFD.
func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder takes all
	return b.String()
}
