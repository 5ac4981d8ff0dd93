package cli

import (
	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/locale"
)

func newCustody(a *app) *cobra.Command {
	c := a.command("custody", "custody", func(cmd *cobra.Command, _ []string) error {
		ctx := cmd.Context()
		file, err := a.open(ctx, casefile.Salvage)
		if err != nil {
			return err
		}
		defer file.Close()
		if !a.json {
			t := a.table("custody.head.seq", "custody.head.at", "custody.head.action", "custody.head.subject", "custody.head.hash")
			t.flexible = 3
			for e, err := range file.Custody(ctx) {
				if err != nil {
					return err
				}
				t.row(itoa(e.Seq), e.At, a.action(e.Action), e.Subject, e.Hash[:16])
			}
			t.print()
			return nil
		}
		for e, err := range file.Custody(ctx) {
			if err != nil {
				return err
			}
			if err := a.writeJSON(a.out, custodyJSON(e)); err != nil {
				return err
			}
		}
		return nil
	})
	c.Args = a.arguments(0, 0, "")
	return c
}

func custodyJSON(e casefile.Entry) map[string]any {
	return map[string]any{"seq": e.Seq, "at": e.At, "action": e.Action, "subject": e.Subject, "detail": e.Detail, "hash": e.Hash}
}

// action is what was done, in words; a newer version may have done things that
// this one has no word for.
func (a *app) action(name string) string {
	if code := "custody.action." + name; locale.Has(code) {
		return a.say(code)
	}
	return name
}
