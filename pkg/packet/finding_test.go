package packet

import (
	"slices"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/locale"
)

func find(findings []Finding, id string) *Finding {
	for i := range findings {
		if findings[i].ID == id {
			return &findings[i]
		}
	}
	return nil
}

// Every element that an addressee wants, and the case does not have, is a
// finding that says must and says what to do.
func TestMissingElementsAreFound(t *testing.T) {
	for _, ch := range book(t).Channels() {
		if ch.Packet == "" {
			continue
		}
		t.Run(ch.ID, func(t *testing.T) {
			in := empty(t, locale.Chinese)
			_, findings, err := in.compose(ch, book(t), templatesFS())
			if err != nil {
				t.Fatal(err)
			}
			for _, element := range ch.MustContain {
				f := find(findings, string(element))
				if f == nil || f.Level != Must || f.Fix.Code == "" {
					t.Errorf("%s: %+v", element, f)
				}
			}
		})
	}
}

// Findings have words in both languages, with nothing left open.
func TestFindingsHaveWords(t *testing.T) {
	each(t, func(t *testing.T, _ input, _ *doc.Document, findings []Finding) {
		for _, f := range findings {
			for _, n := range []dispute.Note{f.Text, f.Fix} {
				if n.Code == "" {
					continue
				}
				for _, lang := range locale.Langs() {
					if text := lang.Note(n); !locale.Has(n.Code) || strings.ContainsAny(text, "{}") {
						t.Errorf("%s: %q", n.Code, text)
					}
				}
			}
		}
	})
}

// Where nothing is demanded, the command to demand it has what was paid and not returned.
func TestTheDemandIsProposed(t *testing.T) {
	in := sample(t, locale.Chinese)
	in.Claims = nil
	_, findings := compose(t, in, "regulator")
	paid := find(findings, "demand")
	in.Events = nil
	_, findings = compose(t, in, "regulator")
	if none := find(findings, "demand"); paid == nil || none == nil || paid.Fix.Args[0] != `"1199.00 CNY"` || none.Fix.Args[0] != locale.Chinese.Say("value.amount") {
		t.Errorf("%+v and without a payment %+v", paid, none)
	}
}

func TestFindings(t *testing.T) {
	base := func() input { return sample(t, locale.Chinese) }
	for name, c := range map[string]struct {
		change func(*input)
		want   string
		level  Level
	}{
		"no demand":           {func(in *input) { in.Claims = nil }, "demand", Must},
		"refund, no amount":   {func(in *input) { in.Claims[0].Amount = nil }, "refund-amount", Must},
		"nothing demanded":    {func(in *input) { in.Claims[0].Amount = yuan(0) }, "amount-not-positive", Must},
		"no category":         {func(in *input) { in.Case.Category = "" }, "category", Should},
		"unknown category":    {func(in *input) { in.Case.Category = "nothing" }, "category", Should},
		"no seller's address": {func(in *input) { in.Parties[1].Address = "" }, "respondent-address", Must},
		"no platform":         {func(in *input) { in.Case.Platform = ""; in.Parties = in.Parties[:2] }, "platform", Should},
		"no purpose":          {func(in *input) {}, "evidence-proves", Should},
		"no source":           {func(in *input) {}, "evidence-source", Should},
		"refund differs":      {func(in *input) { in.Claims[0].Amount = yuan(1000) }, "refund-differs", Remark},
		"refund above":        {func(in *input) {}, "claim-above-1", Should},
		"moved elsewhere":     {func(in *input) { in.Case.Zone = "Europe/Berlin" }, "zone-before", Should},
		"undated":             {func(in *input) {}, "undated", Should},
		"asking":              {func(in *input) {}, "evidence-asking", Should},
		"partial":             {func(in *input) {}, "evidence-partial", Should},
		"totals differ":       {func(in *input) {}, "evidence-totals", Should},
		"an edited photo":     {func(in *input) {}, "photo-doubts", Remark},
		"a paper's dates": {func(in *input) {
			for i := range in.Records {
				if _, ok := in.Records[i].Paper(); ok {
					in.Records[i].Remarks = append(slices.Clone(in.Records[i].Remarks), dispute.Say("paper.time-differs", "2026-03-05", "2025-03-05"))
				}
			}
		}, "paper-doubts", Remark},
		"a cut recording":   {func(in *input) {}, "recording-doubts", Remark},
		"unread":            {func(in *input) { in.Evidence[7].Reading = dispute.Reading{State: dispute.Unread} }, "evidence-unread", Remark},
		"withdrawn":         {func(in *input) { in.Evidence = append(in.Evidence[:1:1], in.Evidence[2:]...) }, "evidence-gone", Must},
		"nobody's nickname": {func(in *input) { in.Parties[0].Aliases = nil }, "aliases", Remark},
		"one body only":     {func(in *input) {}, "choose-one", Remark},
		"another country":   {func(in *input) { in.Case.Jurisdiction = "fr"; in.Case.Platform = "cn.taobao" }, "letter-country", Should},
		"old data":          {func(in *input) { in.Today = at(t, "2027-11-21", dispute.ZoneUser) }, "stale", Should},
		"no date":           {func(in *input) { in.Today = dispute.When{} }, "date", Must},
		"triple":            {func(in *input) { in.Claims[1].Text = "退一赔三" }, "multiple", Remark},
	} {
		t.Run(name, func(t *testing.T) {
			in := base()
			c.change(&in)
			_, findings := compose(t, in, "cn.samr.complaint")
			f := find(findings, c.want)
			if f == nil || f.Level != c.level {
				t.Errorf("%s: %+v", c.want, f)
			}
		})
	}
}

// No law of a country that the program knows none of is cited.
func TestNoLawOfAnotherCountry(t *testing.T) {
	in := sample(t, locale.Chinese)
	in.Case.Jurisdiction = "br"
	_, findings := compose(t, in, "platform")
	if f := find(findings, "basis"); f == nil || f.Level != Should {
		t.Errorf("basis: %+v", f)
	}
}

// A letter cites the law of the case's country, or of the union that it is in, for
// its category, and no other.
func TestLawOfTheCountry(t *testing.T) {
	for _, c := range []struct{ country, category, want string }{
		{"gb", "quality_defect", "Consumer Rights Act 2015, sections 9, 19."},
		{"gb", "parcel_lost_damaged", "Consumer Rights Act 2015, sections 28, 29."},
		{"gb", "not_delivered_or_late", "Consumer Rights Act 2015, section 28."},
		{"gb", "refund_refused", "where the contract was cancelled in time, as a rule within 14 days of delivery: Consumer Contracts (Information, Cancellation and Additional Charges) Regulations 2013, regulations 29, 34."},
		{"gb", "cross_border", "Consumer Rights Act 2015, sections 9, 19, 29."},
		{"gb", "", "Consumer Rights Act 2015, sections 9, 11, 19."},
		{"de", "quality_defect", "national law transposing Directive (EU) 2019/771 (sale of goods), articles 10, 13."},
		{"eu", "not_delivered_or_late", "national law transposing Directive 2011/83/EU (consumer rights), article 18."},
		{"hk", "quality_defect", "Sale of Goods Ordinance (Cap. 26), section 16."},
		{"hk", "false_advertising", "Sale of Goods Ordinance (Cap. 26), section 15."},
		{"tw", "refund_refused", "where the contract was ended within 7 days of receiving the goods: Consumer Protection Act (消費者保護法), article 19."},
		{"kr", "refund_refused", "where the purchase was withdrawn from in time, as a rule within 7 days: Act on the Consumer Protection in Electronic Commerce, article 17."},
		{"us", "not_delivered_or_late", "FTC Mail, Internet, or Telephone Order Merchandise Rule (16 CFR Part 435), § 435.2."},
		{"us", "false_advertising", "Uniform Commercial Code as adopted by the state, § 2-313."},
		{"us", "quality_defect", "where the implied warranty was not validly excluded: Uniform Commercial Code as adopted by the state, § 2-314."},
	} {
		in := sample(t, locale.English)
		in.Case.Jurisdiction, in.Case.Category = c.country, c.category
		d, findings := compose(t, in, "seller")
		var said []string
		for _, b := range d.Blocks {
			if list, ok := b.(doc.List); ok && !list.Numbered {
				for _, item := range list.Items {
					said = append(said, doc.Outline(item))
				}
			}
		}
		if !slices.Contains(said, c.want) {
			t.Errorf("%s, %s: %q is not among %q", c.country, c.category, c.want, said)
		}
		for _, s := range said {
			for country, law := range map[string]string{"cn": "Consumer Rights and Interests", "gb": "Act 2015", "eu": "Directive", "us": "Commercial Code", "hk": "Cap. 26", "tw": "消費者保護法", "kr": "Electronic Commerce"} {
				if own := country == c.country || country == "eu" && c.country == "de"; !own && strings.Contains(s, law) {
					t.Errorf("%s, %s: %q", c.country, c.category, s)
				}
			}
		}
		if f := find(findings, "basis"); f != nil {
			t.Errorf("%s, %s: %+v", c.country, c.category, f)
		}
		var all strings.Builder // with the sums, whose basis in the sample is Chinese
		if err := doc.Dump(&all, d); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(all.String(), "消费者权益保护法") {
			t.Errorf("%s, %s: a sum rests on Chinese law", c.country, c.category)
		}
	}
}

func TestOfficeFillsTheBlank(t *testing.T) {
	in := sample(t, locale.Chinese)
	in.Office = "杭州市余杭区市场监督管理局"
	d, findings := compose(t, in, "regulator")
	if p, ok := d.Blocks[1].(doc.Paragraph); !ok || doc.Outline(p.Text) != in.Office+"：" {
		t.Errorf("addressee %#v", d.Blocks[1])
	}
	if has(findings, "office") || !has(findings, "which-office") {
		t.Error("the office is still missed, or where to send it is not said")
	}
}

// The respondent of some problems is the platform.
func TestRespondent(t *testing.T) {
	in := sample(t, locale.Chinese)
	in.Case.Category = "platform_fault"
	d, _ := compose(t, in, "regulator")
	if !strings.Contains(d.Head, "诉 淘宝平台") {
		t.Errorf("head %q", d.Head)
	}
	in.Parties = in.Parties[:2]
	d, findings := compose(t, in, "regulator")
	if strings.Contains(d.Head, "云桥数码旗舰店") || !has(findings, "respondent-name") {
		t.Errorf("without a platform of a name, head %q: it is not the shop that is complained about", d.Head)
	}
}

// A letter calls the two sides by its own words and by nobody else's: only a
// court has a claimant and a defendant, and a report no complainant.
func TestOneVocabularyOfRoles(t *testing.T) {
	letters, err := book(t).Letters()
	if err != nil {
		t.Fatal(err)
	}
	voices := map[string][]string{
		"complaint": {"投诉人", "被投诉人"}, "appeal": {"申诉人", "被申诉人"}, "report": {"举报人", "被举报人", "举报书"},
		"court": {"原告", "被告"}, "witness": {"原告", "被告"}, "cardholder": {"持卡人"}, "letter": {"贵方"},
	}
	seen := 0
	each(t, func(t *testing.T, in input, d *doc.Document, _ []Finding) {
		letter, err := letters.Letter(in.Channel, "", in.Document)
		if err != nil {
			t.Fatal(err)
		}
		text := string(dump(t, d, nil, in.Lang))
		for voice, words := range voices {
			for _, word := range words {
				if !slices.Contains(voices[letter.Voice], word) && strings.Contains(text, word) {
					t.Errorf("%s, which speaks as %s, says %s of %s", letter.ID, letter.Voice, word, voice)
				}
			}
		}
		if in.Lang == locale.Chinese && len(voices[letter.Voice]) > 0 && strings.Contains(text, voices[letter.Voice][0]) {
			seen++
		}
	})
	if seen < len(voices) {
		t.Errorf("only %d letters call somebody by their words", seen)
	}
}

// What a packet must never say.
func TestWording(t *testing.T) {
	each(t, func(t *testing.T, in input, d *doc.Document, findings []Finding) {
		text := string(dump(t, d, nil, in.Lang))
		for _, never := range []string{"保证", "必须三倍", "令第20号", "暂行办法", "guarantee", "plaintiff"} {
			if never == "暂行办法" {
				text = strings.ReplaceAll(text, "网络购买商品七日无理由退货暂行办法", "")
			}
			if strings.Contains(text, never) {
				t.Errorf("the packet says %s", never)
			}
		}
		annex := false
		for _, b := range d.Blocks {
			if h, ok := b.(doc.Heading); ok {
				annex = annex || h.Anchor == "annex"
			}
			if annex && strings.Contains(blocksText([]doc.Block{b}), "真实") {
				t.Error("the integrity annex speaks of truth")
			}
		}
	})
}

// A law is cited on its condition only.
func TestConditionalArticles(t *testing.T) {
	in := sample(t, locale.Chinese)
	in.Case.Category = "counterfeit"
	d, _ := compose(t, in, "regulator")
	text := blocksText(d.Blocks)
	for line := range strings.Lines(text) {
		if strings.Contains(line, "第五十五条") && !strings.Contains(line, "如经认定构成欺诈的") {
			t.Errorf("without its condition: %s", line)
		}
	}
	if !strings.Contains(text, "如经认定构成欺诈的，另依据《中华人民共和国消费者权益保护法》第五十五条") {
		t.Error("article 55 is not cited")
	}
}

func TestNoTemplate(t *testing.T) {
	b := book(t)
	for _, id := range []string{"cn.12345", "cn.merged_hotlines", "eu.odr"} {
		ch, err := b.Channel(id)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := sample(t, locale.Chinese).compose(ch, b, templatesFS()); err == nil {
			t.Errorf("%s has a packet", id)
		}
	}
}

// A letter to a platform that has a name is addressed to that platform, though the
// case's own has another.
func TestPlatformIsAddressedByItsName(t *testing.T) {
	in := sample(t, locale.Chinese)
	in.Case.Platform = "cn.jd"
	d, findings := compose(t, in, "cn.taobao")
	if f := find(findings, "other-platform"); f == nil || f.Level != Should {
		t.Errorf("nothing says that the case names another platform: %+v", f)
	}
	if p, ok := d.Blocks[1].(doc.Paragraph); !ok || doc.Outline(p.Text) != "淘宝/天猫平台：" {
		t.Errorf("addressee %#v", d.Blocks[1])
	}
	in.Case.Platform = "cn.taobao"
	if _, findings := compose(t, in, "cn.taobao"); has(findings, "other-platform") {
		t.Error("the platform of the case is taken for another")
	}
}
