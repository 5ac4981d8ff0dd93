package choices

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"
)

func words() Words {
	return Words{
		Yes: func(text string) (yes, ok bool) { return text == "yes", text == "yes" || text == "no" },
		Element: func(text string) (string, bool) {
			return text, slices.Contains([]string{"promise", "demand"}, text)
		},
	}
}

func tables() []Table {
	return []Table{
		About("c", "b"),
		{
			{"No.", "Name"},
			{OfEvidence, "title", "was:title", "packet", "was:packet", "order", "was:order", "element", "was:element", "event"},
			{"E3", "Label", "A photo", "no", "yes", "1", "1", "demand", "promise", "R3"},
			{"E4", "same ", "same", "yes", "yes", "3", "2", "", "", "R4"},
			{"E5", "", "", "", "", "2", "3"},
		},
		{
			{OfStory, "record", "told", "was:told", "none", "was:none", "own", "when"},
			{"promise", "R18", "yes", "no"},
			{"demand", "", "", "", "", "", "I asked\r\ntwice", "2026-03-05"},
			{"loss", "", "", "", "nothing", ""},
		},
		{
			{"R18", "yes", "yes", "mine", ""}, // somebody sorted the row of keys down
			{OfRecords, "packet", "was:packet", "sentence", "was:sentence"},
			{"R2", "", "yes", "", ""},
		},
		{{OfClaims, "amount", "was:amount"}, {"1", "12", "10"}, {"2", "5", "5"}},
		{{"another sheet"}, {"of the user's"}},
	}
}

func TestFromTables(t *testing.T) {
	c, err := FromTables(tables(), words())
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"format":"complain-choices","version":1,"case":"c","base":"b",` +
		`"evidence":{"E3":{"title":"Label","packet":false}},` +
		`"records":{"R18":{"sentence":"mine"},"R2":{"packet":false}},` +
		`"story":{"demand":{"take":["R3"],"say":{"text":"I asked\ntwice","at":"2026-03-05"}},"loss":{"none":"nothing"},"promise":{"take":["R18"],"drop":["R3"]}},` +
		`"order":["E3","E5","E4"],"claims":[{"number":1,"amount":"12"}]}`
	if string(got) != want {
		t.Errorf("%s\nnot\n%s", got, want)
	}
}

// What nobody changed is no choice; a word that nobody knows is an error; a
// workbook of something else holds none.
func TestFromTablesRefuses(t *testing.T) {
	all := tables()
	for _, one := range all {
		for i := range one {
			one[i] = slices.Clone(one[i])
		}
	}
	all[1][2][3] = "perhaps"
	if _, err := FromTables(all, words()); !errors.Is(err, ErrWrong) {
		t.Error(err)
	}
	if _, err := FromTables(tables()[1:], words()); !errors.Is(err, ErrNoChoices) {
		t.Error(err)
	}
	newer := []Table{{{OfCase, "value"}, {"version", "9"}}}
	if _, err := FromTables(newer, words()); !errors.Is(err, ErrNewer) {
		t.Error(err)
	}
	untouched := []Table{About("c", "b"), {{OfEvidence, "title", "was:title"}, {"E1", "x", "x"}}}
	if c, err := FromTables(untouched, words()); err != nil || !c.Empty() {
		t.Error(c, err)
	}
}
