package linebreak

import (
	"slices"
	"strings"
	"testing"

	"github.com/go-text/typesetting/segmenter"
)

// shown is a text with | where a line may end and / where it must.
func shown(s string) string {
	var b strings.Builder
	for seg := range Segments(s) {
		b.WriteString(seg.Text)
		b.WriteString([]string{"", "|", "/"}[seg.After])
	}
	return b.String()
}

func TestPlaces(t *testing.T) {
	for text, want := range map[string]string{
		"":                 "",
		"the quick fox":    "the |quick |fox",
		"一二，三":             "一|二，|三",
		"a\nb\r\nc\n":      "a\n/b\r\n/c\n/",
		"好👍🏽谢👍🏽.":          "好|👍🏽|谢|👍🏽.",
		"👨‍👩‍👧👨‍👩‍👧":       "👨‍👩‍👧|👨‍👩‍👧",
		"🇨🇳🇨🇳":             "🇨🇳|🇨🇳",
		"2026-03-01 14:03": "2026-03-01 |14:03",
		"\xff\xfe a":       "\xff\xfe |a",
	} {
		if got := shown(text); got != want {
			t.Errorf("%q is parted as %q, want %q", text, got, want)
		}
	}
}

// What is looked at in pieces is parted as what is looked at whole.
func TestPiecesArePartedAsTheWhole(t *testing.T) {
	const words = "order 1234 paid, 投诉 well-known “quoted” "
	got, want := shown(strings.Repeat(words, 600)), strings.TrimSuffix(strings.Repeat(shown(words + "o")[:len(shown(words+"o"))-1], 600), "|")
	if got != want {
		t.Error("a long text is parted otherwise than a short one")
	}
}

func TestForbidden(t *testing.T) {
	for _, c := range []struct {
		before, after string
		spaced, want  bool
	}{
		{"好", "。", false, true}, {"好", "）", true, true}, {"（", "好", false, true}, {"《", "好", true, true},
		{"好", "好", false, false}, {"好", "/", false, true}, {"/", "好", false, true}, {"/", "好", true, false},
		{"8", "元", false, true}, {"８", "元", false, true}, {"8", "元", true, false}, {"好", "元", false, false},
		{"第", "8", false, true}, {"据", "12号", false, true}, {"￥", "128", false, true}, {"−", "5", false, true},
		{"好", "……", false, true}, {"好", "——", false, true}, {"—", "—", false, true}, {"—", "好", false, false},
		{"5", "℃", false, true}, {"5", "％", true, true},
	} {
		if got := Forbidden(c.before, c.after, c.spaced); got != c.want {
			t.Errorf("between %q and %q, spaced %v: %v", c.before, c.after, c.spaced, got)
		}
	}
}

func TestQuoted(t *testing.T) {
	for _, c := range []struct {
		before, after string
		want          bool
	}{
		{"说", "“好", true}, {"。", "“好", true}, {"好”", "了", true}, {"好”", "（", true},
		{"a", "“b", false}, {"it’", "s", false}, {"好", "了", false},
	} {
		if got := Quoted(c.before, c.after); got != c.want {
			t.Errorf("between %q and %q: %v", c.before, c.after, got)
		}
	}
}

func FuzzSegments(f *testing.F) {
	f.Add("他说“你好”，然后——走了……共128元。\n👨‍👩‍👧👨‍👩‍👧 か\u3099 e\u0301\r\n\xff")
	f.Fuzz(func(t *testing.T, s string) {
		at := 0
		for seg := range Segments(s) {
			if seg.Text == "" || !strings.HasPrefix(s[at:], seg.Text) {
				t.Fatalf("%q behind %q", seg.Text, s[:at])
			}
			at += len(seg.Text)
			if must := EndsLine(seg.Text) && !strings.HasPrefix(s[at:], "\n"); seg.After == Must && !EndsLine(seg.Text) || must && seg.After != Must {
				t.Errorf("%q: %d behind %q", s, seg.After, seg.Text)
			}
		}
		if at != len(s) {
			t.Errorf("lost %q", s[at:])
		}
	})
}

// What is parted by the rule for two neighbours is parted as by the segmenter.
func FuzzPlain(f *testing.F) {
	for _, s := range []string{"Shop: 您好，请问什么时候发货 123", "a1一2b。c, d", "一：二；3？ four. 5", "好: 1, 2"} {
		f.Add(s)
	}
	// Any bytes tell a text of such characters.
	letters := []rune("aZ09一龥鿿 ，。、：；！？,.:;!?")
	f.Fuzz(func(t *testing.T, s string) {
		text := s
		if !plain(s) {
			text = ""
			for _, b := range []byte(s) {
				text += string(letters[int(b)%len(letters)])
			}
		}
		if text == "" || !plain(text) {
			return
		}
		var got, want []Segment
		var seg segmenter.Segmenter
		parts(text, false, func(s Segment) bool { got = append(got, s); return true })
		segments(&seg, text, false, func(s Segment) bool { want = append(want, s); return true })
		if !slices.Equal(got, want) {
			t.Errorf("%q is parted as %v, want %v", text, got, want)
		}
	})
}
