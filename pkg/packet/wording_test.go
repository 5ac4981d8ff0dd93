package packet

import (
	"slices"
	"strings"
	"testing"
	"time"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/locale"
)

// A word that harms is found where it stands, with the calmer sentence; what is
// quoted of the evidence is left alone, and so is what others wrote.
func TestHarshWordsAreQuoted(t *testing.T) {
	in := sample(t, locale.Chinese)
	in.Talk = locale.Chinese
	in.Case.Title = "奸商卖假耳机"
	in.Claims = []dispute.Claim{{ID: 3, Kind: dispute.Apology, Text: "客服回复“骗子”后拉黑，要求道歉"}, {ID: 4, Kind: dispute.Refund, Text: "黑心，退钱", Amount: yuan(100)}}
	_, findings := compose(t, in, "regulator")
	f := find(findings, "wording-title")
	if f == nil || f.Level != Should || !slices.Contains(f.Text.Args, "奸商") || !strings.Contains(f.Fix.Args[0], `case set --title "该商家卖假耳机"`) {
		t.Errorf("the title: %+v", f)
	}
	if has(findings, "wording-claim-3") {
		t.Error("a quotation is held against the user")
	}
	if f := find(findings, "wording-claim-4"); f == nil || f.Text.Code != "finding.wording-anew" || !strings.Contains(f.Fix.Args[1], "claim set 4") {
		t.Errorf("a word that has no other: %+v", f)
	}
}

// The name of a shop is no respondent's name, and the letter says that the
// platform was asked for the data of its licence.
func TestShopIsNoRespondent(t *testing.T) {
	in := sample(t, locale.Chinese)
	in.Parties = slices.Clone(in.Parties)
	i := slices.IndexFunc(in.Parties, func(p dispute.Party) bool { return p.Role == dispute.Seller })
	in.Parties[i].Name, in.Parties[i].Address, in.Parties[i].Identifiers = "云桥数码旗舰店", "", nil
	in.State = &channel.State{Day: in.Today.Time(), Events: map[string]time.Time{}}
	d, findings := compose(t, in, "regulator")
	if f := find(findings, "respondent-shop"); f == nil || f.Level != Should {
		t.Errorf("the shop: %+v", f)
	}
	if strings.Contains(letter(d), "已要求平台提供") {
		t.Error("the letter says that the platform was asked, which nobody said")
	}
	in.State.Events["info_requested"] = in.Today.Time()
	d, _ = compose(t, in, "regulator")
	if text := letter(d); !strings.Contains(text, "营业执照名称已要求平台提供") || !strings.Contains(text, "地址不详，已要求平台提供") {
		t.Error("the letter does not say that the platform was asked")
	}
	in.Parties[i].Name = "某某云桥数码有限公司"
	if _, findings = compose(t, in, "regulator"); has(findings, "respondent-shop") {
		t.Error("a registered name is taken for a shop's")
	}
}

// letter is the text of a document's blocks of keys and values.
func letter(d *doc.Document) string {
	var b strings.Builder
	for _, block := range d.Blocks {
		if rows, ok := block.(doc.KeyValues); ok {
			for _, row := range rows.Rows {
				b.WriteString(doc.Outline(row.Value))
			}
		}
	}
	return b.String()
}
