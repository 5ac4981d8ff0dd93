package paper

import (
	"strings"
	"testing"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
)

func source(name string) *importer.Source {
	return importer.NewSource(name, "", strings.NewReader(""), 0, importer.Options{Zone: time.FixedZone("Asia/Shanghai", 8*3600), ZoneFrom: dispute.ZoneCase})
}

func TestPiecesCoverEveryLine(t *testing.T) {
	var got []dispute.Record
	tally := &importer.Tally{KeepSkips: true, OnRecord: func(r dispute.Record) error { got = append(got, r); return nil }}
	w := Writer{Sink: tally, Entry: "a.xml"}
	for i := range 450 {
		text := "line"
		if i >= 200 && i < 400 {
			text = " "
		}
		if err := w.Line(text, int64(i*5), int64(i*5+5)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	tally.Units(w.Units)
	if w.Units != 450 || !tally.Conserved() || len(got) != 2 || len(tally.Skips) != 1 || w.Pieces != 2 {
		t.Fatalf("%d units, %d records, %v", w.Units, len(got), tally.Skips)
	}
	if l := got[1].Locator.String(); l != "entry=a.xml line=401-450 byte=2000+250" {
		t.Error(l)
	}
	if l := tally.Skips[0].At.String(); l != "entry=a.xml line=201-400 byte=1000+1000" {
		t.Error(l)
	}
}

func TestLongLinesMakeSmallPieces(t *testing.T) {
	var got []dispute.Record
	tally := &importer.Tally{OnRecord: func(r dispute.Record) error { got = append(got, r); return nil }}
	w := Writer{Sink: tally, Page: 3, Unlined: true}
	if err := w.Lines(strings.Repeat(strings.Repeat("x", 20<<10)+"\n", 3)); err != nil {
		t.Fatal(err)
	}
	if len(got) != 3 || got[0].Locator.String() != "page=3" || w.Units != 3 {
		t.Errorf("%d records, %d units", len(got), w.Units)
	}
}

func TestTimes(t *testing.T) {
	src := source("Screenshot_20260305_140322.html")
	created := Stated{"paper.created", "2026-03-05T06:03:22Z", W3C(src, "2026-03-05T06:03:22Z")}
	codes := func(stated ...Stated) string {
		at, notes := Time(src, stated...)
		out := []string{at.String()}
		for _, n := range notes {
			out = append(out, n.Code)
		}
		return strings.Join(out, " ")
	}
	for want, stated := range map[string][]Stated{
		"2026-03-05T14:03:22+08:00 paper.created":                                        {created},
		"2026-03-05T14:03:22+08:00 file-name.screenshot":                                 {{Code: "paper.created"}},
		"2026-03-05T14:03:22+08:00 paper.bad-date file-name.screenshot":                  {{Code: "paper.created", Raw: "yesterday"}},
		"2026-03-05T14:03:22+08:00 paper.created paper.time-differs":                     {created, {"paper.modified", "x", W3C(src, "2026-04-05")}},
		"2025-03-05T06:03:22+01:00 paper.modified paper.time-differs paper.name-differs": {{"paper.modified", "x", W3C(src, "2025-03-05T06:03:22+01:00")}, created},
	} {
		if got := codes(stated...); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	for _, bad := range []string{"2026-02-30", "2026-03-05T25:00:00Z", "5.3.2026", "", "2026-03-05T10:00:00+99:00"} {
		if w := W3C(src, bad); w.Known() {
			t.Errorf("%q is read as %s", bad, w)
		}
	}
}
