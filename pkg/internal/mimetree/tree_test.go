package mimetree

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
)

var limits = Limits{Depth: 8, Parts: 50}

func outline(p *Part, text string, b *strings.Builder) {
	fmt.Fprintf(b, "%s %q [%s]\n", p.Label(), p.Media, strings.TrimSpace(text[p.Body.From:p.Body.To]))
	for _, child := range p.Children {
		outline(child, text, b)
	}
}

// The places of parts are those of the file, whatever its lines end in and
// whether what is open is closed.
func TestPlaces(t *testing.T) {
	const head = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n"
	for _, c := range []struct{ name, text, want, whole, wrong string }{
		{
			"two parts", head + "above\n--a\n\none\n--a\nContent-Type: text/html\n\ntwo\n--a--\nbelow\n",
			`1 "" [one]` + "\n" + `2 "text/html" [two]` + "\n", "--a\n\none\n|--a\nContent-Type: text/html\n\ntwo\n", "",
		},
		{
			"not closed", head + "--a\n\none\n--a\n\ntwo",
			`1 "" [one]` + "\n" + `2 "" [two]` + "\n", "--a\n\none\n|--a\n\ntwo", "unclosed a",
		},
		{
			"one in the other, not closed",
			head + "--a\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\nx\n--a\n\ny\n--a--\n",
			`1 "multipart/alternative" [--b` + "\n\nx]\n" + `1.1 "" [x]` + "\n" + `2 "" [y]` + "\n",
			"--a\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\nx\n|--a\n\ny\n", "unclosed b",
		},
		{
			"a line that only begins like a boundary", head + "--a\n\n--about\n--a--\n",
			`1 "" [--about]` + "\n", "--a\n\n--about\n", "",
		},
	} {
		for _, end := range []string{"\n", "\r\n"} {
			text := strings.ReplaceAll(c.text, "\n", end)
			tree, err := Read(context.Background(), strings.NewReader(text), Span{0, int64(len(text))}, false, limits)
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			var wholes []string
			for _, p := range tree.Root.Children {
				outline(p, text, &b)
				wholes = append(wholes, text[p.Whole.From:p.Whole.To])
			}
			if got := strings.ReplaceAll(b.String(), "\r\n", "\n"); got != c.want {
				t.Errorf("%s: parts\n%swant\n%s", c.name, got, c.want)
			}
			if got := strings.ReplaceAll(strings.Join(wholes, "|"), "\r\n", "\n"); got != c.whole {
				t.Errorf("%s: %q, want %q", c.name, got, c.whole)
			}
			wrong := ""
			for _, f := range tree.Faults {
				if f.Wrong == Unclosed {
					wrong = "unclosed " + string(f.Text)
				}
			}
			if wrong != c.wrong {
				t.Errorf("%s: %q, want %q", c.name, wrong, c.wrong)
			}
		}
	}
}

func TestLimits(t *testing.T) {
	text := "Content-Type: multipart/mixed; boundary=a\n\n" + strings.Repeat("--a\n\nx\n", 60) + "--a--\n"
	tree, err := Read(context.Background(), strings.NewReader(text), Span{0, int64(len(text))}, false, limits)
	if err != nil || !tree.TooMany || len(tree.Root.Children) != limits.Parts {
		t.Errorf("%d parts, %v", len(tree.Root.Children), err)
	}
	if last := tree.Root.Children[limits.Parts-1]; text[last.Whole.From:last.Whole.To] != "--a\n\nx\n" {
		t.Errorf("the last part is %q", text[last.Whole.From:last.Whole.To])
	}
}

// Places follow one another inside the file, and decoding ends.
func FuzzRead(f *testing.F) {
	f.Add("From: a\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Transfer-Encoding: base64\r\n\r\nYQ==\r\n--b--\r\n", true)
	f.Add("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/x; boundary=c\n\n--c\n--b\n>From x\n=E4=\n", false)
	f.Fuzz(func(t *testing.T, text string, unquote bool) {
		r := strings.NewReader(text)
		tree, err := Read(context.Background(), r, Span{0, int64(len(text))}, unquote, limits)
		if err != nil {
			return
		}
		last := int64(0)
		tree.Leaves(func(p *Part) error {
			if p.Body.From < 0 || p.Body.From > p.Body.To || p.Body.To > int64(len(text)) || p.Body.From < last {
				t.Fatalf("part %s lies at %v of %d, behind %d", p.Label(), p.Body, len(text), last)
			}
			last = p.Body.To
			if _, err := io.Copy(io.Discard, p.Content(r, unquote)); err != nil {
				t.Fatal(err)
			}
			return nil
		})
	})
}
