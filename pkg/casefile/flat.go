package casefile

import (
	"slices"
	"strconv"

	"complain/pkg/dispute"
)

// flat is a record as the case file keeps it: texts, numbers and lists of texts.
// Their order is part of the file format.
type flat struct {
	texts   [textCount]string
	numbers [numberCount]int64
	lists   [listCount][]string
}

const (
	kindText = iota
	zoneText
	zoneFromText
	timeFromText
	entryText
	sheetText
	whoText
	sayText
	currencyText
	directionText
	statusText
	typeText
	orderText
	merchantText
	rawText
	textCount
)

const (
	wallNumber = iota
	precisionNumber
	offsetNumber // of the zone, seconds east of UTC
	pageNumber
	rowNumber
	lineNumber
	moreLinesNumber // after the first
	byteNumber
	lengthNumber
	amountNumber // 1 where there is an amount
	minorNumber
	refundNumber
	numberCount
)

const (
	fieldNames = iota
	fieldValues
	fileNames
	remarkParts // of each note: its code, how many arguments it has, and those
	listCount
)

// flatten takes a record apart; its number, evidence and place are the row's.
func flatten(r *dispute.Record) (f flat) {
	at, l := r.At.Stored(), &r.Locator
	f.texts = [textCount]string{string(r.Kind), at.Zone.Name, string(at.Zone.From), string(at.From), l.Entry, l.Sheet, r.Who, r.Text, "",
		string(r.Direction), r.Status, r.Type, r.Order, r.Merchant, r.Raw}
	f.numbers = [numberCount]int64{wallNumber: at.Wall, precisionNumber: int64(at.Precision), offsetNumber: int64(at.Zone.Offset),
		pageNumber: int64(l.Page), rowNumber: int64(l.Row), lineNumber: int64(l.Line), moreLinesNumber: int64(max(l.LineEnd-l.Line, 0))}
	if l.Length > 0 {
		f.numbers[byteNumber], f.numbers[lengthNumber] = l.Offset, l.Length
	}
	if r.Amount != nil {
		f.texts[currencyText] = r.Amount.Currency
		f.numbers[amountNumber], f.numbers[minorNumber] = 1, r.Amount.Minor
	}
	if r.Refund {
		f.numbers[refundNumber] = 1
	}
	if n := len(r.Fields); n > 0 {
		both := make([]string, 2*n)
		f.lists[fieldNames], f.lists[fieldValues] = both[:n], both[n:]
		for i, field := range r.Fields {
			both[i], both[n+i] = field.Name, field.Value
		}
	}
	f.lists[fileNames] = r.Files
	for _, n := range r.Remarks {
		f.lists[remarkParts] = append(append(f.lists[remarkParts], n.Code, strconv.Itoa(len(n.Args))), n.Args...)
	}
	return f
}

// fill puts a record together again; false says that its parts do not fit.
func (f *flat) fill(r *dispute.Record) bool {
	t, n := &f.texts, &f.numbers
	*r = dispute.Record{
		Kind: dispute.Kind(t[kindText]), Who: t[whoText], Text: t[sayText], Direction: dispute.Direction(t[directionText]),
		Status: t[statusText], Type: t[typeText], Order: t[orderText], Merchant: t[merchantText], Raw: t[rawText], Refund: n[refundNumber] == 1,
		Locator: dispute.Locator{Entry: t[entryText], Sheet: t[sheetText], Page: int(n[pageNumber]), Row: int(n[rowNumber]),
			Line: int(n[lineNumber]), Offset: n[byteNumber], Length: n[lengthNumber]},
		At: dispute.Stored{Wall: n[wallNumber], Precision: dispute.Precision(n[precisionNumber]), From: dispute.TimeFrom(t[timeFromText]),
			Zone: dispute.Zone{Name: t[zoneText], Offset: int(n[offsetNumber]), From: dispute.ZoneFrom(t[zoneFromText])}}.When(),
	}
	if more := n[moreLinesNumber]; more > 0 {
		r.Locator.LineEnd = r.Locator.Line + int(more)
	}
	if n[amountNumber] == 1 {
		r.Amount = &dispute.Amount{Minor: n[minorNumber], Currency: t[currencyText]}
	}
	names, values := f.lists[fieldNames], f.lists[fieldValues]
	if len(names) != len(values) {
		return false
	}
	for i, name := range names {
		if r.Fields == nil {
			r.Fields = make([]dispute.Field, 0, len(names))
		}
		r.Fields = append(r.Fields, dispute.Field{Name: name, Value: values[i]})
	}
	r.Files = slices.Clone(f.lists[fileNames])
	for parts := f.lists[remarkParts]; len(parts) > 0; {
		if len(parts) < 2 {
			return false
		}
		count, err := strconv.Atoi(parts[1])
		if err != nil || count < 0 || count > len(parts)-2 {
			return false
		}
		r.Remarks = append(r.Remarks, dispute.Note{Code: parts[0], Args: append([]string(nil), parts[2:2+count]...)})
		parts = parts[2+count:]
	}
	return true
}
