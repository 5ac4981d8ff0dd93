package personal

import (
	"strings"
	"unicode/utf8"

	"complain/pkg/internal/pattern"
)

// An address of China goes from the large to the small: regions, streets and
// estates, then numbers with what they number. A place is somebody's door only
// where a number says so.
const (
	regionForm = `\p{Han}{1,7}?(?:特别行政区|自治区|自治州|自治县|省|市|区|县|州|盟|旗|镇|乡|街道)`
	streetForm = `[\p{Han}A-Za-z0-9·]{1,14}?(?:大街|大道|胡同|小区|花园|公寓|社区|新村|家园|校区|大厦|广场|大学|学院|路|街|道|巷|弄|里|村|苑|城|园|府|庄|屯)`
	unitForm   = `[附之]?[0-9A-Za-z一二三四五六七八九十百零〇-]{1,9}(?:号楼|号院|号|弄|栋|幢|座|单元|室|楼|层|户|组|门|铺|房)`
)

var (
	door   = pattern.New(`(?:` + regionForm + `)*(?:` + streetForm + `)*(?:` + unitForm + `[,，、 ]?)+(?:[0-9]{1,5}(?:-[0-9]{1,4})?)?`)
	room   = pattern.New(`[0-9]$`)
	level  = pattern.New(regionForm)
	region = pattern.New(`^(?:` + regionForm + `)+`)
	street = pattern.New(streetForm)
	unit   = pattern.New(unitForm)
)

// The forms of English addresses: a number, a name and what kind of way it is;
// and a British postcode, which is a few doors.
var (
	way = pattern.New(`(?i:\b(?:flat|apt\.?|apartment|unit|suite|room)\s+[0-9A-Za-z]{1,5},?\s+)?\b[0-9]{1,5}[A-Za-z]?(?:-[0-9]{1,4})?,?\s+(?:(?:[A-Z][A-Za-z'.-]*|of|the|[0-9]{1,3}(?:st|nd|rd|th))\s+){1,4}` +
		`(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Way|Place|Pl|Square|Sq|Terrace|Crescent|Boulevard|Blvd|Gardens|Grove|Hill|Row|Mews|Parade|Highway|Hwy|Walk|Quay)\b\.?` +
		`(?i:,?\s+(?:flat|apt\.?|apartment|unit|suite|#)\s*[0-9A-Za-z]{1,5}\b)?`)
	notWay   = pattern.New(`(?i)^[0-9]+[ -](?:hours?|days?|stars?|pieces?|packs?|inch|inches|years?|months?|weeks?|minutes?|items?)\b`)
	postcode = pattern.New(`\b(?:GIR ?0AA|[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKPSTUW]? ?[0-9][ABD-HJLNP-UW-Z]{2})\b`)
	box      = pattern.New(`(?i)\bP\.?\s?O\.?\s?Box\s+[0-9]{1,6}\b`)
	zip      = pattern.New(`^,?\s+(?:[A-Z][A-Za-z.' -]{2,30},?\s+)?[A-Z]{2}\s+[0-9]{5}(?:-[0-9]{4})?\b`)
)

// unitWords are parts of what every Chinese address has.
var unitWords = []string{"号", "弄", "栋", "幢", "座", "单元", "室", "楼", "户"}

// hasUnit reports whether a number or letter runs into a word as unitForm has it,
// without which nothing is a door: most that hold such a word do not.
func hasUnit(s string) bool {
	for i, r := range s {
		if r < utf8.RuneSelf || !strings.ContainsRune("号弄栋幢座单室楼层户组门铺房", r) {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		if before == '-' || wordRune(before) && before != '_' || strings.ContainsRune("一二三四五六七八九十百零〇", before) {
			return true
		}
	}
	return false
}

func doors(t *folded) []Found {
	var out []Found
	for _, m := range door.FindAllStringIndex(t.s, -1) {
		if from, ok := isDoor(t, m[0], m[1]); ok {
			out = append(out, Found{Address, from, trimmedEnd(t.s, from, m[1])})
		}
	}
	return out
}

func ways(t *folded) []Found {
	var out []Found
	for _, m := range way.FindAllStringIndex(t.s, -1) {
		if t.within(m[0], 12) == ofTrade || notWay.MatchString(t.s[m[0]:m[1]]) {
			continue
		}
		end := m[1]
		if z := zip.FindString(t.s[end:]); z != "" {
			end += len(z)
		}
		out = append(out, Found{Address, m[0], end})
	}
	for _, form := range []*pattern.Pattern{postcode, box} {
		for _, m := range form.FindAllStringIndex(t.s, -1) {
			if t.within(m[0], 16) != ofTrade {
				out = append(out, Found{Address, m[0], m[1]})
			}
		}
	}
	return out
}

// wordsBefore run into an address.
var wordsBefore = []string{"我", "家", "放在", "放到", "放", "退回到", "退回", "退到", "寄到", "寄回", "发到", "发往", "送到", "搬到", "就", "住在", "是", "在", "为", "到"}

// isDoor reports whether a place is a door: in a region, or of two numbers in a
// street, or behind the word for an address. A word that runs into it is not of
// it where it can be told apart.
func isDoor(t *folded, start, end int) (from int, ok bool) {
	text := t.s[start:end]
	in := region.FindString(text)
	rest := text[len(in):]
	streets, units := street.FindAllStringIndex(rest, -1), len(unit.FindAllString(rest, -1))
	if n := len(streets); n > 0 {
		units = len(unit.FindAllString(rest[streets[n-1][1]:], -1))
	}
	if room.MatchString(text) {
		units++
	}
	levels, said := len(level.FindAllString(in, -1)), false
	for _, c := range t.cues { // within it too: 我的收货地址是杭州市…
		if c.class == ofAddress && c.end > start-30 && c.end <= end {
			said = true
			if c.end > start && c.end-start < len(in) {
				start = c.end
			}
		}
	}
	for _, w := range wordsBefore {
		if after := strings.TrimPrefix(t.s[start:end], w); len(after) < end-start && region.MatchString(after) {
			start = end - len(after)
		}
	}
	for _, rule := range []bool{
		in != "" && (len(streets) > 0 || levels > 2 || units > 1) && units > 0,
		len(streets) > 0 && units > 1,
		said && units > 0 && (len(streets) > 0 || units > 1),
	} {
		if rule {
			return start, true
		}
	}
	return 0, false
}

func trimmedEnd(s string, start, end int) int {
	return start + len(strings.TrimRight(s[start:end], " ,，、"))
}

// county is an address down to what a county is a part of: tens of thousands of
// people, not a street.
var county = pattern.New(`^(?:\p{Han}{2,7}?(?:特别行政区|自治区|省))?(?:\p{Han}{1,7}?(?:市|州|盟))?(?:\p{Han}{1,7}?(?:区|县|旗|市))?`)

// maskedAddress keeps the county of an address of China, and of others nothing
// but the first half of a British postcode.
func maskedAddress(s string) string {
	if postcode.MatchString(s) && utf8.RuneCountInString(s) <= 8 {
		return strings.TrimSpace(s[:len(s)-3]) + " ***"
	}
	return county.FindString(s) + stars
}
