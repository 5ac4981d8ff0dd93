package hevc

import "fmt"

// bits reads the headers. Behind the end it reads zeros and remembers it.
type bits struct {
	data []byte
	at   int // bits
	over bool
}

func (r *bits) bit() uint32 {
	if r.at>>3 >= len(r.data) {
		r.over = true
		return 0
	}
	v := r.data[r.at>>3] >> (7 - r.at&7) & 1
	r.at++
	return uint32(v)
}

func (r *bits) flag() bool { return r.bit() == 1 }

// u reads n bits, 32 at most.
func (r *bits) u(n int) uint32 {
	v := uint32(0)
	for range n {
		v = v<<1 | r.bit()
	}
	return v
}

func (r *bits) skip(n int) {
	if r.at+n > 8*len(r.data) {
		r.over = true
		n = 8*len(r.data) - r.at
	}
	r.at += n
}

// ue reads an unsigned number of Exp-Golomb's code, clause 9.2.
func (r *bits) ue() uint32 {
	n := 0
	for !r.flag() {
		if n++; n > 31 || r.over {
			r.over = true
			return 0
		}
	}
	return 1<<n - 1 + r.u(n)
}

func (r *bits) se() int {
	v := int(r.ue())
	if v&1 == 1 {
		return (v + 1) / 2
	}
	return -v / 2
}

// upTo reads a number that the standard limits.
func (r *bits) upTo(most int) int {
	v := int(r.ue())
	if v > most {
		r.over = true
		return 0
	}
	return v
}

// within is upTo for numbers of either sign.
func (r *bits) within(least, most int) int {
	v := r.se()
	if v < least || v > most {
		r.over = true
		return 0
	}
	return v
}

func (r *bits) err(what string) error {
	if r.over {
		return fmt.Errorf("%s: %w", what, ErrDamaged)
	}
	return nil
}
