package htmlstream

import (
	"errors"
	"strings"

	"complain/pkg/internal/broken"
)

// maxFrames is how deep pages stand inside of pages.
const maxFrames = 4

// shadow reports a template that holds the shadow root of the element around it,
// as browsers and what saves their pages write it.
func (t *tag) shadow() bool {
	attribute := t.attributes()
	for _, name := range []string{"shadowrootmode", "shadowroot", "shadowmode"} {
		if _, ok := attribute[name]; ok {
			return true
		}
	}
	return false
}

// frame reads the page that a frame holds in its own tag. Its lines stand where the
// tag does.
func (p *pageReader) frame(document string) error {
	if document == "" || p.page.frames >= maxFrames {
		return nil
	}
	if err := p.newline(1); err != nil {
		return err
	}
	inner := p.page
	inner.frames++
	inner.Decode = func(text []byte) string { return string(text) }
	inner.Title, inner.Comment, inner.Tag = func(string) {}, nil, nil
	inner.Line = func(l Line) error {
		l.From, l.To, l.Quoted, l.Hidden = p.at, p.next, l.Quoted+p.quoted(), l.Hidden || p.unshown()
		return p.page.Line(l)
	}
	err := ReadPage(strings.NewReader(document), p.cancelled, inner)
	var b *broken.Error
	switch {
	case !errors.As(err, &b):
		return err
	case errors.Is(b.Err, broken.ErrCut):
		return nil
	}
	return &broken.Error{Offset: p.at, Err: b.Err}
}
