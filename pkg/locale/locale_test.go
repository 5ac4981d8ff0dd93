package locale

import (
	"testing"

	"complain/pkg/dispute"
)

func TestNote(t *testing.T) {
	for _, c := range []struct {
		lang Lang
		note dispute.Note
		want string
	}{
		{English, dispute.Say("problem.width", 3, 4), "the row has 3 cells, its header 4"},
		{Chinese, dispute.Say("problem.width", 3, 4), "该行有 3 格，表头有 4 格"},
		{Chinese, dispute.Say("from.a.newer.version", 1, "x"), "from.a.newer.version 1 x"},
		{English, dispute.Note{Code: "problem.time"}, "cannot read the time {0}"},
		{English, dispute.Say("problem.time", "{0}"), "cannot read the time {0}"},
	} {
		if got := c.lang.Note(c.note); got != c.want {
			t.Errorf("%s %v: got %q, want %q", c.lang, c.note, got, c.want)
		}
	}
}

func TestExpandPicksWords(t *testing.T) {
	const text = "{0} {0|row|rows} in {1}"
	for n, want := range map[string]string{"1": "1 row in a", "0": "0 rows in a", "12": "12 rows in a"} {
		if got := expand(text, []string{n, "a"}); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
