package pdf

import (
	"bytes"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/pattern"
	"complain/pkg/internal/xmp"
)

// readDate reads a date of PDF (ISO 32000-2, 7.9.4): D:20260305140322+08'00',
// or as ISO 8601 and XMP write it. What follows the year may be missing. One without
// an offset is of the case's zone.
func readDate(src *importer.Source, text string) dispute.When {
	rest := packed(strings.TrimPrefix(strings.TrimSpace(text), "D:"))
	digits := 0
	for digits < len(rest) && digits < 14 && rest[digits] >= '0' && rest[digits] <= '9' {
		digits++
	}
	number := func(from, to int) (n int) {
		for _, c := range rest[from:to] {
			n = n*10 + int(c-'0')
		}
		return n
	}
	c := dispute.Clock{Month: 1, Day: 1}
	var p dispute.Precision
	for _, part := range []struct {
		from, to int
		value    *int
		p        dispute.Precision
	}{
		{0, 4, &c.Year, dispute.Year}, {4, 6, &c.Month, dispute.Month}, {6, 8, &c.Day, dispute.Day},
		{8, 10, &c.Hour, dispute.Hour}, {10, 12, &c.Minute, dispute.Minute}, {12, 14, &c.Second, dispute.Second},
	} {
		if digits < part.to {
			break
		}
		*part.value, p = number(part.from, part.to), part.p
	}
	// What follows must be an offset: a date that is read half is another one.
	if p == dispute.Unknown || digits%2 != 0 || c.Year < 1980 || rest[digits:] != "" && !strings.ContainsAny(rest[digits:][:1], "Z+-'") {
		return dispute.When{}
	}
	var w dispute.When
	var err error
	offset, stated := readOffset(rest[digits:])
	if !stated || p <= dispute.Day {
		w, err = src.Local(c, p)
	} else {
		w, err = dispute.Local(c, p, time.FixedZone("", offset), dispute.ZoneStated)
		if err == nil && offset == 0 {
			// An instant on nobody's clock is shown on the case's.
			w = dispute.Instant(w.Time().In(src.Options.Zone), p, dispute.ZoneStated)
		}
	}
	if err != nil {
		return dispute.When{}
	}
	return w
}

// isoDate is a date of ISO 8601, its time of day and what follows the seconds.
var isoDate = pattern.New(`^(\d{4})-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?)?(.*)$`)

// packed is a date of ISO 8601 as PDF writes it; another text as it is.
func packed(text string) string {
	m := isoDate.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	return strings.Join(m[1:7], "") + strings.TrimSpace(m[7])
}

// readOffset reads +08'00', +08'00, +0800, +08:00 and Z.
func readOffset(text string) (seconds int, ok bool) {
	if strings.HasPrefix(text, "Z") {
		return 0, true
	}
	if len(text) < 3 || text[0] != '+' && text[0] != '-' {
		return 0, false
	}
	digits := strings.NewReplacer("'", "", ":", "").Replace(text[1:])
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, false
		}
	}
	switch len(digits) {
	case 2:
		digits += "00"
	case 4:
	default:
		return 0, false
	}
	h, m := int(digits[0]-'0')*10+int(digits[1]-'0'), int(digits[2]-'0')*10+int(digits[3]-'0')
	if h > 14 || m > 59 {
		return 0, false
	}
	if seconds = h*3600 + m*60; text[0] == '-' {
		seconds = -seconds
	}
	return seconds, true
}

// described is what the packet of metadata states.
type described struct{ created, title, author, tool, producer string }

// readXMP reads the properties of the file itself, of a list the first item.
// What comes before damage stays.
func readXMP(data []byte) described {
	var out described
	to := map[[2]string]*string{
		{xmp.Basic, "CreateDate"}: &out.created, {xmp.Basic, "CreatorTool"}: &out.tool, {xmp.PDF, "Producer"}: &out.producer,
		{xmp.DC, "title"}: &out.title, {xmp.DC, "creator"}: &out.author,
	}
	xmp.Read(bytes.NewReader(data), func(p xmp.Property) {
		if at := to[[2]string{p.Space, p.Name}]; at != nil && *at == "" {
			*at = line(p.Value)
		}
	})
	return out
}
