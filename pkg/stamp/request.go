package stamp

import (
	"crypto"
	"fmt"
	"io"
	"math/big"

	"github.com/digitorus/timestamp"
)

// Request is a TimeStampReq.
type Request struct {
	Hash    crypto.Hash
	Imprint []byte
	Nonce   *big.Int // nil when there is none
}

// NewRequest writes a request over a digest, in DER. It asks for the
// authority's certificate, without which a token cannot be verified later, and
// has a nonce from random, so that an answer can be told from one to another
// request over the same digest.
func NewRequest(h crypto.Hash, digest []byte, random io.Reader) ([]byte, Request, error) {
	if len(digest) != h.Size() {
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
	der, err := (&timestamp.Request{HashAlgorithm: h, HashedMessage: digest, Certificates: true, Nonce: r.Nonce}).Marshal()
	if err != nil {
		return nil, Request{}, fmt.Errorf("write a request: %w", err)
	}
	return der, r, nil
}

// ParseRequest reads a request in DER.
func ParseRequest(der []byte) (Request, error) {
	r, err := timestamp.ParseRequest(der)
	if err != nil {
		return Request{}, fmt.Errorf("read a request: %w", err)
	}
	return Request{Hash: r.HashAlgorithm, Imprint: r.HashedMessage, Nonce: r.Nonce}, nil
}
