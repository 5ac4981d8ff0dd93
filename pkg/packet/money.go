package packet

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/pattern"
	"complain/pkg/locale"
)

// figures is an amount's number with its digits grouped: 1,299.00.
func figures(a dispute.Amount) string {
	return thousands(a.Decimal())
}

var decimal = pattern.New(`^-?[0-9]+\.[0-9]+$`)

// grouped is a number with decimals with its digits grouped; any other text stays
// as it is.
func grouped(text string) string {
	if !decimal.MatchString(text) {
		return text
	}
	return thousands(text)
}

func thousands(text string) string {
	sign := ""
	if text[0] == '-' {
		sign, text = "-", text[1:]
	}
	whole, frac, ok := strings.Cut(text, ".")
	var b strings.Builder
	b.WriteString(sign)
	for i, d := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	if ok {
		b.WriteString("." + frac)
	}
	return b.String()
}

// money is an amount in a sentence: 人民币1,299.00元, "CNY 1,299.00".
func (c *composer) money(a dispute.Amount) string {
	if code := "packet.money." + a.Currency; locale.Has(code) {
		return c.say(code, figures(a))
	}
	return line(a.Currency) + " " + figures(a)
}

// amountHead is the head of a column of amounts in one currency.
func (c *composer) amountHead(currency string) string {
	if currency == "" {
		return c.say("packet.col.amount")
	}
	if code := "packet.currency." + currency; locale.Has(code) {
		return c.say("packet.col.amount-in", c.say(code))
	}
	return c.say("packet.col.amount-in", line(currency))
}

// sum is the total of amounts, one a currency, in the order in which currencies
// first come.
func sum(all []dispute.Amount) ([]dispute.Amount, error) {
	var out []dispute.Amount
next:
	for _, a := range all {
		for i := range out {
			if out[i].Currency == a.Currency {
				total, err := out[i].Add(a)
				if err != nil {
					return nil, err
				}
				out[i] = total
				continue next
			}
		}
		out = append(out, a)
	}
	return out, nil
}

// totals is sum of amounts that checkSums added up before.
func totals(all []dispute.Amount) []dispute.Amount {
	out, _ := sum(all)
	return out
}

// monies is several amounts in a sentence.
func (c *composer) monies(all []dispute.Amount) string {
	parts := make([]string, len(all))
	for i, a := range all {
		parts[i] = c.money(a)
	}
	return strings.Join(parts, c.say("packet.and"))
}

// absolute is the amount without its sign: which way it went is said in words.
func absolute(a dispute.Amount) dispute.Amount {
	if a.Minor < 0 {
		return a.Neg()
	}
	return a
}

// amounts are the amounts of events, without their signs.
func amounts(events []dispute.Event) []dispute.Amount {
	var out []dispute.Amount
	for _, e := range events {
		if e.Amount != nil {
			out = append(out, absolute(*e.Amount))
		}
	}
	return out
}
