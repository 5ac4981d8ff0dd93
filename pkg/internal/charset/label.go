package charset

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"

	"complain/pkg/internal/pattern"
)

// dosPages are the code pages of DOS, which names in old archives are in. The web
// has no labels for them.
var dosPages = map[string]encoding.Encoding{
	"cp437": charmap.CodePage437, "cp850": charmap.CodePage850, "cp852": charmap.CodePage852, "cp855": charmap.CodePage855,
	"cp858": charmap.CodePage858, "cp860": charmap.CodePage860, "cp862": charmap.CodePage862, "cp863": charmap.CodePage863, "cp865": charmap.CodePage865, "cp866": charmap.CodePage866,
}

// Labelled is the encoding that a label of mail or of the web stands for.
// Labels are what programs write, not what a register lists. It is nil for one
// that is not known.
func Labelled(label string) encoding.Encoding {
	label = strings.ToLower(strings.TrimSpace(label))
	label = strings.TrimPrefix(label, "charset=")
	switch label {
	case "gb2312", "gbk", "gb18030", "cp936", "ms936", "x-gbk", "euc-cn", "gb_2312-80", "chinese", "936", "windows-936":
		return simplifiedchinese.GB18030 // holds the others
	case "cp950", "950", "136":
		label = "big5"
	case "cp932", "ms932":
		label = "shift_jis"
	case "cp949", "ks_c_5601":
		label = "euc-kr"
	case "utf8mb4":
		label = "utf-8"
	case "utf-7", "utf7", "unicode-1-1-utf-7", "x-unicode-2-0-utf-7", "cp65000":
		return utf7{}
	case "hz-gb-2312", "hz":
		return simplifiedchinese.HZGB2312
	case "johab", "cp1361", "ms1361", "windows-1361":
		return johab{}
	case "utf-32":
		label = "utf-32le"
	}
	if e := dosPages[label]; e != nil {
		return e
	}
	if e := Encoding(label); e.Wide() {
		return wideEncodings[e]
	}
	for _, d := range designated {
		if label == string(d.name) {
			return shifted{d.mark, d.in}
		}
	}
	if number, ok := strings.CutPrefix(label, "cp"); ok {
		label = "windows-" + number
	}
	e, err := htmlindex.Get(label)
	if err != nil || e == encoding.Replacement {
		return nil
	}
	return e
}

// DecodeAs makes text of bytes in an encoding. What is no text in it becomes
// U+FFFD.
func DecodeAs(e encoding.Encoding, p []byte) string {
	if e == nil {
		return string(bytes.ToValidUTF8(p, []byte("\uFFFD")))
	}
	text, err := e.NewDecoder().Bytes(p)
	if err != nil || !utf8.Valid(text) {
		return string(bytes.ToValidUTF8(text, []byte("\uFFFD")))
	}
	return string(text)
}

var metaCharset = pattern.New(`(?i)<meta\s[^>]*charset\s*=\s*["']?\s*([a-z0-9_:.-]{1,40})`)

// OfPage is the label that an HTML document states about itself near its
// beginning, in lower case, or "".
func OfPage(document []byte) string {
	m := metaCharset.FindSubmatch(document[:min(len(document), 4096)])
	if m == nil {
		return ""
	}
	return strings.ToLower(string(m[1]))
}
