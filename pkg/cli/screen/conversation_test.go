package screen

import "testing"

// A line is an answer, a word of the guide, or something that is said to be wrong: a
// number that no choice has is no name.
func TestReadReply(t *testing.T) {
	odd := func(line string) string {
		if line == "abc" {
			return "odd"
		}
		return ""
	}
	names := []Choice{{Value: "Ana"}, {Value: "Bo"}}
	list, free, line := Question{Choices: names}, Question{Choices: names, Free: true, Odd: odd}, Question{Free: true, Odd: odd}
	many := Question{Choices: names, Many: true, Default: "1"}
	for _, tt := range []struct {
		q           Question
		typed, want string
		act         Act
		wrong       string
	}{
		{q: list, typed: "2", want: "Bo"}, {q: list, typed: "３", wrong: "form.number.bad"}, {q: list, typed: "Cy", wrong: "form.number.bad"},
		{q: list, typed: "", wrong: "guide.needed"}, {q: list, typed: "B", act: Back}, {q: list, typed: "ｑ", act: Leave}, {q: list, typed: "=b", want: "b"},
		{q: free, typed: "Cy", want: "Cy"}, {q: free, typed: "7", wrong: "form.number.bad"}, {q: free, typed: "=7", want: "7"}, {q: free, typed: "13800000000", want: "13800000000"},
		{q: free, typed: "abc", wrong: "odd"}, {q: free, typed: "=abc", want: "abc"}, {q: free, typed: "s", act: Later},
		{q: line, typed: "7", want: "7"}, {q: line, typed: "abc", wrong: "odd"}, {q: line, typed: "=abc", want: "abc"},
		{q: many, typed: "", want: "1"}, {q: many, typed: "2 1", want: "Bo"}, {q: many, typed: "1 3", wrong: "form.number.bad"},
	} {
		r, wrong := tt.q.read(tt.typed)
		if wrong != tt.wrong || wrong == "" && (r.Text != tt.want || r.Act != tt.act) {
			t.Errorf("%q: %+v, wrong %q", tt.typed, r, wrong)
		}
	}
}
