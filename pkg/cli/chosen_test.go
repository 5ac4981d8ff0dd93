package cli

import (
	"slices"
	"strings"
	"testing"
)

func TestEachRecord(t *testing.T) {
	for words, want := range map[string]string{
		"R1 R3": "R1 R3", "R27-R29": "R27 R28 R29", "r2..3": "R2 R3", "R1,R4-5": "R1 R4 R5", "A5": "A5", "*R7": "*R7", "R3-R3": "R3",
	} {
		got, err := eachRecord(strings.Fields(words))
		if err != nil || !slices.Equal(got, strings.Fields(want)) {
			t.Errorf("%s: %v, %v", words, got, err)
		}
	}
	for _, word := range []string{"R9-R2", "R0-R2", "R1-R1001"} {
		if got, err := eachRecord([]string{word}); err == nil {
			t.Errorf("%s: %v", word, got)
		}
	}
}
