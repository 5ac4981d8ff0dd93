package cli

import (
	"context"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/dossier"
	"complain/pkg/ingest"
	"complain/pkg/locale"
	"complain/pkg/packet"
)

// seemsHint says what to do about it.
func seemsHint(lang locale.Lang, s packet.Seeming) string {
	return lang.Say("official.seems", s.Evidence, s.Answer.Name(lang.Tag()), s.Answer.Call())
}

func seemsJSON(lang locale.Lang, s packet.Seeming) answer.Seeming {
	return answer.Seeming{Evidence: s.Evidence.String(), Kind: s.Answer.ID, Title: s.Answer.Name(lang.Tag())}
}

// resultSeems is the answer whose title a file bears, if it does. What cannot be
// read of it now is said by the commands that read the case.
func resultSeems(ctx context.Context, s *session, f *casefile.File, r ingest.Result) []packet.Seeming {
	if r.Refused != nil || r.Evidence.ID < 1 {
		return nil
	}
	seems, err := dossier.Seemings(ctx, f, s.book, r.Evidence.ID)
	if err != nil {
		return nil
	}
	return seems
}
