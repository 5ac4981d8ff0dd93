package archive

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"sync"

	"filippo.io/age"

	"complain/pkg/dispute"
)

// maxWorkFactor is the logarithm of the most work that opening an archive may
// ask for: 1 GiB of memory and some seconds. Archives are made with 18; a
// stranger's file may ask for hours.
const maxWorkFactor = 20

// sealedBy begins every age file.
var sealedBy = []byte("age-encryption.org/v1\n")

// seal encrypts what is written to it for a passphrase; Close writes its end.
// A work factor of 0 is age's own.
func seal(w io.Writer, passphrase string, workFactor int) (io.WriteCloser, error) {
	r, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, err
	}
	if workFactor > 0 {
		r.SetWorkFactor(workFactor)
	}
	return age.Encrypt(w, r)
}

// unseal decrypts as it is read: nothing in the clear is written anywhere.
func unseal(r io.ReaderAt, size int64, passphrase string) (io.ReaderAt, int64, error) {
	id, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, 0, fault(ErrPassphrase, err, dispute.Say("archive.fault.passphrase"))
	}
	id.SetMaxWorkFactor(maxWorkFactor)
	plain, n, err := age.DecryptReaderAt(r, size, id)
	var other *age.NoIdentityMatchError
	switch {
	case err == nil:
		return &blocks{r: plain, size: n, at: -1}, n, nil
	case errors.As(err, &other) && !slices.Contains(other.StanzaTypes, "scrypt"):
		return nil, 0, fault(ErrPassphrase, err, dispute.Say("archive.fault.keys"))
	case errors.As(err, &other):
		return nil, 0, fault(ErrPassphrase, err, dispute.Say("archive.fault.passphrase"))
	case strings.Contains(err.Error(), "work factor too large"):
		// age has no value for this error.
		return nil, 0, fault(ErrUnsafe, err, dispute.Say("archive.fault.work"))
	}
	return nil, 0, fault(ErrDamaged, err, dispute.Say("archive.fault.sealed"))
}

// sealed reports whether r holds an age file.
func sealed(r io.ReaderAt) bool {
	head := make([]byte, len(sealedBy))
	n, _ := r.ReadAt(head, 0)
	return bytes.Equal(head[:n], sealedBy)
}

// blocks keeps the last block read: age decrypts 64 KiB at a time, and zip
// readers ask for 4.
type blocks struct {
	r    io.ReaderAt
	size int64

	mu   sync.Mutex
	at   int64 // number of the block in data, -1 when none
	data []byte
}

const blockSize = 64 << 10

// ReadAt implements io.ReaderAt.
func (b *blocks) ReadAt(p []byte, off int64) (n int, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for n < len(p) && off >= 0 && off < b.size {
		if err := b.load(off / blockSize); err != nil {
			return n, err
		}
		m := copy(p[n:], b.data[off%blockSize:])
		n, off = n+m, off+int64(m)
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

func (b *blocks) load(number int64) error {
	if b.at == number {
		return nil
	}
	b.at = -1
	want := min(blockSize, b.size-number*blockSize)
	if b.data == nil {
		b.data = make([]byte, blockSize)
	}
	b.data = b.data[:want]
	if n, err := b.r.ReadAt(b.data, number*blockSize); int64(n) < want {
		return fault(ErrDamaged, err, dispute.Say("archive.fault.sealed"))
	}
	b.at = number
	return nil
}
