package importertest

import (
	"regexp"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/locale"
)

// formatName is a variant that is its own name in every language: a format, or
// a format and its version.
var formatName = regexp.MustCompile(`^[a-z0-9.]+(-[0-9.]+)?$`)

// About demands that im names itself and its variants in every language: those
// that it has words for, and those that its fixtures are of.
func About(t *testing.T, im importer.Importer) {
	about := im.About()
	Words(t, im.Name(), about)
	for _, c := range Cases(t, im.Name()) {
		variant := im.Identify(c.Source).Variant
		if about.Variants[variant] == nil && variant != "" && !formatName.MatchString(variant) {
			t.Errorf("%s: About has no words for the variant %q", c.Dir, variant)
		}
	}
}

// Words demands that what the importer called name says of itself is said in
// every language.
func Words(t *testing.T, name string, about importer.About) {
	t.Helper()
	whole(t, "the name of "+name, about.Name)
	if len(about.Source) > 0 {
		whole(t, "the source of "+name, about.Source)
	}
	for variant, words := range about.Variants {
		whole(t, name+"'s variant "+variant, words)
	}
}

func whole(t *testing.T, what string, words dispute.Words) {
	t.Helper()
	for _, lang := range locale.Langs() {
		if words[lang.Tag()] == "" {
			t.Errorf("%s is not said in %s", what, lang)
		}
	}
}
