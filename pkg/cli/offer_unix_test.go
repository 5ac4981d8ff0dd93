//go:build unix

package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Files that nobody recognised are offered to be read as what they seem to be: what is
// said yes to is read, and what is said no to still needs a look.
func TestFilesAreOfferedToBeRead(t *testing.T) {
	chat := strings.Repeat("Ana 2026-09-20 10:01\nIs it genuine?\n\nShop 2026-09-20 10:03\nYes, it is.\n\n", 3)
	bill := "Buchung;Empfaenger;Verwendungszweck;Betrag;Waehrung\n03.11.2026;Schuhhaus;Bestellung 1;-20,00;EUR\n14.11.2026;Markt;Einkauf;-45,89;EUR\n15.11.2026;Markt;Einkauf;-3,20;EUR\n"
	for _, c := range []struct {
		name, lang, chat, table string
		code                    int
	}{
		{"both", "en_GB.UTF-8", "y", "y", exitDone},
		{"the table alone", "zh_CN.UTF-8", "n", "y", exitLook},
		{"neither", "zh_CN.UTF-8", "", "n", exitLook},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			in := filepath.Join(dir, "in")
			for name, text := range map[string]string{"a.txt": chat, "b.csv": bill} {
				if err := os.MkdirAll(in, 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(in, name), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			s := &scenario{t: t, file: filepath.Join(dir, "case.complain")}
			s.must("new", "A case", "--path", s.file, "--lang", "en")
			p := play(t, dir, c.lang, 80, nil, "-C", s.file, "add-evidence", in)
			for _, answer := range []string{c.chat, c.table} {
				if text, ended := p.shown(); ended {
					t.Fatalf("nothing is asked: %q", text)
				}
				p.answer(answer)
			}
			text, ended := p.shown()
			if _ = p.cmd.Wait(); !ended || p.cmd.ProcessState.ExitCode() != c.code {
				t.Errorf("ended %v with %d, want %d: %q", ended, p.cmd.ProcessState.ExitCode(), c.code, text)
			}
			left := s.must("status", "--lang", "en")
			for word, answer := range map[string]string{"conversations that were not read": c.chat, "tables that were not read": c.table} {
				if strings.Contains(left, word) != (answer != "y") {
					t.Errorf("said %q, and the status is\n%s", answer, left)
				}
			}
		})
	}
}
