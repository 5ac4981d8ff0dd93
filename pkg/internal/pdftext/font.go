package pdftext

import (
	"strings"

	"complain/pkg/internal/pdffile"
)

// font is what a page's codes mean, and how wide they are.
type font struct {
	composite bool
	vertical  bool
	unicode   *cmap        // ToUnicode; nil when there is none
	codes     *cmap        // an embedded CMap
	known     predefined   // a predefined one, where lengths is set
	simple    *[256]string // of a simple font
	widths    map[int]float64
	usual     float64 // width of what widths has not, in thousandths
	scale     float64 // from glyph space to text space
	core      *core   // one of the 14 that the file gives no widths of
	type3     pdffile.Dict
	memo      map[uint64]glyph // by length and code
}

// glyph is one code of a string.
type glyph struct {
	text  string
	width float64 // in text space, at size 1
	bytes int
	blank bool // the code 32 of one byte, which word spacing widens
	ok    bool // the text is known
}

func (p *reader) font(o pdffile.Object) *font {
	ref, isRef := o.(pdffile.Ref)
	if isRef {
		if f, ok := p.fonts[ref.Num]; ok {
			return f
		}
	}
	f := p.readFont(p.file.Dict(o))
	if isRef && len(p.fonts) < 5000 {
		p.fonts[ref.Num] = f
	}
	return f
}

func (p *reader) readFont(d pdffile.Dict) *font {
	f := &font{widths: map[int]float64{}, usual: 500, scale: 0.001}
	if s := p.file.Stream(d["ToUnicode"]); s != nil {
		if data, err := p.file.Data(s); err == nil {
			f.unicode = readCMap(data)
		}
	}
	if p.file.Name(d["Subtype"]) == "Type0" {
		p.composite(f, d)
		return f
	}
	first := p.file.Int(d["FirstChar"])
	for i, w := range p.file.Array(d["Widths"]) {
		if v, ok := p.file.Number(w); ok && i < 256 {
			f.widths[first+i] = v
		}
	}
	descriptor := p.file.Dict(d["FontDescriptor"])
	if v, ok := p.file.Number(descriptor["MissingWidth"]); ok {
		f.usual = v
	}
	if len(f.widths) == 0 {
		f.core = coreFont(string(p.file.Name(d["BaseFont"])))
	}
	if strings.Contains(string(p.file.Name(d["BaseFont"])), "Courier") && f.core != nil {
		f.usual = 600
	}
	if p.file.Name(d["Subtype"]) == "Type3" {
		f.type3 = d
		if m, ok := p.file.Numbers(d["FontMatrix"], 6); ok {
			f.scale = m[0]
		}
	}
	p.encoding(f, d, descriptor)
	return f
}

// encoding is what the codes of a simple font mean. One that is embedded with a
// hidden encoding of its own says nothing without ToUnicode.
func (p *reader) encoding(f *font, d, descriptor pdffile.Dict) {
	const symbolic = 4
	flags := p.file.Int(descriptor["Flags"])
	embedded := descriptor["FontFile"] != nil || descriptor["FontFile2"] != nil || descriptor["FontFile3"] != nil
	encoding := p.file.Resolve(d["Encoding"])
	base := "StandardEncoding"
	hidden := f.type3 != nil || embedded && flags&symbolic != 0
	var differences pdffile.Array
	switch e := encoding.(type) {
	case pdffile.Name:
		base, hidden = string(e), false
	case pdffile.Dict:
		if n := p.file.Name(e["BaseEncoding"]); n != "" {
			base, hidden = string(n), false
		}
		differences = p.file.Array(e["Differences"])
	}
	f.simple = &[256]string{}
	program := p.file.Stream(descriptor["FontFile"])
	own := coreFont(string(p.file.Name(d["BaseFont"])))
	switch {
	case own != nil && own.letters != nil && !embedded:
		letters := *own.letters // the differences are this font's
		f.simple = &letters
	case !hidden:
		f.simple = baseEncoding(base)
	case program != nil:
		if data, err := p.file.Data(program); err == nil {
			f.simple = typeOne(p.names, data)
		}
	}
	at := 0
	for _, o := range differences {
		switch v := p.file.Resolve(o).(type) {
		case int64:
			at = int(v)
		case pdffile.Name:
			if at >= 0 && at < 256 {
				f.simple[at] = named(p.names, string(v))
			}
			at++
		}
	}
}

func (p *reader) composite(f *font, d pdffile.Dict) {
	f.composite, f.memo = true, map[uint64]glyph{}
	f.usual = 1000
	var descendant pdffile.Dict
	if a := p.file.Array(d["DescendantFonts"]); len(a) > 0 {
		descendant = p.file.Dict(a[0])
	}
	if v, ok := p.file.Number(descendant["DW"]); ok {
		f.usual = v
	}
	p.cidWidths(f, p.file.Array(descendant["W"]))
	switch e := p.file.Resolve(d["Encoding"]).(type) {
	case pdffile.Name:
		f.vertical = strings.HasSuffix(string(e), "-V")
		if e != "Identity-H" && e != "Identity-V" {
			f.known, _ = predefinedCMap(string(e))
		}
	case *pdffile.Stream:
		if data, err := p.file.Data(e); err == nil {
			f.codes = readCMap(data)
			f.vertical = f.codes.vertical || p.file.Int(e.Dict["WMode"]) == 1
		}
	}
}

// cidWidths reads "first [w w w]" and "first last w".
func (p *reader) cidWidths(f *font, w pdffile.Array) {
	for i := 0; i+1 < len(w) && len(f.widths) < 100_000; {
		first := p.file.Int(w[i])
		if list := p.file.Array(w[i+1]); list != nil {
			for j, o := range list {
				if v, ok := p.file.Number(o); ok {
					f.widths[first+j] = v
				}
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			return
		}
		last := p.file.Int(w[i+1])
		if v, ok := p.file.Number(w[i+2]); ok && last-first < 70_000 {
			for c := first; c <= last; c++ {
				f.widths[c] = v
			}
		}
		i += 3
	}
}

// next takes the first glyph off a string.
func (f *font) next(s string) glyph {
	if !f.composite {
		c := s[0]
		g := glyph{bytes: 1, blank: c == ' ', width: f.width(int(c))}
		if f.unicode != nil {
			g.text, g.ok = f.unicode.lookup(uint32(c))
		}
		if !g.ok {
			g.text = f.simple[c]
			g.ok = g.text != ""
		}
		if f.core != nil {
			if w, ok := f.core.width(f.simple[c]); ok {
				g.width = w * f.scale
			}
		}
		return g
	}
	g := f.code(s)
	var c uint32
	for i := range g.bytes {
		c = c<<8 | uint32(s[i])
	}
	key := uint64(g.bytes)<<32 | uint64(c)
	if have, ok := f.memo[key]; ok {
		return have
	}
	g = f.look(g, c, s)
	if len(f.memo) < 100_000 {
		f.memo[key] = g
	}
	return g
}

// code is the length of the first code of a composite font's string.
func (f *font) code(s string) glyph {
	g := glyph{bytes: min(2, len(s))}
	switch {
	case f.codes != nil:
		g.bytes = f.codes.next(s)
	case f.known.lengths != nil:
		g.bytes = min(f.known.lengths(s), len(s))
	}
	return g
}

// look finds what a code means and how wide it is.
func (f *font) look(g glyph, c uint32, s string) glyph {
	g.blank = g.bytes == 1 && c == ' '
	cid, isCID := int(c), true
	switch {
	case f.codes != nil:
		cid, isCID = f.codes.cid(c)
	case f.known.lengths != nil:
		isCID = false // its glyph numbers need a table
	}
	if f.unicode != nil {
		g.text, g.ok = f.unicode.lookup(c)
	}
	if !g.ok && f.known.decode != nil {
		g.text = f.known.decode(s[:g.bytes])
		g.ok = g.text != ""
	}
	switch {
	case isCID:
		g.width = f.width(cid)
	case f.known.lengths != nil && (g.bytes == 1 || len(g.text) == 1):
		g.width = 0.5 // what is narrow in these fonts
	default:
		g.width = f.usual * f.scale
	}
	return g
}

func (f *font) width(c int) float64 {
	if w, ok := f.widths[c]; ok {
		return w * f.scale
	}
	return f.usual * f.scale
}
