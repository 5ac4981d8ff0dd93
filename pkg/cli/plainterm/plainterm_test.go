package plainterm

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"complain/pkg/internal/golden"
)

// On a terminal of its own, which util-linux's script gives, the program
// writes its answer and nothing else.
func TestNothingIsAskedOfTheTerminal(t *testing.T) {
	script, err := exec.LookPath("script")
	if err != nil {
		t.Skip("no script program to make a terminal")
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "complain")
	build := exec.Command("go", "build", "-o", program, "./cmd/complain")
	build.Dir = golden.Root(t)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.Command(script, "-qec", program+" --version", filepath.Join(dir, "seen"))
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "CI=")
	if err := cmd.Run(); err != nil {
		t.Skipf("script cannot make a terminal here: %v", err)
	}
	seen, err := os.ReadFile(filepath.Join(dir, "seen"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(seen), "complain dev") || strings.Contains(string(seen), "\x1b]11") || strings.Contains(string(seen), "\x1b[6n") {
		t.Errorf("the terminal saw %q", seen)
	}
}
