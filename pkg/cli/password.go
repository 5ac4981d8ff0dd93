package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"complain/pkg/cli/screen"
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

// askPassword asks for a password, which the terminal does not show.
func askPassword(ctx context.Context, scr *screen.Screen) (password string, answered bool) {
	password, err := secret(ctx, scr, "form.password")
	return password, err == nil
}
