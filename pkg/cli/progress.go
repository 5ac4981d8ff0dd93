package cli

import (
	"bufio"
	"fmt"
	"time"

	"complain/pkg/ingest"
	"complain/pkg/internal/textwidth"
)

// progress is one line on a terminal that is written over; nothing at all
// elsewhere.
type progress struct {
	a     *app
	shown bool
	last  time.Time
	since time.Time
}

func (a *app) progress() *progress {
	return &progress{a: a, since: a.sys.Now()}
}

// step shows where work stands, at most ten times a second.
func (p *progress) step(s ingest.Step) {
	if !p.a.errTerminal || p.a.quiet || p.a.json || p.a.sys.Getenv("TERM") == "dumb" {
		return
	}
	now := p.a.sys.Now()
	if now.Sub(p.last) < 100*time.Millisecond || now.Sub(p.since) < 200*time.Millisecond {
		return
	}
	p.last = now
	percent := 100
	if s.Of > 0 {
		percent = int(100 * s.Bytes / s.Of)
	}
	line := p.a.say("progress.line", now.Sub(p.since).Round(time.Second), percent, s.Done, s.Files, clean(s.Name))
	p.write(textwidth.Truncate(line, p.a.width-1, "…"))
}

// write goes past the filter, which would show the carriage return: the text
// has been cleaned.
func (p *progress) write(line string) {
	p.a.err.Flush()
	fmt.Fprintf(p.a.sys.Err, "\r\x1b[K%s", line)
	p.shown = line != ""
}

func (p *progress) clear() {
	if p.shown {
		p.write("")
	}
}

// lines reads the answers of a person line by line.
func (a *app) lines() *bufio.Reader {
	if a.answers == nil {
		a.answers = bufio.NewReader(a.sys.In)
	}
	return a.answers
}
