package invoice

import (
	"cmp"
	"slices"
	"strings"

	"complain/pkg/dispute"
)

// minuses are the signs that are written for minus.
const minuses = "－−﹣‐‑‒–"

// amounts takes the total from its label and the two sums above it. A total
// that does not stand at its label is taken where three amounts stand in the
// text and one is the sum of the others, or from its words; one that the words
// beside it contradict is not taken at all. lost is the text with the digits beside
// letters that the file does not name.
func (v *Invoice) amounts(text, lost string) {
	stated := matches(totalLabel, text)
	v.Total = bare(only(stated))
	if v.Total == "" {
		v.Total = fare(v.Kind+" "+text, text)
	}
	v.Capitals = only(inWords.FindAllString(text, -1))
	sums := sumLabel.FindAllStringSubmatch(text, -1)
	if len(sums) == 1 {
		v.Net, v.Tax = bare(sums[0][1]), bare(sums[0][2])
	}
	if v.Total == "" && len(stated) == 0 && spaced(text, "价税合计") {
		v.Net, v.Tax, v.Total = threeAmounts(matches(yenAmount, text))
	}
	if v.Total == "" && len(stated) == 0 {
		v.Total = bare(only(matches(joinedLabel, text)))
	}
	said, whole := v.words()
	total, ok := money(v.Total)
	if !ok {
		if v.Total = ""; whole && len(stated) == 0 && spaced(text, "价税合计") && mayBe(lost, said) {
			v.Total, v.Worded = said.Decimal(), true
		}
		return
	}
	if whole && total.Minor < 0 && said.Minor == -total.Minor && redLetter(text) {
		v.Capitals, whole = "", false // being red was the minus of the words
	}
	if whole && said != total {
		v.Doubts = append(v.Doubts, dispute.Say("invoice.words-differ", v.Total, v.Capitals))
		v.Net, v.Tax, v.Total = "", "", ""
		return
	}
	v.held(total)
}

// words reads the total in words. What letters that the file does not name are
// part of says nothing, but for the sign before it.
func (v *Invoice) words() (said dispute.Amount, whole bool) {
	rest, marked := strings.CutPrefix(v.Capitals, "\uFFFD")
	if said, whole = capitals(rest); !whole {
		if strings.Contains(v.Capitals, "\uFFFD") {
			v.Capitals = ""
		}
		return said, false
	}
	v.Capitals = rest
	if total, ok := money(v.Total); marked && (!ok || total != said) { // it may be a digit
		v.Capitals = ""
		return said, false
	}
	return said, true
}

// held holds the parts against the total.
func (v *Invoice) held(total dispute.Amount) {
	if v.Net == "" || v.Tax == "" {
		return
	}
	net, netOK := money(v.Net)
	tax, taxOK := money(v.Tax)
	if sum, err := net.Add(tax); !netOK || !taxOK || err != nil || sum != total {
		v.Doubts = append(v.Doubts, dispute.Say("invoice.parts-differ", v.Net, v.Tax, v.Total))
		v.Net, v.Tax = "", ""
	}
}

// redLetter reports whether a paper says that it is one in red letters.
func redLetter(text string) bool {
	for _, word := range [...]string{"红字", "红冲", "冲红", "负数发票"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// signless takes away what stands for the yuan, and writes minus for its word.
var signless = strings.NewReplacer("¥", "", "￥", "", "CNY", "", "（负数）", "-", "(负数)", "-", "（负）", "-", "(负)", "-", "负数", "-", "负", "-")

// bare is an amount without the mark of the yuan, its minus in front.
func bare(amount string) string {
	amount = signless.Replace(strings.Join(strings.Fields(amount), ""))
	if whole, ok := strings.CutPrefix(amount, "("); ok {
		amount = "-" + strings.TrimSuffix(whole, ")")
	}
	amount = strings.TrimSuffix(amount, ")")
	if whole, ok := strings.CutSuffix(amount, "-"); ok && whole != "" {
		amount = "-" + whole
	}
	if strings.HasPrefix(amount, "--") { // the word and the sign
		amount = amount[1:]
	}
	for _, r := range minuses {
		amount = strings.Replace(amount, string(r), "-", 1)
	}
	return amount
}

// fare is the sum of a paper for a journey, which has no label of a total: where it
// states one amount that it may be, or, for a flight, one that is the sum of all the
// others.
func fare(kind, text string) string {
	var found []string
	switch {
	case strings.Contains(kind, "铁路"):
		for _, label := range fareLabels {
			found = append(found, matches(label, text)...)
		}
	case strings.Contains(kind, "航空"):
		return bare(summed(matches(flown, text)))
	case ofTaxi(text):
		found = matches(taxiSum, text)
	}
	return bare(only(found))
}

// summed is the amount that all the others make, all of one sign.
func summed(found []string) string {
	var sum, most int64
	at, back := -1, 0
	for i, f := range found {
		a, ok := money(f)
		if !ok {
			return ""
		}
		if a.Minor < 0 {
			a.Minor = -a.Minor
			back++
		}
		if sum += a.Minor; a.Minor > most {
			most, at = a.Minor, i
		}
	}
	if back > 0 && back < len(found) {
		return ""
	}
	if at < 0 || len(found) < 3 || sum != 2*most {
		return ""
	}
	return found[at]
}

// mayBe reports whether what stands at the label of the total may be an amount, each
// letter that the file does not name being any sign of it or none.
func mayBe(text string, said dispute.Amount) bool {
	for _, m := range smallLabel.FindAllStringSubmatch(text, -1) {
		value, _, _ := strings.Cut(m[1], "  ")
		value = strings.ReplaceAll(bare(value), ",", "")
		if strings.ContainsAny(value, "0123456789\uFFFD") && !fits(value, said.Decimal()) {
			return false
		}
	}
	return true
}

// fits reports whether a text with letters that are not named may be want.
func fits(text, want string) bool {
	may := make([]bool, len(want)+1) // how much of want the text so far may be
	may[0] = true
	for _, r := range text {
		next := make([]bool, len(want)+1)
		for i, ok := range may {
			switch {
			case !ok:
			case r == '\uFFFD':
				next[i] = true
				next[min(i+1, len(want))] = true
			case i < len(want) && rune(want[i]) == r:
				next[i+1] = true
			}
		}
		may = next
	}
	return may[len(want)]
}

// threeAmounts finds net, tax and total among the amounts of a page.
func threeAmounts(found []string) (net, tax, total string) {
	for i := range found {
		found[i] = bare(found[i])
	}
	slices.Sort(found)
	found = slices.Compact(found)
	if len(found) != 3 {
		return "", "", ""
	}
	size := func(text string) int64 {
		a, _ := money(text)
		return max(a.Minor, -a.Minor)
	}
	slices.SortStableFunc(found, func(a, b string) int { return cmp.Compare(size(a), size(b)) })
	low, _ := money(found[0])
	middle, _ := money(found[1])
	high, ok := money(found[2])
	if sum, err := low.Add(middle); !ok || err != nil || sum != high || low.Minor == 0 || (low.Minor < 0) != (middle.Minor < 0) {
		return "", "", ""
	}
	return found[1], found[0], found[2] // no rate of tax is above a half
}
