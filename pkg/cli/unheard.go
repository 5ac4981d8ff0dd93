package cli

import (
	"path"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/media"
	"complain/pkg/locale"
)

// conversationHint is how a file that seems to be a conversation is read as
// one, or said to be none.
func conversationHint(lang locale.Lang, e dispute.Evidence) string {
	ending := strings.ToLower(path.Ext(e.Name))
	switch {
	case conversationReader(e.Reading) == byMap:
		return lang.Say("hint.conversation-map", e.ID)
	case e.MediaType == media.HTML || e.MediaType == "multipart/related":
		return lang.Say("hint.conversation-page", e.ID)
	case e.MediaType == media.JSON || ending == ".jsonl" || ending == ".json":
		return lang.Say("hint.conversation-json", e.ID)
	case slices.Contains([]string{".csv", ".tsv", ".xlsx", ".xls", ".ods"}, ending) && conversationReader(e.Reading) == "":
		return lang.Say("hint.conversation-table", e.ID)
	}
	if reader := conversationReader(e.Reading); reader != "" {
		return lang.Say("hint.conversation-text", e.ID, reader)
	}
	return lang.Say("hint.conversation-none", e.ID, e.Reading.Importer)
}

// byMap stands for a reader where a mapping can be proposed.
const byMap = "map"

// conversationReader is the reader that takes a file for the conversation which it
// seems to be; "" where none does or it was read.
func conversationReader(r dispute.Reading) string {
	for _, d := range r.Doubts {
		if d.Why.Code == dispute.UnreadConversation && len(d.Why.Args) > 1 {
			return d.Why.Args[1]
		}
	}
	return ""
}

// unheardHint is what is said below the doubts about a file that was not read as
// what it seems to be; "" for others.
func unheardHint(lang locale.Lang, e dispute.Evidence) string {
	switch {
	case e.Reading.SeemsConversation():
		return conversationHint(lang, e)
	case e.Reading.Doubted(dispute.UnreadTable):
		return lang.Say("hint.table", e.ID)
	}
	return ""
}
