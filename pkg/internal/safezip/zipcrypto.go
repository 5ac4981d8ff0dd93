package safezip

import (
	"archive/zip"
	"bufio"
	"hash/crc32"
	"io"
	"slices"
)

// zipCrypto is PKWARE's first encryption. It has long been broken, and it is
// what many phones and sites still send.
type zipCrypto struct {
	compression uint16
	checks      []byte // any of which the last byte of the head must be
}

const zipCryptoHead = 12

// zipCryptoChecks lists what the last byte of the head may be: the checksum's
// highest byte or, where that was not known when the entry was begun, the
// time's. Some programs keep to the checksum in that case too.
func zipCryptoChecks(f *zip.File) []byte {
	checks := []byte{byte(f.CRC32 >> 24)}
	if f.Flags&dataDescriptor != 0 {
		checks = append(checks, byte(dosTime(f)>>8))
	}
	return checks
}

// dosTime is the time field of the listing: what the head was made with, while
// Modified may come from another field.
func dosTime(f *zip.File) uint16 {
	return f.ModifiedTime
}

func (zipCrypto) overhead() int64  { return zipCryptoHead }
func (z zipCrypto) method() uint16 { return z.compression }
func (zipCrypto) summed() bool     { return true }

func (z zipCrypto) open(r io.Reader, _ int64, password []byte) (plain io.Reader, ok, strong bool, err error) {
	d := &zipCryptoReader{r: bufio.NewReader(r), keys: [3]uint32{0x12345678, 0x23456789, 0x34567890}}
	for _, b := range password {
		d.update(b)
	}
	var head [zipCryptoHead]byte
	if _, err := io.ReadFull(d, head[:]); err != nil {
		return nil, false, false, err
	}
	return d, slices.Contains(z.checks, head[zipCryptoHead-1]), false, nil
}

type zipCryptoReader struct {
	r    io.Reader
	keys [3]uint32
}

// Read implements io.Reader.
func (d *zipCryptoReader) Read(p []byte) (int, error) {
	n, err := d.r.Read(p)
	for i, c := range p[:n] {
		k := d.keys[2] | 2
		p[i] = c ^ byte((k*(k^1))>>8)
		d.update(p[i])
	}
	return n, err
}

func (d *zipCryptoReader) update(b byte) {
	k := &d.keys
	k[0] = crc32.IEEETable[byte(k[0])^b] ^ k[0]>>8
	k[1] = (k[1]+k[0]&0xff)*134775813 + 1
	k[2] = crc32.IEEETable[byte(k[2])^byte(k[1]>>24)] ^ k[2]>>8
}
