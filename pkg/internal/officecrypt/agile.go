package officecrypt

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"hash"
)

// agile is agile encryption, [MS-OFFCRYPTO] 2.3.4.10 to 2.3.4.15: AES in CBC mode,
// piece by piece, under a key of the file's own, which the password opens.
type agile struct {
	data, password cipherOf
	spins          int
	verifier       []byte // encrypted, like the others
	verifierHash   []byte
	keyValue       []byte
}

// cipherOf is how one part of a file is encrypted.
type cipherOf struct {
	salt []byte
	bits int
	hash func() hash.Hash
}

// cipherXML is the attributes that both parts share.
type cipherXML struct {
	BlockSize int     `xml:"blockSize,attr"`
	KeyBits   int     `xml:"keyBits,attr"`
	Cipher    string  `xml:"cipherAlgorithm,attr"`
	Chaining  string  `xml:"cipherChaining,attr"`
	Hash      string  `xml:"hashAlgorithm,attr"`
	Salt      encoded `xml:"saltValue,attr"`
}

// encoded is bytes written in base64.
type encoded []byte

// UnmarshalText implements encoding.TextUnmarshaler.
func (e *encoded) UnmarshalText(text []byte) (err error) {
	*e, err = base64.StdEncoding.DecodeString(string(text))
	return err
}

const passwordNS = "http://schemas.microsoft.com/office/2006/keyEncryptor/password"

func readAgile(p []byte) (lock, error) {
	if len(p) > 64<<10 {
		return nil, fmt.Errorf("%w: description of %d bytes", ErrDamaged, len(p))
	}
	var info struct {
		KeyData    cipherXML `xml:"keyData"`
		Encryptors []struct {
			Key struct {
				XMLName xml.Name
				cipherXML
				Spins        int     `xml:"spinCount,attr"`
				Verifier     encoded `xml:"encryptedVerifierHashInput,attr"`
				VerifierHash encoded `xml:"encryptedVerifierHashValue,attr"`
				KeyValue     encoded `xml:"encryptedKeyValue,attr"`
			} `xml:"encryptedKey"`
		} `xml:"keyEncryptors>keyEncryptor"`
	}
	if err := xml.Unmarshal(p, &info); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	data, err := info.KeyData.cipher()
	if err != nil {
		return nil, err
	}
	for _, e := range info.Encryptors {
		k := e.Key
		if k.XMLName.Space != passwordNS {
			continue // of a certificate
		}
		if k.Spins < 0 || k.Spins > maxSpins {
			return nil, fmt.Errorf("%w: %d rounds", ErrUnknown, k.Spins)
		}
		password, err := k.cipher()
		if err != nil {
			return nil, err
		}
		a := agile{data, password, k.Spins, k.Verifier, k.VerifierHash, k.KeyValue}
		if len(a.verifier) == 0 || len(a.verifier)%16 != 0 || len(a.verifierHash)%16 != 0 || len(a.keyValue)%16 != 0 ||
			len(a.verifierHash) < password.hash().Size() || len(a.keyValue) < data.bits/8 {
			return nil, fmt.Errorf("%w: verifier", ErrDamaged)
		}
		return a, nil
	}
	return nil, fmt.Errorf("%w: no password opens it", ErrUnknown)
}

func (c cipherXML) cipher() (cipherOf, error) {
	hashes := map[string]func() hash.Hash{"SHA1": sha1.New, "SHA-1": sha1.New, "SHA256": sha256.New, "SHA384": sha512.New384, "SHA512": sha512.New}
	out := cipherOf{c.Salt, c.KeyBits, hashes[c.Hash]}
	switch {
	case out.hash == nil, c.Cipher != "AES", c.Chaining != "ChainingModeCBC", c.BlockSize != aes.BlockSize,
		out.bits != 128 && out.bits != 192 && out.bits != 256:
		return out, fmt.Errorf("%w: %s of %d bits in %s, %s", ErrUnknown, c.Cipher, c.KeyBits, c.Chaining, c.Hash)
	case len(out.salt) == 0 || len(out.salt) > 64:
		return out, fmt.Errorf("%w: salt of %d bytes", ErrDamaged, len(out.salt))
	}
	return out, nil
}

// What each part of the password's key is for, [MS-OFFCRYPTO] 2.3.4.11.
var (
	forVerifier     = [8]byte{0xfe, 0xa7, 0xd2, 0x76, 0x3b, 0x4b, 0x9e, 0x79}
	forVerifierHash = [8]byte{0xd7, 0xaa, 0x0f, 0x6d, 0x30, 0x61, 0x34, 0x4e}
	forKeyValue     = [8]byte{0x14, 0x6e, 0x0b, 0xe7, 0xab, 0xac, 0xd0, 0xd6}
)

func (a agile) key(ctx context.Context, password string) (key, bool, error) {
	h := a.password.hash()
	sum, err := spin(ctx, h, a.password.salt, password, a.spins)
	if err != nil {
		return nil, false, err
	}
	open := func(purpose [8]byte, encrypted []byte) ([]byte, error) {
		h.Reset()
		h.Write(sum)
		h.Write(purpose[:])
		out := append([]byte(nil), encrypted...)
		return out, cbc(fit(h.Sum(nil), a.password.bits/8), fit(a.password.salt, aes.BlockSize), out)
	}
	verifier, err := open(forVerifier, a.verifier)
	if err != nil {
		return nil, false, err
	}
	want, err := open(forVerifierHash, a.verifierHash)
	if err != nil {
		return nil, false, err
	}
	h.Reset()
	h.Write(verifier)
	if subtle.ConstantTimeCompare(h.Sum(nil), want[:h.Size()]) != 1 {
		return nil, false, nil
	}
	inner, err := open(forKeyValue, a.keyValue)
	if err != nil {
		return nil, false, err
	}
	return func(data []byte) ([]byte, error) { return a.open(inner[:a.data.bits/8], data) }, true, nil
}

// open decrypts the pieces of a package.
func (a agile) open(key, data []byte) ([]byte, error) {
	const piece = 4096
	content, size, err := sized(data)
	if err != nil {
		return nil, err
	}
	h := a.data.hash()
	for i := 0; i*piece < len(content); i++ {
		h.Reset()
		h.Write(a.data.salt)
		h.Write(binary.LittleEndian.AppendUint32(nil, uint32(i)))
		if err := cbc(key, fit(h.Sum(nil), aes.BlockSize), content[i*piece:min((i+1)*piece, len(content))]); err != nil {
			return nil, err
		}
	}
	return content[:min(size, len(content))], nil
}

// spin hashes a password over and over.
func spin(ctx context.Context, h hash.Hash, salt []byte, password string, times int) ([]byte, error) {
	h.Write(salt)
	h.Write(utf16le(password))
	sum := h.Sum(nil)
	var count [4]byte
	for i := range times {
		if i%10_000 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		binary.LittleEndian.PutUint32(count[:], uint32(i))
		h.Reset()
		h.Write(count[:])
		h.Write(sum)
		sum = h.Sum(sum[:0])
	}
	return sum, nil
}

// fit cuts p to size, or fills it up.
func fit(p []byte, size int) []byte {
	out := make([]byte, size)
	for i := copy(out, p); i < size; i++ {
		out[i] = 0x36
	}
	return out
}

func cbc(key, iv, p []byte) error {
	block, err := aes.NewCipher(key)
	if err != nil {
		return err
	}
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(p, p)
	return nil
}
