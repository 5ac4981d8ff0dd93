package casefile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"math/big"
	"math/bits"
	"strings"
	"testing"
)

// TestFormat reads a case file by the words of the package comment alone: with
// SQL and SHA-256, and nothing else of this package.
func TestFormat(t *testing.T) {
	f := fullFile(t)
	f.Close()
	db, err := sql.Open("sqlite", "file:"+strings.NewReplacer("%", "%25", "#", "%23", "?", "%3f").Replace(f.path)+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	formatOfBlobs(t, db)
	formatOfRecords(t, db)
	formatOfLog(t, db)
}

func each(t *testing.T, db *sql.DB, query string, row func(values []any)) {
	t.Helper()
	rows, err := db.QueryContext(context.Background(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for rows.Next() {
		values, targets := make([]any, len(names)), make([]any, len(names))
		for i := range targets {
			targets[i] = &values[i]
		}
		if err := rows.Scan(targets...); err != nil {
			t.Fatal(err)
		}
		row(values)
		n++
	}
	if err := rows.Err(); err != nil || n == 0 {
		t.Fatalf("%s: %d rows, %v", query, n, err)
	}
}

func formatOfBlobs(t *testing.T, db *sql.DB) {
	contents := map[int64][]byte{}
	each(t, db, `SELECT blob, seq, sha256, data FROM chunk ORDER BY blob, seq`, func(v []any) {
		blob, data := v[0].(int64), v[3].([]byte)
		if int64(len(contents[blob])) != v[1].(int64)*1048576 {
			t.Errorf("chunk %d of blob %d begins at %d", v[1], blob, len(contents[blob]))
		}
		if got := formatOfProof(contents[blob], data); string(got) != string(v[2].([]byte)) {
			t.Errorf("chunk %d of blob %d has another proof", v[1], blob)
		}
		contents[blob] = append(contents[blob], data...)
	})
	each(t, db, `SELECT id, sha256, size FROM blob`, func(v []any) {
		content := contents[v[0].(int64)]
		if sum := sha256.Sum256(content); string(sum[:]) != string(v[1].([]byte)) || int64(len(content)) != v[2].(int64) {
			t.Errorf("blob %d has another hash or size", v[0])
		}
	})
}

// formatOfProof is what proves a chunk that comes after other bytes of its blob.
func formatOfProof(before, data []byte) []byte {
	all := append(bytes.Clone(before), data...)
	sum := sha256.Sum256(all)
	switch {
	case len(data) == 1048576:
		return append(wordsAfter(before), wordsAfter(all)...)
	case len(before) == 0:
		return sum[:]
	}
	return append(wordsAfter(before), sum[:]...)
}

// wordsAfter is the eight words that a SHA-256 holds after whole blocks, by the
// letter of FIPS 180-4 (sections 4.1.2, 4.2.2, 5.3.3 and 6.2.2).
func wordsAfter(data []byte) []byte {
	words := [8]uint32{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}
	k := roundConstants()
	for ; len(data) >= 64; data = data[64:] {
		var w [64]uint32
		for t := range 16 {
			w[t] = binary.BigEndian.Uint32(data[4*t:])
		}
		turned := func(x uint32, by int) uint32 { return bits.RotateLeft32(x, -by) }
		for t := 16; t < 64; t++ {
			s0 := turned(w[t-15], 7) ^ turned(w[t-15], 18) ^ w[t-15]>>3
			s1 := turned(w[t-2], 17) ^ turned(w[t-2], 19) ^ w[t-2]>>10
			w[t] = s1 + w[t-7] + s0 + w[t-16]
		}
		a, b, c, d, e, f, g, h := words[0], words[1], words[2], words[3], words[4], words[5], words[6], words[7]
		for t := range 64 {
			t1 := h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + (e&f ^ ^e&g) + k[t] + w[t]
			t2 := (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + (a&b ^ a&c ^ b&c)
			a, b, c, d, e, f, g, h = t1+t2, a, b, c, d+t1, e, f, g
		}
		for i, more := range [8]uint32{a, b, c, d, e, f, g, h} {
			words[i] += more
		}
	}
	var out []byte
	for _, w := range words {
		out = binary.BigEndian.AppendUint32(out, w)
	}
	return out
}

// roundConstants are the first 32 bits of the fractions of the cube roots of the
// first 64 primes.
func roundConstants() (k [64]uint32) {
	n := 0
	for p := int64(2); n < len(k); p++ {
		if !big.NewInt(p).ProbablyPrime(0) {
			continue
		}
		root, at := new(big.Int).Lsh(big.NewInt(p), 96), uint64(0)
		for bit := 34; bit >= 0; bit-- { // the root of p times 2^96 is that of p times 2^32
			try := new(big.Int).SetUint64(at | 1<<bit)
			if new(big.Int).Exp(try, big.NewInt(3), nil).Cmp(root) <= 0 {
				at |= 1 << bit
			}
		}
		k[n] = uint32(at)
		n++
	}
	return k
}

func formatOfRecords(t *testing.T, db *sql.DB) {
	sums, said := map[int64][]byte{}, map[string]string{}
	each(t, db, `SELECT id, evidence, seq, count, data, sum FROM record ORDER BY evidence, seq`, func(v []any) {
		b := []byte("complain/record/1\n")
		evidence, read := v[1].(int64)
		if read {
			b = binary.BigEndian.AppendUint64(append(b, 1), uint64(evidence))
		} else {
			b = append(b, 0)
		}
		b = binary.BigEndian.AppendUint64(b, uint64(v[2].(int64)))
		b = binary.BigEndian.AppendUint64(b, uint64(v[3].(int64)))
		sum := sha256.Sum256(append(b, v[4].([]byte)...))
		if string(sum[:]) != string(v[5].([]byte)) {
			t.Errorf("record %d has another sum", v[0])
		}
		if read {
			sums[evidence] = append(sums[evidence], sum[:]...)
		}
		for i, text := range formatOfBundle(t, v[4].([]byte), v[3].(int64)) {
			said[fmt.Sprintf("R%d", v[0].(int64)+int64(i))] = text
		}
	})
	if want := map[string]string{"R1": "first words, line 1", "R2": "other words, line 2", "R3": "我打过电话, line 0"}; !maps.Equal(said, want) {
		t.Errorf("the records say %q", said)
	}
	each(t, db, `SELECT id, records FROM evidence WHERE records IS NOT NULL`, func(v []any) {
		if sum := sha256.Sum256(sums[v[0].(int64)]); string(sum[:]) != string(v[1].([]byte)) {
			t.Errorf("the records of E%d have another sum", v[0])
		}
	})
}

// formatOfBundle reads what the records of one row say, and in which line.
func formatOfBundle(t *testing.T, data []byte, count int64) (said []string) {
	r := bytes.NewReader(data)
	length := func() uint64 {
		n, err := binary.ReadUvarint(r)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	text := func() string {
		s := make([]byte, length())
		if _, err := io.ReadFull(r, s); err != nil {
			t.Fatal(err)
		}
		return string(s)
	}
	var texts [15]string
	var numbers [12]int64
	for range count {
		var given uint32
		if err := binary.Read(r, binary.BigEndian, &given); err != nil {
			t.Fatal(err)
		}
		for part := range 31 {
			if given>>part&1 == 0 {
				continue
			}
			switch {
			case part < 15:
				texts[part] = text()
			case part < 27:
				more, err := binary.ReadVarint(r)
				if err != nil {
					t.Fatal(err)
				}
				numbers[part-15] += more
			default:
				for range length() {
					text()
				}
			}
		}
		said = append(said, fmt.Sprintf("%s, line %d", texts[7], numbers[5]))
	}
	if r.Len() != 0 {
		t.Errorf("%d bytes after the last record", r.Len())
	}
	return said
}

func formatOfLog(t *testing.T, db *sql.DB) {
	before, n := make([]byte, 32), int64(0)
	each(t, db, `SELECT seq, at, action, subject, detail, hash FROM custody ORDER BY seq`, func(v []any) {
		n++
		text := "complain/custody/1\n" + string(before)
		for _, part := range v[:5] {
			word := fmt.Sprint(part)
			text += fmt.Sprintf("%d:%s", len(word), word)
		}
		sum := sha256.Sum256([]byte(text))
		before = v[5].([]byte)
		if v[0].(int64) != n || string(sum[:]) != string(before) {
			t.Errorf("entry %d does not follow", v[0])
		}
	})
}
