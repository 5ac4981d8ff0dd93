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
		if sum := sha256.Sum256(data); string(sum[:]) != string(v[2].([]byte)) {
			t.Errorf("chunk %d of blob %d has another hash", v[1], blob)
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
