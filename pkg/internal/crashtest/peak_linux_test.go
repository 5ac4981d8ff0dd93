package crashtest

import (
	"os"
	sys "syscall"
)

// residentPeak is the most memory that a process had, in bytes.
func residentPeak(p *os.ProcessState) int64 {
	if usage, ok := p.SysUsage().(*sys.Rusage); ok {
		return usage.Maxrss << 10
	}
	return 0
}
