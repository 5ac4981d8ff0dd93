package casefile

import (
	"bytes"
	"crypto/sha256"
	"encoding"
	"encoding/binary"
	"errors"
	"hash"
)

// proof is what a chunk carries to be proven by, in its column sha256: what the
// SHA-256 of the whole was before the chunk, and what it was after it. One pass
// over the bytes so gives the hash that people compare and the proof of every
// chunk, where a second hash of each would take as long again.
//
// A SHA-256 goes through its bytes 64 at a time: from the eight words it holds and
// the next 64 bytes it makes the eight words that come after (FIPS 180-4, section
// 6.2). Chunks are whole numbers of 64 bytes but for the last, so at each border
// those words, 32 bytes, are all there is to go on from. Other bytes that lead
// from the same words to the same words would be a collision of SHA-256, since
// whatever came before both would be the same: a chunk is proven as it is by a
// hash of its own, without its neighbours. What holds the chunks together is that
// each begins with the words with which the one before it ended, the first with
// those of FIPS 180-4, and that the last ends with the hash of the whole, which
// the custody log has.
//
// A chunk of versions 1 and 2 has the SHA-256 of its data there, 32 bytes; so has
// the only chunk of a blob that is shorter than a chunk, where it is the hash of
// the whole.
type proof []byte

const stateSize = sha256.Size // of the words

// marshaled is a crypto/sha256 state as its MarshalBinary writes it: a mark, the
// words, a block that is not full, and the length of all before.
const (
	stateMark   = "sha\x03"
	stateLength = len(stateMark) + stateSize + sha256.BlockSize + 8
)

var errState = errors.New("crypto/sha256 writes its state in a form that is not known")

// stateOf is the words of a hash that has gone through whole blocks.
func stateOf(h hash.Hash) ([]byte, error) {
	all, err := h.(encoding.BinaryMarshaler).MarshalBinary()
	if err != nil || len(all) != stateLength || !bytes.HasPrefix(all, []byte(stateMark)) {
		return nil, errors.Join(errState, err)
	}
	return all[len(stateMark):][:stateSize], nil
}

// goOn sets a hash to words after so many bytes.
func goOn(h hash.Hash, state []byte, length int64) error {
	all := append(append(make([]byte, 0, stateLength), stateMark...), state...)
	all = binary.BigEndian.AppendUint64(append(all, make([]byte, sha256.BlockSize)...), uint64(length))
	return h.(encoding.BinaryUnmarshaler).UnmarshalBinary(all)
}

// prover makes the proofs of the chunks of one blob, and its hash, from their
// bytes in order.
type prover struct {
	whole  hash.Hash
	length int64
	before []byte // the words after the last chunk
}

func newProver() *prover { return &prover{whole: sha256.New()} }

// next takes the next chunk, of which all but the last have chunkSize bytes.
func (p *prover) next(data []byte) (proof, error) {
	if p.before == nil {
		first, err := stateOf(p.whole)
		if err != nil {
			return nil, err
		}
		p.before = first
	}
	p.whole.Write(data)
	first := p.length == 0
	p.length += int64(len(data))
	if len(data) < chunkSize {
		end := p.whole.Sum(nil)
		if first {
			return end, nil
		}
		return append(bytes.Clone(p.before), end...), nil
	}
	after, err := stateOf(p.whole)
	if err != nil {
		return nil, err
	}
	out := append(bytes.Clone(p.before), after...)
	p.before = after
	return out, nil
}

// sum is the hash of all that was taken.
func (p *prover) sum() [sha256.Size]byte { return [sha256.Size]byte(p.whole.Sum(nil)) }

// linked reports whether the proof has both ends.
func (p proof) linked() bool { return len(p) == 2*stateSize }

// shaped reports whether it is one at all.
func (p proof) shaped() bool { return p.linked() || len(p) == sha256.Size }

// proves reports whether the data are those of the chunk at seq that the proof
// was made of. Nothing else is looked at.
func (p proof) proves(data []byte, seq int64) bool {
	if !p.linked() {
		sum := sha256.Sum256(data)
		return bytes.Equal(p, sum[:])
	}
	h := sha256.New()
	if len(data) > chunkSize || goOn(h, p[:stateSize], seq*chunkSize) != nil {
		return false
	}
	h.Write(data)
	return bytes.Equal(p[stateSize:], reached(h, len(data)))
}

// reached is what a chunk of so many bytes ends with: the words, or the hash where
// it is the last. It is nil where no chunk is so long.
func reached(h hash.Hash, length int) []byte {
	if length < chunkSize {
		return h.Sum(nil)
	}
	state, err := stateOf(h)
	if err != nil || length > chunkSize {
		return nil
	}
	return state
}
