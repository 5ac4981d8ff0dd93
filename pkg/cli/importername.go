package cli

import (
	"cmp"

	"complain/pkg/dispute"
	"complain/pkg/importer/all"
)

// importerName is what a file of the reading's importer is called; the
// importer's own name where this version does not know it.
func (a *app) importerName(r dispute.Reading) string {
	return cmp.Or(all.About(r.Importer).Name.In(a.lang.Tag()), r.Importer)
}

// variantName is the same with the variant, which formats name alike in every
// language.
func (a *app) variantName(r dispute.Reading) string {
	name := a.importerName(r)
	if r.Variant == "" {
		return name
	}
	if words := all.About(r.Importer).Variants[r.Variant].In(a.lang.Tag()); words != "" {
		return a.say("add.variant", name, words)
	}
	return name + " " + r.Variant
}
