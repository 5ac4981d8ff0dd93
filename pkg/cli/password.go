package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"complain/pkg/internal/officecrypt"
)

// passwordsFrom reads passwords from a file, one a line: bills
// of two companies that are added together have two passwords. Spaces belong
// to a password, since nobody could say that they do not.
func passwordsFrom(path string) ([]string, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the password: %w", err)
	}
	defer f.Close()
	const most = 64 << 10
	text, err := io.ReadAll(io.LimitReader(f, most))
	if err != nil {
		return nil, fmt.Errorf("read the password: %w", err)
	}
	var passwords []string
	for line := range strings.Lines(string(bytes.TrimPrefix(text, []byte("\ufeff")))) {
		if line = strings.TrimRight(line, "\r\n"); line != "" {
			passwords = append(passwords, line)
		}
	}
	if len(passwords) == 0 {
		return nil, failure("error.password-empty", path).next("hint.password-file")
	}
	return passwords, nil
}

// unlocked is a file as it is without its password, if it is a workbook that has
// one.
func (a *app) unlocked(ctx context.Context, f *os.File, size int64, passwords []string) (io.ReaderAt, int64, error) {
	w, err := officecrypt.Open(ctx, f, size)
	for w != nil && err == nil {
		var plain []byte
		var ok bool
		if plain, ok, err = w.Unlock(ctx, passwords); ok {
			return bytes.NewReader(plain), int64(len(plain)), nil
		}
		if err == nil && !a.asks() {
			return nil, 0, failure("error.locked", f.Name()).next("hint.map-password", f.Name())
		}
		if err == nil {
			password, answered := a.askPassword(ctx)
			if !answered || password == "" {
				return nil, 0, failure("error.locked", f.Name()).next("hint.map-password", f.Name())
			}
			passwords = append(passwords, password)
		}
	}
	if ctx.Err() != nil {
		return nil, 0, ctx.Err()
	}
	return f, size, nil // what else is wrong with it, its reader says
}

// askPassword asks for a password, which the terminal does not show.
func (a *app) askPassword(ctx context.Context) (password string, answered bool) {
	password, err := a.secret(ctx, "form.password")
	return password, err == nil
}
