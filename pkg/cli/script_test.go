package cli

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/testscript"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/internal/golden"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"complain": func() {
			sys := OS()
			if runtime.GOOS == "windows" {
				sys.Out, sys.Err = slashes{sys.Out}, slashes{sys.Err}
			}
			sys.Random = zeros{} // ids are the same in every run
			sys.Now = sys.Today
			sys.Answer = func(command string, v any) {
				if !answer.Listed(command, v) {
					panic(fmt.Sprintf("complain %s prints %T, which is not on the list of its answers", command, v))
				}
			}
			os.Exit(Main(os.Args[1:], sys))
		},
		"tesseract": func() { os.Exit(standInTesseract()) },
		"ffmpeg":    func() { os.Exit(standInTaker()) },
		"pdftoppm":  func() { os.Exit(standInPainter()) },
		"hold":      func() { os.Exit(hold(os.Args[1])) },
	})
}

// slashes writes paths as the scripts have them.
type slashes struct{ to io.Writer }

var (
	backslash   = regexp.MustCompile(`([\pL\pN_.:~-])\\([\pL\pN_.~-])`)
	backslashes = regexp.MustCompile(`([\pL\pN_.:~-])\\\\([\pL\pN_.~-])`) // in JSON
)

func (s slashes) Write(p []byte) (int, error) {
	in := backslash
	if slices.Contains(os.Args, "--json") {
		in = backslashes
	}
	said := p
	if utf8.Valid(p) {
		said = in.ReplaceAll(p, []byte("$1/$2"))
		said = in.ReplaceAll(said, []byte("$1/$2")) // a/b/c, whose b is in two places
	}
	_, err := s.to.Write(said)
	return len(p), err
}

// hold is another program that writes to a case: it makes FILE.held when it has
// begun, and ends when there is FILE.release.
func hold(path string) int {
	ctx := context.Background()
	f, err := casefile.Open(ctx, path, casefile.ReadWrite, time.Now)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer f.Close()
	err = f.Batch(ctx, func() error {
		if err := os.WriteFile(path+".held", nil, 0o600); err != nil {
			return err
		}
		for range 1200 {
			if _, err := os.Stat(path + ".release"); err == nil {
				return nil
			}
			time.Sleep(50 * time.Millisecond)
		}
		return errors.New("nobody released the case")
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// caseFile is the script command "casefile NAME FILE": it unpacks one of
// testdata/case.
func caseFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: casefile NAME FILE")
	}
	packed, err := os.Open(filepath.Join(ts.Getenv("CASES"), args[0]+".complain.gz"))
	ts.Check(err)
	defer packed.Close()
	r, err := gzip.NewReader(packed)
	ts.Check(err)
	data, err := io.ReadAll(r)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o600))
}

// alter is the script command "alter FILE OLD NEW": another program changes
// bytes, every time they occur.
func alter(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 || len(args[1]) != len(args[2]) {
		ts.Fatalf("usage: alter FILE OLD NEW, of the same length")
	}
	path := ts.MkAbs(args[0])
	data, err := os.ReadFile(path)
	ts.Check(err)
	if !bytes.Contains(data, []byte(args[1])) {
		ts.Fatalf("%s holds no %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(path, bytes.ReplaceAll(data, []byte(args[1]), []byte(args[2])), 0o600))
}

// modified is the script command "modified FILE TIME": the time is part of the
// custody log, and so of the hash that a packet prints.
func modified(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: modified FILE TIME")
	}
	at, err := time.Parse(time.RFC3339, args[1])
	ts.Check(err)
	ts.Check(os.Chtimes(ts.MkAbs(args[0]), at, at))
}

// chosenFile is the script command "chosen PAGE FILE TO": it writes choices as the
// page would, with its case and base in place of CASE and BASE.
func chosenFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: chosen PAGE FILE TO")
	}
	page := ts.ReadFile(args[0])
	value := func(key string) string {
		_, rest, ok := strings.Cut(page, `"`+key+`":"`)
		value, _, closed := strings.Cut(rest, `"`)
		if !ok || !closed || value == "" {
			ts.Fatalf("%s has no %s", args[0], key)
		}
		return value
	}
	text := strings.NewReplacer("CASE", value("case"), "BASE", value("base")).Replace(ts.ReadFile(args[1]))
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(text), 0o600))
}

// retype is the script command "retype FILE PART OLD NEW": somebody types another
// word into the first cell of a workbook's part that holds one.
func retype(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: retype FILE PART OLD NEW")
	}
	path := ts.MkAbs(args[0])
	r, err := zip.OpenReader(path)
	ts.Check(err)
	defer r.Close()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		in, err := f.Open()
		ts.Check(err)
		data, err := io.ReadAll(in)
		ts.Check(err)
		if f.Name == args[1] {
			if !bytes.Contains(data, []byte(args[2])) {
				ts.Fatalf("%s has no %q", f.Name, args[2])
			}
			data = bytes.Replace(data, []byte(args[2]), []byte(args[3]), 1)
		}
		part, err := w.Create(f.Name)
		ts.Check(err)
		_, err = part.Write(data)
		ts.Check(err)
	}
	ts.Check(w.Close())
	ts.Check(os.WriteFile(path, out.Bytes(), 0o600))
}

// await is the script command "await FILE".
func await(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: await FILE")
	}
	for range 200 {
		if _, err := os.Stat(ts.MkAbs(args[0])); err == nil {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	ts.Fatalf("no %s after ten seconds", args[0])
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// TestScripts runs the stories of testdata/script: one a command or topic.
func TestScripts(t *testing.T) {
	dir := filepath.Join(golden.Root(t), "testdata", "script")
	scripts, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts in %s: %v", dir, err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 dir,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       golden.Updating(),
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"casefile": caseFile, "alter": alter, "await": await, "chosen": chosenFile, "retype": retype, "modified": modified,
		},
		Condition: func(cond string) (bool, error) {
			if cond == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		Setup: func(e *testscript.Env) error {
			e.Setenv("SOURCE_DATE_EPOCH", "1773021600") // 2026-03-09 10:00 in Beijing
			e.Setenv("LANG", "en_GB.UTF-8")
			e.Setenv("BIN", filepath.SplitList(e.Getenv("PATH"))[0]) // where complain is
			e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, ".config"))
			e.Setenv("CASES", filepath.Join(golden.Root(t), "testdata", "case"))
			e.Setenv("FIXTURES", filepath.Join(golden.Root(t), "testdata", "import"))
			e.Setenv("SCENARIOS", filepath.Join(golden.Root(t), "testdata", "scenario"))
			return nil
		},
	})
}
