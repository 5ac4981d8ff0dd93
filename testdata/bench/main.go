// Command bench measures complain as its users meet it, whole processes with
// generated input, and prints the table that the README quotes:
//
//	go run ./testdata/bench           # some minutes
//	go run ./testdata/bench -small    # seconds; shows that it works and no more
//
// Peers are measured in the same run where they are installed: whatsapp-chat-parser
// (npm, found through NODE_PATH), img2pdf and weasyprint (in PATH). Processor time
// is that of the whole process, memory its largest resident size; of several runs
// the middle one is shown, and of a peer's the ratio to it.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

func main() {
	small := flag.Bool("small", false, "little input, one run")
	runs := flag.Int("runs", 3, "runs of each command")
	flag.Parse()
	if err := measure(os.Stdout, *small, *runs); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// bench is one benchmark run: where it works and how large its inputs are.
type bench struct {
	dir     string
	program string
	runs    int
	size    sizes
}

type sizes struct {
	messages, rows, photos int
	paragraphs             []int // of a packet each: 820 are 200 pages, 4,080 are 1,000
}

var (
	full  = sizes{messages: 1_000_000, rows: 200_000, photos: 300, paragraphs: []int{820, 4080, 6000}}
	quick = sizes{messages: 2000, rows: 500, photos: 3, paragraphs: []int{60}}
)

func measure(out *os.File, small bool, runs int) error {
	dir, err := os.MkdirTemp("", "complain-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := &bench{dir: dir, program: filepath.Join(dir, "complain"), runs: max(runs, 1), size: full}
	if small {
		b.size, b.runs = quick, 1
	}
	if runtime.GOOS == "windows" {
		b.program += ".exe"
	}
	build := exec.Command("go", "build", "-trimpath", "-o", b.program, "./cmd/complain")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("build (run this from the top of the source): %w", err)
	}
	fmt.Fprintf(out, "%s/%s, %d processors, %s\n\n", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), time.Now().Format(time.DateOnly))
	fmt.Fprintln(out, "| What | Processor time | Wall | Memory | Beside it |")
	fmt.Fprintln(out, "|---|---|---|---|---|")
	for _, group := range []func() ([]row, error){b.start, b.chat, b.bill, b.photos} {
		rows, err := group()
		if err != nil {
			return err
		}
		for _, r := range rows {
			fmt.Fprintln(out, r)
		}
	}
	return nil
}

// row is a line of the table.
type row struct {
	what   string
	used   usage
	beside string
}

func (r row) String() string {
	return fmt.Sprintf("| %s | %s | %s | %d MiB | %s |", r.what, short(r.used.cpu), short(r.used.wall), r.used.memory>>20, r.beside)
}

func short(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// usage is what a process took.
type usage struct {
	cpu, wall time.Duration
	memory    int64 // bytes; 0 where the system does not say
}

// run runs a command in the working folder, several times after prepare, and gives
// the run in the middle by processor time.
func (b *bench) run(prepare func() error, name string, args ...string) (usage, error) {
	var all []usage
	for range b.runs {
		if prepare != nil {
			if err := prepare(); err != nil {
				return usage{}, err
			}
		}
		u, err := b.once(name, args...)
		if err != nil {
			return usage{}, err
		}
		all = append(all, u)
	}
	slices.SortFunc(all, func(x, y usage) int { return int(x.cpu - y.cpu) })
	return all[len(all)/2], nil
}

func (b *bench) once(name string, args ...string) (usage, error) {
	c := exec.Command(name, args...)
	c.Dir = b.dir
	c.Env = append(os.Environ(), "LANG=en_GB.UTF-8", "XDG_CONFIG_HOME="+filepath.Join(b.dir, "config"))
	var said strings.Builder
	c.Stderr = &said
	began := time.Now()
	err := c.Run()
	// 3 says that something needs a look: an export that lacks an address.
	if err != nil && c.ProcessState.ExitCode() != 3 {
		return usage{}, fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, said.String())
	}
	s := c.ProcessState
	return usage{s.UserTime() + s.SystemTime(), time.Since(began), peak(s)}, nil
}

// beside is a peer's usage as a ratio to ours: above 1 it takes more.
func beside(name string, peer, ours usage) string {
	return fmt.Sprintf("%s: %s, %.1f times ours, %d MiB", name, short(peer.cpu), peer.cpu.Seconds()/ours.cpu.Seconds(), peer.memory>>20)
}
