package likely

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"complain/pkg/dispute"
)

// Purchases are the payments that the case may be about, the likeliest first.
func (f *Finder) Purchases() []Purchase {
	back := map[string]dispute.Citation{}
	for i := range f.rows {
		if r := &f.rows[i].Record; r.Refund {
			back[r.Who] = citationOf(r)
		}
	}
	var out []Purchase
	for i := range f.rows {
		if r := &f.rows[i]; r.Direction == dispute.Out && !r.Refund {
			out = append(out, f.purchase(r, back))
		}
	}
	slices.SortStableFunc(out, func(a, b Purchase) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.Amount.Minor, a.Amount.Minor))
	})
	return out
}

// purchase is a payment with what speaks for it; back is where money came back, by
// from whom.
func (f *Finder) purchase(r *row, back map[string]dispute.Citation) Purchase {
	p := Purchase{Seller: r.Who, Text: r.Text, Amount: *r.Amount, At: r.At, Evidence: r.Evidence, Order: f.text.bare(r.Merchant),
		Cites: []dispute.Citation{citationOf(&r.Record)}, rank: byBank}
	p.Platform, p.sign = f.on(r)
	p.signed = p.Cites[0]
	p.Amount.Minor = max(p.Amount.Minor, -p.Amount.Minor)
	if p.Order != "" {
		p.rank = byWallet
	}
	if _, ok := f.files[r.Evidence]; ok {
		p.Order, p.rank = cmp.Or(r.Order, p.Order), byShop
	}
	speak := func(score int, code string, cite dispute.Citation) {
		p.score += score
		p.Cites = append(p.Cites, cite)
		if p.Because.Code == "" {
			p.Because = dispute.Note{Code: code}
		}
	}
	if number, ok := f.written(&r.Record); ok {
		p.Order = number
		speak(5, byNumber, f.numbers[number])
	}
	if cite, ok := f.speaks(r.Who); ok {
		speak(3, "likely.paid.shop", cite)
	}
	if cite, ok := f.named(p.Amount); ok {
		speak(2, "likely.paid.amount", cite)
	}
	if cite, ok := back[r.Who]; ok {
		speak(2, "likely.paid.back", cite)
	}
	return p
}

// on is the platform that a row's file or the row itself says, and how.
func (f *Finder) on(r *row) (platform, sign string) {
	if platform := f.files[r.Evidence]; platform != "" {
		return platform, "likely.platform.file"
	}
	return r.on, "likely.platform.row"
}

// byNumber is the reason of a purchase whose number somebody wrote elsewhere.
const byNumber = "likely.paid.number"

// How well the row of a payment knows the shop: a bank prints what a card machine
// says, a wallet knows the shop's number, a shop's own list the order.
const (
	byBank = iota
	byWallet
	byShop
)

// likeliest are the payments that the case is about as likely as any other, of those
// that are likely enough to be proposed; of one whose number was told that alone.
func (f *Finder) likeliest(order string) []Purchase {
	all := f.Purchases()
	if order != "" {
		i := slices.IndexFunc(all, func(p Purchase) bool { return p.Order == order })
		if i < 0 {
			return nil
		}
		return []Purchase{f.seenTwice(all[i], all)}
	}
	if len(all) == 0 {
		return nil
	}
	first := f.seenTwice(all[0], all)
	out, only := []Purchase{first}, true
	for _, p := range all[1:] {
		if f.same(all[0], p) {
			continue
		}
		only = false
		if p.score == first.score {
			out = append(out, p)
		}
	}
	switch {
	case first.Sure():
		return out
	case only:
		out[0].Because = dispute.Note{Code: cmp.Or(first.Because.Code, "likely.paid.only")}
		return out
	}
	return nil
}

// seenTwice is a purchase with what the rows of the same payment in other files say
// of it: that which knows the shop best names it.
func (f *Finder) seenTwice(p Purchase, all []Purchase) Purchase {
	row := p
	p.Cites = slices.Clone(p.Cites)
	for _, o := range all {
		if !f.same(row, o) {
			continue
		}
		p.Cites = append(p.Cites, o.Cites[0])
		if p.Platform == "" {
			p.Platform, p.sign, p.signed = o.Platform, o.sign, o.signed
		}
		if o.rank <= p.rank {
			continue
		}
		p.rank, p.Seller, p.Text = o.rank, o.Seller, o.Text
		if p.Because.Code != byNumber {
			p.Order = o.Order
		}
	}
	return p
}

// same reports whether the rows of two files show one payment to one shop.
func (f *Finder) same(p, o Purchase) bool {
	const apart = 48 * time.Hour // a bank books later
	if p.Evidence == o.Evidence || p.Amount != o.Amount || !p.At.Known() || !o.At.Known() {
		return false
	}
	akin := p.Seller == o.Seller || p.Platform != "" && p.Platform == o.Platform || f.kin.akin(p.Seller, o.Seller)
	return akin && p.At.Time().Sub(o.At.Time()).Abs() < apart
}

// Sure reports whether something besides the bill speaks for a purchase.
func (p Purchase) Sure() bool { return p.score >= 3 }

// written is the number of a row that somebody wrote elsewhere.
func (f *Finder) written(r *dispute.Record) (string, bool) {
	best := ""
	for number := range f.numbers {
		if len(number) > len(best) && (strings.Contains(r.Merchant, number) || strings.Contains(r.Order, number)) {
			best = number
		}
	}
	return best, best != ""
}

// speaks is where somebody of the name of a shop writes in a chat.
func (f *Finder) speaks(shop string) (cite dispute.Citation, ok bool) {
	for who, s := range f.speakers {
		if f.kin.akin(shop, who) && (!ok || s.cite.Record < cite.Record) {
			cite, ok = s.cite, true
		}
	}
	return cite, ok
}

// named is where an amount is written in a chat or a paper.
func (f *Finder) named(a dispute.Amount) (dispute.Citation, bool) {
	text := a.Decimal()
	whole, cents, _ := strings.Cut(text, ".")
	words := []string{text}
	if strings.Trim(cents, "0") == "" && len(whole) > 2 {
		words = append(words, whole)
	}
	for _, w := range words {
		for _, written := range []map[string]dispute.Citation{f.amounts, f.numbers} { // a long sum looks like a number
			if cite, ok := written[w]; ok {
				return cite, true
			}
		}
	}
	return dispute.Citation{}, false
}
