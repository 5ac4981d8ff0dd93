package mail

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// markQuoted is a text in which what was answered or forwarded is marked as quoted where
// the mail program did not mark it: what stands below a line that says so, or below the
// head of a mail. guessed is the line, where it only says who wrote what follows: whether
// the sender goes on below it nobody can tell.
func markQuoted(text string) (marked, guessed string) {
	lines := strings.Split(text, "\n")
	at := -1
	for i := range lines {
		switch {
		case isForwarded(lines[i]), isHead(lines[i:]):
			at = i
		case isReplyLine(lines[i]):
			at = belowReplyLine(lines, i)
		case isAttribution(lines, i) && !quotedBelow(lines[i+1:]):
			at, guessed = i, strings.TrimSpace(lines[i])
		}
		if at >= 0 {
			break
		}
	}
	if at < 0 {
		return text, ""
	}
	for i, line := range lines[at:] {
		if !strings.HasPrefix(line, ">") {
			lines[at+i] = strings.TrimRight("> "+line, " ")
		}
	}
	return strings.Join(lines, "\n"), guessed
}

// begun are the words of a line above what was forwarded or answered; in a line without
// dashes they are all of it.
var begun = []string{
	"forwarded message", "original message", "begin forwarded message", "original email", "原始邮件", "原始郵件", "原邮件", "邮件原件", "回复的原邮件", "转发的原邮件", "转发邮件", "转发的邮件", "转发邮件信息", "轉寄的郵件", "轉寄郵件", "以下是转发的邮件", "以下是轉寄的郵件",
	"ursprüngliche nachricht", "weitergeleitete nachricht", "original-nachricht", "originalnachricht", "anfang der weitergeleiteten nachricht", "anfang der weitergeleiteten e-mail",
	"message d'origine", "message d’origine", "message original", "message transféré", "courriel original", "début du message réexpédié", "début du message transféré",
	"mensaje original", "mensaje reenviado", "inicio del mensaje reenviado", "mensagem original", "mensagem encaminhada", "início da mensagem reencaminhada", "messaggio originale", "messaggio inoltrato", "inizio messaggio inoltrato",
	"oorspronkelijk bericht", "doorgestuurd bericht", "begin doorgestuurd bericht", "wiadomość oryginalna", "wiadomość przekazana", "исходное сообщение", "пересылаемое сообщение", "пересланное сообщение", "начало переадресованного сообщения", "元のメッセージ", "転送メッセージ", "転送されたメッセージ", "원본 메시지", "전달된 메시지", "원본 메일",
}

// aboveLine are the words with which help desks say above which line an answer belongs,
// and answering the beginnings of the words for answering.
var (
	aboveLine = []string{
		"above this line", "above the line", "此行上方", "本行上方", "这行上方", "此行以上", "此行之上", "此线上方", "此线以上", "此線上方", "這行上方", "此分隔线上方", "此分隔線上方",
		"oberhalb dieser zeile", "über dieser zeile", "über diese zeile", "oberhalb dieser linie", "au-dessus de cette ligne", "encima de esta línea", "sobre esta línea", "acima desta linha", "acima dessa linha",
		"sopra questa riga", "sopra questa linea", "sopra di questa riga", "boven deze regel", "boven deze lijn", "nad tą linią", "powyżej tej linii", "nad tym wierszem", "powyżej tego wiersza",
		"над этой строкой", "выше этой строки", "над этой чертой", "над этой линией", "выше этой линии", "この行より上", "この行の上", "この線より上", "この線の上", "이 줄 위", "이 선 위", "이 행 위",
		"ovanför denna rad", "ovanför den här raden", "over denne linje", "tämän rivin yläpuolelle", "bu satırın üst", "bu satırın üzer", "nad tento řádek", "nad tímto řádkem",
	}
	answering = []string{
		"repl", "respon", "answer", "type", "write", "回复", "回覆", "回復", "答复", "答覆", "antwort", "répon", "responda", "respuesta", "resposta", "rispo", "antwoord", "reageer", "odpow", "ответ",
		"返信", "ご記入", "답장", "회신", "답변", "svar", "vastau", "yanıt", "odpov",
	}
)

// isForwarded reports a line above what was forwarded or answered: between dashes,
// "---------- Forwarded message ---------", "------ 原始邮件 ------", or alone.
func isForwarded(line string) bool {
	line = strings.TrimSpace(strings.ToLower(line))
	words := strings.Trim(line, "-—_ ")
	dashed := words != line && (strings.HasPrefix(line, "--") || strings.HasPrefix(line, "——"))
	words = strings.TrimRight(words, " :：")
	if dashed && (strings.HasSuffix(words, " wrote") || strings.HasSuffix(words, " schrieb")) {
		return true // -----Anna wrote: -----, as Notes does
	}
	return dashed && slices.ContainsFunc(begun, func(w string) bool { return strings.HasPrefix(words, w) }) || slices.Contains(begun, words)
}

// isHead reports whether lines begin with the head of a mail as programs write it above
// what is answered: from whom and what about, and something else, one below the other.
func isHead(lines []string) bool {
	found := map[string]bool{}
	for _, line := range lines[:min(len(lines), 8)] {
		name := headName(line)
		if name == "" {
			break
		}
		found[name] = true
	}
	return found["From"] && found["Subject"] && (found["To"] || found["Sent"])
}

var spaces = strings.NewReplacer(" ", "", "\u3000", "", "\u00a0", "", "*", "")

// headName is what a line of such a head states; "" where it is none.
func headName(line string) string {
	line = strings.TrimLeft(strings.TrimSpace(line), "*")
	at := strings.IndexAny(line, ":：")
	if at <= 0 || at > 40 {
		return ""
	}
	name, _ := copiedName(line[:at])
	return name
}

var (
	wroteForm = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)(?:\bwrote|写道|寫道|\bschrieb\b.*|a écrit|escribió|escreveu|ha scritto|님이 작성|님이 쓴 글|\bskrev\b.*|\bschreef\b.*|napisał\(?a?\)?|написала?|yazdı|kirjoitti|さんの?.{0,4}書きました?|のメッセージ)\s*[:：]$`)
	})
	// Programs of other languages name the time and the sender alone.
	addressForm = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\d.*<?\S+@\S+\.\S+?>?\s*(?:\([^)]*\))?\s*[:：]$`)
	})
	hasTime = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\d{1,2}[:.h]\d{2}|\d{4}|\d{1,2}[月월]`)
	})
)

// isAttribution reports whether the line at i says who wrote, and when, what follows. It
// may run over two lines.
func isAttribution(lines []string, i int) bool {
	const longest = 250
	line := strings.TrimSpace(lines[i])
	if line == "" || len(line) > longest || strings.HasPrefix(line, ">") {
		return false
	}
	is := func(s string) bool {
		return hasTime().MatchString(s) && (wroteForm().MatchString(s) || addressForm().MatchString(s))
	}
	return is(line) || i+1 < len(lines) && hasTime().MatchString(line) && !strings.HasPrefix(lines[i+1], ">") && strings.ContainsAny(lines[i+1], "@") && is(line+" "+strings.TrimSpace(lines[i+1]))
}

// quotedBelow reports whether the first line that says something is marked, past the
// second line of what says who wrote.
func quotedBelow(lines []string) bool {
	for i, line := range lines {
		switch {
		case strings.TrimSpace(line) == "":
		case strings.HasPrefix(line, ">"):
			return true
		case i == 0 && strings.HasSuffix(strings.TrimSpace(line), ":") && strings.Contains(line, "@"):
		default:
			return false
		}
	}
	return true
}
