package charset

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// The characters that texts are mostly made of, for telling a text from bytes that
// happen to be one. They were counted in this program's own Chinese sentences and
// packets, and completed from what is common knowledge of either script.
var (
	//go:embed frequent/simplified.txt
	simplified string
	//go:embed frequent/traditional.txt
	traditional string
	//go:embed frequent/japanese.txt
	kanji string
	//go:embed frequent/hangul.txt
	hangul string
)

// Parse is the encoding that a user names. Labels are those of mail and the web,
// and UTF-16 with its order of bytes.
func Parse(label string) (Encoding, bool) {
	switch e := Encoding(strings.ToLower(strings.TrimSpace(label))); e {
	case UTF16LE, UTF16BE, UTF32LE, UTF32BE, UTF7, HZ, ISO2022KR, ISO2022CN, Johab:
		return e, true
	case "":
		return "", false
	}
	if page := strings.ToLower(strings.TrimSpace(label)); dosPages[page] != nil {
		return Encoding(page), true
	}
	e := Labelled(label)
	if e == nil {
		return "", false
	}
	name, err := htmlindex.Name(e)
	if err != nil {
		return "", false
	}
	if name == "gbk" {
		name = string(GB18030)
	}
	return Encoding(name), true
}

// plainly is the part of a text's characters beyond ASCII that must be frequent
// ones for it to be Chinese beyond doubt. The Chinese fixtures have 0.6 and more;
// of texts in other encodings that are read as GB18030 less than 0.2 is (TestJudge).
const plainly = 0.4

// Judge tells the encoding of a text by a sample of it, and whether that is
// certain: marks, zero bytes and UTF-8 are; GB18030 where its characters are those
// that Chinese texts are made of; windows-1252 where accented letters stand alone
// and other Western encodings have the same.
func Judge(sample []byte) (e Encoding, certain bool) {
	e, bom, _ := Detect(sample)
	switch {
	case e == Binary:
		return e, !wide(sample)
	case e == UTF8 && bom == 0 && escaped(sample) != "":
		return e, false
	case e != GB18030:
		return e, true
	}
	p := sample[bom:]
	if share(GB18030.Decode(p), simplified) >= plainly {
		return GB18030, true
	}
	if plainlyWestern(p) {
		return Western, true
	}
	if mostlyUTF8(p, 1) {
		return UTF8, true
	}
	return GB18030, false
}

// wide reports whether bytes with zeros among them are likely UTF-16.
func wide(p []byte) bool {
	p = p[:min(len(p), maxSample)&^1]
	for _, e := range []Encoding{UTF16LE, UTF16BE} {
		if text := e.Decode(p); !broken(text) && likely(e, text) >= textual {
			return true
		}
	}
	return false
}

// Textual reports whether bytes of which nothing is certain are likely a text.
func Textual(head []byte) bool {
	if _, certain := Judge(head); certain {
		return false // callers see by themselves what is in it
	}
	all := ranked(head[:min(len(head), maxSample)])
	return len(all) > 0 && all[0].score >= textual
}

const (
	textual   = 0.5 // of what likely says
	maxSample = 8 << 10
)

// share is the part of a text's characters beyond ASCII that are frequent, or the
// punctuation of Chinese.
func share(text, frequent string) float64 {
	all, good := 0, 0
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
			continue
		case r >= 0x3000 && r <= 0x3011, r >= 0xff00 && r <= 0xff5e, r >= 0x2014 && r <= 0x2026, r == 0xffe5:
			good++
		case unicode.Is(unicode.Han, r) && strings.ContainsRune(frequent, r):
			good++
		}
		all++
	}
	if all == 0 {
		return 0
	}
	return float64(good) / float64(all)
}

// western are the encodings in which Western programs write.
var western = []Encoding{Western, "windows-1250", "windows-1254"}

// plainlyWestern reports whether bytes beyond ASCII stand alone among letters, as
// accented ones do, and are the same characters in each of the encodings.
func plainlyWestern(p []byte) bool {
	p = withoutPounds(p)
	if alone, runs := lonely(p); alone*10 < runs*9 {
		return false
	}
	text := Western.Decode(p)
	if !letters(text) {
		return false
	}
	for _, e := range western[1:] {
		if e.Decode(p) != text {
			return false
		}
	}
	return true
}

// pound is the sign of the pound in windows-1252. In other encodings it is a letter,
// and letters do not stand right before digits.
const pound = 0xa3

// withoutPounds are bytes without the signs of the pound before digits.
func withoutPounds(p []byte) []byte {
	var out []byte
	for i, b := range p {
		if b == pound && i+2 < len(p) && p[i+1] >= '0' && p[i+1] <= '9' && p[i+2] < utf8.RuneSelf {
			continue
		}
		out = append(out, b)
	}
	return out
}

// lonely counts the runs of bytes beyond ASCII, and those of one byte.
func lonely(p []byte) (alone, runs int) {
	for i := 0; i < len(p); i++ {
		if p[i] < utf8.RuneSelf {
			continue
		}
		n := 1
		for i+n < len(p) && p[i+n] >= utf8.RuneSelf {
			n++
		}
		if runs++; n == 1 {
			alone++
		}
		i += n
	}
	return alone, runs
}

// letters reports whether what a text has beyond ASCII are letters and the signs
// of money and quotation.
func letters(text string) bool {
	for _, r := range text {
		if r >= utf8.RuneSelf && !unicode.IsLetter(r) && !strings.ContainsRune("\u20ac\u00a3\u00a7\u00b0\u00ab\u00bb\u2018\u2019\u201c\u201d\u201e\u2013\u2026\u00a0", r) {
			return false
		}
	}
	return true
}

// Candidate is an encoding that a text may be in.
type Candidate struct {
	Encoding Encoding
	Line     string // of the text, as it reads in it
}

// candidates are the encodings that are offered, those that are met most before the
// others that read a text as well.
var candidates = []Encoding{
	GB18030, "big5", "shift_jis", "euc-kr", "euc-jp", Western, "windows-1251", "koi8-r", "windows-1254", "windows-1250", "windows-1253",
	"windows-1255", "windows-1256", "windows-1257", "windows-1258", "windows-874", "koi8-u", "iso-8859-2", "iso-8859-5", "iso-8859-15", "cp866", "macintosh", "x-mac-cyrillic", "cp850", "cp852", Johab, UTF16LE, UTF16BE,
}

// The bounds of what is offered.
const (
	maxCandidates = 5
	maxLine       = 40 // characters
)

// Candidates are the encodings that a text may be in, the likeliest first, each
// with the first line that shows the difference. They are for a question: none is
// an answer.
func Candidates(sample []byte) []Candidate {
	var out []Candidate
	if e := escaped(sample); e != "" {
		line := ""
		for l := range strings.Lines(string(sample)) {
			if line = telling(e.Decode([]byte(strings.TrimRight(l, "\r\n")))); line != "" {
				break
			}
		}
		return []Candidate{{e, line}, {UTF8, strings.TrimSpace(string(sample[:min(len(sample), maxLine)]))}}
	}
	for _, s := range ranked(sample[:min(len(sample), maxSample)]) {
		if len(out) < maxCandidates && !slices.ContainsFunc(out, func(c Candidate) bool { return c.Line == s.Line }) {
			out = append(out, s.Candidate)
		}
	}
	return out
}

type scored struct {
	Candidate
	score float64
}

// ranked is the encodings that read a sample, the likeliest first.
func ranked(sample []byte) (all []scored) {
	for _, e := range candidates {
		if text := e.Decode(sample); !broken(text) {
			if s := likely(e, text); s > 0 && (s > 0.4 || e != UTF16LE && e != UTF16BE) {
				all = append(all, scored{Candidate{e, telling(text)}, s})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	return all
}

// broken reports more than a few characters that are none in the encoding.
func broken(text string) bool {
	return strings.Count(text, string(utf8.RuneError))*50 > utf8.RuneCountInString(text) ||
		strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\r\n\f\x1b", r) || r >= 0x7f && r < 0xa0 })
}

// likely is how much a text is what texts in the encoding are: the part of the
// characters beyond ASCII that stand where such characters do.
func likely(e Encoding, text string) float64 {
	all, good := 0, 0.0
	before := ' '
	for _, r := range text {
		switch {
		case r >= utf8.RuneSelf:
			all++
			good += fits(e, before, r)
		case unicode.IsLetter(r) && before >= utf8.RuneSelf && otherScript(before):
			good -= 0.7 // the letter before stands in a word of the alphabet
		}
		before = r
	}
	if all == 0 {
		return 0
	}
	return good / float64(all)
}

// fits is how well a character behind another fits into text of an encoding, from
// 0 to 1. In any other than their own letters come in the wrong case, signs between
// letters, and rare characters instead of common ones.
func fits(e Encoding, before, r rune) float64 {
	wide := r >= 0x3000 && r <= 0x3011 || r >= 0xff01 && r <= 0xff5e
	switch {
	case r == utf8.RuneError:
		return 0
	case unicode.Is(unicode.Han, r):
		switch japanese := e == "shift_jis" || e == "euc-jp"; {
		case japanese && strings.ContainsRune(kanji, r):
			return 0.95
		case e == "big5" && strings.ContainsRune(traditional, r), e == GB18030 && strings.ContainsRune(simplified, r):
			return 1
		case strings.ContainsRune(traditional, r), strings.ContainsRune(simplified, r):
			return 0.7
		}
		return 0.15
	case unicode.In(r, unicode.Hiragana, unicode.Katakana):
		switch {
		case r >= 0xff61: // of half width
			return 0
		case e == "shift_jis" || e == "euc-jp":
			return 1
		case e == GB18030:
			return 0.7
		}
		return 0.3
	case unicode.Is(unicode.Hangul, r):
		if strings.ContainsRune(hangul, r) {
			return 1
		}
		return 0.3
	case wide:
		return 0.9
	case !unicode.IsLetter(r) || !unicode.In(r, scripts...) || r >= 0xfb00:
		return 0.1
	case unicode.IsUpper(r) && unicode.IsLower(before):
		return 0 // as in KOI8-R read as windows-1251
	case before < utf8.RuneSelf && unicode.IsLetter(before) && otherScript(r):
		return 0
	case strings.ContainsRune("ΰΐϋϊ", r), before == 'ς':
		return 0.05 // as in Cyrillic or Hebrew read as Greek
	case e == Western && strings.ContainsRune("ðþýÐÞÝ", r):
		return 0.4 // as in Turkish and Baltic read as Western
	case strings.ContainsRune("ъщэфйшцюхжё", r), unicode.Is(unicode.Thai, r) && unicode.IsMark(r) && !unicode.Is(unicode.Thai, before):
		return 0.3 // rare, or where it cannot stand
	case unicode.IsUpper(r), before >= utf8.RuneSelf && !sameScript(before, r):
		return 0.5
	case unicode.Is(unicode.Latin, r) && before >= utf8.RuneSelf:
		return 0.2 // accented letters stand alone
	}
	return 0.9
}

// scripts are those that encodings of one byte a letter have.
var scripts = []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Hebrew, unicode.Arabic, unicode.Thai}

// otherScript reports a letter of a script that words of the alphabet do not mix with.
func otherScript(r rune) bool {
	return unicode.In(r, scripts[1:]...) && !unicode.Is(unicode.Latin, r)
}

func sameScript(a, b rune) bool {
	for _, s := range scripts {
		if unicode.Is(s, a) && unicode.Is(s, b) {
			return true
		}
	}
	return false
}

// telling is the first line of a text that has characters beyond ASCII.
func telling(text string) string {
	for line := range strings.Lines(text) {
		line = strings.Join(strings.Fields(line), " ")
		i := strings.IndexFunc(line, func(r rune) bool { return r >= utf8.RuneSelf })
		if i < 0 {
			continue
		}
		// From a little before it on.
		from := strings.LastIndexByte(line[:max(i-20, 0)], ' ') + 1
		runes := []rune(line[from:])
		return string(runes[:min(len(runes), maxLine)])
	}
	return ""
}

// mostlyUTF8 reports whether a text is UTF-8 with a few bytes that are damaged: at
// most one for so many characters.
func mostlyUTF8(p []byte, each int) bool {
	good, bad := 0, 0
	for len(p) > 0 {
		r, n := utf8.DecodeRune(p)
		switch {
		case n == 1 && r == utf8.RuneError && utf8.FullRune(p):
			bad++
		case n > 1:
			good++
		}
		p = p[n:]
	}
	return bad > 0 && good >= each*bad
}
