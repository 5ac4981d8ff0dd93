package casefile

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"complain/pkg/dispute"
)

// randomRecord has each part set or not, as chance will have it.
func randomRecord(rng *rand.Rand) dispute.Record {
	maybe := func() bool { return rng.IntN(3) == 0 }
	word := func() string {
		if maybe() {
			return ""
		}
		return []string{"云栖数码", "a", "退款 128.00", "\xff\x00", "long " + string(make([]byte, 300))}[rng.IntN(5)]
	}
	r := dispute.Record{Kind: dispute.Kinds()[rng.IntN(len(dispute.Kinds()))], Who: word(), Text: word(), Status: word(), Type: word(),
		Order: word(), Merchant: word(), Raw: word(), Refund: maybe(), Direction: dispute.Direction(word())}
	if maybe() {
		r.Amount = &dispute.Amount{Minor: rng.Int64() - 1<<62, Currency: []string{"", "CNY", "JPY"}[rng.IntN(3)]}
	}
	if maybe() {
		r.Locator = dispute.Locator{Entry: word(), Sheet: word(), Page: rng.IntN(3), Row: rng.IntN(1 << 30)}
	} else {
		r.Locator = dispute.Locator{Line: 1 + rng.IntN(1<<20), Offset: rng.Int64N(1 << 40), Length: 1 + rng.Int64N(1<<20)}
		if maybe() {
			r.Locator.LineEnd = r.Locator.Line + 1 + rng.IntN(9)
		}
	}
	if maybe() {
		at := time.UnixMilli(rng.Int64N(1 << 42)).In(time.FixedZone("", (rng.IntN(26)-12)*3600))
		r.At = dispute.Instant(at, dispute.Precision(1+rng.IntN(7)), dispute.ZoneFormat)
	}
	for range rng.IntN(3) * rng.IntN(2) {
		r.Fields = append(r.Fields, dispute.Field{Name: word(), Value: word()})
		r.Files = append(r.Files, word())
		r.Remarks = append(r.Remarks, dispute.Say("x.y", 1, word()), dispute.Note{Code: word()})
	}
	return r
}

func TestRecordsComeBackAsTheyWere(t *testing.T) {
	ctx := context.Background()
	rng := rand.New(rand.NewPCG(7, 7))
	f := newFile(t)
	var want []dispute.Record
	for i := range 6 {
		e := store(t, f, "a", fmt.Append(nil, "file ", i))
		r, err := f.Read(ctx, e.ID)
		if err != nil {
			t.Fatal(err)
		}
		for k := range rng.IntN(4) * 300 {
			rec := randomRecord(rng)
			if err := r.Record(rec); err != nil {
				t.Fatal(err)
			}
			rec.ID, rec.Evidence, rec.Seq = int64(len(want)+1), e.ID, k+1
			want = append(want, rec)
		}
		if err := r.Commit(dispute.Reading{State: dispute.Read}, nil); err != nil {
			t.Fatal(err)
		}
	}
	got := all(t, f, Filter{})
	if len(got) != len(want) {
		t.Fatalf("%d records of %d", len(got), len(want))
	}
	for i := range want {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Fatalf("%+v\ncame back as %+v", want[i], got[i])
		}
	}
	for range 50 {
		i := rng.IntN(len(want))
		if r, err := f.Record(ctx, want[i].ID); err != nil || !reflect.DeepEqual(r, want[i]) {
			t.Errorf("R%d: %+v, %v", want[i].ID, r, err)
		}
		part := all(t, f, Filter{Evidence: want[i].Evidence, From: want[i].Seq, To: want[i].Seq + 2})
		if len(part) == 0 || part[0].ID != want[i].ID || len(part) > 3 {
			t.Errorf("from R%d: %d records", want[i].ID, len(part))
		}
	}
	if _, err := f.Record(ctx, int64(len(want)+1)); !errors.Is(err, ErrNotFound) {
		t.Errorf("a record that is not there: %v", err)
	}
}

func all(t *testing.T, f *File, filter Filter) (out []dispute.Record) {
	t.Helper()
	for r, err := range f.Records(context.Background(), filter) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

// A number is given once, whatever is read again or taken back.
func TestRecordNumbersAreNeverUsedTwice(t *testing.T) {
	ctx := context.Background()
	f := newFile(t)
	e := store(t, f, "a", []byte("a"))
	seen := map[int64]bool{}
	take := func(id int64) {
		t.Helper()
		if seen[id] {
			t.Errorf("R%d again", id)
		}
		seen[id] = true
	}
	for range 3 {
		r, err := f.Read(ctx, e.ID)
		if err != nil {
			t.Fatal(err)
		}
		for range 700 {
			if err := r.Record(dispute.Record{Kind: dispute.Message}); err != nil {
				t.Fatal(err)
			}
		}
		if err := r.Commit(dispute.Reading{State: dispute.Read}, nil); err != nil {
			t.Fatal(err)
		}
		for _, r := range all(t, f, Filter{Evidence: e.ID}) {
			take(r.ID)
		}
		id, err := f.State(ctx, dispute.Record{Text: "said"})
		if err != nil {
			t.Fatal(err)
		}
		take(id)
		if err := f.Retract(ctx, id); err != nil {
			t.Fatal(err)
		}
	}
	if len(seen) != 3*701 {
		t.Errorf("%d numbers", len(seen))
	}
}

func FuzzBundle(f *testing.F) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		var b bundle
		for range 3 {
			r := randomRecord(rng)
			b.add(&r)
		}
		f.Add(b.data, b.count)
	}
	f.Add([]byte{0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, int64(1)<<60)
	f.Fuzz(func(t *testing.T, data []byte, count int64) {
		var again bundle
		w := bundleRow{id: 1, seq: 1, count: count, data: data}
		whole := w.each(func(r *dispute.Record, err error) bool {
			if err == nil {
				again.add(r)
			}
			return err == nil
		})
		if !whole {
			return
		}
		// What can be read is written again as something that reads the same.
		second := bundleRow{id: 1, seq: 1, count: count, data: again.data}
		var last bundle
		if !second.each(func(r *dispute.Record, err error) bool {
			last.add(r)
			return err == nil
		}) || string(last.data) != string(again.data) {
			t.Errorf("%x: read as %x, and that as %x", data, again.data, last.data)
		}
	})
}
