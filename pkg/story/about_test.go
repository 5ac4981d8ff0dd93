package story

import (
	"testing"

	"complain/pkg/dispute"
)

func say(t *testing.T, id int64, in dispute.EvidenceID, at, who, text string, files ...string) dispute.Record {
	return dispute.Record{ID: id, Evidence: in, Kind: dispute.Message, At: minuteOf(t, at), Who: who, Text: text, Files: files}
}

// What a message says of a picture near it tells what the picture is, and nothing
// else does.
func TestNamesOfPicturesByWhatIsSaid(t *testing.T) {
	parties := []dispute.Party{{Role: dispute.Complainant, Name: "我"}, {Role: dispute.Seller, Name: "店"}}
	for name, c := range map[string]struct {
		file   dispute.Evidence
		photo  dispute.PhotoFacts
		at     string
		seen   string
		chat   []dispute.Record
		proves string
		why    string
	}{
		"sent with a message that says": {
			file: dispute.Evidence{ID: 2, Name: "7d4c.jpg"}, at: "2020-01-01 00:00:00",
			chat:   []dispute.Record{say(t, 1, 1, "2026-03-06 09:34:00", "我", "官网查询显示未查询到"), say(t, 2, 1, "2026-03-06 09:35:00", "我", "[图片]", "7d4c.jpg"), say(t, 3, 1, "2026-03-06 09:36:00", "我", "序列号是CG7025K0318864，就是这张标签上的")},
			proves: "naming.words|收到的商品所标的序列号", why: "naming.because.sent|R3|序列号是"},
		"sent, and another speaks": {
			file: dispute.Evidence{ID: 2, Name: "7d4c.jpg"}, at: "2020-01-01 00:00:00",
			chat: []dispute.Record{say(t, 2, 1, "2026-03-06 09:35:00", "我", "[图片]", "7d4c.jpg"), say(t, 3, 1, "2026-03-06 09:36:00", "店", "这是我们的宣传海报")}},
		"sent long before": {
			file: dispute.Evidence{ID: 2, Name: "7d4c.jpg"}, at: "2020-01-01 00:00:00",
			chat: []dispute.Record{say(t, 2, 1, "2026-03-06 09:35:00", "我", "[图片]", "7d4c.jpg"), say(t, 3, 1, "2026-03-06 09:55:00", "我", "序列号是CG7025K0318864")}},
		"a screenshot before the message": {
			file: dispute.Evidence{ID: 2, Name: "Screenshot_1.png"}, photo: dispute.PhotoFacts{Screenshot: dispute.ByStatement}, at: "2026-03-06 09:30:11",
			chat:   []dispute.Record{say(t, 3, 1, "2026-03-06 09:34:00", "我", "今天在官网查验，页面显示未查询到")},
			proves: "naming.words|防伪查询结果", why: "naming.because.near|R3|官网查验"},
		"a screenshot when a question is asked": {
			file: dispute.Evidence{ID: 2, Name: "Screenshot_1.png"}, photo: dispute.PhotoFacts{Screenshot: dispute.ByStatement}, at: "2026-03-06 09:30:11",
			chat: []dispute.Record{say(t, 3, 1, "2026-03-06 09:34:00", "我", "能官网查验吗？")}},
		"a screenshot when a photo is spoken of": {
			file: dispute.Evidence{ID: 2, Name: "Screenshot_1.png"}, photo: dispute.PhotoFacts{Screenshot: dispute.ByStatement}, at: "2026-03-06 09:30:11",
			chat: []dispute.Record{say(t, 3, 1, "2026-03-06 09:34:00", "我", "开箱照片我有")}},
		"saved from a conversation": {
			file: dispute.Evidence{ID: 2, Name: "mmexport1772282778427.jpg"}, at: "2026-02-28 20:46:18",
			chat:   []dispute.Record{say(t, 3, 1, "2026-02-28 20:40:00", "店", "朋友圈里有店铺的海报")},
			proves: "naming.words|宣传内容", why: "naming.because.near|R3|海报"},
		"taken on the day that is told": {
			file: dispute.Evidence{ID: 2, Name: "IMG_1.jpg"}, at: "2026-03-05 20:14:07",
			chat:   []dispute.Record{say(t, 3, 1, "2026-03-06 10:11:00", "我", "昨天收到的，开箱我也拍了照片")},
			proves: "naming.words|收到时商品及其包装的状况", why: "naming.because.day|R3|开箱我也拍"},
		"taken on another day": {
			file: dispute.Evidence{ID: 2, Name: "IMG_1.jpg"}, at: "2026-03-04 20:14:07",
			chat: []dispute.Record{say(t, 3, 1, "2026-03-06 10:11:00", "我", "昨天收到的，开箱我也拍了照片")}},
		"a fault of that day of which no picture is told": {
			file: dispute.Evidence{ID: 2, Name: "IMG_1.jpg"}, at: "2026-03-05 08:14:07",
			chat: []dispute.Record{say(t, 3, 1, "2026-03-05 20:11:00", "我", "今天到的，箱子压坏了")}},
		"two things in one message": {
			file: dispute.Evidence{ID: 2, Name: "IMG_1.jpg"}, at: "2026-05-11 12:20:40",
			chat: []dispute.Record{say(t, 3, 1, "2026-05-11 12:24:00", "我", "It arrived broken and the box was crushed")}},
		"the number in it": {
			file: dispute.Evidence{ID: 2, Name: "IMG_1.jpg"}, at: "2026-03-01 08:14:07", seen: "CG-H70\nS/N CG7025K0318864",
			chat:   []dispute.Record{say(t, 3, 1, "2026-03-06 09:36:00", "我", "序列号是CG7025K0318864")},
			proves: "naming.words|收到的商品所标的序列号", why: "naming.because.code|CG7025K0318864|R3|序列号是"},
	} {
		t.Run(name, func(t *testing.T) {
			event := picture(t, 2, c.at)
			in := Named{Evidence: []dispute.Evidence{{ID: 1, Name: "chat.txt"}, c.file}, Parties: parties, Events: []dispute.Event{event}, Seen: map[dispute.EvidenceID]string{2: c.seen}}
			records := append([]dispute.Record{{ID: 9, Evidence: 2, Kind: dispute.Photo, Fields: c.photo.Fields()}}, c.chat...)
			got := names(t, in, records...)[2]
			if why := said(got.Because); said(got.Proves) != c.proves || why != c.why {
				t.Errorf("%q, %q; want %q, %q", said(got.Proves), why, c.proves, c.why)
			}
			in.Evidence[1].Proves = "mine"
			if got := names(t, in, records...)[2]; got.Proves.Code != "" {
				t.Errorf("the user's words go: %q", said(got.Proves))
			}
		})
	}
}

// A picture that is told to be a label shows no delivery for being sent near the
// message of it; what the user tells with it, it shows too.
func TestNamesOfPicturesLeaveOutWhatIsNearThem(t *testing.T) {
	for kind, want := range map[dispute.Kind]string{dispute.Message: "收到的商品所标的序列号", dispute.Statement: "收到的商品所标的序列号；收货的时间与方式"} {
		in := Named{
			Evidence: []dispute.Evidence{{ID: 1, Name: "chat.txt"}, {ID: 2, Name: "7d4c.jpg"}},
			Events: []dispute.Event{{ID: "R1", Kind: kind, Cites: []dispute.Citation{{Evidence: 1, Record: 1}, {Evidence: 2}},
				Telling: dispute.Telling{Elements: []string{"c.delivery"}}}},
		}
		got := names(t, in, dispute.Record{ID: 9, Evidence: 2, Kind: dispute.Photo},
			say(t, 2, 1, "2026-03-06 09:35:00", "我", "[图片]", "7d4c.jpg"), say(t, 3, 1, "2026-03-06 09:36:00", "我", "序列号是CG7025K0318864"))[2]
		if said(got.Proves) != "naming.words|"+want {
			t.Errorf("%s: %q, want %q", kind, said(got.Proves), want)
		}
	}
}
