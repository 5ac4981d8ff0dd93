package casefile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"complain/pkg/dispute"
)

func clock() time.Time { return time.Date(2026, 3, 9, 2, 0, 0, 0, time.UTC) }

func newFile(t testing.TB) *File {
	t.Helper()
	name := "退款 100% #1?.complain"
	if runtime.GOOS == "windows" { // which refuses the question mark
		name = "退款 100% #1!.complain"
	}
	path := filepath.Join(t.TempDir(), name)
	f, err := Create(context.Background(), path, dispute.Case{Title: "退款", Language: "zh", Zone: "Asia/Shanghai", Currency: "CNY", Jurisdiction: "cn"}, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func store(t testing.TB, f *File, name string, data []byte) dispute.Evidence {
	t.Helper()
	e, known, err := f.Store(context.Background(), Incoming{Name: name, Path: name, Size: -1, MediaType: "text/plain", Batch: 1, Reader: bytes.NewReader(data)})
	if err != nil {
		t.Fatal(err)
	}
	if known {
		t.Fatalf("%s is known already", name)
	}
	return e
}

func TestStoreKeepsEveryByte(t *testing.T) {
	ctx := context.Background()
	f := newFile(t)
	for _, size := range []int{0, 1, chunkSize - 1, chunkSize, chunkSize + 1, 3*chunkSize + 17} {
		data := bytes.Repeat([]byte{byte(size), 7, 0, 255}, size/4+1)[:size]
		e := store(t, f, "data.bin", data)
		b, err := f.Open(ctx, e.ID)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(io.NewSectionReader(b, 0, b.Size()))
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("%d bytes: got %d, %v", size, len(got), err)
		}
		sum := sha256.Sum256(data)
		if e.SHA256 != hex.EncodeToString(sum[:]) || e.Size != int64(size) {
			t.Errorf("%d bytes: stored as %+v", size, e)
		}
		if size > 10 {
			part := make([]byte, 10)
			if _, err := b.ReadAt(part, int64(size-10)); err != nil || !bytes.Equal(part, data[size-10:]) {
				t.Errorf("%d bytes: the last ten: %q, %v", size, part, err)
			}
		}
	}
}

func TestSameBytesAreKnown(t *testing.T) {
	ctx := context.Background()
	f := newFile(t)
	data := []byte("the same")
	first := store(t, f, "a.txt", data)
	for _, again := range []func() (io.ReadCloser, error){nil, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }} {
		e, known, err := f.Store(ctx, Incoming{Name: "b.txt", Path: "x/b.txt", Size: int64(len(data)), Batch: 2, Reader: bytes.NewReader(data), Again: again})
		if err != nil || !known || e.ID != first.ID {
			t.Errorf("again=%t: %v %t %v", again != nil, e.ID, known, err)
		}
	}
	var blobs, receipts int
	if err := f.conn.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM blob), (SELECT count(*) FROM receipt)`).Scan(&blobs, &receipts); err != nil {
		t.Fatal(err)
	}
	if blobs != 1 || receipts != 1 {
		t.Errorf("%d blobs, %d receipts", blobs, receipts)
	}
}

type failing struct{ r io.Reader }

func (f failing) Read(p []byte) (int, error) {
	n, err := f.r.Read(p)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

func TestCutReaderStoresNothing(t *testing.T) {
	f := newFile(t)
	_, _, err := f.Store(context.Background(), Incoming{Name: "a", Path: "a", Size: -1, Reader: failing{strings.NewReader("half")}})
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
	all, err := f.AllEvidence(context.Background())
	if err != nil || len(all) != 0 {
		t.Errorf("%d stored, %v", len(all), err)
	}
}

func TestRecordsComeBackWhole(t *testing.T) {
	ctx := context.Background()
	f := newFile(t)
	e := store(t, f, "bill.csv", []byte("x"))
	at, err := dispute.Local(dispute.Clock{Year: 2026, Month: 3, Day: 1, Hour: 20, Minute: 14, Second: 9}, dispute.Second, time.FixedZone("", 8*3600), dispute.ZoneCase)
	if err != nil {
		t.Fatal(err)
	}
	want := dispute.Record{
		Kind: dispute.Transaction, At: at, Locator: dispute.Locator{Sheet: "表 1", Row: 27, Line: 27, LineEnd: 28, Offset: 100, Length: 20},
		Who: "某店", Text: "手机\n一台", Amount: &dispute.Amount{Minor: 129900, Currency: "CNY"}, Direction: dispute.Out, Status: "交易成功",
		Type: "商户消费", Refund: true, Order: "42", Merchant: "M1", Raw: "a,b", Fields: []dispute.Field{{Name: "备注", Value: "/"}},
		Files: []string{"a.jpg"}, Remarks: []dispute.Note{dispute.Say("x", 1)},
	}
	r, err := f.Read(ctx, e.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Record(want); err != nil {
		t.Fatal(err)
	}
	if err := r.Commit(dispute.Reading{State: dispute.Read, Records: 1, Units: 1}, map[string]string{"zone": "Asia/Shanghai"}); err != nil {
		t.Fatal(err)
	}
	want.Evidence, want.Seq = e.ID, 1
	var got []dispute.Record
	for rec, err := range f.Records(ctx, Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, rec)
	}
	if len(got) != 1 {
		t.Fatalf("%d records", len(got))
	}
	want.ID = got[0].ID
	if a, b := dump(got[0]), dump(want); a != b {
		t.Errorf("got  %s\nwant %s", a, b)
	}
}

func dump(r dispute.Record) string {
	a := *r.Amount
	r.Amount = nil
	return strings.Join([]string{a.String(), r.At.String(), strings.TrimSpace(strings.ReplaceAll(toJSON(r), "\n", ""))}, " ")
}

func TestAbandonedReadingLeavesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	f := newFile(t)
	e := store(t, f, "a", []byte("x"))
	r, err := f.Read(ctx, e.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Record(dispute.Record{Kind: dispute.Message}); err != nil {
		t.Fatal(err)
	}
	cancel()
	r.Abandon()
	for rec, err := range f.Records(context.Background(), Filter{}) {
		t.Errorf("record %v, %v", rec, err)
	}
	store(t, f, "b", []byte("y")) // the transaction is over
}

func TestCreateNeverReplaces(t *testing.T) {
	f := newFile(t)
	if _, err := Create(context.Background(), f.path, dispute.Case{}, clock); !errors.Is(err, ErrExists) {
		t.Errorf("got %v", err)
	}
	info, err := os.Stat(f.path)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	left, err := os.ReadDir(filepath.Dir(f.path))
	if err != nil || len(left) != 1 {
		t.Errorf("files left: %v, %v", left, err)
	}
}

func toJSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// A blob's row exists before its hash is known. The mark that stands there
// meanwhile was once the hash of the word "writing", and a file of just that
// word could not be stored.
func TestNoContentIsSpecial(t *testing.T) {
	ctx := context.Background()
	f := newFile(t)
	for _, text := range []string{"writing", "", strings.Repeat("\x00", 32)} {
		e := store(t, f, "a.txt", []byte(text))
		b, err := f.Open(ctx, e.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(io.NewSectionReader(b, 0, b.Size())); err != nil || string(got) != text {
			t.Errorf("%q: got %q, %v", text, got, err)
		}
	}
	if v, err := f.Verify(ctx, nil); err != nil || len(v.Damaged) > 0 {
		t.Errorf("verify: %+v, %v", v.Damaged, err)
	}
}
