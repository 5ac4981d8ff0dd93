// Package pattern has regular expressions that are compiled when they are first
// used. A program that declares some hundred of them and needs a dozen would
// else compile all at its start: 2.4 ms of 6 before this package.
//
// It promises the matching of package regexp, and forbids itself a text that is
// not known when the program is written: one that does not compile is a mistake
// in the program, and All finds it in a test.
package pattern

import (
	"regexp"
	"sync"
)

// Pattern is a regular expression by its text. Its methods are those of
// regexp.Regexp.
type Pattern struct {
	text string
	get  func() *regexp.Regexp
}

// New is the pattern of a text, which is compiled at its first use and panics then
// if it is none.
func New(text string) *Pattern {
	return &Pattern{text, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })}
}

// String is the text of the pattern.
func (p *Pattern) String() string { return p.text }

func (p *Pattern) Match(b []byte) bool                    { return p.get().Match(b) }
func (p *Pattern) MatchString(s string) bool              { return p.get().MatchString(s) }
func (p *Pattern) FindIndex(b []byte) []int               { return p.get().FindIndex(b) }
func (p *Pattern) FindAll(b []byte, n int) [][]byte       { return p.get().FindAll(b, n) }
func (p *Pattern) FindAllIndex(b []byte, n int) [][]int   { return p.get().FindAllIndex(b, n) }
func (p *Pattern) FindSubmatch(b []byte) [][]byte         { return p.get().FindSubmatch(b) }
func (p *Pattern) FindString(s string) string             { return p.get().FindString(s) }
func (p *Pattern) FindStringIndex(s string) []int         { return p.get().FindStringIndex(s) }
func (p *Pattern) FindStringSubmatch(s string) []string   { return p.get().FindStringSubmatch(s) }
func (p *Pattern) FindStringSubmatchIndex(s string) []int { return p.get().FindStringSubmatchIndex(s) }
func (p *Pattern) FindAllString(s string, n int) []string { return p.get().FindAllString(s, n) }
func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	return p.get().FindAllStringIndex(s, n)
}
func (p *Pattern) FindAllStringSubmatch(s string, n int) [][]string {
	return p.get().FindAllStringSubmatch(s, n)
}
func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return p.get().FindAllStringSubmatchIndex(s, n)
}
func (p *Pattern) ReplaceAllString(s, with string) string { return p.get().ReplaceAllString(s, with) }
func (p *Pattern) ReplaceAllStringFunc(s string, with func(string) string) string {
	return p.get().ReplaceAllStringFunc(s, with)
}
