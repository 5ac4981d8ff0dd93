package dossier

import (
	"bytes"
	"fmt"
	"iter"
	"reflect"
	"testing"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// billOf stores a bill whose rows go backward in time, as exports of wallets do, with
// refunds far from their payments, rows of the seller, and some that the user chose.
func billOf(t testing.TB, f *casefile.File, name string, rows int) {
	t.Helper()
	e, _, err := f.Store(t.Context(), casefile.Incoming{Name: name, Path: name, Size: int64(len(name)), MediaType: "text/csv", Batch: 1, Reader: bytes.NewReader([]byte(name))})
	if err != nil {
		t.Fatal(err)
	}
	r, err := f.Read(t.Context(), e.ID)
	if err != nil {
		t.Fatal(err)
	}
	end := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	for i := range rows {
		row := dispute.Record{Kind: dispute.Transaction, Who: fmt.Sprint("Shop ", i%50), Text: fmt.Sprint("cup ", i), Locator: dispute.Locator{Row: i + 1}, Direction: dispute.Out,
			At:     dispute.Instant(end.Add(-time.Duration(i/3)*time.Minute), dispute.Minute, dispute.ZoneFormat),
			Amount: &dispute.Amount{Minor: int64(100 + i), Currency: "CNY"}, Order: fmt.Sprintf("%s%016d", name, i), Merchant: fmt.Sprintf("M%016d", i),
			Fields: []dispute.Field{{Name: "memo", Value: "any"}}}
		if i%977 == 5 && i < rows/2 {
			row.Refund, row.Direction, row.Order, row.Merchant = true, dispute.In, fmt.Sprintf("%s%016d_1", name, i+rows/2), ""
			row.Amount = &dispute.Amount{Minor: 50, Currency: "CNY"}
		}
		if i == rows-7 {
			row.Who = "Seller"
		}
		if err := r.Record(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Commit(dispute.Reading{State: dispute.Read, Importer: "alipay", Records: rows, Units: rows}, nil); err != nil {
		t.Fatal(err)
	}
}

func walked(t testing.TB, f *casefile.File) (events []dispute.Event, held int) {
	t.Helper()
	book := func() (*channel.Book, error) { return channel.Load(nil) }
	err := Walk(t.Context(), f, Options{Book: book}, func(*dispute.Record) bool { return true }, func(d *Dossier, all iter.Seq2[dispute.Event, error]) error {
		held = len(d.Records)
		for e, err := range all {
			if err != nil {
				return err
			}
			events = append(events, e)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return events, held
}

// What is walked is what is held where all is, and most rows of a bill that nothing
// else speaks of are not.
func TestWalkedRowsAreTheTimeline(t *testing.T) {
	const rows = 3 * heldRows
	for name, more := range map[string]func(*casefile.File){
		"a bill alone": func(*casefile.File) {},
		"two bills":    func(f *casefile.File) { billOf(t, f, "B", 20) },
	} {
		t.Run(name, func(t *testing.T) {
			f := newCase(t)
			if err := f.SetParty(t.Context(), dispute.Party{Role: dispute.Seller, Name: "Seller"}); err != nil {
				t.Fatal(err)
			}
			billOf(t, f, "A", rows)
			more(f)
			whole := layOut(t, f, nil)
			got, held := walked(t, f)
			if !reflect.DeepEqual(got, whole.Events) {
				t.Errorf("%d events, want %d", len(got), len(whole.Events))
			}
			refunds := 0
			for _, e := range got {
				if len(e.Notes) > 0 && e.Notes[len(e.Notes)-1].Code == "note.refund-of" {
					refunds++
				}
			}
			if refunds == 0 {
				t.Error("no refund was linked")
			}
			if alone := name == "a bill alone"; alone != (held < heldRows+heldRows/8) {
				t.Errorf("%d of %d rows are held", held, len(whole.Records))
			}
		})
	}
}

// BenchmarkWalk walks a bill of 50,000 rows.
func BenchmarkWalk(b *testing.B) {
	f := newCase(b)
	billOf(b, f, "A", 50_000)
	b.ReportAllocs()
	for b.Loop() {
		walked(b, f)
	}
}
