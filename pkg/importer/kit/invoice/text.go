package invoice

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"complain/pkg/internal/pattern"
)

// figure is an amount with the mark of the yuan, and the minus of red-letter
// invoices on either side of it, behind it, as a word or as brackets. fareFigure is
// one of a ticket, which may have tenths alone.
const (
	red        = `(?:[(（]\s*负数?\s*[)）]\s*|负数?\s*|\(\s*)?`
	figure     = `(` + red + `-?\s*¥?\s*-?\s*[0-9][0-9,]*\.[0-9]{2}[-)]?)`
	fareFigure = `(` + red + `-?\s*¥?\s*-?\s*[0-9][0-9,]*\.[0-9]{1,2})`
)

// What is looked for in the text of a page. Labels are written with spaces
// between their characters as often as without.
var (
	numberLabel = pattern.New(`发\s*票\s*号\s*码\s*[:：]?\s*([0-9]{20}|[0-9]{8})(?:[^0-9]|$)`)
	codeLabel   = pattern.New(`发\s*票\s*代\s*码\s*[:：]?\s*([0-9]{12}|[0-9]{10})(?:[^0-9]|$)`)
	checkLabel  = pattern.New(`校\s*验\s*码\s*[:：]?\s*([0-9]{5}\s?[0-9]{5}\s?[0-9]{5}\s?[0-9]{5})(?:[^0-9]|$)`)
	dateLabel   = pattern.New(`(?:开\s*票|填\s*开)\s*日\s*期\s*[:：]?\s*(20[0-9]{2}\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日)`)
	anyDate     = pattern.New(`20[0-9]{2}\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日`)
	totalLabel  = pattern.New(`[(（]\s*小\s*写\s*[)）]\s*[:：]?\s*` + figure + `(?:[^0-9]|$)`)
	sumLabel    = pattern.New(`(?:^|[^税])合\s*计\s*(-?\s*¥\s*-?\s*[0-9][0-9,]*\.[0-9]{2})\s+(?:(-?\s*¥\s*-?\s*[0-9][0-9,]*\.[0-9]{2})|\*+)`)
	yenAmount   = pattern.New(`(-?\s*¥\s*-?\s*[0-9][0-9,]*\.[0-9]{2})(?:[^0-9]|$)`)
	inWords     = pattern.New(`(?:[(（]\s*负数?\s*[)）]\s*)?(?:负数?)?[零壹贰叁肆伍陆柒捌玖\x{FFFD}][零壹贰叁肆伍陆柒捌玖拾佰仟万亿\x{FFFD}]*[元圆圓](?:[整正]|[零壹贰叁肆伍陆柒捌玖角分\x{FFFD}]+[整正]?)?`)
	// The numbers of the forms by which a red-letter invoice is applied for.
	confirmed = pattern.New(`(?:确认单|信息表|通知单)\s*编\s*号\s*[:：]?\s*[0-9]{12,24}`)
	// Digits beside a letter that the file does not name are part of another number.
	beside     = pattern.New(`[0-9][0-9.,]*\x{FFFD}[0-9.,\x{FFFD}]*|\x{FFFD}[\x{FFFD}.,]*[0-9][0-9.,\x{FFFD}]*`)
	longNumber = pattern.New(`(?:^|[^0-9])([0-9]{20})(?:[^0-9]|$)`)
	kindTitle  = pattern.New(`电子发票\s*[(（][^()（）\s]{2,20}[)）]|[^\s()（）:：]{0,12}增值税电子(?:普通|专用)发票|[^\s()（）:：]{0,12}增值税(?:普通|专用)发票`)
	nameLabel  = pattern.New(`(?:^|[\s方购买销售息])名\s*称\s*[:：]`)
	taxLabel   = pattern.New(`(?:统一社会信用代码\s*/\s*)?纳税人识别号\s*[:：]`)
	taxID      = pattern.New(`^\s*([0-9A-Z]{15}|[0-9A-Z]{17,18}|[0-9A-Z]{20})(?:[^0-9A-Z]|$)`)
)

// fareLabels are what the papers of the railway call their sum: that of a ticket, or
// of what was kept when it was given back. The price of a ticket that was changed
// stands beside that of the new one.
var fareLabels = [...]*pattern.Pattern{
	pattern.New(`(?:^|[^原])票\s*价\s*[:：]?\s*` + fareFigure + `(?:[^0-9]|$)`),
	pattern.New(`(?:退\s*票|改\s*签)\s*费\s*[:：]?\s*` + fareFigure + `(?:[^0-9]|$)`),
}

// taxiSum is the label of the sum on a taxi's paper, and taxiDate that of its day.
var (
	taxiSum  = pattern.New(`(?:^|[^\p{Han}])(?:总\s*)?金\s*额\s*[:：]?\s*` + fareFigure + `(?:[^0-9]|$)`)
	taxiDate = pattern.New(`日\s*期\s*[:：]?\s*(20[0-9]{2}\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日)`)
)

// joinedLabel is the label of a total without that of its figures.
var joinedLabel = pattern.New(`价\s*税\s*合\s*计\s*[:：]?\s*` + figure + `(?:[^0-9]|$)`)

// flown is an amount on the paper of a flight.
var flown = pattern.New(`(-?\s?(?:CNY|¥)\s*-?[0-9][0-9,]*\.[0-9]{2})(?:[^0-9]|$)`)

// smallLabel is the label of the total with what stands behind it.
var smallLabel = pattern.New(`[(（]\s*小\s*写\s*[)）]\s*[:：]?[ ]?([^\n]{0,40})`)

// maxText is how much text is looked through, in bytes; an invoice has a tenth.
const maxText = 128 << 10

// FromText reads an invoice out of the text of its page, in lines as a reader
// sees them. It returns nil for text that is of no invoice. Programs that write
// PDF put labels and values at places of their own, so that what a label stands
// beside may be another's value: what is not at its label is taken only where
// nothing else of its form stands in the text.
func FromText(text string) *Invoice {
	if len(text) > maxText {
		text = strings.ToValidUTF8(text[:maxText], "")
	}
	text = repaired(fold(text))
	dated := spaced(text, "开票日期") || spaced(text, "填开日期") || spaced(text, "价税合计")
	if !strings.Contains(text, "发票") || !dated && !ofTaxi(text) {
		return nil
	}
	v := fromLines(text)
	if v.Number == "" && v.Total == "" {
		return nil
	}
	return v
}

// ofTaxi reports whether a text is of a taxi's own paper, which has labels of its own.
func ofTaxi(text string) bool {
	return (spaced(text, "出租汽车") || spaced(text, "出租车")) && spaced(text, "发票代码") && !spaced(text, "价税合计")
}

// fromLines takes what stands in a text that was folded and repaired.
func fromLines(text string) *Invoice {
	lost := text
	text = beside.ReplaceAllString(text, "\uFFFD")
	cancels := Cancelled(text)
	text = confirmed.ReplaceAllString(cancelled.ReplaceAllString(text, ""), "")
	v := &Invoice{Cancels: cancels, Kind: only(kindTitle.FindAllString(text, -1))}
	v.Number = only(matches(numberLabel, text))
	v.Code = only(matches(codeLabel, text))
	v.CheckCode = only(matches(checkLabel, text))
	if v.Number == "" && spaced(text, "发票号码") && !spaced(text, "校验码") && len(matches(numberLabel, text)) == 0 {
		v.Number = only(matches(longNumber, text))
	}
	if dates := matches(dateLabel, text); len(dates) > 0 {
		v.Issued = only(dates)
	} else if spaced(text, "开票日期") {
		v.Issued = only(anyDate.FindAllString(text, -1))
	} else if ofTaxi(text) {
		v.Issued = only(matches(taxiDate, text))
	}
	v.Issued = strings.Join(strings.Fields(v.Issued), "")
	v.amounts(text, lost)
	if v.Cancels != "" && v.Cancels == v.Number { // how to take it back is told, not what it takes back
		v.Cancels = ""
	}
	v.parties(strings.Split(text, "\n"))
	return v
}

// fold makes the radicals that some fonts give for characters characters, and
// spaces, digits, minuses and marks of the yuan of all kinds one.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '￥':
			return '¥'
		case strings.ContainsRune(minuses, r):
			return '-'
		case r >= '０' && r <= '９' || r == '．':
			return r - 0xfee0
		case r == '\u00a0' || r == '\u3000' || r == '\t' || r == '\r':
			return ' '
		case r >= 0x2e80 && r <= 0x2fdf:
			return []rune(norm.NFKC.String(string(r)))[0]
		}
		return r
	}, text)
}

// spaced reports whether the label stands in the text, with or without spaces
// between its characters.
func spaced(text, label string) bool {
	return strings.Contains(text, label) || strings.Contains(strings.ReplaceAll(text, " ", ""), label)
}

func matches(re *pattern.Pattern, text string) []string {
	var out []string
	for _, m := range re.FindAllStringSubmatch(text, -1) {
		out = append(out, m[1])
	}
	return out
}

// only is the one value of all that were found, or "" where there are several.
func only(found []string) string {
	for _, f := range found {
		if f != found[0] {
			return ""
		}
	}
	if len(found) == 0 {
		return ""
	}
	return found[0]
}

// parties takes names and tax numbers. The buyer is on the left or above, the
// seller on the right or below: two labels in one line, or two lines of which
// the first is the buyer's and the second the seller's by the word beside it.
// Names that stand right above tax numbers are of the same sides.
func (v *Invoice) parties(lines []string) {
	names, numbers := hits(lines, nameLabel, nameIn), hits(lines, taxLabel, taxIn)
	numbered := sided(lines, numbers)
	if numbered {
		v.Buyer.TaxID, v.Seller.TaxID = numbers[0].value, numbers[1].value
	}
	switch buyer, seller, named := bySide(lines, names); {
	case named:
		v.Buyer.Name, v.Seller.Name = buyer, seller
	case sided(lines, names) || numbered && rightAbove(names, numbers):
		v.Buyer.Name, v.Seller.Name = names[0].value, names[1].value
	}
}

// bySide takes labels with the word for their side before them in the line:
// 销售方信息 名称：. named is false where one has none, or two have the same.
func bySide(lines []string, found []hit) (buyer, seller string, named bool) {
	sides := map[bool]string{}
	for i, h := range found {
		before := lines[h.line][:h.from]
		if i > 0 && found[i-1].line == h.line {
			before = lines[h.line][found[i-1].from:h.from]
		}
		bought, sold := strings.Contains(before, "购买方"), strings.Contains(before, "销售方")
		if _, had := sides[sold]; had || bought == sold {
			return "", "", false
		}
		sides[sold] = h.value
	}
	return sides[false], sides[true], len(found) > 0
}

// hit is a label that was found, and the value behind it.
type hit struct {
	line, from int
	value      string
}

func hits(lines []string, label *pattern.Pattern, value func(rest string) string) (found []hit) {
	for i, line := range lines {
		at := label.FindAllStringIndex(line, 3)
		for j, m := range at {
			end := len(line)
			if j+1 < len(at) {
				end = at[j+1][0]
			}
			found = append(found, hit{i, m[0], value(line[m[1]:end])})
		}
	}
	return found
}

// nameIn is a name up to where the next column begins. Chinese names have no
// spaces in them.
func nameIn(rest string) string {
	if first, _, _ := strings.Cut(strings.TrimSpace(rest), " "); strings.Contains(first, "\uFFFD") {
		return ""
	}
	name, _, _ := strings.Cut(strings.TrimSpace(rest), "  ")
	if i := strings.IndexByte(name, ' '); i >= 0 && strings.ContainsFunc(name[:i], func(r rune) bool { return r >= 0x3400 }) {
		name = name[:i]
	}
	for _, mark := range []string{" 销", " 售", " 方", " 购", " 买", " 信", " 息", " 密", " 码", " 区"} {
		name = strings.TrimSuffix(name, mark)
	}
	return strings.TrimSpace(name)
}

func taxIn(rest string) string {
	if m := taxID.FindStringSubmatch(rest); m != nil {
		return m[1]
	}
	return ""
}

// sided reports whether the first of exactly two labels is the buyer's and the
// second the seller's.
func sided(lines []string, found []hit) bool {
	if len(found) != 2 || found[0].value == "" && found[1].value == "" {
		return false
	}
	a, b := found[0], found[1]
	if a.line == b.line {
		before := lines[a.line][:b.from]
		// The seller first: no invoice does so.
		return strings.Contains(before, "购") || !strings.Contains(before[:a.from], "销")
	}
	// Between the two lines the word for the other side must stand, or beside
	// the second label.
	upTo := strings.Join(lines[a.line:b.line], "\n") + "\n" + lines[b.line][:b.from]
	above := strings.Join(lines[max(0, a.line-3):a.line], "\n") + "\n" + lines[a.line][:a.from]
	return strings.Contains(above, "购") && !strings.Contains(above, "销") && strings.Contains(upTo, "销")
}

// rightAbove reports whether each of two labels stands up to three lines above
// its partner, and the second below the partner of the first.
func rightAbove(found, below []hit) bool {
	if len(found) != 2 || len(below) != 2 || found[1].line <= below[0].line {
		return false
	}
	for i := range found {
		if d := below[i].line - found[i].line; d < 0 || d > 3 {
			return false
		}
	}
	return true
}
