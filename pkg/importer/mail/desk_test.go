package mail

import (
	"strings"
	"testing"
)

// The lines of help desks above which answers belong, in the languages people write in.
func TestReplyLines(t *testing.T) {
	for line, want := range map[string]bool{
		"##- Please type your reply above this line -##":                      true,
		"## In replies all text above this line is added to the ticket ##":    true,
		"--- Reply above this line ---":                                       true,
		"##- 请在此行上方输入您的回复 -##":                                                true,
		"##- 請在此行上方鍵入您的回覆 -##":                                                true,
		"##- Bitte geben Sie Ihre Antwort oberhalb dieser Zeile ein. -##":     true,
		"##- Veuillez saisir votre réponse au-dessus de cette ligne -##":      true,
		"##- Escriba su respuesta por encima de esta línea -##":               true,
		"##- Digite sua resposta acima desta linha -##":                       true,
		"##- Digita la risposta sopra questa riga -##":                        true,
		"##- Typ uw antwoord boven deze regel -##":                            true,
		"##- この行より上に返信を入力してください -##":                                          true,
		"##- 이 줄 위에 답장을 입력하세요 -##":                                            true,
		"##- Введите ответ над этой строкой -##":                              true,
		"Sign above this line":                                                false,
		"The price above this line is wrong":                                  false,
		"I wrote above this line. You did not answer. What shall I do about":  false,
		"Please read the reply that we sent you, which stands above the rest": false,
	} {
		if got := isReplyLine(line); got != want {
			t.Errorf("%q: %t", line, got)
		}
	}
}

// In an answer all below the line is quoted; in a desk's own mail what was said before.
func TestDeskHistory(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		own  []string // lines that are the sender's
	}{
		"answer": {
			"I do not agree.\n\n##- Please type your reply above this line -##\n\nAnna (Shop)\n\nMar 5, 2026, 10:00 GMT\n\nWe pay nothing.",
			[]string{"I do not agree."},
		},
		"desk": {
			"##- 请在此行上方输入您的回复 -##\n\n您的请求 (123) 已更新。\n\n----------------------------------------------\n\n小栖 (店铺)\n\n2026年3月5日 10:00 GMT+8\n\n我们已退款 20 元\n\n----------------------------------------------\n\n林\n\n2026年3月4日 09:00 GMT+8\n\n我要 49 元",
			[]string{"您的请求 (123) 已更新。", "我们已退款 20 元"},
		},
		"desk, head of one line": {
			"##- Reply above this line -##\nYour request has been updated.\n-----\nAnna, Mar 5, 2026, 10:00 AM\nWe refund 20 EUR\n-----\nLin, Mar 4, 2026, 9:00 AM\nI want 49 EUR\n-----\nAnna, Mar 3, 2026, 9:00 AM\nNo",
			[]string{"We refund 20 EUR"},
		},
		"desk, nothing before": {
			"##- Reply above this line -##\nYour request (12) was received.\n-----\nThe team",
			[]string{"Your request (12) was received.", "The team"},
		},
	} {
		marked, _ := markQuoted(c.text)
		lines := strings.Split(marked, "\n")
		for _, want := range c.own {
			found := false
			for _, line := range lines {
				found = found || line == want
			}
			if !found {
				t.Errorf("%s: %q is not the sender's:\n%s", name, want, marked)
			}
		}
		last := c.text[strings.LastIndexByte(c.text, '\n')+1:]
		if name != "desk, nothing before" && lines[len(lines)-1] != "> "+last {
			t.Errorf("%s: %q is not quoted:\n%s", name, last, marked)
		}
	}
}
