// Package monthname knows the names of months as programs write them into dates.
//
// It promises that a word stands for one month in all languages that it knows; one
// that means two months is none. Croatian is left out: its listopad is October, and
// that of its neighbours November. It forbids guessing from the beginning of a word.
package monthname

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// names are the whole names and the short forms of the twelve months, those of
// one month parted by strokes. Source: Unicode CLDR 46, the Gregorian months of
// each language in the forms "format" and "stand-alone".
var names = [...]string{
	"january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct november|nov december|dec",                                                                                                                                                                         // English
	"januar|jan|jänner|jän februar|feb|feber märz|mär|mrz april|apr mai juni|jun juli|jul august|aug september|sep|sept oktober|okt november|nov dezember|dez",                                                                                                                                                       // German
	"janvier|janv février|févr|fevr mars avril|avr mai juin juillet|juil août|aout septembre|sept octobre|oct novembre|nov décembre|déc",                                                                                                                                                                             // French
	"enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago septiembre|setiembre|sept|sep|set octubre|oct noviembre|nov diciembre|dic",                                                                                                                                                    // Spanish
	"janeiro|jan fevereiro|fev março|mar abril|abr maio|mai junho|jun julho|jul agosto|ago setembro|set outubro|out novembro|nov dezembro|dez",                                                                                                                                                                       // Portuguese
	"gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug agosto|ago settembre|set|sett ottobre|ott novembre|nov dicembre|dic",                                                                                                                                                             // Italian
	"januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul augustus|aug september|sep oktober|okt november|nov december|dec",                                                                                                                                                                            // Dutch
	"januar|jan februar|feb marts|mars|mar april|apr maj|mai juni|jun juli|jul august|aug september|sep|sept oktober|okt november|nov december|desember|dec|des",                                                                                                                                                     // Danish, Norwegian
	"januari|jan februari|feb mars|mar april|apr maj juni|jun juli|jul augusti|aug september|sep oktober|okt november|nov december|dec",                                                                                                                                                                              // Swedish
	"tammikuuta|tammikuu|tammi helmikuuta|helmikuu|helmi maaliskuuta|maaliskuu|maalis huhtikuuta|huhtikuu|huhti toukokuuta|toukokuu|touko kesäkuuta|kesäkuu|kesä heinäkuuta|heinäkuu|heinä elokuuta|elokuu|elo syyskuuta|syyskuu|syys lokakuuta|lokakuu|loka marraskuuta|marraskuu|marras joulukuuta|joulukuu|joulu", // Finnish
	"stycznia|styczeń|sty lutego|luty|lut marca|marzec|mar kwietnia|kwiecień|kwi maja|maj czerwca|czerwiec|cze lipca|lipiec|lip sierpnia|sierpień|sie września|wrzesień|wrz października|październik|paź listopada|listopad|lis grudnia|grudzień|gru",                                                                // Polish
	"ledna|leden|led února|únor|úno března|březen|bře dubna|duben|dub května|květen|kvě června|červen|čvn července|červenec|čvc srpna|srpen|srp září|zář října|říjen|říj listopad prosince|prosinec|pro",                                                                                                             // Czech
	"január|jan február|febr március|márc április|ápr május|máj június|jún július|júl augusztus|aug szeptember|szept október|okt november|nov december|dec",                                                                                                                                                          // Hungarian
	"ianuarie|ian februarie|feb martie|mar aprilie|apr mai iunie|iun iulie|iul august|aug septembrie|sept octombrie|oct noiembrie|nov decembrie|dec",                                                                                                                                                                 // Romanian
	"января|январь|янв февраля|февраль|февр|фев марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн июля|июль|июл августа|август|авг сентября|сентябрь|сент|сен октября|октябрь|окт ноября|ноябрь|нояб|ноя декабря|декабрь|дек",                                                                                   // Russian
	"січня|січень|січ лютого|лютий|лют березня|березень|бер квітня|квітень|квіт|кві травня|травень|трав|тра червня|червень|черв|чер липня|липень|лип серпня|серпень|серп|сер вересня|вересень|вер жовтня|жовтень|жовт|жов листопада|листопад|лист|лис грудня|грудень|груд|гру", // Ukrainian
	"ocak|oca şubat|şub mart|mar nisan|nis mayıs|may haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas aralık|ara", // Turkish
	"ιανουαρίου|ιανουάριος|ιαν φεβρουαρίου|φεβρουάριος|φεβ μαρτίου|μάρτιος|μαρ απριλίου|απρίλιος|απρ μαΐου|μάιος|μαΐ ιουνίου|ιούνιος|ιουν ιουλίου|ιούλιος|ιουλ αυγούστου|αύγουστος|αυγ σεπτεμβρίου|σεπτέμβριος|σεπ οκτωβρίου|οκτώβριος|οκτ νοεμβρίου|νοέμβριος|νοε δεκεμβρίου|δεκέμβριος|δεκ", // Greek
	"januari|jan februari|feb maret|mar april|apr mei juni|jun juli|jul agustus|agu|agt september|sep oktober|okt november|nov desember|des",               // Indonesian
	"januari|jan februari|feb mac april|apr mei jun julai|jul ogos|ogo september|sep oktober|okt november|nov disember|dis",                                // Malay
	"يناير|كانون\u200cالثاني فبراير مارس أبريل|إبريل مايو يونيو|يونيه يوليو|يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",                                       // Arabic
	"ינואר|ינו פברואר|פבר מרץ אפריל|אפר מאי יוני יולי אוגוסט|אוג ספטמבר|ספט אוקטובר|אוק נובמבר|נוב דצמבר|דצמ",                                              // Hebrew
	"जनवरी|जन॰ फ़रवरी|फ़र॰|फरवरी मार्च अप्रैल मई जून जुलाई|जुल॰ अगस्त|अग॰ सितंबर|सित॰ अक्टूबर|अक्टू॰ नवंबर|नव॰ दिसंबर|दिस॰",                                // Hindi
	"ม.ค|มกราคม ก.พ|กุมภาพันธ์ มี.ค|มีนาคม เม.ย|เมษายน พ.ค|พฤษภาคม มิ.ย|มิถุนายน ก.ค|กรกฎาคม ส.ค|สิงหาคม ก.ย|กันยายน ต.ค|ตุลาคม พ.ย|พฤศจิกายน ธ.ค|ธันวาคม", // Thai
}

// months are the words and the month that each means; 0 where languages do not
// agree.
var months = sync.OnceValue(func() map[string]int {
	out := map[string]int{}
	for _, language := range names {
		for i, month := range strings.Fields(language) {
			for word := range strings.SplitSeq(month, "|") {
				if known, twice := out[word]; twice && known != i+1 {
					out[word] = 0
				} else {
					out[word] = i + 1
				}
			}
		}
	}
	return out
})

// Of is the month that a word names, 1 to 12, and 0 where it names none. Capitals
// and a dot behind it do not matter.
func Of(word string) int {
	return months()[strings.ToLower(strings.TrimRight(word, "."))]
}

// At is the month whose name s begins with, and the length of the name in bytes
// with the dot of a short form; 0 where it begins with none.
func At(s string) (month, n int) {
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '॰' {
			break
		}
		n += size
	}
	// A dot within the short forms of Thai.
	if rest := s[n:]; n > 0 && strings.HasPrefix(rest, ".") {
		if month, more := thai(s); month > 0 {
			return month, more
		}
	}
	if n == 0 {
		return 0, 0
	}
	if month = Of(s[:n]); month == 0 {
		return 0, 0
	}
	if strings.HasPrefix(s[n:], ".") {
		n++
	}
	return month, n
}

// thai reads a short form with a dot in it: "ม.ค.".
func thai(s string) (month, n int) {
	parts := strings.SplitN(s, ".", 3)
	if len(parts) < 3 {
		return 0, 0
	}
	word := parts[0] + "." + parts[1]
	if month = Of(word); month == 0 {
		return 0, 0
	}
	return month, len(word) + 1
}
