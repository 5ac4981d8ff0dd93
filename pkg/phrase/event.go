package phrase

import (
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/locale"
)

// Event is what happened, and who said it.
func Event(lang locale.Lang, e dispute.Event) string {
	text := e.Text
	if e.Summary != nil {
		text = lang.Note(*e.Summary)
	}
	if e.Sentence != "" {
		return Join(" ", e.Sentence, lang.Say("timeline.verbatim", Join(": ", e.Who, text)))
	}
	return Join(": ", e.Who, text)
}

// MadeFrom says of an evidence what it was made from; "" for what was
// received.
func MadeFrom(lang locale.Lang, e dispute.Evidence) string {
	if e.Derived == nil {
		return ""
	}
	return lang.Say("evidence.redacted-line", e.Derived.From, len(e.Derived.Covered), e.Derived.Why)
}

// Doubt asks whether evidence belongs to the case.
func Doubt(lang locale.Lang, span dossier.Span, d dossier.Doubt) dispute.Note {
	count, numbers := lang.Say("doubt.count."+d.What, len(d.Evidence)), dossier.Numbers(d.Evidence)
	switch d.Why {
	case dossier.Far:
		return dispute.Say("doubt.far", count, numbers, Days(lang, d.From, d.To), Days(lang, span.From, span.To))
	case dossier.OtherOrder:
		return dispute.Say("doubt.order", count, numbers, d.Order)
	case dossier.Bare:
		return dispute.Say("doubt.bare", count, numbers)
	}
	return dispute.Say("doubt.unreadable", count, numbers)
}
