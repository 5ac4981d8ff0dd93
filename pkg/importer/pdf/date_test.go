package pdf

import (
	"context"
	"strings"
	"testing"

	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
)

func TestReadDate(t *testing.T) {
	src := importer.NewSource("a.pdf", "", strings.NewReader(""), 0, importertest.Options(t, "Asia/Shanghai"))
	for in, want := range map[string]string{
		"D:20260305140322+08'00'": "2026-03-05T14:03:22+08:00",
		"D:20260305140322+08'00":  "2026-03-05T14:03:22+08:00",
		"D:20260305060322Z":       "2026-03-05T14:03:22+08:00",
		"D:20260305060322Z00'00'": "2026-03-05T14:03:22+08:00",
		"D:20260305060322-05'30'": "2026-03-05T06:03:22-05:30",
		"20260305140322":          "2026-03-05T14:03:22+08:00", // no zone: the case's
		"D:202603051403":          "2026-03-05T14:03+08:00",
		"D:20260305":              "2026-03-05",
		"D:2026":                  "2026",
		"D:20260230140322Z":       "",
		"D:20261305":              "",
		"D:2026030514032":         "",
		"D:191260305":             "", // a year that overflowed in 2000
		"D:19000101000000Z":       "",
		"today":                   "",
		"":                        "",
	} {
		if got := readDate(src, in).String(); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestReadXMP(t *testing.T) {
	const open = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:st="urn:history"`
	for _, tt := range []struct {
		name, xmp string
		want      described
	}{
		{"attributes", open + ` xmp:CreateDate="2026-03-05" xmp:CreatorTool="WPS"/>`, described{created: "2026-03-05", tool: "WPS"}},
		{"a list", open + `><dc:creator><rdf:Seq><rdf:li>甲</rdf:li><rdf:li>乙</rdf:li></rdf:Seq></dc:creator></rdf:Description>`, described{author: "甲"}},
		{"an event of its history", open + `><st:History><rdf:Seq><rdf:li><rdf:Description xmp:CreateDate="1999-01-01"/></rdf:li></rdf:Seq></st:History></rdf:Description>`, described{}},
		{"cut", open + ` xmp:CreateDate="2026-03-05"><dc:title><<<`, described{created: "2026-03-05"}},
		{"deep", strings.Repeat("<a>", 100) + open + ` xmp:CreateDate="2026-03-05"/>`, described{}},
	} {
		if got := readXMP([]byte(tt.xmp)); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

// A password opens what asks for one; a wrong one is said to be wrong.
func TestPasswords(t *testing.T) {
	for _, c := range importertest.Cases(t, "pdf") {
		if !strings.HasSuffix(c.Dir, "password") {
			continue
		}
		c.Source.Options.Passwords = []string{"guess"}
		if _, _, err := importertest.Extract(context.Background(), Importer{}, c.Source); err == nil || !strings.Contains(err.Error(), "ask.password.pdf-wrong") {
			t.Error(err)
		}
		c.Source.Options.Passwords = []string{"guess", "secret"}
		tally, records, err := importertest.Extract(context.Background(), Importer{}, c.Source)
		if err != nil || len(records) != 2 || !tally.Conserved() || !strings.HasPrefix(records[1].Text, "不予立案告知书") {
			t.Errorf("%d records, %v", len(records), err)
		}
		return
	}
	t.Fatal("no fixture")
}
