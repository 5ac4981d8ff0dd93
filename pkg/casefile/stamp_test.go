package casefile

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

func TestStampsAreKept(t *testing.T) {
	ctx := context.Background()
	f := newFile(t)
	e := store(t, f, `odd\name.txt`, []byte("one"))
	gone := store(t, f, "gone.txt", []byte("two"))
	if err := f.Withdraw(ctx, gone.ID, "not ours"); err != nil {
		t.Fatal(err)
	}
	manifest, err := f.Manifest(ctx)
	if err != nil || manifest != `\`+e.SHA256+`  E1-odd\\name.txt`+"\n" {
		t.Fatalf("%q %v", manifest, err)
	}
	request, _, err := f.AddStamp(ctx, Stamp{Kind: StampRequest, Manifest: manifest, Name: "a.tsq", Data: []byte("asked")})
	if err != nil {
		t.Fatal(err)
	}
	again, known, err := f.AddStamp(ctx, Stamp{Kind: StampRequest, Manifest: manifest, Name: "b.tsq", Data: []byte("asked again")})
	if err != nil || known || again == request {
		t.Fatalf("a second request: %v %t %v", again, known, err)
	}
	token := Stamp{Kind: StampToken, Manifest: manifest, Answers: request, Name: "a.tsr", Data: []byte("answer"), Identity: "x"}
	first, known, err := f.AddStamp(ctx, token)
	if err != nil || known {
		t.Fatal(known, err)
	}
	entries, _, err := f.Head(ctx)
	if err != nil {
		t.Fatal(err)
	}
	token.Name, token.Data = "wrapped.b64", []byte("the same in other wrapping")
	same, known, err := f.AddStamp(ctx, token)
	if err != nil || !known || same != first {
		t.Errorf("the same token: %v %t %v", same, known, err)
	}
	if now, _, err := f.Head(ctx); err != nil || now != entries {
		t.Errorf("nothing was stored, and the log went from %d to %d: %v", entries, now, err)
	}
	if err := f.ProveStamp(ctx, first, "certificates"); err != nil {
		t.Fatal(err)
	}
	all, err := f.Stamps(ctx)
	if err != nil || len(all) != 3 {
		t.Fatal(len(all), err)
	}
	got := all[2]
	if got.ID != first || got.Kind != StampToken || got.Manifest != manifest || got.Answers != request || got.Name != "a.tsr" ||
		!bytes.Equal(got.Data, []byte("answer")) || got.Proof != "certificates" || got.Proven != "2026-03-09T02:00:00Z" || !got.Added.Equal(clock()) {
		t.Errorf("%+v", got)
	}
	v, err := f.Verify(ctx, nil)
	if err != nil || len(v.Damaged) > 0 {
		t.Errorf("%+v %v", v.Damaged, err)
	}
}

// A change to a stored token, request or manifest that is not in the log is
// named.
func TestStampDamageIsNamed(t *testing.T) {
	ctx := context.Background()
	for _, change := range []string{
		`UPDATE stamp SET data = CAST('other' AS BLOB) WHERE id = 2`,
		`UPDATE stamp SET manifest = manifest || ' ' WHERE id = 2`,
		`UPDATE stamp SET proof = 'my own root' WHERE id = 2`,
		`UPDATE stamp SET evidence = 1 WHERE id = 2`,
		`DELETE FROM stamp WHERE id = 2`,
		`INSERT INTO stamp SELECT 2+id, kind, evidence, manifest, answers, name, added, data, 'y', proof, proven FROM stamp WHERE id = 2`,
	} {
		f := newFile(t)
		store(t, f, "a.txt", []byte("one"))
		for _, s := range []Stamp{
			{Kind: StampRequest, Manifest: "lines\n", Name: "a.tsq", Data: []byte("asked")},
			{Kind: StampToken, Manifest: "lines\n", Answers: 1, Name: "a.tsr", Data: []byte("answer"), Identity: "x"},
		} {
			if _, _, err := f.AddStamp(ctx, s); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.exec(ctx, change); err != nil {
			t.Fatal(err)
		}
		v, err := f.Verify(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		named := false
		for _, d := range v.Damaged {
			named = named || strings.HasPrefix(d.What, "S")
		}
		if !named {
			t.Errorf("%s: %+v", change, v.Damaged)
		}
	}
}
