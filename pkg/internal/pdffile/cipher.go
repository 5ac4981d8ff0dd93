package pdffile

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"slices"
)

// cipherKey decrypts a file's strings and streams (ISO 32000-2, 7.6).
type cipherKey struct {
	key     []byte
	strings method
	streams method
	plain   bool // metadata stays as it is
}

type method int

const (
	rc4Method method = iota
	aesMethod        // 128 bits, a key an object
	aes256Method
	noMethod
)

// padding fills passwords up to 32 bytes.
const padding = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"

func padded(password string) []byte { return []byte((password + padding)[:32]) }

// unlock finds the file's key with the empty password or one of those given.
func (f *File) unlock(passwords []string) error {
	o := f.table.trailer["Encrypt"]
	if o == nil {
		return nil
	}
	ref, isRef := o.(Ref)
	e := f.Dict(o)
	f.Encrypted = true
	if e == nil {
		return ErrCipher
	}
	if f.Name(e["Filter"]) != "Standard" {
		return ErrCipher
	}
	k := &cipherKey{}
	v, r := f.Int(e["V"]), f.Int(e["R"])
	length := 5
	switch {
	case v == 1 && r <= 3:
	case (v == 2 || v == 3) && r <= 3:
		if n := f.Int(e["Length"]); n >= 40 && n <= 128 && n%8 == 0 {
			length = n / 8
		}
	case v == 4, v == 5:
		length = 16
		var ok1, ok2 bool
		k.streams, ok1 = f.method(e, "StmF")
		k.strings, ok2 = f.method(e, "StrF")
		if !ok1 || !ok2 {
			return ErrCipher
		}
		k.plain = f.Resolve(e["EncryptMetadata"]) == false
	default:
		return ErrCipher
	}
	s := security{r: r, length: length, owner: f.Bytes(e["O"]), user: f.Bytes(e["U"]), ownerKey: f.Bytes(e["OE"]), userKey: f.Bytes(e["UE"]),
		permissions: int32(int64(f.permissions(e["P"]))), plain: k.plain}
	if ids := f.Array(f.table.trailer["ID"]); len(ids) > 0 {
		s.id = f.Bytes(ids[0])
	}
	if len(s.owner) < 32 || len(s.user) < 32 || r >= 5 && (len(s.owner) < 48 || len(s.user) < 48) {
		return ErrCipher
	}
	for _, password := range append([]string{""}, passwords...) {
		key, owner := s.open(password)
		if key == nil {
			continue
		}
		k.key, f.key, f.Owner = key, k, owner
		// What was read so far was read without the key.
		f.cache, f.holders = map[int]Object{}, map[int]*holder{}
		if isRef {
			f.cache[ref.Num] = e // its strings are not encrypted
		}
		return nil
	}
	return ErrPassword
}

func (f *File) permissions(o Object) int64 {
	n, _ := f.Number(o)
	return int64(n)
}

func (f *File) method(e Dict, use Name) (method, bool) {
	name := f.Name(e[use])
	if name == "" || name == "Identity" {
		return noMethod, true
	}
	switch f.Name(f.Dict(f.Dict(e["CF"])[name])["CFM"]) {
	case "V2":
		return rc4Method, true
	case "AESV2":
		return aesMethod, true
	case "AESV3":
		return aes256Method, true
	case "None":
		return noMethod, true
	}
	return 0, false
}

// security is what a password is checked against.
type security struct {
	r, length                      int
	owner, user, ownerKey, userKey string
	permissions                    int32
	id                             string
	plain                          bool
}

// open is the key that a password opens, nil when it opens none.
func (s *security) open(password string) (key []byte, owner bool) {
	if s.r >= 5 {
		return s.open256(password)
	}
	if key := s.userOpen(padded(password)); key != nil {
		return key, false
	}
	return s.userOpen(s.userPassword(password)), true
}

// userOpen checks a padded user password (algorithms 2, 4 and 5).
func (s *security) userOpen(password []byte) []byte {
	h := md5.New()
	h.Write(password)
	h.Write([]byte(s.owner[:32]))
	h.Write(binary.LittleEndian.AppendUint32(nil, uint32(s.permissions)))
	h.Write([]byte(s.id))
	if s.r >= 4 && s.plain {
		h.Write([]byte{255, 255, 255, 255})
	}
	key := h.Sum(nil)
	if s.r >= 3 {
		for range 50 {
			sum := md5.Sum(key[:s.length])
			key = sum[:]
		}
	}
	key = key[:s.length]
	if s.r == 2 {
		if subtle.ConstantTimeCompare(rc4ed(key, []byte(padding)), []byte(s.user[:32])) == 1 {
			return key
		}
		return nil
	}
	sum := md5.Sum(append([]byte(padding), s.id...))
	check := sum[:]
	for i := range 20 {
		check = rc4ed(mixed(key, byte(i)), check)
	}
	if subtle.ConstantTimeCompare(check, []byte(s.user[:16])) == 1 {
		return key
	}
	return nil
}

// userPassword is the padded user password that an owner's opens (algorithm 7).
func (s *security) userPassword(owner string) []byte {
	sum := md5.Sum(padded(owner))
	key := sum[:]
	if s.r >= 3 {
		for range 50 {
			sum = md5.Sum(key)
			key = sum[:]
		}
	}
	key = key[:s.length]
	out := []byte(s.owner[:32])
	if s.r == 2 {
		return rc4ed(key, out)
	}
	for i := range 20 {
		out = rc4ed(mixed(key, byte(19-i)), out)
	}
	return out
}

func rc4ed(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

func mixed(key []byte, with byte) []byte {
	out := slices.Clone(key)
	for i := range out {
		out[i] ^= with
	}
	return out
}

// open256 checks a password of revisions 5 and 6 (algorithm 2.A).
func (s *security) open256(password string) ([]byte, bool) {
	p := []byte(password)[:min(len(password), 127)]
	user := []byte(s.user[:48])
	if bytes.Equal(s.hash(p, user[32:40], nil), user[:32]) {
		return unwrapped(s.hash(p, user[40:48], nil), s.userKey), false
	}
	owner := []byte(s.owner[:48])
	if bytes.Equal(s.hash(p, owner[32:40], user), owner[:32]) {
		return unwrapped(s.hash(p, owner[40:48], user), s.ownerKey), true
	}
	return nil, false
}

func unwrapped(key []byte, wrapped string) []byte {
	if len(wrapped) < 32 {
		return nil
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(out, []byte(wrapped[:32]))
	return out
}

// hash is that of revision 5, or the long one of revision 6 (algorithm 2.B).
func (s *security) hash(password, salt, user []byte) []byte {
	sum := sha256.Sum256(slices.Concat(password, salt, user))
	k := sum[:]
	if s.r < 6 {
		return k
	}
	for round := 1; ; round++ {
		one := slices.Concat(password, k, user)
		all := bytes.Repeat(one, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(all, all)
		rest := 0
		for _, b := range all[:16] {
			rest += int(b)
		}
		switch rest % 3 {
		case 0:
			sum := sha256.Sum256(all)
			k = sum[:]
		case 1:
			sum := sha512.Sum384(all)
			k = sum[:]
		default:
			sum := sha512.Sum512(all)
			k = sum[:]
		}
		if round >= 64 && int(all[len(all)-1]) <= round-32 {
			return k[:32]
		}
	}
}

// decrypted is an object with its strings decrypted; streams are when they are
// asked for.
func (f *File) decrypted(o Object, ref Ref) Object {
	if f.key == nil {
		return o
	}
	switch o := o.(type) {
	case String:
		p, _ := f.key.open(f.key.strings, []byte(o), ref)
		return String(p)
	case Array:
		for i := range o {
			o[i] = f.decrypted(o[i], ref)
		}
	case Dict:
		for k := range o {
			o[k] = f.decrypted(o[k], ref)
		}
	case *Stream:
		f.decrypted(o.Dict, ref)
	}
	return o
}

// decipher is the data of a stream without its encryption.
func (f *File) decipher(s *Stream) []byte {
	k := f.key
	if k == nil || s.ref.Num == 0 || s.Dict["Type"] == Name("XRef") || k.plain && s.Dict["Type"] == Name("Metadata") {
		return s.raw
	}
	for i, o := range f.list(s.Dict["Filter"], nil) {
		if f.Name(o) != "Crypt" {
			continue
		}
		params := f.list(s.Dict["DecodeParms"], nil)
		if i >= len(params) || f.Name(f.Dict(params[i])["Name"]) == "" || f.Name(f.Dict(params[i])["Name"]) == "Identity" {
			return s.raw
		}
	}
	p, err := k.open(k.streams, s.raw, s.ref)
	if err != nil && len(p) == 0 {
		return s.raw
	}
	return p
}

var errBlocks = errors.New("not whole blocks")

func (k *cipherKey) open(m method, data []byte, ref Ref) ([]byte, error) {
	key := k.key
	if m == rc4Method || m == aesMethod {
		n, g := ref.Num, ref.Gen
		salted := append(slices.Clone(key), byte(n), byte(n>>8), byte(n>>16), byte(g), byte(g>>8))
		if m == aesMethod {
			salted = append(salted, "sAlT"...)
		}
		sum := md5.Sum(salted)
		key = sum[:min(len(key)+5, 16)]
	}
	switch m {
	case noMethod:
		return data, nil
	case rc4Method:
		return rc4ed(key, data), nil
	}
	if len(data) < 32 {
		return nil, errBlocks // a vector and no block
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	vector, body := data[:16], data[16:]
	body = body[:len(body)/16*16]
	out := make([]byte, len(body))
	cipher.NewCBCDecrypter(block, vector).CryptBlocks(out, body)
	if n := int(out[len(out)-1]); n >= 1 && n <= 16 {
		out = out[:len(out)-n]
	}
	return out, nil
}
