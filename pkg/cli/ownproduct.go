package cli

import (
	"context"
	"errors"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/ingest"
	"complain/pkg/ownproduct"
)

// leaveOut takes the program's own products out of what folders hold, and says
// which: in a line of each kind, or with --json in a line of each file.
func leaveOut(ctx context.Context, s *session, f *casefile.File, items []ingest.Item, named []string) ([]ingest.Item, error) {
	own, err := ownproduct.Of(ctx, f)
	if err != nil {
		return nil, err
	}
	sorted := own.Sort(items, named)
	return sorted.Evidence, errors.Join(sayLeftOut(s, "add.own", sorted.Made), sayLeftOut(s, "add.sample", sorted.Sample))
}

// sayLeftOut says which files of a folder were not taken, and why.
func sayLeftOut(s *session, code string, items []ingest.Item) error {
	var names []string
	for _, it := range items {
		names = append(names, screen.Clean(it.Given))
	}
	switch n := len(names); {
	case n == 0:
	case s.JSON:
		for i, it := range items {
			if err := s.WriteJSON(answer.Refused{Name: it.Name, Path: it.Given, Refused: s.Say(code, 1, names[i])}); err != nil {
				return err
			}
		}
	default:
		const named = 3
		listed := strings.Join(names[:min(n, named)], s.Say("list.comma"))
		if n > named {
			listed = s.Say("list.many", listed, n)
		}
		s.Talk(code, n, listed)
	}
	return nil
}
