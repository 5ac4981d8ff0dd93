package packet

import (
	"strings"
	"testing"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/locale"
)

// Each flaw of a claim is found, and a claim without one is left alone. The sample
// paid 1,299 yuan.
func TestClaims(t *testing.T) {
	triple := func(minor int64) dispute.Claim {
		return dispute.Claim{ID: 7, Kind: dispute.Compensation, Rule: "triple", Basis: "crpl.55 inf.16", Amount: yuan(minor)}
	}
	for name, c := range map[string]struct {
		claims []dispute.Claim
		flags  map[string]bool
		want   string
		never  string
	}{
		"no basis":     {claims: []dispute.Claim{{ID: 7, Kind: dispute.Compensation, Text: "赔偿 200 元", Amount: yuan(20000)}}, want: "claim-basis-7"},
		"a basis":      {claims: []dispute.Claim{{ID: 7, Kind: dispute.Compensation, Rule: "loss", Text: "200", Amount: yuan(20000)}}, never: "claim-basis-7"},
		"not computed": {claims: []dispute.Claim{{ID: 7, Kind: dispute.Compensation, Rule: "loss", Amount: yuan(20000)}}, want: "claim-computation-7"},
		"computed":     {claims: []dispute.Claim{{ID: 7, Kind: dispute.Compensation, Rule: "loss", Text: "150 + 50", Amount: yuan(20000)}}, never: "claim-computation-7"},
		"the multiple": {claims: []dispute.Claim{triple(389700)}, never: "claim-above-7"},
		"refund above": {claims: []dispute.Claim{{ID: 7, Kind: dispute.Refund, Amount: yuan(500000)}}, want: "claim-above-7"},
		"doubled":      {claims: []dispute.Claim{{ID: 6, Kind: dispute.Apology}, {ID: 7, Kind: dispute.Apology}}, want: "claim-doubled-7"},
	} {
		t.Run(name, func(t *testing.T) {
			in := sample(t, locale.Chinese)
			in.Claims = c.claims
			in.State = &channel.State{Day: in.Today.Time(), Flags: c.flags}
			_, findings := compose(t, in, "regulator")
			if c.want != "" && !has(findings, c.want) {
				t.Errorf("%s is not found: %v", c.want, findings)
			}
			if c.never != "" && has(findings, c.never) {
				t.Errorf("%s is found", c.never)
			}
		})
	}
}

// A claim of the rules is told in their words, with its condition until the user
// says that it holds.
func TestRuledClaimIsTold(t *testing.T) {
	in := sample(t, locale.Chinese)
	in.Claims = []dispute.Claim{{ID: 7, Kind: dispute.Compensation, Rule: "triple", Basis: "crpl.55", Amount: yuan(389700)}}
	in.State = &channel.State{Day: in.Today.Time(), Flags: map[string]bool{}}
	d, _ := compose(t, in, "regulator")
	if text := string(dump(t, d, nil, in.Lang)); !strings.Contains(text, "如经认定构成欺诈，增加三倍赔偿") {
		t.Error("the condition is not told")
	}
	in.State.Flags["fraud_shown"] = true
	d, _ = compose(t, in, "regulator")
	if text := string(dump(t, d, nil, in.Lang)); strings.Contains(text, "如经认定构成欺诈，增加三倍赔偿") || !strings.Contains(text, "增加三倍赔偿") {
		t.Error("the condition is told though the user says it holds")
	}
}

// A body is asked for what it can grant: a bank, a courier and those who watch over
// them give no multiple of a price, and each letter asks something of its addressee
// where the case demands nothing that this one grants.
func TestNobodyIsAskedForWhatItCannotGrant(t *testing.T) {
	for channelID, asked := range map[string]string{
		"cn.bank": "核查上述付款", "cn.alipay": "核查上述付款", "cn.courier": "查明上述快件", "cn.post.12305": "督促被申诉人", "cn.nfra.12378": "督促被投诉人", "cn.pbc.12363": "督促被投诉人",
	} {
		in := sample(t, locale.Chinese)
		in.Claims = []dispute.Claim{{ID: 7, Kind: dispute.Compensation, Rule: "triple", Basis: "crpl.55", Amount: yuan(389700)}}
		d, findings := compose(t, in, channelID)
		text := string(dump(t, d, nil, in.Lang))
		if strings.Contains(text, "三倍") || strings.Contains(text, "第五十五条") || !strings.Contains(text, asked) {
			t.Errorf("%s: %s", channelID, text)
		}
		if !has(findings, "claim-not-taken-7") || has(findings, "demand") {
			t.Errorf("%s: %v", channelID, findings)
		}
	}
}

// What is demanded of the platform stands in a letter to it, and in none about the
// seller, unless the platform is the seller.
func TestClaimsAgainstOthersThanWhomALetterIsAbout(t *testing.T) {
	for name, c := range map[string]struct {
		rule, to, platform string
		flags              map[string]bool
		fix                string // of the finding; "" where the letter demands it
	}{
		"of the platform, about the seller": {rule: "platform_pay", to: "regulator", fix: "claim-of-other"},
		"of a platform that is known":       {rule: "platform_pay", to: "regulator", platform: "cn.jd", fix: "claim-of-platform"},
		"of the platform, to the platform":  {rule: "platform_pay", to: "cn.jd", platform: "cn.jd"},
		"of a platform that is the seller":  {rule: "platform_pay", to: "regulator", flags: map[string]bool{channel.SelfOperated: true}},
		"of the courier, about the seller":  {rule: "parcel_loss", to: "regulator", platform: "cn.jd", fix: "claim-of-other"},
		"of the courier, to those over it":  {rule: "parcel_loss", to: "cn.post.12305"},
		"of the platform or the seller":     {rule: "tax_refund", to: "regulator"},
		"of anybody":                        {rule: "loss", to: "regulator"},
	} {
		t.Run(name, func(t *testing.T) {
			in := sample(t, locale.Chinese)
			in.State = &channel.State{Day: in.Today.Time(), Flags: c.flags}
			in.Case.Platform = c.platform
			in.Claims = []dispute.Claim{{ID: 7, Kind: dispute.Compensation, Rule: c.rule, Text: "100 + 28", Amount: yuan(12800)}}
			d, findings := compose(t, in, c.to)
			fix := ""
			for _, f := range findings {
				if f.ID == "claim-of-other-7" {
					fix = strings.TrimPrefix(f.Fix.Code, "fix.")
				}
			}
			if fix != c.fix {
				t.Errorf("%q: %v", fix, findings)
			}
			if text := string(dump(t, d, nil, in.Lang)); strings.Contains(text, "100 + 28") != (c.fix == "") {
				t.Error(text)
			}
		})
	}
}

// A demand that the program words begins with a capital, one of the user's as it is.
func TestDemandsBeginAsSentences(t *testing.T) {
	in := sample(t, locale.English)
	in.Claims = []dispute.Claim{{ID: 1, Kind: dispute.Repair}, {ID: 2, Kind: dispute.OtherClaim, Text: "iPhone back"}}
	d, _ := compose(t, in, "cn.seller")
	if text := string(dump(t, d, nil, in.Lang)); !strings.Contains(text, "- Repair of the goods.") || !strings.Contains(text, "- iPhone back.") {
		t.Error(text)
	}
}

// A court is told of a platform that answers with the seller as of a second defendant,
// with what is claimed of each and the sum once, where the case says on what it rests;
// else the claim is left out, and it is said what is missing.
func TestSeveralDefendants(t *testing.T) {
	for name, c := range map[string]struct {
		flags  map[string]bool
		rule   string
		named  bool
		joint  string // what is demanded of the platform
		total  string
		notice string
	}{
		"it knew":             {map[string]bool{"platform_knew": true}, "platform_pay", true, "（对被告二）对上列各项款项承担连带责任，以人民币899.00元为限", "人民币899.00元", ""},
		"it named nobody":     {map[string]bool{"platform_refused_identity": true}, "platform_pay", true, "（对被告二）对上列各项款项承担赔偿责任，以人民币899.00元为限", "人民币899.00元", ""},
		"it promised more":    {map[string]bool{"platform_promised": true}, "platform_pay", true, "（对被告二）平台先行赔付或连带责任：人民币899.00元", "人民币1,798.00元", ""},
		"nothing was said":    {nil, "platform_pay", false, "", "人民币899.00元", "claim-not-carried-8"},
		"it sells itself":     {map[string]bool{channel.SelfOperated: true, "platform_knew": true}, "platform_pay", false, "", "人民币1,798.00元", ""},
		"another, of no sale": {map[string]bool{"platform_knew": true}, "information", false, "", "人民币899.00元", "claim-of-other-8"},
	} {
		t.Run(name, func(t *testing.T) {
			in := sample(t, locale.Chinese)
			in.State = &channel.State{Day: in.Today.Time(), Flags: c.flags}
			in.Parties = append(in.Parties, dispute.Party{Role: dispute.Platform, Name: "某某平台有限公司", Identifiers: []dispute.Identifier{{Kind: "uscc", Value: "91110000MA00000000"}}})
			in.Claims = []dispute.Claim{
				{ID: 8, Kind: dispute.OtherClaim, Rule: c.rule, Amount: yuan(89900)},
				{ID: 7, Kind: dispute.Refund, Rule: "refund", Amount: yuan(89900)},
			}
			if c.rule == "platform_pay" {
				in.Claims[0].Kind = dispute.Compensation
			}
			d, findings := compose(t, in, "cn.court.small")
			text := string(dump(t, d, nil, in.Lang))
			for _, want := range []string{"（以下称被告二）", "（对被告一）退还货款", "91110000MA00000000"} {
				if strings.Contains(text, want) != c.named {
					t.Errorf("%q stands there: %v", want, !c.named)
				}
			}
			if strings.Contains(d.Head, "等 ·") != c.named {
				t.Errorf("head %q", d.Head)
			}
			if !strings.Contains(text, c.joint) || !strings.Contains(text, c.total) {
				t.Errorf("not %q, %q: %s", c.joint, c.total, text)
			}
			if c.total == "人民币899.00元" && strings.Contains(text, "1,798.00") {
				t.Error("one sum is counted twice")
			}
			if c.notice != "" && !has(findings, c.notice) || has(findings, "defendant-address-platform") != c.named {
				t.Errorf("%v", findings)
			}
		})
	}
}
