package crashtest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"complain/pkg/internal/golden"
)

// openNames follows which files a program has open, by all their names.
type openNames struct {
	dir   string
	names map[string]int   // which file a name is of
	files int              // how many are known
	open  map[int64]string // by which name a descriptor was opened
	lost  []string         // names that went while the file was open
}

// heldBy is a name by which the file, or a file below the folder, called name is
// open.
func (o *openNames) heldBy(name string) string {
	for _, opened := range o.open {
		if file := o.names[name]; file != 0 && file == o.names[opened] || strings.HasPrefix(opened, name+"/") {
			return opened
		}
	}
	return ""
}

func (o *openNames) loses(c syscall, name string) {
	if opened := o.heldBy(name); opened != "" {
		o.lost = append(o.lost, c.name+" "+name+", open as "+opened)
	}
}

// path is the whole path of a call's argument.
func (o *openNames) path(c syscall, at int) (string, error) {
	text, err := c.text(at)
	name := string(text)
	if err != nil || filepath.IsAbs(name) {
		return filepath.Clean(name), err
	}
	if at > 0 && strings.Contains(c.name, "at") && c.args[at-1] != "AT_FDCWD" {
		fd, err := c.number(at - 1)
		return filepath.Join(o.open[fd], name), err
	}
	return filepath.Join(o.dir, name), nil
}

func (o *openNames) take(c syscall) error {
	switch c.name {
	case "open", "creat", "openat":
		at := 0
		if c.name == "openat" {
			at = 1
		}
		name, err := o.path(c, at)
		if o.names[name] == 0 {
			o.files++
			o.names[name] = o.files
		}
		o.open[c.result] = name
		return err
	case "close":
		fd, err := c.number(0)
		delete(o.open, fd)
		return err
	case "dup", "dup2", "dup3", "fcntl":
		if c.name == "fcntl" && !strings.HasPrefix(c.args[1], "F_DUPFD") {
			return nil
		}
		fd, err := c.number(0)
		delete(o.open, c.result)
		if name := o.open[fd]; name != "" {
			o.open[c.result] = name
		}
		return err
	case "unlink", "rmdir", "unlinkat":
		at := 0
		if c.name == "unlinkat" {
			at = 1
		}
		name, err := o.path(c, at)
		o.loses(c, name)
		delete(o.names, name)
		return err
	}
	first, second := c.pair()
	from, err := o.path(c, first)
	if err != nil {
		return err
	}
	to, err := o.path(c, second)
	if strings.HasPrefix(c.name, "rename") {
		o.loses(c, from)
		o.loses(c, to)
	}
	if o.names[from] == 0 {
		o.files++
		o.names[from] = o.files
	}
	o.names[to] = o.names[from]
	if strings.HasPrefix(c.name, "rename") {
		delete(o.names, from)
	}
	return err
}

// lostNames runs a program and lists the names that went while it had the file open.
func lostNames(t *testing.T, dir, program string, args ...string) []string {
	t.Helper()
	log := filepath.Join(t.TempDir(), "trace")
	calling := "?open,openat,?creat,close,?dup,?dup2,?dup3,fcntl,?rename,renameat,?renameat2,?link,linkat,?unlink,unlinkat,?rmdir"
	cmd := exec.Command("strace", append([]string{"-f", "-xx", "-s", "8192", "-e", "signal=none", "-e", "trace=" + calling, "-o", log, program}, args...)...)
	cmd.Dir, cmd.Env = dir, environment(t)
	const look = 3 // done, with something to look at
	if out, err := cmd.CombinedOutput(); err != nil && cmd.ProcessState.ExitCode() != look {
		t.Errorf("%v: %v\n%s", args, err, out)
	}
	trace, err := os.Open(log)
	if err != nil {
		t.Fatal(err)
	}
	defer trace.Close()
	o := &openNames{dir: dir, names: map[string]int{}, open: map[int64]string{}}
	if err := calls(trace, o.take); err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	return o.lost
}

// Windows lets no name go, be it removed, replaced or changed, while a program has
// the file open by any of its names. No command may rest on what Linux allows; but
// for a migration, which knows where it runs.
func TestNothingOpenLosesItsName(t *testing.T) {
	traceable(t)
	real := program(t)
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	must(t, dir, "cp", "-r", filepath.Join(golden.Root(t), "testdata", "scenario", "fake-en", "evidence"), "evidence")
	for _, line := range []string{
		"new Headphones --seller Northwind --path case.complain",
		"new Other --path other.complain --dry-run",
		"add-evidence evidence --date-order dmy --no-input",
		"story take --all",
		"reimport E1",
		"export --to regulator -o packet.pdf --photos original",
		"export --to regulator --format docx -o packet.pdf --force",
		"export --to regulator --force",
		"export --to regulator --force",
		"export --to platform --format files -o upload",
		"export --to platform --format files -o upload --force",
		"view -o case.html",
		"sheet -o case.xlsx",
		"timeline --svg figure.svg",
		"redact E1 --line 3 --why private",
		"evidence get E1 -o one.txt",
		"stamp request -o request.tsq",
		"archive -o case.zip",
		"restore case.zip -o restored.complain",
		"rescue rescued.complain",
		"undo --yes",
		"purge E2 --why mine --confirm E2",
		"verify",
		"config set lang en",
		"demo demo",
	} {
		args := strings.Fields(line)
		if args[0] != "new" && args[0] != "restore" && args[0] != "demo" && args[0] != "config" {
			args = append([]string{"-C", "case.complain"}, args...)
		}
		for _, lost := range lostNames(t, dir, real, args...) {
			t.Errorf("%s: %s", line, lost)
		}
	}
	if left := unfinished(t, dir); len(left) > 0 {
		t.Errorf("the commands left %v", left)
	}
}

// The watch sees what it is for.
func TestLostNamesAreSeen(t *testing.T) {
	traceable(t)
	for script, want := range map[string]int{
		"exec 5>a; rm a":                      1,
		"exec 5>a; exec 5>&-; rm a":           0,
		"exec 5>a; ln a b; rm b":              1,
		"exec 5>a; mv a b":                    1,
		"echo >a; exec 5>b; mv -f a b":        1,
		"mkdir d; exec 5>d/a; mv d e":         1,
		"mkdir d; echo >d/a; mv d e; rm -r e": 0,
	} {
		if lost := lostNames(t, t.TempDir(), "bash", "-c", script); len(lost) != want {
			t.Errorf("%s: %q", script, lost)
		}
	}
}
