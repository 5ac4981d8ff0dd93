package screen

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// Secret asks for a line that the terminal does not show. The end of the input
// is an empty line.
func (s *Screen) Secret(ctx context.Context, code string) (string, error) {
	s.ask(s.Say(code))
	text, err := s.readSecret(ctx)
	fmt.Fprintln(s.Err)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return text, err
}

func (s *Screen) readSecret(ctx context.Context) (string, error) {
	in, ok := s.device.In.(*os.File)
	if !ok { // a test's terminal, which shows nothing anyway
		text, err := s.lines().ReadString('\n')
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
