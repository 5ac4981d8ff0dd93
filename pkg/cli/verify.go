package cli

import (
	"context"
	"fmt"

	"complain/pkg/casefile"
	"complain/pkg/ingest"
)

func (a *app) runVerify(ctx context.Context) error {
	f, err := a.open(ctx, casefile.ReadOnly)
	if err != nil {
		return err
	}
	defer f.Close()
	p := a.progress()
	v, err := f.Verify(ctx, func(done, total int64) {
		p.step(ingest.Step{Name: f.Path(), Bytes: done, Of: total})
	})
	p.clear()
	if err != nil {
		return err
	}
	if len(v.Damaged) > 0 {
		a.code = exitDamaged
	}
	if a.json {
		damaged := []map[string]any{}
		for _, d := range v.Damaged {
			damaged = append(damaged, map[string]any{"what": d.What, "why": a.lang.Note(d.Why)})
		}
		return a.writeJSON(a.out, map[string]any{"ok": len(v.Damaged) == 0, "evidence_checked": v.EvidenceChecked, "bytes_checked": v.BytesChecked,
			"records_checked": v.RecordsChecked, "custody_entries": v.CustodyEntries, "head": v.Head, "damaged": damaged})
	}
	a.print("verify.checked", v.EvidenceChecked, v.BytesChecked, v.RecordsChecked, v.CustodyEntries)
	a.print("verify.head", v.Head)
	if len(v.Damaged) == 0 {
		fmt.Fprintln(a.out, a.out.style.good.Render(a.say("verify.ok")))
		return nil
	}
	for _, d := range v.Damaged {
		fmt.Fprintf(a.out, "%s %s: %s\n", a.out.style.bad.Render(a.say("label.damaged")), d.What, clean(a.lang.Note(d.Why)))
	}
	a.talk("verify.next")
	return nil
}
