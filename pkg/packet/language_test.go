package packet

import (
	"strings"
	"testing"
	"testing/fstest"

	"complain/pkg/doc"
	"complain/pkg/locale"
	"complain/templates"
)

// further is a language of sentences alone: those of English in capitals.
func further(t *testing.T, tag string) locale.Lang {
	t.Helper()
	var b strings.Builder
	for _, code := range locale.English.Codes() {
		text := locale.English.Text(code)
		if !strings.HasPrefix(code, "language.") && !strings.Contains(text, "{") {
			text = strings.ToUpper(text)
		}
		b.WriteString(code + ":\n\t" + strings.ReplaceAll(text, "\n", "\n\t") + "\n")
	}
	with, err := locale.BuiltIn().With(tag, b.String())
	if err != nil {
		t.Fatal(err)
	}
	return with.For(tag)
}

// A language that has no template of an addressee takes that of the language it
// is a variant of, else the English one; the program's own words are in the
// language all the same.
func TestLanguageWithoutTemplates(t *testing.T) {
	b := book(t)
	for _, c := range []struct{ tag, of string }{
		{"xx", "I ask your office to accept this complaint"},
		{"zh-Hant", "请求"},
	} {
		in := sample(t, further(t, c.tag))
		d, _, err := in.compose(addressed(t, b, "regulator", in.Case), b, templates.FS)
		if err != nil {
			t.Fatalf("%s: %v", c.tag, err)
		}
		var out strings.Builder
		if err := doc.Dump(&out, d); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{c.of, strings.ToUpper(locale.English.Say("packet.col.proves"))} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: no %q in\n%.600s", c.tag, want, out.String())
			}
		}
		if d.Words.GoesOn != strings.ToUpper(locale.English.Say("page.goes-on")) {
			t.Errorf("%s: the renderer says %q", c.tag, d.Words.GoesOn)
		}
	}
}

func TestTemplateOfTheLanguageItself(t *testing.T) {
	folder := fstest.MapFS{"a/en.md": {}, "a/zh.md": {}, "a/zh-Hant.md": {}}
	for lang, want := range map[string]string{"zh-Hant-TW": "zh-Hant", "zh-Hans": "zh", "zh": "zh", "fr": "en", "": "en"} {
		if got := spokenBy(folder, func(lang string) string { return "a/" + lang + ".md" }, lang); got != want {
			t.Errorf("%q takes the template in %s, want %s", lang, got, want)
		}
	}
}
