package wechatexport

import (
	"strings"

	"complain/pkg/dispute"
)

// The types of record.
const (
	typeNotice   = "notice"
	typeRecalled = "recalled"
	typeMedia    = "media-omitted"
	typeFile     = "attachment"
	typeCard     = "contact"
	typePlace    = "location"
	typeShare    = "share"
	typeQuote    = "quote"
	typeTransfer = "transfer"
	typePacket   = "red-packet"
	typeCall     = "call"
	typeSticker  = "sticker"
)

// byNumber is WeChat's own numbering of messages, as all exporters keep it.
func byNumber(number, sub string) (dispute.Kind, string) {
	switch number {
	case "1":
		return dispute.Message, ""
	case "3", "34", "43":
		return dispute.Message, typeMedia
	case "42":
		return dispute.Message, typeCard
	case "47":
		return dispute.Message, typeSticker
	case "48":
		return dispute.Message, typePlace
	case "49":
		switch sub {
		case "6", "74":
			return dispute.Message, typeFile
		case "57":
			return dispute.Message, typeQuote
		case "2000":
			return dispute.Message, typeTransfer
		case "2001", "2003":
			return dispute.Message, typePacket
		}
		return dispute.Message, typeShare
	case "50":
		return dispute.Call, typeCall
	case "10000", "10002":
		return dispute.System, typeNotice
	}
	return dispute.Message, ""
}

// byWord is the same by the words that exporters write instead.
func byWord(word string) (dispute.Kind, string) {
	for _, w := range []struct {
		word string
		kind dispute.Kind
		typ  string
	}{
		{"系统", dispute.System, typeNotice}, {"通话", dispute.Call, typeCall},
		{"图片", dispute.Message, typeMedia}, {"语音", dispute.Message, typeMedia}, {"视频", dispute.Message, typeMedia},
		{"名片", dispute.Message, typeCard}, {"表情", dispute.Message, typeSticker}, {"位置", dispute.Message, typePlace},
		{"文件", dispute.Message, typeFile}, {"引用", dispute.Message, typeQuote},
		{"转账", dispute.Message, typeTransfer}, {"红包", dispute.Message, typePacket},
		{"链接", dispute.Message, typeShare}, {"分享", dispute.Message, typeShare}, {"小程序", dispute.Message, typeShare},
	} {
		if strings.Contains(word, w.word) {
			return w.kind, w.typ
		}
	}
	return dispute.Message, ""
}

// recall notes that the system says a message was taken back.
func recall(r *dispute.Record) {
	if r.Kind == dispute.System && (strings.Contains(r.Text, "撤回了一条消息") || strings.HasSuffix(r.Text, " recalled a message")) {
		r.Type = typeRecalled
	}
}

// bracketed tells a message that shows a word in brackets instead of what it
// held: [图片]. Anybody can type that, so it is said how it is known.
func bracketed(r *dispute.Record) {
	inner, ok := strings.CutPrefix(strings.TrimSpace(r.Text), "[")
	if !ok {
		inner, ok = strings.CutPrefix(strings.TrimSpace(r.Text), "【")
	}
	inner, closed := strings.CutSuffix(inner, "]")
	if !closed {
		inner, closed = strings.CutSuffix(inner, "】")
	}
	if !ok || !closed || strings.ContainsAny(inner, "[]\n") {
		return
	}
	word, _, _ := strings.Cut(inner, "|")
	switch word {
	case "图片", "语音", "视频", "文件", "名片", "动画表情", "表情", "表情包", "位置", "语音通话", "视频通话", "音视频通话", "转账", "红包", "链接", "引用", "合并转发", "小程序", "视频号", "分享":
		kind, typ := byWord(word)
		if typ == "" {
			typ = typeShare
		}
		r.Kind, r.Type = kind, typ
		r.Remarks = append(r.Remarks, dispute.Say("chat.by-wording"))
	}
}
