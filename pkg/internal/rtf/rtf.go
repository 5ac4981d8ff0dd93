// Package rtf reads the text of RTF documents.
//
// It promises the words in the order of the file, in the code pages of their fonts, with
// a line for each paragraph and row, what was deleted or inserted under tracking marked
// as such, and the number of hidden letters, which it leaves out. It forbids layout.
package rtf

import (
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"complain/pkg/internal/charset"
)

// Text is what an RTF document says.
type Text struct {
	Text    string
	Page    bool // it is the HTML that was packed into the RTF (MS-OXRTFEX)
	Hidden  int  // letters that nobody sees, left out
	Changes int  // tracked
}

// maxGroups is how deep groups of RTF may stand in each other.
const maxGroups = 256

// silentGroups are groups whose words are not the document's.
const silentGroups = " fonttbl colortbl stylesheet info pict object ftnsep themedata datastore generator listtable listoverridetable rsidtbl xmlnstbl fldinst bkmkstart bkmkend mhtmltag shprslt sp "

// words are the control words that stand for text.
var words = map[string]string{
	"par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "tab": "\t", "cell": "\t",
	"emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
	"footnote": " ", "header": "\n", "headerl": "\n", "headerr": "\n", "headerf": "\n", "footer": "\n", "footerl": "\n", "footerr": "\n", "footerf": "\n",
}

// group is what a group of RTF says of the text in it.
type group struct {
	silent bool
	tag    bool // of a tag of the page inside: its words are HTML
	skip   int  // characters behind \u that say the same for older programs
	font   string
	hidden bool
	change string // the sign of a tracked change: - or +
}

// reader reads RTF.
type reader struct {
	in     string
	at     int
	groups []group
	now    group
	star   bool // \* was read: what is not known is passed over
	hide   bool // between \htmlrtf and \htmlrtf0: there for programs that know no HTML
	page   bool

	hidden, changes int

	code   encoding.Encoding
	fonts  map[string]encoding.Encoding
	naming string // the font of the table that is being described
	bytes  []byte // in the code page, not yet text
	units  []uint16
	left   int // characters to pass over
	out    strings.Builder
}

// Read reads up to about limit bytes of text out of a document, as RTF 1.9.1 and
// MS-OXRTFEX have it.
func Read(document []byte, limit int) Text {
	r := &reader{in: string(document), code: charmap.Windows1252, now: group{skip: 1}, fonts: map[string]encoding.Encoding{}}
	for r.at < len(r.in) && r.out.Len() <= limit {
		r.step()
	}
	r.flush()
	return Text{r.out.String(), r.page, r.hidden, r.changes}
}

func (r *reader) step() {
	c := r.in[r.at]
	r.at++
	switch c {
	case '{':
		r.flush()
		if len(r.groups) < maxGroups {
			r.groups = append(r.groups, r.now)
		}
		r.left = 0
	case '}':
		r.flush()
		if n := len(r.groups); n > 0 {
			r.change(r.groups[n-1].change)
			r.now, r.groups = r.groups[n-1], r.groups[:n-1]
		}
		r.left, r.star = 0, false
	case '\\':
		r.control()
	case '\r', '\n':
	default:
		r.put(c)
	}
}

// control reads what stands behind a backslash.
func (r *reader) control() {
	if r.at >= len(r.in) {
		return
	}
	c := r.in[r.at]
	if c|0x20 < 'a' || c|0x20 > 'z' {
		r.at++
		switch c {
		case '\'':
			if r.at+2 <= len(r.in) {
				high, low := nibble(r.in[r.at]), nibble(r.in[r.at+1])
				r.at += 2
				r.put(high<<4 | low)
			}
		case '*':
			r.star = true
		case '~':
			r.say("\u00a0")
		case '_':
			r.say("-")
		case '\\', '{', '}':
			r.put(c)
		case '\r', '\n':
			r.say("\n")
		}
		return
	}
	start := r.at
	for r.at < len(r.in) && (r.in[r.at]|0x20 >= 'a' && r.in[r.at]|0x20 <= 'z') {
		r.at++
	}
	word, from := r.in[start:r.at], r.at
	if r.at < len(r.in) && r.in[r.at] == '-' {
		r.at++
	}
	value := 0
	for r.at < len(r.in) && r.in[r.at] >= '0' && r.in[r.at] <= '9' {
		value = min(value*10+int(r.in[r.at]-'0'), 1<<20)
		r.at++
	}
	given := r.at > from
	if given && r.in[from] == '-' {
		value = -value
	}
	number := r.in[from:r.at]
	if r.at < len(r.in) && r.in[r.at] == ' ' {
		r.at++
	}
	r.word(word, number, value, given)
}

func (r *reader) word(word, number string, value int, given bool) {
	star := r.star
	r.star = false
	switch word {
	case "fromhtml":
		r.page = !given || value == 1
	case "htmltag":
		r.now.tag, r.now.silent = true, false
	case "htmlrtf":
		r.flush()
		r.hide = !given || value != 0
	case "shpinst", "shptxt": // a box of text
		r.flush()
	case "v":
		r.flush()
		r.now.hidden = !given || value != 0
	case "deleted", "revised":
		sign := map[string]string{"deleted": "-", "revised": "+"}[word]
		switch {
		case given && value == 0:
			sign = ""
		case r.now.change == "-": // inserted, and deleted again
			return
		}
		r.change(sign)
	case "plain":
		r.flush()
		r.now.hidden = false
	case "ansicpg":
		if e := charset.CodePage(uint32(value)); e != nil {
			r.code = e
		}
	case "f":
		r.flush()
		r.now.font, r.naming = number, number
	case "fcharset":
		if e := charset.CodePage(fontPages[value]); e != nil {
			r.fonts[r.naming] = e
		}
	case "uc":
		r.now.skip = max(0, value)
	case "u":
		switch r.left = r.now.skip; {
		case r.now.hidden && !r.quiet():
			r.hidden++
		case !r.quiet():
			r.flushBytes()
			r.units = append(r.units, uint16(value))
		}
	default:
		switch said, ok := words[word]; {
		case strings.Contains(silentGroups, " "+word+" "), star:
			r.flush()
			r.now.silent = true
		case ok && r.page && !r.now.tag && word != "tab":
			r.say("\n") // the tags of the page say where lines end
		case ok:
			r.say(said)
		}
	}
}

// change ends the tracked change that is open and begins another one.
func (r *reader) change(sign string) {
	if sign == r.now.change || r.now.silent {
		return
	}
	if r.now.change != "" {
		r.say(r.now.change + "]")
	}
	if r.now.change = sign; sign != "" {
		r.changes++
		r.say("[" + sign)
	}
}

// fontPages are the code pages of the character sets of fonts.
var fontPages = map[int]uint32{128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250}

func (r *reader) quiet() bool { return r.now.silent || r.hide }

// put takes a byte in the code page.
func (r *reader) put(c byte) {
	switch {
	case r.left > 0:
		r.left--
	case r.now.hidden && !r.quiet():
		r.hidden++
	case !r.quiet():
		r.flushUnits()
		r.bytes = append(r.bytes, c)
	}
}

func (r *reader) say(s string) {
	if !r.quiet() {
		r.flush()
		r.out.WriteString(s)
	}
}

func (r *reader) flush() { r.flushBytes(); r.flushUnits() }

func (r *reader) flushBytes() {
	if len(r.bytes) == 0 {
		return
	}
	e := r.code
	if font := r.fonts[r.now.font]; font != nil {
		e = font
	}
	r.out.WriteString(charset.DecodeAs(e, r.bytes))
	r.bytes = r.bytes[:0]
}

func (r *reader) flushUnits() {
	if len(r.units) > 0 {
		r.out.WriteString(string(utf16.Decode(r.units)))
		r.units = r.units[:0]
	}
}

func nibble(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10
	}
	return 0
}
