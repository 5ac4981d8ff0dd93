package cli

import (
	"bytes"
	"context"

	"complain/pkg/cli/screen"
)

// passphraseFrom reads a passphrase from a file: its one line, without the
// mark that some editors put at the beginning.
func passphraseFrom(path string) (string, error) {
	text, err := readSecret(path)
	if err != nil {
		return "", err
	}
	text = bytes.TrimRight(bytes.TrimPrefix(text, []byte("\ufeff")), "\r\n")
	switch {
	case len(text) == 0:
		return "", failure("error.passphrase-empty").next("hint.passphrase-file")
	case bytes.ContainsAny(text, "\r\n"):
		return "", failure("error.passphrase-lines", path).next("hint.passphrase-file")
	}
	return string(text), nil
}

// newPassphrase asks for a passphrase to lock something with: twice, since
// nobody sees what they type.
func newPassphrase(ctx context.Context, scr *screen.Screen) (string, error) {
	if !scr.Asks() {
		return "", usage("error.passphrase-no-terminal").next("hint.passphrase-file")
	}
	first, err := secret(ctx, scr, "form.passphrase")
	if err != nil {
		return "", err
	}
	again, err := secret(ctx, scr, "form.passphrase.again")
	if err != nil {
		return "", err
	}
	if first != again {
		return "", failure("error.passphrase-differs")
	}
	return first, nil
}

// secret asks for a line that must not be empty and that the terminal does not
// show.
func secret(ctx context.Context, scr *screen.Screen, code string) (string, error) {
	text, err := scr.Secret(ctx, code)
	if err == nil && text == "" {
		err = failure("error.passphrase-empty")
	}
	return text, err
}
