package cli

import (
	"path"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/media"
)

// seemsConversation reports whether a file was read as a paper and looks like a
// conversation.
func seemsConversation(r dispute.Reading) bool {
	return slices.ContainsFunc(r.Doubts, func(d dispute.Problem) bool { return d.Why.Code == "conversation.unread" })
}

// conversationHint is how a file that seems to be a conversation is read as
// one, or said to be none.
func (a *app) conversationHint(e dispute.Evidence) string {
	ending := strings.ToLower(path.Ext(e.Name))
	switch {
	case e.MediaType == media.HTML || e.MediaType == "multipart/related":
		return a.say("hint.conversation-page", e.ID)
	case e.MediaType == media.JSON || ending == ".jsonl" || ending == ".json":
		return a.say("hint.conversation-json", e.ID)
	case ending == ".csv" || ending == ".tsv":
		return a.say("hint.conversation-table", e.ID)
	}
	return a.say("hint.conversation-text", e.ID)
}
