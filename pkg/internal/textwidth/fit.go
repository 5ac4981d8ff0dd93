package textwidth

import "strings"

// Truncate cuts s to width columns. What is cut ends with tail ("…"), which
// counts; when tail alone is too wide it is left out.
func Truncate(s string, width int, tail string) string {
	if Width(s) <= width {
		return s
	}
	room := width - Width(tail)
	if room < 0 {
		room, tail = width, ""
	}
	used, end := 0, 0
	for end < len(s) {
		n, w := cluster(s[end:])
		if used+w > room {
			break
		}
		used += w
		end += n
	}
	return s[:end] + tail
}

// PadRight fills s with spaces at its right up to width columns. What is wider
// stays as it is.
func PadRight(s string, width int) string { return s + spaces(width-Width(s)) }

// PadLeft fills s with spaces at its left up to width columns.
func PadLeft(s string, width int) string { return spaces(width-Width(s)) + s }

// Center puts spaces before s so that it stands in the middle of width
// columns. It puts none behind it.
func Center(s string, width int) string { return spaces((width-Width(s))/2) + s }

func spaces(n int) string { return strings.Repeat(" ", max(n, 0)) }
