//go:build !linux && !darwin && !freebsd && !windows

package casefile

func freeSpace(string) (free int64, known bool) { return 0, false }
