package jsonstream

import "complain/pkg/internal/broken"

// walker goes through a document and knows the way to where it is.
type walker struct {
	*scanner
	h    Handler
	path []string
}

func (w *walker) end(err error) error { return w.cut(err) }

func (w *walker) value() error {
	c, err := w.next()
	if err != nil {
		return err
	}
	kind := kindOf(c)
	if kind == None {
		return w.fail(ErrSyntax)
	}
	switch action := w.h.Decide(w.path, kind); {
	case action == Take:
		return w.take()
	case action == Enter && (kind == Object || kind == Array):
		return w.enter(c)
	}
	return w.skip()
}

func (w *walker) take() error {
	from := w.offset
	w.keep, w.kept, w.over = true, w.kept[:0], false
	err := w.skip()
	w.keep = false
	if err != nil {
		return err
	}
	raw := Raw{Offset: from, Length: w.offset - from}
	if !w.over {
		raw.Bytes = w.kept
	}
	err = w.h.Take(w.path, raw)
	if cap(w.kept) > 1<<20 {
		w.kept = nil // one long value is no reason to hold its room for good
	}
	return err
}

func (w *walker) enter(open byte) error {
	if w.depth++; w.depth > broken.MaxDepth {
		return w.fail(broken.ErrDepth)
	}
	w.pass()
	end := byte(']')
	if open == '{' {
		end = '}'
	}
	w.path = append(w.path, "")
	for first := true; ; first = false {
		c, err := w.next()
		if err != nil {
			return err
		}
		if c == end && first {
			w.pass()
			break
		}
		if open == '{' {
			if err := w.name(); err != nil {
				return err
			}
		}
		if err := w.value(); err != nil {
			return err
		}
		more, err := w.more(end)
		if err != nil {
			return err
		}
		if !more {
			break
		}
	}
	w.path = w.path[:len(w.path)-1]
	w.depth--
	return nil
}

// name reads a member's name into the last place of the path.
func (w *walker) name() error {
	if _, err := w.next(); err != nil {
		return err
	}
	w.keep, w.kept = true, w.kept[:0]
	err := w.skipName(maxName)
	w.keep = false
	if err != nil {
		return err
	}
	text, _, _ := unquote(w.kept)
	w.path[len(w.path)-1] = text
	return nil
}
