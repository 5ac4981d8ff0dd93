package packet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/png"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"complain/pkg/doc"
	"complain/pkg/doc/piecetest"
	"complain/pkg/render/docx"
	htmlrender "complain/pkg/render/html"
	"complain/pkg/render/pdf"
	"complain/pkg/render/text"
	"complain/templates"
)

// anyPicture is one picture for every key.
type anyPicture []byte

func (p anyPicture) Image(string) ([]byte, error) { return p, nil }
func (p anyPicture) Paper(string) ([]byte, error) { return nil, errors.New("no paper") }

// naughty is text that tries to be more than text.
func naughty() []string {
	return []string{
		"</script><script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "]]>", "<!--", "&amp;&lt;&#x3c;", "a\u202eexe.gpj", "\x00\x01\x1f\x7f",
		"\ufeff\ufffe\uffff", "\xff\xfe", "\r\n\t", "# 判决书", "|", "](javascript:alert(1))", "{{.Title}}", "::annex", "{0} {1}", "CON", "../..",
		"\U0001F468\u200d\U0001F469\u200d\U0001F467", "\u0639\u0631\u0628\u064a", "e\u0301", "\u3000", "退一赔三", "请于2026年3月1日前退款1,299元，否则投诉。",
	}
}

// FuzzEverywhere puts any text wherever a case takes text from evidence or its user:
// names, titles, messages, names of files, purposes. A letter, a form, a page to
// speak from and an upload are made of it, and all renderers of the letter.
func FuzzEverywhere(f *testing.F) {
	for _, s := range append(naughty(), hostile, "") {
		f.Add(s, s, s)
	}
	var point bytes.Buffer
	if err := png.Encode(&point, image.NewGray(image.Rect(0, 0, 40, 60))); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, name, said, file string) {
		if len(name)+len(said)+len(file) > 4000 {
			return
		}
		in := poisoned(t, said)
		in.Parties[0].Name, in.Case.Title = name, name
		for i := range in.Evidence {
			in.Evidence[i].Name, in.Evidence[i].Title = file, name
		}
		in.Papers = nil
		for id, p := range in.Pictures {
			p.Image.Width, p.Image.Height = 40, 60
			in.Pictures[id] = p
		}
		b := book(t)
		in.Book, in.Templates = b, templates.FS
		for _, to := range []string{"regulator", "platform"} {
			in.Channel = addressed(t, b, to, in.Case)
			plan := Choose(in.Input)
			d, _, err := plan.Compose(in.Request, in.Material)
			if err != nil {
				t.Fatal(err)
			}
			everywhere(t, d, anyPicture(point.Bytes()))
			if _, fields, _, err := plan.Form(in.Request, in.Material); err != nil {
				t.Fatal(err)
			} else {
				for _, field := range fields {
					plainText(t, field.Text)
				}
			}
			script, _, err := plan.Script(in.Request, in.Material)
			if err != nil {
				t.Fatal(err)
			}
			everywhere(t, script, anyPicture(point.Bytes()))
			u, _, err := plan.Files(in.Request, in.Material, 0)
			if err != nil {
				t.Fatal(err)
			}
			names := map[string]bool{}
			for _, p := range u.Parts {
				if strings.ContainsAny(p.Name, "/\\:*?\"<>|\x00\n") || p.Name == "" || p.Name[0] == '.' || names[p.Name] {
					t.Errorf("a file called %q", p.Name)
				}
				names[p.Name] = true
			}
		}
	})
}

// plainText reports what acts on whoever shows a text.
func plainText(t *testing.T, s string) {
	t.Helper()
	if i := strings.IndexFunc(s, func(r rune) bool { return r != '\n' && r != '\t' && unicode.IsControl(r) || r >= 0x202a && r <= 0x202e }); i >= 0 {
		t.Errorf("%q holds what is no text at %d", s, i)
	}
}

// everywhere renders a document in every format and looks at what stands in each.
func everywhere(t *testing.T, d *doc.Document, images anyPicture) {
	var out bytes.Buffer
	if err := text.Render(&out, d, unwrapped); err != nil {
		t.Fatalf("text: %v", err)
	}
	plainText(t, out.String())
	piecetest.Within(t, d, piecetest.Squeeze(out.String()))
	out.Reset()
	if err := pdf.Render(&out, d, images); err != nil {
		t.Fatalf("pdf: %v", err)
	}
	if said := piecetest.Tagged(t, out.Bytes()); !strings.ContainsFunc(said, fromTheRight) {
		piecetest.InOrder(t, d, piecetest.Squeeze(said))
	}
	out.Reset()
	if err := htmlrender.Render(&out, d, images); err != nil {
		t.Fatalf("html: %v", err)
	}
	piecetest.InOrder(t, d, piecetest.Squeeze(passive(t, out.Bytes())))
	out.Reset()
	if err := docx.Render(&out, d, images); err != nil {
		t.Fatalf("docx: %v", err)
	}
	piecetest.InOrder(t, d, piecetest.Squeeze(wellFormed(t, out.Bytes())))
}

// fromTheRight reports letters that a page draws in another order than they are read.
func fromTheRight(r rune) bool {
	return r >= 0x590 && r < 0x900 || r >= 0xfb1d && r < 0xff00 && unicode.IsLetter(r) || r >= 0x10800 && r < 0x11000 || r >= 0x1e800 && r < 0x1f000
}

// unwrapped is a width at which no cell of a table is wrapped: its words stand
// together.
const unwrapped = 1 << 16

// passive reports elements and attributes of a page that do something, and gives
// what the page says.
func passive(t *testing.T, page []byte) string {
	t.Helper()
	z := html.NewTokenizer(bytes.NewReader(page))
	var said strings.Builder
	inside := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return said.String()
		case html.TextToken:
			if inside != "style" && inside != "title" {
				said.Write(z.Text())
			}
		case html.EndTagToken:
			inside = ""
		case html.StartTagToken, html.SelfClosingTagToken:
			tag := z.Token()
			inside = tag.Data
			if slices.Contains([]string{"script", "iframe", "object", "embed", "form", "input", "button", "base", "link"}, tag.Data) {
				t.Errorf("an element %s", tag)
			}
			for _, a := range tag.Attr {
				switch {
				case strings.HasPrefix(a.Key, "on"),
					a.Key == "href" && !strings.HasPrefix(a.Val, "#"),
					a.Key == "src" && !strings.HasPrefix(a.Val, "data:image/"):
					t.Errorf("an attribute %s=%q of %s", a.Key, a.Val, tag.Data)
				}
			}
		}
	}
}

// wellFormed reports parts of a DOCX that are no XML, and gives what the document says.
func wellFormed(t *testing.T, data []byte) string {
	t.Helper()
	var said strings.Builder
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range z.File {
		if !strings.HasSuffix(part.Name, ".xml") && !strings.HasSuffix(part.Name, ".rels") {
			continue
		}
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		inside := ""
		for x := xml.NewDecoder(r); ; {
			token, err := x.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", part.Name, err)
			}
			switch token := token.(type) {
			case xml.StartElement:
				inside = token.Name.Local
			case xml.EndElement:
				inside = ""
			case xml.CharData:
				if inside == "t" && part.Name == "word/document.xml" {
					said.Write(token)
				}
			}
		}
		r.Close()
	}
	return said.String()
}

// Headings are the templates' own, whatever anybody is called.
func TestHeadingsAreNobodysText(t *testing.T) {
	headings := func(s string) (out []string) {
		d, _ := compose(t, poisoned(t, s), "regulator")
		visit(d, func(b doc.Block) {
			if h, ok := b.(doc.Heading); ok {
				out = append(out, h.Text)
			}
		}, func(doc.Inline) {})
		return out
	}
	want := headings("甲")
	for _, s := range naughty() {
		if strings.TrimFunc(s, func(r rune) bool { return !unicode.IsPrint(r) || unicode.IsSpace(r) }) == "" {
			continue
		}
		if got := headings(s); !slices.Equal(got, want) {
			t.Errorf("%q: headings %q, want %q", s, got, want)
		}
	}
}
