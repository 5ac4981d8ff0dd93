package cli

import (
	"cmp"

	"complain/pkg/dispute"
	"complain/pkg/importer/all"
	"complain/pkg/locale"
)

// importerName is what a file of the reading's importer is called; the
// importer's own name where this version does not know it.
func importerName(lang locale.Lang, r dispute.Reading) string {
	return cmp.Or(all.About(r.Importer).Name.In(lang.Tag()), r.Importer)
}

// variantName is the same with the variant, which formats name alike in every
// language.
func variantName(lang locale.Lang, r dispute.Reading) string {
	name := importerName(lang, r)
	if r.Variant == "" {
		return name
	}
	if words := all.About(r.Importer).Variants[r.Variant].In(lang.Tag()); words != "" {
		return lang.Say("add.variant", name, words)
	}
	return name + " " + r.Variant
}
