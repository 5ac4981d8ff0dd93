package linebreak

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Marks by what they may not do. The marks of clreq 3.1.3 and GB/T 15834 (2011)
// 5.1, with their Western likes; the reasons are in the tests.
const (
	neverStart = "。．，、：；！？‼⁇⁈⁉”’」』）》】〗〕］｝〉·・‧～–—…‥⋯/／%％‰℃℉°′″.,:;!?)]}"
	neverEnd   = "“‘「『（《【〖〔［｛〈([{"
	// These belong to what follows at once.
	neverEndTight = "/／￥¥＄$€£№#＃"
)

// A number is not parted from its unit, nor from what says that it is one.
const (
	units    = "元角分厘年月日号时点秒周天岁条页件个台张份次期笔楼层栋幢单室座路户人名位只套双支瓶盒箱袋斤克吨升米里寸折倍万亿千百十多余％%‰℃℉°㎡㎏㎝㎜$¥￥€£"
	numbered = "第〇共据件图表-+−±×$¥￥＄€£"
)

// Quotation marks are the same on both sides in Western text.
const (
	opening = "“‘"
	closing = "”’"
)

// Forbidden says whether no line may end between two neighbours, whatever UAX #14
// says of them. before ends and after begins with a character that is no space;
// spaced tells that spaces stand between.
func Forbidden(before, after string, spaced bool) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	switch {
	case mark(first, neverStart), mark(last, neverEnd):
		return true
	case spaced:
		return false
	case mark(last, neverEndTight):
		return true
	}
	return digit(last) && strings.ContainsRune(units, first) || digit(first) && strings.ContainsRune(numbered, last)
}

// mark reports whether a character is one of some marks. Ideographs are none, which
// most characters of Chinese text need no list for.
func mark(r rune, marks string) bool {
	return !(firstIdeograph <= r && r <= lastIdeograph) && strings.ContainsRune(marks, r)
}

const firstIdeograph, lastIdeograph = 0x3400, 0x9fff

// Quoted says whether a line may end between two neighbours though UAX #14, which
// does not know on which side a quotation mark opens, forbids it: in Chinese text
// there is no space around it.
func Quoted(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return strings.ContainsRune(opening, first) && chinese(last) || strings.ContainsRune(closing, last) && chinese(first)
}

func chinese(r rune) bool {
	return unicode.Is(unicode.Han, r) || 0x3001 <= r && r <= 0x303f || 0xff01 <= r && r <= 0xff5e || strings.ContainsRune("—…⋯", r)
}

func digit(r rune) bool { return '0' <= r && r <= '9' || '０' <= r && r <= '９' }
