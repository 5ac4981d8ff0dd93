package screen

import (
	"fmt"
	"strings"
	"time"

	"complain/pkg/internal/textwidth"
)

// Step is where work stands. What is zero is not shown.
type Step struct {
	Name        string // what is being worked on
	Done, Files int    // files, pages or the like
	Bytes, Of   int64  // the measure of the work where it is known, else Done of Files is
	Looks       int    // files that need a look
}

// share is how much of the work is done, from 0 to 1.
func (s Step) share() float64 {
	switch {
	case s.Of > 0:
		return float64(s.Bytes) / float64(s.Of)
	case s.Files > 0:
		return float64(s.Done) / float64(s.Files)
	}
	return 0
}

// Progress is one line on a terminal that is written over; nothing at all
// elsewhere.
type Progress struct {
	s     *Screen
	shown string
	last  time.Time
	since time.Time
}

// Progress begins such a line.
func (s *Screen) Progress() *Progress {
	return &Progress{s: s, since: s.device.Now()}
}

// When a line is first shown, how often it changes, and when there is enough done
// to say how long the rest takes.
const (
	progressFirst = 200 * time.Millisecond
	progressEach  = 100 * time.Millisecond
	progressSure  = 2 * time.Second
)

// Step shows where work stands.
func (p *Progress) Step(at Step) {
	if !p.s.ErrTerminal || p.s.Quiet || p.s.JSON || p.s.plainForms() {
		return
	}
	now := p.s.device.Now()
	if now.Sub(p.last) < progressEach || now.Sub(p.since) < progressFirst {
		return
	}
	p.last = now
	width, ok := p.s.device.Terminal(p.s.device.Err) // it may have changed
	if !ok {
		width = p.s.Width
	}
	p.write(p.line(at, now.Sub(p.since), width-1))
}

// line is a line of at most columns: the parts that fit, the first the most
// important, and behind them what is worked on, as far as there is room.
func (p *Progress) line(at Step, took time.Duration, columns int) string {
	s := p.s
	share := at.share()
	parts := []string{s.Say("progress.percent", int(100*share))}
	if at.Files > 0 {
		parts = append(parts, s.Say("progress.files", at.Done, at.Files))
	}
	if at.Of > 0 {
		parts = append(parts, s.Say("progress.bytes", megabytes(at.Bytes), megabytes(at.Of)))
	}
	if at.Looks > 0 {
		parts = append(parts, s.Say("progress.looks", at.Looks))
	}
	if took >= progressSure && share > 0.02 && share < 1 {
		parts = append(parts, s.Say("progress.left", clockOf(time.Duration(float64(took)*(1-share)/share))))
	} else {
		parts = append(parts, clockOf(took))
	}
	const gap = "  "
	var line strings.Builder
	room := columns
	for i, part := range parts {
		if i > 0 {
			part = gap + part
		}
		if w := textwidth.Width(part); w <= room {
			line.WriteString(part)
			room -= w
		}
	}
	const narrowestName = 12
	if room >= narrowestName && at.Name != "" {
		line.WriteString(textwidth.Truncate(gap+Clean(at.Name), room, "…"))
	}
	return line.String()
}

// clockOf is a duration as minutes and seconds, or hours before them.
func clockOf(d time.Duration) string {
	s := int(d.Round(time.Second) / time.Second)
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

func megabytes(n int64) string {
	if n < 10e6 {
		return fmt.Sprintf("%.1f", float64(n)/1e6)
	}
	return fmt.Sprintf("%d", n/1e6)
}

// eraseRest takes away what is left of the line before.
const eraseRest = "\x1b[K"

// write goes past the filter, which would show the carriage return: the text
// has been cleaned. The line is written over and its rest taken away behind it, so
// that it does not flicker.
func (p *Progress) write(line string) {
	if line == p.shown {
		return
	}
	p.s.Err.Flush()
	fmt.Fprintf(p.s.device.Err, "\r%s%s", line, eraseRest)
	p.shown = line
}

// Clear takes the line away, so that others can be written.
func (p *Progress) Clear() { p.write("") }
