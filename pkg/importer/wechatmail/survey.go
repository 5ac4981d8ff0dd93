package wechatmail

import (
	"errors"
	"io"
	"strings"

	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
)

// survey is what a first look over the whole file tells.
type survey struct {
	banner  bool
	above   int    // lines above the banner that are not blank
	names   string // what the banner says of who talks
	rules   int
	apart   int // lines like a header, with blank lines around them
	close   int // lines like a header, without
	count   *transcript.Names
	counted *transcript.Names // the same for lines without blank lines around them
	bold    int               // lines like a header, in bold
	bolds   *transcript.Names
	thin    int // lines like a header with one space, under the name of one of the two whom the banner names
	thins   *transcript.Names

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
	return &survey{count: transcript.NewNames(), counted: transcript.NewNames(), bolds: transcript.NewNames(), thins: transcript.NewNames()}
}

func (s *survey) read(lines lines) error {
	for {
		line, err := lines.next()
		switch {
		case err == io.EOF || errors.Is(err, charset.ErrLongLine):
			s.next(start, nil)
			return nil
		case err != nil:
			return err
		}
		s.line(line)
	}
}

func (s *survey) line(line line) {
	k, h := look(line.Text)
	switch {
	case k == announce && !s.banner:
		s.banner = true
		s.names, _ = readBanner(line.Text)
	case k != blank && !s.banner:
		s.above++
	}
	if k == ruled {
		s.rules++
	}
	if h, ok := boldHead(line); ok {
		s.bold++
		s.bolds.Saw(h.name)
	}
	if h, ok := s.thinHead(line); ok {
		s.thin++
		s.thins.Saw(h.name)
	}
	s.next(k, h)
}

// next takes in a line; only now is it known what stands behind the header
// before it.
func (s *survey) next(k kind, h *head) {
	if s.pending != nil {
		if s.alone && (k == blank || k == start || k == ruled) {
			s.apart++
			s.count.Saw(s.pending.name)
		} else {
			s.close++
			s.counted.Saw(s.pending.name)
		}
		s.pending = nil
	}
	if k == headed {
		s.pending, s.alone = h, s.before != text && s.before != headed
	}
	s.before = k
}

// compact reports whether the blank lines have been lost on the way, so that
// every line like a header must be taken for one.
func (s *survey) compact() bool { return s.apart == 0 && s.close > 0 && s.bold == 0 }

// byName reports whether of the two spaces one has been lost on the way, as when
// the text of a page is copied, so that headers are known by the names.
func (s *survey) byName() bool { return s.bold == 0 && s.apart == 0 && s.close == 0 && s.thin > 0 }

// heads is how many lines are taken for headers.
func (s *survey) heads() int {
	switch {
	case s.bold > 0:
		return s.bold
	case s.byName():
		return s.thin
	case s.compact():
		return s.close
	}
	return s.apart
}

// boldHead reads the header of a page. Nobody can type one: WeChat has no bold
// letters.
func boldHead(l line) (head, bool) {
	if !l.bold {
		return head{}, false
	}
	return readHead(l.Text, pageGap)
}

// thinHead reads a header with one space in a chat of two people.
func (s *survey) thinHead(l line) (head, bool) {
	if !s.ofTwo() {
		return head{}, false
	}
	h, ok := readHead(l.Text, pageGap)
	return h, ok && !s.stranger(h.name)
}

// look says what a line is in this file.
func (s *survey) look(l line) (kind, *head) {
	k, h := look(l.Text)
	if k == ruled || k == announce {
		return k, h
	}
	read := boldHead
	switch {
	case s.bold > 0:
	case s.byName():
		read = s.thinHead
	default:
		return k, h
	}
	if h, ok := read(l); ok {
		return headed, &h
	}
	if k == headed {
		k = text
	}
	return k, nil
}

// speakers are those of the lines that are taken for headers.
func (s *survey) speakers() *transcript.Names {
	switch {
	case s.bold > 0:
		return s.bolds
	case s.byName():
		return s.thins
	case s.compact():
		return s.counted
	}
	return s.count
}

// joiners stand between the two names of a banner.
var joiners = [...]string{" 和 ", " and "}

// ofTwo reports whether the banner names two people.
func (s *survey) ofTwo() bool {
	for _, and := range joiners {
		if strings.Contains(s.names, and) {
			return true
		}
	}
	return false
}

// stranger reports whether the banner names two people and name is neither.
func (s *survey) stranger(name string) bool {
	for _, and := range joiners {
		if strings.Contains(s.names, and) {
			return !strings.HasPrefix(s.names, name+and) && !strings.HasSuffix(s.names, and+name)
		}
	}
	return false
}

// look says what a line is by itself.
func look(line string) (kind, *head) {
	if conversation.IsBlank(line) {
		return blank, nil
	}
	if _, ok := readRule(line); ok {
		return ruled, nil
	}
	if h, ok := readHead(line, gap); ok {
		return headed, &h
	}
	if _, ok := readBanner(line); ok {
		return announce, nil
	}
	return text, nil
}
