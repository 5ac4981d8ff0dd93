package casefile

import (
	"bytes"
	"context"
	"reflect"
	"testing"
	"time"

	"complain/pkg/dispute"
)

func TestOfficialAndDerivation(t *testing.T) {
	ctx := context.Background()
	f := newFile(t)
	day, err := dispute.Local(dispute.Clock{Year: 2026, Month: 3, Day: 20}, dispute.Day, time.UTC, dispute.ZoneCase)
	if err != nil {
		t.Fatal(err)
	}
	answer := dispute.Official{Kind: "not-accepted", On: day, Office: "某区市场监督管理局", Reference: "〔2026〕第12号"}
	made := dispute.Derivation{From: 1, Why: "a stranger's number", Covered: []dispute.Box{{X: 1, Y: 2, Width: 3, Height: 4, What: "phone number"}}}
	e, _, err := f.Store(ctx, Incoming{Name: "a", Path: "a", Size: -1, Official: &answer, Derived: &made, Reader: bytes.NewReader([]byte("a"))})
	if err != nil || !reflect.DeepEqual(e.Official, &answer) || !reflect.DeepEqual(e.Derived, &made) {
		t.Fatalf("%+v %+v, %v", e.Official, e.Derived, err)
	}
	answer.Received = day
	e.Official = &answer
	if err := f.Describe(ctx, e); err != nil {
		t.Fatal(err)
	}
	if e, err = f.Evidence(ctx, e.ID); err != nil || !reflect.DeepEqual(e.Official, &answer) {
		t.Errorf("%+v, %v", e.Official, err)
	}
	e.Official = nil
	if err := f.Describe(ctx, e); err != nil {
		t.Fatal(err)
	}
	if e, err = f.Evidence(ctx, e.ID); err != nil || e.Official != nil || e.Derived == nil {
		t.Errorf("%+v, %v", e, err)
	}
}

func TestRecognised(t *testing.T) {
	ctx := context.Background()
	f := newFile(t)
	e := store(t, f, "a", []byte("a"))
	want := []Recognised{
		{Evidence: e.ID, Page: 1, Engine: "test 1", Languages: "chi_sim+eng", Text: "订单", Words: []Word{{Text: "订单", Box: dispute.Box{X: 5, Width: 20, Height: 10}, Confidence: 93}}},
		{Evidence: e.ID, Page: 2, Engine: "test 1", Text: ""},
	}
	for _, p := range want {
		if err := f.AddRecognised(ctx, p); err != nil {
			t.Fatal(err)
		}
	}
	want[1].Text = "seen again"
	if err := f.AddRecognised(ctx, want[1]); err != nil {
		t.Fatal(err)
	}
	if texts, err := f.RecognisedText(ctx, e.ID); err != nil || len(texts) != 2 || texts[0].Text != "订单" || texts[0].Words != nil {
		t.Errorf("%+v, %v", texts, err)
	}
	for _, id := range []dispute.EvidenceID{e.ID, 0} {
		got, err := f.Recognised(ctx, id)
		for i := range got {
			if got[i].At.IsZero() {
				t.Errorf("page %d has no time", got[i].Page)
			}
			got[i].At = time.Time{}
		}
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v, %v", got, err)
		}
	}
	if v, err := f.Verify(ctx, nil); err != nil || len(v.Damaged) > 0 {
		t.Errorf("%s, %v", list(v.Damaged), err)
	}
}
