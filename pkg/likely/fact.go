package likely

import (
	"slices"

	"complain/pkg/dispute"
)

// Said is what was told of a case.
type Said struct {
	Category, Platform, Order, Seller string

	Platforms bool // the case goes by rules that name platforms
}

// Kind is a category that the words of records tell.
type Kind struct {
	ID     string
	Weight float64
	Cites  []dispute.Citation
}

// Of is what a fact is of.
type Of string

// What is proposed of a case.
const (
	Category Of = "category"
	Platform Of = "platform"
	Order    Of = "order"
	Seller   Of = "seller"
)

// Fact is one that nobody told and that the records make likely.
type Fact struct {
	Of      Of
	Value   string   // "" where several are as likely
	Rivals  []string // these
	Also    []string // other names of a seller
	Because dispute.Note
	Cites   []dispute.Citation // what says so
}

// Facts are what the records make likely of what was not told.
type Facts struct {
	List  []Fact
	About *Purchase // nil where nobody knows
}

// Value is what is proposed of something; "" where nothing is.
func (f Facts) Value(of Of) string {
	for _, one := range f.List {
		if one.Of == of {
			return one.Value
		}
	}
	return ""
}

// Facts proposes what was not told; kinds stand with the likeliest first. Where
// several are as likely as each other, it proposes none and names them.
func (f *Finder) Facts(said Said, kinds []Kind) Facts {
	about := f.likeliest(said.Order)
	var out Facts
	if len(about) == 1 {
		out.About = &about[0]
	}
	take := func(fact Fact) {
		if fact.Value != "" || len(fact.Rivals) > 0 {
			out.List = append(out.List, fact)
		}
	}
	if said.Category == "" {
		take(kindOf(kinds))
	}
	if said.Platform == "" && said.Platforms {
		take(f.platform(about))
	}
	if said.Order == "" {
		take(orderOf(about))
	}
	if said.Seller == "" {
		take(f.seller(about))
	}
	return out
}

// one is a fact of values that are equally likely: where they are several, none is
// proposed.
func one(of Of, values []string, because dispute.Note, cites []dispute.Citation) Fact {
	if len(values) == 1 {
		return Fact{Of: of, Value: values[0], Because: because, Cites: cites}
	}
	return Fact{Of: of, Rivals: values}
}

// kindOf is the likeliest kind of dispute; where another is nearly as likely, both are
// asked about.
func kindOf(kinds []Kind) Fact {
	const near = 0.9 // of the weight of the likeliest
	var ids []string
	for _, k := range kinds {
		if k.Weight >= near*kinds[0].Weight {
			ids = append(ids, k.ID)
		}
	}
	if len(ids) == 0 {
		return Fact{}
	}
	return one(Category, ids, dispute.Say("likely.category"), kinds[0].Cites)
}

func orderOf(about []Purchase) Fact {
	var numbers []string
	for _, p := range about {
		if p.Order != "" && !slices.Contains(numbers, p.Order) {
			numbers = append(numbers, p.Order)
		}
	}
	if len(numbers) == 0 {
		return Fact{}
	}
	return one(Order, numbers, about[0].Because, about[0].Cites)
}

// platform is where the shop of the purchase is, by its row, else what people and
// papers name most.
func (f *Finder) platform(about []Purchase) Fact {
	var on []string
	for _, p := range about {
		if !slices.Contains(on, p.Platform) {
			on = append(on, p.Platform)
		}
	}
	if len(on) == 1 && on[0] != "" {
		return one(Platform, on, dispute.Note{Code: about[0].sign}, []dispute.Citation{about[0].signed})
	}
	if fact := f.platformOfSpeakers(); fact.Value != "" {
		return fact
	}
	named := f.text.named()
	if len(named) == 0 {
		return Fact{}
	}
	return one(Platform, named, dispute.Say("likely.platform.named"), []dispute.Citation{f.text.cites[named[0]]})
}

// platformOfSpeakers is where the shops that write in conversations are, by rows of
// any kind: of what was given back in full no payment is left.
func (f *Finder) platformOfSpeakers() (fact Fact) {
	silent := map[string]bool{} // who was looked for among the speakers
	for i := range f.rows {
		r := &f.rows[i]
		platform, sign := f.on(r)
		if platform == "" || platform == fact.Value || silent[r.Who] {
			continue
		}
		cite, ok := f.speaks(r.Who)
		switch {
		case !ok:
			silent[r.Who] = true
		case fact.Value != "":
			return Fact{}
		default:
			fact = one(Platform, []string{platform}, dispute.Note{Code: sign}, []dispute.Citation{citationOf(&r.Record), cite})
		}
	}
	return fact
}

// seller is whom an invoice names, else whom the money went to.
func (f *Finder) seller(about []Purchase) Fact {
	var paid []string
	for _, p := range about {
		if !slices.ContainsFunc(paid, func(name string) bool { return name == p.Seller || f.kin.akin(name, p.Seller) }) {
			paid = append(paid, p.Seller)
		}
	}
	var of *Purchase
	if len(paid) == 1 {
		of = &about[0]
	}
	names := f.sellers(of)
	if len(names) == 0 {
		return one(Seller, paid, dispute.Note{}, nil)
	}
	var first, also []string
	for _, n := range names {
		switch {
		case n.score == names[0].score && n.Records == names[0].Records:
			first = append(first, n.Name)
		case n.Because.Code != byPaper:
			also = append(also, n.Name)
		}
	}
	fact := one(Seller, first, names[0].Because, names[0].Cites)
	fact.Also = also
	return fact
}
