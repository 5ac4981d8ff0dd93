package dispute

import (
	"fmt"
	"strconv"
	"strings"
)

// Locator is a place inside one evidence. Fields that do not apply are zero;
// the zero Locator is the whole file.
type Locator struct {
	Entry   string `json:"entry,omitempty"`    // name inside a container format
	Sheet   string `json:"sheet,omitempty"`    // sheet of a workbook
	Row     int    `json:"row,omitempty"`      // first row is 1, as a spreadsheet counts
	Line    int    `json:"line,omitempty"`     // first line is 1
	LineEnd int    `json:"line_end,omitempty"` // last line, when the record has several
	Page    int    `json:"page,omitempty"`     // first page is 1
	Offset  int64  `json:"offset,omitempty"`   // bytes from the start of the file
	Length  int64  `json:"length,omitempty"`   // bytes; 0 when Offset is not used
	Region  Region `json:"region,omitzero"`    // of a picture, or of the picture of a page; only of what people cite
}

// Region is a part of an upright picture in its pixels, or in those of the picture of
// a page at 200 an inch; the zero Region is all of it.
type Region struct {
	X      int `json:"x"`
	Y      int `json:"y"`
	Width  int `json:"width"`
	Height int `json:"height"`
}

// RegionOf holds boxes; the zero Region where there are none.
func RegionOf(boxes ...Box) (out Region) {
	for i, b := range boxes {
		one := Region{b.X, b.Y, b.Width, b.Height}
		if i > 0 {
			x, y := min(out.X, one.X), min(out.Y, one.Y)
			one = Region{x, y, max(out.X+out.Width, one.X+one.Width) - x, max(out.Y+out.Height, one.Y+one.Height) - y}
		}
		out = one
	}
	return out
}

// String is the region as people type it: "120,340,400,60".
func (r Region) String() string { return fmt.Sprintf("%d,%d,%d,%d", r.X, r.Y, r.Width, r.Height) }

// Within reports whether the region has pixels, and all of them in a picture.
func (r Region) Within(width, height int) bool {
	return r.X >= 0 && r.Y >= 0 && r.Width > 0 && r.Height > 0 && r.Width <= width && r.Height <= height && r.X <= width-r.Width && r.Y <= height-r.Height
}

// Whole is the place without the part of its picture: the page, or the picture.
func (l Locator) Whole() Locator {
	l.Region = Region{}
	return l
}

// Units is the number of rows or lines the locator covers, at least 1.
func (l Locator) Units() int {
	if l.LineEnd > l.Line {
		return l.LineEnd - l.Line + 1
	}
	return 1
}

// String is the canonical form that the case file stores and ParseLocator
// reads: "sheet=账单 row=27", "line=12-14 byte=3456+78".
func (l Locator) String() string {
	var b strings.Builder
	add := func(format string, args ...any) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, format, args...)
	}
	if l.Entry != "" {
		add("entry=%s", escape(l.Entry))
	}
	if l.Sheet != "" {
		add("sheet=%s", escape(l.Sheet))
	}
	if l.Page > 0 {
		add("page=%d", l.Page)
	}
	if l.Row > 0 {
		add("row=%d", l.Row)
	}
	switch {
	case l.LineEnd > l.Line:
		add("line=%d-%d", l.Line, l.LineEnd)
	case l.Line > 0:
		add("line=%d", l.Line)
	}
	if l.Length > 0 {
		add("byte=%d+%d", l.Offset, l.Length)
	}
	if l.Region != (Region{}) {
		add("region=%s", l.Region)
	}
	return b.String()
}

// ParseLocator reads what String wrote.
func ParseLocator(text string) (Locator, error) {
	var l Locator
	for part := range strings.FieldsSeq(text) {
		key, value, _ := strings.Cut(part, "=")
		var err error
		switch key {
		case "entry":
			l.Entry = unescape(value)
		case "sheet":
			l.Sheet = unescape(value)
		case "page":
			l.Page, err = strconv.Atoi(value)
		case "row":
			l.Row, err = strconv.Atoi(value)
		case "line":
			first, last, several := strings.Cut(value, "-")
			if l.Line, err = strconv.Atoi(first); err == nil && several {
				l.LineEnd, err = strconv.Atoi(last)
			}
		case "byte":
			offset, length, _ := strings.Cut(value, "+")
			if l.Offset, err = strconv.ParseInt(offset, 10, 64); err == nil {
				l.Length, err = strconv.ParseInt(length, 10, 64)
			}
		case "region":
			box, ok := ParseBox(value)
			if l.Region = RegionOf(box); !ok {
				err = fmt.Errorf("no region %q", value)
			}
		default:
			err = fmt.Errorf("unknown part %q", key)
		}
		if err != nil {
			return Locator{}, fmt.Errorf("locator %q: %w", text, err)
		}
	}
	return l, nil
}

// A name inside the canonical form must hold no white space.
func escape(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c <= ' ' || c == '%' || c == 0x7f:
			fmt.Fprintf(&b, "%%%02X", c)
		case c == 0xc2 || c == 0xe2 || c == 0xe3 || c == 0xe1:
			// Lead bytes of the Unicode spaces that strings.Fields splits at.
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if c, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(c))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
