package cli

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
)

// heap says how much garbage may come together before it is collected.
type heap struct {
	frugal atomic.Bool // for commands that go through many pictures
	lean   atomic.Bool // for commands that read files in
}

const (
	// spareHeap is garbage, in bytes, that may come together beside as much as is in use,
	// or of a large heap half as much.
	// Memory that is used again is near the processor, and needs no new pages of the
	// system: those that look at a million records in the memory of a thousand take a
	// quarter less time than with 32 MiB.
	spareHeap = 8 << 20
	// largeHeap is where it is half as much.
	largeHeap = 128 << 20
	// leanHeap is the same for what reads files in, row by row: a chat of a million
	// messages takes a third less memory for a thirtieth more time.
	leanHeap = 2 << 20
	// frugalHeap is the same for commands that set out pages, of whose heap much is fonts,
	// in which a collection has nothing to look at.
	frugalHeap = 12 << 20
	// enoughHeap is where a frugal command lets a quarter of what is in use come
	// together instead of as much again: measured with packets of 3,000 photos, half the
	// memory in the same time. It is no ceiling: a bill of 200,000 rows takes more, and
	// was collected without an end when it was one.
	enoughHeap = 256 << 20
)

// share is how much garbage may come together, in percent of what is in use.
func (h *heap) share(used uint64) int {
	used = max(used, 1<<20)
	spare := uint64(spareHeap)
	if h.lean.Load() {
		spare = leanHeap
	}
	goal := used + spare + min(used, max(largeHeap/2, used/2))
	if h.frugal.Load() {
		goal = max(used+used/4, min(used+frugalHeap+used/2, enoughHeap))
	}
	return int(100 * (goal - used) / used)
}

// use sets the share now, and again after each collection.
func (h *heap) use() {
	const least = 4 << 20 // Go's smallest heap at a share of 100
	debug.SetGCPercent(100 * spareHeap / least)
	h.again()
}

func (h *heap) again() {
	// What nobody holds is finalized with the next collection, unless it is so small that
	// it shares its place.
	runtime.SetFinalizer(new([2]uint64), func(*[2]uint64) {
		used := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(used)
		debug.SetGCPercent(h.share(used[0].Value.Uint64()))
		h.again()
	})
}
