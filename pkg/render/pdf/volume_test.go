package pdf

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"complain/pkg/doc"
	"complain/pkg/doc/doctest"
)

// Volumes are files by themselves whose pages bear the numbers of the whole.
func TestVolumes(t *testing.T) {
	page := func(text string) doc.Block {
		return doc.Paragraph{Text: []doc.Inline{doc.Text(text), doc.Ref{Anchor: "third", Label: "the third"}}}
	}
	d := &doc.Document{Lang: "en", Title: "Parts", ID: strings.Repeat("0a", 32), Words: doctest.KitchenSinkEN().Words, Blocks: []doc.Block{
		doc.Heading{Level: 1, Text: "One", Anchor: "first"}, page("alpha "), doc.PageBreak{}, page("beta "),
		doc.PageBreak{Volume: true}, doc.Heading{Level: 1, Text: "Three", Anchor: "third"}, page("gamma "),
	}}
	var files []string
	err := Volumes(d, nil, func(n int, render func(io.Writer) error) error {
		var b bytes.Buffer
		if err := render(&b); err != nil {
			return err
		}
		if n != len(files) {
			t.Errorf("volume %d after %d", n, len(files))
		}
		files = append(files, tool(t, "pdftotext", "-raw", saved(t, b.Bytes()), "-"))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 2 {
		t.Fatalf("%d volumes", len(files))
	}
	for i, want := range [][]string{{"alpha", "beta", "Page 2 of 3", "the third, p. 3"}, {"gamma", "Page 3 of 3"}} {
		for _, w := range want {
			if !strings.Contains(files[i], w) {
				t.Errorf("volume %d does not say %q:\n%s", i+1, w, files[i])
			}
		}
	}
	if strings.Contains(files[0], "gamma") || strings.Contains(files[1], "alpha") {
		t.Error("a volume holds pages of another")
	}
	pages, spans, err := Spans(d, nil)
	if err != nil || pages != 3 || spans["third"] != (Span{3, 3}) || spans["first"] != (Span{1, 2}) {
		t.Errorf("%d pages, %v, %v", pages, spans, err)
	}
}

// What the file says of itself is there for programs that read XMP, well formed
// whatever the words are.
func TestXMP(t *testing.T) {
	d := &doc.Document{Lang: "en", Title: "A <b> & \u202e]]>", Author: "Ann \x00 Other", ID: strings.Repeat("0a", 32), Words: doctest.KitchenSinkEN().Words,
		Blocks: []doc.Block{doc.Heading{Level: 1, Text: "One"}}}
	x := metadata(d)
	var v struct{}
	if err := xml.Unmarshal(x[bytes.IndexByte(x, '\n'):], &v); err != nil {
		t.Errorf("%v\n%s", err, x)
	}
	if got := render(t, d, nil); !bytes.Contains(got, x) {
		t.Error("the file does not hold it")
	}
}
