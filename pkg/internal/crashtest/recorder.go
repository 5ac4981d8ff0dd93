package crashtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// traced is what a program can do to files. A question mark lets a machine do
// without the call: newer ones have no open or unlink.
const traced = "?open,openat,?openat2,?creat,close,?dup,?dup2,?dup3,fcntl," +
	"write,pwrite64,writev,pwritev,?pwritev2,lseek,ftruncate,truncate,fallocate,?copy_file_range,sendfile,splice," +
	"fsync,fdatasync,?sync,?syncfs,?sync_file_range,?rename,renameat,?renameat2,?link,linkat,?symlink,symlinkat,?unlink,unlinkat," +
	"mmap,io_uring_setup,io_submit"

// Traceable says why no program can be traced here, or nothing when one can.
func Traceable(ctx context.Context) error {
	if out, err := exec.CommandContext(ctx, "strace", "-f", "-o", os.DevNull, "true").CombinedOutput(); err != nil {
		return fmt.Errorf("strace is missing or not permitted: %w: %s", err, bytes.TrimSpace(out))
	}
	return nil
}

// Record runs a program in a folder and returns what it did to the files there.
// Subfolders are elsewhere: nothing may go into them, and nothing come from them
// but a file that the program has just made there.
func Record(ctx context.Context, dir string, env []string, program string, args ...string) (*Trace, error) {
	// The kernel reports real paths.
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, err
	}
	start, err := readFolder(dir)
	if err != nil {
		return nil, err
	}
	log, err := os.CreateTemp("", "trace-*")
	if err != nil {
		return nil, err
	}
	defer os.Remove(log.Name())
	defer log.Close()
	cmd := exec.CommandContext(ctx, "strace", append([]string{"-f", "-xx", "-s", "16777216", "-e", "signal=none", "-e", "trace=" + traced, "-o", log.Name(), program}, args...)...)
	var stdout, stderr bytes.Buffer
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = dir, env, &stdout, &stderr
	err = cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return nil, fmt.Errorf("trace %s: %w", program, err)
	}
	r := newRecorder(dir, start)
	if err := calls(log, r.take); err != nil {
		return nil, err
	}
	t := &Trace{Start: start, Operations: r.operations, Stdout: stdout.Bytes(), Stderr: stderr.Bytes(), ExitCode: cmd.ProcessState.ExitCode()}
	return t, t.check(dir)
}

// check holds the end of the model against the folder that the program left.
func (t *Trace) check(dir string) error {
	var said []byte
	d := NewDisk(t.Start)
	for _, op := range t.Operations {
		d.Apply(op)
		if op.Kind == Say {
			said = append(said, op.Data...)
		}
	}
	if !bytes.Equal(said, t.Stdout) {
		return errors.New("the trace has other output than the program wrote")
	}
	got, err := readFolder(dir)
	if err != nil {
		return err
	}
	want := d.Now()
	for name, data := range got {
		if !bytes.Equal(want[name], data) {
			return fmt.Errorf("the model ends with another %q than the program", name)
		}
	}
	if len(want) != len(got) {
		return fmt.Errorf("the model ends with %d files, the program with %d", len(want), len(got))
	}
	return nil
}

func readFolder(dir string) (map[string][]byte, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	out := map[string][]byte{}
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		if out[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// handle is an open file descriptor; file 0 is the folder itself.
type handle struct {
	file     int
	position int64
	appends  bool
	standard bool // standard output
}

// recorder turns system calls into operations.
type recorder struct {
	dir        string
	names      map[string]int
	below      map[string]int // files that the program made in subfolders: "folder/name"
	sizes      map[int]int64
	files      int
	handles    map[int64]*handle
	operations []Operation
}

func newRecorder(dir string, start map[string][]byte) *recorder {
	r := &recorder{dir: dir, names: map[string]int{}, below: map[string]int{}, sizes: map[int]int64{}, handles: map[int64]*handle{1: {standard: true}}}
	d := NewDisk(start)
	for name, file := range d.names {
		r.names[name] = file
		r.sizes[file] = int64(len(start[name]))
	}
	r.files = len(start)
	return r
}

func (r *recorder) add(op Operation) { r.operations = append(r.operations, op) }

// name is the file name in the folder that a path means; ok is false for paths
// that lead elsewhere, and name is "" for the folder itself.
func (r *recorder) name(c syscall, at int) (name string, ok bool, err error) {
	name, ok, err = r.path(c, at)
	if strings.Contains(name, "/") {
		return "", false, err
	}
	return name, ok, err
}

// path is name for subfolders too: "folder/name".
func (r *recorder) path(c syscall, at int) (name string, ok bool, err error) {
	path, err := c.text(at)
	if err != nil {
		return "", false, err
	}
	full := string(path)
	if !filepath.IsAbs(full) {
		// Calls that take a folder have it right before the path.
		if relative := strings.HasSuffix(strings.TrimSuffix(c.name, "2"), "at"); relative && at > 0 && c.args[at-1] != "AT_FDCWD" {
			fd, err := c.number(at - 1)
			if err != nil {
				return "", false, err
			}
			if r.handles[fd] == nil { // a folder elsewhere
				return "", false, nil
			}
		}
		full = filepath.Join(r.dir, full)
	}
	full = filepath.Clean(full)
	if full == r.dir {
		return "", true, nil
	}
	rest, ok := strings.CutPrefix(full, r.dir+"/")
	return rest, ok, nil
}
