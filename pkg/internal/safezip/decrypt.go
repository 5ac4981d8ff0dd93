package safezip

import (
	"archive/zip"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"slices"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Unlock tries passwords on every encrypted entry, so that those one of them
// fits can be opened, and counts the others: locked entries that some password
// would open, and sealed ones that none does here, since they are encrypted in
// a way this package does not know.
//
// The formats store a check of one or two bytes, which one wrong password of
// 256 passes in the older of them. Where that is all there is to go by, an
// entry is read to its end and its checksum compared before the password is
// believed. The error is ctx's.
func (a *Archive) Unlock(ctx context.Context, passwords []string) (locked, sealed int, err error) {
	candidates := spellings(passwords)
	var proven [][]byte // passwords that opened an entry of this archive whole
	for _, e := range a.Entries {
		if !e.Encrypted || e.Junk {
			continue
		}
		if e.scheme() == nil {
			sealed++
			continue
		}
		e.password = nil
		for _, p := range append(slices.Clone(proven), candidates...) {
			if err := ctx.Err(); err != nil {
				return locked, sealed, err
			}
			ok, strong := e.fits(p)
			if !ok {
				continue
			}
			known := slices.ContainsFunc(proven, func(q []byte) bool { return slices.Equal(p, q) })
			if !strong && !known && !e.wholeWith(ctx, p) {
				continue
			}
			if !known {
				proven = append(proven, p)
			}
			e.password = p
			break
		}
		if e.password == nil {
			locked++
		}
	}
	return locked, sealed, ctx.Err()
}

// spellings is the passwords as bytes. One that is not ASCII has two forms:
// Chinese Windows programs encrypt with GBK.
func spellings(passwords []string) [][]byte {
	var out [][]byte
	for _, p := range passwords {
		if p == "" {
			continue
		}
		out = append(out, []byte(p))
		if gbk, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(p)); err == nil && string(gbk) != p {
			out = append(out, gbk)
		}
	}
	return out
}

// cipherScheme is one way to encrypt an entry.
type cipherScheme interface {
	// overhead is how many bytes of the stored data are not the entry's.
	overhead() int64
	// method is how the entry is compressed below the encryption.
	method() uint16
	// open begins to decrypt the stored bytes of r, of which there are size.
	// ok is false when the password does not pass the format's own check, and
	// strong when that check is one to believe.
	open(r io.Reader, size int64, password []byte) (plain io.Reader, ok, strong bool, err error)
	// summed reports whether the listing's CRC is that of the content.
	summed() bool
}

// scheme is how the entry is encrypted, nil for ways not known here.
func (e *Entry) scheme() cipherScheme {
	switch {
	case e.file.Flags&strongEncryption != 0:
		return nil
	case e.file.Method == methodWinZip:
		w, ok := readWinZip(e.file.Extra)
		if !ok {
			return nil
		}
		return w
	}
	return zipCrypto{compression: e.file.Method, checks: zipCryptoChecks(e.file)}
}

const (
	strongEncryption = 1 << 6
	dataDescriptor   = 1 << 3
)

// fits reports whether the password passes the check at the entry's beginning.
func (e *Entry) fits(password []byte) (ok, strong bool) {
	_, ok, strong, err := e.decrypt(password)
	return ok && err == nil, strong
}

func (e *Entry) decrypt(password []byte) (plain io.Reader, ok, strong bool, err error) {
	s := e.scheme()
	size := int64(e.file.CompressedSize64)
	if size < s.overhead() {
		return nil, false, false, io.ErrUnexpectedEOF
	}
	raw, err := e.file.OpenRaw()
	if err != nil {
		return nil, false, false, err
	}
	return s.open(raw, size, password)
}

// wholeWith reports whether the entry reads to its end with the password, as
// far as this package would read it. What comes out is counted as always.
func (e *Entry) wholeWith(ctx context.Context, password []byte) bool {
	before := e.password
	e.password = password
	defer func() { e.password = before }()
	r, err := e.Open(ctx)
	if err == nil {
		defer r.Close()
		_, err = io.Copy(io.Discard, r)
	}
	var limit *LimitError
	return err == nil || errors.Is(err, ErrMethod) || errors.As(err, &limit)
}

// openEncrypted reads an entry whose password is known.
func (e *Entry) openEncrypted() (io.ReadCloser, error) {
	s := e.scheme()
	if s == nil || e.password == nil {
		return nil, ErrEncrypted
	}
	plain, ok, _, err := e.decrypt(e.password)
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, ErrEncrypted
	}
	content := &checkedReader{stored: plain, size: e.file.UncompressedSize64}
	switch s.method() {
	case zip.Store:
		content.r = io.NopCloser(plain)
	case zip.Deflate:
		content.r = flate.NewReader(plain)
	default:
		return nil, fmt.Errorf("method %d: %w", s.method(), ErrMethod)
	}
	if s.summed() {
		content.sum, content.want = crc32.NewIEEE(), e.file.CRC32
	}
	return content, nil
}

// checkedReader is what archive/zip does for entries that are not encrypted:
// at the end, the length and checksum must be those of the listing.
type checkedReader struct {
	r      io.ReadCloser
	stored io.Reader // read to its end, where a signature may stand
	sum    hash.Hash32
	want   uint32
	size   uint64
	n      uint64
}

// Read implements io.Reader.
func (c *checkedReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += uint64(n)
	if c.sum != nil {
		c.sum.Write(p[:n])
	}
	if err != io.EOF {
		return n, err
	}
	if _, err := io.Copy(io.Discard, c.stored); err != nil {
		return 0, err
	}
	switch {
	case c.n != c.size:
		return 0, io.ErrUnexpectedEOF
	case c.sum != nil && c.sum.Sum32() != c.want:
		return 0, zip.ErrChecksum
	}
	return n, io.EOF
}

// Close implements io.Closer.
func (c *checkedReader) Close() error { return c.r.Close() }
