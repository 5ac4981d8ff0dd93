package ingest

import (
	"bytes"
	"context"
	"errors"
	"path"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/media"
	"complain/pkg/internal/officecrypt"
)

// errLocked is the error of reading again what a password opened before, and
// none does now. What was read then stays.
var errLocked = errors.New("the password is missing")

// unlockOffice puts an Office file with a password into the source's place as it
// is without one. What the case keeps stays as it came. The question is nil
// unless no password fits.
func (r *run) unlockOffice(ctx context.Context) (*importer.Undecided, error) {
	if slides[strings.ToLower(path.Ext(r.src.Name))] {
		return nil, nil
	}
	plain, question, err := withoutPassword(ctx, r.src)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		r.sealed = true
		return nil, nil
	}
	r.unlocked = plain != r.src
	r.src = plain
	return question, nil
}

// withoutPassword is an Office file as it is without its password, and any other
// as it is. The question is nil unless no password fits; the error is that of a
// file that is locked in a way which nothing here opens, or of ctx.
func withoutPassword(ctx context.Context, src *importer.Source) (*importer.Source, *importer.Undecided, error) {
	if media.Type(src.Head) != media.OLE {
		return src, nil, nil
	}
	w, err := officecrypt.Open(ctx, src, src.Size())
	if err != nil || w == nil {
		return src, nil, err
	}
	passwords := src.Options.Passwords
	plain, ok, err := w.Unlock(ctx, passwords)
	switch {
	case err != nil:
		return src, nil, err
	case ok:
		open := importer.NewSource(src.Name, src.Path, bytes.NewReader(plain), int64(len(plain)), src.Options)
		open.Modified, open.Siblings = src.Modified, src.Siblings
		return open, nil, nil
	}
	code := "ask.password.file"
	if len(passwords) > 0 {
		code = "ask.password.file-wrong"
	}
	return src, &importer.Undecided{Question: dispute.Say(code), Flag: "password"}, nil
}

// slides are names of Office files that nothing here reads: nobody is asked for
// their password.
var slides = map[string]bool{".ppt": true, ".pptx": true, ".pptm": true, ".pps": true, ".ppsx": true, ".potx": true}

// keeps reports whether an evidence stays as it was read before rather than
// become a question: it was read with a password that is not at hand now.
func keeps(e dispute.Evidence, question *importer.Undecided) bool {
	return question != nil && question.Flag == "password" && (e.Reading.State == dispute.Read || e.Reading.State == dispute.Partial)
}
