package archive

import (
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/locale"
)

// readme says, in every language of the program, what the archive holds and
// how to check it with what every system has. Its lines end as Windows wants,
// which everyone else can read too.
func readme(s *source, folder, caseFile string) string {
	parts := make([]string, 0, 2)
	// The reader is more likely to know the language of the case's packets.
	langs := locale.Langs()
	if i := slices.IndexFunc(langs, func(l locale.Lang) bool { return l.Tag() == s.c.Language }); i > 0 {
		langs = slices.Insert(slices.Delete(langs, i, i+1), 0, langs[i])
	}
	n := dispute.Say("archive.readme", shown(s.c.Title), s.c.ID, len(s.evidence), folder, caseFile, s.verified.Head)
	for _, lang := range langs {
		parts = append(parts, lang.Note(n))
	}
	return strings.ReplaceAll(strings.Join(parts, "\n\n"+strings.Repeat("-", 72)+"\n\n")+"\n", "\n", "\r\n")
}
