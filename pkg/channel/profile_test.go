package channel

import (
	"slices"
	"testing"
	"testing/fstest"

	"complain/pkg/internal/personal"
)

// A kind of data that can be found is one that a profile can name.
func TestDataAreWhatIsFound(t *testing.T) {
	var found []Datum
	for _, k := range personal.Kinds() {
		found = append(found, Datum(k))
	}
	if !slices.Equal(found, Data()) {
		t.Errorf("%v, want %v", Data(), found)
	}
}

func TestProfiles(t *testing.T) {
	b, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, ch := range b.Channels() {
		p := b.ProfileFor(ch)
		if len(p.Keep[OfOther]) > 0 {
			t.Errorf("%s is told of other people", ch.ID)
		}
		if p.Keeps(OfComplainant, "card-number") {
			t.Errorf("%s is told the complainant's card", ch.ID)
		}
		if !slices.Contains(p.For, ch.Kind) {
			t.Errorf("%s: no profile is for the kind %s", ch.ID, ch.Kind)
		}
	}
	seller, err := b.Channel("cn.seller")
	if err != nil {
		t.Fatal(err)
	}
	association, err := b.Channel("cn.cca")
	if err != nil {
		t.Fatal(err)
	}
	if b.ProfileFor(seller).Keeps(OfComplainant, "id-number") || !b.ProfileFor(association).Keeps(OfComplainant, "id-number") {
		t.Error("an association wants the identity number, a seller must not have it")
	}
}

func TestOwnProfile(t *testing.T) {
	own := func(text string) (*Book, error) { return Load(fstest.MapFS{"profiles.yaml": {Data: []byte(text)}}) }
	b, err := own("sources: {S: {title: x}}\nas_of: \"2026-01-01\"\nprofiles: [{id: mine, name: {zh: a, en: b}, keep: {other: [name]}, source: [S], confidence: own}]")
	if err != nil {
		t.Fatal(err)
	}
	if p, err := b.Profile("mine"); err != nil || !p.Keeps(OfOther, "name") {
		t.Error(p, err)
	}
	for _, bad := range []string{"owner, {nobody: [name]}", "datum, {other: [shoe]}"} {
		if _, err := own("sources: {S: {title: x}}\nas_of: \"2026-01-01\"\nprofiles: [{id: mine, keep: " + bad[7:] + ", source: [S], confidence: own}]"); err == nil {
			t.Errorf("%s passed", bad)
		}
	}
}
