package packet

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/internal/golden"
	"complain/pkg/locale"
	"complain/templates"
)

// supplementOnly is the folder of the letter with further exhibits, which belongs
// to no addressee.
const supplementOnly = "supplement"

// What the addressee has keeps its number; what is new is numbered on, and is all
// that the supplement shows.
func TestSupplement(t *testing.T) {
	letters, err := book(t).Letters()
	if err != nil {
		t.Fatal(err)
	}
	letter, err := letters.Supplement()
	if err != nil {
		t.Fatal(err)
	}
	ch, err := book(t).Channel("cn.samr.complaint")
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range locale.Langs() {
		in := sample(t, lang)
		in.Channel, in.Book, in.Templates = ch, book(t), templates.FS
		all := Choose(in.Input).Exhibits()
		if len(all) < 4 {
			t.Fatalf("%d exhibits", len(all))
		}
		had := []dispute.EvidenceID{all[3], all[0], 99} // 99 was withdrawn since
		in.Filed = &Filed{On: in.Today, Reference: "A-77", Exhibits: had}
		plan := Choose(in.Input)
		for i, want := range append(slices.Clone(had[:2]), 0) {
			for _, x := range plan.Shown() {
				if want != 0 && (x.Number == i+1) != (x.Evidence.ID == want) || want == 0 && x.Number == i+1 {
					t.Errorf("%s: exhibit %d is %s", lang, x.Number, x.Evidence.ID)
				}
			}
		}
		if got := plan.Numbered(); len(got) != len(all)+1 || !slices.Equal(got[:3], had) {
			t.Errorf("%v", got)
		}
		d, findings, err := plan.Supplement(in.Request, in.Material)
		if err != nil {
			t.Fatal(err)
		}
		golden.Check(t, filepath.Join(golden.Root(t), "testdata", "packet", supplementOnly, lang.Tag()+".dump"), dump(t, d, findings, lang))
		added, err := plan.added()
		if err != nil {
			t.Fatal(err)
		}
		inPlaces(t, added, in.Request, in.Material, letters, letter)
		in.Filed = &Filed{On: in.Today, Exhibits: all}
		if _, _, err := Choose(in.Input).Supplement(in.Request, in.Material); !errors.Is(err, ErrNothingNew) {
			t.Errorf("%v", err)
		}
	}
}

// inPlaces holds that a letter prints what it has to, in that order.
func inPlaces(t *testing.T, p *Plan, r Request, m Material, letters *channel.Letters, letter channel.Letter) {
	t.Helper()
	c, err := newWriter(p, r, m, letters, letter)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.run(r.Templates); err != nil {
		t.Fatal(err)
	}
	last := -1
	for _, part := range letter.Require {
		at := slices.Index(c.printed, part)
		if at <= last {
			t.Errorf("%s is not printed in its place: %v", part, c.printed)
		}
		last = max(last, at)
	}
}
