package choices

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"complain/pkg/dispute"
)

const whole = `{"format":"complain-choices","version":1,"case":"c","base":"b",
"evidence":{"E3":{"title":"Label","packet":false},"E2":{"withdrawn":"another order"},"E10":{"withdrawn":""}},
"records":{"R18":{"packet":true,"sentence":"It was promised"},"R2":{"packet":false}},
"story":{"promise":{"take":["R18"],"drop":["R2"]},"loss":{"none":"nothing else"},"demand":{"say":{"text":"I asked","at":"2026-03-05"}}},
"order":["E4","E3"],"masks":[{"evidence":"E4","box":[1,2,30,40]},{"evidence":"E4","box":[100,2,30,40]}],
"claims":[{"number":1,"amount":"12.00"}]}`

func state() State {
	return State{
		Evidence: map[dispute.EvidenceID]dispute.Evidence{2: {ID: 2}, 3: {ID: 3, Title: "A photo"}, 4: {ID: 4}, 10: {ID: 10, Withdrawn: "was wrong"}},
		Shown:    []dispute.EvidenceID{3, 4},
		Covered:  map[dispute.EvidenceID][]dispute.Box{4: {{X: 0, Y: 0, Width: 48, Height: 48}}},
		In:       func(record int64) bool { return record == 2 },
		Told: func(record int64) (string, []string) {
			if record == 2 {
				return "", []string{"promise"}
			}
			return "", nil
		},
		Claims: map[int64]ClaimSaid{1: {Amount: "10.00"}},
	}
}

func kinds(changes []Change) (out []string) {
	for _, c := range changes {
		out = append(out, string(c.Kind))
	}
	return out
}

// A file becomes the changes that the case does not have yet, in an order in which
// they can be made.
func TestDiff(t *testing.T) {
	c, err := Read(strings.NewReader("\xef\xbb\xbf" + whole))
	if err != nil {
		t.Fatal(err)
	}
	got, missing := Diff(&c, state())
	want := []string{"restore", "withdraw", "title", "exclude", "unpin", "pin", "sentence", "none", "tell", "take", "drop", "amount", "cover", "order"}
	slices.Sort(want)
	names := kinds(got)
	if names[0] != "restore" || names[len(names)-1] != "order" || missing != "" {
		t.Error(names, missing)
	}
	sorted := slices.Sorted(slices.Values(names))
	if !slices.Equal(sorted, want) {
		t.Errorf("%v, not %v", sorted, want)
	}
	for _, change := range got {
		if change.Kind == Cover && (len(change.Boxes) != 1 || change.Boxes[0].X != 100) {
			t.Error("what is covered already is covered again", change.Boxes)
		}
	}
}

// Choices that the case has already change nothing.
func TestDiffOfWhatIsDone(t *testing.T) {
	c, err := Read(strings.NewReader(whole))
	if err != nil {
		t.Fatal(err)
	}
	s := state()
	s.Evidence[2] = dispute.Evidence{ID: 2, Withdrawn: "another order"}
	s.Evidence[3] = dispute.Evidence{ID: 3, Title: "Label"}
	s.Evidence[10] = dispute.Evidence{ID: 10}
	s.Shown = []dispute.EvidenceID{4}
	s.Covered[4] = []dispute.Box{{Width: 500, Height: 500}}
	s.In = func(record int64) bool { return record == 18 }
	s.Told = func(record int64) (string, []string) {
		if record == 18 {
			return "It was promised", []string{"promise"}
		}
		return "", nil
	}
	s.Untold = map[string]string{"loss": "nothing else"}
	s.Own = map[string][]string{"demand": {"I asked"}}
	s.Claims[1] = ClaimSaid{Amount: "12.00"}
	if got, missing := Diff(&c, s); len(got) > 0 || missing != "" {
		t.Error(kinds(got), missing)
	}
}

func TestMissing(t *testing.T) {
	c, err := Read(strings.NewReader(`{"format":"complain-choices","version":1,"evidence":{"E99":{"title":"x"}}}`))
	if err != nil {
		t.Fatal(err)
	}
	if got, missing := Diff(&c, state()); len(got) > 0 || missing != "E99" {
		t.Error(got, missing)
	}
}

// What is no file of choices, of another version, or holds what no page writes is
// refused whole.
func TestReadRefuses(t *testing.T) {
	for text, want := range map[string]error{
		"":                         ErrNoChoices,
		"{}":                       ErrNoChoices,
		`{"format":"other"}`:       ErrNoChoices,
		`{"x":"complain-choices"}`: ErrNoChoices,
		`{"format":"complain-choices","version":2}`:                                                                      ErrNewer,
		`{"format":"complain-choices","version":1,"delete":true}`:                                                        ErrWrong,
		`{"format":"complain-choices","version":1,"evidence":{"3":{}}}`:                                                  ErrWrong,
		`{"format":"complain-choices","version":1,"records":{"R0":{}}}`:                                                  ErrWrong,
		`{"format":"complain-choices","version":1,"story":{"../x":{}}}`:                                                  ErrWrong,
		`{"format":"complain-choices","version":1,"story":{"x":{"say":{"text":" "}}}}`:                                   ErrWrong,
		`{"format":"complain-choices","version":1,"masks":[{"evidence":"E1","box":[0,0,0,9]}]}`:                          ErrWrong,
		`{"format":"complain-choices","version":1,"order":["E1","-rf"]}`:                                                 ErrWrong,
		`{"format":"complain-choices","version":1,"evidence":{"E1":{"title":"` + strings.Repeat("x", longest+1) + `"}}}`: ErrWrong,
		`{"format":"complain-choices","version":1,`:                                                                      ErrNoChoices,
	} {
		if _, err := Read(strings.NewReader(text)); !errors.Is(err, want) {
			t.Errorf("%.60q: %v, not %v", text, err, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(whole))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Read(strings.NewReader(string(data)))
		if err == nil {
			Diff(&c, state())
		}
	})
}
