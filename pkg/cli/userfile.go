package cli

import (
	"fmt"
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
