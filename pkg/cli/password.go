package cli

import (
	"context"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"complain/pkg/cli/screen"
	"complain/pkg/internal/charset"
)

// passwordsFrom reads passwords from a file, one a line: bills
// of two companies that are added together have two passwords. Spaces belong
// to a password, since nobody could say that they do not.
func passwordsFrom(path string) ([]string, error) {
	if path == "" {
		return nil, nil
	}
	text, err := readSecret(path)
	if err != nil {
		return nil, err
	}
	passwords := passwordsIn(text)
	if len(passwords) == 0 {
		return nil, failure("error.password-empty", path).next("hint.password-file")
	}
	return passwords, nil
}

// passwordsIn are the lines of a text, which editors write in UTF-16 too. One that
// was typed with an input method's wide digits, with spaces around it, or behind a word
// for it ("password: 123456") counts as it stands and as it is meant.
func passwordsIn(text []byte) (passwords []string) {
	e, mark, _ := charset.Detect(text)
	if e != charset.Binary {
		text = []byte(e.Decode(text[mark:]))
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimRight(line, "\r\n"); line == "" {
			continue
		}
		meant := strings.TrimSpace(width.Narrow.String(line))
		_, behind, colon := strings.Cut(meant, ":")
		if last := strings.LastIndexByte(meant, ' '); !colon && last > 0 {
			behind = meant[last+1:]
		}
		for _, p := range []string{line, meant, strings.TrimSpace(behind)} {
			if p != "" && !slices.Contains(passwords, p) {
				passwords = append(passwords, p)
			}
		}
	}
	return passwords
}

// askPassword asks for a password, which the terminal does not show.
func askPassword(ctx context.Context, scr *screen.Screen) (password string, answered bool) {
	password, err := secret(ctx, scr, "form.password")
	return password, err == nil
}
