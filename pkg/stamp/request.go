package stamp

import (
	"crypto"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"io"
	"math/big"
)

// Request is a TimeStampReq.
type Request struct {
	Hash    crypto.Hash
	Imprint []byte
	Nonce   *big.Int // nil when there is none
}

// timeStampReq is that structure as RFC 3161, section 2.4.1, has it.
type timeStampReq struct {
	Version    int
	Imprint    messageImprint
	Policy     asn1.ObjectIdentifier `asn1:"optional"`
	Nonce      *big.Int              `asn1:"optional"`
	CertReq    bool                  `asn1:"optional"`
	Extensions []pkix.Extension      `asn1:"optional,tag:0"`
}

type messageImprint struct {
	Algorithm pkix.AlgorithmIdentifier
	Hashed    []byte
}

// NewRequest writes a request over a digest, in DER. It asks for the
// authority's certificate, without which a token cannot be verified later, and
// has a nonce from random, so that an answer can be told from one to another
// request over the same digest.
func NewRequest(h crypto.Hash, digest []byte, random io.Reader) ([]byte, Request, error) {
	oid, known := oidOf(h)
	if !known || len(digest) != h.Size() {
		return nil, Request{}, fmt.Errorf("a digest of %d bytes: %w", len(digest), ErrHash)
	}
	var nonce [8]byte
	if _, err := io.ReadFull(random, nonce[:]); err != nil {
		return nil, Request{}, fmt.Errorf("make a nonce: %w", err)
	}
	// Some authorities take positive numbers only, and of 64 bits: the top bits
	// are fixed, so that all nonces are as long.
	nonce[0] = nonce[0]&0x7f | 0x40
	r := Request{Hash: h, Imprint: digest, Nonce: new(big.Int).SetBytes(nonce[:])}
	der, err := asn1.Marshal(timeStampReq{
		Version: 1,
		Imprint: messageImprint{pkix.AlgorithmIdentifier{Algorithm: oid, Parameters: asn1.NullRawValue}, digest},
		Nonce:   r.Nonce, CertReq: true,
	})
	if err != nil {
		return nil, Request{}, fmt.Errorf("write a request: %w", err)
	}
	return der, r, nil
}

// ParseRequest reads a request in DER.
func ParseRequest(der []byte) (Request, error) {
	var r timeStampReq
	rest, err := asn1.Unmarshal(der, &r)
	if err != nil {
		return Request{}, fmt.Errorf("read a request: %w", err)
	}
	h, name := hashOf(r.Imprint.Algorithm.Algorithm)
	switch {
	case len(rest) > 0:
		return Request{}, fmt.Errorf("read a request: %d bytes behind its end", len(rest))
	case h == 0:
		return Request{}, fmt.Errorf("read a request: %s: %w", name, ErrHash)
	case len(r.Imprint.Hashed) != h.Size():
		return Request{}, fmt.Errorf("read a request: a digest of %d bytes: %w", len(r.Imprint.Hashed), ErrHash)
	}
	return Request{Hash: h, Imprint: r.Imprint.Hashed, Nonce: r.Nonce}, nil
}
