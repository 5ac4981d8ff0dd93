package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// passphraseFrom reads a passphrase from a file: its one line, without the
// mark that some editors put at the beginning.
func passphraseFrom(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("read the passphrase: %w", err)
	}
	defer f.Close()
	const most = 64 << 10
	text, err := io.ReadAll(io.LimitReader(f, most))
	if err != nil {
		return "", fmt.Errorf("read the passphrase: %w", err)
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
func (a *app) newPassphrase(ctx context.Context) (string, error) {
	if !a.asks() {
		return "", usage("error.passphrase-no-terminal").next("hint.passphrase-file")
	}
	first, err := a.secret(ctx, "form.passphrase")
	if err != nil {
		return "", err
	}
	again, err := a.secret(ctx, "form.passphrase.again")
	if err != nil {
		return "", err
	}
	if first != again {
		return "", failure("error.passphrase-differs")
	}
	return first, nil
}

// secret asks for a line that the terminal does not show.
func (a *app) secret(ctx context.Context, code string) (string, error) {
	fmt.Fprint(a.err, a.say(code), " ")
	a.err.Flush()
	text, err := a.readSecret(ctx)
	fmt.Fprintln(a.err)
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return "", err
	case text == "":
		return "", failure("error.passphrase-empty")
	}
	return text, nil
}

func (a *app) readSecret(ctx context.Context) (string, error) {
	in, ok := a.sys.In.(*os.File)
	if !ok { // a test's terminal, which shows nothing anyway
		text, err := a.lines().ReadString('\n')
		return strings.TrimRight(text, "\r\n"), err
	}
	// An interrupt must give the terminal its echo back.
	before, err := term.GetState(int(in.Fd()))
	if err != nil {
		return "", fmt.Errorf("ask: %w", err)
	}
	type answer struct {
		text []byte
		err  error
	}
	answers := make(chan answer, 1)
	go func() {
		text, err := term.ReadPassword(int(in.Fd()))
		answers <- answer{text, err}
	}()
	select {
	case got := <-answers:
		if got.err != nil && !errors.Is(got.err, io.EOF) {
			return "", fmt.Errorf("ask: %w", got.err)
		}
		return string(got.text), got.err
	case <-ctx.Done():
		_ = term.Restore(int(in.Fd()), before)
		return "", ctx.Err()
	}
}
