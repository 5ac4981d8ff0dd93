package story

import (
	"strings"
	"testing"
	"time"

	"complain/pkg/dispute"
)

func minuteOf(t *testing.T, text string) dispute.When {
	t.Helper()
	when, err := time.Parse(time.DateTime, text)
	if err != nil {
		t.Fatal(err)
	}
	return dispute.Instant(when, dispute.Minute, dispute.ZoneFormat)
}

// names proposes names of evidence of a case that the records are of.
func names(t *testing.T, in Named, records ...dispute.Record) map[dispute.EvidenceID]Naming {
	t.Helper()
	in.Practice = practice(t)
	in.Namer, in.Lang, in.Comma = NewNamer(in.Practice), "zh", "；"
	for i := range records {
		in.Namer.See(&records[i])
	}
	if in.Reader == nil {
		in.Reader = func(r dispute.Reading) Reader {
			if r.Importer != "alipay" {
				return Reader{}
			}
			return Reader{Name: dispute.Words{"zh": "支付宝账单"}, App: dispute.Words{"zh": "支付宝"}}
		}
	}
	out := map[dispute.EvidenceID]Naming{}
	for _, n := range Names(in) {
		out[n.Evidence] = n
	}
	return out
}

func said(n dispute.Note) string { return strings.Join(append([]string{n.Code}, n.Args...), "|") }

func picture(t *testing.T, id dispute.EvidenceID, when string) dispute.Event {
	return dispute.Event{ID: "R" + id.String(), Kind: dispute.Photo, At: minuteOf(t, when), Cites: []dispute.Citation{{Evidence: id, Record: int64(id)}}}
}

func TestNamesOfScreenshots(t *testing.T) {
	shot := dispute.PhotoFacts{Screenshot: dispute.ByStatement}.Fields()
	in := Named{
		Evidence: []dispute.Evidence{
			{ID: 1, Name: "Screenshot_20260912_101010_com.taobao.taobao.jpg"},
			{ID: 2, Name: "IMG_1.PNG"},
			{ID: 3, Name: "IMG_2.PNG"},
			{ID: 4, Name: "IMG_3.PNG", Title: "mine", Source: "mine", Proves: "mine"},
			{ID: 5, Name: "IMG_4.JPG"},
		},
		Seen: map[dispute.EvidenceID]string{
			1: "交易成功 订单编号：3402118827710045 实付款 ￥468.00",
			2: "您的订单 怎么还没发货",             // one mark is none
			3: "京东物流 运单号 JD0001 已签收 快递员", // tells the app and the kind
		},
	}
	var records []dispute.Record
	for id := dispute.EvidenceID(1); id <= 4; id++ {
		records = append(records, dispute.Record{ID: int64(id), Evidence: id, Kind: dispute.Photo, Fields: shot})
		in.Events = append(in.Events, picture(t, id, "2026-09-12 10:10:10"))
	}
	camera := dispute.PhotoFacts{Make: "Apple", Model: "Apple iPhone 13"}.Fields()
	records = append(records, dispute.Record{ID: 5, Evidence: 5, Kind: dispute.Photo, Fields: camera})
	in.Events = append(in.Events, picture(t, 5, "2026-09-13 08:00:00"))
	got := names(t, in, records...)
	for id, want := range map[dispute.EvidenceID][3]string{
		1: {"naming.title.screenshot.one|淘宝订单详情页|2026-09-12", "naming.source.screen", "naming.words|交易主体、商品、价款"},
		2: {"naming.title.screen.one|2026-09-12", "naming.source.screen", ""},
		3: {"naming.title.screenshot.one|京东物流轨迹|2026-09-12", "naming.source.screen", "naming.words|发货、运输、签收时间"},
		5: {"naming.title.photo.one|2026-09-13", "naming.source.camera|Apple iPhone 13", ""},
	} {
		if n := got[id]; [3]string{said(n.Title), said(n.Source), said(n.Proves)} != want {
			t.Errorf("%s: %q %q %q, want %q", id, said(n.Title), said(n.Source), said(n.Proves), want)
		}
	}
	if n, ok := got[4]; ok {
		t.Errorf("what the user said is proposed anew: %+v", n)
	}
}

// What was taken may be proposed anew, as long as the user did not change it.
func TestNamesFollowTheStory(t *testing.T) {
	in := Named{
		Evidence: []dispute.Evidence{{ID: 1, Proves: "taken before", Source: "mine", Reading: dispute.Reading{Importer: "alipay"}}},
		Taken:    map[dispute.EvidenceID]Taken{1: {Proves: "taken before", Source: "not what stands"}},
		Events: []dispute.Event{{ID: "R1", Kind: dispute.Transaction, Key: true, Cites: []dispute.Citation{{Evidence: 1, Record: 1}},
			Telling: dispute.Telling{Elements: []string{"c.payment"}}}},
	}
	n := names(t, in, dispute.Record{ID: 1, Evidence: 1, Kind: dispute.Transaction, At: minuteOf(t, "2026-01-02 03:04:05")})[1]
	if said(n.Title) != "naming.title.file.one|支付宝账单|2026-01-02" || said(n.Source) != "" || said(n.Proves) != "naming.words|付款金额与时间" {
		t.Errorf("got %+v", n)
	}
}

func TestNoTwoTitlesAreTheSame(t *testing.T) {
	var in Named
	var records []dispute.Record
	for id := dispute.EvidenceID(1); id <= 3; id++ {
		in.Evidence = append(in.Evidence, dispute.Evidence{ID: id})
		in.Events = append(in.Events, picture(t, id, "2026-09-12 10:10:10"))
		records = append(records, dispute.Record{ID: int64(id), Evidence: id, Kind: dispute.Photo})
	}
	seen := map[string]bool{}
	for _, n := range names(t, in, records...) {
		if seen[said(n.Title)] || n.Title.Code == "" {
			t.Errorf("%s: %s", n.Evidence, said(n.Title))
		}
		seen[said(n.Title)] = true
	}
}

// A day that is only when a file was last changed, as every copy sets anew, is none to
// name a file by.
func TestTheDayOfACopyIsInNoTitle(t *testing.T) {
	copied := minuteOf(t, "2026-12-01 06:10:00")
	copied.From = dispute.TimeModified
	var in Named
	var records []dispute.Record
	for i, name := range []string{"cracked jug close up.jpg", "IMG_2.JPG", "IMG_3.JPG"} {
		id := dispute.EvidenceID(i + 1)
		in.Evidence = append(in.Evidence, dispute.Evidence{ID: id, Name: name})
		event := picture(t, id, "2026-12-01 06:10:00")
		event.At = copied
		in.Events = append(in.Events, event)
		records = append(records, dispute.Record{ID: int64(id), Evidence: id, Kind: dispute.Photo, At: copied})
	}
	in.Evidence = append(in.Evidence, dispute.Evidence{ID: 4, Reading: dispute.Reading{Importer: "alipay"}})
	records = append(records, dispute.Record{ID: 4, Evidence: 4, Kind: dispute.Transaction, At: copied})
	got := names(t, in, records...)
	for id, want := range map[dispute.EvidenceID]string{
		1: "naming.title.own-photo.undated|cracked jug close up",
		2: "naming.title.photo.undated",
		3: "", // it would be called as the one before
		4: "naming.title.file.undated|支付宝账单",
	} {
		if said(got[id].Title) != want {
			t.Errorf("%s: %q, want %q", id, said(got[id].Title), want)
		}
	}
}

func TestMailsAreNamedByTheNameOfTheirSender(t *testing.T) {
	in := Named{
		Evidence: []dispute.Evidence{{ID: 1, Reading: dispute.Reading{Importer: "mail"}}},
		Reader:   func(dispute.Reading) Reader { return Reader{Name: dispute.Words{"zh": "邮件"}} },
	}
	got := names(t, in, dispute.Record{ID: 1, Evidence: 1, Kind: dispute.Message, At: minuteOf(t, "2026-03-06 10:00:00"), Who: "Gadget Barn <orders@gadgetbarn.example>"})
	if want := "naming.title.chat.one|邮件|Gadget Barn|2026-03-06"; said(got[1].Title) != want {
		t.Errorf("%q, want %q", said(got[1].Title), want)
	}
}

// A picture that a conversation's export left out is named as the one of the case that
// is of its minute, with the reason; of two of that minute nobody can tell.
func TestPicturesLeftOutAreNamed(t *testing.T) {
	chat := func(r dispute.Reading) Reader {
		if r.Importer != "wechat" {
			return Reader{}
		}
		return Reader{Name: dispute.Words{"zh": "微信聊天记录"}}
	}
	camera := dispute.PhotoFacts{Make: "Apple", Model: "Apple iPhone 13"}.Fields()
	message := func(id int64, kind, text string) dispute.Record {
		return dispute.Record{ID: id, Evidence: 1, Kind: dispute.Message, Who: "林晓", Type: kind, Text: text, At: minuteOf(t, "2026-09-12 10:10:00")}
	}
	in := Named{Reader: chat, Parties: []dispute.Party{{Role: dispute.Complainant, Name: "林晓"}},
		Evidence: []dispute.Evidence{{ID: 1, Reading: dispute.Reading{Importer: "wechat"}}, {ID: 2, Name: "IMG_2.JPG"}, {ID: 3, Name: "IMG_3.JPG"}},
		Events:   []dispute.Event{picture(t, 2, "2026-09-12 10:10:40"), picture(t, 3, "2026-09-12 11:00:00")}}
	photos := []dispute.Record{{ID: 12, Evidence: 2, Kind: dispute.Photo, Fields: camera}, {ID: 13, Evidence: 3, Kind: dispute.Photo}}
	got := names(t, in, append(photos, message(4, omitted, "[图片]"), message(5, "", "杯子有裂纹，这是破损的照片"))...)
	n := got[2]
	if said(n.Source) != "naming.source.camera-left-out|Apple iPhone 13|微信聊天记录" || !strings.HasPrefix(said(n.Because), "naming.because.left-out|R4|R5|") || said(n.Proves) == "" {
		t.Errorf("with a message beside it: %q %q %q %q", said(n.Title), said(n.Source), said(n.Proves), said(n.Because))
	}
	if s := said(got[3].Source); s != "" {
		t.Errorf("a picture of another minute: %q", s)
	}
	n = names(t, in, append(photos, message(4, omitted, "[图片]"))...)[2]
	if said(n.Source) != "naming.source.camera-left-out|Apple iPhone 13|微信聊天记录" || said(n.Because) != "naming.because.minute|R4" {
		t.Errorf("alone: %q %q", said(n.Source), said(n.Because))
	}
	in.Events[1] = picture(t, 3, "2026-09-12 10:10:20")
	if n := names(t, in, append(photos, message(4, omitted, "[图片]"))...)[2]; said(n.Source) != "naming.source.camera|Apple iPhone 13" {
		t.Errorf("of two: %q", said(n.Source))
	}
}
