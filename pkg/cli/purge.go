package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
)

type purgeOptions struct {
	why     string
	confirm []string
}

func newPurge(s *session) *cobra.Command {
	var o purgeOptions
	c := command(s.Lang, "purge", "purge E1... --why REASON", func(cmd *cobra.Command, args []string) error {
		if strings.TrimSpace(o.why) == "" {
			return usage("error.purge-no-reason").next("hint.purge-no-reason", args[0])
		}
		return eachEvidence(cmd.Context(), s, casefile.ReadWrite, args, func(f *casefile.File, e dispute.Evidence) error {
			return runPurge(cmd.Context(), s, f, e, o)
		})
	})
	c.Args = arguments(s.Lang, 1, -1, "E1")
	c.Flags().StringVar(&o.why, "why", "", s.Say("flag.why"))
	c.Flags().StringSliceVar(&o.confirm, "confirm", nil, s.Say("flag.confirm"))
	return c
}

func runPurge(ctx context.Context, s *session, f *casefile.File, e dispute.Evidence, o purgeOptions) error {
	if e.Purged != "" {
		return &casefile.PurgedError{Evidence: e.ID, Reason: e.Purged}
	}
	if err := confirmPurge(s.Screen, e, o.confirm); err != nil {
		return err
	}
	p, err := f.Purge(ctx, e.ID, o.why)
	if err != nil {
		return err
	}
	// The one command that removes something proves at once that nothing else
	// went with it.
	v, err := f.Verify(ctx, nil)
	if err != nil {
		return err
	}
	if len(v.Damaged) > 0 {
		s.code = exitDamaged
	}
	inside := []string{}
	for _, id := range p.Inside {
		inside = append(inside, id.String())
	}
	if s.JSON {
		return s.WriteJSON(answer.Purge{Evidence: e.ID.String(), Purged: o.why, SHA256: e.SHA256, Size: e.Size, BytesRemoved: p.Bytes,
			RecordsRemoved: p.Records, PicturesRemoved: p.Pictures, StillIn: inside, Shrunk: p.Shrunk, Ok: len(v.Damaged) == 0, Damaged: damageJSON(s.Lang, v.Damaged)})
	}
	s.Print("purge.done", e.ID, p.Bytes, p.Records, p.Pictures)
	s.Print("purge.kept", screen.Clean(e.Name), e.SHA256)
	for _, id := range p.Inside {
		s.Print("purge.inside", id, e.ID)
	}
	if p.Bytes == 0 && e.Size > 0 {
		s.Print("purge.shared")
	}
	if !p.Shrunk {
		s.Print("purge.not-shrunk")
	}
	if len(v.Damaged) > 0 {
		printDamage(s.Screen, v.Damaged)
		return nil
	}
	s.Print("verify.ok")
	s.Talk("purge.elsewhere")
	return nil
}

// confirmPurge wants the number typed, not a yes: what is purged is gone.
func confirmPurge(scr *screen.Screen, e dispute.Evidence, confirmed []string) error {
	confirm := strings.Join(confirmed, ",")
	if slices.ContainsFunc(confirmed, func(c string) bool { return strings.EqualFold(strings.TrimSpace(c), e.ID.String()) }) {
		confirm = e.ID.String()
	}
	if confirm == "" {
		if !scr.Asks() {
			return usage("error.purge-confirm", e.ID).next("hint.purge-confirm", e.ID)
		}
		fmt.Fprintln(scr.Err, scr.Say("purge.warn", e.ID, screen.Clean(e.Name), e.Size))
		line, err := scr.Line(scr.Say("purge.type", e.ID))
		if err != nil {
			return err
		}
		confirm = line
	}
	if !strings.EqualFold(confirm, e.ID.String()) {
		return usage("error.purge-other", confirm, e.ID)
	}
	return nil
}
