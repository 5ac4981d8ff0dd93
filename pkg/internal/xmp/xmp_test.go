package xmp

import (
	"fmt"
	"strings"
	"testing"
)

const head = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:xmp="` + Basic + `" xmlns:dc="` + DC + `" xmlns:h="history">`

func TestRead(t *testing.T) {
	for document, want := range map[string]string{
		head + `<rdf:Description xmp:CreateDate="2026"><dc:title><rdf:Alt><rdf:li>鞋</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`:        `CreateDate "2026"; title "鞋" item`,
		head + `<rdf:Description><xmp:Tool>T</xmp:Tool><xmp:Of rdf:resource="u"/><h:a><rdf:Description xmp:CreateDate="1999"/></h:a></rdf:Description></rdf:RDF>`: `Tool "T"; Of "u"`,
		head + `<rdf:Description><xmp:Tool>T</xmp:Tool><xmp:Cr`:                                      `Tool "T"`,
		`<rdf:Description xmlns:rdf="` + rdf + `" xmlns:xmp="` + Basic + `" xmp:CreateDate="1999"/>`: ``,
		`not XML at all <`: ``,
	} {
		var got []string
		deep := Read(strings.NewReader(document), func(p Property) {
			if strings.HasPrefix(p.Space, "xmlns") || p.Space == "" || strings.TrimSpace(p.Value) == "" {
				return
			}
			got = append(got, fmt.Sprintf("%s %q%s", p.Name, p.Value, map[bool]string{true: " item"}[p.Item]))
		})
		if deep || strings.Join(got, "; ") != want {
			t.Errorf("%s\n gives %s\nwant %s", document, strings.Join(got, "; "), want)
		}
	}
	if !Read(strings.NewReader(strings.Repeat("<a>", 100)), func(Property) {}) {
		t.Error("a hundred levels were read")
	}
}

func FuzzRead(f *testing.F) {
	f.Add(head + `<rdf:Description xmp:CreateDate="2026"><dc:title><rdf:Alt><rdf:li>x</rdf:li></rdf:Alt></dc:title>`)
	f.Fuzz(func(t *testing.T, document string) {
		Read(strings.NewReader(document), func(Property) {})
	})
}
