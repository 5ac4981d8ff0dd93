// Package officecrypt opens Office files that have a password: XLSX, DOCX and
// their like as [MS-OFFCRYPTO] encrypts them ("standard" and "agile"), and .xls
// with the record FILEPASS (RC4, RC4 of the CryptoAPI, XOR obfuscation). Banks
// and payment services mail such files.
//
// It promises that a password is believed only where the file's own check says
// so, that the work which a file asks for is bounded, and that what comes out is
// the file as it was before it got its password. It forbids writing, and
// keeping a password.
package officecrypt

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"unicode/utf16"

	"complain/pkg/internal/compound"
)

// MaxSize is how large a file may be: it is held whole.
const MaxSize = 68 << 20

// maxSpins bounds how often a file may have a password hashed. Office asks for
// 100,000 rounds; this many take a third of a second.
const maxSpins = 1_000_000

// Errors, each wrapped with what it is about.
var (
	// ErrUnknown is the error for a way to protect a file that is not known
	// here, such as rights management.
	ErrUnknown = errors.New("encrypted in an unknown way")
	// ErrDamaged is the error for a file whose encryption is described wrongly.
	ErrDamaged = errors.New("damaged encryption")
)

// File is an Office file with a password.
type File struct {
	data []byte // its encrypted stream
	lock lock
}

// lock is one way to protect a file.
type lock interface {
	// key tries a password.
	key(ctx context.Context, password string) (key, bool, error)
}

// key opens an encrypted stream in place, and gives what is the file of it.
type key func(data []byte) ([]byte, error)

// Open looks whether a compound file is an Office file with a password; nil when it
// is not.
func Open(ctx context.Context, r io.ReaderAt, size int64) (*File, error) {
	if size > MaxSize {
		return nil, nil
	}
	c, err := compound.Open(r, size)
	if err != nil {
		return nil, nil // what it is, others say
	}
	if c.Has("EncryptedPackage") {
		return openPackage(ctx, c)
	}
	data, err := c.Stream(ctx, "Workbook")
	if err != nil {
		return nil, ctx.Err()
	}
	pass, ok := filePass(data)
	if !ok {
		return nil, nil
	}
	l, err := lockOf(pass)
	if err != nil {
		return nil, err
	}
	return &File{data, l}, nil
}

func openPackage(ctx context.Context, c *compound.File) (*File, error) {
	info, err := c.Stream(ctx, "EncryptionInfo")
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrUnknown, err)
	case len(info) < 8:
		return nil, fmt.Errorf("%w: EncryptionInfo of %d bytes", ErrDamaged, len(info))
	}
	major, minor := binary.LittleEndian.Uint16(info), binary.LittleEndian.Uint16(info[2:])
	var l lock
	switch {
	case major == 4 && minor == 4:
		l, err = readAgile(info[8:])
	case major >= 2 && major <= 4 && minor == 2:
		l, err = readStandard(info[4:])
	default:
		err = fmt.Errorf("%w: version %d.%d", ErrUnknown, major, minor)
	}
	if err != nil {
		return nil, err
	}
	data, err := c.Stream(ctx, "EncryptedPackage")
	if err != nil {
		return nil, err
	}
	return &File{data, l}, nil
}

// everyone is the password with which Excel encrypts a workbook that has none,
// when its author forbade changes.
const everyone = "VelvetSweatshop"

// Unlock tries passwords, and gives the workbook as it was without one: the
// bytes of an XLSX file, or the stream of an .xls workbook, which stands in no
// compound file any more. ok is false when no password fits. The File is
// spent when one did.
func (w *File) Unlock(ctx context.Context, passwords []string) (plain []byte, ok bool, err error) {
	for _, p := range append([]string{everyone}, passwords...) {
		open, ok, err := w.lock.key(ctx, p)
		if err != nil {
			return nil, false, err
		}
		if ok {
			plain, err := open(w.data)
			return plain, err == nil, err
		}
	}
	return nil, false, nil
}

// utf16le is a password as most of the ways hash it.
func utf16le(s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}

// sized parts an encrypted package from the length that stands before it. The
// rest is whole blocks.
func sized(data []byte) (content []byte, size int, err error) {
	if len(data) < 8 {
		return nil, 0, fmt.Errorf("%w: package of %d bytes", ErrDamaged, len(data))
	}
	content = data[8:]
	n := binary.LittleEndian.Uint64(data)
	if n > uint64(len(content)) {
		return nil, 0, fmt.Errorf("%w: %d bytes in a package of %d", ErrDamaged, n, len(content))
	}
	return content[:len(content)/16*16], int(n), nil
}
