package whatsapp

import "strings"

// zeros are the zeros of the scripts whose digits exports use; the other nine
// digits of each follow theirs.
var zeros = [...]string{"٠", "۰", "०", "০", "၀", "０"}

// beforeTime are words some languages put between date and time.
var beforeTime = [...]string{"klo", "kl.", "kl", "às", "um", "à", "a las", "u"}

// period is the part of the day that a twelve-hour time names.
type period uint8

const (
	none      period = iota
	am               // 0:00 to 11:59
	pm               // 12:00 to 23:59
	afterDark        // 凌晨, 半夜: midnight to dawn, with the night before it
	noon             // 中午: about 11 to 13
	evening          // 晚上: to midnight, and what people still call night after it
)

// The words for parts of the day, as exports write them after or before a
// time. Chinese apps divide the day in more than two.
var periods = [...]struct {
	word   string
	period period
	cjk    bool
}{
	{"上午", am, true}, {"早上", am, true}, {"清晨", am, true}, {"早晨", am, true}, {"午前", am, true}, {"오전", am, true},
	{"下午", pm, true}, {"傍晚", pm, true}, {"午後", pm, true}, {"午后", pm, true}, {"오후", pm, true},
	{"凌晨", afterDark, true}, {"半夜", afterDark, true}, {"午夜", afterDark, true}, {"深夜", evening, true},
	{"晚上", evening, true}, {"中午", noon, true},
	{"새벽", am, true}, {"아침", am, true}, {"저녁", pm, true},
	{"SA", am, false}, {"CH", pm, false}, // Vietnamese
	{"ص", am, false}, {"م", pm, false}, // Arabic
	{"ق.ظ.", am, false}, {"ب.ظ.", pm, false}, {"قبل\u200cازظهر", am, false}, {"بعدازظهر", pm, false}, // Persian
	{"לפנה״צ", am, false}, {"אחה״צ", pm, false}, {"לפנה\"צ", am, false}, {"אחה\"צ", pm, false},
	{"π.μ.", am, false}, {"μ.μ.", pm, false},
	{"ÖÖ", am, false}, {"ÖS", pm, false}, // Turkish
	{"de.", am, false}, {"du.", pm, false}, // Hungarian
	{"ap.", am, false}, {"ip.", pm, false}, // Finnish
	{"fm", am, false}, {"em", pm, false}, // Swedish
	{"PG", am, false}, {"PTG", pm, false}, // Malay
	{"PD", am, false}, {"MD", pm, false}, // Albanian
	{"पूर्वाह्न", am, false}, {"अपराह्न", pm, false}, {"म.पू.", am, false}, {"म.उ.", pm, false},
	{"ก่อนเที่ยง", am, false}, {"หลังเที่ยง", pm, false},
	{"முற்பகல்", am, false}, {"பிற்பகல்", pm, false},
	{"дп", am, false}, {"пп", pm, false}, // Ukrainian
	{"пр.об.", am, false}, {"сл.об.", pm, false}, // Bulgarian
	{"πμ", am, false}, {"μμ", pm, false},
	{"p.d.", am, false}, {"m.d.", pm, false}, // Albanian
	{"vm.", am, false}, {"nm.", pm, false}, // Afrikaans
	{"dop.", am, false}, {"odp.", pm, false}, {"pop.", pm, false}, // Czech, Slovene
	{"r.n.", am, false}, {"i.n.", pm, false}, // Irish
	{"f.h.", am, false}, {"e.h.", pm, false}, // Icelandic
	{"priešpiet", am, false}, {"popiet", pm, false}, // Lithuanian
	{"priekšp.", am, false}, {"pēcp.", pm, false}, // Latvian
	{"претпл.", am, false}, {"попл.", pm, false}, // Macedonian
	{"TO", am, false}, {"TK", pm, false}, // Uzbek
	{"ጥዋት", am, false}, {"ከሰዓት", pm, false},
	{"පෙ.ව.", am, false}, {"ප.ව.", pm, false},
	{"နံနက်", am, false}, {"ညနေ", pm, false},
	{"ກ່ອນທ່ຽງ", am, false}, {"ຫຼັງທ່ຽງ", pm, false},
	{"тң", am, false}, {"тк", pm, false}, {"ү.ө.", am, false}, {"ү.х.", pm, false}, // Kyrgyz, Mongolian
	{"da manhã", am, false}, {"da tarde", pm, false}, {"da noite", evening, false}, {"da madrugada", am, false},
}

func (p *scanner) period() period {
	if p.i >= len(p.s) {
		return none
	}
	switch c := p.s[p.i]; c {
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ']', '-', ':', ',', '[':
		return none
	case 'a', 'A', 'p', 'P':
		if found := p.latinPeriod(); found != none {
			return found
		}
	}
	p.marks()
	rest := p.s[p.i:]
	for _, w := range periods {
		if strings.HasPrefix(rest, w.word) {
			p.i += len(w.word)
			return w.period.as(w.cjk)
		}
	}
	return none
}

// latinPeriod reads am and pm in every spelling: "AM", "a.m.", "p. m.".
func (p *scanner) latinPeriod() period {
	start := p.i
	found := am
	if c := p.s[p.i]; c == 'p' || c == 'P' {
		found = pm
	}
	p.i++
	if p.accept('.') {
		p.spaces()
	}
	if !p.accept('m') && !p.accept('M') {
		p.i = start
		return none
	}
	p.accept('.')
	return found
}

// A period that was written in Chinese, Japanese or Korean is kept with this
// bit: it says something about the order of the date.
const cjkPeriod period = 0x80

func (x period) as(cjk bool) period {
	if cjk {
		return x | cjkPeriod
	}
	return x
}

func (x period) cjk() bool { return x&cjkPeriod != 0 }

// hour is the hour of the day that h means beside x; ok is false where the two
// cannot go together.
func (x period) hour(h int) (hour int, ok bool) {
	if h > 23 {
		return 0, false
	}
	x &^= cjkPeriod
	switch {
	case x == none:
		return h, true
	case h > 12:
		// Some phones write the hour of 24 and the word as well.
		return h, x != am && x != afterDark
	case x == am, x == afterDark:
		return h % 12, true
	case x == pm:
		return h%12 + 12, true
	case x == noon && h >= 10:
		return h, true
	case x == noon:
		return h + 12, h >= 1 && h <= 3
	case h == 12: // 晚上12:30 is half past midnight: at noon nobody says 晚上
		return 0, true
	case h < 5: // 晚上1:00
		return h, true
	}
	return h + 12, true
}
