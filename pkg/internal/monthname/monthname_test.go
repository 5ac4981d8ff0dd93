package monthname

import (
	"strings"
	"testing"
)

// TestNames holds each language to twelve months, and each word to one of them.
func TestNames(t *testing.T) {
	for _, language := range names {
		months := strings.Fields(language)
		if len(months) != 12 {
			t.Errorf("%d months: %s", len(months), language)
		}
		for i, month := range months {
			for word := range strings.SplitSeq(month, "|") {
				if got := Of(word); got != i+1 {
					t.Errorf("%q is month %d, want %d", word, got, i+1)
				}
			}
		}
	}
}

func TestAt(t *testing.T) {
	for _, c := range []struct {
		text     string
		month, n int
	}{
		{"janv. 2026", 1, 5}, {"Jan 5, 2026", 1, 3}, {"März 2026", 3, 5}, {"de enero", 0, 0}, {"ene 2026", 1, 3}, {"SEPT. 2026", 9, 5},
		{"ม.ค. 2569", 1, 8}, {"мая 2026", 5, 6}, {"Janet: hi", 0, 0}, {"", 0, 0}, {"2026", 0, 0}, {"Şub 2026", 2, 4}, {"Mayor", 0, 0},
	} {
		if month, n := At(c.text); month != c.month || n != c.n {
			t.Errorf("At(%q) = %d, %d; want %d, %d", c.text, month, n, c.month, c.n)
		}
	}
}
