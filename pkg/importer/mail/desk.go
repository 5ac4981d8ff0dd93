package mail

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Mails of help desks have a line above which answers belong. In an answer all below it
// is quoted. In the desk's own mails it stands at the top, and below it what was said
// last, and what was said before.

// isReplyLine reports such a line: "##- Please type your reply above this line -##".
func isReplyLine(line string) bool {
	line = strings.ToLower(strings.TrimSpace(strings.ReplaceAll(line, "\u00a0", " ")))
	if utf8.RuneCountInString(line) > 120 {
		return false
	}
	holds := func(words []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(line, w) })
	}
	return holds(aboveLine) && holds(answering) && (strings.Trim(line, "#-=*_~—–>< ") != line || !strings.Contains(line, ". "))
}

// belowReplyLine is the line from which on all is quoted, or -1: that above which answers
// belong where something is said above it, and else the head of the second entry below.
func belowReplyLine(lines []string, at int) int {
	if slices.ContainsFunc(lines[:at], func(line string) bool { return strings.TrimSpace(line) != "" }) {
		return at
	}
	entries := 0
	for i := at + 1; i < len(lines); i++ {
		if !isRule(lines[i]) || !isEntryHead(lines[i+1:]) {
			continue
		}
		if entries++; entries == 2 {
			return i
		}
	}
	return -1
}

// isRule reports a line drawn with dashes.
func isRule(line string) bool {
	line = strings.TrimSpace(line)
	return len(line) >= 5 && strings.Trim(line, "-=_*—–─") == ""
}

// isEntryHead reports who said something and when, on one line or on two.
func isEntryHead(lines []string) bool {
	said := 0
	for _, line := range lines[:min(len(lines), 8)] {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if utf8.RuneCountInString(line) <= 80 && entryTime().MatchString(line) {
			return true
		}
		if said++; said == 2 || isRule(line) {
			return false
		}
	}
	return false
}

// entryTime is a day with its year, and a time of day.
var entryTime = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:\d{4}|\d{1,2}[./]\d{1,2}[./]\d{2}).*\d{1,2}[:.h]\d{2}|\d{1,2}[:.h]\d{2}.*\d{4}`)
})
