package cli

import (
	"context"

	"complain/pkg/casefile"
	"complain/pkg/dossier"
	"complain/pkg/ingest"
	"complain/pkg/packet"
)

// seemsHint says what to do about it.
func (a *app) seemsHint(s packet.Seeming) string {
	return a.say("official.seems", s.Evidence, s.Answer.Name(a.lang.Tag()), s.Answer.Call())
}

func (a *app) seemsJSON(s packet.Seeming) map[string]any {
	return map[string]any{"evidence": s.Evidence.String(), "kind": s.Answer.ID, "title": s.Answer.Name(a.lang.Tag())}
}

// resultSeems is the answer whose title a file bears, if it does. What cannot be
// read of it now is said by the commands that read the case.
func (a *app) resultSeems(ctx context.Context, f *casefile.File, r ingest.Result) []packet.Seeming {
	if r.Refused != nil || r.Evidence.ID < 1 {
		return nil
	}
	seems, err := dossier.Seemings(ctx, f, a.book, r.Evidence.ID)
	if err != nil {
		return nil
	}
	return seems
}
