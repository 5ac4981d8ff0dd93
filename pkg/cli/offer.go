package cli

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"complain/pkg/casefile"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// offer asks of each file that was not read as what it seems to be, a conversation or
// a table of payments, whether to read it so. It returns how many of them are read now
// and leave nothing to look at. Where nobody can be asked, the lines below the file say
// which command does it.
func offer(ctx context.Context, s *session, added []dispute.EvidenceID) (settled int, err error) {
	if s.brief || s.Quiet || s.JSON || !s.Asks() {
		return 0, nil
	}
	f, err := s.open(ctx, casefile.ReadOnly)
	if err != nil {
		return 0, err
	}
	offers, err := offersFor(ctx, s, f, added)
	f.Close()
	if err != nil {
		return 0, err
	}
	for _, o := range offers {
		for _, line := range o.preview {
			s.Talk("map.proposed", line)
		}
		wanted, err := s.Confirm(o.question, o.e.ID, screen.Clean(cmp.Or(o.e.Path, o.e.Name)))
		if err != nil {
			return settled, err
		}
		if !wanted {
			continue
		}
		switch err := reread(ctx, s, o.how, false, []string{o.e.ID.String()}); {
		case err == nil:
			settled++
		case !errors.Is(err, errLook):
			return settled, err
		}
	}
	return settled, nil
}

// offered is a file and how it can be read as what it seems to be.
type offered struct {
	e        dispute.Evidence
	question string
	preview  []string
	how      importer.Answers
}

// offersFor are the files among those that were added which can be read as what they
// seem to be: conversations by the reader that takes them, tables by the mapping that
// is proposed, where it leaves nothing open.
func offersFor(ctx context.Context, s *session, f *casefile.File, added []dispute.EvidenceID) ([]offered, error) {
	everything, err := f.AllEvidence(ctx)
	if err != nil {
		return nil, err
	}
	var out []offered
	for _, e := range everything {
		o := offered{e: e, question: "add.offer-table"}
		reader := conversationReader(e.Reading)
		if reader != "" {
			o.question = "add.offer-conversation"
		}
		switch {
		case !slices.Contains(added, e.ID):
			continue
		case reader != "" && reader != byMap:
			o.how.As = reader
		case reader == byMap || e.Reading.Doubted(dispute.UnreadTable):
			g, err := proposeMapping(ctx, s.Screen, f, e, importer.Answers{})
			if err != nil || g.Problem != nil {
				continue // complain map says why
			}
			o.preview, o.how.Map = previewLines(s.Screen, g), mappingText(s.Screen, g)
		default:
			continue
		}
		out = append(out, o)
	}
	return out, nil
}
