package cli

import (
	"strconv"
	"strings"

	"complain/pkg/internal/pattern"
)

// numberRange is a number of a list or a range of them: 2, 2-5.
var numberRange = pattern.New(`^#?([0-9]{1,9})(?:(?:-|–|—|~|\x{ff5e}|\.\.\.?|…)#?([0-9]{1,9}))?$`)

// numberIn reports whether a word names the number n, alone or in a range.
func numberIn(n int64, word string) bool {
	m := numberRange.FindStringSubmatch(word)
	return m != nil && between(n, m[1], m[2])
}

// recordIn reports whether a word names the record that an event is called by, in a
// range.
func recordIn(id, word string) bool {
	m := recordRange.FindStringSubmatch(word)
	n, err := strconv.ParseInt(strings.TrimPrefix(id, "R"), 10, 64)
	return m != nil && err == nil && between(n, m[1], m[2])
}

func between(n int64, from, to string) bool {
	first, _ := strconv.ParseInt(from, 10, 64) // nine digits fit
	last := first
	if to != "" {
		last, _ = strconv.ParseInt(to, 10, 64)
	}
	return first <= n && n <= last
}

// chosenOf are those of a list that words name by their numbers, in the order of
// the list and each once. wrong is the first word that names none.
func chosenOf[T any](list []T, number func(T) int64, words []string) (out []T, wrong string) {
	taken := make([]bool, len(list))
	for _, argument := range words {
		for word := range strings.FieldsFuncSeq(argument, betweenNumbers) {
			found := false
			for i, one := range list {
				if isWordFor(everything, word) || numberIn(number(one), word) {
					taken[i], found = true, true
				}
			}
			if !found {
				return nil, word
			}
		}
	}
	for i, one := range list {
		if taken[i] {
			out = append(out, one)
		}
	}
	return out, ""
}

// letterRange is a range of the numbers of filings or contacts: F1-F3, L2..L5.
var letterRange = pattern.New(`^([FLfl])([0-9]{1,4})(?:-|–|—|~|\x{ff5e}|\.\.\.?|…)([FLfl]?)([0-9]{1,4})$`)

// eachNumber does something with each number that words name; of a range with each
// between its ends.
func eachNumber(words []string, do func(number string) error) error {
	for _, argument := range words {
		for word := range strings.FieldsFuncSeq(argument, betweenNumbers) {
			for _, number := range letterNumbers(strings.TrimPrefix(word, "*")) {
				if err := do(number); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func letterNumbers(word string) []string {
	m := letterRange.FindStringSubmatch(word)
	if m == nil || m[3] != "" && !strings.EqualFold(m[1], m[3]) {
		return []string{word}
	}
	first, _ := strconv.Atoi(m[2]) // four digits fit
	last, _ := strconv.Atoi(m[4])
	if first > last {
		return []string{word}
	}
	var out []string
	for n := first; n <= last; n++ {
		out = append(out, strings.ToUpper(m[1])+strconv.Itoa(n))
	}
	return out
}
