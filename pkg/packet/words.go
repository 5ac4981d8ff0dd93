package packet

import (
	"complain/pkg/doc"
	"complain/pkg/locale"
)

// Words is what renderers add to a packet in lang.
func Words(lang locale.Lang) doc.Words {
	return doc.Words{
		PageNumber:     lang.Say("page.number", "{0}", "{1}"),
		ExhibitPage:    lang.Say("page.of-exhibit", "{0}", "{1}"),
		Reference:      lang.Say("page.reference", "{0}", "{1}"),
		ReferencedPage: lang.Say("page.referenced", "{0}"),
		BeforeNumbers:  lang.Say("page.before-numbers"),
		GoesOn:         lang.Say("page.goes-on"),
		Blank:          lang.Say("page.blank", "{0}"),
		Colon:          lang.Say("page.colon"),
		Mark:           lang.Say("page.mark", "{0}"),
		Picture:        lang.Say("page.picture", "{0}", "{1}"),
		NoPicture:      lang.Say("page.no-picture", "{0}", "{1}"),
		Sheet:          lang.Say("page.sheet", "{0}", "{1}"),
		NoSheet:        lang.Say("page.no-sheet", "{0}", "{1}", "{2}"),
	}
}
