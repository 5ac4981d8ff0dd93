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
