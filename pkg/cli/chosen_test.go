package cli

import (
	"slices"
	"strings"
	"testing"
)

func TestNumbersAndRanges(t *testing.T) {
	for word, want := range map[string]string{"2": "2", "2-4": "2 3 4", "#3": "3", "1..2": "1 2", "4…5": "4 5", "9": "", "x": "", "R2": "", "3-2": ""} {
		var got []string
		for n := int64(1); n <= 5; n++ {
			if numberIn(n, word) {
				got = append(got, itoa(n))
			}
		}
		if !slices.Equal(got, strings.Fields(want)) {
			t.Errorf("%s: %v", word, got)
		}
	}
	for word, want := range map[string]string{"F1": "F1", "F1-F3": "F1 F2 F3", "l2..4": "L2 L3 L4", "F3-F1": "F3-F1", "F1-L2": "F1-L2", "R1-R2": "R1-R2"} {
		if got := letterNumbers(word); !slices.Equal(got, strings.Fields(want)) {
			t.Errorf("%s: %v", word, got)
		}
	}
	if !recordIn("R7", "R5-R9") || recordIn("R7", "R8-R9") || recordIn("C7", "R5-R9") {
		t.Error("the event of a record is in the range of its number alone")
	}
}

func TestChosenOf(t *testing.T) {
	list := []int64{1, 3, 4}
	itself := func(n int64) int64 { return n }
	if got, wrong := chosenOf(list, itself, []string{"4,1", "3-4"}); wrong != "" || !slices.Equal(got, list) {
		t.Errorf("%v, %q", got, wrong)
	}
	if got, wrong := chosenOf(list, itself, []string{"all"}); wrong != "" || len(got) != 3 {
		t.Errorf("%v, %q", got, wrong)
	}
	if _, wrong := chosenOf(list, itself, []string{"1", "2"}); wrong != "2" {
		t.Errorf("%q", wrong)
	}
}
