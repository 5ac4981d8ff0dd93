package cli

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dossier"
	"complain/pkg/stamp"
)

// attachStamps takes in the files that authorities gave. One that is none never
// stops the others.
func attachStamps(ctx context.Context, s *session, paths []string, o stampAttach) error {
	f, err := s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	rows, taken := []answer.StampAttached{}, false
	for _, path := range paths {
		row, err := attachStamp(ctx, s, f, path, o.anyNonce)
		var c *complaint
		switch {
		case err == nil:
			taken = true
		case len(paths) > 1 && errors.As(err, &c):
			row = answer.StampAttached{File: path, Error: c.in(s.Lang)}
			if !s.JSON {
				fmt.Fprintf(s.Err, "%s%s\n", s.Err.Style.Bad.Render(s.Say("label.error")), screen.Clean(c.in(s.Lang)))
				if c.hint != nil {
					fmt.Fprintf(s.Err, "%s%s\n", s.Err.Style.Dim.Render(s.Say("label.hint")), screen.Clean(s.Lang.Note(*c.hint)))
				}
			}
			s.code = exitFailed
		default:
			return err
		}
		rows = append(rows, row)
	}
	if s.JSON {
		return s.WriteJSON(rows)
	}
	if taken {
		s.Talk("stamp.attach.next")
	}
	return nil
}

func attachStamp(ctx context.Context, s *session, f *casefile.File, path string, anyNonce bool) (answer.StampAttached, error) {
	data, err := readStampFile(path)
	if err != nil {
		return answer.StampAttached{}, err
	}
	t, err := stamp.Parse(data)
	var refused *stamp.NotGranted
	switch {
	case errors.As(err, &refused):
		return answer.StampAttached{}, failure("error.stamp-not-granted", path, s.Lang.Note(refused.Status), s.Lang.Note(refused.Reason), refused.Text).next("hint.stamp-not-granted")
	case err != nil:
		return answer.StampAttached{}, failure("error.not-a-stamp", path).next("hint.not-a-stamp")
	}
	st, err := matchStamp(ctx, f, t, path, anyNonce)
	if err != nil {
		return answer.StampAttached{}, err
	}
	r := stamp.Verify(t, t.Imprint, stamp.Trust{})
	if c, failed := r.Failed(); failed {
		return answer.StampAttached{}, failure("error.stamp-bad", path, s.Lang.Note(c.Why)).next("hint.stamp-bad")
	}
	st.Kind, st.Name, st.Data, st.Identity = casefile.StampToken, filepath.Base(path), data, t.Identity()
	id, known, err := f.AddStamp(ctx, st)
	if err != nil {
		return answer.StampAttached{}, err
	}
	row := answer.StampAttached{File: path, Stamp: id.String(), Known: &known, Of: new(stampFile(st)), Time: stampTime(t), Authority: &t.Authority}
	if s.JSON {
		return row, nil
	}
	if known {
		s.Print("stamp.attach.known", screen.Clean(path), id)
		return row, nil
	}
	s.Print("stamp.attach.done", id, stampOf(s.Lang, st), stampTime(t), screen.Clean(t.Authority))
	if t.Mods {
		fmt.Fprintln(s.Out, "    "+s.Say("stamp.attach.mods"))
	}
	for _, c := range r.Checks {
		if c.State != stamp.Holds && c.Name != stamp.CheckChain && c.Name != stamp.CheckRevocation {
			fmt.Fprintln(s.Out, "    "+screen.Clean(s.Lang.Note(c.Why)))
			look(s)
		}
	}
	return row, nil
}

// look makes the exit code say that something needs a look, unless it says worse.
func look(s *session) {
	if s.code == exitDone {
		s.code = exitLook
	}
}

// unreadableFile says why a file that the user named cannot be read.
func unreadableFile(path string, err error) *complaint {
	var said *complaint
	switch {
	case errors.As(err, &said):
		return said
	case errors.Is(err, fs.ErrNotExist):
		return failure("error.stamp-file-missing", path)
	case errors.Is(err, fs.ErrPermission):
		return failure("error.stamp-file", path).next("hint.permission")
	}
	return failure("error.stamp-file", path)
}

func readStampFile(path string) ([]byte, error) {
	data, err := readPlain(path, stamp.MaxSize)
	if err != nil {
		return nil, unreadableFile(path, err)
	}
	return data, nil
}

// matchStamp finds what a token is over, and says why it is over nothing here.
func matchStamp(ctx context.Context, f *casefile.File, t stamp.Token, path string, anyNonce bool) (casefile.Stamp, error) {
	s, err := dossier.MatchStamp(ctx, f, t, anyNonce)
	var nonce *dossier.NonceError
	switch {
	case errors.Is(err, stamp.ErrHash):
		return s, failure("error.stamp-hash-unknown", path, t.HashName).next("hint.stamp-hash-unknown", path)
	case errors.As(err, &nonce):
		return s, failure("error.stamp-nonce", path, nonce.Request).next("hint.stamp-nonce")
	case errors.Is(err, dossier.ErrStampOfNothing):
		return s, failure("error.stamp-of-nothing", path, t.HashName, hex.EncodeToString(t.Imprint)).next("hint.stamp-of-nothing")
	}
	return s, err
}
