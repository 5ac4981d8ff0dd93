package cli

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// spare is garbage that may come together, in bytes, beside the part of the heap in use
// that Go allows.
type spare uint64

// spareHeap is so large that most commands end before anything is collected. Those that
// look at a million records in the memory of a thousand collected every 4 MiB, which
// was a third of their work.
const spareHeap spare = 32 << 20

// use sets the share of garbage now, and again after each collection, by what is in use.
func (s spare) use() {
	const least = 4 << 20 // Go's smallest heap, of which the share is also taken
	debug.SetGCPercent(int(100 * s / least))
	s.again()
}

func (s spare) again() {
	// What nobody holds is finalized with the next collection, unless it is so small that
	// it shares its place.
	runtime.SetFinalizer(new([2]spare), func(*[2]spare) {
		used := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(used)
		debug.SetGCPercent(100 + int(100*uint64(s)/max(used[0].Value.Uint64(), 1<<20)))
		s.again()
	})
}
