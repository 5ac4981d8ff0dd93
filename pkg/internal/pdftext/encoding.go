package pdftext

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"complain/pkg/internal/pdffile"
)

// decoder reads one code of an encoding; a code that it does not have is "".
func decoder(e encoding.Encoding) func(string) string {
	return func(s string) string {
		out, err := e.NewDecoder().String(s)
		if err != nil || strings.ContainsRune(out, utf8.RuneError) {
			return ""
		}
		return out
	}
}

// baseEncoding is what the codes of a simple font mean before its differences.
func baseEncoding(name string) *[256]string {
	var out [256]string
	for i := 0x20; i < 256; i++ {
		var r rune
		switch name {
		case "WinAnsiEncoding":
			r = charmap.Windows1252.DecodeByte(byte(i))
			if i == 0xa0 {
				r = ' '
			}
			if i == 0xad {
				r = '-'
			}
			if r == utf8.RuneError || i == 0x7f { // codes without a letter draw a bullet
				r = '•'
			}
		case "MacRomanEncoding":
			r = charmap.Macintosh.DecodeByte(byte(i))
		case "StandardEncoding":
			r = standard(byte(i))
		}
		if r != 0 && r != utf8.RuneError && (i != 0x7f || name == "WinAnsiEncoding") {
			out[i] = string(r)
		}
	}
	return &out
}

// typeOne reads the encoding of a Type 1 font program: the part before its
// encrypted one says "dup 46 /period put".
func typeOne(table map[string]string, program []byte) *[256]string {
	var out [256]string
	program = program[:min(len(program), 64<<10)]
	at := bytes.Index(program, []byte("/Encoding"))
	if at < 0 {
		return &out
	}
	l := pdffile.NewLexer(program[at+len("/Encoding"):])
	var last [2]any
	for range 4096 {
		o, err := l.Next()
		if err != nil {
			break
		}
		switch o {
		case pdffile.Keyword("StandardEncoding"):
			return baseEncoding("StandardEncoding")
		case pdffile.Keyword("put"):
			code, ok1 := last[0].(int64)
			name, ok2 := last[1].(pdffile.Name)
			if ok1 && ok2 && code >= 0 && code < 256 {
				out[code] = named(table, string(name))
			}
		case pdffile.Keyword("readonly"), pdffile.Keyword("currentdict"), pdffile.Keyword("eexec"):
			return &out
		}
		last[0], last[1] = last[1], o
	}
	return &out
}

// standard is Adobe's standard encoding (ISO 32000-2, annex D.2).
func standard(c byte) rune {
	switch {
	case c == '\'':
		return '’'
	case c == '`':
		return '‘'
	case c < 0x7f:
		return rune(c)
	}
	const high = "\xa1¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\xb1–†‡·\xb6¶•‚„”»…‰\xbf¿\xc1`´ˆ˜¯˘˙¨\xca˚¸\xcd˝˛ˇ—\xe1Æ\xe3ª\xe8ŁØŒº\xf1æ\xf5ı\xf8łøœß"
	at := 0
	for i := 0; i < len(high); {
		r, n := utf8.DecodeRuneInString(high[i:])
		if r == utf8.RuneError && n == 1 {
			at = int(high[i])
		} else {
			if at == int(c) {
				return r
			}
			at++
		}
		i += n
	}
	return 0
}

// glyphNames are the names of the letters of Windows-1252 and a few more, each
// with the letters it means.
const glyphNames = `space= exclam=! quotedbl=" numbersign=# dollar=$ percent=% ampersand=& quotesingle=' parenleft=( parenright=) asterisk=* plus=+ comma=, hyphen=- period=. slash=/ ` +
	`zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 colon=: semicolon=; less=< equal== greater=> question=? at=@ ` +
	`bracketleft=[ backslash=\ bracketright=] asciicircum=^ underscore=_ grave=` + "`" + ` braceleft={ bar=| braceright=} asciitilde=~ ` +
	`Euro=€ quotesinglbase=‚ florin=ƒ quotedblbase=„ ellipsis=… dagger=† daggerdbl=‡ circumflex=ˆ perthousand=‰ Scaron=Š guilsinglleft=‹ OE=Œ Zcaron=Ž ` +
	`quoteleft=‘ quoteright=’ quotedblleft=“ quotedblright=” bullet=• endash=– emdash=— tilde=˜ trademark=™ scaron=š guilsinglright=› oe=œ zcaron=ž Ydieresis=Ÿ ` +
	`nbspace= nonbreakingspace= exclamdown=¡ cent=¢ sterling=£ currency=¤ yen=¥ brokenbar=¦ section=§ dieresis=¨ copyright=© ordfeminine=ª guillemotleft=« logicalnot=¬ sfthyphen=- softhyphen=- registered=® macron=¯ ` +
	`degree=° plusminus=± twosuperior=² threesuperior=³ acute=´ mu=µ paragraph=¶ periodcentered=· middot=· cedilla=¸ onesuperior=¹ ordmasculine=º guillemotright=» onequarter=¼ onehalf=½ threequarters=¾ questiondown=¿ ` +
	`Agrave=À Aacute=Á Acircumflex=Â Atilde=Ã Adieresis=Ä Aring=Å AE=Æ Ccedilla=Ç Egrave=È Eacute=É Ecircumflex=Ê Edieresis=Ë Igrave=Ì Iacute=Í Icircumflex=Î Idieresis=Ï ` +
	`Eth=Ð Ntilde=Ñ Ograve=Ò Oacute=Ó Ocircumflex=Ô Otilde=Õ Odieresis=Ö multiply=× Oslash=Ø Ugrave=Ù Uacute=Ú Ucircumflex=Û Udieresis=Ü Yacute=Ý Thorn=Þ germandbls=ß ` +
	`agrave=à aacute=á acircumflex=â atilde=ã adieresis=ä aring=å ae=æ ccedilla=ç egrave=è eacute=é ecircumflex=ê edieresis=ë igrave=ì iacute=í icircumflex=î idieresis=ï ` +
	`eth=ð ntilde=ñ ograve=ò oacute=ó ocircumflex=ô otilde=õ odieresis=ö divide=÷ oslash=ø ugrave=ù uacute=ú ucircumflex=û udieresis=ü yacute=ý thorn=þ ydieresis=ÿ ` +
	`fi=fi fl=fl ff=ff ffi=ffi ffl=ffl dotlessi=ı Lslash=Ł lslash=ł fraction=/ minus=− breve=˘ dotaccent=˙ ring=˚ hungarumlaut=˝ ogonek=˛ caron=ˇ ` +
	`checkmark=✓ H18533=■ a20=✔ square=□ triangle=▲ infinity=∞ notequal=≠ lessequal=≤ greaterequal=≥ approxequal=≈ Omega=Ω pi=π summation=∑`

// names is glyphNames taken apart.
func names() map[string]string {
	out := map[string]string{}
	for entry := range strings.SplitSeq(glyphNames, " ") {
		if name, text, ok := strings.Cut(entry, "="); ok {
			if text == "" {
				text = " "
			}
			out[name] = text
		}
	}
	return out
}

// named is the text of a glyph name (Adobe Glyph List specification), "" for a
// name that says nothing.
func named(table map[string]string, name string) string {
	name, _, _ = strings.Cut(name, ".")
	if t, ok := table[name]; ok {
		return t
	}
	if len(name) == 1 && (name[0] >= 'A' && name[0] <= 'Z' || name[0] >= 'a' && name[0] <= 'z') {
		return name
	}
	if hex, ok := strings.CutPrefix(name, "uni"); ok && len(hex) >= 4 && len(hex)%4 == 0 {
		var units []byte
		for i := 0; i < len(hex); i += 2 {
			v, err := strconv.ParseUint(hex[i:i+2], 16, 8)
			if err != nil {
				return ""
			}
			units = append(units, byte(v))
		}
		return bigEndianText(string(units))
	}
	if hex, ok := strings.CutPrefix(name, "u"); ok && len(hex) >= 4 && len(hex) <= 6 {
		if v, err := strconv.ParseUint(hex, 16, 32); err == nil && v <= utf8.MaxRune && utf8.ValidRune(rune(v)) {
			return string(rune(v))
		}
	}
	return ""
}
