package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
)

type purgeOptions struct {
	why, confirm string
}

func newPurge(a *app) *cobra.Command {
	var o purgeOptions
	c := a.command("purge", "purge E1 --why REASON", func(cmd *cobra.Command, args []string) error {
		if strings.TrimSpace(o.why) == "" {
			return usage("error.purge-no-reason").next("hint.purge-no-reason", args[0])
		}
		return a.withEvidence(cmd.Context(), casefile.ReadWrite, args[0], func(f *casefile.File, e dispute.Evidence) error {
			return a.runPurge(cmd.Context(), f, e, o)
		})
	})
	c.Args = a.arguments(1, 1, "E1")
	c.Flags().StringVar(&o.why, "why", "", a.say("flag.why"))
	c.Flags().StringVar(&o.confirm, "confirm", "", a.say("flag.confirm"))
	return c
}

func (a *app) runPurge(ctx context.Context, f *casefile.File, e dispute.Evidence, o purgeOptions) error {
	if e.Purged != "" {
		return &casefile.PurgedError{Evidence: e.ID, Reason: e.Purged}
	}
	if err := a.confirmPurge(e, o.confirm); err != nil {
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
		a.code = exitDamaged
	}
	inside := []string{}
	for _, id := range p.Inside {
		inside = append(inside, id.String())
	}
	if a.json {
		return a.writeJSON(a.out, map[string]any{"evidence": e.ID.String(), "purged": o.why, "sha256": e.SHA256, "size": e.Size, "bytes_removed": p.Bytes,
			"records_removed": p.Records, "pictures_removed": p.Pictures, "still_in": inside, "shrunk": p.Shrunk, "ok": len(v.Damaged) == 0, "damaged": a.damageJSON(v.Damaged)})
	}
	a.print("purge.done", e.ID, p.Bytes, p.Records, p.Pictures)
	a.print("purge.kept", clean(e.Name), e.SHA256)
	for _, id := range p.Inside {
		a.print("purge.inside", id, e.ID)
	}
	if p.Bytes == 0 && e.Size > 0 {
		a.print("purge.shared")
	}
	if !p.Shrunk {
		a.print("purge.not-shrunk")
	}
	if len(v.Damaged) > 0 {
		a.printDamage(v.Damaged)
		return nil
	}
	a.print("verify.ok")
	a.talk("purge.elsewhere")
	return nil
}

// confirmPurge wants the number typed, not a yes: what is purged is gone.
func (a *app) confirmPurge(e dispute.Evidence, confirm string) error {
	if confirm == "" {
		if !a.asks() {
			return usage("error.purge-confirm", e.ID).next("hint.purge-confirm", e.ID)
		}
		fmt.Fprintln(a.err, a.say("purge.warn", e.ID, clean(e.Name), e.Size))
		fmt.Fprint(a.err, a.say("purge.type", e.ID), " ")
		a.err.Flush()
		line, err := a.lines().ReadString('\n')
		if err != nil && err != io.EOF {
			return fmt.Errorf("ask: %w", err)
		}
		confirm = strings.TrimSpace(line)
	}
	if !strings.EqualFold(confirm, e.ID.String()) {
		return usage("error.purge-other", confirm, e.ID)
	}
	return nil
}
