package htmlstream

import (
	"errors"
	"io"
	"strings"
	"testing"

	"complain/pkg/internal/broken"
)

func never() error { return nil }

func wanted(n *Node) bool { return n.Is("div", "m") }

func read(text string) (out []string, err error) {
	err = Read(strings.NewReader(text), 0, never, Handler{Wanted: wanted, Take: func(n *Node) error {
		out = append(out, n.Words()+"|"+text[n.Offset:n.Offset+n.Length])
		return nil
	}})
	return out, err
}

func TestRead(t *testing.T) {
	got, err := read(`<html><body><p>no<div class="x m" id=1>a &amp;<br>b <b>c
 d</b><img src="i"></div></i><div class=m><span>e</div> tail`)
	if err != nil || len(got) != 2 || got[0] != "a &\nb c d|<div class=\"x m\" id=1>a &amp;<br>b <b>c\n d</b><img src=\"i\"></div>" || !strings.HasPrefix(got[1], "e|") {
		t.Errorf("%q %v", got, err)
	}
}

func TestReadEnds(t *testing.T) {
	for text, want := range map[string]error{
		`<div class=m>a</div><div class=m>b`:                broken.ErrCut,
		`<div class=m>a</div><div cla`:                      broken.ErrCut,
		`<div class=m>a</div>` + strings.Repeat("<p>", 300): broken.ErrDepth,
	} {
		got, err := read(text)
		var at *broken.Error
		if !errors.Is(err, want) || !errors.As(err, &at) || len(got) != 1 {
			t.Errorf("%.50q: %q %v", text, got, err)
		}
	}
}

type endless string

func (e endless) Read(p []byte) (int, error) {
	n := 0
	for n+len(e) <= len(p) {
		n += copy(p[n:], e)
	}
	return n, nil
}

func TestLimits(t *testing.T) {
	for _, text := range []string{"<div class=m>", "<div class=m>x</p>", "xxxxxxxx", "<br>", `<a b="`} {
		r := io.MultiReader(strings.NewReader("<div class=m>"), io.LimitReader(endless(text), 40<<20))
		err := Read(r, 0, never, Handler{Wanted: wanted, Take: func(*Node) error { return nil }})
		var at *broken.Error
		if !errors.As(err, &at) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func pageText(t testing.TB, document string) (title string, lines []Line) {
	t.Helper()
	err := ReadPage(strings.NewReader(document), func() error { return nil }, Page{
		MaxToken: 1 << 20,
		Decode:   func(p []byte) string { return strings.ToValidUTF8(string(p), "\uFFFD") },
		Title:    func(s string) { title = s },
		Line:     func(l Line) error { lines = append(lines, l); return nil },
	})
	var at *broken.Error
	if err != nil && !errors.As(err, &at) {
		t.Fatal(err)
	}
	return title, lines
}

func TestReadPage(t *testing.T) {
	for document, want := range map[string]string{
		"<title> A &amp;\n b </title><p>one<br>two <b>three</b><p>four":                        "A & b: one|two three|four",
		"<head><title>t</title><style>p{}</style><p>seen":                                      "t: seen",
		"<svg><title>no</title><text>x</text></svg><body><div>a</div><script>'<p>'</script>b":  ": a|b",
		"<table><tr><th>Price<td>¥ 1\n2</tr><tr><td>a<td></table>":                             ": Price ¥ 1 2|a",
		"<pre>a\n  b </pre>c&nbsp; d<img alt='x y'><input type=hidden value=h><input value=v>": ": a|  b|c d[x y]v",
		"<li>a<li><li>b<textarea>c\nd</textarea><noscript>n</noscript>":                        ": - a|- b|c|d",
		strings.Repeat("<div><p>", 5000) + "deep":                                              ": deep",
		"a<p": ": a",
		"<ul><li><p>a</p><p>b</p></li><li></li></ul>-": ": - a|b|-",
		"<head><title>t</title>text <p>of a head":      "t: text|of a head",
	} {
		title, lines := pageText(t, document)
		var got []string
		for _, l := range lines {
			got = append(got, l.Text)
		}
		if s := title + ": " + strings.Join(got, "|"); s != want {
			t.Errorf("%.40q: %q, want %q", document, s, want)
		}
	}
}

func TestFieldsOfForms(t *testing.T) {
	_, lines := pageText(t, "<p>Name <input value=' Anna  B '> of <input value=''><input type=tel value=110><input type=hidden value=h> here<p>none")
	var got []string
	for _, l := range lines {
		for i := 0; i+1 < len(l.Fields); i += 2 {
			got = append(got, l.Text[l.Fields[i]:l.Fields[i+1]])
		}
	}
	if s := strings.Join(got, "|"); s != " Anna B| 110" || len(lines) != 2 {
		t.Errorf("%q in %d lines", s, len(lines))
	}
}

// What mail asks for: addresses, short words of pictures, and where paragraphs
// part.
func TestReadPageOptions(t *testing.T) {
	for document, want := range map[string]string{
		`<p>see <a href="http://a.example/x">our shop</a>.<p><a href="https://b.example/">b.example</a>`:   "see our shop (http://a.example/x).||b.example",
		`<a href="http://a.example">http://a.example/</a> <a href="javascript:x()">b</a> <a name=c>d</a>`:  "http://a.example/ b d",
		`<a href="http://a.example"><div>Track</div></a>`:                                                  "Track|(http://a.example)",
		`<a href="http://a.example">one <a href="tel:110">110</a> two`:                                     "one (http://a.example)110 two",
		`<a href="HTTP://A.example"><img alt="a very long word"></a>`:                                      "[a v] (HTTP://A.example)",
		"a<br><br>b<div><p>c</p></div><pre>d\n\n  e \n</pre>f<table><tr><td>g<td>h<tr><td>i</table><div>j": "a|b||c||d||  e|f||g h|i||j",
		"<svg><text>seen</text></svg><script>x</script><object>too":                                        "seentoo",
		strings.Repeat("<b>twenty characters in</b> ", 3):                                                  "twenty characters in twenty characters in|twenty characters in",
	} {
		var b strings.Builder
		err := ReadPage(strings.NewReader(document), never, Page{
			MaxToken: 1 << 20, MaxLine: 40, Links: true, Embedded: true,
			Decode: func(p []byte) string { return string(p) },
			Alt:    func(words string) string { return words[:3] },
			Line: func(l Line) error {
				if b.Len() > 0 {
					b.WriteString(strings.Repeat("|", l.Above))
				}
				b.WriteString(l.Text)
				return nil
			},
		})
		if got := b.String(); got != want || err != nil {
			t.Errorf("%.60q: %q, want %q; %v", document, got, want, err)
		}
	}
}

func FuzzReadPage(f *testing.F) {
	f.Add("<title>a</title><p>b<br>c</p><table><tr><td>d<svg></svg><pre>e\nf")
	f.Fuzz(func(t *testing.T, document string) {
		_, lines := pageText(t, document)
		var last int64
		for _, l := range lines {
			if l.From < last || l.To <= l.From || l.To > int64(len(document)) || strings.TrimSpace(l.Text) == "" {
				t.Fatalf("line %+v after %d in %d bytes", l, last, len(document))
			}
			last = l.From
		}
	})
}
