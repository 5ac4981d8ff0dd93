package cli

import (
	"context"

	"complain/pkg/casefile"
)

func redactPaper(ctx context.Context, s *session, f *casefile.File, t redactTarget, o redactOptions) error {
	return redactText(ctx, s, f, t, o)
}
