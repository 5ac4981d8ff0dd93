package charset

import (
	"fmt"

	"golang.org/x/text/encoding"
)

// CodePage is the encoding of a Windows code page, or nil.
func CodePage(n uint32) encoding.Encoding {
	switch n {
	case 65001:
		return Labelled("utf-8")
	case 54936:
		return Labelled("gb18030")
	case 20866:
		return Labelled("koi8-r")
	case 28591, 28592, 28595, 28597, 28599, 28605:
		return Labelled(fmt.Sprintf("iso-8859-%d", n-28590))
	case 50220, 50221, 50222:
		return Labelled("iso-2022-jp")
	case 51932:
		return Labelled("euc-jp")
	case 51949:
		return Labelled("euc-kr")
	case 50225:
		return Labelled(string(ISO2022KR))
	case 50227, 50229:
		return Labelled(string(ISO2022CN))
	case 12000:
		return Labelled(string(UTF32LE))
	case 12001:
		return Labelled(string(UTF32BE))
	case 52936:
		return Labelled("hz-gb-2312")
	}
	return Labelled(fmt.Sprintf("cp%d", n))
}
