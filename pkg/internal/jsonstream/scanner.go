package jsonstream

import (
	"io"

	"complain/pkg/internal/broken"
)

// scanner reads bytes, and passes over values without keeping them.
type scanner struct {
	r         io.Reader
	cancelled func() error
	buf       []byte
	at, end   int
	offset    int64 // of buf[at]
	err       error

	keep  bool   // gather what is read in kept
	kept  []byte // at most MaxValue bytes
	over  bool   // there was more
	depth int
}

func newScanner(r io.Reader, cancelled func() error) *scanner {
	s := &scanner{r: r, cancelled: cancelled, buf: make([]byte, 64<<10)}
	if s.fill() == nil && s.end >= 3 && s.buf[0] == 0xef && s.buf[1] == 0xbb && s.buf[2] == 0xbf {
		s.at, s.offset = 3, 3
	}
	return s
}

func (s *scanner) fill() error {
	if s.err != nil {
		return s.err
	}
	if s.err = s.cancelled(); s.err != nil {
		return s.err
	}
	s.at, s.end = 0, 0
	for s.end == 0 {
		n, err := s.r.Read(s.buf)
		s.end = n
		if err != nil {
			s.err = err
			break
		}
	}
	if s.end == 0 {
		return s.err
	}
	return nil
}

// peek is the next byte.
func (s *scanner) peek() (byte, error) {
	if s.at == s.end {
		if err := s.fill(); err != nil {
			return 0, err
		}
	}
	return s.buf[s.at], nil
}

// pass goes over the byte that peek gave.
func (s *scanner) pass() {
	if s.keep {
		if len(s.kept) < MaxValue {
			s.kept = append(s.kept, s.buf[s.at])
		} else {
			s.over = true
		}
	}
	s.at++
	s.offset++
}

func (s *scanner) fail(err error) error { return &broken.Error{Offset: s.offset, Err: err} }

// cut turns the end of the file inside a value into broken.ErrCut.
func (s *scanner) cut(err error) error {
	if err == io.EOF {
		return s.fail(broken.ErrCut)
	}
	return err
}

// space passes over white space.
func (s *scanner) space() error {
	for {
		c, err := s.peek()
		if err != nil {
			return err
		}
		if c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return nil
		}
		s.pass()
	}
}

// next is the next byte that is no white space, inside of a value.
func (s *scanner) next() (byte, error) {
	if err := s.space(); err != nil {
		return 0, s.cut(err)
	}
	return s.buf[s.at], nil
}

func kindOf(c byte) Kind {
	switch {
	case c == '-', c >= '0' && c <= '9':
		return Number
	case c == '{', c == '[', c == '"', c == 't', c == 'f', c == 'n':
		return Kind(c)
	}
	return None
}

// skip passes over a value.
func (s *scanner) skip() error {
	c, err := s.next()
	if err != nil {
		return err
	}
	switch kindOf(c) {
	case Object, Array:
		return s.skipContainer(c)
	case String:
		return s.skipString(0)
	case None:
		return s.fail(ErrSyntax)
	}
	return s.skipLiteral()
}

func (s *scanner) skipContainer(open byte) error {
	if s.depth++; s.depth > broken.MaxDepth {
		return s.fail(broken.ErrDepth)
	}
	s.pass()
	end := byte(']')
	if open == '{' {
		end = '}'
	}
	for first := true; ; first = false {
		c, err := s.next()
		switch {
		case err != nil:
			return err
		case c == end && first:
			s.pass()
			s.depth--
			return nil
		}
		if open == '{' {
			if err := s.skipName(0); err != nil {
				return err
			}
		}
		if err := s.skip(); err != nil {
			return err
		}
		more, err := s.more(end)
		if err != nil {
			return err
		}
		if !more {
			s.depth--
			return nil
		}
	}
}

// more passes over a comma or the end of a container.
func (s *scanner) more(end byte) (bool, error) {
	c, err := s.next()
	if err != nil {
		return false, err
	}
	if c != ',' && c != end {
		return false, s.fail(ErrSyntax)
	}
	s.pass()
	return c == ',', nil
}

// skipName passes over a member's name and the colon behind it.
func (s *scanner) skipName(most int) error {
	c, err := s.next()
	if err != nil {
		return err
	}
	if c != '"' {
		return s.fail(ErrSyntax)
	}
	if err := s.skipString(most); err != nil {
		return err
	}
	if c, err = s.next(); err != nil {
		return err
	}
	if c != ':' {
		return s.fail(ErrSyntax)
	}
	keep := s.keep
	if most > 0 {
		s.keep = false
	}
	s.pass()
	s.keep = keep
	return nil
}

// skipString passes over a string of at most most bytes; 0 is no limit.
func (s *scanner) skipString(most int) error {
	s.pass()
	for n := 0; ; n++ {
		c, err := s.peek()
		switch {
		case err != nil:
			return s.cut(err)
		case most > 0 && n > most:
			return s.fail(ErrName)
		case c == 0:
			// JSON allows no control characters in strings, and some writers
			// forget to escape them. A zero byte is no text.
			return s.fail(ErrSyntax)
		}
		s.pass()
		switch c {
		case '"':
			return nil
		case '\\':
			if _, err := s.peek(); err != nil {
				return s.cut(err)
			}
			s.pass()
		}
	}
}

func (s *scanner) skipLiteral() error {
	for {
		c, err := s.peek()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch {
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c == 'E', c == '+', c == '-', c == '.':
			s.pass()
		default:
			return nil
		}
	}
}
