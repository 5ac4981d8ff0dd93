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
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/locale"
)

type verifyOptions struct {
	sample, head, packet string
	seed                 uint64
	seeded, log          bool
}

func newVerify(s *session) *cobra.Command {
	var o verifyOptions
	c := command(s.Lang, "verify", "verify", func(cmd *cobra.Command, _ []string) error {
		o.seeded = cmd.Flags().Changed("seed")
		switch {
		case o.head != "" && o.packet != "", (o.head != "" || o.packet != "") && (o.sample != "" || o.log):
			return asHelp(usage("error.verify-flags"), cmd)
		case o.packet != "":
			return verifyPacket(cmd.Context(), s, o.packet)
		case o.head != "":
			return verifyHead(cmd.Context(), s, o.head)
		}
		return runVerify(cmd.Context(), s, o)
	})
	c.Args = arguments(s.Lang, 0, 0, "")
	f := c.Flags()
	f.StringVar(&o.sample, "sample", "", s.Say("flag.sample"))
	f.Uint64Var(&o.seed, "seed", 0, s.Say("flag.seed"))
	f.BoolVar(&o.log, "log", false, s.Say("flag.log"))
	f.StringVar(&o.packet, "packet", "", s.Say("flag.packet"))
	f.StringVar(&o.head, "head", "", s.Say("flag.head"))
	return c
}

// share reads "10%", "10" or "0.5 %".
func share(s *session, o verifyOptions) (casefile.Sample, error) {
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
	sample := casefile.Sample{Percent: percent, Seed: o.seed}
	if !o.seeded {
		// A seed of its own each time: many small samples see the whole case.
		var b [8]byte
		if _, err := io.ReadFull(s.sys.Random, b[:]); err != nil {
			return sample, fmt.Errorf("choose a sample: %w", err)
		}
		sample.Seed = binary.BigEndian.Uint64(b[:]) >> 32 // short enough to be typed
	}
	return sample, nil
}

func runVerify(ctx context.Context, s *session, o verifyOptions) error {
	sample, err := share(s, o)
	if err != nil {
		return err
	}
	v, path, err := verifyCase(ctx, s, sample)
	if err != nil {
		return err
	}
	if len(v.Damaged) > 0 {
		s.code = exitDamaged
	} else {
		if err := afterVerify(ctx, s, v, path, sample, o.log); err != nil {
			return err
		}
	}
	if s.JSON {
		return s.WriteJSON(verificationJSON(s.Lang, v, sample))
	}
	s.Print("verify.checked", v.EvidenceChecked, v.BytesChecked, v.RecordsChecked, v.RowsChecked, v.CustodyEntries)
	if sample.Percent > 0 {
		s.Print("verify.sample", v.EvidenceChecked, v.Evidence, v.BytesChecked, v.Bytes, sample.Seed)
	}
	if v.Purged > 0 {
		s.Print("verify.purged", v.Purged)
	}
	s.Print("verify.head", v.Head)
	for _, step := range v.Clock {
		s.Print("verify.clock", step.Seq, step.At, step.Before)
	}
	if len(v.Damaged) == 0 {
		fmt.Fprintln(s.Out, s.Out.Style.Good.Render(s.Say("verify.ok")))
		s.Talk("verify.limits")
		return nil
	}
	printDamage(s.Screen, v.Damaged)
	return nil
}

// verifyCase verifies the case a command is about, also one that other commands
// refuse to open.
func verifyCase(ctx context.Context, s *session, sample casefile.Sample) (v casefile.Verification, path string, err error) {
	f, err := s.open(ctx, casefile.Salvage)
	if err != nil {
		return v, "", err
	}
	defer f.Close()
	p := s.Progress()
	defer p.Clear()
	v, err = f.VerifySample(ctx, sample, func(done, total int64) {
		p.Step(screen.Step{Name: f.Path(), Bytes: done, Of: total})
	})
	return v, f.Path(), err
}

// afterVerify does what waits for a case to be found whole: what a migration
// kept goes, and where it is wanted the log says that all was checked.
func afterVerify(ctx context.Context, s *session, v casefile.Verification, path string, sample casefile.Sample, log bool) error {
	if sample.Percent == 0 {
		removed, err := casefile.Settle(path)
		if err != nil {
			return err
		}
		for _, name := range removed {
			s.Talk("verify.settled", screen.Clean(shown(name)))
		}
	}
	if !log {
		return nil
	}
	f, err := s.open(ctx, casefile.ReadWrite)
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
func printDamage(scr *screen.Screen, damaged []casefile.Damage) {
	for _, part := range parts() {
		var of []casefile.Damage
		for _, d := range damaged {
			if d.Part == part {
				fmt.Fprintf(scr.Out, "%s %s: %s\n", scr.Out.Style.Bad.Render(scr.Say("label.damaged")), screen.Clean(subject(scr.Lang, d.What)), screen.Clean(damageText(scr.Lang, d)))
				of = append(of, d)
			}
		}
		if len(of) > 0 {
			fmt.Fprintf(scr.Out, "    %s%s\n", scr.Say("label.works"), scr.Say("damage.works."+string(part)))
			fmt.Fprintf(scr.Out, "    %s%s\n", scr.Say("label.next"), next(scr.Lang, of...))
		}
	}
	scr.Talk("verify.next")
}

// damageText says why something is damaged, with the column's name in words.
func damageText(lang locale.Lang, d casefile.Damage) string {
	if d.Column != "" && len(d.Why.Args) == 2 {
		return lang.Say("damage.changed", lang.Say("column."+d.Column), d.Why.Args[1])
	}
	return lang.Note(d.Why)
}

// next says what to do about damage of one kind.
func next(lang locale.Lang, damaged ...casefile.Damage) string {
	var numbers []string
	for _, d := range damaged {
		if n := d.Evidence.String(); d.Evidence != 0 && !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	code := "damage.next." + string(damaged[0].Part)
	switch damaged[0].Part {
	case casefile.PartBytes:
		return lang.Say(code, append(numbers, damaged[0].What)[0]) // one at a time
	case casefile.PartRecords, casefile.PartPicture:
		return lang.Say(code, strings.Join(numbers, " "))
	}
	return lang.Say(code)
}

func verificationJSON(lang locale.Lang, v casefile.Verification, sample casefile.Sample) answer.Verification {
	out := answer.Verification{Ok: len(v.Damaged) == 0, EvidenceChecked: v.EvidenceChecked, Evidence: v.Evidence, BytesChecked: v.BytesChecked,
		Bytes: v.Bytes, Purged: v.Purged, RecordsChecked: v.RecordsChecked, RowsChecked: v.RowsChecked,
		CustodyEntries: v.CustodyEntries, Head: v.Head, Damaged: damageJSON(lang, v.Damaged), Clock: clockJSON(v.Clock)}
	if sample.Percent > 0 {
		out.Sample = &answer.Sample{Percent: sample.Percent, Seed: sample.Seed}
	}
	return out
}

func clockJSON(steps []casefile.ClockStep) []answer.ClockStep {
	out := []answer.ClockStep{}
	for _, s := range steps {
		out = append(out, answer.ClockStep{Seq: s.Seq, At: s.At, Before: s.Before})
	}
	return out
}

func damageJSON(lang locale.Lang, damaged []casefile.Damage) []answer.Damage {
	out := []answer.Damage{}
	for _, d := range damaged {
		row := answer.Damage{What: d.What, Part: d.Part, Why: damageText(lang, d),
			Works: lang.Say("damage.works." + string(d.Part)), Next: next(lang, d)}
		if d.Column != "" {
			row.Column, row.Said = d.Column, &d.Said
		}
		out = append(out, row)
	}
	return out
}

// fileSum is a file's SHA-256 as the custody log writes it.
func fileSum(data []byte) string { return fmt.Sprintf("%x", sha256.Sum256(data)) }
