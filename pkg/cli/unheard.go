package cli

import (
	"path"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/media"
	"complain/pkg/locale"
)

// seemsConversation reports whether a file was read as a paper and looks like a
// conversation.
func seemsConversation(r dispute.Reading) bool {
	return slices.ContainsFunc(r.Doubts, func(d dispute.Problem) bool { return d.Why.Code == "conversation.unread" })
}

// conversationHint is how a file that seems to be a conversation is read as
// one, or said to be none.
func conversationHint(lang locale.Lang, e dispute.Evidence) string {
	ending := strings.ToLower(path.Ext(e.Name))
	switch {
	case e.MediaType == media.HTML || e.MediaType == "multipart/related":
		return lang.Say("hint.conversation-page", e.ID)
	case e.MediaType == media.JSON || ending == ".jsonl" || ending == ".json":
		return lang.Say("hint.conversation-json", e.ID)
	case ending == ".csv" || ending == ".tsv":
		return lang.Say("hint.conversation-table", e.ID)
	}
	return lang.Say("hint.conversation-text", e.ID)
}
