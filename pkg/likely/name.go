package likely

import (
	"cmp"
	"slices"
	"strings"

	"complain/pkg/dispute"
)

// Sellers are who may have sold, the likeliest first: whom an invoice names, for
// a company is who answers, then whom the money went to.
func (f *Finder) Sellers() []Name {
	rows := f.payees()
	if all := f.Purchases(); len(all) > 0 && (all[0].Sure() || len(rows) == 1) {
		return f.sellers(&all[0])
	}
	return f.sellers(nil)
}

// payees are how many rows name whom.
func (f *Finder) payees() map[string]int {
	rows := map[string]int{}
	for _, r := range f.rows {
		rows[r.Who]++
	}
	return rows
}

// sellers are who may have sold what was paid; of is nil where nobody knows.
func (f *Finder) sellers(of *Purchase) []Name {
	var out []Name
	about := ""
	if of != nil {
		about = of.Seller
		out = add(out, about, f.records(about, f.payees()), 2, "likely.name.paid", of.Cites[0])
	}
	for _, p := range f.papers {
		if name := p.Field(fieldSeller); name != "" {
			out = add(out, name, 1, 3, byPaper, citationOf(&p))
		}
	}
	for who, s := range f.speakers {
		if about != "" && f.kin.akin(about, who) && !strings.Contains(who, "@") {
			out = add(out, who, s.messages, 1, "likely.name.speaks", s.cite)
		}
	}
	return sorted(out)
}

// byPaper is the reason of a name that an invoice has.
const byPaper = "likely.name.paper"

// records is how many records name somebody: rows of bills, and messages by
// somebody of that name.
func (f *Finder) records(name string, rows map[string]int) int {
	n := rows[name]
	for who, s := range f.speakers {
		if f.kin.akin(name, who) {
			n += s.messages
		}
	}
	return n
}

// Complainants are who may complain: whom invoices name as the buyer, and who
// writes to the shop.
func (f *Finder) Complainants() []Name {
	var out []Name
	for _, p := range f.papers {
		if name := p.Field(fieldBuyer); name != "" {
			out = add(out, name, 1, 5, byPaper, citationOf(&p))
		}
	}
	about := ""
	if all := f.Purchases(); len(all) > 0 {
		about = all[0].Seller
	}
	for who, s := range f.speakers {
		score := len(s.in)
		if s.first {
			score++
		}
		if about != "" && f.kin.akin(about, who) || strings.Contains(who, "@") {
			continue
		}
		if f.self(who) {
			continue // "me" is nobody's name
		}
		if f.facesShop(who, about) {
			score += 2
		}
		out = add(out, who, s.messages, score, "likely.name.speaks", s.cite)
	}
	return sorted(out)
}

// Selves are the words by which speakers call themselves and which are no names: a
// copied chat has "me" for who copied it.
func (f *Finder) Selves() []string {
	var out []string
	for who := range f.speakers {
		if f.self(who) {
			out = append(out, who)
		}
	}
	slices.Sort(out)
	return out
}

func (f *Finder) self(who string) bool {
	return slices.Contains(f.selves, strings.ToLower(strings.TrimSpace(who)))
}

// facesShop reports whether somebody writes in a conversation in which the shop
// writes too.
func (f *Finder) facesShop(who, shop string) bool {
	for other, s := range f.speakers {
		if other == who || shop == "" || !f.kin.akin(shop, other) {
			continue
		}
		for in := range f.speakers[who].in {
			if s.in[in] {
				return true
			}
		}
	}
	return false
}

// add has records name somebody once more; the reason is that of the first.
func add(list []Name, name string, records, score int, because string, cites ...dispute.Citation) []Name {
	name = strings.TrimSpace(name)
	for i := range list {
		if list[i].Name == name {
			list[i].Records, list[i].score, list[i].Cites = list[i].Records+records, list[i].score+score, append(list[i].Cites, cites...)
			return list
		}
	}
	return append(list, Name{Name: name, Records: records, Because: dispute.Note{Code: because}, Cites: cites, score: score})
}

func sorted(list []Name) []Name {
	slices.SortFunc(list, func(a, b Name) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.Records, a.Records), strings.Compare(a.Name, b.Name))
	})
	return list
}
