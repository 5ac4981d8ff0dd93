package screen

import (
	"fmt"
	"time"

	"complain/pkg/internal/textwidth"
)

// Step is where work stands: files done of how many, bytes read of how many, and
// what is being read.
type Step struct {
	Name        string
	Done, Files int
	Bytes, Of   int64
}

// Progress is one line on a terminal that is written over; nothing at all
// elsewhere.
type Progress struct {
	s     *Screen
	shown bool
	last  time.Time
	since time.Time
}

// Progress begins such a line.
func (s *Screen) Progress() *Progress {
	return &Progress{s: s, since: s.device.Now()}
}

// Step shows where work stands, at most ten times a second.
func (p *Progress) Step(at Step) {
	if !p.s.ErrTerminal || p.s.Quiet || p.s.JSON || p.s.plainForms() {
		return
	}
	now := p.s.device.Now()
	if now.Sub(p.last) < 100*time.Millisecond || now.Sub(p.since) < 200*time.Millisecond {
		return
	}
	p.last = now
	percent := 100
	if at.Of > 0 {
		percent = int(100 * at.Bytes / at.Of)
	}
	line := p.s.Say("progress.line", now.Sub(p.since).Round(time.Second), percent, at.Done, at.Files, Clean(at.Name))
	p.write(textwidth.Truncate(line, p.s.Width-1, "…"))
}

// write goes past the filter, which would show the carriage return: the text
// has been cleaned.
func (p *Progress) write(line string) {
	p.s.Err.Flush()
	fmt.Fprintf(p.s.device.Err, "\r\x1b[K%s", line)
	p.shown = line != ""
}

// Clear takes the line away, so that others can be written.
func (p *Progress) Clear() {
	if p.shown {
		p.write("")
	}
}
