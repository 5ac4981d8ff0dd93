package packet

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/importer/all"
	"complain/pkg/locale"
)

// The people, shops and numbers of the sample are invented.

func shanghai(t testing.TB) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func at(t testing.TB, text string, from dispute.ZoneFrom) dispute.When {
	t.Helper()
	for _, f := range []struct {
		layout string
		p      dispute.Precision
	}{{time.DateTime, dispute.Second}, {"2006-01-02 15:04", dispute.Minute}, {time.DateOnly, dispute.Day}, {"2006-01", dispute.Month}} {
		if clock, err := time.ParseInLocation(f.layout, text, shanghai(t)); err == nil {
			w, err := dispute.Local(dispute.Clock{
				Year: clock.Year(), Month: int(clock.Month()), Day: clock.Day(),
				Hour: clock.Hour(), Minute: clock.Minute(), Second: clock.Second(),
			}, f.p, shanghai(t), from)
			if err != nil {
				t.Fatal(err)
			}
			return w
		}
	}
	t.Fatalf("no time: %q", text)
	return dispute.When{}
}

func yuan(minor int64) *dispute.Amount { return &dispute.Amount{Minor: minor, Currency: "CNY"} }

// hash is a made-up SHA-256 that tells evidence apart.
func hash(n int) string { return strings.Repeat(fmt.Sprintf("%02x", n), 32) }

// hostile is text that wants to be structure, or to act on a reader's screen.
const hostile = "# 标题\n::exhibits\n**粗** {{.Title}} \x1b[2J\u202e反\x000\x00 \\ 〔证据1〕"

// input is all that a packet is made of.
type input struct {
	Input
	Request
	Material
}

// builder makes an input as the program would: records first, events from them.
type builder struct {
	t  testing.TB
	in input
	id int64
}

func (b *builder) evidence(e dispute.Evidence) dispute.EvidenceID {
	e.ID = dispute.EvidenceID(len(b.in.Evidence) + 1)
	e.SHA256 = hash(int(e.ID))
	e.Added = time.Date(2026, 11, 20, 9, 0, int(e.ID)%60, 0, time.UTC)
	if e.Path == "" {
		e.Path = e.Name
	}
	b.in.Evidence = append(b.in.Evidence, e)
	return e.ID
}

// record adds a record, and its event; seq is its place in the evidence.
func (b *builder) record(r dispute.Record, key bool) int64 {
	b.id++
	r.ID = b.id
	b.in.Records = append(b.in.Records, r)
	e := dispute.Event{
		ID: fmt.Sprintf("R%d", r.ID), At: r.At, Kind: r.Kind, Who: r.Who, Text: r.Text,
		Amount: r.Amount, Direction: r.Direction, Refund: r.Refund, Key: key,
		Cites: []dispute.Citation{{Evidence: r.Evidence, Record: r.ID, Locator: r.Locator}},
	}
	if r.Kind == dispute.Photo || r.Kind == dispute.Document {
		say := dispute.Say("event."+string(r.Kind), b.in.Evidence[r.Evidence-1].Name)
		e.Summary, e.Sentence = &say, b.in.Evidence[r.Evidence-1].Proves
	}
	b.in.Events = append(b.in.Events, e)
	return r.ID
}

func (b *builder) message(e dispute.EvidenceID, seq int, when, who, text string, key bool, files ...string) {
	kind := dispute.Message
	if who == "" {
		kind = dispute.System
	}
	b.record(dispute.Record{
		Evidence: e, Seq: seq, Kind: kind, At: at(b.t, when, dispute.ZoneCase), Who: who, Text: text, Files: files,
		Locator: dispute.Locator{Line: seq * 2, LineEnd: seq*2 + 1},
	}, key)
}

// readByEach is an evidence of each importer.
func readByEach() (evidence []dispute.Evidence) {
	for _, im := range append(all.Importers(), all.Fallback()) {
		evidence = append(evidence, dispute.Evidence{Reading: dispute.Reading{Importer: im.Name()}})
	}
	return evidence
}

func newBuilder(t testing.TB, lang locale.Lang) *builder {
	return &builder{t: t, in: input{Input: Input{Case: dispute.Case{
		ID: strings.Repeat("a1", 16), Title: "降噪耳机左耳无声", Language: "zh", Zone: "Asia/Shanghai", Currency: "CNY", Jurisdiction: "cn",
		Created: at(t, "2026-11-20", dispute.ZoneCase),
	}},
		Material: Material{Pictures: map[dispute.EvidenceID]Picture{}},
		Request:  Request{Sources: all.Sources(readByEach()), Today: at(t, "2026-11-21", dispute.ZoneUser), Version: "0.1.0", Lang: lang},
	}}
}

// made is the input, with the records in the order of the case.
func (b *builder) made() input {
	slices.SortStableFunc(b.in.Records, func(x, y dispute.Record) int {
		return cmp.Or(cmp.Compare(x.Evidence, y.Evidence), cmp.Compare(x.Seq, y.Seq))
	})
	return b.in
}

// empty is a case of which nothing is known but its title.
func empty(t testing.TB, lang locale.Lang) input { return newBuilder(t, lang).in }

// sample is a case with something of everything.
func sample(t testing.TB, lang locale.Lang) input {
	b := newBuilder(t, lang)
	in := &b.in
	in.Case.Category = "quality_defect"
	in.Case.Platform = "cn.taobao"
	in.Case.Order = "3344556677889900112"
	in.Parties = []dispute.Party{
		{Role: dispute.Complainant, Name: "林知夏", Phone: "13800000000", Address: "浙江省杭州市余杭区某某街道1号2幢301室", Aliases: []string{"小夏"}},
		{Role: dispute.Seller, Name: "云桥数码旗舰店", Address: "广东省深圳市南山区某某路8号", Phone: "0755-00000000",
			Identifiers: []dispute.Identifier{{Kind: "shop-id", Value: "88123"}}, Aliases: []string{"客服小云"}},
		{Role: dispute.Platform, Name: "淘宝平台", Aliases: []string{"平台客服"}},
	}
	in.Claims = []dispute.Claim{
		{ID: 1, Kind: dispute.Refund, Amount: yuan(129900), Basis: "crpl.24 crpl.52"},
		{ID: 2, Kind: dispute.Compensation, Amount: yuan(20000), Text: "赔偿检测费。", Basis: "检测费发票"},
		{ID: 3, Kind: dispute.Apology},
	}
	bill := b.evidence(dispute.Evidence{
		Name: "alipay_record_20261101.csv", Path: "账单/alipay_record_20261101.csv", Size: 48210, MediaType: "text/csv", Proves: "付款金额、时间和收款商家",
		Reading: dispute.Reading{State: dispute.Read, Importer: "alipay", Version: 1, Records: 46, Units: 70, Skipped: 24,
			Totals: []dispute.Total{
				{What: dispute.Say("packet.paid"), Declared: "46", Read: "46", OK: true},
				{What: dispute.Say("packet.col.amount"), Declared: "8,812.40", Read: "8,812.10"},
			}},
	})
	chat := b.evidence(dispute.Evidence{
		Name: "与客服小云的聊天记录.txt", Size: 9120, MediaType: "text/plain", Title: "与商家客服的聊天记录", Proves: "多次要求退款，商家拒绝",
		Reading: dispute.Reading{State: dispute.Read, Importer: "wechatmail", Version: 1, Records: 36, Units: 80, Skipped: 40,
			Problems: []dispute.Problem{{At: dispute.Locator{Line: 61}, Why: dispute.Say("sample.problem", "昨天 25:61")}}},
	})
	near := b.evidence(dispute.Evidence{Name: "IMG_20261103_101500.jpg", Size: 3_201_004, MediaType: "image/jpeg", Source: "本人用手机拍摄", Proves: "左耳外壳开裂",
		Reading: dispute.Reading{State: dispute.Read, Importer: "photo", Version: 1, Records: 1, Units: 1}})
	far := b.evidence(dispute.Evidence{Name: "mmexport1762137600000.heic", Size: 1_804_233, MediaType: "image/heic",
		Reading: dispute.Reading{State: dispute.Read, Importer: "photo", Version: 1, Records: 1, Units: 1}})
	report := b.evidence(dispute.Evidence{Name: "检测报告.pdf", Size: 220_113, MediaType: "application/pdf", Source: "某某电子产品检测站出具", Proves: "左耳单元出厂前已损坏",
		Captured: at(t, "2026-11-10", dispute.ZoneUser),
		Reading:  dispute.Reading{State: dispute.Read, Importer: "document", Version: 1, Records: 1, Units: 1}})
	wild := b.evidence(dispute.Evidence{Name: hostile, Size: 12, MediaType: "text/plain",
		Reading: dispute.Reading{State: dispute.Partial, Importer: "whatsapp", Records: 1, Failure: note("stop.unreadable", "第 3 行")}})
	b.evidence(dispute.Evidence{Name: "聊天.txt", Size: 900, MediaType: "text/plain",
		Reading: dispute.Reading{State: dispute.Asking, Importer: "whatsapp", Question: note("sample.question", "01/02/26")}})
	b.evidence(dispute.Evidence{Name: "wechat_bill.xlsx", Size: 10900, MediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		Reading: dispute.Reading{State: dispute.Read, Importer: "wechatpay", Records: 12, Units: 30, Skipped: 18}})
	unboxing := b.evidence(dispute.Evidence{Name: "VID_20261103_100500.mp4", Size: 48_220_113, MediaType: "video/mp4", Proves: "拆封过程",
		Reading: dispute.Reading{State: dispute.Read, Importer: "recording", Version: 1, Records: 1, Units: 1}})

	pay := func(seq, row int, when, who, text string, amount int64, way dispute.Direction, refund bool, order string, key bool) {
		b.record(dispute.Record{
			Evidence: bill, Seq: seq, Kind: dispute.Transaction, At: at(t, when, dispute.ZoneFormat), Who: who, Text: text,
			Amount: yuan(amount), Direction: way, Refund: refund, Status: "交易成功", Type: "数码电器",
			Order: order, Merchant: "T200P" + in.Case.Order, Locator: dispute.Locator{Row: row},
		}, key)
	}
	pay(7, 31, "2026-11-01 20:15:33", "云桥数码旗舰店", "云桥主动降噪耳机 Pro（曜石黑）", 129900, dispute.Out, false, "2026110122001400001", true)
	b.message(chat, 1, "2026-11-01 20:20:05", "", "以上是打招呼的内容", false)
	b.message(chat, 2, "2026-11-01 20:21:10", "小夏", "你好，是正品吗？", false)
	b.message(chat, 3, "2026-11-01 20:21:44", "客服小云", "亲，放心，都是全新正品！质量问题全额退款😊", true)
	b.message(chat, 4, "2026-11-01 20:22:00", "小夏", "好的👍🏽", false)
	b.record(dispute.Record{Kind: dispute.Statement, At: at(t, "2026-11-03", dispute.ZoneUser), Text: "收到快递，当场拆封，发现左耳无声。"}, true)
	b.record(dispute.Record{Evidence: unboxing, Seq: 1, Kind: dispute.Document, Type: "video", At: at(t, "2026-11-03 10:05:02", dispute.ZoneFormat),
		Fields: dispute.RecordingFacts{MediaType: "video/mp4", Length: 93500, VideoCodec: "H.265", Width: 1080, Height: 1920, AudioCodec: "AAC",
			Make: "Xiaomi", Model: "2211133C", Place: &dispute.Place{Latitude: 30_274_100, Longitude: 120_155_100}}.Fields(),
		Remarks: []dispute.Note{dispute.Say("recording.time-header"), dispute.Say("recording.cut", 48_230_000, 48_220_113)}}, true)
	b.record(dispute.Record{Evidence: near, Seq: 1, Kind: dispute.Photo, At: photoTime(t, "2026-11-03 10:15:00", dispute.TimeEXIF, dispute.ZoneEXIF)}, true)
	b.message(chat, 15, "2026-11-03 11:00:12", "小夏", "左耳没有声音，外壳还有裂纹，请全额退款。\n照片见下", true)
	b.message(chat, 16, "2026-11-03 11:00:40", "小夏", "", true, "IMG_20261103_101500.jpg")
	b.message(chat, 17, "2026-11-03 11:01:02", "小夏", "", false, "video_0001.mp4")
	b.message(chat, 18, "2026-11-03 11:30:59", "客服小云", "人为损坏，不退不换", true)
	b.message(chat, 19, "2026-11-03 11:31:20", "", "对方撤回了一条消息", false)
	b.record(dispute.Record{Evidence: report, Seq: 1, Kind: dispute.Document, At: at(t, "2026-11-10", dispute.ZoneUser)}, true)
	pay(21, 45, "2026-11-10 15:02:07", "某某电子产品检测站", "检测费", 20000, dispute.Out, false, "2026111022001400077", false)
	b.record(dispute.Record{Kind: dispute.Statement, At: at(t, "2026-11-12 14:03", dispute.ZoneCase), Text: "向淘宝申请平台介入，客服答复须先由商家处理。"}, true)
	b.message(wild, 1, "2026-11-13 08:00:00", hostile, hostile, true)
	pay(33, 57, "2026-11-15 09:00:01", "云桥数码旗舰店", "部分退款", 10000, dispute.In, true, "2026110122001400001_1", true)
	b.record(dispute.Record{Evidence: far, Seq: 1, Kind: dispute.Photo}, true)
	in.Records = append(in.Records, moment(unboxing, 62_000, "外壳裂纹"), moment(unboxing, 41_000, "盒内没有充电线"+hostile))

	for i, e := range in.Events {
		if e.Kind == dispute.Photo && e.Cites[0].Evidence == near {
			in.Events[i].Notes = []dispute.Note{*note("photo.changed-sample"), *note("file-name.sample"), *note("sample.advice")}
		}
	}
	in.Pictures[near] = Picture{Image: doc.Image{Key: "p3", Width: 1230, Height: 1640}, Width: 3000, Height: 4000, Scaled: true, Turned: true}
	in.Pictures[far] = Picture{Width: 4032, Height: 3024, Missing: note("packet.photo-none")}
	in.Custody = Custody{Head: hash(0xc7), Entries: 41}
	in.Stamps = []Stamp{
		{Evidence: 1, GenTime: time.Date(2026, 3, 8, 6, 30, 0, 0, time.UTC), Authority: "示例时间戳服务\u202e", Verified: true, Root: "示例根证书"},
		{Evidence: 2, GenTime: time.Date(2026, 3, 8, 6, 31, 0, 0, time.UTC)},
	}
	return b.made()
}

func moment(id dispute.EvidenceID, at dispute.Moment, text string) dispute.Record {
	return dispute.Record{Kind: dispute.Statement, Text: text, Fields: dispute.Noted{Evidence: id, At: at}.Fields()}
}

func note(code string, args ...any) *dispute.Note {
	n := dispute.Say(code, args...)
	return &n
}

func photoTime(t testing.TB, text string, from dispute.TimeFrom, zone dispute.ZoneFrom) dispute.When {
	w := at(t, text, zone)
	w.From = from
	return w
}
