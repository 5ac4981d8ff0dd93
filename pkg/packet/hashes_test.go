package packet

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"complain/pkg/doc"
	"complain/pkg/locale"
	"complain/pkg/render/pdf"
)

func TestHashesIn(t *testing.T) {
	const hash = "3f9a41c07d52e1b8c6d4a59f0e7b2c8d1a6f3e5b9c0d7a4f8e2b6c1d5a9f3e70"
	deflate := func(text string) string {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		fmt.Fprint(w, text)
		w.Close()
		return b.String()
	}
	zipped := func(text string) string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.Create("word/document.xml")
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(w, text)
		z.Close()
		return b.String()
	}
	ours := func() string {
		var b bytes.Buffer
		if err := pdf.Render(&b, &doc.Document{Lang: "en", Words: Words(locale.English), Title: "x", Keys: "complain custody " + hash + " manifest ",
			Date: time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC), Blocks: []doc.Block{doc.Title{Text: "x"}}}, nil); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	for name, data := range map[string]string{
		"text":                  "head\n" + strings.ToUpper(hash) + "\n",
		"HTML":                  "<p>" + hash + "</p>",
		"our PDF":               ours(),
		"PDF saved anew":        "%PDF-1.7\n1 0 obj\n<</Length 9>>\nstream\r\n" + deflate("/Keywords (complain custody "+hash+")") + "\nendstream\n",
		"PDF with noise before": "%PDF-1.7\nstream\nno zlib\nendstream\nstream\n" + deflate(hash) + "\nendstream",
		"PDF cut":               "%PDF-1.7\nstream\n" + deflate(hash + strings.Repeat(" and more", 90000))[:400],
		"DOCX":                  zipped("<w:t>" + hash + "</w:t>"),
	} {
		if got := HashesIn(context.Background(), []byte(data)); !got[hash] {
			t.Errorf("%s: found %v", name, got)
		}
	}
	for name, data := range map[string]string{
		"empty": "", "longer": hash + "0", "words": "x" + hash, "63": hash[1:], "bomb": "%PDF-1.7\nstream\n" + deflate(strings.Repeat("\x00", 64<<20)),
	} {
		if got := HashesIn(context.Background(), []byte(data)); len(got) != 0 {
			t.Errorf("%s: found %v", name, got)
		}
	}
}
