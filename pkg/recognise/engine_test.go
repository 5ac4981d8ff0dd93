package recognise

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// The test is its own stand-in for the program, as FAKE says.
func TestMain(m *testing.M) {
	if mode := os.Getenv("FAKE"); mode != "" {
		os.Exit(fake(mode))
	}
	os.Exit(m.Run())
}

const someWords = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n" +
	"4\t1\t1\t1\t1\t0\t50\t57\t116\t29\t-1\t\n" +
	"5\t1\t1\t1\t1\t1\t50\t57\t116\t29\t96.344391\t交易\n" +
	"5\t1\t1\t1\t1\t2\t122\t53\t27\t47\t0.000000\t成\n" +
	"5\t1\t1\t1\t2\t1\t50\t97\t999\t29\t90.5\ta\tb\n"

func fake(mode string) int {
	if os.Getenv("OMP_THREAD_LIMIT") != "1" {
		fmt.Fprintln(os.Stderr, "more than one thread")
		return 1
	}
	switch args := strings.Join(os.Args[1:], " "); {
	case mode == "broken":
		fmt.Fprintln(os.Stderr, "error while loading shared libraries")
		return 127
	case args == "--version" && mode == "old":
		fmt.Print("tesseract v4.1.1.20210811\n leptonica-1.78.0\n")
	case args == "--version" && mode == "other":
		fmt.Print("some other program\n")
	case args == "--version":
		fmt.Print("tesseract 5.3.0\n leptonica-1.82.0\n")
	case args == "--list-langs":
		fmt.Print("List of available languages in \"/usr/share/tessdata/\" (3):\nchi_sim\neng\nscript/HanS\n")
	case mode == "slow":
		time.Sleep(time.Minute)
	case mode == "endless":
		for {
			if _, err := fmt.Print(strings.Repeat("x", 1<<16)); err != nil {
				return 1
			}
		}
	case mode == "failing":
		fmt.Fprint(os.Stderr, "Error during\n  processing.\n", strings.Repeat("x", 1<<20))
		return 1
	case mode == "nonsense":
		fmt.Print("nonsense")
	case mode == "old" && args == "- - --psm 4 -l chi_sim+eng -c tessedit_create_tsv=1", args == "- - --psm 4 -l chi_sim+eng -c tessedit_create_tsv=1 -c thresholding_method=2":
		fmt.Print(someWords)
	default:
		fmt.Fprintln(os.Stderr, "unexpected:", args)
		return 1
	}
	return 0
}

func open(t *testing.T, mode string) *Engine {
	t.Helper()
	e, err := Open(context.Background(), os.Args[0], []string{"FAKE=" + mode})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestRead(t *testing.T) {
	for _, mode := range []string{"good", "old"} {
		e := open(t, mode)
		have, missing := Choose(append(Wanted(), "jpn"), e.Languages)
		if strings.Join(have, "+") != "chi_sim+eng" || strings.Join(missing, "+") != "jpn" || len(e.Languages) != 3 {
			t.Errorf("%s: %q of %q, without %q", mode, have, e.Languages, missing)
		}
		lines, err := e.Read(context.Background(), []byte("png"), 200, 300, have)
		if err != nil {
			t.Fatal(err)
		}
		p := Join(lines)
		if p.Text != "交易 成\na\tb\n" && p.Text != "交易 成\nab\n" || len(p.Words) != 3 {
			t.Errorf("%s: %q", mode, p.Text)
		}
		if w := p.Words[2]; w.Box.Width != 150 || w.Confidence != 91 {
			t.Errorf("%s: %+v", mode, w)
		}
	}
	if name := open(t, "old").Name; name != "tesseract 4.1.1.20210811" {
		t.Error(name)
	}
}

func TestProgramsThatDoNotWork(t *testing.T) {
	for _, mode := range []string{"broken", "other"} {
		if _, err := Open(context.Background(), os.Args[0], []string{"FAKE=" + mode}); !errors.Is(err, ErrProgram) {
			t.Errorf("%s: %v", mode, err)
		}
	}
	if _, err := Open(context.Background(), "/nowhere/tesseract", nil); !errors.Is(err, ErrProgram) {
		t.Error(err)
	}
	for _, mode := range []string{"failing", "nonsense", "endless"} {
		_, err := open(t, mode).Read(context.Background(), nil, 10, 10, Wanted())
		if !errors.Is(err, ErrFailed) || len(err.Error()) > 5000 {
			t.Errorf("%s: %.200v", mode, err)
		}
	}
}

func TestItEndsWithTheContext(t *testing.T) {
	e := open(t, "slow")
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	began := time.Now()
	if _, err := e.Read(ctx, nil, 10, 10, Wanted()); !errors.Is(err, context.Canceled) || time.Since(began) > 10*time.Second {
		t.Errorf("%v after %s", err, time.Since(began))
	}
	if _, err := e.run(context.Background(), 50*time.Millisecond, nil, "x"); !errors.Is(err, ErrTime) {
		t.Error(err)
	}
}

// With the real program, where it is installed.
func TestTesseract(t *testing.T) {
	path, err := exec.LookPath("tesseract")
	if err != nil {
		t.Skip("tesseract is not installed")
	}
	e, err := Open(context.Background(), path, os.Environ())
	if err != nil {
		t.Fatal(err)
	}
	if have, _ := Choose([]string{"eng"}, e.Languages); have == nil {
		t.Skip("tesseract has no English")
	}
	width, height, png := drawn(t, "ORDER 4316208857120346159", "PAID 1299.00")
	lines, err := e.Read(context.Background(), png, width, height, []string{"eng"})
	if err != nil {
		t.Fatal(err)
	}
	p := Join(lines)
	if len(p.Find("4316208857120346159")) != 1 || len(p.Find("1299.00")) != 1 {
		t.Errorf("%s sees %q", e.Name, p.Text)
	}
}
