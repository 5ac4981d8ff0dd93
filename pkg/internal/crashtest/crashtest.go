// Package crashtest takes away what a program stands on while it writes (the
// power, the process, the room on the disk, single bits) and shows what is left.
//
// # What it promises
//
// A power cut is replayed from the system calls that the real program made. The
// model is of inodes, not of paths; what was not synced before the cut is lost,
// kept or torn at sectors, in any mixture; a name made, removed or changed is
// safe only when its folder was synced. Whatever the model does not know makes
// Record fail, and so does an end of the model that is not, byte for byte, what
// the program left behind: a replay is never of something else than what ran.
// The same seed gives the same states.
//
// # What it forbids
//
// It decides nothing about what a state should hold: that is for the tests. It
// is for tests only, and it ends only processes that it started.
//
// # The proofs
//
// The tests of this package are the proofs that a case loses nothing. Every go
// test takes a quick look; with -v each prints what it tried and found.
//
//	COMPLAIN_PROOFS=full go test -count=1 -v ./pkg/internal/crashtest
//
// is what .ci/run demands and takes a minute or two; COMPLAIN_PROOFS=long takes
// half an hour. They run the real program, which they build, so results that go
// test remembers may be of an older one: -count=1. What needs strace (power
// cuts, injected errors) or mount (a full disk) is skipped, with the reason,
// where these are missing or forbidden. The opener is fuzzed by
//
//	go test -run '^$' -fuzz FuzzOpen -fuzzminimizetime 1x ./pkg/internal/crashtest
package crashtest
