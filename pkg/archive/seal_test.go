package archive

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
)

const words = "正确 horse 电池 staple"

func sealedArchive(t testing.TB) (path string, archive []byte) {
	t.Helper()
	o := options()
	o.Passphrase = words
	path, out := packed(t, pieces(t), o)
	return path, read(t, out)
}

// What is encrypted is the same zip, and age itself opens it.
func TestSealed(t *testing.T) {
	path, archive := sealedArchive(t)
	restored := filepath.Join(t.TempDir(), "back.complain")
	if _, err := unpack(archive, words, restored); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(read(t, restored), copied(t, path)) {
		t.Error("another case was restored")
	}
	id, err := age.NewScryptIdentity(words)
	if err != nil {
		t.Fatal(err)
	}
	r, err := age.Decrypt(bytes.NewReader(archive), id)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "plain.zip")
	if _, err := pack(t, path, out, options()); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(plain, read(t, out)) {
		t.Error("the encrypted zip is not the plain one")
	}
}

func TestSealedAndWrong(t *testing.T) {
	_, archive := sealedArchive(t)
	flip := func(at int) []byte {
		p := bytes.Clone(archive)
		p[at] ^= 4
		return p
	}
	encrypt := func(r age.Recipient) []byte {
		var b bytes.Buffer
		w, err := age.Encrypt(&b, r)
		if err == nil {
			_, err = w.Write([]byte("PK\x03\x04"))
		}
		if err != nil || w.Close() != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	key, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	easy, err := age.NewScryptRecipient(words)
	if err != nil {
		t.Fatal(err)
	}
	easy.SetWorkFactor(4)
	mac := bytes.Index(archive, []byte("\n--- ")) + 5
	payload := mac + bytes.IndexByte(archive[mac:], '\n') + 1
	const nonce, block = 16, 64<<10 + 16
	for name, c := range map[string]struct {
		archive    []byte
		passphrase string
		kind       error
		code       string
	}{
		"wrong passphrase":   {archive, "wrong", ErrPassphrase, "archive.fault.passphrase"},
		"no passphrase":      {archive, "", ErrPassphrase, "archive.fault.passphrase"},
		"keys":               {encrypt(key.Recipient()), words, ErrPassphrase, "archive.fault.keys"},
		"too much work":      {bytes.Replace(archive, []byte(" 4\n"), []byte(" 30\n"), 1), words, ErrUnsafe, "archive.fault.work"},
		"header cut":         {archive[:60], words, ErrDamaged, "archive.fault.sealed"},
		"cut":                {archive[:len(archive)-1000], words, ErrDamaged, "archive.fault.sealed"},
		"cut at a block":     {archive[:payload+nonce+block], words, ErrDamaged, "archive.fault.sealed"},
		"flip in the MAC":    {flip(mac + 5), words, ErrDamaged, "archive.fault.sealed"},
		"flip in the middle": {flip(len(archive) / 2), words, ErrDamaged, "archive.fault.sealed"},
		"flip at the end":    {flip(len(archive) - 3), words, ErrDamaged, "archive.fault.sealed"},
		"something else":     {encrypt(easy), words, ErrDamaged, "archive.fault.structure"},
	} {
		dir := t.TempDir()
		_, err := unpack(c.archive, c.passphrase, filepath.Join(dir, "back.complain"))
		var f *Fault
		if !errors.As(err, &f) || !errors.Is(err, c.kind) || f.Why.Code != c.code {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && (strings.Contains(err.Error(), words) || strings.Contains(err.Error(), "wrong")) {
			t.Errorf("%s: the passphrase stands in the error: %v", name, err)
		}
		empty(t, dir)
	}
}
