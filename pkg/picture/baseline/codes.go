package baseline

// codes are the Huffman codes of a table.
type codes struct {
	// short has what the next shortBits bits stand for, where they are enough to say.
	short [1 << shortBits]meaning
	// Of longer codes: the first that is longer, and what stands before its place among
	// the symbols, for each length.
	limit   [17]int32
	offset  [17]int32
	symbols []byte
}

const shortBits = 10

// meaning is what some bits stand for.
type meaning struct {
	value int16
	bits  uint8 // of the code, and of value where it is whole; 0 where the code is longer
	skip  uint8 // coefficients of zero before
	size  uint8 // bits of a value that follows
	whole bool  // the value is in the bits
}

// newCodes makes the codes that a file describes by how many there are of each length,
// and says how many symbols they have. nil is of codes that cannot be.
func newCodes(lengths [16]byte, symbols []byte) (c *codes, n int) {
	c = &codes{}
	code := int32(0)
	for i, count := range lengths {
		length := i + 1
		c.offset[length] = int32(n) - code
		if n += int(count); n > len(symbols) {
			return nil, 0
		}
		for range count {
			if code >= 1<<length {
				return nil, 0
			}
			if length <= shortBits {
				c.name(code, length, symbols[c.offset[length]+code])
			}
			code++
		}
		c.limit[length] = code
		code <<= 1
	}
	c.symbols = append([]byte(nil), symbols[:n]...)
	if n == 0 || n > 256 {
		return nil, 0
	}
	return c, n
}

// name enters a code, once for all bits that may follow it.
func (c *codes) name(code int32, length int, symbol byte) {
	room := shortBits - length
	for rest := range int32(1) << room {
		m := meaning{bits: uint8(length), skip: symbol >> 4, size: symbol & 15}
		if n := int(m.size); n > 0 && n <= room {
			v := rest >> (room - n)
			if v < 1<<(n-1) {
				v += 1 - 1<<n
			}
			m.value, m.whole, m.bits = int16(v), true, uint8(length+n)
		}
		c.short[code<<room|rest] = m
	}
}

// long is the meaning of a code of more than shortBits bits; it has no bits where
// there is none.
func (c *codes) long(bits uint64) meaning {
	for length := shortBits + 1; length <= 16; length++ {
		if code := int32(bits >> (64 - length)); code < c.limit[length] {
			at := code + c.offset[length]
			if at < 0 || int(at) >= len(c.symbols) {
				return meaning{}
			}
			symbol := c.symbols[at]
			return meaning{bits: uint8(length), skip: symbol >> 4, size: symbol & 15}
		}
	}
	return meaning{}
}
