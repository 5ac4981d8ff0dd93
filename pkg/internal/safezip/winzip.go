package safezip

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha1"
	"encoding/binary"
	"hash"
	"io"
)

// winZip is WinZip's AES, AE-1 and AE-2: salt, two bytes to check the password
// by, the content in counter mode, and ten bytes of a signature over it.
type winZip struct {
	ae2         bool // the listing holds no checksum: the signature stands for it
	key         int  // bytes
	compression uint16
}

const (
	methodWinZip  = 99
	winZipCheck   = 2
	winZipMAC     = 10
	winZipRounds  = 1000
	winZipExtraID = 0x9901
)

func readWinZip(extra []byte) (winZip, bool) {
	field := extraField(extra, winZipExtraID)
	if len(field) < 7 || string(field[2:4]) != "AE" || field[4] < 1 || field[4] > 3 {
		return winZip{}, false
	}
	return winZip{
		ae2:         binary.LittleEndian.Uint16(field) >= 2,
		key:         8 + 8*int(field[4]), // 128, 192 or 256 bits
		compression: binary.LittleEndian.Uint16(field[5:]),
	}, true
}

func (w winZip) salt() int       { return w.key / 2 }
func (w winZip) overhead() int64 { return int64(w.salt() + winZipCheck + winZipMAC) }
func (w winZip) method() uint16  { return w.compression }
func (w winZip) summed() bool    { return !w.ae2 }

func (w winZip) open(r io.Reader, size int64, password []byte) (plain io.Reader, ok, strong bool, err error) {
	head := make([]byte, w.salt()+winZipCheck)
	if _, err := io.ReadFull(r, head); err != nil {
		return nil, false, false, err
	}
	keys, err := pbkdf2.Key(sha1.New, string(password), head[:w.salt()], winZipRounds, 2*w.key+winZipCheck)
	if err != nil {
		return nil, false, false, err
	}
	if !bytes.Equal(keys[2*w.key:], head[w.salt():]) {
		return nil, false, true, nil
	}
	block, err := aes.NewCipher(keys[:w.key])
	if err != nil {
		return nil, false, false, err
	}
	return &winZipReader{r: r, left: size - w.overhead(), block: block, used: aes.BlockSize,
		mac: hmac.New(sha1.New, keys[w.key:2*w.key])}, true, true, nil
}

type winZipReader struct {
	r       io.Reader
	left    int64 // bytes of content
	block   cipher.Block
	counter [aes.BlockSize]byte // little-endian, unlike the counter of crypto/cipher
	pad     [aes.BlockSize]byte
	used    int // bytes of pad
	mac     hash.Hash
	checked bool
}

// Read implements io.Reader. The end is given only when the signature is right.
func (d *winZipReader) Read(p []byte) (int, error) {
	if d.left == 0 {
		return 0, d.end()
	}
	n, err := d.r.Read(p[:min(int64(len(p)), d.left)])
	d.left -= int64(n)
	d.mac.Write(p[:n])
	for i := range p[:n] {
		if d.used == aes.BlockSize {
			d.next()
		}
		p[i] ^= d.pad[d.used]
		d.used++
	}
	if err == io.EOF {
		if d.left > 0 {
			return n, io.ErrUnexpectedEOF
		}
		err = nil
	}
	return n, err
}

func (d *winZipReader) next() {
	for i := range d.counter {
		if d.counter[i]++; d.counter[i] != 0 {
			break
		}
	}
	d.block.Encrypt(d.pad[:], d.counter[:])
	d.used = 0
}

func (d *winZipReader) end() error {
	if d.checked {
		return io.EOF
	}
	var want [winZipMAC]byte
	if _, err := io.ReadFull(d.r, want[:]); err != nil {
		return io.ErrUnexpectedEOF
	}
	if !hmac.Equal(d.mac.Sum(nil)[:winZipMAC], want[:]) {
		return errSignature
	}
	d.checked = true
	return io.EOF
}
