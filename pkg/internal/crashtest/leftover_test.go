package crashtest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// unfinished lists what commands write into until it is whole.
func unfinished(t *testing.T, dir string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".part") {
			out = append(out, e.Name())
		}
	}
	return out
}

// killedMidway starts a command and kills it as soon as it has begun to write.
// It is false when the command was faster.
func killedMidway(t *testing.T, dir, program string, args ...string) bool {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir, cmd.Env = dir, environment(t)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait() // killed, or done
		close(ended)
	}()
	for {
		select {
		case <-ended:
			return len(unfinished(t, dir)) > 0
		default:
		}
		if len(unfinished(t, dir)) > 0 {
			_ = cmd.Process.Kill()
			<-ended
			return len(unfinished(t, dir)) > 0
		}
		time.Sleep(200 * time.Microsecond)
	}
}

// What a killed command left is gone after the next one that writes there, be it
// the same or another.
func TestTheNextRunClearsWhatAKillLeft(t *testing.T) {
	real := program(t)
	base := newCase(t, real)
	paths, _ := evidence(t, 6, 2, 8<<20)
	must(t, base, real, append([]string{"-C", caseName, "add-evidence", "--json"}, paths...)...)
	must(t, base, real, "-C", caseName, "archive", "-o", "whole.zip")
	next := []string{"-C", caseName, "evidence", "get", "E1", "-o", "one.bin"}
	for _, args := range [][]string{
		{"-C", caseName, "archive", "-o", "new.zip"},
		{"restore", "whole.zip", "-o", "restored.complain"},
		{"-C", caseName, "evidence", "get", "E2", "-o", "two.bin"},
	} {
		// A kill after the output has its name leaves a whole output: that one
		// does not count here.
		dir, left, output := "", false, args[len(args)-1]
		for try := 0; try < 40 && !left; try++ {
			dir = copied(t, base)
			left = killedMidway(t, dir, real, args...)
			if _, err := os.Stat(filepath.Join(dir, output)); err == nil {
				left = false
			}
		}
		if !left {
			t.Errorf("%v: was always too fast to be killed", args)
			continue
		}
		must(t, dir, real, next...)
		if left := unfinished(t, dir); len(left) > 0 {
			t.Errorf("%v: the next command left %v", args, left)
		}
		must(t, dir, real, args...)
		if left := unfinished(t, dir); len(left) > 0 {
			t.Errorf("%v: left %v when nobody killed it", args, left)
		}
	}
}
