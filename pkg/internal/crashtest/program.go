package crashtest

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Change is a change to the program's source, for one build: proof that a test
// fails when the program is wrong. Old must stand in exactly one place.
type Change struct {
	Folder, Old, New string
}

// Build builds the program of the repository at root into a folder that is
// there, with changes made to its source, and returns the program's path.
func Build(root, dir string, changes ...Change) (string, error) {
	program := filepath.Join(dir, "complain")
	args := []string{"build", "-trimpath", "-o", program}
	if len(changes) > 0 {
		overlay, err := overlay(root, dir, changes)
		if err != nil {
			return "", err
		}
		args = append(args, "-overlay", overlay)
	}
	cmd := exec.Command("go", append(args, "./cmd/complain")...)
	cmd.Dir, cmd.Env = root, append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the program: %w\n%s", err, out)
	}
	return program, nil
}

// overlay writes the changed files and the list of them that go build reads.
func overlay(root, dir string, changes []Change) (string, error) {
	replace := map[string]string{}
	for i, c := range changes {
		files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(c.Folder), "*.go"))
		if err != nil {
			return "", err
		}
		places := 0
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			text, err := os.ReadFile(name)
			if err != nil {
				return "", err
			}
			n := strings.Count(string(text), c.Old)
			if n == 0 {
				continue
			}
			places += n
			changed := filepath.Join(dir, fmt.Sprintf("changed%d.go", i))
			if err := os.WriteFile(changed, []byte(strings.Replace(string(text), c.Old, c.New, 1)), 0o600); err != nil {
				return "", err
			}
			replace[name] = changed
		}
		if places != 1 {
			return "", fmt.Errorf("%q stands in %d places of %s, not in one", c.Old, places, c.Folder)
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	list := filepath.Join(dir, "overlay.json")
	return list, os.WriteFile(list, text, 0o600)
}
