package officecrypt

import (
	"context"
	"math/bits"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// obfuscation is XOR obfuscation by method 1, [MS-OFFCRYPTO] 2.3.7.
type obfuscation struct{ key16, verifier uint16 }

// The tables of [MS-OFFCRYPTO] 2.3.7.2: what an empty place of a password counts
// as, and what the key is made of.
var (
	xorPad     = [...]byte{0xbb, 0xff, 0xff, 0xba, 0xff, 0xff, 0xb9, 0x80, 0x00, 0xbe, 0x0f, 0x00, 0xbf, 0x0f, 0x00}
	xorInitial = [...]uint16{0xe1f0, 0x1d0f, 0xcc9c, 0x84c0, 0x110c, 0x0e10, 0xf1ce, 0x313e, 0x1872, 0xe139, 0xd40f, 0x84f9, 0x280c, 0xa96a, 0x4ec3}
	xorMatrix  = [...][7]uint16{
		{0xaefc, 0x4dd9, 0x9bb2, 0x2745, 0x4e8a, 0x9d14, 0x2a09},
		{0x7b61, 0xf6c2, 0xfda5, 0xeb6b, 0xc6f7, 0x9dcf, 0x2bbf},
		{0x4563, 0x8ac6, 0x05ad, 0x0b5a, 0x16b4, 0x2d68, 0x5ad0},
		{0x0375, 0x06ea, 0x0dd4, 0x1ba8, 0x3750, 0x6ea0, 0xdd40},
		{0xd849, 0xa0b3, 0x5147, 0xa28e, 0x553d, 0xaa7a, 0x44d5},
		{0x6f45, 0xde8a, 0xad35, 0x4a4b, 0x9496, 0x390d, 0x721a},
		{0xeb23, 0xc667, 0x9cef, 0x29ff, 0x53fe, 0xa7fc, 0x5fd9},
		{0x47d3, 0x8fa6, 0x0f6d, 0x1eda, 0x3db4, 0x7b68, 0xf6d0},
		{0xb861, 0x60e3, 0xc1c6, 0x93ad, 0x377b, 0x6ef6, 0xddec},
		{0x45a0, 0x8b40, 0x06a1, 0x0d42, 0x1a84, 0x3508, 0x6a10},
		{0xaa51, 0x4483, 0x8906, 0x022d, 0x045a, 0x08b4, 0x1168},
		{0x76b4, 0xed68, 0xcaf1, 0x85c3, 0x1ba7, 0x374e, 0x6e9c},
		{0x3730, 0x6e60, 0xdcc0, 0xa9a1, 0x4363, 0x86c6, 0x1dad},
		{0x3331, 0x6662, 0xccc4, 0x89a9, 0x0373, 0x06e6, 0x0dcc},
		{0x1021, 0x2042, 0x4084, 0x8108, 0x1231, 0x2462, 0x48c4},
	}
)

// key tries a password of up to 15 bytes. The file keeps 31 bits to check it by.
func (o obfuscation) key(_ context.Context, password string) (key, bool, error) {
	p := []byte(password)
	if gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes(p); err == nil {
		p = gbk // as Chinese Windows writes it; the same for ASCII
	}
	if len(p) == 0 || len(p) > len(xorInitial) || xorVerifier(p) != o.verifier || xorKey(p) != o.key16 {
		return nil, false, nil
	}
	mask := xorMask(p, o.key16)
	return func(data []byte) ([]byte, error) {
		return unlocked(data, func(start, from, end int) error {
			for at := from; at < end; at++ {
				// Where the mask begins for a record depends on where that ends.
				data[at] = bits.RotateLeft8(data[at]^mask[(end+at-start)%len(mask)], 3)
			}
			return nil
		})
	}, true, nil
}

func xorVerifier(password []byte) uint16 {
	var v uint16
	step := func(c byte) { v = (v>>14&1 | v<<1&0x7fff) ^ uint16(c) }
	for i := len(password) - 1; i >= 0; i-- {
		step(password[i])
	}
	step(byte(len(password)))
	return v ^ 0xce4b
}

func xorKey(password []byte) uint16 {
	key := xorInitial[len(password)-1]
	for i, c := range password {
		// The last byte goes with the last row of the matrix.
		row := xorMatrix[len(xorMatrix)-len(password)+i]
		for bit := range 7 {
			if c>>bit&1 != 0 {
				key ^= row[bit]
			}
		}
	}
	return key
}

// xorMask is the sixteen bytes under which the stream lies.
func xorMask(password []byte, key uint16) (mask [16]byte) {
	for i := range mask {
		c, half := byte(0), byte(key)
		if i < len(password) {
			c = password[i]
		} else {
			c = xorPad[i-len(password)]
		}
		if i%2 == 1 {
			half = byte(key >> 8)
		}
		mask[i] = bits.RotateLeft8(c^half, -1)
	}
	return mask
}
