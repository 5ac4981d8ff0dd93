package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"complain/pkg/internal/linebreak"
)

// class is how a cell behaves beside others.
type class uint8

const (
	western class = iota // letters, figures and marks that stand on the Latin side
	han                  // an em square: ideographs, kana, emoji, frames
	opening              // a full-width mark with its blank at the left
	closing              // a full-width mark with its blank at the right
	middle               // a full-width mark without a blank to give: — … ～
	space                // a space where a line may end
	rule                 // a line to write on
)

// Full-width marks by where their blank is.
const (
	closers = "。．，、：；！？”’」』）》】〗〕］｝〉"
	openers = "“‘「『（《【〖〔［｛〈"
	middles = "—…⋯～・‧／"
)

// Units and currencies that stay with a number beside them across a space. Words
// that do are those of the document.
const (
	unitWords   = " CNY RMB USD EUR GBP HKD JPY KRW SGD AUD CAD yuan kg g mg km m cm mm ml l KB MB GB KiB MiB px ppi dpi pt "
	beforeWords = " CNY RMB USD EUR GBP HKD JPY KRW SGD AUD CAD § "
)

func classOf(cluster string) class {
	r, _ := utf8.DecodeRuneInString(cluster)
	switch {
	case r == ' ', r >= 0x2000 && r <= 0x200A && r != 0x2007, r == 0x205F:
		return space
	case r == 0xA0, r == 0x202F, r == 0x2007:
		return western
	case r < 0x2000:
		return western
	case strings.ContainsRune(closers, r):
		return closing
	case strings.ContainsRune(openers, r):
		return opening
	case strings.ContainsRune(middles, r):
		return middle
	case r >= 0x2E80 && r < 0xD800, r >= 0xF900 && r < 0xFB00, r >= 0xFE30 && r < 0xFE50, r >= 0xFF01 && r <= 0xFF60, r >= 0x1F000:
		return han
	}
	return western
}

func digit(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r >= '0' && r <= '9' || r >= '０' && r <= '９'
}

func startsDigit(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= '0' && r <= '9' || r >= '０' && r <= '９'
}

// forbidden says whether no line may end between two cells, whatever UAX #14
// says of them.
func forbidden(a, b string) bool { return linebreak.Forbidden(a, b, false) }

// quoted says whether one may, though UAX #14 forbids it. What a quotation mark
// is in this text its cell knows.
func quoted(a, b *cell) bool {
	return (b.class == opening || a.class == closing) && linebreak.Quoted(a.text, b.text)
}

// tokenPart says whether a cluster can be part of an identifier: an order number,
// an address of the web, a file name.
func tokenPart(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	if n < len(s) {
		return false
	}
	return r > ' ' && r < 0x7F || unicode.IsLetter(r) && r < 0x2000 || unicode.IsDigit(r) && r < 0x2000
}

// breakLevel says how willingly a line ends after a cell.
type breakLevel uint8

const (
	never       breakLevel = iota
	emergency              // between any two clusters, in what fits no line
	atDot                  // in an identifier after . , : + @
	atMark                 // in an identifier after - _ ? & =
	spaced                 // between groups of figures
	discouraged            // inside a reference
	willing
	must
)
