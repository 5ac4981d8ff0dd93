package safezip

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// What comes out is counted, not what the listing says: a listing that states
// a small size cannot get past a limit, and a wrong one is damage.
func TestSizeLies(t *testing.T) {
	data := build(t, item{name: "a", data: strings.Repeat("a", 5000)})
	u32 := func(n uint32) []byte { return binary.LittleEndian.AppendUint32(nil, n) }
	for _, size := range []uint32{0, 10, 4999, 5001, 1 << 31} {
		a := open(t, patch(t, data, 0, 24, u32(size)))
		if text, err := read(a, 0); !errors.Is(err, ErrDamaged) {
			t.Errorf("stated size %d: %d bytes, %v", size, len(text), err)
		}
	}
	a := open(t, patch(t, data, 0, 24, u32(1<<31+1)))
	var limit *LimitError
	if _, err := read(a, 0); !errors.As(err, &limit) {
		t.Errorf("a stated size beyond the limit: %v", err)
	}
	// A stated compressed size beyond the archive buys no better ratio.
	bomb := build(t, item{name: "a", data: strings.Repeat("\x00", 4<<20)})
	a = open(t, patch(t, bomb, 0, 20, u32(1<<31)))
	if len(a.Entries) != 0 || len(a.Refused) != 1 || a.Refused[0].Reason != Overlap {
		t.Errorf("a lie about the compressed size: %+v, %+v", a.Entries, a.Refused)
	}
}

// What is stored once comes out once: items that share bytes are refused, and the
// others stay.
func TestOverlap(t *testing.T) {
	kernel := strings.Repeat("\x00", 1<<20)
	data := build(t, item{name: "first", data: "some words"}, item{name: "a", data: kernel}, item{name: "b", data: kernel}, item{name: "last", data: "other words"})
	places := map[string]int{}
	for n, name := range []string{"first", "a", "b", "last"} {
		places[name] = n
	}
	header := func(name string) []byte { // where its local header is, as the listing says
		at := bytes.Index(data, []byte("PK\x03\x04"))
		for range places[name] {
			at += 4 + bytes.Index(data[at+4:], []byte("PK\x03\x04"))
		}
		return binary.LittleEndian.AppendUint32(nil, uint32(at))
	}
	var length [4]byte
	binary.LittleEndian.PutUint32(length[:], 1200)
	for name, broken := range map[string][]byte{
		"the same bytes twice":  patch(t, data, places["b"], 42, header("a")),
		"bytes that hold other": patch(t, data, places["a"], 20, length[:]),
	} {
		a := open(t, broken)
		if len(a.Entries) != 2 || len(a.Refused) != 2 || a.Refused[0] != (Refusal{"a", "a", Overlap}) || a.Refused[1] != (Refusal{"b", "b", Overlap}) {
			t.Errorf("%s: %d entries, refused %v", name, len(a.Entries), a.Refused)
			continue
		}
		for i, want := range []string{"some words", "other words"} {
			if text, err := read(a, i); text != want || err != nil {
				t.Errorf("%s: %q, %v", name, text, err)
			}
		}
	}
	if a := open(t, data); len(a.Entries) != 4 {
		t.Errorf("an honest archive: refused %v", a.Refused)
	}
}

// Many entries that each stay within the ratio's free part are bounded by the
// size of the archive all the same.
func TestSumIsBounded(t *testing.T) {
	limits := Limits{Entries: 100, Entry: 1 << 20, Total: 1 << 30, Ratio: 20, RatioFree: 10_000, SumFree: 50_000}
	var items []item
	for i := range 60 {
		items = append(items, item{name: fmt.Sprint(i), data: strings.Repeat("a", 9000)})
	}
	data := build(t, items...)
	a, err := OpenWithin(limits, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var total int64
	var limit *LimitError
	for i := range a.Entries {
		text, err := read(a, i)
		if total += int64(len(text)); err != nil && (!errors.As(err, &limit) || limit.What != "ratio") {
			t.Fatal(err)
		}
	}
	if bound := limits.Ratio * (int64(len(data)) + 1); limit == nil || total < limits.SumFree || total > bound+4096 {
		t.Errorf("%d bytes came out of %d: %v", total, len(data), limit)
	}
}
