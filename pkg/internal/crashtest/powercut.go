package crashtest

import "math/rand/v2"

// Cut is a way for the power to fail: what becomes of that which was written
// and not yet synced.
type Cut struct {
	Data, Names Loss
	Sector      int64 // data is kept or lost by pieces of this size: 512 or 4096
	Seed        uint64
}

// Loss is how much of what was not synced is lost.
type Loss int

// The losses.
const (
	Everything Loss = iota // nothing unsynced reached the disk
	Nothing                // everything did: the process died, the machine lived on
	Some                   // any subset did, in any order; data may be torn
)

// Cuts lists the ways to cut the power after the n-th operation: the two sure
// ones for data and names each, and as many random ones.
func Cuts(n, random int, seed uint64) []Cut {
	out := []Cut{{Data: Everything, Names: Everything}, {Data: Everything, Names: Nothing}, {Data: Nothing, Names: Everything}, {Data: Nothing, Names: Nothing}}
	for i := range random {
		c := Cut{Data: Some, Names: Some, Sector: 512, Seed: seed + uint64(n)<<16 + uint64(i)}
		if i%2 == 1 {
			c.Sector = 4096
		}
		out = append(out, c)
	}
	return out
}

// Cut is the folder as it is found when the power is back.
func (d *Disk) Cut(c Cut) map[string][]byte {
	return d.state(&lossy{Cut: c, random: rand.New(rand.NewPCG(c.Seed, 0))})
}

type lossy struct {
	Cut
	random *rand.Rand
}

func (l *lossy) name(Operation) bool { return l.keeps(l.Names) }

func (l *lossy) keeps(loss Loss) bool {
	return loss == Nothing || loss == Some && l.random.IntN(2) == 0
}

func (l *lossy) data(data []byte, op Operation) []byte {
	if l.Data != Some || op.Kind == Truncate {
		if l.keeps(l.Data) {
			return change(data, op)
		}
		return data
	}
	end := op.Offset + int64(len(op.Data))
	switch l.random.IntN(3) {
	case 0:
		if before := int64(len(data)); end > before && l.random.IntN(2) == 0 {
			return l.grown(data, end)
		}
		return data
	case 1:
		return change(data, op)
	}
	if end > int64(len(data)) && l.random.IntN(2) == 0 {
		data = l.grown(data, end)
	}
	for at := op.Offset; at < end; {
		next := min((at/l.Sector+1)*l.Sector, end)
		if l.random.IntN(2) == 0 {
			data = change(data, Operation{Kind: Write, Offset: at, Data: op.Data[at-op.Offset : next-op.Offset]})
		}
		at = next
	}
	return data
}

// grown is a file whose new length reached the disk and whose new bytes did
// not: they are zeros, or whatever lay there before.
func (l *lossy) grown(data []byte, size int64) []byte {
	before := int64(len(data))
	data = change(data, Operation{Kind: Truncate, Offset: size})
	if l.random.IntN(2) == 0 {
		for i := before; i < size; i++ {
			data[i] = byte(l.random.Uint32())
		}
	}
	return data
}
