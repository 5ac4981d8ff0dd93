package locale

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestFilesAreRead(t *testing.T) {
	if names := BuiltIn().Names(); names != "en (English), zh (中文)" {
		t.Errorf("languages %q: say here what was added, English first", names)
	}
	names, err := filepath.Glob("sentences/*.txt")
	if err != nil || len(names) != len(carried()) {
		t.Errorf("%d files of which %d are carried: %v", len(names), len(carried()), err)
	}
	for _, lang := range carried() {
		s, err := parse(lang.text)
		if err != nil {
			t.Fatal(err)
		}
		if len(s.places) == 0 {
			t.Errorf("%s: no sentences", lang.tag)
		}
		for _, code := range s.codes() {
			if s.text(code) == "" {
				t.Errorf("%s: %s is in the file and is not found", lang.tag, code)
			}
		}
	}
}

func TestParse(t *testing.T) {
	s, err := parse(strings.ReplaceAll(`# head
language.plurals: other

## area

a.plain: words: with a colon "quoted"
a.edge: "  kept "
a.quotes: ""said""
a.block:
	first
	  second

	"third"

# comment
a.cr: x
a.last:
	end`, "a.cr: x\n", "a.cr: x\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"language.plurals", "a.plain", "a.edge", "a.quotes", "a.block", "a.cr", "a.last"}
	if !slices.Equal(s.codes(), want) {
		t.Errorf("codes %q", s.codes())
	}
	for code, want := range map[string]string{
		"a.plain":  `words: with a colon "quoted"`,
		"a.edge":   "  kept ",
		"a.quotes": `"said"`,
		"a.block":  "first\n  second\n\n\"third\"",
		"a.cr":     "x",
		"a.last":   "end",
	} {
		if s.text(code) != want {
			t.Errorf("%s: got %q, want %q", code, s.text(code), want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"a: x\nno sentence":       `2: neither code and colon nor the line of a sentence: "no sentence"`,
		"a: x\n\tone line more":   `2: neither code and colon nor the line of a sentence: "\tone line more"`,
		"a:\n\tx\n\n\ty\n two: x": `5: neither code and colon nor the line of a sentence: " two: x"`,
		": x":                     `1: neither code and colon nor the line of a sentence: ": x"`,
		"a: x\n\nb: y\na: z":      "4: a stands here twice",
		"a:\nb: x":                "1: a has no words",
		"a:\n\t\n\t":              "1: a has no words",
		"a: \"\"":                 "1: a has no words",
		"a: \xff":                 "0: not UTF-8",
		"a: x":                    `0: language.plurals: the last form is not other: ""`,
	} {
		if _, err := parse(text); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("language.plurals: one: n = 1; other\na: x\nb:\n\ty\n\n\tz\n# c\n")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := parse(text)
		if err != nil {
			return
		}
		for _, code := range s.codes() {
			if s.text(code) == "" {
				t.Errorf("%q has no words", code)
			}
		}
	})
}

// A command reads the file of its language, once.
func BenchmarkRead(b *testing.B) {
	for _, lang := range carried() {
		b.Run(lang.tag, func(b *testing.B) {
			for b.Loop() {
				if _, err := index(lang.text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
