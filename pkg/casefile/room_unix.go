//go:build linux || darwin || freebsd

package casefile

import (
	"math"
	"math/bits"
	"syscall"
)

func freeSpace(folder string) (free int64, known bool) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil {
		return 0, false
	}
	high, low := bits.Mul64(uint64(s.Bavail), uint64(s.Bsize))
	if high > 0 || low > math.MaxInt64 {
		return math.MaxInt64, true
	}
	return int64(low), true
}
