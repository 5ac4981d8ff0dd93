package filedate

import (
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/monthname"
)

// Words reads a time as programs write it for people: the month as a word, the day
// and the year as numbers, or the year first, then the time of day, in one of many
// languages. What leaves the order of day and month open is no time. They state no
// zone.
func Words(written string) (c dispute.Clock, p dispute.Precision, ok bool) {
	plain := strings.NewReplacer("\u202f", " ", "\u00a0", " ", "년", " ", "월 ", " ", "일 ", " ", "일(", " (", "年", " ", "月", " ", "日", " ", "上午", " am ", "下午", " pm ", "오전", " am ", "오후", " pm ", "午前", " am ", "午後", " pm ", ",", " ", "(", " ", ")", " ", "（", " ", "）", " ", "星期", " 星期").Replace(strings.ToLower(written))
	for _, half := range []string{"am", "pm"} { // 4:55:32pm
		plain = strings.ReplaceAll(plain, half, " "+half+" ")
	}
	var (
		numbers []int
		half    string
	)
	for _, word := range strings.Fields(plain) {
		switch n, err := strconv.Atoi(strings.TrimRight(word, ".")); {
		case err == nil:
			numbers = append(numbers, n)
		case word == "am" || word == "pm":
			half = word
		case strings.Contains(word, ":"):
			if p, ok = timeOfDay(word, &c); !ok {
				return c, p, false
			}
		case dashed(word) != nil && len(numbers) == 0:
			numbers = dashed(word)
		case monthname.Of(word) > 0 && c.Month == 0:
			c.Month = monthname.Of(word)
		}
	}
	switch {
	case p == dispute.Unknown:
		return c, p, false
	case c.Month > 0 && len(numbers) == 2:
		c.Day, c.Year = numbers[0], numbers[1]
		if numbers[0] > 31 {
			c.Year, c.Day = numbers[0], numbers[1]
		}
	case c.Month == 0 && len(numbers) == 3 && numbers[0] > 31: // 2025年3月3日
		c.Year, c.Month, c.Day = numbers[0], numbers[1], numbers[2]
	default:
		return c, p, false
	}
	if half != "" && !c.HalfDay(half == "pm") {
		return c, p, false
	}
	return c, p, c.Year > 1990
}

func timeOfDay(word string, c *dispute.Clock) (dispute.Precision, bool) {
	parts := strings.Split(word, ":")
	numbers := make([]int, 3)
	if len(parts) > 3 {
		return dispute.Unknown, false
	}
	for i, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 {
			return dispute.Unknown, false
		}
		numbers[i] = n
	}
	c.Hour, c.Minute, c.Second = numbers[0], numbers[1], numbers[2]
	if len(parts) == 3 {
		return dispute.Second, true
	}
	return dispute.Minute, true
}

// dashed reads 2026-03-05 and 2026/3/5, and nothing with the year behind.
func dashed(word string) []int {
	for _, separator := range []string{"-", "/", "."} {
		parts := strings.Split(strings.TrimRight(word, "."), separator)
		if len(parts) != 3 || len(parts[0]) != 4 {
			continue
		}
		var out []int
		for _, part := range parts {
			n, err := strconv.Atoi(part)
			if err != nil {
				return nil
			}
			out = append(out, n)
		}
		return out
	}
	return nil
}
