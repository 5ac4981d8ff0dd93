package timeline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"complain/pkg/dispute"
)

// byAmount joins a bank's rows with those of wallets. Each has to fit no other.
func (j *joiner) byAmount() {
	type sum struct {
		currency string
		minor    int64
	}
	wallets, banks := map[sum][]int{}, map[sum][]int{}
	for _, i := range j.rows() {
		if !dated(&j.events[i]) {
			continue
		}
		key := sum{j.events[i].Amount.Currency, magnitude(j.events[i].Amount.Minor)}
		if _, is := j.b.in.Wallets[j.importer(i)]; is {
			wallets[key] = append(wallets[key], i)
		} else {
			banks[key] = append(banks[key], i)
		}
	}
	for key, list := range banks {
		if len(list)*len(wallets[key]) > mostPairs {
			continue // of so many alike none fits alone
		}
		fits := map[int][]int{} // both ways
		for _, bank := range list {
			for _, wallet := range wallets[key] {
				one := j.root(wallet) // of two files of a wallet, by the number
				if j.books(bank, wallet) && !slices.Contains(fits[bank], one) {
					fits[bank], fits[one] = append(fits[bank], one), append(fits[one], bank)
				}
			}
		}
		for _, bank := range list {
			if len(fits[bank]) == 1 && j.alone(fits[fits[bank][0]]) {
				j.union(bank, fits[bank][0], dispute.Say("join.amount", *j.events[bank].Amount))
			}
			if i := slices.Index(j.pairs(fits, bank), bank); i >= 0 {
				j.union(bank, fits[bank][i], dispute.Say("join.amount", *j.events[bank].Amount))
			}
		}
	}
}

// pairs are the rows of a bank's file, this one among them, that fit as many rows of
// one other file, each all of them; nil where there are none.
func (j *joiner) pairs(fits map[int][]int, bank int) []int {
	wallets := fits[bank]
	if len(wallets) < 2 {
		return nil
	}
	banks := fits[wallets[0]]
	if len(banks) != len(wallets) || !j.oneFile(banks) || !j.oneFile(wallets) {
		return nil
	}
	for i := range banks {
		if !slices.Equal(fits[banks[i]], wallets) || !slices.Equal(fits[wallets[i]], banks) {
			return nil
		}
	}
	return banks
}

// oneFile reports whether all of a list are of the same file.
func (j *joiner) oneFile(list []int) bool {
	return !slices.ContainsFunc(list, func(i int) bool { return !sameFile(j.events[i], j.events[list[0]]) })
}

const mostPairs = 10_000

// alone reports whether all of a list are of different files: one payment may be
// in several banks' papers, but in each once.
func (j *joiner) alone(list []int) bool {
	seen := map[dispute.EvidenceID]bool{}
	for _, i := range list {
		id := j.events[i].Cites[0].Evidence
		if seen[id] {
			return false
		}
		seen[id] = true
	}
	return true
}

func (j *joiner) importer(i int) string {
	return j.b.evidence[j.events[i].Cites[0].Evidence].Reading.Importer
}

// books reports whether a bank's row can be a wallet's payment.
func (j *joiner) books(bank, wallet int) bool {
	b, w := &j.events[bank], &j.events[wallet]
	if !j.alike(bank, wallet) {
		return false
	}
	if b.At.Precision > dispute.Day && w.At.Precision > dispute.Day {
		if b.At.Time().Sub(w.At.Time()).Abs() > sameMinute {
			return false
		}
	} else if later := date(b.At).Sub(date(w.At)); later < 0 || later > booked {
		return false
	}
	said := strings.ToLower(b.Who + " " + b.Text)
	names := slices.ContainsFunc(j.b.in.Wallets[j.importer(wallet)], func(name string) bool { return strings.Contains(said, strings.ToLower(name)) })
	return names && (!named(b.Who+b.Text, w.Who) || sameSide(said, w.Who)) || sameSide(said, w.Who)
}

// named reports whether a bank says more of the other side than the wallet: then
// it has to be the same.
func named(said, who string) bool {
	parts := strings.IndexFunc(strings.TrimSpace(said), func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSpace(r) })
	return utf8.RuneCountInString(strings.TrimSpace(who)) >= 2 && parts >= 0
}

// sameSide reports whether a text has the name of the other side. Banks write names
// without their spaces.
func sameSide(said, who string) bool {
	said, who = strings.ReplaceAll(said, " ", ""), strings.ReplaceAll(strings.ToLower(who), " ", "")
	letters := strings.IndexFunc(who, func(r rune) bool { return unicode.Is(unicode.Han, r) }) < 0
	n := utf8.RuneCountInString(who)
	return (n >= 4 || n >= 2 && !letters) && strings.Contains(said, who)
}
