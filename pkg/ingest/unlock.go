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
	if media.Type(r.src.Head) != media.OLE || slides[strings.ToLower(path.Ext(r.src.Name))] {
		return nil, nil
	}
	w, err := officecrypt.Open(ctx, r.src, r.src.Size())
	if err != nil {
		r.sealed = ctx.Err() == nil
		return nil, ctx.Err()
	}
	if w == nil {
		return nil, nil
	}
	passwords := r.in.known(r.passwords)
	plain, ok, err := w.Unlock(ctx, passwords)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		r.sealed = true
		return nil, nil
	case ok:
		src := importer.NewSource(r.src.Name, r.src.Path, bytes.NewReader(plain), int64(len(plain)), r.src.Options)
		src.Modified, src.Siblings, src.Passwords = r.src.Modified, r.src.Siblings, r.src.Passwords
		r.src, r.unlocked = src, true
		return nil, nil
	}
	code := "ask.password.file"
	if len(passwords) > 0 {
		code = "ask.password.file-wrong"
	}
	return &importer.Undecided{Question: dispute.Say(code), Flag: "password"}, nil
}

// slides are names of Office files that nothing here reads: nobody is asked for
// their password.
var slides = map[string]bool{".ppt": true, ".pptx": true, ".pptm": true, ".pps": true, ".ppsx": true, ".potx": true}

// keeps reports whether an evidence stays as it was read before rather than
// become a question: it was read with a password that is not at hand now.
func keeps(e dispute.Evidence, question *importer.Undecided) bool {
	return question != nil && question.Flag == "password" && (e.Reading.State == dispute.Read || e.Reading.State == dispute.Partial)
}
