package kakaotalk

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
)

// grammar reads the lines of one of the text files.
type grammar struct {
	src     *importer.Source
	notices map[int]bool // lines the program wrote, by number
	windows bool         // in a Windows file; elsewhere the program's lines have a time
	began   bool
	day     *dispute.Clock
	lines   int
	foreign func(variant string) bool
	long    map[string]bool      // names that hold what ends a name
	doubts  map[int]dispute.Note // about names, by the line of the header
}

// nameEnd stands behind the name in the files of phones.
const nameEnd = " : "

// learn takes from the whole file the names that hold what ends a name.
func (g *grammar) learn(names *transcript.Names, colons *transcript.Colons, head string) {
	g.long, g.doubts = map[string]bool{}, map[int]dispute.Note{}
	announced := func(name string) bool { return strings.Contains(head, name+"님") || strings.HasPrefix(head, name+" ") }
	for _, v := range colons.Decide(names.Times, announced) {
		if why, ok := v.Doubt(); ok {
			g.doubts[v.Lines[0]] = why
		}
		if v.Taken {
			g.long[v.Name] = true
			names.Move(v.Cut, v.Name, v.Count)
		}
	}
}

// whole is a head with the whole of a name that holds what ends a name.
func (g *grammar) whole(h head) head {
	if part, rest, ok := strings.Cut(h.text, nameEnd); ok && h.variant != windows && g.long[h.name+nameEnd+part] {
		h.name, h.text, h.raw = h.name+nameEnd+part, rest, h.raw+nameEnd+part
	}
	return h
}

// Look implements transcript.Grammar.
func (g *grammar) Look(line charset.Line) transcript.Look {
	if c, ok := readRule(line.Text); ok {
		g.began = true
		g.windows = g.windows || strings.HasPrefix(line.Text, "-----")
		if _, err := g.src.Local(c, dispute.Day); err != nil {
			g.day = nil
			return transcript.Look{Turn: transcript.Failed, Why: *transcript.BadTime(line.Text)}
		}
		g.day = &c
		return transcript.Look{Turn: transcript.Aside, Why: dispute.Say("chat.skip.day")}
	}
	if h, ok := readHead(line.Text); ok {
		if g.began && !h.alone && g.foreign(h.variant) {
			return transcript.Look{Doubt: true}
		}
		g.began = true
		return g.begin(g.whole(h), line)
	}
	if g.windows && g.notices[line.Number] {
		return g.notice(line)
	}
	if !g.began && !conversation.IsBlank(line.Text) {
		g.lines++
		if g.lines == 1 && isTitle(line.Text) || isSaved(line.Text) {
			return transcript.Look{Turn: transcript.Aside, Why: dispute.Say("chat.skip.banner")}
		}
	}
	return transcript.Look{}
}

// isTitle reports the first line of a file: with whom the chat is.
func isTitle(line string) bool {
	return strings.Contains(line, "카카오톡 대화") || strings.Contains(line, "KakaoTalk") || strings.Contains(line, "Chats with") || strings.HasPrefix(line, "Talk")
}

func (g *grammar) begin(h head, line charset.Line) transcript.Look {
	c := h.clock
	if h.variant == windows {
		if g.day != nil {
			c.Year, c.Month, c.Day = g.day.Year, g.day.Month, g.day.Day
		}
	}
	at, err := g.src.Local(c, dispute.Minute)
	if h.alone && err == nil && !h.wrong {
		return transcript.Look{Turn: transcript.Aside, Why: dispute.Say("chat.skip.day")}
	}
	r := dispute.Record{Kind: dispute.Message, Who: h.name, Raw: h.raw}
	if h.variant == windows && g.day == nil {
		r.Remarks = append(r.Remarks, dispute.Say("chat.no-day", conversation.Excerpt(line.Text)))
	} else {
		transcript.Tell(&r, at, err == nil && !h.wrong, line.Text)
	}
	if h.name == "" {
		r.Kind, r.Type = dispute.System, typeNotice
	}
	return transcript.Look{Turn: transcript.Begin, Record: r, Text: h.text}
}

// notice is a line of the program in a Windows file. Of its time nothing is
// known but the day above it.
func (g *grammar) notice(line charset.Line) transcript.Look {
	r := dispute.Record{Kind: dispute.System, Type: typeNotice}
	if g.day != nil {
		if at, err := g.src.Local(*g.day, dispute.Day); err == nil {
			r.At = at
		}
	}
	r.Remarks = append(r.Remarks, dispute.Say("kakaotalk.notice"))
	return transcript.Look{Turn: transcript.Begin, Record: r, Text: line.Text}
}

// isNotice reports the wording of the program's own lines.
func isNotice(line string) bool {
	line = strings.TrimSpace(line)
	if len(line) > 400 {
		return false
	}
	for _, end := range []string{
		"님이 들어왔습니다.", "님이 나갔습니다.", "님을 초대했습니다.", "님을 초대하였습니다.", "님을 내보냈습니다.", "님이 방장이 되었습니다.",
		"채팅방 관리자가 메시지를 가렸습니다.", " joined this chatroom.", " left this chatroom.",
	} {
		if strings.HasSuffix(line, end) {
			return true
		}
	}
	return false
}

// Finish implements transcript.Grammar.
func (g *grammar) Finish(log *transcript.Log, r *dispute.Record) {
	describe(log, r)
	if why, ok := g.doubts[r.Locator.Line]; ok {
		r.Remarks = append(r.Remarks, why)
	}
}

// Blanks implements transcript.Grammar: Windows files have no blank lines of
// the program's own, the others have them before a line for a day.
func (g *grammar) Blanks() bool { return false }

// The types of record.
const (
	typeNotice  = "notice"
	typeFile    = "attachment"
	typeOmitted = "media-omitted"
	typeSticker = "sticker"
	typeDeleted = "deleted"
	typeCall    = "call"
)

// shown are the words that stand for what is not text.
var shown = map[string]string{
	"사진": typeOmitted, "동영상": typeOmitted, "음성메시지": typeOmitted, "이모티콘": typeSticker,
	"Photo": typeOmitted, "Photos": typeOmitted, "Video": typeOmitted, "Voice Note": typeOmitted, "Emoticons": typeSticker,
	"삭제된 메시지입니다.": typeDeleted, "This message was deleted.": typeDeleted,
}

// describe tells what a message shows instead of text.
func describe(log *transcript.Log, r *dispute.Record) {
	say := func(code string) { r.Remarks = append(r.Remarks, dispute.Note{Code: code}) }
	text := strings.TrimSpace(r.Text)
	if r.Kind == dispute.System {
		return
	}
	switch {
	case text == "":
		say("chat.empty")
	case log.Has(text):
		r.Type = typeFile
		log.Attach(r, text)
		say("chat.by-file")
	case shown[text] != "":
		r.Type = shown[text]
		say("chat.by-wording")
	case photos(text):
		r.Type = typeOmitted
		say("chat.by-wording")
	case isCall(text):
		r.Kind, r.Type = dispute.Call, typeCall
		say("chat.by-wording")
	default:
		if file, ok := strings.CutPrefix(text, "파일: "); ok && !strings.Contains(file, "\n") {
			r.Type = typeFile
			log.Attach(r, file)
			say("chat.by-wording")
		}
	}
}

// photos reports 사진 3장.
func photos(text string) bool {
	n, ok := strings.CutPrefix(text, "사진 ")
	_, rest, digits := transcript.Number(n, 1, 3)
	return ok && digits && rest == "장"
}

func isCall(text string) bool {
	for _, word := range []string{"보이스톡", "페이스톡"} {
		rest, ok := strings.CutPrefix(text, word)
		switch {
		case !ok:
		case rest == " 해요" || rest == " 취소" || rest == " 부재중" || rest == " 응답 없음":
			return true
		case strings.HasPrefix(rest, " ") && strings.Trim(rest, " 0123456789:") == "":
			return true
		}
	}
	return false
}
