package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
)

func newRescue(s *session) *cobra.Command {
	c := command(s.Lang, "rescue", "rescue NEW", func(cmd *cobra.Command, args []string) error {
		return runRescue(cmd.Context(), s, args[0])
	})
	c.Args = arguments(s.Lang, 1, 1, "NEW")
	return c
}

func runRescue(ctx context.Context, s *session, path string) error {
	from, err := s.named()
	if err != nil {
		return err
	}
	if err := free(path); err != nil {
		return err
	}
	why := func(id dispute.EvidenceID) string {
		return s.Say("rescue.reason", filepath.Base(from), id, filepath.Base(path))
	}
	p := s.Progress()
	out, err := casefile.Rescue(ctx, from, path, s.sys.Now, why, func(done, total int64) {
		p.Step(screen.Step{Name: from, Bytes: done, Of: total})
	})
	p.Clear()
	switch {
	case errors.Is(err, casefile.ErrExists):
		return taken(path)
	case errors.Is(err, casefile.ErrDamaged):
		return (&complaint{say: "error.rescue-nothing", args: []any{shown(from)}, code: exitDamaged, err: err}).next("hint.rescue-nothing")
	case err != nil:
		return err
	}
	switch {
	case len(out.Lost) > 0:
		s.code = exitDamaged
	case len(out.Set) > 0:
		s.code = exitLook
	}
	if s.JSON {
		v := out.Verified
		return s.WriteJSON(answer.Rescued{Path: path, From: from, FromSHA256: out.SHA256, ID: out.Case.ID, Title: out.Case.Title,
			Evidence: v.Evidence, Bytes: v.Bytes, Records: v.RecordsChecked, CustodyEntries: v.CustodyEntries, Head: v.Head,
			EntriesFound: out.Entries, EntriesKept: out.Kept, Missing: damageJSON(s.Lang, out.Lost), PutRight: damageJSON(s.Lang, out.Set)})
	}
	printRescued(s, out, from, path)
	return nil
}

// unproven are the reasons for naming what is there.
var unproven = map[string]bool{"rescue.unproven": true, "rescue.found": true}

func printRescued(s *session, out casefile.Rescued, from, path string) {
	v := out.Verified
	s.Print("rescue.done", s.Out.Style.Bold.Render(screen.Clean(shown(path))), screen.Clean(shown(from)), screen.Clean(out.Case.Title))
	s.Print("rescue.checked", v.Evidence, v.Bytes, v.RecordsChecked, v.RowsChecked, v.CustodyEntries)
	if out.Kept < out.Entries {
		s.Print("rescue.log", out.Kept, out.Entries)
	}
	s.Print("verify.head", v.Head)
	if len(out.Lost) == 0 {
		fmt.Fprintln(s.Out, s.Out.Style.Good.Render(s.Say("rescue.all")))
	}
	list := func(usual string, all []casefile.Damage) {
		for _, d := range all {
			label := usual
			if unproven[d.Why.Code] {
				label = "label.unproven"
			}
			fmt.Fprintf(s.Out, "%s %s: %s\n", s.Say(label), screen.Clean(subject(s.Lang, d.What)), screen.Clean(damageText(s.Lang, d)))
		}
	}
	list("label.missing", out.Lost)
	list("label.put-right", out.Set)
	for _, d := range out.Lost {
		if d.Part == casefile.PartBytes && d.Why.Code == "damage.size" && d.Why.Args[0] != "0" {
			s.Talk("rescue.left", d.Evidence, typed(from))
		}
	}
	if len(out.Lost) > 0 {
		s.Talk("rescue.next", typed(path), firstLost(out.Lost))
	}
	s.Talk("rescue.keep", shown(from))
}

// firstLost is the first evidence of which something is missing.
func firstLost(lost []casefile.Damage) string {
	for _, d := range lost {
		if d.Evidence != 0 {
			return d.Evidence.String()
		}
	}
	return "E1"
}

// named is the case that a command is about, which need not be one that opens.
func (s *session) named() (string, error) {
	at, err := s.findCase()
	if err != nil {
		return "", err
	}
	info, err := os.Stat(at.path)
	switch {
	case os.IsNotExist(err):
		return "", failure("error.case-missing", at.path).next("hint.no-case")
	case err == nil && info.Size() == 0:
		return "", failure("error.case-empty", at.path).next("hint.case-empty")
	}
	return at.path, nil
}

// wayOut gives an error about a damaged case the names that its way out needs: of
// the file, and of a new one that is not there.
func (s *session) wayOut(err error) error {
	c := explain(err)
	if c.hint == nil || c.hint.Code != "hint.damaged" {
		return err
	}
	at, found := s.findCase()
	if found != nil {
		return err
	}
	told := *c
	return told.next("hint.damaged-case", typed(at.path), typed(freshName(s.Say("rescue.name", strings.TrimSuffix(at.path, casefile.Extension)))))
}

// freshName is a name for a new case that no file has.
func freshName(base string) string {
	for n := 1; ; n++ {
		name := base + casefile.Extension
		if n > 1 {
			name = fmt.Sprintf("%s-%d%s", base, n, casefile.Extension)
		}
		if _, err := os.Lstat(name); err != nil {
			return name
		}
	}
}

// typed is a word as it is typed on a command line. On Windows that is cmd.exe's,
// which knows double quotes alone.
func typed(path string) string {
	plain := func(r rune) bool {
		return r > 0x7f || strings.ContainsRune("-_./\\:+,@%", r) || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	if path = screen.Clean(path); strings.IndexFunc(path, func(r rune) bool { return !plain(r) }) < 0 {
		return path
	}
	if filepath.Separator == '\\' {
		return `"` + strings.ReplaceAll(path, `"`, `\"`) + `"`
	}
	if !strings.ContainsAny(path, "$`\"\\") {
		return `"` + path + `"`
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}
