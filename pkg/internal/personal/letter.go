package personal

import "complain/pkg/internal/pattern"

// What has letters in it: addresses of mail, passports, plates.
var (
	mailForm     = pattern.New(`[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}(?:@| ?[(\[][Aa][Tt][)\]] ?)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)
	passportForm = pattern.New(`(?i)\b(?:[A-Z]{1,2}[0-9]{6,9}|[0-9]{9}|[A-Z][0-9]{6}\([0-9A]\))`)
	plateForm    = pattern.New(`[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Za-hj-np-z][·. -]?[A-HJ-NP-Za-hj-np-z0-9]{4,5}[A-HJ-NP-Za-hj-np-z0-9挂学警港澳]`)
	britishPlate = pattern.New(`(?i)\b[A-Z]{2}[0-9]{2} ?[A-Z]{3}\b`)
	insurance    = pattern.New(`(?i)\b[A-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]\b`)
)

func mails(t *folded) []Found {
	var out []Found
	for _, m := range mailForm.FindAllStringIndex(t.s, -1) {
		out = append(out, Found{Mail, m[0], m[1]})
	}
	return out
}

// passports are letters and digits behind the word for them; numbers of the
// identity of other places too, which have their words.
func passports(t *folded) []Found {
	var out []Found
	for _, m := range passportForm.FindAllStringIndex(t.s, -1) {
		if m[1] < len(t.s) && isWord(t.s[m[1]]) {
			continue
		}
		switch t.within(m[0], 30) {
		case ofPassport:
			out = append(out, Found{Passport, m[0], m[1]})
		case ofIdentity:
			if isLetter(t.s[m[0]]) {
				out = append(out, Found{Identity, m[0], m[1]})
			}
		}
	}
	for _, m := range insurance.FindAllStringIndex(t.s, -1) {
		if t.within(m[0], 30) == ofIdentity {
			out = append(out, Found{Identity, m[0], m[1]})
		}
	}
	return out
}

// plates are number plates of mainland China, with three digits at least, and
// British ones behind the word for them.
func plates(t *folded) []Found {
	var out []Found
	for _, m := range plateForm.FindAllStringIndex(t.s, -1) {
		if wordRune(t.after(m[1])) || digitsIn(t.s[m[0]:m[1]]) < 3 {
			continue
		}
		out = append(out, Found{Plate, m[0], m[1]})
	}
	for _, m := range britishPlate.FindAllStringIndex(t.s, -1) {
		if t.within(m[0], 20) == ofPlate {
			out = append(out, Found{Plate, m[0], m[1]})
		}
	}
	return out
}
