package standing

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/locale"
)

func day(n int) dispute.When {
	return dispute.Instant(time.Date(2026, 3, n, 0, 0, 0, 0, time.FixedZone("CST", 8*3600)), dispute.Day, "")
}

// on is where a case stands on a day in which events happened on others.
func on(t *testing.T, today dispute.When, happened map[string]dispute.When) *Standing {
	t.Helper()
	now := func() time.Time { return time.Date(2026, 3, 20, 1, 2, 3, 0, time.UTC) }
	f, err := casefile.Create(t.Context(), filepath.Join(t.TempDir(), "a.complain"), dispute.Case{ID: strings.Repeat("0", 32), Title: "Cup", Language: "zh",
		Zone: "Asia/Shanghai", Currency: "CNY", Category: "counterfeit", Jurisdiction: "CN"}, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	for event, at := range happened {
		if err := dossier.Say(t.Context(), f, dossier.HappenedSaid, event, dossier.Happened{On: at.Stored()}); err != nil {
			t.Fatal(err)
		}
	}
	book, err := channel.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	practice, err := book.Practice()
	if err != nil {
		t.Fatal(err)
	}
	d, err := dossier.Open(t.Context(), f, dossier.Options{Book: func() (*channel.Book, error) { return book, nil }, Lang: locale.English})
	if err != nil {
		t.Fatal(err)
	}
	return On(book, practice, d, today, nil)
}

// Clocks run from what happened: those that ran out stand first, and what starts
// them is named.
func TestDeadlines(t *testing.T) {
	book, err := channel.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	practice, err := book.Practice()
	if err != nil {
		t.Fatal(err)
	}
	happened := map[string]dispute.When{}
	for i, event := range practice.Events() {
		happened[event] = day(1 + i%20)
	}
	c := on(t, day(20), happened)
	all := c.Deadlines()
	if len(all) == 0 {
		t.Fatal("no clock runs")
	}
	overdue := []string{}
	for i, d := range all {
		if !d.Kept.IsZero() {
			t.Errorf("%s was kept, and is a deadline", d.Clock.ID)
		}
		if d.By.Event != d.From {
			t.Errorf("%s runs from %s, and is said to run from %q", d.Clock.ID, d.From, d.By.Event)
		}
		if d.Over != d.Run.Over(c.State.Day) {
			t.Errorf("%s: over is %t", d.Clock.ID, d.Over)
		}
		if d.Over {
			overdue = append(overdue, d.Clock.ID)
		}
		if i > 0 && (d.Over && !all[i-1].Over || d.Over == all[i-1].Over && d.Last().Before(all[i-1].Last())) {
			t.Errorf("%s stands behind %s", d.Clock.ID, all[i-1].Clock.ID)
		}
	}
	if len(overdue) == 0 || !slices.Equal(c.Overdue(), overdue) {
		t.Errorf("overdue: %q, want %q", c.Overdue(), overdue)
	}
	if len(c.Clocks()) < len(all) {
		t.Errorf("%d clocks, of which %d are deadlines", len(c.Clocks()), len(all))
	}
}

// A case of which nothing is known has steps to take, and no deadline.
func TestNothingHappened(t *testing.T) {
	c := on(t, day(20), nil)
	if len(c.Clocks()) != 0 || len(c.Overdue()) != 0 || len(c.Courses()) != 0 {
		t.Errorf("%d clocks, %d overdue, %d courses", len(c.Clocks()), len(c.Overdue()), len(c.Courses()))
	}
	if len(c.Steps()) == 0 {
		t.Error("nothing comes next")
	}
	told := c.Told("en")
	if !told.Barely() || len(told.Words()) != told.All || told.All == 0 {
		t.Errorf("of %d elements %q are not told", told.All, told.Words())
	}
	if sum, ok := c.Proposal(nil); ok {
		t.Errorf("of no kind of claim, %v is proposed", sum)
	}
}
