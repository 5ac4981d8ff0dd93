package html

import (
	_ "embed"
	"fmt"
	"strings"

	"complain/pkg/doc"
	"complain/pkg/internal/termsafe"
)

//go:embed style.css
var style string

// stylesheet is the style of a document: that of all, and the numbers of its
// pages in its own words, for browsers that print margin boxes.
func stylesheet(d *doc.Document) string {
	var b strings.Builder
	b.WriteString(style)
	b.WriteString("@page{@bottom-right{content:")
	b.WriteString(pageNumber(d.Words.PageNumber))
	b.WriteString("}@bottom-left{content:" + quoted(termsafe.CleanLine(d.Foot)) + "}@top-left{content:" + quoted(termsafe.CleanLine(d.Head)) + "}}\n")
	b.WriteString("@page:first{@top-left{content:none}}\n")
	return b.String()
}

// pageNumber is the words for the number of a page, as the value of content.
func pageNumber(words string) string {
	var parts []string
	for len(words) > 0 {
		at, counter := len(words), ""
		for place, name := range map[string]string{"{0}": "page", "{1}": "pages"} {
			if i := strings.Index(words, place); i >= 0 && i < at {
				at, counter = i, name
			}
		}
		if at > 0 {
			parts = append(parts, quoted(words[:at]))
		}
		if counter == "" {
			break
		}
		parts = append(parts, "counter("+counter+")")
		words = words[at+len("{0}"):]
	}
	return strings.Join(parts, " ")
}

// quoted is a string of CSS. Every character but letters and digits is written
// by its number, so that nothing in it can end the string or the element.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if '0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z' && r < 0x80 {
			b.WriteRune(r)
			continue
		}
		fmt.Fprintf(&b, `\%06x`, r)
	}
	b.WriteByte('"')
	return b.String()
}
