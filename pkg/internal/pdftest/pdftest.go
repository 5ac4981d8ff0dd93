// Package pdftest builds small PDF files for tests, from objects written as
// they stand in a file. It is for tests only.
package pdftest

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// File is a PDF being built. Objects are numbered from 1 in the order in which
// they were added.
type File struct {
	Trailer string // more entries of the trailer: "/Info 7 0 R"
	objects []string
}

// Add adds an object, and returns the reference to it.
func (f *File) Add(body string) string {
	f.objects = append(f.objects, body)
	return fmt.Sprintf("%d 0 R", len(f.objects))
}

// Stream adds a stream, and returns the reference to it.
func (f *File) Stream(dict, data string) string {
	return f.Add(fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data))
}

// Page is one page of a Paper.
type Page struct {
	Content   string
	Resources string // "/Font <</F1 3 0 R>>"
	More      string // "/Rotate 90/Annots [...]"; MediaBox unless it is here
}

// Paper adds pages and the catalog, which more is put into.
func (f *File) Paper(more string, pages ...Page) {
	tree := len(f.objects) + 2*len(pages) + 1
	var kids []string
	for _, p := range pages {
		content := f.Stream("", p.Content)
		box := "/MediaBox [0 0 300 200]"
		if strings.Contains(p.More, "MediaBox") {
			box = ""
		}
		kids = append(kids, f.Add(fmt.Sprintf("<</Type /Page/Parent %d 0 R%s/Resources <<%s>>/Contents %s%s>>", tree, box, p.Resources, content, p.More)))
	}
	root := f.Add(fmt.Sprintf("<</Type /Pages/Count %d/Kids [%s]>>", len(kids), strings.Join(kids, " ")))
	f.Trailer += "/Root " + f.Add(fmt.Sprintf("<</Type /Catalog/Pages %s%s>>", root, more))
}

// Bytes is the file.
func (f *File) Bytes() []byte {
	var b strings.Builder
	b.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	var offsets []int
	for i, o := range f.objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, f.Trailer, start)
	return []byte(b.String())
}

// Text is a text string in UTF-16.
func Text(s string) string { return "<FEFF" + Hex(s) + ">" }

// Hex is text in UTF-16 as hexadecimal digits.
func Hex(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

// Song adds a Chinese font that is not embedded, with codes of encoding and a
// map to Unicode, which may be "".
func (f *File) Song(encoding, toUnicode string) string {
	more := ""
	if toUnicode != "" {
		more = "/ToUnicode " + f.Stream("", toUnicode)
	}
	descendant := f.Add("<</Type /Font/Subtype /CIDFontType0/BaseFont /STSong-Light/CIDSystemInfo <</Registry (Adobe)/Ordering (GB1)/Supplement 4>>/DW 1000/FontDescriptor " +
		"<</Type /FontDescriptor/FontName /STSong-Light/Flags 6/FontBBox [-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>")
	return f.Add(fmt.Sprintf("<</Type /Font/Subtype /Type0/BaseFont /STSong-Light/Encoding /%s/DescendantFonts [%s]%s>>", encoding, descendant, more))
}

// Same is a map to Unicode of codes that are Unicode themselves.
const Same = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n" +
	"1 beginbfrange <0000> <FFFF> <0000> endbfrange\nendcmap end end"

// Lines is a content stream that shows lines of text of a font called F1 from
// the top of the page down, each in hexadecimal digits.
func Lines(size, top int, lines ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "BT /F1 %d Tf %d TL 20 %d Td\n", size, size+4, top)
	for _, l := range lines {
		fmt.Fprintf(&b, "<%s> Tj T*\n", l)
	}
	b.WriteString("ET\n")
	return b.String()
}
