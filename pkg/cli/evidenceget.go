package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/internal/disk"
)

type evidenceGetOptions struct {
	output  string
	damaged bool
}

func newEvidenceGet(s *session) *cobra.Command {
	var o evidenceGetOptions
	c := command(s.Lang, "evidence.get", "get E1... [-o FILE]", func(cmd *cobra.Command, args []string) error {
		return runEvidenceGet(cmd.Context(), s, args, o)
	})
	c.Args = arguments(s.Lang, 1, -1, "E1")
	c.Flags().StringVarP(&o.output, "output", "o", "", s.Say("flag.get-output"))
	c.Flags().BoolVar(&o.damaged, "damaged", false, s.Say("flag.get-damaged"))
	return c
}

func runEvidenceGet(ctx context.Context, s *session, args []string, o evidenceGetOptions) error {
	f, err := s.open(ctx, casefile.Salvage)
	if err != nil {
		return err
	}
	defer f.Close()
	chosen, err := chosenEvidence(ctx, f, args, false)
	if err != nil {
		return err
	}
	if len(chosen) > 1 && o.output != "" && !isFolder(o.output) {
		return usage("error.get-many", len(chosen)).next("hint.get-many")
	}
	for _, e := range chosen {
		output := o.output
		if isFolder(output) {
			output = filepath.Join(output, safeName(e))
		}
		if err := getEvidence(ctx, s, f, e, output, o.damaged); err != nil {
			return err
		}
	}
	return nil
}

// getEvidence writes an evidence's bytes to a new file, or to standard output
// for "-". Of damaged ones it writes what is left where that is asked for.
func getEvidence(ctx context.Context, s *session, f *casefile.File, e dispute.Evidence, output string, damaged bool) error {
	b, err := f.Open(ctx, e.ID)
	if err != nil {
		return err
	}
	if output == "" {
		output = safeName(e)
	}
	if damaged {
		missing, err := b.WriteReadable(io.Discard)
		if err != nil {
			return err
		}
		if len(missing) > 0 {
			return getReadable(s, b, e, output, missing)
		}
	}
	r := io.NewSectionReader(b, 0, b.Size())
	if output == "-" {
		return offerReadable(b, e, copyWhole(s.Raw, r, e))
	}
	if err := writeNew(output, false, func(w *os.File) error { return copyWhole(w, r, e) }); err != nil {
		return offerReadable(b, e, err)
	}
	return s.Done(answer.EvidenceCopied{Evidence: e.ID.String(), Path: output, SHA256: e.SHA256}, "evidence.get.done", e.ID, screen.Clean(shown(output)))
}

// offerReadable says of damaged bytes how what is left of them can be had.
func offerReadable(b *casefile.Blob, e dispute.Evidence, err error) error {
	if !errors.Is(err, casefile.ErrDamaged) {
		return err
	}
	missing, readErr := b.WriteReadable(io.Discard)
	if readErr != nil || lengthOf(missing) == b.Size() {
		return err
	}
	told := *explain(err)
	return told.next("hint.get-damaged", e.ID)
}

// getReadable writes what is left of damaged bytes, under a name that says so, and
// a list of what is missing beside it.
func getReadable(s *session, b *casefile.Blob, e dispute.Evidence, output string, missing []casefile.Span) error {
	lost := lengthOf(missing)
	if lost == b.Size() {
		return &complaint{say: "error.get-nothing", args: []any{e.ID}, code: exitDamaged, err: casefile.ErrDamaged}
	}
	s.code = exitDamaged
	if output == "-" {
		_, err := b.WriteReadable(s.Raw)
		s.Talk("evidence.get.missing", e.ID, lost, b.Size())
		fmt.Fprint(s.Err, spanLines(missing))
		return err
	}
	path, list := damagedNames(output)
	if err := writeNew(list, false, func(w *os.File) error {
		_, err := fmt.Fprintf(w, "%s\n%s", s.Say("evidence.get.list", e.ID, e.Name, b.Size(), lost, e.SHA256), spanLines(missing))
		return err
	}); err != nil {
		return err
	}
	if err := writeNew(path, false, func(w *os.File) error {
		_, err := b.WriteReadable(w)
		return err
	}); err != nil {
		return errors.Join(err, disk.Remove(list))
	}
	out := answer.EvidenceCopied{Evidence: e.ID.String(), Path: path, SHA256: e.SHA256, List: list}
	for _, m := range missing {
		out.Missing = append(out.Missing, answer.Bytes{From: m.From, To: m.To})
	}
	return s.Done(out, "evidence.get.part", e.ID, screen.Clean(shown(path)), lost, b.Size(), screen.Clean(shown(list)))
}

func lengthOf(spans []casefile.Span) (n int64) {
	for _, m := range spans {
		n += m.To - m.From
	}
	return n
}

// spanLines is a line for each span: its first byte, counted from 0, and the first
// after it.
func spanLines(spans []casefile.Span) string {
	var b strings.Builder
	for _, m := range spans {
		fmt.Fprintf(&b, "%d-%d\n", m.From, m.To)
	}
	return b.String()
}

// damagedNames are the names of a file of which parts are missing, and of the list
// of these.
func damagedNames(path string) (file, list string) {
	end := filepath.Ext(path)
	base := strings.TrimSuffix(path, end)
	return base + ".damaged" + end, base + ".damaged.missing.txt"
}

// copyWhole copies the bytes of an evidence, and fails at the end where they are
// not those that were stored.
func copyWhole(w io.Writer, r io.Reader, e dispute.Evidence) error {
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(w, sum), r); err != nil {
		return err
	}
	if hex.EncodeToString(sum.Sum(nil)) != e.SHA256 {
		return fmt.Errorf("%s: %w", e.ID, casefile.ErrDamaged)
	}
	return nil
}
