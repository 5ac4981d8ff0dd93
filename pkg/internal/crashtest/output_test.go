package crashtest

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// said is what a command answered.
type said struct {
	code   int
	answer string
}

// sayings are the commands that hand on what a case says.
func sayings() [][]string {
	return [][]string{
		{"timeline", "--json"}, {"records", "--json"}, {"search", "phone", "--json"}, {"who", "--json"}, {"status", "--json"}, {"check", "--json"},
		{"evidence", "list", "--json"}, {"claim", "list"}, {"party", "list"},
		{"export", "--to", "regulator", "--format", "text", "-o", "-"}, {"export", "--to", "regulator", "-o", "-"},
	}
}

// ask runs a command of the program on a case.
func ask(t *testing.T, program, path string, args []string) said {
	t.Helper()
	cmd := exec.Command(program, append([]string{"-C", path, "--quiet"}, args...)...)
	cmd.Dir, cmd.Env = filepath.Dir(path), environment(t)
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return said{cmd.ProcessState.ExitCode(), string(out)}
}

// One bit is flipped, anywhere in the case or in one kind of thing in it. Then
// what a command says is what it said before, or it ends with 4: never is
// something else said as if nothing were wrong.
func TestOutputsAreRightOrDamaged(t *testing.T) {
	began, s := time.Now(), proofs()
	real, path := program(t), rich(t, 60)
	a := anatomise(t, path)
	byClass := map[string][]int{}
	for at := range a.Size() {
		class, _, _ := a.class(a.Owner(at))
		byClass[class] = append(byClass[class], at)
	}
	var classes [][]int
	for _, places := range byClass {
		classes = append(classes, places)
	}
	damaged := filepath.Join(filepath.Dir(path), "damaged.complain")
	answer := func(data []byte, args []string) said {
		if err := os.WriteFile(damaged, data, 0o600); err != nil {
			t.Fatal(err)
		}
		defer os.Remove(damaged + "-journal")
		return ask(t, real, damaged, args)
	}
	want := map[string]said{}
	for _, args := range sayings() {
		w := answer(a.data, args)
		if w.code != 0 && w.code != 3 || w.answer == "" {
			t.Fatalf("%v: code %d, %q", args, w.code, w.answer)
		}
		want[strings.Join(args, " ")] = w
	}
	random := rand.New(rand.NewPCG(11, 11))
	silent, refused, same := 0, 0, 0
	for i := range s.outputs {
		at := random.IntN(a.Size())
		if i%2 == 1 {
			places := classes[i/2%len(classes)]
			at = places[random.IntN(len(places))]
		}
		bit := byte(1) << random.IntN(8)
		data := bytes.Clone(a.data)
		data[at] ^= bit
		class, _, _ := a.class(a.Owner(at))
		for _, args := range sayings() {
			command := strings.Join(args, " ")
			switch got := answer(data, args); {
			case got == want[command]:
				same++
			case got.code == 4 || got.code == 1 && class == "file header": // a case of a version that is not ours
				refused++
			default:
				silent++
				t.Errorf("bit %#x of byte %d, %s (%+v): %s ends with %d and says something else", bit, at, class, a.Owner(at), command, got.code)
			}
		}
	}
	t.Logf("%d flips, %d commands: %d answers as before, %d refused, %d wrong without a word (%v)",
		s.outputs, len(sayings()), same, refused, silent, time.Since(began).Round(time.Second))
}
