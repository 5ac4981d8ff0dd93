package pdffile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Text is the text of a text string: UTF-16 or UTF-8 behind their marks, else
// PDFDocEncoding. Chinese programs write GBK without a mark; bytes above 7F
// that are whole GBK pairs are read so.
func Text(s string) string {
	switch {
	case strings.HasPrefix(s, "\xFE\xFF"):
		return utf16Text(s[2:], false)
	case strings.HasPrefix(s, "\xFF\xFE"):
		return utf16Text(s[2:], true)
	case strings.HasPrefix(s, "\xEF\xBB\xBF"):
		return strings.ToValidUTF8(s[3:], "\uFFFD")
	}
	if utf8.ValidString(s) {
		return s
	}
	if out, err := simplifiedchinese.GBK.NewDecoder().String(s); err == nil && !strings.ContainsRune(out, utf8.RuneError) {
		han, high := 0, 0
		for _, r := range out {
			if r >= 0x3000 {
				han++
			}
		}
		for i := range len(s) {
			if s[i] >= 0x80 {
				high++
			}
		}
		if han > 0 && high*5 >= han*8 { // an accented letter before a plain one is a pair too
			return out
		}
	}
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(docEncoding(s[i]))
	}
	return b.String()
}

func utf16Text(s string, little bool) string {
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		u := uint16(s[i])<<8 | uint16(s[i+1])
		if little {
			u = uint16(s[i+1])<<8 | uint16(s[i])
		}
		units = append(units, u)
	}
	text := string(utf16.Decode(units))
	// A language may stand between escapes.
	for {
		before, rest, ok := strings.Cut(text, "\x1b")
		if !ok {
			return text
		}
		_, after, ok := strings.Cut(rest, "\x1b")
		if !ok {
			return before + rest
		}
		text = before + after
	}
}

// docEncoding is a byte of PDFDocEncoding (ISO 32000-2, annex D.2).
func docEncoding(c byte) rune {
	const high = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž"
	switch {
	case c >= 0x80 && c < 0x9f:
		return []rune(high)[c-0x80]
	case c >= 0x18 && c < 0x20:
		return []rune("˘ˇˆ˙˝˛˚˜")[c-0x18]
	case c == 0xa0:
		return '€'
	}
	return rune(c)
}

// Metadata is the XMP packet of the file, nil when it has none that can be read.
func (f *File) Metadata() []byte {
	s := f.Stream(f.Catalog()["Metadata"])
	if s == nil {
		return nil
	}
	data, err := f.Data(s)
	if err != nil {
		return nil
	}
	return data[:min(len(data), 1<<20)]
}

// Signature is a signed signature field.
type Signature struct {
	Name, Reason, Date string // as the signature states them: nothing of it is verified
}

// Form is what the file's form has.
type Form struct {
	Fields     int // that can be filled in; signatures are none
	Empty      int // signature fields that nobody signed
	Signatures []Signature
	XFA        bool // a form of another kind that few viewers show
}

// Form reads the tree of the form's fields.
func (f *File) Form() Form {
	var out Form
	root := f.Dict(f.Catalog()["AcroForm"])
	out.XFA = f.Resolve(root["XFA"]) != nil
	seen := map[int]bool{}
	var walk func(o Object, kind Name, depth int)
	walk = func(o Object, kind Name, depth int) {
		ref, isRef := o.(Ref)
		const most = 20_000
		if depth > maxTreeDepth || len(seen) > most || isRef && seen[ref.Num] || f.ctx.Err() != nil {
			return
		}
		seen[cmp.Or(ref.Num, -len(seen)-1)] = true
		d := f.Dict(o)
		if d == nil {
			return
		}
		kind = cmp.Or(f.Name(d["FT"]), kind)
		kids := f.Array(d["Kids"])
		named := slices.ContainsFunc(kids, func(k Object) bool { return f.Dict(k)["T"] != nil })
		if named {
			for _, k := range kids {
				walk(k, kind, depth+1)
			}
			return
		}
		switch {
		case kind == "Sig":
			v := f.Dict(d["V"])
			if v == nil {
				out.Empty++
				return
			}
			out.Signatures = append(out.Signatures, Signature{Name: Text(f.Bytes(v["Name"])), Reason: Text(f.Bytes(v["Reason"])), Date: f.Bytes(v["M"])})
		case kind != "":
			out.Fields++
		}
	}
	for _, o := range f.Array(root["Fields"]) {
		walk(o, "", 0)
	}
	return out
}

// Attachment is a file inside the file.
type Attachment struct {
	Name   string // as the file writes it
	Media  string // what it says it is
	Stream *Stream
}

// Attachments lists the files that are embedded, in the order of their tree,
// then those of the pages' annotations.
func (f *File) Attachments(pages []*Page) []Attachment {
	var out []Attachment
	taken := map[int]bool{}
	add := func(o Object, name string) {
		d := f.Dict(o)
		if d == nil || len(out) >= maxAttachments {
			return
		}
		for _, key := range []Name{"UF", "F"} {
			if n := Text(f.Bytes(d[key])); n != "" {
				name = n
				break
			}
		}
		files := f.Dict(d["EF"])
		for _, key := range []Name{"UF", "F"} {
			s := f.Stream(files[key])
			if s == nil || taken[s.ref.Num] {
				continue
			}
			taken[s.ref.Num] = true
			if name == "" {
				name = fmt.Sprintf("attachment-%d", len(out)+1)
			}
			out = append(out, Attachment{Name: name, Media: strings.ToLower(string(f.Name(s.Dict["Subtype"]))), Stream: s})
			return
		}
	}
	seen := map[int]bool{}
	var walk func(o Object, depth int)
	walk = func(o Object, depth int) {
		ref, ok := o.(Ref)
		if depth > maxTreeDepth || ok && seen[ref.Num] || f.ctx.Err() != nil {
			return
		}
		seen[ref.Num] = true
		d := f.Dict(o)
		names := f.Array(d["Names"])
		for i := 0; i+1 < len(names); i += 2 {
			add(names[i+1], Text(f.Bytes(names[i])))
		}
		for _, k := range f.Array(d["Kids"]) {
			walk(k, depth+1)
		}
	}
	walk(f.Dict(f.Catalog()["Names"])["EmbeddedFiles"], 0)
	for _, o := range f.Array(f.Catalog()["AF"]) {
		add(o, "")
	}
	for _, p := range pages {
		if f.ctx.Err() != nil {
			break
		}
		for _, o := range f.Array(p.Dict["Annots"]) {
			if a := f.Dict(o); f.Name(a["Subtype"]) == "FileAttachment" {
				add(a["FS"], "")
			}
		}
	}
	return out
}

// maxAttachments is how many files are taken out of one file.
const maxAttachments = 1000
