package packet

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/locale"
)

// drawn is the line of time of a regulator's packet of a case whose facts are
// these days' statements; nil where there is none.
func drawn(t *testing.T, lang locale.Lang, facts ...[2]string) *doc.Timeline {
	t.Helper()
	b := newBuilder(t, lang)
	for _, f := range facts {
		b.record(dispute.Record{At: at(t, f[0], dispute.ZoneUser), Kind: dispute.Statement, Text: f[1]}, true)
	}
	d, _ := compose(t, b.made(), "regulator")
	i := slices.IndexFunc(d.Blocks, func(b doc.Block) bool { _, ok := b.(doc.Timeline); return ok })
	if i < 0 {
		return nil
	}
	if _, ok := d.Blocks[i+1].(doc.Table); !ok {
		t.Errorf("a %T follows the line of time, which says nothing that a table does not", d.Blocks[i+1])
	}
	out := d.Blocks[i].(doc.Timeline)
	return &out
}

// A line of time is drawn of enough facts on enough days, and of no more than have
// room.
func TestWhenTimelineIsDrawn(t *testing.T) {
	for _, c := range []struct {
		name        string
		facts, days int
		drawn       bool
	}{
		{"few facts", 3, 3, false}, {"few days", 6, 2, false}, {"least", 4, 3, true}, {"most", 20, 20, true}, {"too many", 21, 20, false},
	} {
		var facts [][2]string
		for i := range c.facts {
			facts = append(facts, [2]string{fmt.Sprintf("2026-03-%02d", 1+min(i, c.days-1)), fmt.Sprintf("fact %d", i)})
		}
		if got := drawn(t, locale.English, facts...); (got != nil) != c.drawn {
			t.Errorf("%s: drawn: %t", c.name, got != nil)
		}
	}
}

// What has no day is left to the table, days of another year are written in full,
// a week of nothing is a silence, and what is said twice stands there once.
func TestMomentsOfTimeline(t *testing.T) {
	got := drawn(t, locale.English, [2]string{"2025-12-30", "ordered"}, [2]string{"2026-01", "some time"},
		[2]string{"2026-01-05", "asked"}, [2]string{"2026-01-05", "asked"}, [2]string{"2026-01-12", "asked"})
	if got == nil {
		t.Fatal("none")
	}
	var labels []string
	for _, m := range got.Moments {
		labels = append(labels, m.Label)
	}
	if want := "2025-12-30 ordered|2026-01-05 asked ×2|2026-01-12 asked"; strings.Join(labels, "|") != want {
		t.Errorf("%q, want %q", labels, want)
	}
	if len(got.Silences) != 1 || got.Silences[0].Text != "7 days" {
		t.Error(got.Silences)
	}
	if i := slices.IndexFunc(got.Keys, func(k doc.MomentKey) bool { return k.Kind == doc.Quiet }); i < 0 {
		t.Error("no key says what dashes are")
	}
}

// Labels are masked whole, before anything cuts them.
func TestTimelineIsMasked(t *testing.T) {
	got := drawn(t, locale.Chinese, [2]string{"2026-03-01", strings.Repeat("长", 30) + "收件人：王小明 13912345678"}, [2]string{"2026-03-02", "王小明来电"}, [2]string{"2026-03-03", "未回复"}, [2]string{"2026-03-04", "未回复"})
	if got == nil {
		t.Fatal("none")
	}
	for _, m := range got.Moments {
		if strings.Contains(m.Label, "13912345678") || strings.Contains(m.Label, "王小明") {
			t.Error(m.Label)
		}
	}
	if !strings.Contains(got.Moments[0].Label, "139****5678") {
		t.Error(got.Moments[0].Label)
	}
}
