package mt940

import (
	"slices"
	"strings"

	"complain/pkg/dispute"
)

// describe reads what a :86: says of its entry: in the German and Polish form,
// "166?00GUTSCHRIFT?20words?32name"; in that of SWIFT and the Dutch banks,
// "/BENM//NAME/name/REMI/words"; or in plain words.
func describe(r *dispute.Record, lines []string) {
	if code, parts, ok := subfields(lines); ok {
		german(r, code, parts)
		return
	}
	if parts, ok := slashes(lines); ok {
		dutch(r, parts)
		return
	}
	var words []string
	for _, l := range lines {
		if l = strings.TrimSpace(l); l != "" {
			words = append(words, l)
		}
	}
	r.Text = strings.Join(words, " ")
	r.Fields = append(r.Fields, dispute.Field{Name: ":86:", Value: r.Text})
}

// subfields splits the first form. Its lines are cut anywhere, also inside of
// a word or a number of a subfield; blanks that fill a line up are no text.
func subfields(lines []string) (code string, parts []dispute.Field, ok bool) {
	var joined strings.Builder
	for _, l := range lines {
		joined.WriteString(strings.TrimRight(l, " \t"))
	}
	text := strings.TrimLeft(joined.String(), " ")
	if len(text) >= 3 && digits(text[:3]) {
		code, text = text[:3], text[3:]
	}
	if len(text) < 3 || !strings.ContainsRune("?~<>^@|+&", rune(text[0])) || !digits(text[1:3]) {
		return "", nil, false
	}
	for _, p := range strings.Split(text, text[:1]) {
		switch n := len(parts); {
		case len(p) >= 2 && digits(p[:2]):
			parts = append(parts, dispute.Field{Name: p[:2], Value: p[2:]})
		case n > 0 && p != "": // the mark itself, in the words
			parts[n-1].Value += text[:1] + p
		}
	}
	return code, parts, true
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// sepa lists the words before a plus that begin a part of the text, which may
// go on in the subfields that follow.
var sepa = [...]string{"EREF", "KREF", "MREF", "CRED", "DEBT", "COAM", "OAMT", "SVWZ", "ABWA", "ABWE", "IBAN", "BIC"}

func german(r *dispute.Record, code string, parts []dispute.Field) {
	if code != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: ":86:", Value: code})
	}
	var who, words strings.Builder
	tag := ""
	tagged := map[string]string{}
	for _, p := range parts {
		switch {
		case p.Name == "00":
			r.Type = first(strings.TrimSpace(p.Value), r.Type)
		case p.Name >= "20" && p.Name <= "29", p.Name >= "60" && p.Name <= "63":
			words.WriteString(p.Value)
			value := p.Value
			if t, rest, ok := strings.Cut(value, "+"); ok && slices.Contains(sepa[:], t) {
				tag, value = t, rest
			}
			tagged[tag] += value
		case p.Name == "32", p.Name == "33":
			who.WriteString(p.Value)
		}
		r.Fields = append(r.Fields, dispute.Field{Name: ":86: ?" + p.Name, Value: strings.TrimSpace(p.Value)})
	}
	r.Who = strings.TrimSpace(who.String())
	r.Text = strings.TrimSpace(first(tagged["SVWZ"], words.String()))
	if id := strings.TrimSpace(tagged["EREF"]); id != "NOTPROVIDED" {
		r.Merchant = id
	}
}

// codes lists the words that stand between slashes.
var codes = [...]string{"ACCW", "BENM", "BIC", "BO", "CHGS", "CNTP", "CSID", "EREF", "EXCH", "IBAN", "ID", "ISDT", "KREF", "MARF",
	"NAME", "OCMT", "ORDP", "PREF", "PURP", "REMI", "RTRN", "SVCL", "SVWZ", "TRCD", "TRTP", "TYPE", "UCRD", "UDTR", "ULTB", "ULTC", "ULTD"}

// slashes splits the second form.
func slashes(lines []string) ([]dispute.Field, bool) {
	var joined strings.Builder
	for _, l := range lines {
		joined.WriteString(strings.TrimRight(l, "\r"))
	}
	text := strings.TrimSpace(joined.String())
	if !strings.HasPrefix(text, "/") {
		return nil, false
	}
	var parts []dispute.Field
	start := 0 // of the value that is being read
	for at := 0; at < len(text); {
		code := codeAt(text[at:])
		if code == "" {
			at++
			continue
		}
		if n := len(parts); n > 0 {
			parts[n-1].Value = text[start:max(start, at)] // the code may follow at once
		} else if at > 0 {
			return nil, false
		}
		parts = append(parts, dispute.Field{Name: code})
		// The slash behind a code may be the one before the next.
		at += len(code) + 1
		start = min(at+1, len(text))
	}
	if len(parts) == 0 {
		return nil, false
	}
	parts[len(parts)-1].Value = text[start:]
	return parts, true
}

func codeAt(text string) string {
	if text[0] != '/' {
		return ""
	}
	for _, c := range codes {
		if strings.HasPrefix(text[1:], c+"/") {
			return c
		}
	}
	return ""
}

func dutch(r *dispute.Record, parts []dispute.Field) {
	for _, p := range parts {
		value := strings.Trim(p.Value, "/ ")
		switch p.Name {
		case "NAME":
			r.Who = first(r.Who, value)
		case "CNTP": // account, bank, name, place
			if of := strings.Split(p.Value, "/"); len(of) > 2 {
				r.Who = first(r.Who, strings.TrimSpace(of[2]))
			}
		case "REMI":
			value = strings.Trim(strings.TrimPrefix(value, "USTD//"), "/ ")
			r.Text = first(r.Text, value)
		case "TRTP", "TYPE":
			r.Type = first(value, r.Type)
		case "EREF":
			if value != "NOTPROVIDED" {
				r.Merchant = first(r.Merchant, value)
			}
		}
		r.Fields = append(r.Fields, dispute.Field{Name: ":86: /" + p.Name + "/", Value: value})
	}
}
