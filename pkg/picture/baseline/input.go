package baseline

import (
	"encoding/binary"
	"errors"
	"io"
)

// input is the bytes of a file, read in portions, and the bits of its scans.
type input struct {
	r     io.Reader
	err   error
	buf   [32 << 10]byte
	at    int // of the next byte
	end   int // of those that are read
	bits  uint64
	count int // of bits that are left, at the top of bits; less than none once too many were taken
}

// more reads on, until there are n bytes or no more.
func (in *input) more(n int) bool {
	if in.end-in.at >= n {
		return true
	}
	in.end = copy(in.buf[:], in.buf[in.at:in.end])
	in.at = 0
	for in.err == nil && in.end < n {
		var got int
		got, in.err = in.r.Read(in.buf[in.end:])
		in.end += got
	}
	return in.end >= n
}

// byte is the next one, 0 behind the end.
func (in *input) byte() byte {
	if !in.more(1) {
		return 0
	}
	in.at++
	return in.buf[in.at-1]
}

// take is the next n bytes.
func (in *input) take(n int) ([]byte, error) {
	if n < 0 {
		return nil, errOther
	}
	out := make([]byte, n)
	got := copy(out, in.buf[in.at:in.end])
	in.at += got
	if in.err == nil && got < n {
		var rest int
		if rest, in.err = io.ReadFull(in.r, out[got:]); errors.Is(in.err, io.ErrUnexpectedEOF) {
			in.err = io.EOF
		}
		got += rest
	}
	if got < n {
		return nil, errOther
	}
	return out, nil
}

// marker is the next marker; what stands before it counts for nothing.
func (in *input) marker() (byte, error) {
	in.bits, in.count = 0, 0
	for in.more(2) {
		m := in.buf[in.at+1]
		if in.buf[in.at] == 0xff && m != 0 && m != 0xff {
			in.at += 2
			return m, nil
		}
		in.at++
	}
	return 0, errOther
}

// fill reads bits until there are at least 48, or a marker ends them.
func (in *input) fill() {
	if in.count < 0 {
		return // too many were taken: they end before
	}
	if in.end-in.at >= 8 {
		next := binary.BigEndian.Uint64(in.buf[in.at:])
		if (^next-0x0101010101010101)&next&0x8080808080808080 == 0 { // no byte is 0xff
			n := (64 - in.count) / 8
			in.bits |= next >> in.count
			in.at, in.count = in.at+n, in.count+8*n
			in.bits &= ^uint64(0) << (64 - in.count)
			return
		}
	}
	for in.count <= 56 {
		if !in.more(2) {
			return
		}
		b := in.buf[in.at]
		if b == 0xff {
			if in.buf[in.at+1] != 0 {
				return
			}
			in.at++
		}
		in.at++
		in.bits |= uint64(b) << (56 - in.count)
		in.count += 8
	}
}

func (in *input) skip(n int) {
	in.bits <<= n
	in.count -= n
}

// extended is a number of n bits, of which the first says whether it is above zero.
func (in *input) extended(n int) int32 {
	if n == 0 {
		return 0
	}
	v := int32(in.bits >> (64 - n))
	in.skip(n)
	if v < 1<<(n-1) {
		v += 1 - 1<<n
	}
	return v
}
