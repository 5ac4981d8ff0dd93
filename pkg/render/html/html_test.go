package html

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"complain/pkg/doc"
	"complain/pkg/doc/doctest"
	"complain/pkg/doc/piecetest"
	"complain/pkg/internal/golden"
	"complain/pkg/locale"
	"complain/pkg/packet"
	xhtml "golang.org/x/net/html"
)

func render(t testing.TB, d *doc.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Render(&out, d, doctest.Pictures(doctest.Dir(t))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestKitchenSink(t *testing.T) {
	for name, d := range map[string]*doc.Document{"zh": doctest.KitchenSinkZH(), "en": doctest.KitchenSinkEN()} {
		data := render(t, d)
		golden.Check(t, filepath.Join(doctest.Dir(t), "kitchen-sink-"+name+".html"), data)
		if !bytes.Equal(data, render(t, d)) {
			t.Errorf("%s: two renderings differ", name)
		}
		piecetest.InOrder(t, d, read(t, data).text)
	}
}

// seen is what a browser makes of a file.
type seen struct {
	text, style, policy string
	elements            map[string]int
	attributes          map[string]bool
	ids, targets        []string
}

// elements are all that a document needs, and attributes too: whatever else
// there is came from evidence.
var (
	elements   = words1("html head meta title style body main footer h1 h2 h3 h4 p ul ol li dl div dt dd table thead tbody tr th td blockquote figure figcaption img section span strong em code small a br svg path text bdi")
	attributes = words1("lang charset http-equiv content name class id scope colspan tabindex href start alt loading width height src download role viewbox fill d x y font-size text-anchor dir")
)

func words1(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

func read(t testing.TB, data []byte) seen {
	t.Helper()
	out := seen{elements: map[string]int{}, attributes: map[string]bool{}}
	var text, style strings.Builder
	z, inside := xhtml.NewTokenizer(bytes.NewReader(data)), ""
	for {
		switch z.Next() {
		case xhtml.ErrorToken:
			if !errors.Is(z.Err(), io.EOF) {
				t.Fatal(z.Err())
			}
			out.text, out.style = piecetest.Squeeze(text.String()), style.String()
			return out
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			token := z.Token()
			inside = token.Data
			out.elements[token.Data]++
			for _, a := range token.Attr {
				out.attributes[a.Key] = true
				switch {
				case a.Key == "id":
					out.ids = append(out.ids, a.Val)
				case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
					out.targets = append(out.targets, a.Val[1:])
				case a.Key == "href" || a.Key == "src":
					if !strings.HasPrefix(a.Val, "data:") {
						t.Errorf("leads out of the file: %q", a.Val)
					}
				case a.Key == "content" && strings.HasPrefix(a.Val, "default-src"):
					out.policy = a.Val
				}
			}
		case xhtml.TextToken:
			switch inside {
			case "style":
				style.Write(z.Text())
			case "title":
			default:
				text.Write(z.Text())
			}
		case xhtml.EndTagToken:
			inside = ""
		case xhtml.CommentToken:
			t.Error("a comment")
		}
	}
}

// nothingElse holds that a file is what we write and no more.
func nothingElse(t testing.TB, data []byte) {
	t.Helper()
	s := read(t, data)
	for name := range s.elements {
		if !elements[name] {
			t.Errorf("element %s", name)
		}
	}
	for name := range s.attributes {
		if !attributes[name] {
			t.Errorf("attribute %s", name)
		}
	}
	sum := sha256.Sum256([]byte(s.style))
	if want := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(s.policy, want) || s.elements["style"] != 1 {
		t.Errorf("the policy %q does not name the style's hash", s.policy)
	}
	ids := map[string]bool{}
	for _, id := range s.ids {
		ids[id] = true
	}
	for _, target := range s.targets {
		if !ids[target] {
			t.Errorf("a link leads nowhere: %q", target)
		}
	}
	for _, r := range "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\x00\x01\x7f" {
		if strings.ContainsRune(string(data), r) {
			t.Errorf("%U is in the file", r)
		}
	}
}

func TestNothingElseIsInTheFile(t *testing.T) {
	nothingElse(t, render(t, doctest.KitchenSinkZH()))
	nothingElse(t, render(t, doctest.KitchenSinkEN()))
}

// Names that are written from the right stand apart from what is around them, and
// what somebody said begins at the right.
func TestFromTheRight(t *testing.T) {
	chat := doc.Transcript{Turns: []doc.Turn{{Number: 1, Who: "حنان", Text: doc.Plain("لن نعيد iPhone!")}, {Number: 2, Who: "甲", Text: doc.Plain("订单 متجر")}}}
	d := &doc.Document{Lang: "zh-CN", Title: "متجر", Words: packet.Words(locale.English), Blocks: []doc.Block{
		doc.Quote{Text: doc.Plain("לא!")}, chat, doc.Paragraph{Text: []doc.Inline{doc.Text("卖家"), doc.Strong("متجر الهدى (٣)"), doc.Text("拒绝")}}}}
	data := render(t, d)
	nothingElse(t, data)
	for want, n := range map[string]int{
		`<blockquote dir="rtl"><bdi dir="rtl">לא!</bdi>`: 1, `<td dir="rtl">لن نعيد iPhone!</td>`: 1, `<td>订单 متجر</td>`: 1,
		`<td><bdi dir="rtl">حنان</bdi>`: 1, `<strong><bdi dir="rtl">متجر الهدى (٣)</bdi></strong>`: 1, `<title>متجر</title>`: 1,
	} {
		if got := strings.Count(string(data), want); got != n {
			t.Errorf("%d of %d: %s", got, n, want)
		}
	}
}

func TestHostileTextStaysText(t *testing.T) {
	for _, text := range doctest.Naughty {
		d := doctest.Hostile(text)
		data := render(t, d)
		nothingElse(t, data)
		piecetest.InOrder(t, d, read(t, data).text)
	}
}

func TestErrors(t *testing.T) {
	say := packet.Words(locale.English)
	for want, d := range map[string]*doc.Document{
		`no anchor "nowhere"`:  {Words: say, Blocks: []doc.Block{doc.Paragraph{Text: []doc.Inline{doc.Ref{Anchor: "nowhere"}}}}},
		`picture "lost.jpg"`:   {Words: say, Blocks: []doc.Block{doc.Figure{Image: doc.Image{Key: "lost.jpg"}}}},
		`no papers were given`: {Words: say, Blocks: []doc.Block{doc.Sheet{Paper: "E1", Page: 1}}},
		"table without":        {Words: say, Blocks: []doc.Block{doc.Table{}}},
		"2 cells in 1 columns": {Words: say, Blocks: []doc.Block{doc.Table{Columns: []doc.Column{{}}, Rows: []doc.Row{{Cells: make([][]doc.Inline, 2)}}}}},
		"words lack":           {},
	} {
		err := Render(io.Discard, d, doctest.Pictures(t.TempDir()))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func FuzzRender(f *testing.F) {
	for _, text := range doctest.Naughty {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		nothingElse(t, render(t, doctest.Hostile(text)))
	})
}
