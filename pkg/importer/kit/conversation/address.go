package conversation

import (
	"regexp"
	"strings"
	"sync"
)

// addresses are words with which people speak to one another: who is spoken to and who
// speaks, greetings, thanks, requests, questions. Of languages without spaces they are
// found anywhere, of others as whole words.
var (
	addressParts = []string{
		"你", "您", "我", "妳", "咱", "吗", "呢", "吧", "嘛", "啊", "哦", "噢", "嗯", "亲", "谢", "謝", "抱歉", "不好意思", "好的", "在的", "稍等", "请", "請", "收到", "什么", "怎么", "多久", "哪里", "几天", "甚麼", "怎麼",
		"です", "ます", "ません", "ました", "ください", "でしょう", "ですか", "よね", "ありがと", "すみません",
		"요.", "요?", "요!", "요 ", "니다", "세요", "까?", "네요", "나요",
		"ครับ", "ค่ะ", "คะ", "？", "?",
	}
	addressWords = []string{
		"you", "your", "yours", "i", "i'm", "i've", "i'll", "me", "my", "we", "our", "us", "please", "pls", "thanks", "thank", "hi", "hello", "hey", "sorry", "ok", "okay", "dear",
		"ich", "du", "sie", "ihr", "ihre", "mir", "mich", "wir", "uns", "bitte", "danke", "hallo", "leid", "guten",
		"je", "j'ai", "vous", "votre", "nous", "tu", "merci", "bonjour", "svp", "désolé", "désolée",
		"yo", "usted", "tú", "mi", "me", "hola", "gracias", "favor", "lo", "siento", "nosotros",
		"eu", "você", "meu", "minha", "obrigado", "obrigada", "olá", "oi", "desculpe", "nós",
		"io", "lei", "mio", "grazie", "ciao", "prego", "scusi", "noi", "buongiorno",
		"я", "мне", "мой", "мы", "вы", "вам", "ваш", "пожалуйста", "спасибо", "здравствуйте", "привет", "извините",
		"ben", "siz", "merhaba", "teşekkürler", "lütfen", "tôi", "bạn", "anh", "chị", "em", "shop", "ạ", "saya", "anda", "terima", "kasih", "kak",
		"ja", "pan", "pani", "dziękuję", "proszę", "dzień", "ik", "u", "uw", "dank", "graag", "hoi", "jag", "du", "tack", "hej",
	}
	addressWord = sync.OnceValue(func() map[string]bool {
		out := make(map[string]bool, len(addressWords))
		for _, w := range addressWords {
			out[w] = true
		}
		return out
	})
	// spoken are the ends and the verbs of what is said in a sentence, where a label has a
	// noun: less sure than an address.
	spokenParts = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`[了吧吗呢啊哦不没給给退换換赔賠保]|[.!。！?？]$|\p{L}\s+\p{L}+\s+\p{L}`)
	})
)

// Addresses reports whether a text speaks to somebody.
func Addresses(text string) bool {
	text = head(text)
	for _, part := range addressParts {
		if strings.Contains(text, part) {
			return true
		}
	}
	if strings.HasSuffix(strings.TrimRight(text, " ~♡^!.ㅎㅋ"), "요") {
		return true
	}
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" ,.!;:…()\t\u00a0", r) }) {
		if addressWord()[word] {
			return true
		}
	}
	return false
}

// spokenText reports whether a text is a sentence rather than the name of a thing.
func spokenText(text string) bool { return Addresses(text) || spokenParts().MatchString(text) }
