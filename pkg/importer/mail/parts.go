package mail

import (
	"context"

	"complain/pkg/importer"
	"complain/pkg/internal/mimetree"
)

// Mail holds files whole.
var _ importer.Container = Importer{}

// Parts implements importer.Container. The parts of a mailbox lie in a folder a
// mail, named for its place among them.
func (Importer) Parts(ctx context.Context, src *importer.Source, take func(importer.Part) error) error {
	give := func(folder string, l *letter) error {
		for _, f := range l.files {
			part := importer.Part{Name: f.name, Path: folder + f.name, Media: f.media, Open: f.open}
			if err := take(part); err != nil {
				return err
			}
		}
		return nil
	}
	switch layout(src) {
	case variantMSG:
		l, err := readOutlook(ctx, src)
		if err != nil {
			return unlessOurs(err)
		}
		return give("", l)
	case variantMbox:
		n := 0
		return slots(ctx, src, func(s slot) error {
			if n++; s.mark == "" {
				return nil
			}
			l, err := parse(ctx, s.bytes, mimetree.Span{From: s.mail, To: s.span.To}, true)
			if err != nil {
				return unlessOurs(err)
			}
			return give(number(n)+"/", l)
		})
	}
	l, err := parse(ctx, src, mimetree.Span{To: src.Size()}, false)
	if err != nil {
		return unlessOurs(err)
	}
	return give("", l)
}

// unlessOurs passes over what is wrong with a mail: Extract has said it.
func unlessOurs(err error) error {
	if _, ours := reason(err); ours {
		return nil
	}
	return err
}
