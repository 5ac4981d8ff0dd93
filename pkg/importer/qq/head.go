package qq

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
)

// head is the line above a message: 2022-05-10 11:28:25 名字(12345).
type head struct {
	clock   dispute.Clock
	name    string
	account string // the number or the mail address behind the name, or ""
	wrong   bool   // an hour that no half day has
}

// readHead reads a whole line as a head. Numbers are not always padded, and
// phones set to a 12-hour clock write AM and PM.
func readHead(line string) (h head, ok bool) {
	line = strings.TrimPrefix(line, "\ufeff")
	for _, separator := range []string{"-", "/"} {
		c, rest, ok := transcript.Date(line, separator)
		if !ok {
			continue
		}
		h.clock = c
		if rest, ok = strings.CutPrefix(rest, " "); !ok {
			return h, false
		}
		p, rest, ok := transcript.Clock(rest, &h.clock)
		if !ok || p != dispute.Second {
			return h, false
		}
		if rest, ok = strings.CutPrefix(rest, " "); !ok {
			return h, false
		}
		for _, half := range []string{"AM ", "PM "} {
			if after, has := strings.CutPrefix(rest, half); has {
				h.wrong = !h.clock.HalfDay(half == "PM ")
				rest = after
				break
			}
		}
		h.name, h.account = splitAccount(strings.TrimRight(rest, " \t"))
		return h, !conversation.IsBlank(h.name) || h.account != ""
	}
	return h, false
}

// splitAccount takes the account off a name. The name may itself hold
// parentheses: only the last pair counts.
func splitAccount(s string) (name, account string) {
	if inner, ok := strings.CutSuffix(s, ")"); ok {
		if at := strings.LastIndexByte(inner, '('); at >= 0 && isNumber(inner[at+1:]) {
			return s[:at], inner[at+1:]
		}
	}
	if inner, ok := strings.CutSuffix(s, ">"); ok {
		if at := strings.LastIndexByte(inner, '<'); at >= 0 && strings.Contains(inner[at+1:], "@") && !strings.Contains(inner[at+1:], " ") {
			return s[:at], inner[at+1:]
		}
	}
	return s, ""
}

func isNumber(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return len(s) >= 4 && len(s) <= 12
}

// isSystem reports QQ's own accounts.
func isSystem(account string) bool { return account == "10000" || account == "1000000" }

const (
	typeOmitted  = "media-omitted"
	typeRecalled = "recalled"
	typeNotice   = "notice"
)

// describe tells what a message is by its account and its words.
func describe(r *dispute.Record, account string) {
	if conversation.IsBlank(r.Who) && account != "" && !isSystem(account) {
		r.Who = account
		r.Remarks = append(r.Remarks, dispute.Say("chat.by-id"))
	}
	if isSystem(account) {
		r.Kind, r.Type = dispute.System, typeNotice
		r.Remarks = append(r.Remarks, dispute.Say("qq.by-account", account))
	}
	text := strings.TrimSpace(r.Text)
	switch {
	case r.Kind == dispute.System && strings.HasSuffix(text, "撤回了一条消息"):
		r.Type = typeRecalled
	case r.Kind == dispute.System || r.Type != "":
	case text == "[图片]" || text == "[语音]" || text == "[视频]" || text == "[文件]" || text == "[表情]" || text == "[闪照]":
		r.Type = typeOmitted
		r.Remarks = append(r.Remarks, dispute.Say("chat.by-wording"))
	}
}
