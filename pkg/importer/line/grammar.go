package line

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/dateorder"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
)

// head is a line that begins a message.
type head struct {
	clock dispute.Clock // hour and minute
	name  string
	text  string
	raw   string
	wrong bool // an hour that no half day has
}

// halves are the words before an hour of a half day; true is the afternoon.
var halves = []struct {
	word      string
	afternoon bool
}{
	{"上午", false}, {"下午", true}, {"午前", false}, {"午後", true}, {"오전", false}, {"오후", true},
	{"AM", false}, {"PM", true}, {"am", false}, {"pm", true},
}

// readHead reads 12:08⇥花子⇥text, 上午9:30⇥…, 04:35PM⇥…, and notices, which
// have an empty name or none.
func readHead(line string) (h head, ok bool) {
	time, rest, ok := strings.Cut(line, "\t")
	if !ok || len(time) > 24 {
		return h, false
	}
	half := -1
	for i, x := range halves {
		if after, found := strings.CutPrefix(time, x.word); found {
			half, time = i, strings.TrimPrefix(after, " ")
			break
		}
	}
	_, after, ok := transcript.Clock(time, &h.clock)
	if !ok {
		return h, false
	}
	if half < 0 && after != "" {
		after = strings.TrimPrefix(after, " ")
		for i, x := range halves {
			if after == x.word {
				half, after = i, ""
				break
			}
		}
	}
	if after != "" {
		return h, false
	}
	if half >= 0 {
		h.wrong = !h.clock.HalfDay(halves[half].afternoon)
	}
	h.raw = line[:len(line)-len(rest)]
	name, text, three := strings.Cut(rest, "\t")
	if !three {
		h.text = rest
		return h, true
	}
	h.name, h.text = name, text
	h.raw += name
	return h, true
}

// grammar reads the lines of a chat.
type grammar struct {
	src    *importer.Source
	order  dateorder.Order
	number int
	day    *day
	odd    bool   // its weekday is not the one written
	names  *names // those of a file of LINE for computers, or nil
	quote  int    // the line at which a quotation mark was opened that is still open, or 0
}

// Look implements transcript.Grammar.
func (g *grammar) Look(l charset.Line) transcript.Look {
	if !conversation.IsBlank(l.Text) {
		g.number++
	}
	text := l.Text
	if d, ok := readDay(text); ok {
		return g.newDay(d, text)
	}
	if g.names != nil {
		if h, ok := readSpaced(text); ok {
			return g.begin(h, l)
		}
		return transcript.Look{}
	}
	if h, ok := readHead(text); ok {
		return g.begin(h, l)
	}
	if g.day == nil && (strings.HasPrefix(text, banner) || g.number == 2 && isSaved(text)) {
		return transcript.Look{Turn: transcript.Aside, Why: dispute.Say("chat.skip.banner")}
	}
	if g.quote > 0 && strings.HasSuffix(strings.TrimRight(text, " "), `"`) {
		g.quote = 0
	}
	return transcript.Look{}
}

// isSaved reports the line that says when the file was made: 保存日時：….
func isSaved(text string) bool {
	at := strings.IndexAny(text, ":：")
	return at > 0 && strings.ContainsAny(text[at:], "0123456789")
}

func (g *grammar) newDay(d day, text string) transcript.Look {
	exists, agrees := d.exists(g.order)
	if !exists {
		g.day = nil
		return transcript.Look{Turn: transcript.Failed, Why: *transcript.BadTime(text)}
	}
	g.day, g.odd, g.quote = &d, !agrees, 0
	return transcript.Look{Turn: transcript.Aside, Why: dispute.Say("chat.skip.day")}
}

func (g *grammar) begin(h head, l charset.Line) transcript.Look {
	inside := g.quote
	g.quote = 0
	if g.names == nil && strings.HasPrefix(h.text, `"`) && (h.text == `"` || !strings.HasSuffix(h.text, `"`)) {
		g.quote = l.Number
	}
	r := dispute.Record{Kind: dispute.Message, Who: h.name, Raw: h.raw}
	switch {
	case g.names != nil:
		r, h.text = g.spaced(h)
	case h.name == "":
		r.Kind, r.Type = dispute.System, typeNotice
	}
	g.time(h, l, &r)
	if inside > 0 {
		r.Remarks = append(r.Remarks, dispute.Say("line.in-quote", inside))
	}
	if g.odd {
		r.Remarks = append(r.Remarks, dispute.Say("line.weekday"))
	}
	return transcript.Look{Turn: transcript.Begin, Record: r, Text: h.text}
}

// time gives a message its time. Where midnight is written as 24, the hours
// behind it are those of the day that has begun, under whose line they stand.
func (g *grammar) time(h head, l charset.Line, r *dispute.Record) {
	if g.day == nil {
		r.Remarks = append(r.Remarks, dispute.Say("chat.no-day", conversation.Excerpt(l.Text)))
		return
	}
	c := g.day.clock(g.order)
	c.Hour, c.Minute = h.clock.Hour, h.clock.Minute
	if c.Hour == 24 {
		c.Hour = 0
		r.Remarks = append(r.Remarks, dispute.Say("line.hour-24"))
	}
	at, err := g.src.Local(c, dispute.Minute)
	transcript.Tell(r, at, err == nil && !h.wrong, l.Text)
}

// The types of record.
const (
	typeNotice   = "notice"
	typeOmitted  = "media-omitted"
	typeSticker  = "sticker"
	typeCall     = "call"
	typeMissed   = "call-missed"
	typeRecalled = "recalled"
	typeAuto     = "auto-reply"
)

// shown are the words that stand for what LINE does not export as text.
var shown = map[string]string{
	"[圖片]": typeOmitted, "[图片]": typeOmitted, "[视频]": typeOmitted, "[語音消息]": typeOmitted, "[语音消息]": typeOmitted, "[文件]": typeOmitted, "[贴图]": typeSticker,
	"[写真]": typeOmitted, "[照片]": typeOmitted, "[Photo]": typeOmitted, "[Photos]": typeOmitted, "[사진]": typeOmitted,
	"[動画]": typeOmitted, "[影片]": typeOmitted, "[Video]": typeOmitted, "[동영상]": typeOmitted,
	"[ファイル]": typeOmitted, "[檔案]": typeOmitted, "[File]": typeOmitted, "[파일]": typeOmitted,
	"[ボイスメッセージ]": typeOmitted, "[語音訊息]": typeOmitted, "[Voice message]": typeOmitted, "[음성메시지]": typeOmitted,
	"[スタンプ]": typeSticker, "[貼圖]": typeSticker, "[Sticker]": typeSticker, "[스티커]": typeSticker,
	"[ภาพ]": typeOmitted, "[รูป]": typeOmitted, "[วิดีโอ]": typeOmitted, "[ไฟล์]": typeOmitted, "[สติกเกอร์]": typeSticker,
	"[アルバム]": "album", "[相簿]": "album", "[Album]": "album", "[位置情報]": "location", "[位置資訊]": "location", "[Location]": "location",
	"[連絡先]": "contact", "[聯絡資訊]": "contact", "[Contact]": "contact",
}

// plain are those of LINE for computers. Anybody can type them.
var plain = map[string]string{
	"Photos": typeOmitted, "Videos": typeOmitted, "Audio": typeOmitted, "Stickers": typeSticker,
	"圖片": typeOmitted, "照片": typeOmitted, "影片": typeOmitted, "語音訊息": typeOmitted, "貼圖": typeSticker,
	"写真": typeOmitted, "動画": typeOmitted, "ボイスメッセージ": typeOmitted, "スタンプ": typeSticker,
}

// Finish implements transcript.Grammar.
func (g *grammar) Finish(_ *transcript.Log, r *dispute.Record) {
	say := func(code string) { r.Remarks = append(r.Remarks, dispute.Note{Code: code}) }
	if g.names == nil && strings.Contains(r.Text, "\n") && strings.HasPrefix(r.Text, `"`) && strings.HasSuffix(r.Text, `"`) {
		r.Text = r.Text[1 : len(r.Text)-1]
		say("line.quoted")
	}
	text := strings.TrimSpace(r.Text)
	if r.Kind == dispute.System {
		for _, word := range []string{"送信を取り消しました", "unsent a message", "收回訊息", "收回了訊息", "메시지를 취소"} {
			if strings.Contains(text, word) {
				r.Type = typeRecalled
			}
		}
		if g.names != nil {
			say("chat.by-wording")
			return
		}
		say("line.by-place")
		return
	}
	switch {
	case text == "":
		say("chat.empty")
	case text == "Message unsent.", text == "Message unsent":
		r.Type = typeRecalled
		say("chat.by-wording")
	case strings.HasPrefix(text, "Auto-reply "), strings.HasPrefix(text, "自動回應"), strings.HasPrefix(text, "自動応答"):
		r.Type = typeAuto
		say("chat.by-wording")
	case strings.HasPrefix(text, "☎"):
		r.Kind, r.Type = dispute.Call, typeCall
		for _, word := range []string{"不在着信", "未接", "Missed", "応答なし", "No answer", "無應答", "キャンセル", "Canceled", "取消", "부재중"} {
			if strings.Contains(text, word) {
				r.Type = typeMissed
			}
		}
		say("chat.by-wording")
	case shown[text] != "":
		r.Type = shown[text]
		say("chat.by-wording")
	case g.names != nil && plain[text] != "":
		r.Type = plain[text]
		say("chat.by-wording")
	}
}

// Blanks implements transcript.Grammar: blank lines inside a day were typed.
func (g *grammar) Blanks() bool { return true }
