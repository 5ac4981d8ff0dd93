package whatsapp

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"complain/pkg/importer/kit/conversation"
)

// What WhatsApp itself writes into exports, a wording a line. The wordings are
// facts about its versions of up to 2023 and a few later ones; they change, and
// a text that is not among them is simply text.
//
//go:embed wordings.tsv
var wordingsTSV string

// The types of record, and the keys of the table that are no type.
const (
	typeNotice     = "encryption-notice"
	typeOmitted    = "media-omitted"
	typeAttachment = "attachment"
	typeDeleted    = "deleted"
	typeEdited     = "edited"
	typeViewOnce   = "view-once"
	typePoll       = "poll"
	typeLocation   = "location"
	typeContact    = "contact"
	typeCall       = "call"
	typeCallMissed = "call-missed"
)

// wordings is the table, ready to be looked up.
type wordings struct {
	whole   map[string]string   // a whole text, folded -> its type
	edited  map[string]bool     // what stands at the end of an edited text, folded
	tags    map[string]bool     // the word in <attached: name>, folded
	after   []string            // what stands behind the name in such a tag instead: <name eklendi>
	suffix  map[string]bool     // the parenthesis in: name (file attached), folded
	around  []template          // the same in languages that write it otherwise
	deleted []template          // deleted by somebody
	calls   map[string]string   // the beginning of a call, folded -> its type
	callEnd []string            // what may follow it behind a comma, folded
	notices map[string][]string // the beginning of the encryption notice, by its first bytes
	files   []template          // names of exported files
	said    []string            // what notices about members and settings hold
	starts  sieve               // the first two letters of what whole, calls and deleted hold, or the last two
	opening sieve               // the first two letters of the notices
	web     map[string]bool     // lines before the first header of WhatsApp Web, folded
}

// template is a wording with a hole.
type template struct{ before, after string }

// fill is what stands in the hole, when s has the template's form.
func (t template) fill(s string) (string, bool) {
	if len(s) <= len(t.before)+len(t.after) || !strings.HasPrefix(s, t.before) || !strings.HasSuffix(s, t.after) {
		return "", false
	}
	return s[len(t.before) : len(s)-len(t.after)], true
}

const hole = "%@"

// noticeKey is how many bytes of a notice the table is looked up by.
const noticeKey = 8

var words = sync.OnceValue(func() *wordings {
	w := &wordings{
		whole: map[string]string{}, edited: map[string]bool{}, tags: map[string]bool{}, suffix: map[string]bool{},
		calls: map[string]string{}, notices: map[string][]string{}, web: map[string]bool{},
	}
	for line := range strings.Lines(wordingsTSV) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) == 4 {
			w.add(cells[0], cells[3])
		}
	}
	return w
})

func (w *wordings) add(key, text string) {
	before, after, holed := strings.Cut(text, hole)
	form := template{before, after}
	folded := fold(text)
	switch key {
	case "notice":
		k := text[:noticeKey]
		w.notices[k] = append(w.notices[k], strings.TrimRight(text, ".。"))
		w.opening.add(firstTwo(text))
	case "preamble":
		w.web[folded] = true
	case "tag":
		word := fold(strings.Trim(before, "<:： "))
		if word == "" {
			w.after = append(w.after, fold(strings.Trim(after, "> ")))
			return
		}
		w.tags[word] = true
	case "suffix":
		if form.before == "" && strings.HasPrefix(after, " (") {
			w.suffix[fold(after)] = true
			return
		}
		w.around = append(w.around, form)
	case "edited":
		w.edited[foldTag(text)] = true
	case typeCall, typeCallMissed:
		w.calls[folded] = key
		w.starts.add(firstTwo(folded))
	case "call-end":
		w.callEnd = append(w.callEnd, folded)
	case "file":
		w.files = append(w.files, form)
	case "said":
		w.said = append(w.said, text)
	case typeOmitted, typeContact, typeViewOnce, typeDeleted, typeLocation:
		if holed && fold(before) == "" {
			w.starts.add(lastTwo(fold(after)))
		} else {
			w.starts.add(firstTwo(folded))
		}
		if holed {
			w.deleted = append(w.deleted, template{fold(before), fold(after)})
			return
		}
		w.whole[folded] = key
	}
}

// mayBe rules out at a glance most lines that are no wording of WhatsApp.
func (w *wordings) mayBe(line string) bool {
	return w.starts.has(firstTwo(line)) || w.starts.has(lastTwo(line)) || holdsMark(line)
}

// holdsMark reports whether one of the marks that WhatsApp uses stands anywhere
// in s. Both begin with the same two bytes.
func holdsMark(s string) bool {
	return strings.Contains(s, "\u200e"[:2]) && (strings.Contains(s, "\u200e") || strings.Contains(s, "\u200f"))
}

// sieve lets pass the pairs of letters that were put into it, and few others:
// it is asked before the tables are, for every line.
type sieve [1 << 14]bool

func (s *sieve) add(a, b rune)      { s[slot(a, b)] = true }
func (s *sieve) has(a, b rune) bool { return s[slot(a, b)] }

func slot(a, b rune) int { return int(uint32(a)*131^uint32(b)) & (1<<14 - 1) }

func firstTwo(s string) (a, b rune) {
	a, n := utf8.DecodeRuneInString(s)
	b, _ = utf8.DecodeRuneInString(s[n:])
	return small(a), small(b)
}

func lastTwo(s string) (a, b rune) {
	s = strings.TrimSuffix(s, ".")
	b, n := utf8.DecodeLastRuneInString(s)
	a, _ = utf8.DecodeLastRuneInString(s[:len(s)-n])
	return small(a), small(b)
}

// small is the small letter of r. Chinese, Japanese and Korean have none, and
// are not looked for.
func small(r rune) rune {
	if r >= '\u2e80' && r < '\ua4d0' || r >= '\uac00' && r < '\ud7a4' {
		return r
	}
	return unicode.ToLower(r)
}

// fold brings a wording into the form that is compared: no marks, plain
// spaces, small letters, no full stop.
func fold(s string) string {
	if isASCII(s) {
		return strings.ToLower(strings.TrimRight(strings.TrimSpace(s), "."))
	}
	s = conversation.Visible(s)
	if strings.Contains(s, "\u00a0") || strings.Contains(s, "\u202f") {
		s = strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s)
	}
	return strings.ToLower(strings.TrimRight(strings.TrimSpace(s), ".。।"))
}

// foldTag is fold for words in angle brackets: some languages have the full stop
// inside them.
func foldTag(tag string) string { return fold(strings.Trim(tag, "<>")) }

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// isNotice reports whether text begins with the encryption notice.
func isNotice(text string) bool {
	if len(text) < noticeKey {
		return false
	}
	w := words()
	if !w.opening.has(firstTwo(text)) {
		return false
	}
	for _, n := range w.notices[text[:noticeKey]] {
		if strings.HasPrefix(text, n) {
			return true
		}
	}
	return false
}

// nameInFile is the contact or group in the name of an exported file.
func nameInFile(base string) (name string, ok bool) {
	stem := conversation.Visible(strings.TrimSuffix(base, ".txt"))
	if stem == base {
		return "", false
	}
	for _, f := range words().files {
		if name, ok := f.fill(stem); ok {
			return name, true
		}
	}
	return "", stem == "_chat"
}
