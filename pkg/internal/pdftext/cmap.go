package pdftext

import (
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"complain/pkg/internal/pdffile"
)

// cmap is a map from codes to text (ToUnicode) or to glyph numbers, with the
// lengths that codes have.
type cmap struct {
	spaces   []codeSpace
	text     map[uint32]string
	ranges   []textRange
	cids     []cidRange
	vertical bool
}

type codeSpace struct {
	bytes     int
	low, high uint32
}

type textRange struct {
	low, high uint32
	first     string // of low; the last character rises
}

type cidRange struct {
	low, high uint32
	cid       int
}

const (
	maxCMap    = 8 << 20 // bytes
	maxEntries = 200_000
)

// readCMap reads the operators that matter; others are passed over.
func readCMap(data []byte) *cmap {
	m := &cmap{text: map[uint32]string{}}
	l := pdffile.NewLexer(data[:min(len(data), maxCMap)])
	var stack []any
	bad := 0
	for {
		o, err := l.Next()
		if err != nil {
			if bad++; bad > 10 {
				return m
			}
			if o, err = l.Next(); err != nil {
				return m
			}
		}
		word, ok := o.(pdffile.Keyword)
		if !ok {
			if len(stack) < 3*maxEntries {
				stack = append(stack, o)
			}
			continue
		}
		switch word {
		case "begincodespacerange", "beginbfchar", "beginbfrange", "begincidchar", "begincidrange":
			stack = stack[:0]
			continue
		case "endcodespacerange":
			for i := 0; i+1 < len(stack) && len(m.spaces) < 100; i += 2 {
				low, n, ok1 := code(stack[i])
				high, _, ok2 := code(stack[i+1])
				if ok1 && ok2 {
					m.spaces = append(m.spaces, codeSpace{n, low, high})
				}
			}
		case "endbfchar":
			for i := 0; i+1 < len(stack) && len(m.text) < maxEntries; i += 2 {
				if c, _, ok := code(stack[i]); ok {
					if t, ok := stack[i+1].(pdffile.String); ok {
						m.text[c] = bigEndianText(string(t))
					}
				}
			}
		case "endbfrange":
			m.bfRanges(stack)
		case "endcidchar":
			for i := 0; i+1 < len(stack) && len(m.cids) < maxEntries; i += 2 {
				c, _, ok1 := code(stack[i])
				n, ok2 := stack[i+1].(int64)
				if ok1 && ok2 {
					m.cids = append(m.cids, cidRange{c, c, int(n)})
				}
			}
		case "endcidrange":
			for i := 0; i+2 < len(stack) && len(m.cids) < maxEntries; i += 3 {
				low, _, ok1 := code(stack[i])
				high, _, ok2 := code(stack[i+1])
				n, ok3 := stack[i+2].(int64)
				if ok1 && ok2 && ok3 {
					m.cids = append(m.cids, cidRange{low, high, int(n)})
				}
			}
		case "def":
			if n := len(stack); n >= 2 && stack[n-2] == pdffile.Name("WMode") && stack[n-1] == int64(1) {
				m.vertical = true
			}
		}
		stack = stack[:0]
	}
}

func (m *cmap) bfRanges(stack []any) {
	for i := 0; i+2 < len(stack) && len(m.ranges)+len(m.text) < maxEntries; i += 3 {
		low, _, ok1 := code(stack[i])
		high, _, ok2 := code(stack[i+1])
		if !ok1 || !ok2 || high < low {
			continue
		}
		switch to := stack[i+2].(type) {
		case pdffile.String:
			m.ranges = append(m.ranges, textRange{low, high, bigEndianText(string(to))})
		case pdffile.Array:
			for j, o := range to {
				if t, ok := o.(pdffile.String); ok && uint32(j) <= high-low {
					m.text[low+uint32(j)] = bigEndianText(string(t))
				}
			}
		}
	}
}

func code(o any) (c uint32, bytes int, ok bool) {
	s, ok := o.(pdffile.String)
	if !ok || len(s) == 0 || len(s) > 4 {
		return 0, 0, false
	}
	for i := range len(s) {
		c = c<<8 | uint32(s[i])
	}
	return c, len(s), true
}

func bigEndianText(s string) string {
	if len(s) == 1 {
		return string(rune(s[0]))
	}
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

// lookup is the text of a code.
func (m *cmap) lookup(c uint32) (string, bool) {
	if t, ok := m.text[c]; ok {
		return t, true
	}
	for _, r := range m.ranges {
		if c < r.low || c > r.high || r.first == "" {
			continue
		}
		runes := []rune(r.first)
		runes[len(runes)-1] += rune(c - r.low)
		return string(runes), true
	}
	return "", false
}

func (m *cmap) cid(c uint32) (int, bool) {
	for _, r := range m.cids {
		if c >= r.low && c <= r.high {
			return r.cid + int(c-r.low), true
		}
	}
	return 0, false
}

// next is the length of the first code of s.
func (m *cmap) next(s string) int {
	var c uint32
	for n := 1; n <= 4 && n <= len(s); n++ {
		c = c<<8 | uint32(s[n-1])
		for _, sp := range m.spaces {
			if sp.bytes == n && within(c, sp) {
				return n
			}
		}
	}
	if len(m.spaces) > 0 {
		return min(m.spaces[0].bytes, len(s))
	}
	return min(2, len(s))
}

// within compares byte by byte, as code spaces are boxes.
func within(c uint32, sp codeSpace) bool {
	for i := range sp.bytes {
		shift := 8 * i
		b, low, high := c>>shift&255, sp.low>>shift&255, sp.high>>shift&255
		if b < low || b > high {
			return false
		}
	}
	return true
}

// predefined is a CMap that viewers have, whose codes are those of a known
// encoding: what they mean needs no table of glyphs.
type predefined struct {
	decode   func(string) string
	lengths  func(string) int
	vertical bool
}

// predefinedCMap finds one by its name (ISO 32000-2, table 116).
func predefinedCMap(name string) (predefined, bool) {
	base, vertical := strings.CutSuffix(name, "-V")
	if !vertical {
		base, vertical = strings.TrimSuffix(name, "-H"), name == "V"
	}
	for _, p := range []struct {
		names   string
		decode  func(string) string
		lengths func(string) int
	}{
		{"GB-EUC GBpc-EUC GBK-EUC GBKp-EUC GBK2K", decoder(simplifiedchinese.GB18030), gb18030Length},
		{"UniGB-UCS2 UniCNS-UCS2 UniJIS-UCS2 UniJIS-UCS2-HW UniKS-UCS2", bigEndianText, func(string) int { return 2 }},
		{"UniGB-UTF16 UniCNS-UTF16 UniJIS-UTF16 UniJIS2004-UTF16 UniKS-UTF16", bigEndianText, utf16Length},
		{"B5pc ETen-B5 ETenms-B5 HKscs-B5", decoder(traditionalchinese.Big5), pairLength},
		{"83pv-RKSJ 90ms-RKSJ 90msp-RKSJ 90pv-RKSJ Add-RKSJ Ext-RKSJ", decoder(japanese.ShiftJIS), shiftLength},
		{"KSC-EUC KSCms-UHC KSCms-UHC-HW KSCpc-EUC", decoder(korean.EUCKR), pairLength},
		{"EUC", decoder(japanese.EUCJP), pairLength},
		{"H V", rowsAndCells, func(s string) int { return min(2, len(s)) }},
		{"CNS-EUC GBT-EUC GBTpc-EUC", nil, pairLength}, // known by their length alone
	} {
		for n := range strings.FieldsSeq(p.names) {
			if n == base {
				return predefined{p.decode, p.lengths, vertical}, true
			}
		}
	}
	return predefined{}, false
}

// rowsAndCells decodes the rows and cells of JIS X 0208, two bytes of seven bits.
func rowsAndCells(code string) string {
	high := []byte(code)
	for i := range high {
		high[i] |= 0x80
	}
	return decoder(japanese.EUCJP)(string(high))
}

// shiftLength knows the half-width kana, which are one byte.
func shiftLength(s string) int {
	if s[0] < 0x81 || s[0] >= 0xa0 && s[0] < 0xe0 {
		return 1
	}
	return min(2, len(s))
}

func pairLength(s string) int {
	if s[0] < 0x80 {
		return 1
	}
	return min(2, len(s))
}

func gb18030Length(s string) int {
	switch {
	case s[0] < 0x81:
		return 1
	case len(s) >= 4 && s[1] >= '0' && s[1] <= '9':
		return 4
	}
	return min(2, len(s))
}

func utf16Length(s string) int {
	if len(s) >= 4 && s[0] >= 0xd8 && s[0] < 0xdc {
		return 4
	}
	return min(2, len(s))
}
