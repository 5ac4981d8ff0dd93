package packet

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"complain/pkg/locale"
	"complain/pkg/render/text"
	"complain/templates"
)

// inFactGroups is the sample with groups of what its exhibits prove, by their kinds.
func inFactGroups(t *testing.T, lang locale.Lang) input {
	t.Helper()
	in := sample(t, lang)
	practice, err := book(t).Practice()
	if err != nil {
		t.Fatal(err)
	}
	in.Groups, in.By = practice.ExhibitGroups(), ByFact
	ch, err := book(t).Channel("cn.samr.complaint")
	if err != nil {
		t.Fatal(err)
	}
	in.Channel, in.Book, in.Templates = ch, book(t), templates.FS
	return in
}

// Exhibits that are grouped by what they prove are numbered within their groups,
// one group after the other without a gap, and the list, the marks and the files
// say the same.
func TestNumbersInGroups(t *testing.T) {
	for _, lang := range locale.Langs() {
		in := inFactGroups(t, lang)
		plan := Choose(in.Input)
		last := Number{}
		for _, x := range plan.Shown() {
			n := x.Called
			if next := n.Group == last.Group && n.Nth == last.Nth+1 || n.Group == last.Group+1 && n.Nth == 1; !next {
				t.Errorf("%s after %s", n, last)
			}
			last = n
		}
		if last.Group < 2 {
			t.Fatalf("%d groups", last.Group)
		}
		if got := plan.Numbers(); len(got) != len(plan.Numbered()) || got[len(got)-1] != last {
			t.Errorf("%v", got)
		}
		d, _, err := plan.Compose(in.Request, in.Material)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := text.Render(&out, d, 0); err != nil {
			t.Fatal(err)
		}
		for _, x := range plan.Shown() {
			if mark := lang.Say("packet.exhibit", x.Called.String()); !strings.Contains(out.String(), mark) {
				t.Errorf("nothing is called %s", mark)
			}
		}
		u, _, err := plan.Files(in.Request, in.Material, 0)
		if err != nil {
			t.Fatal(err)
		}
		for i, x := range plan.Shown() {
			if mark := FileName(lang.Say("packet.exhibit", x.Called.String())); i < len(u.Parts) && !strings.HasPrefix(u.Parts[i].Name, mark+"_") && len(u.Parts) == len(plan.Shown()) {
				t.Errorf("%s is %s", mark, u.Parts[i].Name)
			}
		}
	}
}

// What the addressee has keeps its number, and what is new goes on in its group,
// whatever the user says of groups by then; a packet that was numbered through
// stays so.
func TestNumbersInGroupsStay(t *testing.T) {
	in := inFactGroups(t, locale.Chinese)
	first := Choose(in.Input)
	ids, numbers := first.Numbered(), first.Numbers()
	const left = 2 // of those that were handed in
	in.Filed = &Filed{On: in.Today, Exhibits: ids[:left], Numbers: numbers[:left]}
	for _, by := range []Grouping{ByFact, ByTime, ""} {
		in.By = by
		again := Choose(in.Input)
		got := again.Numbers()
		if !slices.Equal(got[:left], numbers[:left]) || !slices.Equal(again.Numbered()[:left], ids[:left]) {
			t.Errorf("%q: %v of %v", by, got, again.Numbered())
		}
		seen := map[Number]bool{}
		for _, n := range got {
			if n.Group == 0 || seen[n] {
				t.Errorf("%q: %v", by, got)
			}
			seen[n] = true
		}
	}
	in.Filed.Numbers, in.By = nil, ByFact
	if got := Choose(in.Input).Numbers(); got != nil {
		t.Errorf("a packet that was numbered through goes on with %v", got)
	}
}

func TestNumberText(t *testing.T) {
	for _, n := range []Number{{0, 1}, {0, 12}, {4, 40}} {
		text, _ := n.MarshalText()
		var back Number
		if err := back.UnmarshalText(text); err != nil || back != n {
			t.Errorf("%s: %v, %v", text, back, err)
		}
	}
	for _, bad := range []string{"", "x", "0", "1-", "-1", "1-0", "1-2-3", "1 2"} {
		var n Number
		if err := n.UnmarshalText([]byte(bad)); err == nil {
			t.Errorf("%q is %v", bad, n)
		}
	}
}
