package cli

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/ingest"
)

type verifyOptions struct {
	sample, head, packet string
	seed                 uint64
	seeded, log          bool
}

func newVerify(a *app) *cobra.Command {
	var o verifyOptions
	c := a.command("verify", "verify", func(cmd *cobra.Command, _ []string) error {
		o.seeded = cmd.Flags().Changed("seed")
		switch {
		case o.head != "" && o.packet != "", (o.head != "" || o.packet != "") && (o.sample != "" || o.log):
			return usage("error.verify-flags").next("hint.help", cmd.CommandPath())
		case o.packet != "":
			return a.verifyPacket(cmd.Context(), o.packet)
		case o.head != "":
			return a.verifyHead(cmd.Context(), o.head)
		}
		return a.runVerify(cmd.Context(), o)
	})
	c.Args = a.arguments(0, 0, "")
	f := c.Flags()
	f.StringVar(&o.sample, "sample", "", a.say("flag.sample"))
	f.Uint64Var(&o.seed, "seed", 0, a.say("flag.seed"))
	f.BoolVar(&o.log, "log", false, a.say("flag.log"))
	f.StringVar(&o.packet, "packet", "", a.say("flag.packet"))
	f.StringVar(&o.head, "head", "", a.say("flag.head"))
	return c
}

// share reads "10%", "10" or "0.5 %".
func (a *app) share(o verifyOptions) (casefile.Sample, error) {
	if o.sample == "" {
		if o.seeded {
			return casefile.Sample{}, usage("error.seed-alone").next("hint.sample")
		}
		return casefile.Sample{}, nil
	}
	percent, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.ReplaceAll(o.sample, "％", "%"), "%")), 64)
	if err != nil || !(percent > 0 && percent <= 100) {
		return casefile.Sample{}, usage("error.sample", o.sample).next("hint.sample")
	}
	s := casefile.Sample{Percent: percent, Seed: o.seed}
	if !o.seeded {
		// A seed of its own each time: many small samples see the whole case.
		var b [8]byte
		if _, err := io.ReadFull(a.sys.Random, b[:]); err != nil {
			return s, fmt.Errorf("choose a sample: %w", err)
		}
		s.Seed = binary.BigEndian.Uint64(b[:]) >> 32 // short enough to be typed
	}
	return s, nil
}

func (a *app) runVerify(ctx context.Context, o verifyOptions) error {
	sample, err := a.share(o)
	if err != nil {
		return err
	}
	v, path, err := a.verifyCase(ctx, sample)
	if err != nil {
		return err
	}
	if len(v.Damaged) > 0 {
		a.code = exitDamaged
	} else {
		if err := a.afterVerify(ctx, v, path, sample, o.log); err != nil {
			return err
		}
	}
	if a.json {
		return a.writeJSON(a.out, a.verificationJSON(v, sample))
	}
	a.print("verify.checked", v.EvidenceChecked, v.BytesChecked, v.RecordsChecked, v.RowsChecked, v.CustodyEntries)
	if sample.Percent > 0 {
		a.print("verify.sample", v.EvidenceChecked, v.Evidence, v.BytesChecked, v.Bytes, sample.Seed)
	}
	if v.Purged > 0 {
		a.print("verify.purged", v.Purged)
	}
	a.print("verify.head", v.Head)
	for _, step := range v.Clock {
		a.print("verify.clock", step.Seq, step.At, step.Before)
	}
	if len(v.Damaged) == 0 {
		fmt.Fprintln(a.out, a.out.style.good.Render(a.say("verify.ok")))
		return nil
	}
	a.printDamage(v.Damaged)
	return nil
}

// verifyCase verifies the case a command is about, also one that other commands
// refuse to open.
func (a *app) verifyCase(ctx context.Context, sample casefile.Sample) (v casefile.Verification, path string, err error) {
	f, err := a.open(ctx, casefile.Salvage)
	if err != nil {
		return v, "", err
	}
	defer f.Close()
	p := a.progress()
	defer p.clear()
	v, err = f.VerifySample(ctx, sample, func(done, total int64) {
		p.step(ingest.Step{Name: f.Path(), Bytes: done, Of: total})
	})
	return v, f.Path(), err
}

// afterVerify does what waits for a case to be found whole: what a migration
// kept goes, and where it is wanted the log says that all was checked.
func (a *app) afterVerify(ctx context.Context, v casefile.Verification, path string, sample casefile.Sample, log bool) error {
	if sample.Percent == 0 {
		removed, err := casefile.Settle(path)
		if err != nil {
			return err
		}
		for _, name := range removed {
			a.talk("verify.settled", clean(shown(name)))
		}
	}
	if !log {
		return nil
	}
	f, err := a.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Log(ctx, "verify", "case", map[string]any{"evidence": v.EvidenceChecked, "of": v.Evidence, "bytes": v.BytesChecked,
		"records": v.RecordsChecked, "rows": v.RowsChecked, "entries": v.CustodyEntries, "head": v.Head})
}

// parts is the order in which damage is explained.
func parts() []casefile.Part {
	return []casefile.Part{casefile.PartFile, casefile.PartBytes, casefile.PartRecords, casefile.PartSaid, casefile.PartPicture, casefile.PartLog}
}

// printDamage lists what is damaged, and for each kind of damage what still
// works and what to do.
func (a *app) printDamage(damaged []casefile.Damage) {
	for _, part := range parts() {
		var of []casefile.Damage
		for _, d := range damaged {
			if d.Part == part {
				fmt.Fprintf(a.out, "%s %s: %s\n", a.out.style.bad.Render(a.say("label.damaged")), clean(a.subject(d.What)), clean(a.damageText(d)))
				of = append(of, d)
			}
		}
		if len(of) > 0 {
			fmt.Fprintf(a.out, "    %s%s\n", a.say("label.works"), a.say("damage.works."+string(part)))
			fmt.Fprintf(a.out, "    %s%s\n", a.say("label.next"), a.next(of...))
		}
	}
	a.talk("verify.next")
}

// subject names a thing that is no number: "party seller", "case".
func (a *app) subject(what string) string {
	word, rest, _ := strings.Cut(what, " ")
	switch word {
	case "file", "case", "custody", "claim", "pin", "picture", "said":
		return strings.TrimSpace(a.say("subject."+word) + " " + rest)
	case "party":
		return a.say("role." + rest)
	}
	return what
}

// damageText says why something is damaged, with the column's name in words.
func (a *app) damageText(d casefile.Damage) string {
	if d.Column != "" && len(d.Why.Args) == 2 {
		return a.say("damage.changed", a.say("column."+d.Column), d.Why.Args[1])
	}
	return a.lang.Note(d.Why)
}

// next says what to do about damage of one kind.
func (a *app) next(damaged ...casefile.Damage) string {
	var numbers []string
	for _, d := range damaged {
		if n := d.Evidence.String(); d.Evidence != 0 && !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	code := "damage.next." + string(damaged[0].Part)
	switch damaged[0].Part {
	case casefile.PartBytes:
		return a.say(code, append(numbers, damaged[0].What)[0]) // one at a time
	case casefile.PartRecords, casefile.PartPicture:
		return a.say(code, strings.Join(numbers, " "))
	}
	return a.say(code)
}

func (a *app) verificationJSON(v casefile.Verification, sample casefile.Sample) map[string]any {
	out := map[string]any{"ok": len(v.Damaged) == 0, "evidence_checked": v.EvidenceChecked, "evidence": v.Evidence, "bytes_checked": v.BytesChecked,
		"bytes": v.Bytes, "purged": v.Purged, "records_checked": v.RecordsChecked, "rows_checked": v.RowsChecked,
		"custody_entries": v.CustodyEntries, "head": v.Head, "damaged": a.damageJSON(v.Damaged), "clock": clockJSON(v.Clock)}
	if sample.Percent > 0 {
		out["sample"] = map[string]any{"percent": sample.Percent, "seed": sample.Seed}
	}
	return out
}

func clockJSON(steps []casefile.ClockStep) []map[string]any {
	out := []map[string]any{}
	for _, s := range steps {
		out = append(out, map[string]any{"seq": s.Seq, "at": s.At, "before": s.Before})
	}
	return out
}

func (a *app) damageJSON(damaged []casefile.Damage) []map[string]any {
	out := []map[string]any{}
	for _, d := range damaged {
		row := map[string]any{"what": d.What, "part": d.Part, "why": a.damageText(d),
			"works": a.say("damage.works." + string(d.Part)), "next": a.next(d)}
		if d.Column != "" {
			row["column"], row["said"] = d.Column, d.Said
		}
		out = append(out, row)
	}
	return out
}

// fileSum is a file's SHA-256 as the custody log writes it.
func fileSum(data []byte) string { return fmt.Sprintf("%x", sha256.Sum256(data)) }
