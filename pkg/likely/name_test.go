package likely

import (
	"slices"
	"testing"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// A copied chat calls the one who copied it "me", which is no name to complain under.
func TestSelvesAreNoNames(t *testing.T) {
	book, err := channel.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	practice, err := book.Practice()
	if err != nil {
		t.Fatal(err)
	}
	f := New(book, practice)
	for _, who := range []string{"我", "Me", "阿林", "云栖数码专营店"} {
		f.See(&dispute.Record{Evidence: 1, Kind: dispute.Message, Who: who, Text: "x"})
	}
	for _, n := range f.Complainants() {
		if n.Name == "我" || n.Name == "Me" {
			t.Errorf("%s is proposed as a name", n.Name)
		}
	}
	if got := f.Selves(); !slices.Equal(got, []string{"Me", "我"}) {
		t.Errorf("selves are %q", got)
	}
}
