package cli

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"complain/pkg/casefile"
	"complain/pkg/dossier"
	"complain/pkg/stamp"
)

// attachStamps takes in the files that authorities gave. One that is none never
// stops the others.
func (a *app) attachStamps(ctx context.Context, paths []string, anyNonce bool) error {
	f, err := a.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	rows, taken := []map[string]any{}, false
	for _, path := range paths {
		row, err := a.attachStamp(ctx, f, path, anyNonce)
		var c *complaint
		switch {
		case err == nil:
			taken = true
		case len(paths) > 1 && errors.As(err, &c):
			row = map[string]any{"file": path, "error": a.lang.Note(c.say)}
			if !a.json {
				fmt.Fprintf(a.err, "%s%s\n", a.err.style.bad.Render(a.say("label.error")), clean(a.lang.Note(c.say)))
				if c.hint != nil {
					fmt.Fprintf(a.err, "%s%s\n", a.err.style.dim.Render(a.say("label.hint")), clean(a.lang.Note(*c.hint)))
				}
			}
			a.code = exitFailed
		default:
			return err
		}
		rows = append(rows, row)
	}
	if a.json {
		return a.writeJSON(a.out, rows)
	}
	if taken {
		a.talk("stamp.attach.next")
	}
	return nil
}

func (a *app) attachStamp(ctx context.Context, f *casefile.File, path string, anyNonce bool) (map[string]any, error) {
	data, err := readStampFile(path)
	if err != nil {
		return nil, err
	}
	t, err := stamp.Parse(data)
	var refused *stamp.NotGranted
	switch {
	case errors.As(err, &refused):
		return nil, failure("error.stamp-not-granted", path, a.lang.Note(refused.Status), a.lang.Note(refused.Reason), refused.Text).next("hint.stamp-not-granted")
	case err != nil:
		return nil, failure("error.not-a-stamp", path).next("hint.not-a-stamp")
	}
	s, err := matchStamp(ctx, f, t, path, anyNonce)
	if err != nil {
		return nil, err
	}
	r := stamp.Verify(t, t.Imprint, stamp.Trust{})
	if c, failed := r.Failed(); failed {
		return nil, failure("error.stamp-bad", path, a.lang.Note(c.Why)).next("hint.stamp-bad")
	}
	s.Kind, s.Name, s.Data, s.Identity = casefile.StampToken, filepath.Base(path), data, t.Identity()
	id, known, err := f.AddStamp(ctx, s)
	if err != nil {
		return nil, err
	}
	row := map[string]any{"file": path, "stamp": id.String(), "known": known, "of": stampFile(s), "time": stampTime(t), "authority": t.Authority}
	if a.json {
		return row, nil
	}
	if known {
		a.print("stamp.attach.known", clean(path), id)
		return row, nil
	}
	a.print("stamp.attach.done", id, a.stampOf(a.lang, s), stampTime(t), clean(t.Authority))
	if t.Mods {
		fmt.Fprintln(a.out, "    "+a.say("stamp.attach.mods"))
	}
	for _, c := range r.Checks {
		if c.State != stamp.Holds && c.Name != stamp.CheckChain && c.Name != stamp.CheckRevocation {
			fmt.Fprintln(a.out, "    "+clean(a.lang.Note(c.Why)))
			a.look()
		}
	}
	return row, nil
}

// look makes the exit code say that something needs a look, unless it says worse.
func (a *app) look() {
	if a.code == exitDone {
		a.code = exitLook
	}
}

// unreadableFile says why a file that the user named cannot be read.
func unreadableFile(path string, err error) *complaint {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return failure("error.stamp-file-missing", path)
	case errors.Is(err, fs.ErrPermission):
		return failure("error.stamp-file", path).next("hint.permission")
	}
	return failure("error.stamp-file", path)
}

func readStampFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, unreadableFile(path, err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, stamp.MaxSize+1))
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
