package casefile

import (
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"

	"complain/pkg/dispute"
)

// A row of the table record holds a bundle: records that follow one another in
// one evidence. One row a record took six times as long to write.
const (
	maxBundle      = 256      // records
	maxBundleBytes = 32 << 10 // the record that passes it is the last
)

// bundle is records on their way into a row.
type bundle struct {
	count  int64
	data   []byte
	before flat
}

// add writes what r has other than the record before it: four bytes that say
// what follows, a bit for each part from the lowest on; then those parts.
func (b *bundle) add(r *dispute.Record) {
	f := flatten(r)
	start := len(b.data)
	b.data = append(b.data, 0, 0, 0, 0)
	given, bit := uint32(0), uint32(1)
	for i := range f.texts {
		if f.texts[i] != b.before.texts[i] {
			given |= bit
			b.text(f.texts[i])
		}
		bit <<= 1
	}
	for i := range f.numbers {
		if f.numbers[i] != b.before.numbers[i] {
			given |= bit
			b.data = binary.AppendVarint(b.data, f.numbers[i]-b.before.numbers[i])
		}
		bit <<= 1
	}
	for i := range f.lists {
		if !slices.Equal(f.lists[i], b.before.lists[i]) {
			given |= bit
			b.data = binary.AppendUvarint(b.data, uint64(len(f.lists[i])))
			for _, s := range f.lists[i] {
				b.text(s)
			}
		}
		bit <<= 1
	}
	binary.BigEndian.PutUint32(b.data[start:], given)
	b.before = f
	b.count++
}

func (b *bundle) text(s string) {
	b.data = append(binary.AppendUvarint(b.data, uint64(len(s))), s...)
}

func (b *bundle) full() bool { return b.count >= maxBundle || len(b.data) >= maxBundleBytes }

func (b *bundle) reset() {
	*b = bundle{data: b.data[:0]}
}

// bundleRow is a row of the table record.
type bundleRow struct {
	id       int64 // number of the first record
	evidence sql.NullInt64
	seq      int64 // place of the first record
	count    int64
	data     sql.RawBytes
}

const bundleColumns = `id, evidence, seq, count, data`

func (w *bundleRow) targets() []any { return []any{&w.id, &w.evidence, &w.seq, &w.count, &w.data} }

const recordDomain = "complain/record/1\n"

// sum is the SHA-256 over all of the row but its number, so that records have
// the same sum when they are read again.
func (w *bundleRow) sum() [sha256.Size]byte {
	h := sha256.New()
	b := make([]byte, 0, len(recordDomain)+25)
	b = append(b, recordDomain...)
	if w.evidence.Valid {
		b = append(b, 1)
		b = binary.BigEndian.AppendUint64(b, uint64(w.evidence.Int64))
	} else {
		b = append(b, 0)
	}
	b = binary.BigEndian.AppendUint64(b, uint64(w.seq))
	b = binary.BigEndian.AppendUint64(b, uint64(w.count))
	h.Write(b)
	h.Write(w.data)
	return [sha256.Size]byte(h.Sum(nil))
}

// String names the records of the row: "R7", or "R7-R262".
func (w *bundleRow) String() string {
	if w.count <= 1 {
		return fmt.Sprintf("R%d", w.id)
	}
	return fmt.Sprintf("R%d-R%d", w.id, w.id+w.count-1)
}

// bounded reports whether the row's numbers are such as a case can have.
func (w *bundleRow) bounded() bool {
	return w.count >= 1 && w.count <= maxBundle && w.seq >= 1 && w.seq <= mostNumbers && w.id >= 1 && w.id <= mostNumbers
}

// each gives the records of the row in order, all in the same memory, until yield
// returns false; it then returns false. Their texts share the memory of the row.
func (w *bundleRow) each(yield func(*dispute.Record, error) bool) bool {
	return w.unpack(string(w.data), yield)
}

// unpack is each of data, of which the records keep parts.
func (w *bundleRow) unpack(data string, yield func(*dispute.Record, error) bool) bool {
	r := new(dispute.Record)
	if !w.bounded() {
		yield(r, fmt.Errorf("%s: %w", w, ErrDamaged))
		return false
	}
	rest := unpacker{data: data}
	var f flat
	for i := range w.count {
		// Whoever writes a row ends it where it is full: what shares more is made to
		// be long.
		long := len(w.data)-len(rest.data) >= maxBundleBytes
		rest.apply(&f)
		fits := f.fill(r)
		if long || rest.bad || !fits || i == w.count-1 && rest.data != "" {
			yield(r, fmt.Errorf("%s: %w", w, ErrDamaged))
			return false
		}
		r.ID, r.Evidence, r.Seq = w.id+i, dispute.EvidenceID(w.evidence.Int64), int(w.seq+i)
		if !yield(r, nil) {
			return false
		}
	}
	return true
}

// unpacker reads what bundle wrote. What does not fit makes it bad, and empty.
type unpacker struct {
	data string
	bad  bool
}

func (u *unpacker) fail() {
	u.data, u.bad = "", true
}

// apply makes the next record out of the one before it.
func (u *unpacker) apply(f *flat) {
	if len(u.data) < 4 {
		u.fail()
		return
	}
	given := binary.BigEndian.Uint32([]byte(u.data[:4]))
	u.data = u.data[4:]
	if given>>(textCount+numberCount+listCount) != 0 {
		u.fail()
		return
	}
	for ; given != 0; given &= given - 1 {
		switch i := bits.TrailingZeros32(given); {
		case i < textCount:
			f.texts[i] = u.text()
		case i < textCount+numberCount:
			n := u.uvarint()
			f.numbers[i-textCount] += int64(n>>1) ^ -int64(n&1)
		default:
			f.lists[i-textCount-numberCount] = u.list()
		}
	}
}

func (u *unpacker) uvarint() uint64 {
	var n uint64
	for i := 0; i < len(u.data) && i < binary.MaxVarintLen64; i++ {
		c := u.data[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			u.data = u.data[i+1:]
			return n
		}
	}
	u.fail()
	return 0
}

func (u *unpacker) text() string {
	n := u.uvarint()
	if n > uint64(len(u.data)) {
		u.fail()
		return ""
	}
	s := u.data[:n]
	u.data = u.data[n:]
	return s
}

func (u *unpacker) list() []string {
	n := u.uvarint()
	if n > uint64(len(u.data)) { // each text takes a byte at least
		u.fail()
		return nil
	}
	if n == 0 {
		return nil
	}
	out := make([]string, n)
	for i := range out {
		out[i] = u.text()
	}
	return out
}
