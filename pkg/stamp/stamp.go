// Package stamp makes requests for RFC 3161 time stamps, reads the tokens that
// time-stamping authorities give for them, and says what a token proves.
//
// # What it promises
//
// Parsing is not trust: Parse says only what a token claims. Verify says, check
// by check, what holds: the imprint, the signature over the signed attributes,
// that these name the content and the certificate that signed (RFC 5816), that
// the certificate is for time stamping alone, and that it leads at the token's
// own time to a root that the caller names. What was not checked is in the
// result as unchecked; revocation never is checked, for that takes a network. No
// bytes make it panic, hang, or take more memory than a few times their length.
// It is as strict as openssl ts -verify, or stricter; with RSASSA-PSS, which that
// command does not know, as openssl cms -verify.
//
// Of a token that Verify accepts, some bytes may still be changed unseen, for no
// signature covers them: the status text around a token, unsigned attributes,
// the list of digest algorithms, certificates and revocation lists that nothing
// rests on. Nothing in a Result is taken from there.
//
// # What it forbids
//
// Networks, files, clocks, and words for people: reasons are notes of the
// catalogue. Tokens are read here, with cryptobyte: the reader of BER that
// github.com/digitorus/timestamp rests on recurses without end, indexes behind the
// input's end, and passes over errors. Requests, of six fields, are written by
// encoding/asn1.
package stamp

import (
	"crypto"
	"crypto/sha256"
	"encoding/asn1"
	"encoding/hex"
	"errors"
	"math/big"
	"time"

	"complain/pkg/dispute"
)

// MaxSize is the largest file that is looked at. Tokens have a few kilobytes,
// or some dozens with revocation lists.
const MaxSize = 1 << 20

// The errors callers tell apart.
var (
	ErrNotAStamp = errors.New("not a time stamp")
	ErrTooLarge  = errors.New("too large for a time stamp")
	ErrHash      = errors.New("no hash for time stamps")
)

// NotGranted is the error for an authority's answer that holds no token.
type NotGranted struct {
	Status dispute.Note
	Text   string // the authority's own words
	Reason dispute.Note
}

func (e *NotGranted) Error() string { return "the authority granted no time stamp" }

// Info is what a token states: its TSTInfo.
type Info struct {
	Policy    asn1.ObjectIdentifier
	Hash      crypto.Hash // 0 when HashName is not one this program computes
	HashName  string      // "SHA-256", or an object identifier
	Imprint   []byte
	Serial    *big.Int
	Time      time.Time // UTC
	Accuracy  time.Duration
	Nonce     *big.Int // nil when there is none
	Authority string   // the name the token gives, else the signer's; may be empty
}

// Token is a parsed time stamp. Nothing in it is trusted.
type Token struct {
	Info
	DER  []byte // the bare token: a CMS ContentInfo
	Mods bool   // the authority granted it with changes

	tsa     []byte // the GeneralName of the TSTInfo, nil when there is none
	content []byte // the DER of the TSTInfo, as signed
	signed  signedData
}

// Identity is what is the same however a token is wrapped: the SHA-256 over what
// its authority signed and the signature.
func (t Token) Identity() string {
	h := sha256.New()
	h.Write(element{octetString, t.content}.append(nil))
	h.Write(element{octetString, t.signed.signature}.append(nil))
	return hex.EncodeToString(h.Sum(nil))
}
