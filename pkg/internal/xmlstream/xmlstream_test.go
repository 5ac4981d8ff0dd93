package xmlstream

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"complain/pkg/internal/broken"
)

func never() error { return nil }

func read(text string) (out []string, err error) {
	x := NewReader(strings.NewReader(text), never)
	x.Keep = func(_, name string) bool { return name != "data" }
	for {
		t, err := x.Next()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		end := ""
		if t.End {
			end = "/"
		}
		out = append(out, fmt.Sprintf("%s%s%v@%d:%s", end, t.Name, t.Attr, t.Depth, text[t.Offset:t.Offset+t.Length]))
	}
}

func TestRead(t *testing.T) {
	got, err := read("<?xml version='1.0'?><!-- <a> --><!DOCTYPE r [ ]>\n<r n=\"1\"><s b='a &amp;&#10;\"&#55357;&#56832;&no;' data=\"x\" /> t <p></p></r>\n")
	want := []string{
		`r[{n 1}]@1:<r n="1">`,
		"s[{b a &\n\"😀&no;}]@2:<s b='a &amp;&#10;\"&#55357;&#56832;&no;' data=\"x\" />",
		"/s[]@2:<s b='a &amp;&#10;\"&#55357;&#56832;&no;' data=\"x\" />",
		"p[]@2:<p>", "/p[]@2:</p>", "/r[]@1:</r>",
	}
	if err != nil || strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%v\n%s", err, strings.Join(got, "\n"))
	}
}

func TestText(t *testing.T) {
	x := NewReader(strings.NewReader("<?xml version='1.0'?> above <r>a &lt;b&gt; &#x4e2d;<!-- no --> c<s/>\xff<t><![CDATA[<x> &amp; ]] ]]]>!</t> </r> below"), never)
	x.KeepText = true
	var got []string
	for {
		tag, err := x.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%s %t %q", tag.Name, tag.End, tag.Before))
	}
	want := []string{`r false ""`, `s false "a <b> 中 c"`, `s true ""`, "t false \"\uFFFD\"", `t true "<x> &amp; ]] ]!"`, `r true " "`}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
}

func TestEnds(t *testing.T) {
	for text, want := range map[string]error{
		"<r><s a='1'/><s a='": broken.ErrCut, "<r><s/>": broken.ErrCut, "<r></s>": ErrSyntax, "<r a=1>": ErrSyntax, "x": ErrSyntax, "": ErrSyntax,
		strings.Repeat("<r>", 300): broken.ErrDepth, "<r " + strings.Repeat("a", 3000): ErrLong, "<r></r x='1'>": ErrSyntax,
	} {
		_, err := read(text)
		var at *broken.Error
		if !errors.Is(err, want) || !errors.As(err, &at) {
			t.Errorf("%.30q: %v", text, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("<r><s b='a &amp; &#55357;&#56832;'/></r>")
	f.Fuzz(func(t *testing.T, text string) {
		_, err := read(text)
		var at *broken.Error
		if err != nil && !errors.As(err, &at) {
			t.Error(err)
		}
	})
}
