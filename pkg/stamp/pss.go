package stamp

import (
	"crypto"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"
)

const (
	oidPSS  = "1.2.840.113549.1.1.10"
	oidMGF1 = "1.2.840.113549.1.1.8"
)

// pssParameters is RSASSA-PSS-params (RFC 4055, section 3.1).
type pssParameters struct {
	hash, mask crypto.Hash
	salt       int
}

// readPSS reads them. What is not said is SHA-1, and a salt of 20 bytes.
func readPSS(der []byte) (p pssParameters, ok bool) {
	p = pssParameters{hash: crypto.SHA1, mask: crypto.SHA1, salt: 20}
	trailer := 1
	in := cryptobyte.String(der)
	var list, part, mask cryptobyte.String
	var oid asn1.ObjectIdentifier
	var there [4]bool
	explicit := func(n uint8) tags.Tag { return tags.Tag(n).ContextSpecific().Constructed() }
	if !in.ReadASN1(&list, tags.SEQUENCE) || !in.Empty() || !list.ReadOptionalASN1(&part, &there[0], explicit(0)) {
		return p, false
	}
	if there[0] {
		if !readAlgorithm(&part, &oid) || !part.Empty() {
			return p, false
		}
		p.hash, _ = hashOf(oid)
	}
	if !list.ReadOptionalASN1(&part, &there[1], explicit(1)) {
		return p, false
	}
	if there[1] {
		if !part.ReadASN1(&mask, tags.SEQUENCE) || !part.Empty() || !mask.ReadASN1ObjectIdentifier(&oid) || oid.String() != oidMGF1 ||
			!readAlgorithm(&mask, &oid) || !mask.Empty() {
			return p, false
		}
		p.mask, _ = hashOf(oid)
	}
	if !list.ReadOptionalASN1(&part, &there[2], explicit(2)) || there[2] && (!part.ReadASN1Integer(&p.salt) || !part.Empty()) ||
		!list.ReadOptionalASN1(&part, &there[3], explicit(3)) || there[3] && (!part.ReadASN1Integer(&trailer) || !part.Empty()) {
		return p, false
	}
	return p, list.Empty() && trailer == 1 && p.salt >= 0 && p.hash != 0
}

// fits reports whether a signature can be checked by the parameters: with one
// hash for all, as crypto/rsa has it.
func (p pssParameters) fits(signer *x509.Certificate, digest crypto.Hash) bool {
	_, rsaKey := signer.PublicKey.(*rsa.PublicKey)
	return rsaKey && p.hash == digest && p.mask == digest && p.salt <= 512
}

func (p pssParameters) check(signer *x509.Certificate, signed, signature []byte) error {
	options := rsa.PSSOptions{SaltLength: p.salt, Hash: p.hash}
	if p.salt == 0 {
		return rsa.ErrVerification // 0 stands for any length there
	}
	return rsa.VerifyPSS(signer.PublicKey.(*rsa.PublicKey), p.hash, sum(p.hash, signed), signature, &options)
}
