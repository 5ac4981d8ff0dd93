package officecrypt

import (
	"context"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/binary"
	"fmt"
	"hash"
	"slices"
)

// The records of an .xls workbook that matter to its encryption, [MS-XLS].
const (
	recFilePass   = 0x002f
	recBoundSheet = 0x0085
	recBOF        = 0x0809
)

// neverEncrypted is the records that stand open, [MS-XLS] 2.2.10: BOF, FilePass,
// UsrExcl, FileLock, InterfaceHdr, RRDInfo and RRDHead.
var neverEncrypted = []uint16{recBOF, recFilePass, 0x0194, 0x0195, 0x00e1, 0x0196, 0x0138}

// records gives each record of a workbook's stream: its kind, and where its
// content lies.
func records(data []byte, yield func(id uint16, from, to int) bool) {
	for at := 0; at+4 <= len(data); {
		id, size := binary.LittleEndian.Uint16(data[at:]), int(binary.LittleEndian.Uint16(data[at+2:]))
		end := min(at+4+size, len(data))
		if !yield(id, at+4, end) {
			return
		}
		at = end
	}
}

// filePass is what the record says that stands behind the first of a workbook
// with a password.
func filePass(data []byte) (pass []byte, ok bool) {
	n := 0
	records(data, func(id uint16, from, to int) bool {
		if n++; id == recFilePass {
			pass, ok = data[from:to], true
		}
		return !ok && n < 10 // it stands second, or after WriteProtect
	})
	return pass, ok
}

// lockOf reads FilePass, [MS-XLS] 2.4.117.
func lockOf(p []byte) (lock, error) {
	if len(p) < 6 {
		return nil, fmt.Errorf("%w: FilePass of %d bytes", ErrDamaged, len(p))
	}
	kind, major, minor := binary.LittleEndian.Uint16(p), binary.LittleEndian.Uint16(p[2:]), binary.LittleEndian.Uint16(p[4:])
	switch {
	case kind == 0:
		return obfuscation{key16: major, verifier: minor}, nil
	case kind == 1 && major == 1 && minor == 1 && len(p) >= 54:
		p = slices.Clone(p) // the stream is opened in place
		return rc4Lock{salt: p[6:22], verifier: p[22:38], verifierHash: p[38:54], hash: md5.New, derive: keysMD5}, nil
	case kind == 1 && major >= 2 && major <= 4 && minor == 2:
		h, err := readHeader(slices.Clone(p[6:]))
		if err != nil {
			return nil, err
		}
		if h.bits == 0 {
			h.bits = 40
		}
		if h.algorithm != algRC4 && h.algorithm != 0 || h.bits < 40 || h.bits > 128 || h.bits%8 != 0 {
			return nil, fmt.Errorf("%w: algorithm %#x of %d bits", ErrUnknown, h.algorithm, h.bits)
		}
		return rc4Lock{h.salt, h.verifier, h.verifierHash[:sha1.Size], sha1.New, keysSHA1(h.bits)}, nil
	}
	return nil, fmt.Errorf("%w: FilePass %d, version %d.%d", ErrUnknown, kind, major, minor)
}

// rc4Lock is RC4 under a new key for each 1,024 bytes of the stream.
type rc4Lock struct {
	salt, verifier, verifierHash []byte
	hash                         func() hash.Hash
	derive                       func(password string, salt []byte) func(block int) []byte
}

// keysMD5 derives keys as Office 97 does, of 40 bits, [MS-OFFCRYPTO] 2.3.6.2.
func keysMD5(password string, salt []byte) func(int) []byte {
	first := md5.Sum(utf16le(password))
	var mixed []byte
	for range 16 {
		mixed = append(append(mixed, first[:5]...), salt...)
	}
	second := md5.Sum(mixed)
	return func(block int) []byte {
		sum := md5.Sum(binary.LittleEndian.AppendUint32(slices.Clone(second[:5]), uint32(block)))
		return sum[:]
	}
}

// keysSHA1 derives keys as the CryptoAPI does, [MS-OFFCRYPTO] 2.3.5.2. One of 40
// bits is filled up with zeros.
func keysSHA1(bits int) func(string, []byte) func(int) []byte {
	return func(password string, salt []byte) func(int) []byte {
		first := sha1.Sum(append(slices.Clone(salt), utf16le(password)...))
		return func(block int) []byte {
			sum := sha1.Sum(binary.LittleEndian.AppendUint32(slices.Clone(first[:]), uint32(block)))
			if bits == 40 {
				return append(sum[:5:5], make([]byte, 11)...)
			}
			return sum[:bits/8]
		}
	}
}

func (l rc4Lock) key(_ context.Context, password string) (key, bool, error) {
	keys := l.derive(password, l.salt)
	c, err := rc4.NewCipher(keys(0))
	if err != nil {
		return nil, false, err
	}
	verifier, want := make([]byte, len(l.verifier)), make([]byte, len(l.verifierHash))
	c.XORKeyStream(verifier, l.verifier)
	c.XORKeyStream(want, l.verifierHash)
	h := l.hash()
	h.Write(verifier)
	if subtle.ConstantTimeCompare(h.Sum(nil), want) != 1 {
		return nil, false, nil
	}
	return func(data []byte) ([]byte, error) {
		const block = 1024
		stream := make([]byte, block)
		current := -1
		return unlocked(data, func(_, from, end int) error {
			for at := from; at < end; at++ {
				if n := at / block; n != current {
					c, err := rc4.NewCipher(keys(n))
					if err != nil {
						return err
					}
					clear(stream)
					c.XORKeyStream(stream, stream)
					current = n
				}
				data[at] ^= stream[at%block]
			}
			return nil
		})
	}, true, nil
}

// unlocked opens a stream record by record, and takes the mark off it that it
// has a password. open gets where a record's content begins, where its encrypted
// part does, and where both end.
func unlocked(data []byte, open func(start, from, end int) error) ([]byte, error) {
	var err error
	records(data, func(id uint16, from, to int) bool {
		switch {
		case id == recFilePass:
			binary.LittleEndian.PutUint16(data[from-4:], 0)
			return true
		case slices.Contains(neverEncrypted, id):
			return true
		case id == recBoundSheet: // where the sheet begins is not encrypted
			err = open(from, min(from+4, to), to)
		default:
			err = open(from, from, to)
		}
		return err == nil
	})
	return data, err
}
