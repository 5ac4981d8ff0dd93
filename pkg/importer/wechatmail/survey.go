package wechatmail

import (
	"context"
	"errors"
	"io"
	"strings"

	"complain/pkg/internal/charset"
	"complain/pkg/internal/conversation"
)

// maxNames bounds the names counted; no chat has as many members.
const maxNames = 20_000

// survey is what a first look over the whole file tells.
type survey struct {
	banner  bool
	above   int    // lines above the banner that are not blank
	names   string // what the banner says of who talks
	rules   int
	apart   int // lines like a header, with blank lines around them
	close   int // lines like a header, without
	count   map[string]int
	counted map[string]int // the same for lines without blank lines around them

	before  kind // what the line before the last was
	pending *head
	alone   bool // nothing but a blank line, a rule or the banner stands before pending
}

// kind is what a line is by itself.
type kind uint8

const (
	start kind = iota // before the first line and after the last
	blank
	announce // the banner
	ruled
	headed // it looks like a header
	text
)

func newSurvey() *survey {
	return &survey{count: map[string]int{}, counted: map[string]int{}}
}

func (s *survey) read(ctx context.Context, r io.Reader, first []byte) error {
	lines := charset.NewLines(ctx, r, first)
	for {
		line, err := lines.Next()
		switch {
		case err == io.EOF || errors.Is(err, charset.ErrLongLine):
			s.next(start, nil)
			return nil
		case err != nil:
			return err
		}
		s.line(line.Text)
	}
}

func (s *survey) line(line string) {
	k, h := look(line)
	switch {
	case k == announce && !s.banner:
		s.banner = true
		s.names, _ = readBanner(line)
	case k != blank && !s.banner:
		s.above++
	}
	if k == ruled {
		s.rules++
	}
	s.next(k, h)
}

// next takes in a line; only now is it known what stands behind the header
// before it.
func (s *survey) next(k kind, h *head) {
	if s.pending != nil {
		if s.alone && (k == blank || k == start || k == ruled) {
			s.apart++
			note(s.count, s.pending.name)
		} else {
			s.close++
			note(s.counted, s.pending.name)
		}
		s.pending = nil
	}
	if k == headed {
		s.pending, s.alone = h, s.before != text && s.before != headed
	}
	s.before = k
}

func note(names map[string]int, name string) {
	if n, ok := names[name]; ok || len(names) < maxNames {
		names[name] = n + 1
	}
}

// compact reports whether the blank lines have been lost on the way, so that
// every line like a header must be taken for one.
func (s *survey) compact() bool { return s.apart == 0 && s.close > 0 }

// once reports whether name speaks only once in the file.
func (s *survey) once(name string) bool {
	if s.compact() {
		return s.counted[name] == 1
	}
	return s.count[name] == 1
}

// stranger reports whether the banner names two people and name is neither.
func (s *survey) stranger(name string) bool {
	const and = " 和 "
	if !strings.Contains(s.names, and) {
		return false
	}
	return !strings.HasPrefix(s.names, name+and) && !strings.HasSuffix(s.names, and+name)
}

// look says what a line is by itself.
func look(line string) (kind, *head) {
	if conversation.IsBlank(line) {
		return blank, nil
	}
	if _, ok := readRule(line); ok {
		return ruled, nil
	}
	if h, ok := readHead(line); ok {
		return headed, &h
	}
	if _, ok := readBanner(line); ok {
		return announce, nil
	}
	return text, nil
}
