package casefile

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"complain/pkg/dispute"
)

func TestPurge(t *testing.T) {
	ctx := context.Background()
	f := fullFile(t)
	secret := strings.Repeat("身份证 110101199001011234 ", 2000)
	e := store(t, f, "id-card.txt", []byte(secret))
	r, err := f.Read(ctx, e.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Record(dispute.Record{Kind: dispute.Message, Text: "card 110101199001011234 again"}); err != nil {
		t.Fatal(err)
	}
	if err := r.Commit(dispute.Reading{State: dispute.Read, Records: 1}, nil); err != nil {
		t.Fatal(err)
	}
	if err := f.SetRenditions(ctx, e.ID, "print", []Rendition{{Bytes: []byte("picture of 110101199001011234")}}); err != nil {
		t.Fatal(err)
	}
	if err := f.AddRecognised(ctx, Recognised{Evidence: e.ID, Page: 1, Engine: "test", Text: "seen 110101199001011234"}); err != nil {
		t.Fatal(err)
	}
	if err := f.Pin(ctx, []dispute.Record{{Evidence: e.ID}}, true); err != nil {
		t.Fatal(err)
	}
	p, err := f.Purge(ctx, e.ID, "not the seller's")
	if err != nil || p.Bytes != int64(len(secret)) || p.Records != 1 || p.Pictures != 1 || !p.Shrunk {
		t.Fatalf("%+v, %v", p, err)
	}
	after, err := f.Evidence(ctx, e.ID)
	if err != nil || after.Purged != "not the seller's" || after.Withdrawn == "" || after.SHA256 != e.SHA256 || after.Size != e.Size {
		t.Errorf("%+v, %v", after, err)
	}
	if v, err := f.Verify(ctx, nil); err != nil || len(v.Damaged) > 0 || v.Purged != 1 {
		t.Errorf("%s, %+v, %v", list(v.Damaged), v, err)
	}
	for name, do := range map[string]func() error{
		"open":    func() error { _, err := f.Open(ctx, e.ID); return err },
		"read":    func() error { _, err := f.Read(ctx, e.ID); return err },
		"restore": func() error { return f.Withdraw(ctx, e.ID, "") },
		"purge":   func() error { _, err := f.Purge(ctx, e.ID, "x"); return err },
		"again": func() error {
			_, _, err := f.Store(ctx, Incoming{Name: "x", Path: "x", Size: -1, Reader: strings.NewReader(secret)})
			return err
		},
	} {
		var purged *PurgedError
		if err := do(); !errors.As(err, &purged) || purged.Evidence != e.ID {
			t.Errorf("%s: %v", name, err)
		}
	}
	store(t, f, "more", []byte("the transaction is over"))
	f.Close()
	data, err := os.ReadFile(f.path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(data, []byte("110101199001011234")) {
		t.Error("the file still holds what was purged")
	}
}

func TestPurgeLeavesBytesThatOthersNeed(t *testing.T) {
	ctx := context.Background()
	f := newFile(t)
	a := store(t, f, "a", []byte("original"))
	b := store(t, f, "b", []byte("same as the picture"))
	if err := f.SetRenditions(ctx, a.ID, "print", []Rendition{{Bytes: []byte("same as the picture")}}); err != nil {
		t.Fatal(err)
	}
	p, err := f.Purge(ctx, b.ID, "x")
	if err != nil || p.Bytes != 0 {
		t.Fatalf("%+v, %v", p, err)
	}
	if v, err := f.Verify(ctx, nil); err != nil || len(v.Damaged) > 0 || v.Purged != 0 {
		t.Errorf("%s, %+v, %v", list(v.Damaged), v, err)
	}
	if got, err := f.RenditionBytes(ctx, a.ID, "print", 0); err != nil || string(got) != "same as the picture" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestPurgeNamesTheArchive(t *testing.T) {
	ctx := context.Background()
	f := newFile(t)
	zip := store(t, f, "a.zip", []byte("PK"))
	in := Incoming{Name: "b", Path: "b", Size: -1, Parent: zip.ID, Reader: strings.NewReader("inside")}
	e, _, err := f.Store(ctx, in)
	if err != nil {
		t.Fatal(err)
	}
	p, err := f.Purge(ctx, e.ID, "x")
	if err != nil || len(p.Inside) != 1 || p.Inside[0] != zip.ID {
		t.Errorf("%+v, %v", p, err)
	}
}
