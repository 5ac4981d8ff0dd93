package casefile

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Holder is a process that keeps others from writing to a case, or from
// finishing to.
type Holder struct {
	PID     int
	Command string    // its command line, shortened
	Since   time.Time // when it started
	Writes  bool      // it writes; else it reads, which only holds up the end of a write
}

// holders finds the processes that hold a lock on the file at path.
//
// Nothing is written beside the case for this. SQLite's open-file-description
// locks carry no process number (fcntl and /proc/locks give -1), but Linux
// lists the locks of each open file under /proc/PID/fdinfo. A scan takes some
// 3 ms for a hundred processes and is made only when a wait of ten
// seconds was in vain. It sees the processes of the same user; on other systems,
// and for a file shared over a network, it finds nobody.
func holders(path string) []Holder {
	file, err := os.Stat(path)
	if err != nil {
		return nil
	}
	fds, _ := filepath.Glob("/proc/[0-9]*/fd")
	var writers, readers []Holder
	for _, dir := range fds {
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(dir)))
		if err != nil || pid == os.Getpid() {
			continue
		}
		locked, writes := locks(pid, dir, file)
		if !locked {
			continue
		}
		h := Holder{PID: pid, Command: commandLine(pid), Since: startOf(pid), Writes: writes}
		if writes {
			writers = append(writers, h)
		} else {
			readers = append(readers, h)
		}
	}
	if writers != nil {
		return writers // readers hold up nobody while there is a writer
	}
	return readers
}

// locks reports whether a process holds a lock on file, and whether one of them
// is a writer's.
func locks(pid int, dir string, file os.FileInfo) (locked, writes bool) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return false, false // another user's process
	}
	for _, e := range entries {
		info, err := os.Stat(filepath.Join(dir, e.Name()))
		if err != nil || !os.SameFile(info, file) {
			continue
		}
		text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "fdinfo", e.Name()))
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(text)) {
			if strings.HasPrefix(line, "lock:") {
				locked = true
				writes = writes || strings.Contains(line, " WRITE ")
			}
		}
	}
	return locked, writes
}

// commandLine is how a process was started, at most 100 bytes of it.
func commandLine(pid int) string {
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "cmdline"))
	if err != nil {
		return ""
	}
	words := strings.Split(strings.TrimRight(string(text), "\x00"), "\x00")
	words[0] = filepath.Base(words[0])
	line := strings.Join(words, " ")
	if len(line) > 100 {
		line = strings.ToValidUTF8(line[:100], "") + "…"
	}
	return line
}

// ticks is how many of its units of time Linux counts a second in /proc, on
// every machine that Go runs on.
const ticks = 100

// startOf is when a process started, or the zero time.
func startOf(pid int) time.Time {
	stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		return time.Time{}
	}
	// The name, in parentheses, may hold anything; field 22 is the 20th after it.
	fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
	if len(fields) < 20 {
		return time.Time{}
	}
	after, err := strconv.ParseInt(string(fields[19]), 10, 64)
	if err != nil {
		return time.Time{}
	}
	system, err := os.ReadFile("/proc/stat")
	if err != nil {
		return time.Time{}
	}
	_, rest, _ := strings.Cut(string(system), "\nbtime ")
	line, _, _ := strings.Cut(rest, "\n")
	boot, err := strconv.ParseInt(line, 10, 64)
	if err != nil {
		return time.Time{}
	}
	return time.Unix(boot+after/ticks, 0)
}
