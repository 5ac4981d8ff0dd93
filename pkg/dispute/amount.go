package dispute

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Amount is money: integer minor units of one currency (fen, cents; for
// currencies without minor units, such as JPY, the unit itself).
type Amount struct {
	Minor    int64
	Currency string // ISO 4217
}

// ErrAmount is wrapped by every error about text that is not an amount.
var ErrAmount = errors.New("not an amount of money")

// Exponent is the number of decimal digits of currency's minor unit (ISO 4217
// list one); 2 for currencies it does not know.
func Exponent(currency string) int {
	switch currency {
	case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF",
		"UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF":
		return 0
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return 3
	}
	return 2
}

// ParseAmount reads a plain decimal such as "1,234.56", "-0.5" or "+12" as
// money. Commas (also full width) must stand between groups of three digits. Digits beyond
// the currency's minor unit are accepted only when they are zero: rounding is
// the caller's decision, see RoundAmount.
func ParseAmount(text, currency string) (Amount, error) {
	a, exact, err := readDecimal(text, currency)
	if err != nil {
		return Amount{}, err
	}
	if !exact {
		return Amount{}, fmt.Errorf("%q has more digits than %s has: %w", text, currency, ErrAmount)
	}
	return a, nil
}

// RoundAmount is ParseAmount for numbers that passed through binary floating
// point on their way, as spreadsheet cells do ("548.58000000000004"): it also
// takes an exponent and rounds half away from zero to the minor unit. exact is
// false when more than float noise (a millionth of the minor unit) was cut.
func RoundAmount(text, currency string) (a Amount, exact bool, err error) {
	if !strings.ContainsAny(text, "eE") {
		a, exact, err = readDecimal(text, currency)
		if err != nil || exact {
			return a, exact, err
		}
	}
	f, err := strconv.ParseFloat(strings.TrimSpace(strings.ReplaceAll(text, ",", "")), 64)
	if err != nil || math.IsNaN(f) {
		return Amount{}, false, fmt.Errorf("%q: %w", text, ErrAmount)
	}
	scaled := f * math.Pow10(Exponent(currency))
	if math.Abs(scaled) > 1<<53 {
		return Amount{}, false, fmt.Errorf("%q is too large: %w", text, ErrAmount)
	}
	rounded := math.Round(scaled)
	return Amount{Minor: int64(rounded), Currency: currency}, math.Abs(scaled-rounded) < 1e-6, nil
}

func readDecimal(text, currency string) (a Amount, exact bool, err error) {
	bad := func() (Amount, bool, error) {
		return Amount{}, false, fmt.Errorf("%q: %w", text, ErrAmount)
	}
	s := strings.ReplaceAll(strings.TrimSpace(text), "，", ",")
	neg := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		neg, s = s[0] == '-', s[1:]
	}
	whole, frac, _ := strings.Cut(s, ".")
	if groups := strings.Split(whole, ","); len(groups) > 1 {
		if groups[0] == "" || len(groups[0]) > 3 {
			return bad()
		}
		for _, g := range groups[1:] {
			if len(g) != 3 {
				return bad()
			}
		}
		whole = strings.Join(groups, "")
	}
	if whole == "" && frac == "" || strings.Trim(whole+frac, "0123456789") != "" {
		return bad()
	}
	exp := Exponent(currency)
	exact = true
	if len(frac) > exp {
		exact = strings.Trim(frac[exp:], "0") == ""
		frac = frac[:exp]
	}
	digits := whole + frac + strings.Repeat("0", exp-len(frac))
	minor, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return Amount{}, false, fmt.Errorf("%q is too large: %w", text, ErrAmount)
	}
	if neg {
		minor = -minor
	}
	return Amount{Minor: minor, Currency: currency}, exact, nil
}

// Decimal is the amount as a plain decimal string with the currency's full
// number of digits and no grouping: "128.00", "-5.00", "500" (JPY).
func (a Amount) Decimal() string {
	exp := Exponent(a.Currency)
	sign, digits := "", strconv.FormatInt(a.Minor, 10)
	if a.Minor < 0 {
		sign, digits = "-", digits[1:]
	}
	if exp == 0 {
		return sign + digits
	}
	if len(digits) <= exp {
		digits = strings.Repeat("0", exp+1-len(digits)) + digits
	}
	return sign + digits[:len(digits)-exp] + "." + digits[len(digits)-exp:]
}

// String is the decimal and the currency code: "128.00 CNY".
func (a Amount) String() string { return a.Decimal() + " " + a.Currency }

// Add is a + b. It is an error to add two currencies, or to pass the limits of
// int64.
func (a Amount) Add(b Amount) (Amount, error) {
	if a.Currency != b.Currency {
		return Amount{}, fmt.Errorf("add %s to %s: two currencies", b.Currency, a.Currency)
	}
	sum := a.Minor + b.Minor
	if (sum > a.Minor) != (b.Minor > 0) && b.Minor != 0 {
		return Amount{}, fmt.Errorf("add %s to %s: too large", b, a)
	}
	return Amount{Minor: sum, Currency: a.Currency}, nil
}

// Neg is -a.
func (a Amount) Neg() Amount { return Amount{Minor: -a.Minor, Currency: a.Currency} }
