package cli

import (
	"fmt"
	"io"
	"os"
)

// openPlain opens a file that an argument names and that is read to its end: a
// plain file of at most most bytes. A device or a pipe would never end.
func openPlain(path string, most int64) (*os.File, error) {
	// Looked at before it is opened: opening a pipe waits for whoever writes.
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, fmt.Errorf("read the file: %w", err)
	case info.IsDir():
		return nil, failure("error.is-folder", shown(path))
	case !info.Mode().IsRegular():
		return nil, failure("error.no-plain-file", shown(path)).next("hint.no-plain-file")
	case info.Size() > most:
		return nil, failure("error.file-large", shown(path), info.Size(), most)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the file: %w", err)
	}
	return f, nil
}

// readPlain reads such a file whole.
func readPlain(path string, most int64) ([]byte, error) {
	f, err := openPlain(path, most)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most))
	if err != nil {
		return nil, fmt.Errorf("read the file: %w", err)
	}
	return data, nil
}

// mostSecret is how long a file with passwords may be.
const mostSecret = 64 << 10

// readSecret reads a file with passwords, or what a password keeper writes into a
// pipe. A device that never ends is none.
func readSecret(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("read the file: %w", err)
	}
	if info.Mode()&os.ModeNamedPipe == 0 {
		return readPlain(path, mostSecret)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the file: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, mostSecret+1))
	if err != nil {
		return nil, fmt.Errorf("read the file: %w", err)
	}
	if len(data) > mostSecret {
		return nil, failure("error.file-large", shown(path), len(data), mostSecret)
	}
	return data, nil
}
