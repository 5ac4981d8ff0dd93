package cli

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
)

func exportable(t *testing.T) (string, func() time.Time) {
	t.Helper()
	now := func() time.Time { return time.Date(2026, 3, 20, 1, 2, 3, 0, time.UTC) }
	path := filepath.Join(t.TempDir(), "a.complain")
	f, err := casefile.Create(t.Context(), path, dispute.Case{ID: strings.Repeat("0", 32), Title: "Cup", Language: "zh", Zone: "Asia/Shanghai", Currency: "CNY"}, now)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path, now
}

// A case that cannot be written to is exported, and says that it was not logged.
func TestExportThatCannotBeLogged(t *testing.T) {
	path, now := exportable(t)
	f, err := casefile.Open(t.Context(), path, casefile.ReadOnly, now)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	e := &exportCase{File: f}
	if err := e.log(t.Context(), &composition{}, dossier.Export{}); err != nil || !e.unlogged {
		t.Errorf("%v, unlogged %v", err, e.unlogged)
	}
}

// What others wrote since the packet was begun keeps it from leaving.
func TestExportOfACaseThatChanged(t *testing.T) {
	path, now := exportable(t)
	f, err := casefile.Open(t.Context(), path, casefile.ReadWrite, now)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	_, head, err := f.PacketHead(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	e := &exportCase{File: f}
	if err := e.log(t.Context(), &composition{head: head}, dossier.Export{File: "a.pdf"}); err != nil || e.unlogged {
		t.Fatalf("%v, unlogged %v", err, e.unlogged)
	}
	c, err := f.Case(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c.Title = "Another cup"
	if err := f.SetCase(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	err = e.log(t.Context(), &composition{head: head}, dossier.Export{File: "b.pdf"})
	if err == nil || explain(err).say != "error.changed-meanwhile" {
		t.Errorf("got %v", err)
	}
}
