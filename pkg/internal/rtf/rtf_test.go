package rtf

import "testing"

func TestReadRTF(t *testing.T) {
	for name, c := range map[string]struct {
		document, want string
		page           bool
	}{
		"plain":             {`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\colortbl;\red0;}\f0 Wir erstatten 199 \'80.\par Gr\'fc\'dfe}`, "Wir erstatten 199 €.\nGrüße", false},
		"GBK by its font":   {`{\rtf1\ansi{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset134 SimSun;}}\f1\'cd\'cb\'bf\'ee\f0  OK}`, "退款 OK", false},
		"Unicode":           {`{\rtf1\uc1 \u-28672?\u27454? {\uc2\u-10179 ab\u-8704 cd}}`, "退款 😀", false},
		"a page inside":     {`{\rtf1\ansi\fromhtml1{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 We refund \'80 20\htmlrtf\par}\htmlrtf0{\*\htmltag72 </p>}{\*\mhtmltag1 <b>no</b>}}`, "<p>We refund € 20</p>", true},
		"groups of no text": {`{\rtf1{\*\generator x;}{\info{\title no}}{\pict 0102}yes{\field{\*\fldinst HYPERLINK "u"}{\fldrslt link}}}`, "yeslink", false},
		"escapes":           {`{\rtf1 a\\b\{c\}\~d\tab e}`, "a\\b{c}\u00a0d\te", false},
		"hidden":            {`{\rtf1 a{\v no}\v no \u27454?\v0 b}`, "ab", false},
		"tracked":           {`{\rtf1 a {\deleted 100}{\revised 80} b\deleted c\deleted0 d}`, "a [-100-][+80+] b[-c-]d", false},
		"head and foot":     {`{\rtf1{\header Shop\par}words{\footnote note}}`, "\nShop\nwords note", false},
		"box of text":       {`{\rtf1 a{\shp{\*\shpinst{\sp{\sn no}{\sv 1}}{\shptxt box\par}}{\shprslt no}}b\_c}`, "abox\nb-c", false},
		"cut":               {`{\rtf1 a\'8`, "a8", false},
		"no end":            {`{{{{\rtf1 a\u`, "a\x00", false},
	} {
		got := Read([]byte(c.document), 1<<20)
		if got.Text != c.want || got.Page != c.page {
			t.Errorf("%s: %q, %t", name, got.Text, got.Page)
		}
	}
}
