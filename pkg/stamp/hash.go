package stamp

import (
	"bytes"
	"crypto"
	_ "crypto/md5"    // MD5, to name imprints that use it
	_ "crypto/sha1"   // SHA-1, likewise
	_ "crypto/sha256" // SHA-224, SHA-256
	_ "crypto/sha512" // SHA-384, SHA-512
	"crypto/x509"
	"encoding/asn1"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// hashes are the hash functions that are known by name. Those without a crypto.Hash
// are named, and cannot be computed here.
var hashes = []struct {
	oid  string
	name string
	hash crypto.Hash
	weak bool // different contents with the same hash can be made
}{
	{"2.16.840.1.101.3.4.2.1", "SHA-256", crypto.SHA256, false},
	{"2.16.840.1.101.3.4.2.2", "SHA-384", crypto.SHA384, false},
	{"2.16.840.1.101.3.4.2.3", "SHA-512", crypto.SHA512, false},
	{"2.16.840.1.101.3.4.2.4", "SHA-224", crypto.SHA224, false},
	{"1.3.14.3.2.26", "SHA-1", crypto.SHA1, true},
	{"1.2.840.113549.2.5", "MD5", crypto.MD5, true},
	{"1.2.156.10197.1.401", "SM3", 0, false},
}

// ParseHash reads the name of a hash that a new request may use: not a weak one.
func ParseHash(name string) (crypto.Hash, error) {
	for _, h := range hashes[:3] {
		if strings.EqualFold(strings.ReplaceAll(name, "-", ""), strings.ReplaceAll(h.name, "-", "")) {
			return h.hash, nil
		}
	}
	return 0, fmt.Errorf("%q: %w", name, ErrHash)
}

// HashNames lists the names that ParseHash reads.
func HashNames() []string { return []string{"sha256", "sha384", "sha512"} }

// HashName is a hash's usual name.
func HashName(h crypto.Hash) string {
	for _, known := range hashes {
		if known.hash == h && h != 0 {
			return known.name
		}
	}
	return h.String()
}

func hashOf(oid asn1.ObjectIdentifier) (h crypto.Hash, name string) {
	for _, known := range hashes {
		if known.oid == oid.String() {
			return known.hash, known.name
		}
	}
	return 0, oid.String()
}

func oidOf(h crypto.Hash) (oid asn1.ObjectIdentifier, ok bool) {
	for _, known := range hashes {
		if known.hash != h || h == 0 {
			continue
		}
		for n := range strings.SplitSeq(known.oid, ".") {
			arc, err := strconv.Atoi(n)
			if err != nil {
				return nil, false
			}
			oid = append(oid, arc)
		}
		return oid, true
	}
	return nil, false
}

func weak(h crypto.Hash) bool {
	for _, known := range hashes {
		if known.hash == h {
			return known.weak
		}
	}
	return false
}

// Digest hashes all that r gives. h must be a hash that ParseHash or a token
// named.
func Digest(h crypto.Hash, r io.Reader) ([]byte, error) {
	w := h.New()
	if _, err := io.Copy(w, r); err != nil {
		return nil, err
	}
	return w.Sum(nil), nil
}

func sum(h crypto.Hash, data []byte) []byte {
	w := h.New()
	w.Write(data)
	return w.Sum(nil)
}

// signatures are the signature algorithms that can be checked: what openssl ts
// checks too.
var signatures = []struct {
	oid  string
	hash crypto.Hash // that the signer's digest algorithm must be
	alg  x509.SignatureAlgorithm
}{
	// rsaEncryption names no hash: the digest algorithm does.
	{"1.2.840.113549.1.1.1", crypto.SHA1, x509.SHA1WithRSA},
	{"1.2.840.113549.1.1.1", crypto.SHA256, x509.SHA256WithRSA},
	{"1.2.840.113549.1.1.1", crypto.SHA384, x509.SHA384WithRSA},
	{"1.2.840.113549.1.1.1", crypto.SHA512, x509.SHA512WithRSA},
	{"1.2.840.113549.1.1.5", crypto.SHA1, x509.SHA1WithRSA},
	{"1.2.840.113549.1.1.11", crypto.SHA256, x509.SHA256WithRSA},
	{"1.2.840.113549.1.1.12", crypto.SHA384, x509.SHA384WithRSA},
	{"1.2.840.113549.1.1.13", crypto.SHA512, x509.SHA512WithRSA},
	{"1.2.840.10045.4.1", crypto.SHA1, x509.ECDSAWithSHA1},
	{"1.2.840.10045.4.3.2", crypto.SHA256, x509.ECDSAWithSHA256},
	{"1.2.840.10045.4.3.3", crypto.SHA384, x509.ECDSAWithSHA384},
	{"1.2.840.10045.4.3.4", crypto.SHA512, x509.ECDSAWithSHA512},
}

// uncheckable names algorithms that are met and cannot be checked here.
var uncheckable = map[string]string{
	"1.2.156.10197.1.501":   "SM2",
	"1.2.156.10197.1.301.1": "SM2",
	"1.2.156.10197.1.301":   "SM2",
	"1.3.101.112":           "Ed25519",
}

// sm2 begins the object identifiers of China's own algorithms, in DER.
var sm2 = []byte{0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01}

func signatureAlgorithm(oid asn1.ObjectIdentifier, digest crypto.Hash) (x509.SignatureAlgorithm, bool) {
	for _, s := range signatures {
		if s.oid == oid.String() && s.hash == digest {
			return s.alg, true
		}
	}
	return 0, false
}

func algorithmName(oid asn1.ObjectIdentifier) string {
	if name, ok := uncheckable[oid.String()]; ok {
		return name
	}
	return oid.String()
}

func usesSM2(certificate []byte) bool { return bytes.Contains(certificate, sm2) }
