package packet

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/locale"
)

// skeleton is the types of a document's blocks, with the texts of headings.
func skeleton(d *doc.Document) []string {
	var out []string
	visit(d, func(b doc.Block) {
		name := reflect.TypeOf(b).String()
		if h, ok := b.(doc.Heading); ok {
			name += " " + h.Text
		}
		out = append(out, name)
	}, func(doc.Inline) {})
	return out
}

// poisoned is the sample with every free text of the user's or the evidence's
// replaced.
func poisoned(t *testing.T, text string) input {
	in := sample(t, locale.Chinese)
	in.Case.Title, in.Case.Order, in.Case.Zone = text, text, text
	in.Version, in.Office = text, text
	for i := range in.Parties {
		p := &in.Parties[i]
		p.Name, p.Address, p.Phone, p.Email, p.Aliases = text, text, text, text, nil
		p.Identifiers = []dispute.Identifier{{Kind: "shop-id", Value: text}}
	}
	for i := range in.Claims {
		in.Claims[i].Text, in.Claims[i].Basis = text, text
	}
	for i := range in.Evidence {
		e := &in.Evidence[i]
		e.Name, e.Path, e.Title, e.Source, e.Proves, e.MediaType = text, text, text, text, text, text
		for j := range e.Reading.Totals {
			e.Reading.Totals[j].Declared, e.Reading.Totals[j].Read = text, text
		}
	}
	for i := range in.Events {
		in.Events[i].Who, in.Events[i].Text, in.Events[i].Summary = text, text, nil
	}
	for id, r := range in.Records {
		r.Who, r.Text, r.Order, r.Merchant, r.Status, r.Type, r.Files = text, text, text, text, text, text, []string{text}
		in.Records[id] = r
	}
	return in
}

func TestTextNeverBecomesStructure(t *testing.T) {
	tame, _ := compose(t, poisoned(t, "甲"), "regulator")
	for _, text := range []string{
		hostile, "# x", "## x {#facts}", "::exhibits", "::page-break\n", "\n\n::annex\n\n", "**", "- x\n- y", "1. x\n2. y",
		"{{.Title}}", "{{template \"annexes\" .}}", "\x000\x00", "\x00", "{#annex}", "a\u2028# b", "\u202e", "\x1b]52;c;x\x07",
	} {
		d, _ := compose(t, poisoned(t, text), "regulator")
		if got, want := skeleton(d), skeleton(tame); !slices.Equal(got, want) {
			t.Errorf("%q changed the structure:\n got %q\nwant %q", text, got, want)
		}
		check := func(where, s string) {
			for _, r := range s {
				if r != '\n' && unicode.IsControl(r) || r >= 0x202a && r <= 0x202e {
					t.Errorf("%q: %s holds %U: %q", text, where, r, s)
					return
				}
			}
		}
		check("head", d.Head)
		check("title", d.Title+d.Author+d.Subject+d.Foot)
		visit(d, func(b doc.Block) {
			switch b := b.(type) {
			case doc.Exhibit:
				check("exhibit", b.Title)
			case doc.Transcript:
				for _, turn := range b.Turns {
					check("turn", turn.Who+turn.When)
				}
			case doc.KeyValues:
				for _, kv := range b.Rows {
					check("key", kv.Key)
				}
			}
		}, func(in doc.Inline) {
			switch in := in.(type) {
			case doc.Text:
				check("text", string(in))
				if strings.Contains(string(in), "\n") {
					t.Errorf("%q: a line end inside a text", text)
				}
			case doc.Strong:
				check("strong", string(in))
			}
		})
	}
}

// What a template prints is escaped wherever it prints it.
func TestTemplatesEscapeEverywhere(t *testing.T) {
	in := sample(t, locale.Chinese)
	in.Case.Order = "# 9\n::annex **x**"
	run := func(text string) (*doc.Document, error) {
		b := book(t)
		ch, err := b.Resolve("regulator", in.Case)
		if err != nil {
			t.Fatal(err)
		}
		d, _, err := in.compose(ch, b, fstest.MapFS{"regulator/zh.md": {Data: []byte(text)}})
		return d, err
	}
	want := []doc.Inline{doc.Text("# 9 ::annex **x**")}
	for _, text := range []string{
		"{{.Order}}",
		"{{if true}}{{.Order}}{{end}}",
		"{{if false}}{{else}}{{.Order}}{{end}}",
		"{{with .Order}}{{.}}{{end}}",
		"{{$x := .Order}}{{$x}}",
		"{{define \"a\"}}{{.Order}}{{end}}{{template \"a\" .}}",
		"{{block \"a\" .}}{{.Order}}{{end}}",
		"{{with 1}}{{$.Order}}{{end}}",
	} {
		d, err := run(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if len(d.Blocks) != 1 {
			t.Errorf("%s: %d blocks", text, len(d.Blocks))
			continue
		}
		if p, ok := d.Blocks[0].(doc.Paragraph); !ok || !slices.Equal(p.Text, want) {
			t.Errorf("%s: %#v", text, d.Blocks[0])
		}
	}
	for _, bad := range []string{
		"::nothing", "::facts {{.Order}}", "{{.Nothing}}", "{{.Order", "**x", "##x", "# a {#b}\n\n## c {#b}", "{{blank \"nothing\"}}",
		"{{cite \"nothing\"}}", "\x00", "{{true}}", "- a\nb",
	} {
		if _, err := run(bad); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

func TestMarkdown(t *testing.T) {
	in := sample(t, locale.English)
	b := book(t)
	ch, err := b.Resolve("platform", in.Case)
	if err != nil {
		t.Fatal(err)
	}
	d, _, err := in.compose(ch, b, fstest.MapFS{"platform/en.md": {Data: []byte(`# Title {{.Demands}}

## One {#one}

### Two

A **bold {{.Category}}** line
and the next.
- a
- b
1. c

::small d **e**
::page-break
`)}})
	if err != nil {
		t.Fatal(err)
	}
	want := []doc.Block{
		doc.Title{Text: "Title 3"},
		doc.Heading{Level: 1, Text: "One", Anchor: "one"},
		doc.Heading{Level: 2, Text: "Two"},
		doc.Paragraph{Text: []doc.Inline{doc.Text("A "), doc.Strong("bold "), doc.Strong("Defective goods"), doc.Text(" line and the next.")}},
		doc.List{Items: [][]doc.Inline{{doc.Text("a")}, {doc.Text("b")}}},
		doc.List{Numbered: true, Items: [][]doc.Inline{{doc.Text("c")}}},
		doc.Paragraph{Style: doc.Small, Text: []doc.Inline{doc.Text("d "), doc.Strong("e")}},
		doc.PageBreak{},
	}
	if !reflect.DeepEqual(d.Blocks, want) {
		t.Errorf("got %#v\nwant %#v", d.Blocks, want)
	}
}

func TestExcerptKeepsCharactersWhole(t *testing.T) {
	none := &composer{lang: "zh-CN", masks: newMasker(nil, channel.Profile{}, nil)}
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"abc", 3, "abc"},
		{"abcdefgh", 3, "abcdef……"},
		{"好👍🏽了", 2, "好👍🏽……"},
		{"👨\u200d👩\u200d👧xyz", 2, "👨\u200d👩\u200d👧xy……"},
		{"a🇨🇳bcd", 1, "a……"},
		{"e\u0301xyz", 1, "e\u0301x……"},
		{"they have no such serial", 5, "they have……"},
		{"they have no such serial", 6, "they have no……"},
		{"电话13800138000找我", 5, "电话……"},
		{"订单 4316208857120346159 已发", 8, "订单……"},
		{"寄到杭州市西湖区文三路12号3幢501室", 9, "寄到……"},
	} {
		if got := none.excerpt(c.in, c.n); got != c.want {
			t.Errorf("excerpt(%q, %d) is %q, not %q", c.in, c.n, got, c.want)
		}
	}
}
