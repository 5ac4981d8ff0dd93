package packet

import (
	"slices"
	"strings"
	"testing"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/locale"
	"complain/templates"
)

// printedBy are the parts that a letter prints, in their order.
func printedBy(t *testing.T, p paper, in input) []string {
	t.Helper()
	printed, _ := written(t, p, in)
	return printed
}

// written is a letter: the parts that it prints, and its text.
func written(t *testing.T, p paper, in input) (printed []string, text string) {
	t.Helper()
	if len(p.letter.Countries) > 0 {
		in.Case.Jurisdiction = p.letter.Countries[0]
	}
	in.Document, in.Channel, in.Book, in.Templates = p.option(), p.channel, book(t), templates.FS
	c, err := newComposer(Choose(in.Input), in.Request, in.Material)
	if err != nil {
		t.Fatal(err)
	}
	blocks, err := c.run(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := doc.Dump(&out, &doc.Document{Blocks: blocks}); err != nil {
		t.Fatal(err)
	}
	return c.printed, out.String()
}

// taken is what the claims that a letter makes come to; "" where that is nothing.
func taken(t *testing.T, p paper, in input) string {
	t.Helper()
	practice, err := book(t).Practice()
	if err != nil {
		t.Fatal(err)
	}
	var sum []dispute.Amount
	for _, claim := range in.Claims {
		articles, _ := book(t).Articles(channel.ArticleIDs(claim.Basis)) // the user's words are no ids
		if claim.Amount != nil && practice.Takes(practice.Office(p.channel.ID), p.letter, claim, articles) {
			sum = append(sum, *claim.Amount)
		}
	}
	if all := totals(sum); len(all) > 0 {
		return figures(all[0])
	}
	return ""
}

// A part that is printed says what the case has for it, and a part that the user has
// to fill in is called by its name: that words are marked as a part is not enough.
func TestPartsSayWhatTheCaseHas(t *testing.T) {
	b := book(t)
	letters, err := b.Letters()
	if err != nil {
		t.Fatal(err)
	}
	worded := map[string]map[string]string{ // where a letter has words of its own around a field
		"goods-state":      {"zh": "商品、配件、赠品、标识的状况", "en": "State of the goods"},
		"consent-publish":  {"zh": "公示投诉信息", "en": "Consent to publication"},
		"consent-delegate": {"zh": "委托调解", "en": "mediation by others"},
		"reason-group":     {"zh": "争议类型", "en": "Type"},
	}
	public := []string{"complainant-name", "complainant-phone", "order"} // are masked where all can read them
	for _, p := range papers(t) {
		for _, lang := range locale.Langs() {
			in := sample(t, lang)
			you, seller := in.Parties[0], in.Parties[1]
			has := map[string]string{
				"complainant-name": you.Name, "complainant-phone": you.Phone, "complainant-address": you.Address,
				"respondent-name": seller.Name, "respondent-address": seller.Address,
				"order": in.Case.Order, "payment": "1,299.00",
			}
			if total := taken(t, p, in); total != "" {
				has["total"] = total
			}
			printed, text := written(t, p, in)
			for _, part := range printed {
				want := has[part]
				if i := slices.IndexFunc(letters.Fields(), func(f channel.Field) bool { return f.ID == part }); i >= 0 {
					want = letters.Fields()[i].Name.In(lang.Tag())
				}
				if p.folder == "media" && slices.Contains(public, part) {
					continue
				}
				if part == "respondent-address" && len(p.letter.Against) > 0 && p.letter.Against[0] != "seller" {
					continue // the sample's payment service and courier have none
				}
				own := worded[part][lang.Tag()]
				if !strings.Contains(text, want) && (own == "" || !strings.Contains(text, own)) {
					t.Errorf("%s/%s in %s: %s does not say %q", p.folder, p.letter.ID, lang.Tag(), part, want)
				}
			}
		}
	}
}

// Each letter prints every part that its reader requires, in the order in which
// the data says that the reader looks for them, whether the case has it or a
// blank stands in its place.
func TestLettersHoldWhatTheirReadersRequire(t *testing.T) {
	for _, p := range papers(t) {
		for _, lang := range locale.Langs() {
			for name, in := range map[string]input{"sample": sample(t, lang), "empty": empty(t, lang)} {
				t.Run(p.folder+"/"+p.letter.ID+"/"+lang.Tag()+"/"+name, func(t *testing.T) {
					if len(p.letter.Require) == 0 {
						t.Fatal("nothing is required: the test holds nothing")
					}
					printed := printedBy(t, p, in)
					last := -1
					for _, part := range p.letter.Require {
						at := slices.Index(printed, part)
						switch {
						case at < 0:
							t.Errorf("%s is not printed", part)
						case at < last:
							t.Errorf("%s stands before %s", part, printed[last])
						default:
							last = at
						}
					}
					for _, part := range printed {
						// What is enclosed says more than the letter.
						if enclosed := part == "tried" || part == "evidence-list"; !p.letter.Holds(part) && !enclosed {
							t.Errorf("%s is printed and not on the letter's list", part)
						}
					}
				})
			}
		}
	}
}

// What everybody can read names nobody who complains on any page, nor the whole
// number of the order, and its quotations end with one stop.
func TestPublicComplaintNamesNobody(t *testing.T) {
	for _, lang := range locale.Langs() {
		in := sample(t, lang)
		d, _ := compose(t, in, "cn.heimao")
		var all strings.Builder
		if err := doc.Dump(&all, d); err != nil {
			t.Fatal(err)
		}
		order := in.Case.Order
		if text := d.Head + all.String(); strings.Contains(text, in.Parties[0].Name) || strings.Contains(text, order) || strings.Contains(text, ".”.") || strings.Contains(text, "。”。") {
			t.Errorf("%s: %s", lang.Tag(), text)
		}
		if !strings.HasSuffix(d.Head, "****"+order[len(order)-4:]) {
			t.Errorf("head %q", d.Head)
		}
	}
}
