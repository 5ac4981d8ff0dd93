package ingest

import (
	"context"
	"testing"

	"complain/pkg/dispute"
)

// Pages of one answer come as files, or as the entries of an archive; bytes that
// came before are told once and never contradicted.
func TestOfficialIsSaidOfEachFile(t *testing.T) {
	b := newIngest(t)
	old, page, pages := b.write(t, "1.txt", "one"), b.write(t, "2.txt", "two"), b.write(t, "pages.zip", zipped(t, "3.txt", "3.txt", "4.txt", "4.txt"))
	b.add(t, old)
	say := func(reference string, paths ...string) {
		t.Helper()
		if _, err := b.addPaths(context.Background(), paths, Settings{Official: &dispute.Official{Kind: "accepted", Reference: reference}}); err != nil {
			t.Fatal(err)
		}
	}
	say("12", old, page, pages)
	say("13", old)
	all, err := b.file.AllEvidence(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 5 {
		t.Fatalf("%d pieces of evidence", len(all))
	}
	for _, e := range all {
		if e.Official == nil || e.Official.Reference != "12" {
			t.Errorf("%s %s: %+v", e.ID, e.Name, e.Official)
		}
	}
}
