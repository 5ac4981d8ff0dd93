package channel

import (
	"testing"

	"go.yaml.in/yaml/v3"
)

// A source is called by its own title in every language, and what this project says
// of itself in the reader's.
func TestTitles(t *testing.T) {
	var sources map[string]Source
	if err := yaml.Unmarshal([]byte("a: {title: 民法典, date: 2021-01-01}\nb: {title: {zh: 一般常识, en: general knowledge}}"), &sources); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ source, lang, want string }{
		{"a", "zh", "民法典"}, {"a", "en", "民法典"}, {"b", "zh", "一般常识"}, {"b", "en", "general knowledge"}, {"b", "zh-Hant", "一般常识"}, {"b", "fr", "general knowledge"},
	} {
		if got := sources[c.source].Title.In(c.lang); got != c.want {
			t.Errorf("%s in %s: %q", c.source, c.lang, got)
		}
	}
	if err := yaml.Unmarshal([]byte("a: {title: [1]}"), &sources); err == nil {
		t.Error("a list is no title")
	}
	// No source that is this project's own has its words in one language alone.
	b, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := b.Practice()
	if err != nil {
		t.Fatal(err)
	}
	for _, all := range []map[string]Source{b.sources, p.sources} {
		if own := all["OWN"].Title; own.In("zh") == own.In("en") || own.In("zh") == "" {
			t.Errorf("%q", own)
		}
	}
}
