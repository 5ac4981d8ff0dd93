package officecrypt

import (
	"context"
	"crypto/aes"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/binary"
	"fmt"
)

// header is what the CryptoAPI says of an encryption: EncryptionHeader and
// EncryptionVerifier of [MS-OFFCRYPTO] 2.3.2 and 2.3.3.
type header struct {
	algorithm    uint32
	bits         int
	salt         []byte
	verifier     []byte // encrypted
	verifierHash []byte // encrypted
}

const (
	algRC4    = 0x6801
	algAES128 = 0x660e
	algAES192 = 0x660f
	algAES256 = 0x6610
	hashSHA1  = 0x8004
)

// readHeader reads the two structures, before which stand flags.
func readHeader(p []byte) (h header, err error) {
	word := func(at int) uint32 { return binary.LittleEndian.Uint32(p[at:]) }
	if len(p) < 8+32 {
		return h, fmt.Errorf("%w: header of %d bytes", ErrDamaged, len(p))
	}
	size := word(4)
	if size < 32 || uint64(size) > uint64(len(p)-8) {
		return h, fmt.Errorf("%w: header of %d bytes in %d", ErrDamaged, size, len(p)-8)
	}
	h.algorithm, h.bits = word(8+8), int(word(8+16))
	if hash := word(8 + 12); hash != hashSHA1 && hash != 0 {
		return h, fmt.Errorf("%w: hash %#x", ErrUnknown, hash)
	}
	v := p[8+size:]
	if len(v) < 40+20 || binary.LittleEndian.Uint32(v) != 16 {
		return h, fmt.Errorf("%w: verifier of %d bytes", ErrDamaged, len(v))
	}
	h.salt, h.verifier, h.verifierHash = v[4:20], v[20:36], v[40:]
	return h, nil
}

// standard is ECMA-376 standard encryption, [MS-OFFCRYPTO] 2.3.4.5: AES in ECB
// mode under a key of 50,000 rounds of SHA-1.
type standard struct{ header }

const standardSpins = 50_000

func readStandard(p []byte) (lock, error) {
	h, err := readHeader(p)
	if err != nil {
		return nil, err
	}
	switch {
	case h.algorithm != algAES128 && h.algorithm != algAES192 && h.algorithm != algAES256,
		h.bits != 128 && h.bits != 192 && h.bits != 256:
		return nil, fmt.Errorf("%w: algorithm %#x of %d bits", ErrUnknown, h.algorithm, h.bits)
	case len(h.verifierHash) < 32:
		return nil, fmt.Errorf("%w: hash of %d bytes", ErrDamaged, len(h.verifierHash))
	}
	return standard{h}, nil
}

func (s standard) key(ctx context.Context, password string) (key, bool, error) {
	sum, err := spin(ctx, sha1.New(), s.salt, password, standardSpins)
	if err != nil {
		return nil, false, err
	}
	final := sha1.Sum(append(sum, 0, 0, 0, 0))
	block, err := aes.NewCipher(append(padded(final, 0x36), padded(final, 0x5c)...)[:s.bits/8])
	if err != nil {
		return nil, false, err
	}
	ecb := func(p []byte) {
		for ; len(p) >= aes.BlockSize; p = p[aes.BlockSize:] {
			block.Decrypt(p, p)
		}
	}
	verifier, hash := append([]byte(nil), s.verifier...), append([]byte(nil), s.verifierHash[:32]...)
	ecb(verifier)
	ecb(hash)
	want := sha1.Sum(verifier)
	if subtle.ConstantTimeCompare(want[:], hash[:sha1.Size]) != 1 {
		return nil, false, nil
	}
	return func(data []byte) ([]byte, error) {
		content, size, err := sized(data)
		if err != nil {
			return nil, err
		}
		ecb(content)
		return content[:min(size, len(content))], nil
	}, true, nil
}

// padded is the hash of a block of one byte, into which final is mixed.
func padded(final [sha1.Size]byte, pad byte) []byte {
	var block [64]byte
	for i := range block {
		block[i] = pad
		if i < len(final) {
			block[i] ^= final[i]
		}
	}
	sum := sha1.Sum(block[:])
	return sum[:]
}
