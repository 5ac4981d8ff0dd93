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
