package tongue

import (
	"strings"
	"sync"
	"unicode"
)

// scripts are letters that one language of the table writes with. Kana stand first:
// they are in every sentence of Japanese, which has Han too.
var scripts = []struct {
	letters  *unicode.RangeTable
	language string
}{
	{unicode.Hiragana, "ja"},
	{unicode.Katakana, "ja"},
	{unicode.Hangul, "ko"},
	{unicode.Han, "zh"},
	{unicode.Thai, "th"},
	{unicode.Cyrillic, "ru"},
	{unicode.Greek, "el"},
	{unicode.Arabic, "ar"},
	{unicode.Hebrew, "he"},
	{unicode.Devanagari, "hi"},
}

// commonest are words that most sentences of a language have one of, of the
// languages that write with Latin letters. A word that names something is none.
var commonest = map[string]string{
	"en": "the and is are was were of to you your it that this have has not i my me we our with for be can will do did don't please when what it's i'm",
	"de": "der die das und ist sind war ich sie wir ihr nicht ein eine einen mit für von zu den dem des auf wann wie mein meine mir mich uns ihre haben habe hat wurde wird bitte kann leider noch aber auch",
	"fr": "le la les et est sont je vous nous il elle pas un une des du de avec pour que qui dans sur mon ma mes votre avez j'ai c'est n'est été bonjour merci mais",
	"es": "el la los las y es son yo usted nosotros no un una unos de del con para por que en mi mis su he ha pero está estoy buenos gracias cuando",
	"it": "il lo la gli le e è sono io lei noi non un una di del della con per che in mio mia ho ha ma grazie quando buongiorno questo",
	"nl": "de het en is zijn ik u wij jij niet een van met voor dat die in op mijn heb heeft maar ook wanneer bedankt graag deze nog",
	"pt": "o a os as e é são eu você nós não um uma de do da com para que em meu minha mas está quando obrigado obrigada foi",
	"pl": "i jest są ja pan pani nie na z do w że się to mój moja mam ale kiedy dziękuję proszę przez czy już",
	"tr": "ve bir bu ben siz biz değil için ile mi çok ama var yok lütfen ne zaman teşekkürler benim olarak",
	"vi": "và là của tôi bạn không có cho với này được đã khi anh chị ạ hàng nhưng rồi",
	"id": "dan yang ini itu saya anda tidak ada untuk dengan di ke dari sudah belum kapan kami akan bisa terima kasih",
	"sv": "och är jag du vi inte en ett det den som med för på av har men när tack min mitt kan",
	"da": "og er jeg du vi ikke en et det den som med for på af har men hvornår tak min mit kan",
	"cs": "a je jsou já vy my ne na z do v že se to můj moje mám ale kdy děkuji prosím který jsem",
}

// byWord are the languages that have a word among their commonest.
var byWord = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for lang, words := range commonest {
		for word := range strings.FieldsSeq(words) {
			out[word] = append(out[word], lang)
		}
	}
	return out
})
