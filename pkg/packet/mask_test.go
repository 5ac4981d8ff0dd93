package packet

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/internal/personal"
	"complain/pkg/locale"
	"complain/pkg/render/text"
)

// Invented people, doors and numbers, whose numbers have right sums.
const (
	sisterName = "王小明"
	sisterSays = "收件人：王小明 13912345678 浙江省杭州市余杭区五常街道荆长路12号3幢1单元502室"
	myNumber   = "110101190001010014"
	someCard   = "6217001234567890122"
)

// told is a sample in whose every text something personal stands.
func toldOn(t *testing.T, lang locale.Lang) input {
	in := sample(t, lang)
	in.Case.Title = "耳机 " + sisterName
	in.Parties[0].Identifiers = []dispute.Identifier{{Kind: "id-number", Value: myNumber}}
	in.Claims[1].Text = "赔偿给" + sisterName
	for i := range in.Evidence {
		e := &in.Evidence[i]
		e.Name = sisterName + "-" + e.Name
		e.Title, e.Source = "标题 电话13912345678", "来源 chen.y@mail.example.cn"
		e.Proves += " 车牌粤B12345"
		e.Reading.Remarks = append(e.Reading.Remarks, *note("sample.remark", "电话：0755-26681234"))
	}
	for i := range in.Records {
		r := &in.Records[i]
		if r.Kind == dispute.Message || r.Kind == dispute.Statement {
			r.Text += sisterSays + " 身份证" + myNumber + " 卡号" + someCard
		}
	}
	for i := range in.Events {
		if e := &in.Events[i]; e.Text != "" && e.Kind != dispute.Transaction {
			e.Text += sisterSays + " 身份证" + myNumber + " 卡号" + someCard
		}
	}
	return in
}

// Nothing that the profile forbids is in any text of the document, for any
// addressee, in any language; what proves the case is.
func TestNothingLeaks(t *testing.T) {
	always := []string{sisterName, "13912345678", "荆长路", "502室", someCard, "chen.y@", "粤B12345", "26681234"}
	for _, lang := range []locale.Lang{locale.Chinese, locale.English} {
		for _, p := range papers(t) {
			to := p.folder + "/" + p.name(lang)
			for profile, forbidden := range map[string][]string{
				"":         always,
				"platform": append(slices.Clone(always), myNumber),
				"public":   append(slices.Clone(always), myNumber, "林知夏", "13800000000", "某某街道1号", "小夏", "0755-00000000"),
			} {
				in := toldOn(t, lang)
				if profile != "" {
					in.Profile, _ = book(t).Profile(profile)
				}
				d, _ := p.write(t, in)
				var b bytes.Buffer
				if err := text.Render(&b, d, 0); err != nil {
					t.Fatal(err)
				}
				if err := doc.Dump(&b, d); err != nil {
					t.Fatal(err)
				}
				// What ends a line in the text form is in one piece in the dump.
				for _, word := range forbidden {
					if i := strings.Index(b.String(), word); i >= 0 {
						t.Errorf("%s in %s with profile %q says %q: …%q", to, lang, profile, word, b.String()[max(0, i-90):i+len(word)])
					}
				}
				proof := []string{"3344556677889900112", "2026110122001400001", "王**", "139****5678", "6217***********0122"}
				if len(collect[doc.Exhibit](d)) == 0 { // a letter by itself
					proof = proof[:1]
				}
				if p.letter.Unnamed { // everybody reads it
					proof = []string{"****0112"}
				}
				for _, word := range proof {
					if !strings.Contains(b.String(), word) {
						t.Errorf("%s in %s with profile %q does not say %q", to, lang, profile, word)
					}
				}
			}
		}
	}
}

// An association wants the complainant's identity number; who asks for all gets
// it; the annex says what was masked where, and never the datum.
func TestProfilesKeep(t *testing.T) {
	in := toldOn(t, locale.Chinese)
	d, findings := compose(t, in, "association")
	said := string(dump(t, d, findings, locale.Chinese))
	for _, want := range []string{"身份证" + myNumber, "文字中遮盖姓名 ", "原始文件未作改动", "note masked: 已在文字中为该收件方遮盖"} {
		if !strings.Contains(said, want) {
			t.Errorf("the packet does not say %q", want)
		}
	}
	in = toldOn(t, locale.Chinese)
	in.Profile, _ = book(t).Profile("full")
	in.Masks = []Mask{{Text: "荆长路"}, {Text: "0755 2668-1234", Keep: true}}
	d, findings = compose(t, in, "association")
	said = string(dump(t, d, findings, locale.Chinese))
	if strings.Contains(said, "荆长路") || !strings.Contains(said, sisterName) || !strings.Contains(said, someCard) {
		t.Error("full keeps all but what the user masks")
	}
	in = toldOn(t, locale.Chinese)
	in.Masks = []Mask{{Text: sisterName, Keep: true}, {Text: "客服小云", Kind: personal.Name}}
	d, findings = compose(t, in, "association")
	said = string(dump(t, d, findings, locale.Chinese))
	if !strings.Contains(said, sisterName) || strings.Contains(said, "客服小云") || strings.Contains(said, "13912345678") {
		t.Error("the user's masks and exceptions come first")
	}
}

// What stands in pictures and pages cannot be written anew: it has to be covered
// before the packet is ready.
func TestSeenInPictures(t *testing.T) {
	in := sample(t, locale.Chinese)
	in.Seen = map[dispute.EvidenceID][]string{3: {"快递面单\n收件人：王小明 13912345678\n订单编号 4316208857120346159"}}
	_, findings := compose(t, in, "regulator")
	i := slices.IndexFunc(findings, func(f Finding) bool { return f.ID == "personal-picture-E3" })
	if i < 0 || findings[i].Level != Must {
		t.Fatalf("%+v", findings)
	}
	if said := locale.Chinese.Note(findings[i].Text) + locale.Chinese.Note(findings[i].Fix); !strings.Contains(said, "姓名 1 处、手机号 1 处") || !strings.Contains(said, "complain redact E3 --numbers") {
		t.Error(said)
	}
	in.Masks = []Mask{{Text: sisterName, Keep: true}, {Text: "13912345678", Keep: true}}
	if _, findings = compose(t, in, "regulator"); slices.ContainsFunc(findings, func(f Finding) bool { return f.ID == "personal-picture-E3" }) {
		t.Error("what the user keeps is no finding")
	}
	in = sample(t, locale.Chinese)
	in.Seen = map[dispute.EvidenceID][]string{3: {"订单编号 4316208857120346159，电话0755-00000000"}}
	if _, findings = compose(t, in, "regulator"); slices.ContainsFunc(findings, func(f Finding) bool { return strings.HasPrefix(f.ID, "personal") && f.Level == Must }) {
		t.Error("an order and the seller's own number are no findings")
	}
}

// A datum that runs from one inline into the next is masked as one.
func TestMaskAcrossInlines(t *testing.T) {
	m := newMasker(nil, channel.Profile{}, nil)
	got := m.text("", []doc.Inline{doc.Text("电话 139"), doc.Strong("1234"), doc.Text("5678 谢谢"), doc.Ref{Label: "x"}, doc.Digest("13912345678")})
	want := []doc.Inline{doc.Text("电话 139****5678"), doc.Strong(""), doc.Text(" 谢谢"), doc.Ref{Label: "x"}, doc.Digest("13912345678")}
	if !slices.Equal(got, want) {
		t.Errorf("%#v", got)
	}
}

var command = regexp.MustCompile(`complain [a-z]`)

// No sentence of the catalogue that may be a note asks the reader of a packet to
// run the program.
func TestNotesHaveAnAudience(t *testing.T) {
	asks := 0
	for _, lang := range locale.Langs() {
		in := sample(t, lang)
		plan := Choose(in.Input)
		in.Book = book(t)
		in.Channel = addressed(t, in.Book, "regulator", in.Case)
		c, err := newComposer(plan, in.Request, in.Material)
		if err != nil {
			t.Fatal(err)
		}
		for _, code := range locale.Chinese.Codes() {
			if strings.HasPrefix(code, "help.") {
				continue // no note: it stands in help alone
			}
			n := dispute.Note{Code: code, Args: []string{"E1", "E2", "E3", "E4", "E5", "E6"}}
			if command.MatchString(locale.Chinese.Note(n)) {
				asks++
				if told := c.toldNote(n); lang == locale.Chinese && command.MatchString(told) {
					t.Errorf("%s: %s", code, told)
				}
			}
		}
		// Those that readers need are told without the hint.
		for _, code := range []string{"pdf.scans-readable", "bill.remark.zone"} {
			if told := c.toldNote(dispute.Note{Code: code, Args: []string{"2", "3"}}); told == "" || strings.Contains(told, "complain") || strings.Contains(told, "[") {
				t.Errorf("%s in %s: %q", code, lang, told)
			}
		}
	}
	if asks < 50 {
		t.Errorf("only %d sentences with commands were looked at", asks)
	}
}

// A name that the case ties to a number somewhere is masked where it stands alone;
// that of a party is not.
func TestNamesStandingAlone(t *testing.T) {
	m := newMasker([]dispute.Party{{Role: dispute.Complainant, Name: "林知夏"}}, channel.Profile{Keep: map[channel.Owner][]channel.Datum{channel.OfComplainant: {channel.Datum(personal.Name)}}}, nil)
	people := personal.Known{}
	people.Add(personal.Name, "王小明")
	people.Add(personal.Name, "林知夏")
	m.learn(Input{People: people})
	if got := m.line("", "王小明说没收到，林知夏也没有"); got != "王**说没收到，林知夏也没有" {
		t.Errorf("%s", got)
	}
}

// The address under which a party writes is its own: a seller is told it, everybody
// reads none, and that of a third person stays masked.
func TestAddressesOfSendersAreTheirs(t *testing.T) {
	const shop, third = "service@shop.example", "jo.doe@third.example"
	for to, told := range map[string]bool{"seller": true, "regulator": true, "cn.heimao": false} {
		in := sample(t, locale.English)
		for i := range in.Records {
			if r := &in.Records[i]; r.Kind == dispute.Message && r.Who == "客服小云" {
				r.Who += " <" + shop + ">"
				r.Text += " " + shop + " " + third
			}
		}
		for i := range in.Events {
			if e := &in.Events[i]; e.Who == "客服小云" {
				e.Who += " <" + shop + ">"
				e.Text += " " + shop + " " + third
			}
		}
		for i := range in.Parties {
			if in.Parties[i].Role == dispute.Seller {
				in.Parties[i].Aliases = append(in.Parties[i].Aliases, "客服小云 <"+shop+">")
			}
		}
		d, _ := compose(t, in, to)
		said := string(dump(t, d, nil, in.Lang))
		if strings.Contains(said, shop) != told || strings.Contains(said, third) {
			t.Errorf("%s: %q %v, %q %v", to, shop, strings.Contains(said, shop), third, strings.Contains(said, third))
		}
		if told && !strings.Contains(said, "j***@third.example") {
			t.Errorf("%s says nothing of %s", to, third)
		}
	}
}
