package wechatmail

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
)

// banners are what stands before and after the names in the line by which WeChat
// announces the messages, in Chinese of both scripts and in English.
var banners = [...]struct{ before, after string }{
	{"", "聊天记录如下，请查收"}, {"", "聊天記錄如下，請查收"},
	{"WeChat chat history between ", " below"},
	{`The chatting history for this WeChat group "`, `" is shown below`},
}

// readBanner finds the line by which WeChat announces the messages it puts into
// a mail or hands to another app, and the names in it: "小明 和 小红" or the name
// of a group.
func readBanner(line string) (names string, ok bool) {
	for _, b := range banners {
		rest, begins := strings.CutPrefix(trim(line), b.before)
		names, after, found := strings.Cut(rest, b.after)
		if !begins || !found || strings.Trim(trim(after), "。.") != "" {
			continue
		}
		if b.before == "" {
			names = strings.TrimSuffix(strings.TrimSuffix(names, "的"), "上")
			for _, app := range []string{"在微信", "微信群", "WeChat群組", "在WeChat", "微信", "WeChat"} {
				names = strings.TrimSuffix(names, app)
			}
		}
		return trim(names), true
	}
	return "", false
}

// rule is a day between two rows of dashes: —————  2018-09-03  —————
type rule struct {
	year, month, day int
}

func (r rule) clock() dispute.Clock { return dispute.Clock{Year: r.year, Month: r.month, Day: r.day} }

func readRule(line string) (r rule, ok bool) {
	s := trim(line)
	inner := strings.TrimLeft(s, dashes)
	if len(s)-len(inner) < 2 {
		return r, false
	}
	s = inner
	inner = strings.TrimRight(s, dashes)
	if len(s)-len(inner) < 2 {
		return r, false
	}
	rest := trim(inner)
	var digits int
	if r.year, digits, rest = number(rest); digits != 4 {
		return r, false
	}
	ends := [2]string{"", ""}
	switch {
	case strings.HasPrefix(rest, "年"):
		ends = [2]string{"月", "日"}
		rest = rest[len("年"):]
	case rest != "" && (rest[0] == '-' || rest[0] == '/' || rest[0] == '.'):
		ends[0] = rest[:1]
		rest = rest[1:]
	default:
		return r, false
	}
	if r.month, digits, rest = number(rest); digits == 0 || digits > 2 {
		return r, false
	}
	if rest, ok = strings.CutPrefix(rest, ends[0]); !ok {
		return r, false
	}
	if r.day, digits, rest = number(rest); digits == 0 || digits > 2 {
		return r, false
	}
	return r, trim(strings.TrimPrefix(rest, ends[1])) == ""
}

const dashes = "—-–―－─_"

func number(s string) (value, digits int, rest string) {
	for digits < len(s) && digits < 5 && s[digits] >= '0' && s[digits] <= '9' {
		value = value*10 + int(s[digits]-'0')
		digits++
	}
	return value, digits, s[digits:]
}

// head is the line above a message: a name, two spaces, a time of day.
type head struct {
	name         string
	hour, minute int
	raw          string
}

// gap is how many spaces stand in a head at least. A page in HTML shows two as
// one.
const gap, pageGap = 2, 1

// readHead reads "小红  16:21". A name may itself hold two spaces, so the last
// ones divide.
func readHead(line string, gap int) (h head, ok bool) {
	s := strings.TrimRightFunc(line, conversation.IsSpace)
	at := len(s)
	for at > 0 && (s[at-1] >= '0' && s[at-1] <= '9' || s[at-1] == ':') {
		at--
	}
	var digits int
	var rest string
	if h.hour, digits, rest = number(s[at:]); digits == 0 || digits > 2 || h.hour > 23 || !strings.HasPrefix(rest, ":") {
		return h, false
	}
	if h.minute, digits, rest = number(rest[1:]); digits != 2 || h.minute > 59 || rest != "" {
		return h, false
	}
	name := strings.TrimRightFunc(s[:at], conversation.IsSpace)
	if spaces := strings.Count(s[len(name):at], "") - 1; spaces < gap {
		return h, false
	}
	h.name, h.raw = trim(conversation.Visible(name)), s
	return h, h.name != ""
}

func trim(s string) string { return strings.TrimFunc(s, conversation.IsSpace) }

// thing is what a message shows instead of text.
type thing struct {
	kind dispute.Kind
	typ  string
	file string
}

// named is what a word in brackets stands for.
func named(word string) (thing, bool) {
	switch word {
	case "图片", "圖片", "照片", "视频", "視頻", "影片", "语音", "語音", "文件", "檔案", "动画表情", "動畫表情", "表情",
		"Images", "Video", "Voice", "Files", "Sticker Gallery":
		return thing{kind: dispute.Message, typ: typeOmitted}, true
	case "位置":
		return thing{kind: dispute.Message, typ: typeLocation}, true
	case "名片", "个人名片", "個人名片", "Contact Card":
		return thing{kind: dispute.Message, typ: typeContact}, true
	case "应用消息", "App message": // a link, or a file by the name of the app it is for
		return thing{kind: dispute.Message, typ: typeApp}, true
	case "语音通话", "語音通話", "视频通话", "視訊通話", "实时通话结束", "Walkie Talkie session ended":
		return thing{kind: dispute.Call, typ: typeCall}, true
	}
	return thing{}, false
}

const (
	typeAttachment = "attachment"
	typeOmitted    = "media-omitted"
	typeLocation   = "location"
	typeContact    = "contact"
	typeCall       = "call"
	typeApp        = "app-message"
)

// hints tell people to look among the attachments.
var hints = [...]string{"(请在附件中查看)", "（请在附件中查看）", "(請在附件中查看)", "（請在附件中查看）", "(View in attachment)"}

// readThing reads "[图片: 9f52….jpg(请在附件中查看)]", "[名片: 小红]" and "[语音]".
func readThing(text string) (thing, bool) {
	text = trim(conversation.Visible(text))
	if !strings.HasPrefix(text, "[") || !strings.HasSuffix(text, "]") || strings.Contains(text, "\n") {
		return thing{}, false
	}
	inner := text[1 : len(text)-1]
	if x, ok := named(trim(inner)); ok {
		return x, true
	}
	word, name, ok := strings.Cut(inner, ":")
	if !ok {
		word, name, ok = strings.Cut(inner, "：")
	}
	x, known := named(trim(word))
	switch {
	case !ok || !known:
		return thing{}, false
	case x.typ == typeContact || x.typ == typeApp:
		return x, true
	}
	for _, hint := range hints {
		if file, found := strings.CutSuffix(trim(name), hint); found && trim(file) != "" {
			return thing{dispute.Message, typeAttachment, trim(file)}, true
		}
	}
	if word = trim(word); (word == "文件" || word == "檔案" || word == "Files") && trim(name) != "" {
		return thing{dispute.Message, typeAttachment, trim(name)}, true
	}
	return thing{}, false
}
